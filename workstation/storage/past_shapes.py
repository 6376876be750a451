"""What can be told of a database that this program may not be able to open."""

import sqlite3
from contextlib import closing

from workstation.domain.catalogue import BY_ENTITY
from workstation.storage.engine import connect
from workstation.storage.layout import Layout
from workstation.storage.soundness import head_of, is_untouchable
from workstation.storage.tables import entity_table, schema


def has_other_columns(layout: Layout) -> bool:
    """Whether the tables are readable and are not those of this program: until the first release a change of the
    catalogue has no revision of its own. False where nothing can be told."""
    for entity in BY_ENTITY:
        entity_table(entity)
    ours = {table.name: set(table.columns.keys()) for table in schema().metadata.tables.values()}
    try:
        with closing(_connected(layout)) as connection:
            return any(_columns(connection, name) != columns for name, columns in ours.items())
    except sqlite3.Error:
        return False


def log_head(layout: Layout) -> str | None:
    """The digest at the end of the log; None where it cannot be read."""
    try:
        with closing(_connected(layout)) as connection:
            return head_of(connection)
    except sqlite3.Error:
        return None


def _connected(layout: Layout) -> sqlite3.Connection:
    return connect(layout.database, mode="ro", immutable=is_untouchable(layout))


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
