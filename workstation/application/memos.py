"""Exporting the bid-decision memo: a frozen run, blocks, bytes, and a record of what was exported."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from workstation.application.consistency import Extracts, compare_all_papers
from workstation.application.deciding import Say, against_of, check_evidence, check_gate, check_points
from workstation.application.lot_summary import summary_of
from workstation.application.memo.build import build_memo
from workstation.application.memo.figures import Show
from workstation.application.memo.material import Material, Said, Writing
from workstation.application.memo.without import bid_without
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Transaction
from workstation.application.progress import SILENT, Progress
from workstation.application.services import Services
from workstation.application.signing import signatures_with
from workstation.application.valuation.inputs import Facts, facts_with
from workstation.application.valuing import freeze_run, is_stale, value_of
from workstation.domain.checklists.answers import Check, CheckItem
from workstation.domain.decisions import MemoRecord, Run
from workstation.domain.evidence import lot_coverage
from workstation.domain.findings.notes import RiskNote
from workstation.domain.findings.rules import findings
from workstation.domain.findings.waivers import Waiver
from workstation.domain.memo import Memo, blocks_hash
from workstation.domain.next_dates import next_dates
from workstation.domain.record import LotRecord
from workstation.domain.valuation.bridge import bridge
from workstation.language.formats import Formats


@dataclass(frozen=True, slots=True)
class MemoLanguage:
    """All that a memo needs to know of its language. `show` writes a value of a field, `title` an item's name."""

    name: str
    tr: Callable[..., str]
    show: Show
    formats: Formats
    writing: Writing
    title: Callable[[CheckItem], str]


# English key
NOT_COMPARED: Final = "The memo does not compare {names}: the pages are lost and could not be read again. Take the same files in again (with their password if they have one), then export it once more."


@dataclass(frozen=True, slots=True)
class MemoExport:
    """`unread` are the names of the papers whose pages are lost and could not be read again: they were not compared."""

    pdf: bytes
    sha256: str
    pages: int
    run: int
    ordinal: int
    unread: tuple[str, ...] = ()


def export_memo(
    services: Services,
    lot: str,
    language: MemoLanguage,
    progress: Progress,
    say: Say = str.format,
    *,
    extracts: Extracts | None = None,
) -> MemoExport:
    """Renders the memo of a lot, after freezing a run if the figures moved since the last one.

    An export that says what the last memo says is that memo; any other is its next version. `say` puts reasons into
    the language of the reader; `extracts` are what the papers were found to say already.

    Raises:
        NotPriceableError: there is no bid to write about.
        PlainBidRefusedError, NoConditionsError: the decision may not leave the house.
        BrokenEvidenceError: a fact rests on pages that lapsed.
    """
    record = services.reader.lot(lot)
    check_gate(services, record, say)
    check_evidence(record, say)
    extracts, export = extracts or Extracts(), None
    while (
        export is None
    ):  # somebody wrote meanwhile, or another export took the version that these pages bear
        material = _frozen(services, lot, extracts, progress, say)
        export = _exported(services, material, language, progress) if material is not None else None
    return export


def _frozen(
    services: Services, lot: str, extracts: Extracts, progress: Progress, say: Say
) -> Material | None:
    """What the memo says, with the run that holds its figures. None when others were written after the run was frozen;
    what was written then is asked too whether it may leave the house."""
    progress.step(0, 3, "Run")
    run = freeze_run(services, lot).value
    record = services.reader.lot(lot)
    check_evidence(record, say)
    material = material_of(services, record, run, extracts, progress)
    check_points(record, material.against, say)
    return None if is_stale(Facts(material.inputs), run) else material


