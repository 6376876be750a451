"""What can happen to a stored file, each a change of one file and of nothing else, and what the doctor finds then."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from damage_ground import KINDS, NAME, Ground

from workstation.storage.revisions import first_tables

Damage = Callable[[Path, Path], None]


def _write(path: Path, content: bytes) -> None:
    """As another program or the disk would: what is read-only too."""
    mode = path.stat().st_mode & 0o777
    path.chmod(0o600)
    path.write_bytes(content)
    path.chmod(mode)


def _flipped(content: bytes, place: int, bits: int = 0x01) -> bytes:
    content = content or b" "
    return content[:place] + bytes([content[place] ^ bits]) + content[place + 1 :]


def flip_the_first_byte(path: Path, _: Path) -> None:
    _write(path, _flipped(path.read_bytes(), 0, 0x80))


def flip_in_the_middle(path: Path, _: Path) -> None:
    content = path.read_bytes()
    # a digit of a digest is another one afterwards: what is none (a, f) is a mark that cannot be read, another damage
    places = (at for at in range(len(content) // 2, len(content)) if content[at] not in b"af")
    _write(path, _flipped(content, next(places, 0)))


def cut(path: Path, _: Path) -> None:
    content = path.read_bytes()
    _write(path, content[: len(content) * 2 // 3])


def empty(path: Path, _: Path) -> None:
    _write(path, b"")


def delete(path: Path, _: Path) -> None:
    path.chmod(0o600)
    path.unlink()


def swap(path: Path, other: Path) -> None:
    """The file of the same kind of another workspace, or another file of the same kind, in its place."""
    _write(path, other.read_bytes())


def make_a_folder(path: Path, _: Path) -> None:
    delete(path, path)
    path.mkdir()


def fill_with_noise(path: Path, _: Path) -> None:
    _write(path, b"\x00\xff no file of ours \xfe" * 99)


DAMAGES: Final[dict[str, Damage]] = {
    "first byte flipped": flip_the_first_byte,
    "flipped": flip_in_the_middle,
    "cut": cut,
    "empty": empty,
    "deleted": delete,
    "swapped": swap,
    "a folder": make_a_folder,
    "noise": fill_with_noise,
}


def _places(content: bytes, text: bytes) -> list[int]:
    found, at = [], content.find(text)
    while at >= 0:
        found.append(at)
        at = content.find(text, at + 1)
    return found


def _flip_at(number: int, text: str = NAME) -> Damage:
    def flip(path: Path, _: Path) -> None:
        content = path.read_bytes()
        _write(path, _flipped(content, _places(content, text.encode())[number]))

    return flip


def by_statement(*statements: str) -> Damage:
    """Past the rules of the log, as a tool for SQLite would; the journal goes into the file."""

    def change(path: Path, _: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            rules = connection.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall()
            for name, _ in rules:
                connection.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                connection.execute(statement)
            for _, rule in rules:
                connection.execute(rule)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    return change


def leave_an_index_behind(path: Path, _: Path) -> None:
    """The index of the lots of documents is hidden while the rows get other numbers."""
    with closing(sqlite3.connect(path)) as connection, connection:
        kept = connection.execute("SELECT * FROM sqlite_master WHERE name = 'ix_document_lot'").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'ix_document_lot'")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE document SET rowid = rowid + 1000")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", kept)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def leave_journal(content: bytes) -> Damage:
    def leave(path: Path, _: Path) -> None:
        path.with_name(path.name + "-wal").write_bytes(content)

    return leave


def leave_journal_of_another(path: Path, other: Path) -> None:
    """What a killed program left beside the other one's database."""
    copy = path.with_name("other.db")
    shutil.copyfile(other, copy)
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("UPDATE lot SET name = 'Not ours'")
            for suffix in ("-wal", "-shm"):
                shutil.copyfile(f"{copy}{suffix}", f"{path}{suffix}")
    finally:
        for suffix in ("", "-wal", "-shm"):
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)


