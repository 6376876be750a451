"""Files that come in: dropped on the window or chosen. Into the open lot, or into a new one made from them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from workstation.application.operations import OperationKind, Step
from workstation.application.read_sentences import one_after_another
from workstation.application.sentences import sentence
from workstation.domain.checklists.answers import Severity
from workstation.domain.fields import field_of
from workstation.domain.listings import Listing
from workstation.language.translator import Translator
from workstation.ui.panels.reading import noticed_words, trouble_words
from workstation.ui.widgets.values import BannerAction, BannerText

if TYPE_CHECKING:
    from workstation.application.importing import ImportReport
    from workstation.application.lots_from_files import LotOfFiles
    from workstation.domain.proposals import ProposalWarning
    from workstation.ui.workbench import Workbench

SHOW_TAB = "show-tab"  # before the colon of a banner's button


def paths_of(data: QMimeData) -> list[Path]:
    """The local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take_in(bench: "Workbench", paths: Sequence[Path]) -> None:
    """Into the open lot; without one into the lot that holds these files, or a new one made of the listing among them."""
    desk = bench.desk
    if not paths:
        return
    if desk is not None and desk.lot is not None:
        desk.take_in(paths)
    else:
        bench.doors.with_workspace(lambda: _into_its_lot(bench, paths))


def _into_its_lot(bench: "Workbench", paths: Sequence[Path]) -> None:
    desk = bench.desk
    if desk is None or not desk.can_write():
        return
    from workstation.application.lots_from_files import LotOfFiles, lot_of_files  # noqa: PLC0415 - off the start-up path

    services, read = desk.services, bench.shell.read_listing

    def done(found: LotOfFiles) -> None:
        desk.lots_changed.emit(None)
        is_page = [found.page] == list(paths)
        if is_page and found.is_new:
            desk.in_lot(found.lot, lambda: _tell_made(bench, found))
            return
        bench.open_lot(found.lot)
        if not found.is_new:
            bench.frame.show_notice(known_words(bench.context.tr, found.name), ())
        if not is_page:
            bench.frame.lot.show_tab("documents")
            desk.take_in(paths, found.lot, made=found if found.is_new else None)

    desk.run_long(
        "Looking through the files", lambda progress: lot_of_files(services, paths, read, progress), done
    )


def _tell_made(bench: "Workbench", found: "LotOfFiles") -> None:
    """A page alone became a lot: the strip offers to take it back."""
    step = Step(OperationKind.INTAKE, {"record": found.name})
    bench.hand.say(lambda tr: sentence(tr, step))
    tell_begun(bench, found, files=1)


def known_words(tr: Translator, name: str) -> BannerText:
    what = tr("These files are in {lot} already.", lot=name)
    return BannerText(Severity.LOW, what, tr("What is new of them comes to it."), can_close=True)


def tell_begun(bench: "Workbench", found: "LotOfFiles", files: int) -> None:
    """What a new lot begins with, what its listing did not say, and what comes next."""
    tr = bench.context.tr
    if found.page is not None:
        what = tr("{values} values of the listing are in, each with its place.", values=found.values)
    else:
        what = tr("No listing page was among the {count} files.", count=files)
    why = tr("Next: file the papers by kind, go through the checks, and press F9 for a first bid.")
    if found.not_found:
        labels = tr(", ").join(tr(field_of(Listing, name).label) for name in found.not_found)
        why = tr("Not found on the page: {names}. Type them in, then go through the checks.", names=labels)
    why = one_after_another(tr, (*doubts_words(tr, found.doubts), why))
    severity = Severity.MEDIUM if found.not_found or found.doubts else Severity.LOW
    actions = [BannerAction(f"{SHOW_TAB}:checks", tr("Go to the checks"))]
    bench.frame.show_notice(BannerText(severity, what, why, can_close=True), actions)


def doubts_words(tr: Translator, doubts: "Sequence[ProposalWarning]") -> list[str]:
    """What a listing says that does not add up, or what was not understood of it."""
    return [tr(doubt.message, **dict(doubt.params)) for doubt in doubts]


def report_sentence(tr: Translator, report: "ImportReport") -> str:
    """What an import came to, in one line for the strip."""
    known = sum(file.duplicate_of is not None for file in report.files)
    stayed_out = sum(not file.version for file in report.files)
    healed = sum(file.healed for file in report.files)
    new = len(report.files) - known - stayed_out
    parts = [tr("1 file taken in") if new == 1 else tr("{count} files taken in", count=new)]
    if known:
        parts.append(tr("{count} already here", count=known))
    if healed:
        one = tr("1 damaged copy replaced")
        parts.append(one if healed == 1 else tr("{count} damaged copies replaced", count=healed))
    parts += (*trouble_words(tr, report.files), *noticed_words(tr, report.files))
    if stayed_out:
        parts.append(tr("{count} left out", count=stayed_out))
    if not report.is_whole:
        parts.append(tr("stopped before the rest"))
    return tr(", ").join(parts)
