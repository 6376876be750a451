"""Verified points in time: a copy counts only when its log was replayed and gives the rows that stand in it."""

import json
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final

from workstation.application.ports.files import Files
from workstation.application.ports.storage import Progress
from workstation.application.ports.upkeep import Ailment, Copy
from workstation.domain.copies import CopyReason, outgrown
from workstation.domain.errors import UserError
from workstation.storage.ailments import SnapshotUnsound
from workstation.storage.chain import GENESIS
from workstation.storage.engine import connect, remove_database
from workstation.storage.failures import (
    SnapshotFailedError,
    SnapshotMissingError,
    WorkspaceNewerError,
    assert_no_folder,
    told,
    told_of_disk,
)
from workstation.storage.revisions import Revisions, first_tables
from workstation.storage.snapshot_names import Snapshot, snapshot_named, snapshots_in
from workstation.storage.soundness import head_of
from workstation.storage.verifying import Verdict, verify

_PART: Final = "copy.part"
_VERIFIED: Final = "verified.json"
_CHUNK: Final = 1 << 20
_ENDS_ELSEWHERE: Final = "it ends at another operation"


class SnapshotFolder:
    """The snapshots of one workspace. Only the holder of the workspace's lock takes, removes or restores any.

    ``verified.json`` notes of each snapshot the hash that it had when it was verified: while it has that hash, it is
    sound. Without a note it is verified anew.
    """

    def __init__(self, folder: Path, files: Files, revisions: Revisions) -> None:
        self._folder = folder
        self._files = files
        self.revisions = revisions
        self._taking = Lock()

    def all(self) -> tuple[Snapshot, ...]:
        """Oldest first."""
        return snapshots_in(self._folder)

    def copies(self) -> tuple[Copy, ...]:
        """What is told of them, oldest first; nothing is read but their names, sizes and notes."""
        notes, found = self._notes(), []
        for one in self.all():
            with suppress(FileNotFoundError):  # another thread is removing it
                size = (self._folder / one.name).stat().st_size
                steps = notes.get(one.name, {}).get("steps")
                found.append(Copy(one.name, one.number, one.taken_at, one.reason, size, steps))
        return tuple(found)

    def take(self, database: Path, now: datetime, reason: CopyReason = CopyReason.ASKED) -> Snapshot:
        """Takes a compact copy of `database` and verifies it by replaying its log; others may write meanwhile.

        Returns the latest snapshot instead when nothing was written since and it is still sound. Older ones are
        thinned by age.

        Raises:
            SnapshotFailedError: the copy is not sound; then no snapshot goes.
        """
        with self._taking, told(), told_of_disk():
            part, verdict = self._copied(database)
            taken = self.all()
            if taken and taken[-1].head == verdict.head[:12] and self.is_sound(taken[-1]):
                remove_database(part)
                return taken[-1]
            number = taken[-1].number + 1 if taken else 1
            new = snapshot_named(number, now, verdict.head, reason)
            self._note(new.name, _hash(part), verdict.steps)
            self._files.replace(part, self._folder / new.name)
            self._files.sync_folder(self._folder)
            self._thin(now)
        return new

    def take_over(self, other: "SnapshotFolder", now: datetime, progress: Progress) -> None:
        """Copies the snapshots of `other` that are not here yet, with what is noted of them, then thins by age. One that
        is not sound is left out, and so is one that is removed meanwhile."""
        with self._taking, told_of_disk():
            notes, there = other._notes(), {one.name for one in self.all()}  # noqa: SLF001 - of its own kind
            missing = [one for one in other.all() if one.name not in there]
            for done, one in enumerate(missing):
                progress.step(done, len(missing))
                part = self._folder / _PART
                try:
                    with suppress(FileNotFoundError):  # thinned there while others were copied
                        shutil.copyfile(other._folder / one.name, part)  # noqa: SLF001 - of its own kind
                    if part.exists():
                        self._take_one_over(part, one, notes.get(one.name, {}))
                finally:
                    remove_database(part)
            self._thin(now)

    def _take_one_over(self, part: Path, one: Snapshot, known: dict[str, Any]) -> None:
        """By the bytes that were verified there, else by verifying them now: the notes are no record and may be lost."""
        digest, steps = _hash(part), known.get("steps")
        if digest != known.get("sha256") or steps is None:
            try:
                verdict = verify(part, self.revisions, immutable=True)
            except (UserError, sqlite3.Error):
                return
            if verdict.damage or _said_of_another(one, verdict):
                return
            steps = verdict.steps
        part.chmod(stat.S_IRUSR | stat.S_IWUSR)
        with part.open("r+b") as file:
            self._files.sync(file)
        self._note(one.name, digest, steps)
        self._files.replace(part, self._folder / one.name)

    def _thin(self, now: datetime) -> None:
        for old in outgrown(self.all(), now, self.is_sound):
            # One that is being read (Windows) goes the next time: the copy that was taken is no failure for that
            with suppress(OSError, UserError):
                self._remove(old.name)

    def take_if_changed(self, database: Path, now: datetime, reason: CopyReason) -> Snapshot:
        """`take`, but where nothing was written since the latest one, which is still whole, no copy is made."""
        with told(), told_of_disk(), closing(connect(database)) as connection:
            head = head_of(connection)
            taken = self.all()
            if taken and taken[-1].head == head[:12] and self.is_sound(taken[-1]):
                return taken[-1]
        return self.take(database, now, reason)

    def _copied(self, database: Path) -> tuple[Path, Verdict]:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        part = self._folder / _PART
        remove_database(part)
        part.touch(mode=0o600)
        with closing(connect(database)) as connection:
            before = head_of(connection)
            # as a URI: the name of the folder may be no UTF-8
            connection.execute("VACUUM INTO ?", (part.absolute().as_uri(),))
        try:
            verdict = verify(part, self.revisions, immutable=True)
            if verdict.damage:
                raise SnapshotFailedError(detail=verdict.first)
            _assert_reaches(part, before)
        except UserError:
            remove_database(part)
            raise
        with part.open("r+b") as file:
            self._files.sync(file)
        return part, verdict

    def is_sound(self, snapshot: Snapshot) -> bool:
        """By the bytes that were verified, else by verifying them now."""
        return not self.ailments(snapshot)

    def ailments(self, snapshot: Snapshot) -> tuple[Ailment, ...]:
        """What the doctor says of a copy; nothing where it is sound."""
        found = _fault(self._folder, snapshot, self.revisions)
        return (SnapshotUnsound.of(name=snapshot.name, detail=found),) if found else ()

    def remove(self, name: str) -> None:
        """By a person: a copy that is not sound, or one that is not wanted. `SnapshotMissingError`."""
        with self._taking, told_of_disk():
            self._remove(self._named(name).name)

    def _remove(self, name: str) -> None:
        assert_no_folder(self._folder / name)
        remove_database(self._folder / name)
        notes = self._notes()
        if notes.pop(name, None) is not None:
            self._keep_notes(notes)

    def _named(self, name: str) -> Snapshot:
        for snapshot in self.all():
            if snapshot.name == name:
                return snapshot
        names = ", ".join(snapshot.name for snapshot in reversed(self.all())) or "-"
        raise SnapshotMissingError(name=name, names=names)

    def path(self, name: str) -> Path:
        """`SnapshotMissingError` lists what there is."""
        return self._folder / self._named(name).name

    def copy_out(self, name: str, target: Path) -> None:
        """A synced copy of a snapshot, verified again, at `target`. `WorkspaceNewerError` for one that a later program
        took."""
        named = self._named(name)
        source = self._folder / named.name
        with told(), told_of_disk():
            verdict = verify(source, self.revisions, immutable=True)
            for found in verdict.damage:
                if found.code == WorkspaceNewerError.code:
                    raise WorkspaceNewerError(**found.params)
            if why := verdict.first or _said_of_another(named, verdict):
                raise SnapshotFailedError(detail=why)
            target.touch(mode=0o600)
            shutil.copyfile(source, target)
            with target.open("r+b") as file:
                self._files.sync(file)

    def _notes(self) -> dict[str, dict[str, Any]]:
        return _notes_in(self._folder)

    def _note(self, name: str, digest: str, steps: int) -> None:
        there = {one.name for one in self.all()}
        notes = {known: note for known, note in self._notes().items() if known in there}
        self._keep_notes({**notes, name: {"sha256": digest, "steps": steps}})

    def _keep_notes(self, notes: dict[str, dict[str, Any]]) -> None:
        """They are no record: where they cannot be kept (they are being read, on Windows), a snapshot without a note is
        verified anew when it matters."""
        path = self._folder / _VERIFIED
        part = path.with_suffix(".part")
        with suppress(OSError):
            part.touch(mode=0o600)
            part.write_text(json.dumps(notes, indent=1, sort_keys=True), "utf-8")
            self._files.replace(part, path)


