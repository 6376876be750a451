"""Mending a database from its own history, and going on where steps are lost for good."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import delete

from workstation.application.ports.upkeep import NothingToRepairError
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.images import from_image
from workstation.storage.audit import Replayed, audit
from workstation.storage.drafts import unreadable_drafts
from workstation.storage.engine import connect, remove_database, writer_engine
from workstation.storage.failures import (
    NotBehindError,
    NotRepairableError,
    WorkspaceBehindError,
    WorkspaceOlderError,
    told,
    told_of_disk,
)
from workstation.storage.imports import unreadable_imports
from workstation.storage.layout import Host, Layout
from workstation.storage.mapping import entity_map
from workstation.storage.mark import HeadMark, assert_not_behind
from workstation.storage.restoring import folder_aside, move_aside, put_in_place
from workstation.storage.revisions import Revisions
from workstation.storage.soundness import end_of, examine
from workstation.storage.verifying import verify
from workstation.storage.workspace import locked, set_foreign_journal_aside

_AT_ONCE: Final = 500


def repair(path: Path, host: Host) -> str:
    """Makes every row anew from the history, on a copy that is verified before it takes the database's place. Returns the
    folder in which the one that was there is kept. `NotRepairableError` when the history itself is damaged,
    `WorkspaceBehindError` when its end is missing, `NothingToRepairError` where the records are sound."""
    layout = Layout(path)
    with told_of_disk(), locked(layout, host), told():
        set_foreign_journal_aside(layout, host)
        if examine(layout, host.revisions, in_use=False).number < host.revisions.head.number:
            raise WorkspaceOlderError
        assert_not_behind(layout)  # what the lost steps wrote would go with them
        if not verify(layout.database, host.revisions).ailments:
            raise NothingToRepairError
        part = layout.folder / "workspace.db.part"
        remove_database(part)
        part.touch(mode=0o600)
        try:
            with closing(connect(layout.database, mode="ro")) as connection:
                connection.execute("VACUUM INTO ?", (str(part),))  # copies the indexes as they are
            _make_indexes(part)
            _write_rows(part, host.revisions)
            if (found := verify(part, host.revisions).first) != "":
                raise NotRepairableError(detail=found)
            with part.open("r+b") as file:
                host.files.sync(file)
            kept = move_aside(layout, host)
            put_in_place(layout, host, part)
        finally:
            remove_database(part)
    return kept


def put_aside(path: Path, host: Host) -> str:
    """Puts what is kept beside the history and cannot be read, notes of imports and texts that were not kept yet, into a
    folder, whose name is returned; "" where there is none of it. The database is not looked at."""
    layout = Layout(path)
    with told_of_disk(), locked(layout, host):
        unreadable = (*unreadable_imports(layout.imports), *unreadable_drafts(layout.drafts))
        if not unreadable:
            return ""
        aside = folder_aside(layout)
        for file in unreadable:
            (aside / file.parent.name).mkdir(exist_ok=True)
            host.files.replace(file, aside / file.parent.name / file.name)
        host.files.sync_folder(aside)
        return aside.name


def _make_indexes(database: Path) -> None:
    with closing(connect(database)) as connection:
        try:
            connection.execute("REINDEX")
        except sqlite3.IntegrityError as error:  # two rows where there can be one
            raise NotRepairableError(detail=error) from error


def _write_rows(database: Path, revisions: Revisions) -> None:
    engine = writer_engine(database)
    try:
        with engine.begin() as connection:
            replayed = Replayed()
            for found in audit(connection, revisions, replayed):
                raise NotRepairableError(detail=f"{found.code} {found.params.get('operation', '')}".strip())
            for entity in BY_ENTITY:
                entity_rows = [image for (of, _), image in replayed.rows.items() if of == entity]
                connection.execute(delete(entity_map(entity).table))
                for start in range(0, len(entity_rows), _AT_ONCE):
                    records = [from_image(entity, image) for image in entity_rows[start : start + _AT_ONCE]]
                    entity_map(entity).add(connection, records)
    finally:
        engine.dispose()
    with closing(connect(database)) as connection:  # all of it in one file, which alone takes the place
        connection.execute("PRAGMA journal_mode = DELETE")


def accept_loss(path: Path, host: Host) -> int:
    """The database as it stands counts from now on; returns the step at which it ends. `NotBehindError` when no step is
    missing."""
    layout = Layout(path)
    with told_of_disk(), locked(layout, host):
        set_foreign_journal_aside(layout, host)
        examine(layout, host.revisions, in_use=False)
        try:
            assert_not_behind(layout)
        except WorkspaceBehindError:
            with told(), closing(connect(layout.database, mode="ro")) as connection:
                end = end_of(connection)
            HeadMark(layout.mark).write(*end)
            return end[0]
    raise NotBehindError
