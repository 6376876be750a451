"""The commands on documents: taken in, searched, compared with each other."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.application.missing_pages import NOT_READ_PAGES
from workstation.application.progress import Silent
from workstation.application.read_sentences import learned_sentences
from workstation.application.services import Services
from workstation.cli.counting import counted
from workstation.cli.opening import (
    answered,
    lot_or_new,
    note_interrupted,
    opened,
    opened_or_made,
    read_again,
)
from workstation.cli.output import (
    FOUND_PROBLEMS,
    NOT_EXAMINED,
    CopyNotTakenError,
    error_json,
    exit_code,
    guarded,
    in_words,
    note,
    say,
    say_json,
    stopped_by_interrupt,
)
from workstation.cli.passwords import passwords_of
from workstation.cli.program import Program
from workstation.cli.tables import say_table
from workstation.domain.errors import UserError
from workstation.domain.reading import ReadOutcome

if TYPE_CHECKING:
    from workstation.application.consistency import Comparison, DisagreementFound
    from workstation.application.importing import ImportReport, TakenFile
    from workstation.application.interrupted import InterruptedImport
    from workstation.application.search import Found, PageFound, PaperFound
    from workstation.domain.pages import Quote
    from workstation.domain.record import LotRecord

_READ = {ReadOutcome.OK, ReadOutcome.PARTIAL}


def import_files(
    program: Program, workspace: Path, lot: str, paths: list[Path], passwords: list[str], *, as_json: bool
) -> int:
    """Without `paths` goes on with the imports into the lot that were cut off. Exit code 1 when a file could not be read,
    which is kept all the same, or was not taken out of its archive. What entered is listed also when the import was cut (a full disk) or stopped (Ctrl+C)."""

    def work() -> int:
        from workstation.application.dropped_files import find_files  # noqa: PLC0415

        find_files(paths, workspace)  # a mistyped path is told before a workspace or a lot is made for it
        words, codes = passwords_of(program, passwords), [0]
        try:
            if paths:
                _take_in(program, workspace, lot, paths, words=words, codes=codes, as_json=as_json)
            else:
                with opened(program, workspace) as services:
                    into = services.reader.find_lot(lot)
                    codes.append(_told(program, into, _resumed(services, into, words), as_json=as_json))
        except CopyNotTakenError as failed:
            raise CopyNotTakenError(failed.reason, codes[-1]) from failed
        return codes[-1]

    return guarded(work, program.tr, as_json=as_json)


def _take_in(
    program: Program,
    workspace: Path,
    lot: str,
    paths: list[Path],
    *,
    words: tuple[str, ...],
    codes: list[int],
    as_json: bool,
) -> None:
    """The exit code is put behind `codes`."""
    from workstation.application.importing import Entry, note_dropped, take_in_as  # noqa: PLC0415
    from workstation.application.upkeep import copy_before_bulk  # noqa: PLC0415

    with opened_or_made(program, workspace) as services:
        into = lot_or_new(program, services, lot)
        entry = Entry(into, batch=services.new_id(), passwords=words)
        note_dropped(services, entry, paths)  # the snapshot before it takes its time
        copy_before_bulk(services)
        with stopped_by_interrupt() as progress:
            report = take_in_as(services, entry, paths, progress)
        codes.append(_told(program, into, report, as_json=as_json))
        if report.is_whole:
            _read_again(program, services, into)
        note_interrupted(program, services)


def _read_again(program: Program, services: Services, lot: str) -> None:
    """A disk that is full for the pages of other documents is said, and takes nothing from what has entered."""
    try:
        read_again(program, services, lot)
    except UserError as error:
        note(in_words(error, program.tr))


def leave_out(program: Program, workspace: Path, lot: str, *, as_json: bool) -> int:
    """Gives the imports into the lot up that were cut off, and names what stays out."""

    def work() -> int:
        from workstation.application.interrupted import leave_out as left_out  # noqa: PLC0415

        with opened(program, workspace) as services:
            into = services.reader.find_lot(lot)
            paths = [path for each in _cut_off(services, into) for path in left_out(services, each)]
            if as_json:
                say_json({"lot": into, "left_out": paths})
            for path in () if as_json else paths:
                say(program.tr("{kind}: {name}", kind=path, name=program.tr("stays out")))
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _cut_off(services: Services, lot: str) -> "list[InterruptedImport]":
    """At least one."""
    from workstation.application.interrupted import (  # noqa: PLC0415
        ImportNoteDamagedError,
        NothingInterruptedError,
        interrupted_imports,
    )

    cut_off = [each for each in interrupted_imports(services) if each.begun.lot == lot]
    if not cut_off:
        for name in services.imports.damaged():
            raise ImportNoteDamagedError(name=name)
        raise NothingInterruptedError
    return cut_off


def _resumed(services: Services, lot: str, passwords: tuple[str, ...]) -> "ImportReport":
    from workstation.application.interrupted import (  # noqa: PLC0415
        DroppedGoneError,
        NothingInterruptedError,
        resume,
    )

    report, gone = None, None
    with stopped_by_interrupt() as progress:
        for each in _cut_off(services, lot):
            if report is not None and not report.is_whole:
                break
            try:
                rest = resume(services, each.begun, progress, passwords)
            except DroppedGoneError as error:  # it waits for its disk; the others do not
                gone = gone or error
            else:
                report = replace(rest, files=(*(report.files if report else ()), *rest.files))
    if report is None:
        raise gone or NothingInterruptedError
    return replace(report, cut=report.cut or gone)


def _told(program: Program, lot: str, report: "ImportReport", *, as_json: bool) -> int:
    """What entered, also when something ended the import before the rest."""
    rows = [_taken(program, file) for file in report.files]
    if as_json:
        cut = error_json(report.cut, program.tr) if report.cut is not None else {}
        say_json({"lot": lot, "files": rows, **cut})
    for row, file in () if as_json else zip(rows, report.files, strict=True):
        _say_taken(program, file, row)
    if not report.is_whole:
        note(program.tr("Stopped before the rest; {count} files entered.", count=len(rows)))
    if report.cut is not None:
        note(in_words(report.cut, program.tr))
        return exit_code(report.cut)
    read = not any(file.refused for file in report.files) and all(
        file.outcome in _READ or _stays_out(file) for file in report.files
    )
    return 0 if report.is_whole and read else FOUND_PROBLEMS


def _say_taken(program: Program, file: "TakenFile", row: Mapping[str, object]) -> None:
    became = f"{row['message'] or row['outcome']}{_textless(program, row)}"
    say(program.tr("{kind}: {name}", kind=row["path"], name=became))
    for each in file.refused:
        reason = program.tr.error(each.reason)
        say("    " + program.tr("{kind}: {name}", kind=each.path, name=reason))
    for line in learned_sentences(program.tr, file):
        say(f"    {line}")
    if file.elsewhere:
        say(f"    {program.tr('Also in {lots}', lots=program.tr(', ').join(file.elsewhere))}")
    if file.healed:
        say(program.tr("The workspace's copy of {name} was damaged and is replaced.", name=file.source_path))


def _textless(program: Program, row: Mapping[str, object]) -> str:
    """As the window says it: a table with an empty sheet is no scan."""
    count, pages = row["without_text"], row["pages"]
    return f" ({program.tr('Scan, no text')})" if count and count == pages else ""


def _stays_out(file: "TakenFile") -> bool:
    """A hidden file, and the workspace itself, are named and are no problem."""
    from workstation.application.dropped_files import HiddenFileError, WorkspaceItselfError  # noqa: PLC0415

    return isinstance(file.reason, HiddenFileError | WorkspaceItselfError)


def _taken(program: Program, file: "TakenFile") -> dict[str, object]:
    return {
        "path": file.source_path,
        "sha256": file.sha256,
        "outcome": file.outcome.value,
        "pages": file.pages,
        "without_text": file.textless,
        "noticed": (file.noticed or "").split(),
        "failed_pages": file.failed_pages,
        "doubtful_pages": file.doubtful_pages,
        "reason": file.reason.code if file.reason else None,
        "message": program.tr.error(file.reason) if file.reason else None,
        "document": file.document,
        "version": file.version,
        "version_number": file.ordinal,
        "duplicate_of": file.duplicate_of,
        "also_in": list(file.elsewhere),
        "media_type": file.media_type,
        "holder": file.holder,
        "healed": file.healed,
        "refused": [
            {"path": each.path, "reason": each.reason.code, "message": program.tr.error(each.reason)}
            for each in file.refused
        ],
    }


def disagreements(program: Program, workspace: Path, lot: str, *, as_json: bool) -> int:
    """Where the papers of a lot do not agree, with the places; exit code 1 while one is not settled, else 5 while not
    all of them could be compared."""

    def compared(services: Services) -> "tuple[LotRecord, Comparison]":
        from workstation.application.consistency import Extracts, compare_papers  # noqa: PLC0415

        record = services.reader.lot(services.reader.find_lot(lot))
        with counted(program.tr) as progress:
            return record, compare_papers(services, record, Extracts(), progress)

    def work() -> int:
        from workstation.domain.documents import Document, Version  # noqa: PLC0415

        record, found = answered(program, workspace, compared)
        names = {document.id: document.name for document in record.all(Document)}
        papers = {version.id: names[version.document] for version in record.all(Version)}
        if as_json:
            say_json(_comparison(program, found, papers))
        else:
            _say_comparison(program, found, papers)
        if found.open:
            return FOUND_PROBLEMS
        return 0 if found.is_whole else NOT_EXAMINED

    return guarded(work, program.tr, as_json=as_json)


def _comparison(program: Program, found: "Comparison", papers: Mapping[str, str]) -> dict[str, object]:
    return {
        "papers": found.papers,
        "values": found.values,
        "not_compared": list(found.left_out),
        "not_read": list(found.unread),
        "lost_files": list(found.lost),
        "without_text": found.textless,
        "disagreements": [_disagreement(program, each, papers) for each in found.found],
    }


def _say_comparison(program: Program, found: "Comparison", papers: Mapping[str, str]) -> None:
    from workstation.application.sentences import comparison_sentences  # noqa: PLC0415

    tr, shown = program.tr, []
    for each in found.found:
        label = " ".join((tr(each.disagreement.label), each.disagreement.subject)).rstrip()
        for place, side in enumerate(each.sides):
            first = side.passages[0]
            page, count = str(first.page + 1), str(len(side.passages))
            shown.append(("" if place else label, side.written, papers[first.version], page, count))
    heads = (tr("What"), tr("As written"), tr("Document"), tr("Page"), tr("Places"))
    say_table(heads, shown)
    for line in comparison_sentences(program.tr, found):
        say(line)


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
    """The papers whose names, and the pages that, hold all of the words, the best first; exit code 5 while pages that
    were lost could not be read again, and where nothing was found while pages have no text yet."""

    def looked_for(services: Services) -> "tuple[Found, list[dict[str, object]]]":
        from workstation.application.search import places  # noqa: PLC0415
        from workstation.application.search import search as search_pages  # noqa: PLC0415

        of_lot = services.reader.find_lot(lot) if lot is not None else None
        found = search_pages(services, " ".join(words), Silent(), lot=of_lot)
        shown = found.pages if as_json else ()
        return found, [_page_found(page, places(services, found.query, page)) for page in shown]

    def work() -> int:
        found, rows = answered(program, workspace, looked_for)
        if as_json:
            say_json(
                {
                    "papers": [_paper_found(paper) for paper in found.named],
                    "pages": rows,
                    "more": found.more,
                    "total": found.total,
                    "without_text": found.wordless,
                    "not_read": found.unread,
                    "lost_files": list(found.lost),
                }
            )
        else:
            _say_found(program, found)
        _note_left_out(program, found)
        nothing = not found.named and not found.pages
        return NOT_EXAMINED if found.unread or (nothing and found.wordless) else 0

    return guarded(work, program.tr, as_json=as_json)


def _say_found(program: Program, found: "Found") -> None:
    shown = [(paper.lot.number or paper.lot.name, paper.name, "", "", "") for paper in found.named]
    for page in found.pages:
        first, paper = page.first, page.paper
        passage = f"…{first.before}[{first.text}]{first.after}…"
        lot = paper.lot.number or paper.lot.name
        shown.append((lot, paper.name, str(page.page + 1), str(page.count), passage))
    tr = program.tr
    say_table((tr("Lot"), tr("Document"), tr("Page"), tr("Places"), tr("Passage")), shown)


def _note_left_out(program: Program, found: "Found") -> None:
    tr = program.tr
    if found.waiting:
        note(tr(NOT_READ_PAGES, count=found.waiting))
    if found.lost:
        from workstation.application.sentences import lost_sentence  # noqa: PLC0415

        note(lost_sentence(tr, found.lost))
    if found.wordless:
        note(tr("{count} pages have no text yet and were not searched.", count=found.wordless))
    if found.more:
        words = "The first {count} of at most {total} pages are shown; look for something narrower."
        note(tr(words, count=len(found.pages), total=found.total))


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