def _exported(
    services: Services, material: Material, language: MemoLanguage, progress: Progress
) -> MemoExport | None:
    """None when the version was taken meanwhile: its number is printed on every page."""
    progress.step(1, 3, "Memo")
    record, run = material.record, material.run
    last = max(record.all(MemoRecord, language=language.name), key=lambda memo: memo.ordinal, default=None)
    ordinal = last.ordinal if last is not None else 1
    memo = memo_of(services, material, language, ordinal)
    is_new = last is None or blocks_hash(memo) != last.blocks
    if last is not None and is_new:
        ordinal, memo = _next(services, material, language, ordinal)
    pdf = services.render_memo(memo, services.page_source())
    if last is not None and not is_new and _hash(pdf.content) != last.sha256:  # drawn by another program
        is_new = True
        ordinal, memo = _next(services, material, language, ordinal)
        pdf = services.render_memo(memo, services.page_source())
    progress.step(2, 3, "Memo")
    export = MemoExport(
        pdf.content, _hash(pdf.content), pdf.pages, run.ordinal, ordinal, material.papers.unread
    )
    if not is_new:
        services.objects.store(BytesIO(pdf.content))  # written again where the kept one was lost or damaged
    elif not _is_kept(services, material, memo, export):
        return None
    progress.step(3, 3)
    return export


def _next(services: Services, material: Material, language: MemoLanguage, ordinal: int) -> tuple[int, Memo]:
    return ordinal + 1, memo_of(services, material, language, ordinal + 1)


def material_of(
    services: Services, record: LotRecord, run: Run, extracts: Extracts, progress: Progress = SILENT
) -> Material:
    """All that a memo says today, before it has a language; `run` holds the inputs that the lot has today."""
    today, reference = services.clock().date(), services.reference()
    rules = findings(record, today, reference)
    found = facts_with(record, rules)
    result = value_of(found)
    return Material(
        record=record,
        run=run,
        inputs=result.inputs,
        result=result,
        summary=summary_of(record, rules, services.checklist),
        rules=rules,
        says=found.says,
        papers=compare_all_papers(services, record, extracts, progress),
        said=_said(services, record),
        signatures=signatures_with(record, rules),
        dates=next_dates(record, today, reference.calendar),
        against=against_of(services, record, rules, result),
        coverage=lot_coverage(record),
        today=today,
        is_demo_day=services.stands_still,
        bars=tuple((bar.kind.value, bar.amount, bar.is_total) for bar in bridge(result)),
        bid_without=bid_without(record, today, reference),
        reference=reference,
        keys=found.keys,
    )


def _said(services: Services, record: LotRecord) -> dict[str, Said]:
    rows: list[Waiver | RiskNote | Check] = [*record.all(Waiver)]
    rows += [note for note in record.all(RiskNote) if note.resolved]
    rows += record.all(Check)
    found = {row.id: services.reader.history(lot=record.lot.id, row=row.id, limit=1) for row in rows}
    return {identity: Said(steps[0].actor, steps[0].at) for identity, steps in found.items() if steps}


def memo_of(services: Services, material: Material, language: MemoLanguage, ordinal: int) -> Memo:
    """The memo as blocks, before any page is drawn."""
    titles = tuple((item, language.title(item)) for item in services.checklist)
    return build_memo(
        material,
        tr=language.tr,
        show=language.show,
        formats=language.formats,
        writing=language.writing,
        titles=titles,
        language=language.name,
        ordinal=ordinal,
    )


def _hash(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()


def _is_kept(services: Services, material: Material, memo: Memo, export: MemoExport) -> bool:
    """Keeps an export unless there is a memo of its version already."""
    lot, language = material.record.lot.id, memo.language

    def work(tx: Transaction) -> bool:
        if tx.rows(MemoRecord, lot=lot, language=language, ordinal=export.ordinal):
            return False
        stored = services.objects.store(BytesIO(export.pdf))
        tx.put(
            MemoRecord(
                id=tx.new_id(),
                lot=lot,
                ordinal=export.ordinal,
                run=material.run.id,
                language=language,
                sha256=stored.sha256,
                blocks=blocks_hash(memo),
                pages=export.pages,
                exported_at=tx.now,
            )
        )
        return True

    return services.writer.run(Step(OperationKind.EXPORT_MEMO, {"record": str(export.ordinal)}), work).value
