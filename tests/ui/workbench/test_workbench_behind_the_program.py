"""The database was changed while no window had it open: the window says so before it shows anything, and its banner mends it."""

import sqlite3
from contextlib import closing

import pytest
from test_workbench_safety import presses, reads


@pytest.fixture(autouse=True)
def closes():
    """With a copy, as in the program."""


@pytest.fixture
def changed(make_person, tmp_path):
    """A lot called Textile that a tool for SQLite renamed to Barn after the window was closed; a window opens it."""
    first = make_person()
    path = tmp_path / "Court lots.workspace"
    first.bench.doors.create(path)
    first.waits_for_workspace()
    first.makes_lot("Textile")
    first.bench.close()
    with closing(sqlite3.connect(path / "workspace.db")) as base, base:
        base.execute("UPDATE lot SET name = 'Barn'")
    person = make_person()  # opens the last workspace
    person.waits(person.frame.banner.isVisible, 20000)
    return person


def test_nothing_is_shown_and_the_banner_says_what_differs(changed):
    reads(changed, "The records of this workspace are not what its history says", changed.frame.banner)
    assert changed.desk is None


def test_the_button_of_the_banner_makes_the_records_anew_and_the_workspace_opens(changed):
    presses(changed, "Repair from the history", changed.frame.banner)
    changed.waits_for_workspace()
    changed.waits(lambda: [row.lot.name for row in changed.bench.hand.rows] == ["Textile"], 20000)
    reads(changed, "The records were made anew from the history.", changed.frame)


def test_where_the_history_cannot_mend_it_the_banner_keeps_the_button_that_restores_a_snapshot(
    changed, tmp_path
):
    """Both buttons went, with an error of the program."""
    path = tmp_path / "Court lots.workspace"
    with closing(sqlite3.connect(path / "workspace.db")) as base, base:
        base.execute("DROP TRIGGER operation_is_fixed")
        base.execute("UPDATE operation SET actor = 'Nobody'")
    presses(changed, "Repair from the history", changed.frame.banner)
    reads(changed, "The history itself is damaged", changed.frame.banner)
    presses(changed, "Restore the newest snapshot", changed.frame.banner)
    changed.waits_for_workspace()
    changed.waits(lambda: [row.lot.name for row in changed.bench.hand.rows] == ["Textile"], 20000)