# What happens to the database alone, beside all the others
OF_THE_DATABASE: Final[dict[str, Damage]] = {
    "a letter of a row flipped": _flip_at(0),
    "a letter of the history flipped": _flip_at(-1),
    "an amount changed": by_statement("UPDATE listing SET start_price_minor = 1"),
    "a row lost": by_statement("DELETE FROM note"),
    "a row added": by_statement("INSERT INTO party (id, name) VALUES ('p', 'Nobody')"),
    "an index lost a row": leave_an_index_behind,
    "the last step lost": by_statement(
        "DELETE FROM change WHERE operation = (SELECT id FROM operation ORDER BY position DESC LIMIT 1)",
        "DELETE FROM operation WHERE position = (SELECT max(position) FROM operation)",
    ),
    "the history altered": by_statement("UPDATE operation SET actor = 'Nobody' WHERE position = 2"),
    "a letter of the schema flipped": _flip_at(0, "severity TEXT"),
    "a table lost": by_statement("DROP TABLE risk"),
    "the name of its tables flipped": _flip_at(0, first_tables()),
    "a journal of noise": leave_journal(b"noise" * 999),
    "an empty journal": leave_journal(b""),
    "the journal of another": leave_journal_of_another,
}


def flip_the_row(path: Path, _: Path) -> None:
    """A draft says then that it is another row's."""
    content = path.read_bytes()
    _write(path, _flipped(content, content.index(b'"row": "') + len(b'"row": "')))


def delete_the_folder(path: Path, _: Path) -> None:
    """Of all objects, with the one that is meant."""
    shutil.rmtree(path.parents[1])


# What happens to a kind alone, beside what happens to all
OF_A_KIND: Final[dict[str, dict[str, Damage]]] = {
    "database": OF_THE_DATABASE,
    "draft": {"a letter of its row flipped": flip_the_row},
    "paper": {"with all objects deleted": delete_the_folder},
}
FOLDERS: Final = ("objects", "derived", "snapshots", "imports", "drafts", "bin")


# What the doctor finds, by what is damaged and how; "" is any other damage of it. Where nothing stands, it must be clean.
_OBJECT: Final = {
    "": "object.altered",
    "deleted": "object.missing",
    "with all objects deleted": "object.missing",
    "a folder": "object.altered",
}
_NOTE: Final = {"": "import.unreadable", "deleted": "", "swapped": ""}
FOUND: Final[dict[str, dict[str, str]]] = {
    "database": {
        "": "workspace.damaged",
        "deleted": "workspace.database_missing",
        "a folder": "workspace.database_missing",
        "swapped": "workspace.behind",
        "a letter of a row flipped": "history.altered",
        "a letter of the history flipped": "history.image_altered",
        "an amount changed": "record.differs",
        "a row lost": "record.missing",
        "a row added": "record.unknown",
        "an index lost a row": "database.index_stale",
        "the last step lost": "workspace.behind",
        "the history altered": "history.altered",
        "a letter of the schema flipped": "record.unreadable",
        "a table lost": "record.unreadable",
        "the name of its tables flipped": "workspace.damaged",
        "a journal of noise": "",
        "an empty journal": "",
        "the journal of another": "workspace.stale_journal",
    },
    "head": {"flipped": "workspace.behind", "swapped": "workspace.behind", "": ""},
    "paper": _OBJECT,
    "figures": _OBJECT,
    "memo": _OBJECT,
    "begun": {
        "": "object.altered",
        "deleted": "",
        "a folder": "",
    },  # no record names it: the import says that it is gone
    "copy": {"": "snapshot.unsound", "deleted": ""},
    "import": _NOTE,
    "draft": {"": "draft.unreadable", "deleted": "", "flipped": ""},  # flipped: a letter of the text
}


def another(ground: Ground, kind: str, path: Path, others: Ground) -> Path:
    """What `swap` puts in the place of a file: another object, else the same thing of another workspace."""
    mine = [each for each in ground.stored()[kind] if each != path]
    if mine and kind not in {"pages", "index"}:
        return mine[0]
    theirs = others.stored().get(kind)
    return theirs[0] if theirs else path


def cells() -> Iterator[tuple[str, str]]:
    for kind in (*KINDS, "paper", "figures", "memo", "begun"):
        if "journal" in kind:  # beside the database: among its own damages
            continue
        for how in damages_of(kind):
            yield kind, how


def damages_of(kind: str) -> dict[str, Damage]:
    return {**DAMAGES, **OF_A_KIND.get(kind, {})}


def expected(kind: str, how: str) -> str:
    known = FOUND.get(kind, {})
    return known.get(how, known.get("", ""))
