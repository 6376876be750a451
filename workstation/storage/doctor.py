"""The doctor: whether log, records and objects of a workspace are whole, and agree."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from workstation.application.ports.upkeep import Ailment
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import Evidence
from workstation.domain.decisions import MemoRecord, Run
from workstation.domain.documents import Version
from workstation.domain.errors import UserError
from workstation.domain.images import Image, to_image
from workstation.storage.ailments import EvidenceOfNothing, ObjectAltered, ObjectLost
from workstation.storage.audit import Key, Replayed, audit, differences
from workstation.storage.engine import connect, reader_engine
from workstation.storage.failures import ObjectMissingError, WorkspaceDamagedError, WorkspaceOlderError, told
from workstation.storage.layout import Host, Layout
from workstation.storage.mapping import entity_map
from workstation.storage.objects import ObjectFolder
from workstation.storage.references import targets
from workstation.storage.snapshots import SnapshotFolder
from workstation.storage.soundness import examine, fault_of, is_untouchable
from workstation.storage.tables import APPEND_ONLY
from workstation.storage.workspace import locked

_NAMES_OBJECTS: Final[tuple[tuple[type[Any], Callable[[Any], str | None]], ...]] = (
    (Version, lambda version: version.sha256),
    (Run, lambda run: run.trace),
    (MemoRecord, lambda memo: memo.sha256),
)
# Read on all the same: the chain names the operation that was altered so that a reference leads nowhere
_OF_THE_LOG: Final = tuple(f"{table} names" for table in APPEND_ONLY)
_HASH: Final = re.compile(r"[0-9a-f]{64}")


def examine_workspace(path: Path, host: Host) -> tuple[Ailment, ...]:
    """What is wrong, worst first; empty when everything is whole. Works while a window has the workspace open.

    `NotAWorkspaceError`, `WorkspaceNewerError` and `WorkspaceOlderError` are raised: there is nothing to examine.
    """
    layout = Layout(path)
    try:
        if examine(layout, host.revisions, read_only=True).number < host.revisions.head.number:
            raise WorkspaceOlderError
        with told():
            return tuple(_findings(layout, host))
    except WorkspaceDamagedError as error:
        return (_said_by(error),)


def purge_objects(path: Path, host: Host) -> tuple[str, ...]:
    """Removes the objects that no table, history row or snapshot names; returns their hashes."""
    layout = Layout(path)
    with locked(layout, host), told():
        examine(layout, host.revisions, read_only=False)
        snapshots = SnapshotFolder(layout.snapshots, host.files)
        databases = [layout.database, *(snapshots.path(one.name) for one in snapshots.all())]
        named: set[str] = set()
        for database in databases:
            named |= _hashes_named(database)
        objects = ObjectFolder(layout.objects, host.files)
        unnamed = tuple(name for name in objects.names() if name not in named)
        for name in unnamed:
            objects.purge(name)
    return unnamed


def _findings(layout: Layout, host: Host) -> Iterator[Ailment]:
    immutable = is_untouchable(layout)
    with closing(connect(layout.database, mode="ro", immutable=immutable)) as connection:
        if (fault := fault_of(connection)) is not None:
            yield _said_by(WorkspaceDamagedError(detail=fault))
            if not fault.startswith(_OF_THE_LOG):
                return
    engine = reader_engine(layout.database, immutable=immutable)
    try:
        with engine.begin() as reading:
            replayed = Replayed()
            yield from audit(reading, host.revisions, replayed)
            records = dict(_records(reading))
            stored: dict[Key, Image] = {key: to_image(record) for key, record in records.items()}
            yield from differences(stored, replayed)
            yield from _evidence_of_nothing(records)
    finally:
        engine.dispose()
    yield from _objects(ObjectFolder(layout.objects, host.files), _objects_named(records))


def _records(connection: Connection) -> Iterator[tuple[Key, Any]]:
    for entity in BY_ENTITY:
        found = entity_map(entity)
        for row in connection.execute(select(found.table)):
            record = found.record(row)
            yield (entity, record.id), record


def _evidence_of_nothing(records: dict[Key, Any]) -> Iterator[Ailment]:
    for (entity, identity), record in records.items():
        if entity != Evidence.entity:
            continue
        for target in targets(record):
            if target not in records:
                yield EvidenceOfNothing.of(row=identity, entity=target[0], target=target[1])


def _objects_named(records: dict[Key, Any]) -> dict[str, Any]:
    """Hashes with the first row that names them."""
    named: dict[str, Any] = {}
    for record in records.values():
        for record_class, hash_of in _NAMES_OBJECTS:
            if isinstance(record, record_class) and (found := hash_of(record)):
                named.setdefault(found, record)
    return named


def _objects(objects: ObjectFolder, named: dict[str, Any]) -> Iterator[Ailment]:
    for sha256 in sorted({*objects.names(), *named}):
        record = named.get(sha256)
        called = getattr(record, "file_name", None) or getattr(record, "entity", "-")
        try:
            found = objects.digest(sha256)
        except ObjectMissingError:
            yield ObjectLost.of(sha256=sha256, name=called)
            continue
        if found != sha256:
            yield ObjectAltered.of(sha256=sha256, name=called)


def _hashes_named(database: Path) -> set[str]:
    """Every hash in any image of the history; the tables hold nothing that did not pass through it."""
    named: set[str] = set()
    with closing(connect(database, mode="ro")) as connection:
        for images in _images(connection):
            for image in images:
                named.update(_HASH.findall(image or ""))
    return named


def _images(connection: sqlite3.Connection) -> Iterator[tuple[str | None, str | None]]:
    yield from connection.execute("SELECT before, after FROM change")


def _said_by(error: UserError) -> Ailment:
    return Ailment(error.code, error.message, {name: str(value) for name, value in error.params.items()})
