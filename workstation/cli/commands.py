"""One function per command: open, do, report. Each returns the exit code."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.application.ports.storage import HistoryRow
from workstation.application.progress import Silent
from workstation.application.services import Services
from workstation.cli.opening import opened as _opened
from workstation.cli.output import guarded, note, say, say_json
from workstation.cli.program import Program
from workstation.domain.documents import ReadOutcome
from workstation.domain.errors import NotFoundError, UserError
from workstation.domain.valuation import ValuationResult
from workstation.language.translator import Language

if TYPE_CHECKING:
    from workstation.application.consistency import DisagreementFound
    from workstation.application.importing import TakenFile
    from workstation.application.search import PageFound, PaperFound
    from workstation.domain.pages import Quote

FOUND_PROBLEMS = 1
_READ = {ReadOutcome.OK, ReadOutcome.PARTIAL}


class FileMissingError(UserError):
    code = "file.missing"
    message = "There is no file {path}. Check the name."


@contextmanager
def _opened_or_made(program: Program, workspace: Path) -> Iterator[Services]:
    """For commands that bring something in: where nothing is, or an empty folder, a workspace is made, and said."""
    if workspace.exists() and (not workspace.is_dir() or any(workspace.iterdir())):
        with _opened(program, workspace) as services:
            yield services
        return
    with closing(program.create_workspace(workspace)) as services:
        note(program.tr("New workspace {path}", path=workspace))
        yield services


def _lot_or_new(program: Program, services: Services, name: str) -> str:
    from workstation.application.lots import new_lot  # noqa: PLC0415
    from workstation.domain.new_lots import NewLot  # noqa: PLC0415

    try:
        return services.reader.find_lot(name)
    except NotFoundError:
        made = new_lot(services.writer, services.defaults, NewLot(name=name)).value
        note(program.tr("New lot {record}", record=name))
        return made


def calc(program: Program) -> int:
    """JSON Lines in, JSON Lines out, one answer per line as it comes."""
    from workstation.application.calc import answers  # noqa: PLC0415 - the calculators, only when asked for

    del program
    for line in answers(sys.stdin.buffer):
        sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
    return 0


def history(program: Program, workspace: Path, lot: str | None, limit: int, *, as_json: bool) -> int:
    """Newest first, each operation in words; with `as_json` what it changed, field by field, as recorded."""

    def work() -> int:
        from workstation.application.sentences import sentence  # noqa: PLC0415

        with _opened(program, workspace, read_only=True) as services:
            of_lot = services.reader.find_lot(lot) if lot is not None else None
            rows = services.reader.history(lot=of_lot, limit=limit)
        if as_json:
            say_json({"operations": [_operation(program, row) for row in rows]})
        for row in () if as_json else rows:
            undone = f"  ({program.tr('Undone')})" if row.undone else ""
            say(f"{row.at:%Y-%m-%d %H:%M:%S}  {row.actor}  {sentence(program.tr, row.step)}{undone}")
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _operation(program: Program, row: HistoryRow) -> dict[str, object]:
    from workstation.application.sentences import sentence  # noqa: PLC0415

    return {
        "id": row.id,
        "kind": row.kind,
        "at": row.at.isoformat(),
        "actor": row.actor,
        "batch": row.batch,
        "undoes": row.undoes,
        "undone": row.undone,
        "sentence": sentence(program.tr, row.step),
        "changes": [
            {"entity": change.entity, "id": change.id, "before": change.before, "after": change.after}
            for change in row.changes
        ],
    }


def import_files(
    program: Program, workspace: Path, lot: str, paths: list[Path], passwords: list[str], *, as_json: bool
) -> int:
    """Exit code 1 when a file could not be read; it is kept all the same."""

    def work() -> int:
        from workstation.application.importing import Entry, take_in_as  # noqa: PLC0415
        from workstation.application.survey import find_files  # noqa: PLC0415

        find_files(paths)  # a mistyped path is told before a workspace or a lot is made for it
        with _opened_or_made(program, workspace) as services:
            into = _lot_or_new(program, services, lot)
            report = take_in_as(services, Entry(into, passwords=tuple(passwords)), paths, Silent())
        rows = [_taken(program, file) for file in report.files]
        if as_json:
            say_json({"lot": into, "files": rows})
        for row in () if as_json else rows:
            say(f"{row['path']}: {row['message'] or row['outcome']}")
            if row["healed"]:
                say(
                    program.tr(
                        "The workspace's copy of {name} was damaged and is replaced.", name=row["path"]
                    )
                )
        return 0 if all(file.outcome in _READ for file in report.files) else FOUND_PROBLEMS

    return guarded(work, program.tr, as_json=as_json)


def _taken(program: Program, file: "TakenFile") -> dict[str, object]:
    return {
        "path": file.source_path,
        "sha256": file.sha256,
        "outcome": file.outcome.value,
        "pages": file.pages,
        "reason": file.reason.code if file.reason else None,
        "message": program.tr.error(file.reason) if file.reason else None,
        "document": file.document,
        "version": file.version,
        "version_number": file.ordinal,
        "duplicate_of": file.duplicate_of,
        "media_type": file.media_type,
        "holder": file.holder,
        "healed": file.healed,
        "refused": [
            {"path": each.path, "reason": each.reason.code, "message": program.tr.error(each.reason)}
            for each in file.refused
        ],
    }


def intake(program: Program, workspace: Path, file: Path, *, as_json: bool) -> int:
    def work() -> int:
        from workstation.application.intaking import enter_listing  # noqa: PLC0415
        from workstation.domain.proposals import as_json as proposal_json  # noqa: PLC0415

        content = _content(file)
        with _opened_or_made(program, workspace) as services:
            proposal = program.read_listing(services, content, file.name)
            lot = enter_listing(services, proposal, file, services.defaults).lot
        if as_json:
            say_json({"lot": lot, **proposal_json(proposal)})
        else:
            for found in proposal.fields:
                say(f"{found.entity}.{found.field} = {found.text}  [{found.where}]")
            for warning in proposal.warnings:
                say(program.tr(warning.message, **dict(warning.params)))
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise FileMissingError(path=file)
    return file.read_bytes()


def value(program: Program, workspace: Path, lot: str, *, as_json: bool) -> int:
    """Exit code 1 when something that the price needs is not known yet; it is named."""

    def work() -> int:
        from workstation.application.calc import result_json  # noqa: PLC0415
        from workstation.application.valuing import facts, value_of  # noqa: PLC0415

        with _opened(program, workspace, read_only=True) as services:
            found = facts(services.reader.lot(services.reader.find_lot(lot)))
        if found.inputs is None:
            _say_missing(program, found.missing, as_json=as_json)
            return FOUND_PROBLEMS
        result = value_of(found)
        if as_json:
            say_json(result_json(result))
        else:
            _say_value(program, result)
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _say_missing(program: Program, missing: tuple[str, ...], *, as_json: bool) -> None:
    if as_json:
        say_json({"missing": list(missing)})
    for name in () if as_json else missing:
        say(program.tr("Still needed: {name}", name=program.tr(name)))


def _say_value(program: Program, result: ValuationResult) -> None:
    say(program.tr("Max bid {amount}", amount=f"{result.price.max_bid:,.2f}"))
    if result.price.max_bid_on_ladder is None:
        say(program.tr("The start price is above the max bid: no bid."))
    else:
        say(program.tr("On the ladder {amount}", amount=f"{result.price.max_bid_on_ladder:,.2f}"))
    if result.at_ladder_bid is not None:
        weight = f"{result.at_ladder_bid.probability_of_loss * 100:.1f}"
        say(program.tr("Weight of losing scenarios {percent} %", percent=weight))


def memo(program: Program, workspace: Path, lot: str, out: Path, language: Language, *, as_json: bool) -> int:
    def work() -> int:
        from workstation.application.memos import export_memo  # noqa: PLC0415

        with _opened(program, workspace) as services:
            wanted = program.memo_language(language)
            exported = export_memo(services, services.reader.find_lot(lot), wanted, Silent(), program.tr)
            services.write_file(out, exported.pdf)
        row = {"memo": str(out), "memo_sha256": exported.sha256, "pages": exported.pages, "run": exported.run}
        if as_json:
            say_json(row)
        else:
            say(program.tr("Memo written to {path}", path=out))
        return 0

    return guarded(work, program.tr, as_json=as_json)


def doctor(program: Program, workspace: Path, *, purge: bool, as_json: bool) -> int:
    def work() -> int:
        ailments = program.upkeep.doctor(workspace, purge)
        if as_json:
            say_json({"findings": [{"code": found.code, **found.params} for found in ailments]})
        else:
            for found in ailments:
                say(program.tr(found.text, **found.params))
            if not ailments:
                say(program.tr("The workspace is sound."))
        return FOUND_PROBLEMS if ailments else 0

    return guarded(work, program.tr, as_json=as_json)


def snapshot(program: Program, workspace: Path, *, as_json: bool) -> int:
    return _upkeep(program, lambda: program.upkeep.snapshot(workspace), "Snapshot {name}", as_json=as_json)


def restore(program: Program, workspace: Path, name: str, *, as_json: bool) -> int:
    return _upkeep(
        program,
        lambda: program.upkeep.restore(workspace, name),
        "Restored; the state before is kept as snapshot {name}",
        as_json=as_json,
    )


def _upkeep(program: Program, work: Callable[[], str], sentence: str, *, as_json: bool) -> int:
    def run() -> int:
        name = work()
        if as_json:
            say_json({"snapshot": name})
        else:
            say(program.tr(sentence, name=name))
        return 0

    return guarded(run, program.tr, as_json=as_json)


def demo(program: Program, out: Path | None, *, fresh: bool) -> int:
    """Prints the JSON summary; opens the window on the sample when there is a display."""
    folder = out if out is not None else Path.cwd() / "workstation-demo"

    def work() -> int:
        summary = program.build_demo(folder, fresh)
        if "moved_to" in summary:
            note(
                program.tr(
                    "The earlier sample was moved to {path}. Nothing was removed from it.",
                    path=summary["moved_to"],
                )
            )
        say_json(summary)
        return program.show(Path(summary["workspace"])) if program.has_display else 0

    return guarded(work, program.tr, as_json=True)


def disagreements(program: Program, workspace: Path, lot: str, *, as_json: bool) -> int:
    """Where the papers of a lot do not agree, with the places; exit code 1 while one is not settled."""

    def work() -> int:
        from workstation.application.consistency import Extracts, compare_papers  # noqa: PLC0415
        from workstation.domain.documents import Document, Version  # noqa: PLC0415

        with _opened(program, workspace, read_only=True) as services:
            record = services.reader.lot(services.reader.find_lot(lot))
            compared = compare_papers(services, record, Extracts(), Silent())
        names = {document.id: document.name for document in record.all(Document)}
        papers = {version.id: names[version.document] for version in record.all(Version)}
        if as_json:
            rows = [_disagreement(program, found, papers) for found in compared.found]
            say_json(
                {"papers": compared.papers, "not_compared": list(compared.silent), "disagreements": rows}
            )
        for found in () if as_json else compared.found:
            say(f"{program.tr(found.disagreement.label)}  {found.disagreement.subject}".rstrip())
            for side in found.sides:
                first = side.passages[0]
                say(f"    {side.written}  {papers[first.version]} {first.page + 1}  ({len(side.passages)})")
        return FOUND_PROBLEMS if compared.open else 0

    return guarded(work, program.tr, as_json=as_json)


def _disagreement(
    program: Program, found: "DisagreementFound", papers: Mapping[str, str]
) -> dict[str, object]:
    return {
        "label": program.tr(found.disagreement.label),
        "subject": found.disagreement.subject,
        "settled": found.waiver.reason if found.waiver is not None else None,
        "sides": [
            {
                "written": side.written,
                "places": [
                    {
                        "document": papers[passage.version],
                        "page": passage.page + 1,
                        "part": passage.quote.part,
                        "quote": passage.words,
                    }
                    for passage in side.passages
                ],
            }
            for side in found.sides
        ],
    }


def search(program: Program, workspace: Path, words: list[str], lot: str | None, *, as_json: bool) -> int:
    """The papers whose names, and the pages that, hold all of the words, by lot and document."""

    def work() -> int:
        from workstation.application.search import places  # noqa: PLC0415
        from workstation.application.search import search as search_pages  # noqa: PLC0415

        with _opened(program, workspace, read_only=True) as services:
            of_lot = services.reader.find_lot(lot) if lot is not None else None
            found = search_pages(services, " ".join(words), Silent(), lot=of_lot)
            shown = found.pages if as_json else ()
            rows = [_page_found(page, places(services, found.query, page)) for page in shown]
        if as_json:
            papers = [_paper_found(paper) for paper in found.named]
            say_json({"papers": papers, "pages": rows, "more": found.more, "without_text": found.wordless})
        for paper in () if as_json else found.named:
            say(f"{paper.lot.number or paper.lot.name}  {paper.name}")
        for page in () if as_json else found.pages:
            first = page.first
            paper = page.paper
            heading = f"{paper.lot.number or paper.lot.name}  {paper.name}  {page.page + 1}"
            say(f"{heading}  …{first.before}[{first.text}]{first.after}…  ({page.count})")
        if found.wordless:
            note(program.tr("{count} pages have no text yet and were not searched.", count=found.wordless))
        if found.more:
            note(program.tr("There are more pages; look for something narrower."))
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _paper_found(found: "PaperFound") -> dict[str, object]:
    return {
        "lot": found.lot.id,
        "document": found.name,
        "version": found.version,
        "version_number": found.ordinal,
        "versions": found.versions,
    }


def _page_found(found: "PageFound", places: "Sequence[Quote]") -> dict[str, object]:
    return {
        **_paper_found(found.paper),
        "page": found.page + 1,
        "label": found.label,
        "places": [
            {"quote": place.text, "before": place.before, "after": place.after, "part": place.part}
            for place in places
        ],
    }
