"""A byte that flipped in a text: a sentence that names the row, and never what the row says."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy.exc import DBAPIError
from storage_kit import add_lot, make_host, put

from workstation.domain.claims import Claim
from workstation.domain.documents import Document
from workstation.domain.notes import Note
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import (
    RecordsDifferError,
    TextNotKeptError,
    WorkspaceDamagedError,
)
from workstation.storage.workspace import Workspace

SECRET = "Wang Moumou owes 26479100"


@pytest.fixture
def closed(workspace):
    lot = add_lot(workspace, "Textile")
    put(workspace, Document(id="d", lot=lot.id, name=SECRET))
    put(workspace, Claim(id="c", lot=lot.id, name="Claim of Chen", contract_no=SECRET))
    workspace.close()
    return workspace


def places(path, text):
    content = path.read_bytes()
    start = content.find(text.encode())
    while start >= 0:
        yield start
        start = content.find(text.encode(), start + 1)


def flip(path, place):
    with path.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0x80]))


def test_the_doctor_names_what_a_flipped_byte_hit_wherever_it_lies_and_quotes_no_row(closed):
    """Of a row that differs it shows the one field, as the history and as the table have it."""
    database = closed.path / "workspace.db"
    hit = list(places(database, SECRET))
    assert len(hit) >= 4  # tables and images
    for place in hit:
        flip(database, place + 3)
        found = examine_workspace(closed.path, make_host())
        assert found != ()
        assert len(found) == 1
        said = found[0].text.format(**found[0].params)
        assert "Chen" not in said
        assert ("Moumou" in said) == (found[0].code == "record.differs")
        flip(database, place + 3)
    assert examine_workspace(closed.path, make_host()) == ()


def test_a_row_that_holds_what_was_never_written_is_named_by_the_doctor(closed):
    with closing(sqlite3.connect(closed.path / "workspace.db")) as connection:
        connection.execute("UPDATE claim SET due = ?", (SECRET,))
        connection.commit()
    (found,) = examine_workspace(closed.path, make_host())
    detail = "claim c: due cannot be read"
    assert (found.code, found.params) == ("record.unreadable", {"entity": "claim", "detail": detail})


@pytest.mark.parametrize("damage", ["flipped", "no date"])
def test_the_program_says_that_the_database_is_damaged_without_quoting_it(closed, damage):
    database = closed.path / "workspace.db"
    again = Workspace.open(closed.path, make_host(seed=8), "anna")
    if damage == "no date":
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("UPDATE claim SET due = ?", (SECRET,))
            connection.commit()
    else:
        for place in places(database, SECRET):
            flip(database, place + 3)
    with pytest.raises(WorkspaceDamagedError, match="Restore a snapshot") as caught:
        again.reader.lot(again.reader.lots()[0].id)
    assert "Moumou" not in str(caught.value)
    if damage == "flipped":
        with pytest.raises(WorkspaceDamagedError) as caught:
            again.reader.history()
        assert "Moumou" not in str(caught.value)
    again.close()
    with pytest.raises(RecordsDifferError if damage == "no date" else WorkspaceDamagedError) as caught:
        Workspace.open(closed.path, make_host(seed=9), "anna")
    assert "Moumou" not in str(caught.value)


def test_what_was_to_be_written_stands_in_no_message_of_the_database(workspace):
    add_lot(workspace)
    with pytest.raises(DBAPIError) as caught:
        put(workspace, Document(id="d", lot=None, name=SECRET))
    assert SECRET not in str(caught.value)


def test_a_sign_that_is_half_of_one_is_refused_by_its_place(workspace):
    lot = add_lot(workspace)
    with pytest.raises(TextNotKeptError, match=r"U\+D800, sign 5 of it"):
        put(workspace, Note(id="n", lot=lot.id, heading="Call\ud800"))
    assert workspace.reader.rows(Note) == ()
