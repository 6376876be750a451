"""Whether a database is what its own log says: its pages and references, the chain, and every row replayed."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from workstation.application.ports.upkeep import Ailment
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import Evidence
from workstation.domain.errors import UserError
from workstation.domain.images import Image, to_image
from workstation.storage.ailments import (
    REPAIRABLE,
    EvidenceOfNothing,
    HistoryErased,
    HistoryUnreadable,
    ImageErased,
    IndexStale,
    RecordUnreadable,
    SchemaAltered,
    beside_damage,
)
from workstation.storage.audit import Key, Replayed, audit, differences
from workstation.storage.birth import altered_parts
from workstation.storage.chain import GENESIS
from workstation.storage.engine import connect, reader_engine
from workstation.storage.failures import WorkspaceDamagedError, WorkspaceNewerError, is_of_the_tables, told
from workstation.storage.mapping import entities_with_rows, entity_map
from workstation.storage.references import targets
from workstation.storage.revisions import REVISIONS, Revisions
from workstation.storage.soundness import end_of, fault_of, is_of_indexes
from workstation.storage.tables import APPEND_ONLY

# Read on all the same: the chain names the operation that was altered so that a reference leads nowhere
_OF_THE_LOG: Final = tuple(f"{table} names" for table in APPEND_ONLY)
_GAPS: Final = frozenset({HistoryErased.code, ImageErased.code})
_OF_THE_HISTORY: Final = "history."
_UNREADABLE: Final = (SQLAlchemyError, ValueError, TypeError, KeyError, ArithmeticError)


@dataclass(slots=True)
class Verdict:
    """What verifying a database came to.

    ailments: what is wrong, worst first; none where it is sound.
    records: the rows of the tables, as far as they could be read.
    replayed: the rows that the log gives, as far as it could be read.
    steps, head: how many operations the log has, and the digest at its end.
    """

    ailments: list[Ailment] = field(default_factory=list)
    records: dict[Key, Any] = field(default_factory=dict)
    replayed: Replayed = field(default_factory=Replayed)
    steps: int = 0
    head: str = GENESIS

    @property
    def damage(self) -> list[Ailment]:
        """What a copy must not carry on. What was erased for a privacy reason is a gap that the doctor names, and the chain
        is whole over it: a database with one is copied like any other."""
        return [found for found in self.ailments if found.code not in _GAPS]

    @property
    def first(self) -> str:
        """The first damage in a few words that are the same in every language; "" for a sound database."""
        if not self.damage:
            return ""
        found = self.damage[0]
        where = [
            found.params[name]
            for name in ("entity", "row", "field", "operation", "detail")
            if name in found.params
        ]
        return " ".join([found.code, *where])


def verify(database: Path, revisions: Revisions, *, immutable: bool = False) -> Verdict:
    """What is wrong with a database: its pages and references, the chain of its log, and every row against the log.

    Of a database of an earlier revision the rows are not compared: they have another shape. One of a later revision is
    not sound for this program. What the disk says is raised as a `UserError`.
    """
    verdict = Verdict()
    with told():
        if _is_readable(database, revisions, verdict, immutable=immutable):
            _replay(database, revisions, verdict, immutable=immutable)
            if revisions.head == REVISIONS[-1]:  # tests have another past
                _look_at_tables(database, revisions, verdict, immutable=immutable)
    if any(found.code.startswith(_OF_THE_HISTORY) for found in verdict.ailments):
        worst_first = sorted(verdict.ailments, key=lambda found: found.code in REPAIRABLE)
        verdict.ailments = [beside_damage(found) for found in worst_first]
    return verdict


def said_by(error: UserError) -> Ailment:
    filled = {name: str(value) for name, value in error.params.items()}
    return Ailment(error.code, error.message, filled, error.command)


def _is_readable(database: Path, revisions: Revisions, verdict: Verdict, *, immutable: bool) -> bool:
    with closing(connect(database, mode="ro", immutable=immutable)) as connection:
        fault = fault_of(connection)
        if fault is not None and is_of_indexes(connection):
            verdict.ailments.append(IndexStale.of(detail=fault))
        elif fault is not None:
            verdict.ailments.append(said_by(WorkspaceDamagedError(detail=fault)))
            if not fault.startswith(_OF_THE_LOG):
                return False
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        if number > revisions.head.number:
            verdict.ailments.append(said_by(WorkspaceNewerError(version=_version(connection))))
            return False
        try:
            verdict.steps, verdict.head = end_of(connection)
        except sqlite3.OperationalError as error:  # a file of no bytes is a database without tables
            if not is_of_the_tables(error):
                raise
            verdict.ailments.append(said_by(WorkspaceDamagedError(detail=error)))
            return False
    return True


def _version(connection: sqlite3.Connection) -> str:
    said = connection.execute("SELECT value FROM workspace WHERE key = 'version'").fetchone()
    return str(said[0]) if said else "?"


def _replay(database: Path, revisions: Revisions, verdict: Verdict, *, immutable: bool) -> None:
    engine = reader_engine(database, immutable=immutable, any_text=True)
    try:
        with engine.begin() as reading:
            number = reading.exec_driver_sql("PRAGMA user_version").scalar()
            try:
                verdict.ailments += audit(reading, revisions, verdict.replayed)
            except _UNREADABLE as error:
                verdict.ailments.append(HistoryUnreadable.of(detail=_detail(error)))
                return
            if number == revisions.head.number:
                verdict.ailments += _of_rows(reading, verdict)
    finally:
        engine.dispose()


def _look_at_tables(database: Path, revisions: Revisions, verdict: Verdict, *, immutable: bool) -> None:
    with closing(connect(database, mode="ro", immutable=immutable)) as connection:
        if connection.execute("PRAGMA user_version").fetchone()[0] == revisions.head.number:
            altered = ", ".join(altered_parts(connection))
            if altered:
                verdict.ailments.append(SchemaAltered.of(detail=altered))


def _of_rows(reading: Connection, verdict: Verdict) -> Iterator[Ailment]:
    for entity in _with_rows(reading):
        try:
            yield from _read(reading, entity, verdict)
        except _UNREADABLE as error:
            yield RecordUnreadable.of(entity=entity, detail=_detail(error))
            verdict.replayed.doubtful.update(key for key in verdict.replayed.rows if key[0] == entity)
    stored: dict[Key, Image] = {key: to_image(record) for key, record in verdict.records.items()}
    yield from differences(stored, verdict.replayed)
    yield from _evidence_of_nothing(verdict.records)


def _with_rows(reading: Connection) -> Collection[str]:
    """All where one of them cannot be read: which one, it says itself when its rows are asked for."""
    try:
        there = entities_with_rows(reading)
    except _UNREADABLE:
        return tuple(BY_ENTITY)
    return [entity for entity in BY_ENTITY if entity in there]


def _read(connection: Connection, entity: str, verdict: Verdict) -> Iterator[Ailment]:
    """Row by row: one that was altered beyond reading is named, and the others are looked at."""
    found = entity_map(entity)
    for row in connection.execute(select(found.table)):
        key = (entity, row[0])
        try:
            verdict.records[key] = found.record(row)
        except WorkspaceDamagedError as error:
            yield RecordUnreadable.of(entity=entity, detail=error.params["detail"])
            verdict.replayed.doubtful.add(key)


def _detail(error: Exception) -> str:
    """By kind only: what an error of the database says may quote the row."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return getattr(said, "sqlite_errorname", None) or type(said).__name__


def _evidence_of_nothing(records: dict[Key, Any]) -> Iterator[Ailment]:
    for (entity, identity), record in records.items():
        if entity != Evidence.entity:
            continue
        for target in targets(record):
            if target not in records:
                yield EvidenceOfNothing.of(row=identity, entity=target[0], target=target[1])
