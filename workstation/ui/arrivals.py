"""Files that come in: dropped on the window or chosen. Into the open lot, or into a new one made from them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from workstation.application.progress import Progress
from workstation.domain.new_lots import NewLot
from workstation.language.translator import Translator
from workstation.ui.panels.reading import trouble_words

if TYPE_CHECKING:
    from workstation.application.importing import ImportReport
    from workstation.ui.workbench import Workbench

WEB_PAGES = {".html", ".htm", ".mhtml", ".mht"}


def paths_of(data: QMimeData) -> list[Path]:
    """The local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def take_in(bench: "Workbench", paths: Sequence[Path]) -> None:
    """Into the open lot; without one, a saved page becomes a lot by its listing, anything else a lot of its name."""
    desk = bench.desk
    if not paths:
        return
    if desk is not None and desk.lot is not None:
        desk.take_in(paths)
    elif len(paths) == 1 and paths[0].suffix.lower() in WEB_PAGES:
        bench.doors.with_workspace(lambda: _from_listing(bench, paths[0]))
    else:
        bench.doors.with_workspace(lambda: _from_files(bench, paths))


def _from_listing(bench: "Workbench", path: Path) -> None:
    desk = bench.desk
    if desk is None:
        return
    from workstation.application.dropped_files import content_of  # noqa: PLC0415 - off the start-up path
    from workstation.application.intaking import enter_listing  # noqa: PLC0415 - off the start-up path

    services, read = desk.services, bench.shell.read_listing

    def work(progress: Progress) -> str:
        progress.step(0, 1, path.name)
        proposal = read(services, content_of(path), path.name)
        return enter_listing(services, proposal, path, services.defaults).lot

    def done(lot: str) -> None:
        desk.lots_changed.emit(None)
        bench.open_lot(lot)

    desk.run_long("Reading the listing", work, done)


def _from_files(bench: "Workbench", paths: Sequence[Path]) -> None:
    desk = bench.desk
    if desk is None:
        return

    def made(lot: str) -> None:
        bench.open_lot(lot)
        bench.frame.lot.show_tab("documents")
        desk.take_in(paths, lot)

    desk.new_lot(NewLot(name=paths[0].stem), made)


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
    parts += trouble_words(tr, report.files)
    if stayed_out:
        parts.append(tr("{count} left out", count=stayed_out))
    if not report.is_whole:
        parts.append(tr("stopped before the rest"))
    return tr(", ").join(parts)
