"""The doctor: whether log, records, objects and copies of a workspace are whole, and agree."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from workstation.application.ports.upkeep import Ailment
from workstation.domain.decisions import MemoRecord, Run
from workstation.domain.documents import Version
from workstation.storage.ailments import (
    DraftUnreadable,
    ImportUnreadable,
    ObjectAltered,
    ObjectLost,
    ObjectUnnamed,
)
from workstation.storage.audit import Key
from workstation.storage.drafts import unreadable_drafts
from workstation.storage.failures import (
    ObjectMissingError,
    StaleJournalError,
    WorkspaceBehindError,
    WorkspaceDamagedError,
    WorkspaceOlderError,
)
from workstation.storage.imports import unreadable_imports
from workstation.storage.layout import Host, Layout
from workstation.storage.mark import assert_not_behind
from workstation.storage.objects import ObjectFolder
from workstation.storage.snapshots import SnapshotFolder
from workstation.storage.soundness import examine, is_untouchable
from workstation.storage.sweeping import hashes_kept
from workstation.storage.verifying import Verdict, said_by, verify
from workstation.storage.workspace import is_in_use

_NAMES_OBJECTS: Final[tuple[tuple[type[Any], Callable[[Any], str | None]], ...]] = (
    (Version, lambda version: version.sha256),
    (Run, lambda run: run.trace),
    (MemoRecord, lambda memo: memo.sha256),
)


def examine_workspace(path: Path, host: Host) -> tuple[Ailment, ...]:
    """What is wrong with a workspace, worst first; empty when everything is whole. It may be open in a window
    meanwhile.

    Raises:
        NotAWorkspaceError, DatabaseMissingError, DatabaseLostError: there is nothing to examine.
        WorkspaceNewerError, WorkspaceUnreleasedError: another program wrote it.
        WorkspaceOlderError: it has not been brought up to date yet.
    """
    return tuple(findings(Layout(path), host))


def findings(layout: Layout, host: Host) -> Iterator[Ailment]:
    verdict, alone = Verdict(), False
    try:
        shape = examine(layout, host.revisions, in_use=is_in_use(layout, host))
        if shape.number < host.revisions.head.number:
            raise WorkspaceOlderError
    except StaleJournalError as error:
        alone = True
        yield said_by(error)
    except WorkspaceDamagedError as error:
        yield said_by(error)
        yield from _beside(layout)
        yield from _copies(layout, host)
        return
    try:
        verdict = verify(layout.database, host.revisions, immutable=alone or is_untouchable(layout))
        # First: rows of steps that are lost are unknown to the history
        yield from _behind(layout, alone=alone)
        yield from verdict.ailments
    except WorkspaceDamagedError as error:
        yield said_by(error)
    yield from _objects(
        ObjectFolder(layout.objects, host.files), _objects_named(verdict.records), _Kept(layout)
    )
    yield from _beside(layout)
    yield from _copies(layout, host)


def _behind(layout: Layout, *, alone: bool) -> Iterator[Ailment]:
    try:
        assert_not_behind(layout, alone=alone)
    except WorkspaceBehindError as error:
        yield said_by(error)


def _beside(layout: Layout) -> Iterator[Ailment]:
    """What is kept outside the history."""
    for path in unreadable_imports(layout.imports):
        yield ImportUnreadable.of(file=path.relative_to(layout.folder).as_posix())
    for path in unreadable_drafts(layout.drafts):
        yield DraftUnreadable.of(file=path.relative_to(layout.folder).as_posix())


def _copies(layout: Layout, host: Host) -> Iterator[Ailment]:
    snapshots = SnapshotFolder(layout.snapshots, host.files, host.revisions)
    for snapshot in snapshots.all():
        yield from snapshots.ailments(snapshot)


def _objects_named(records: dict[Key, Any]) -> dict[str, Any]:
    """Hashes with the first row that names them."""
    named: dict[str, Any] = {}
    for record in records.values():
        for record_class, hash_of in _NAMES_OBJECTS:
            if isinstance(record, record_class) and (found := hash_of(record)):
                named.setdefault(found, record)
    return named


class _Kept:
    """What else may name an object, read when it is first asked: the history, the snapshots, imports that were cut off."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def name(self, sha256: str) -> bool:
        """In doubt it is named."""
        return self._hashes is None or sha256 in self._hashes

    @cached_property
    def _hashes(self) -> set[str] | None:
        try:
            return hashes_kept(self._layout)
        except (sqlite3.Error, OSError):
            return None


def _objects(objects: ObjectFolder, named: dict[str, Any], kept: _Kept) -> Iterator[Ailment]:
    for sha256 in sorted({*objects.names(), *named}, key=lambda each: (_rank(named.get(each)), each)):
        called = _called(named.get(sha256))
        try:
            found = objects.digest(sha256)
        except ObjectMissingError:
            yield ObjectLost.of(sha256=sha256, name=called)
            continue
        if found != sha256 and sha256 not in named and not kept.name(sha256):
            yield ObjectUnnamed.of(sha256=sha256)
        elif found != sha256:
            yield ObjectAltered.of(sha256=sha256, name=called)


def _rank(record: Any) -> int:
    """Documents first: a valuation, then a memo, is made again from them."""
    kinds = [record_class for record_class, _ in _NAMES_OBJECTS]
    return kinds.index(type(record)) if type(record) in kinds else len(kinds)


def _called(record: Any) -> str:
    """A memo by its language and version: with them it is exported again."""
    if isinstance(record, MemoRecord):
        return f"{record.entity} {record.language} {record.ordinal}"
    return str(getattr(record, "file_name", None) or getattr(record, "entity", "-"))
