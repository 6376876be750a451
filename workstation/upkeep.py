"""The care for a workspace that nobody has open, put together for the commands and the window."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from workstation.application.ports.upkeep import Ailment, Copy, Mirror, Purged, Restored
from workstation.application.progress import Progress
from workstation.application.upkeep import Upkeep
from workstation.storage.layout import Host, Layout

MakeHost = Callable[[], Host]


def make_upkeep(make_host: MakeHost) -> Upkeep:
    """Nothing is loaded before it is asked for: a window opens without any of it."""

    def doctor(path: Path) -> tuple[Ailment, ...]:
        from workstation.storage.doctor import examine_workspace  # noqa: PLC0415

        return examine_workspace(path, make_host())

    def purge(path: Path) -> Purged:
        from workstation.storage.purging import purge_objects  # noqa: PLC0415

        return purge_objects(path, make_host())

    def repair(path: Path) -> str:
        from workstation.storage.repairing import repair as repair_workspace  # noqa: PLC0415

        return repair_workspace(path, make_host())

    def accept(path: Path) -> int:
        from workstation.storage.repairing import accept_loss  # noqa: PLC0415

        return accept_loss(path, make_host())

    def restore(path: Path, name: str) -> Restored:
        from workstation.storage.restoring import restore as restore_workspace  # noqa: PLC0415

        return restore_workspace(path, name, make_host())

    def mirror(path: Path, folder: Path, progress: Progress) -> Mirror:
        from workstation.storage.mirroring import mirror as mirror_workspace  # noqa: PLC0415

        return mirror_workspace(path, folder, make_host(), progress)

    def last_mirror(path: Path) -> Mirror | None:
        from workstation.storage.mirroring import last_mirror as found  # noqa: PLC0415

        return found(path)

    return Upkeep(
        mirror=mirror,
        last_mirror=last_mirror,
        doctor=doctor,
        purge=purge,
        repair=repair,
        accept=accept,
        snapshot=lambda path: _snapshot(path, make_host()),
        restore=restore,
        copies=lambda path: _copies(path, make_host()),
        remove=lambda path, name: _remove(path, name, make_host()),
    )


def _snapshot(path: Path, host: Host) -> str:
    from workstation.storage.workspace import Workspace  # noqa: PLC0415

    workspace = Workspace.open(path, host, "command line")
    with closing(workspace):
        return workspace.snapshot().name


def _copies(path: Path, host: Host) -> tuple[Copy, ...]:
    from workstation.storage.snapshots import SnapshotFolder  # noqa: PLC0415
    from workstation.storage.soundness import missing_database  # noqa: PLC0415

    layout = Layout(path)
    if not layout.database.is_file() and not layout.snapshots.is_dir():
        raise missing_database(layout)
    return SnapshotFolder(layout.snapshots, host.files, host.revisions).copies()


def _remove(path: Path, name: str, host: Host) -> None:
    from workstation.storage.snapshots import SnapshotFolder  # noqa: PLC0415
    from workstation.storage.workspace import locked  # noqa: PLC0415

    layout = Layout(path)
    with locked(layout, host, needs_database=False):
        SnapshotFolder(layout.snapshots, host.files, host.revisions).remove(name)