def newest_sound(folder: Path, revisions: Revisions) -> Snapshot | None:
    """The newest copy that is whole and of this program's tables: the one to restore. None where there is none."""
    found = (one for one in reversed(snapshots_in(folder)) if not _fault(folder, one, revisions))
    return next((one for one in found if _began_with(folder / one.name) == first_tables()), None)


def _began_with(database: Path) -> str:
    """With which tables a sound database began (`revisions.first_tables`)."""
    with told(), closing(connect(database, mode="ro", immutable=True)) as connection:
        found = connection.execute("SELECT value FROM workspace WHERE key = 'first_tables'").fetchone()
    return str(found[0]) if found else ""


def _fault(folder: Path, snapshot: Snapshot, revisions: Revisions) -> str:
    """What is wrong with a copy; "" where it is sound, by the bytes that were verified, else by verifying them now."""
    path, known = folder / snapshot.name, _notes_in(folder).get(snapshot.name, {})
    try:
        with told(), told_of_disk():
            if known.get("sha256") == _hash(path):
                return ""
            verdict = verify(path, revisions, immutable=True)
            return verdict.first or _said_of_another(snapshot, verdict)
    except UserError as error:
        return error.code
    except sqlite3.Error as error:  # what is no database at all
        return str(error)


def _notes_in(folder: Path) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads((folder / _VERIFIED).read_text("utf-8"))
    except (OSError, ValueError):  # then each copy is verified anew when it matters
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: note for name, note in found.items() if isinstance(note, dict)}


def _said_of_another(snapshot: Snapshot, verdict: Verdict) -> str:
    """Of a sound copy that is not the one of this name: it was renamed, or another was put in its place."""
    return "" if verdict.head.startswith(snapshot.head) else _ENDS_ELSEWHERE


def _assert_reaches(part: Path, digest: str) -> None:
    """The copy holds at least what stood when it was begun."""
    with closing(connect(part, mode="ro", immutable=True)) as copy:
        known = copy.execute("SELECT 1 FROM operation WHERE digest = ?", (digest,)).fetchone()
    if known is None and digest != GENESIS:  # before the first step: every copy holds that
        raise SnapshotFailedError(detail=_ENDS_ELSEWHERE)


def _hash(path: Path) -> str:
    found = sha256()
    with path.open("rb") as file:
        for chunk in _chunks(file):
            found.update(chunk)
    return found.hexdigest()


def _chunks(file: Any) -> Iterator[bytes]:
    return iter(partial(file.read, _CHUNK), b"")
