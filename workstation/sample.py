"""The sample's workspace on disk: built once, then opened as it stands; what a person made in it is never removed."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, Self

from workstation.platform.files import DurableFiles, remove_folder, write_whole
from workstation.storage.failures import told_of_disk
from workstation.storage.layout import Host, Layout
from workstation.storage.past_shapes import is_of_another_build, log_head
from workstation.storage.snapshot_names import snapshots_in
from workstation.storage.workspace import locked

MARK: Final = "demo.marker"
_REMOVED: Final = ".removed-sample-"  # a folder on its way out; a killed removal is finished by the next
# What the program itself leaves in the folder, and the system (names that begin with a point)
_NO_WORK: Final = re.compile(rf"{re.escape(MARK)}|workspace\..*|objects|derived|snapshots|mirror\.json|\..*")


@dataclass(frozen=True, slots=True)
class SampleMark:
    """The file that says that a workspace is the sample. `clock` is the moment at which its clock stands (ISO); `head`,
    the log's end when the script was done, and `lot`, the lot that it made, are empty while it is being built."""

    clock: str = ""
    head: str = ""
    lot: str = ""

    @classmethod
    def of(cls, workspace: Path) -> Self | None:
        """None where there is no mark: the workspace is somebody's own. Of one that is damaged nothing counts but that it
        is there."""
        file = workspace / MARK
        if not file.is_file():
            return None
        try:
            mark = cls(*file.read_text(encoding="ascii").split()[:3])
            if mark.clock:
                datetime.fromisoformat(mark.clock)
        except (OSError, ValueError):
            return cls()
        return mark

    def begin(self, workspace: Path) -> None:
        with told_of_disk():
            (workspace / MARK).write_text(self.clock, encoding="ascii")

    def finish(self, workspace: Path) -> None:
        said = f"{self.clock}\n{self.head}\n{self.lot}"
        with told_of_disk():
            write_whole(workspace / MARK, said.encode("ascii"), DurableFiles())


def is_built(workspace: Path) -> bool:
    """Whether the script came to its end there, and this program reads what it left: then it is opened as it stands.
    Of a damaged one too: opening it says what to do."""
    mark, layout = SampleMark.of(workspace), Layout(workspace)
    if mark is None or not mark.head:
        return False
    return layout.database.is_file() and not is_of_another_build(layout)


def make_room(workspace: Path, host: Host, today: date) -> Path | None:
    """Takes an earlier sample, or what was left of one, out of the way. It is removed while it is as the script left it;
    else it is moved aside under a dated name, which is returned. A workspace without a mark stays where it is.
    `WorkspaceInUseError` while somebody works in it."""
    _finish_removals(workspace.parent)
    if SampleMark.of(workspace) is None:
        return None
    layout = Layout(workspace)
    if layout.database.is_file() or layout.snapshots.is_dir():
        with locked(layout, host, needs_database=False):
            pass
    if _holds_work(workspace):
        aside = _dated(workspace, today)
        workspace.rename(aside)
        return aside
    gone = Path(mkdtemp(prefix=_REMOVED, dir=workspace.parent))
    # Moved first: a removal that is cut short leaves no half of a sample
    workspace.rename(gone / workspace.name)
    remove_folder(gone)
    return None


def _holds_work(workspace: Path) -> bool:
    """Whether there may be something in it that the script did not write; in doubt there is: own lending rates, a text or an
    import that was begun, a snapshot of what stood before an earlier one was restored."""
    mark, layout = SampleMark.of(workspace), Layout(workspace)
    if any(not _NO_WORK.fullmatch(each.name) and _holds_files(each) for each in workspace.iterdir()):
        return True
    if not layout.database.is_file():
        return _holds_files(layout.snapshots)
    if mark is None or not mark.head or log_head(layout) != mark.head:
        return True
    return any(not mark.head.startswith(one.head) for one in snapshots_in(layout.snapshots))


def _holds_files(path: Path) -> bool:
    return any(path.iterdir()) if path.is_dir() else path.exists()


def _dated(workspace: Path, today: date) -> Path:
    """``demo 2025-11-30.workspace``, then ``demo 2025-11-30 (2).workspace``."""
    for count in range(1, 10_000):
        numbered = "" if count == 1 else f" ({count})"
        path = workspace.with_name(f"{workspace.stem} {today:%Y-%m-%d}{numbered}{workspace.suffix}")
        if not path.exists():
            return path
    raise AssertionError(workspace)


def _finish_removals(folder: Path) -> None:
    for left in folder.glob(f"{_REMOVED}*"):
        remove_folder(left)
