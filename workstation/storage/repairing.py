"""Mending a database from its own history, and going on where steps are lost for good."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from workstation.application.ports.upkeep import NothingToRepairError
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.images import from_image
from workstation.storage.audit import Replayed, audit
from workstation.storage.birth import make_tables
from workstation.storage.drafts import unreadable_drafts
from workstation.storage.engine import connect, remove_database, writer_engine
from workstation.storage.failures import (
    NotBehindError,
    NotRepairableError,
    WorkspaceBehindError,
    WorkspaceDamagedError,
    WorkspaceOlderError,
    WorkspaceUnreleasedError,
    from_sqlite,
    told,
    told_of_disk,
)
from workstation.storage.imports import unreadable_imports
from workstation.storage.layout import Host, Layout
from workstation.storage.mapping import entity_map
from workstation.storage.mark import HeadMark, assert_not_behind
from workstation.storage.restoring import folder_aside, move_aside, put_in_place
from workstation.storage.revisions import Revisions, first_tables
from workstation.storage.soundness import end_of, examine, of_other_tables
from workstation.storage.tables import schema
from workstation.storage.verifying import verify
from workstation.storage.workspace import locked, set_foreign_journal_aside

_AT_ONCE: Final = 500


def repair(path: Path, host: Host) -> str:
    """Makes tables, indexes and every row anew from the history. Returns the name of the folder that keeps the old
    database.

    The new database is verified before it takes the place of the old one.

    Raises:
        NothingToRepairError: the records are sound.
        NotRepairableError: the history itself is damaged.
        WorkspaceBehindError: the end of the history is missing.
        WorkspaceDamagedError: the history cannot be read.
    """
    layout = Layout(path)
    with told_of_disk(), locked(layout, host), told():
        if _says_what_it_is(layout, host):
            assert_not_behind(layout)  # what the lost steps wrote would go with them
            if not verify(layout.database, host.revisions).ailments:
                raise NothingToRepairError
        part = layout.folder / "workspace.db.part"
        remove_database(part)
        try:
            _rebuild(layout, part, host.revisions)
            assert_not_behind(layout, database=part)
            if (found := verify(part, host.revisions).first) != "":
                raise NotRepairableError(detail=found)
            with part.open("r+b") as file:
                host.files.sync(file)
            kept = move_aside(layout, host)
            put_in_place(layout, host, part)
        finally:
            remove_database(part)
    return kept


def _says_what_it_is(layout: Layout, host: Host) -> bool:
    """False for a database with a statement of its schema that cannot be read, which answers nothing as it stands, and for
    one whose word of its own tables was altered."""
    try:
        set_foreign_journal_aside(layout, host)
        if examine(layout, host.revisions, in_use=False).number < host.revisions.head.number:
            raise WorkspaceOlderError
    except WorkspaceDamagedError:
        return False
    return True


def put_aside(path: Path, host: Host) -> str:
    """Moves notes of imports and drafts that cannot be read into a new folder; returns its name, "" where all can be
    read.

    The database is not looked at.
    """
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


def _rebuild(layout: Layout, part: Path, revisions: Revisions) -> None:
    """Into tables made anew, so that a damaged schema is mended like a damaged row: what is left of the old file is its
    history, and the records are made from it."""
    try:
        make_tables(part, revisions, {})
        _copy_history(layout.database, part, revisions)
        _say_tables(layout, part, revisions)
        _write_rows(part, revisions)
    except SQLAlchemyError as error:
        said = getattr(error, "orig", None)
        if isinstance(said, sqlite3.Error) and from_sqlite(said) is not None:
            raise
        raise NotRepairableError(detail=said or type(error).__name__) from error
    except sqlite3.Error as error:  # two rows where there can be one, or a value that a column does not take
        if from_sqlite(error) is not None:
            raise
        raise NotRepairableError(detail=error) from error


def _say_tables(layout: Layout, part: Path, revisions: Revisions) -> None:
    """With which tables it began, where that was altered; `WorkspaceUnreleasedError` for those of another build."""
    with closing(connect(part)) as connection:
        said = connection.execute("SELECT value FROM workspace WHERE key = 'first_tables'").fetchall()
        if said == [(first_tables(),)]:
            return
        error = of_other_tables(layout, revisions)
        if isinstance(error, WorkspaceUnreleasedError):
            raise error
        connection.execute("INSERT OR REPLACE INTO workspace VALUES ('first_tables', ?)", (first_tables(),))


def _copy_history(database: Path, part: Path, revisions: Revisions) -> None:
    """And the facts about the workspace. Row by row as it stands, past the indexes, which may say something else."""
    tables = schema()
    with closing(connect(part)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA writable_schema = ON")  # reads on past a statement that cannot be read
        connection.execute("ATTACH ? AS old", (f"{database.absolute().as_uri()}?mode=ro",))
        if connection.execute("PRAGMA old.user_version").fetchone()[0] != revisions.head.number:
            raise WorkspaceOlderError
        connection.execute("BEGIN")
        for table in (tables.workspace, tables.operation, tables.change):
            # with the table before each: a bare name in quotes that is no column would be taken for a text
            columns = ", ".join(f'given."{column.name}"' for column in table.c)
            names = ", ".join(f'"{column.name}"' for column in table.c)
            connection.execute(
                f'INSERT INTO main."{table.name}" ({names}) SELECT {columns} FROM old."{table.name}" AS given NOT INDEXED'  # noqa: S608 - names of the schema
            )
        connection.execute("COMMIT")


def _write_rows(database: Path, revisions: Revisions) -> None:
    engine = writer_engine(database)
    try:
        with engine.begin() as connection:
            replayed = Replayed()
            for found in audit(connection, revisions, replayed):
                raise NotRepairableError(detail=f"{found.code} {found.params.get('operation', '')}".strip())
            for entity in BY_ENTITY:
                entity_rows = [image for (of, _), image in replayed.rows.items() if of == entity]
                for start in range(0, len(entity_rows), _AT_ONCE):
                    records = [from_image(entity, image) for image in entity_rows[start : start + _AT_ONCE]]
                    entity_map(entity).add(connection, records)
    finally:
        engine.dispose()
    with closing(connect(database)) as connection:  # all of it in one file, which alone takes the place
        connection.execute("PRAGMA journal_mode = DELETE")


def accept_loss(path: Path, host: Host) -> int:
    """Lets the history go on from the step at which the database ends; returns the number of that step.

    Raises:
        NotBehindError: no step is missing.
    """
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
