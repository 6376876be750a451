"""What can be told of a database that this program may not be able to open."""

import sqlite3
from contextlib import closing

from workstation.domain.errors import UserError
from workstation.storage.engine import connect
from workstation.storage.failures import WorkspaceUnreleasedError
from workstation.storage.layout import Layout
from workstation.storage.revisions import Revisions, first_tables
from workstation.storage.soundness import head_of, is_untouchable, of_other_tables, shape_of


def is_of_another_build(layout: Layout) -> bool:
    """Whether it began with other tables than this program makes: until the first release a change of them has no
    revision of its own, and opening refuses it. False where nothing can be told."""
    try:
        other = shape_of(layout).first_tables != first_tables()
        return other and isinstance(of_other_tables(layout, Revisions()), WorkspaceUnreleasedError)
    except (sqlite3.Error, UserError):
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
