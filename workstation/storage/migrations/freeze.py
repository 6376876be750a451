"""Writes the statements of the first revision from the catalogue: ``python -m workstation.storage.migrations.freeze``.

Only before the first release: afterwards ``0001_initial.sql`` says what that release wrote and is never touched again; a
changed catalogue then needs a new revision.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import StaticPool, create_engine

from workstation.storage.tables import create_all


def statements() -> str:
    """The schema as SQLite keeps it, tables before what stands on them. Alembic makes its own table."""
    with closing(sqlite3.connect(":memory:")) as connection:
        engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool)
        with engine.begin() as opened:
            create_all(opened)
        found = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
            " ORDER BY type <> 'table', CASE type WHEN 'table' THEN rowid END, name"  # SQLAlchemy makes indexes in any order
        ).fetchall()
    return ";;\n".join(row[0].strip() for row in found) + ";;\n"


def main() -> None:
    Path(__file__).with_name("versions").joinpath("0001_initial.sql").write_text(
        "\n".join(line.rstrip() for line in statements().splitlines()) + "\n", "utf-8"
    )


if __name__ == "__main__":
    main()
