"""The whole workspace on another disk: what saves the work when this disk is lost."""

import json
import shutil
from contextlib import closing
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from workstation.application.ports.files import LockTakenError
from workstation.application.ports.storage import Progress
from workstation.application.ports.upkeep import Mirror
from workstation.storage.engine import connect, remove_database
from workstation.storage.failures import (
    MirrorInsideError,
    MirrorTakenError,
    ObjectAlteredError,
    SnapshotFailedError,
    WorkspaceInUseError,
    told,
    told_of_disk,
)
from workstation.storage.layout import Host, Layout
from workstation.storage.restoring import put_in_place
from workstation.storage.verifying import verify

_CHUNK: Final = 1 << 20
_NOTE: Final = "mirror.json"


def mirror(path: Path, folder: Path, host: Host, progress: Progress) -> Mirror:
    """Copies the workspace into a folder of its own name in `folder`, or brings an earlier copy there up to date. Database
    and files are verified as they arrive; the workspace may be in use. Snapshots are not taken along."""
    source, target = Layout(path.resolve()), Layout(folder.resolve() / path.name)
    if target.folder == source.folder or source.folder in target.folder.parents:
        raise MirrorInsideError(path=target.folder)
    with told(), told_of_disk():
        identity = _identity(source.database)
        there = target.folder.exists() and any(target.folder.iterdir())
        if there and not (target.database.is_file() and _identity(target.database) == identity):
            raise MirrorTakenError(path=target.folder)
        target.objects.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.folder.chmod(0o700)
        try:
            lock = host.take_lock(target.lock)
        except LockTakenError as error:
            raise WorkspaceInUseError(holder=error.holder or "?") from None
        try:
            _copy_objects(source, target, host, progress)
            _copy_database(source, target, host)
        finally:
            lock.release()
        made = Mirror(str(target.folder), host.clock())
        _keep(source, made)
    return made


def last_mirror(path: Path) -> Mirror | None:
    """The last copy on another disk that this workspace knows of."""
    try:
        found = json.loads((path / _NOTE).read_text("utf-8"))
        return Mirror(str(found["path"]), datetime.fromisoformat(found["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(source: Layout, made: Mirror) -> None:
    text = json.dumps({"path": made.path, "at": made.at.isoformat()}, ensure_ascii=False)
    (source.folder / _NOTE).write_text(text, "utf-8")


def _identity(database: Path) -> str:
    with closing(connect(database, mode="ro")) as connection:
        found = connection.execute("SELECT value FROM workspace WHERE key = 'id'").fetchone()
    return str(found[0]) if found else ""


def _copy_database(source: Layout, target: Layout, host: Host) -> None:
    part = target.folder / "workspace.db.part"
    remove_database(part)
    part.touch(mode=0o600)
    try:
        with closing(connect(source.database, mode="ro")) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        verdict = verify(part, host.revisions, immutable=True)
        if verdict.damage:
            raise SnapshotFailedError(detail=verdict.first)
        with part.open("r+b") as file:
            host.files.sync(file)
        put_in_place(target, host, part)
    finally:
        remove_database(part)


def _copy_objects(source: Layout, target: Layout, host: Host, progress: Progress) -> None:
    """Before the database, which names them."""
    paths = sorted(source.objects.glob("??/*"))
    for done, path in enumerate(paths):
        progress.step(done, len(paths))
        there = target.objects / path.parent.name / path.name
        if there.exists() and there.stat().st_size == path.stat().st_size:
            continue
        there.parent.mkdir(mode=0o700, exist_ok=True)
        part = target.objects / f"{path.parent.name}{path.name}.part"
        shutil.copyfile(path, part)
        if _digest(part) != path.parent.name + path.name:
            part.unlink()
            raise ObjectAlteredError(sha256=path.parent.name + path.name, name=path.name)
        with part.open("r+b") as file:
            host.files.sync(file)
        host.files.replace(part, there)
        host.files.make_read_only(there)
    host.files.sync_folder(target.objects)


def _digest(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()
