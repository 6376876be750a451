"""The care for a workspace that nobody has open, put together for the commands and the window."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from workstation.application.ports.upkeep import Ailment, Copy, Mirror, Purged, Restored
from workstation.application.progress import Progress
from workstation.application.upkeep import Upkeep
from workstation.storage.layout import Host, Layout

MakeHost = Callable[[Path], Host]


def make_upkeep(make_host: MakeHost) -> Upkeep:
    """Nothing is loaded before it is asked for: a window opens without any of it. `make_host` is given the folder of the
    workspace, for the sample has a clock of its own, by which its snapshots grow old."""
    return Upkeep(
        doctor=lambda path: _doctor(path, make_host(path)),
        purge=lambda path: _purge(path, make_host(path)),
        repair=lambda path: _repair(path, make_host(path)),
        put_aside=lambda path: _put_aside(path, make_host(path)),
        accept=lambda path: _accept(path, make_host(path)),
        snapshot=lambda path: _snapshot(path, make_host(path)),
        restore=lambda path, name: _restore(path, name, make_host(path)),
        copies=lambda path: _copies(path, make_host(path)),
        remove=lambda path, name: _remove(path, name, make_host(path)),
        mirror=lambda path, folder, progress: _mirror(path, folder, make_host(path), progress),
        last_mirror=_last_mirror,
        recover_object=lambda path, sha256, file: _recover_object(path, sha256, file, make_host(path)),
    )


def _doctor(path: Path, host: Host) -> tuple[Ailment, ...]:
    from workstation.storage.doctor import examine_workspace  # noqa: PLC0415

    return examine_workspace(path, host)


def _purge(path: Path, host: Host) -> Purged:
    from workstation.storage.purging import purge_objects  # noqa: PLC0415

    return purge_objects(path, host)


def _repair(path: Path, host: Host) -> str:
    from workstation.storage.repairing import repair  # noqa: PLC0415

    return repair(path, host)


def _put_aside(path: Path, host: Host) -> str:
    from workstation.storage.repairing import put_aside  # noqa: PLC0415

    return put_aside(path, host)


def _accept(path: Path, host: Host) -> int:
    from workstation.storage.repairing import accept_loss  # noqa: PLC0415

    return accept_loss(path, host)


def _restore(path: Path, name: str, host: Host) -> Restored:
    from workstation.storage.restoring import restore  # noqa: PLC0415

    return restore(path, name, host)


def _mirror(path: Path, folder: Path, host: Host, progress: Progress) -> Mirror:
    from workstation.storage.mirroring import mirror  # noqa: PLC0415

    return mirror(path, folder, host, progress)


def _last_mirror(path: Path) -> Mirror | None:
    from workstation.storage.mirroring import last_mirror  # noqa: PLC0415

    return last_mirror(path)


def _recover_object(path: Path, sha256: str, file: Path, host: Host) -> None:
    from workstation.storage.object_recovery import recover_object  # noqa: PLC0415

    recover_object(path, sha256, file, host)


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
        raise missing_database(layout, host.revisions)
    return SnapshotFolder(layout.snapshots, host.files, host.revisions).copies()


def _remove(path: Path, name: str, host: Host) -> None:
    from workstation.storage.snapshots import SnapshotFolder  # noqa: PLC0415
    from workstation.storage.workspace import locked  # noqa: PLC0415

    layout = Layout(path)
    with locked(layout, host, needs_database=False):
        SnapshotFolder(layout.snapshots, host.files, host.revisions).remove(name)
