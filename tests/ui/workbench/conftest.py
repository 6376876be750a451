"""A person with a window."""

import pytest
from plain_closing import closing_without_a_copy
from workbench_kit import KeptInMemory, Person, make_shell

from workstation.application.ports.preferences import Preferences
from workstation.ui import stage_hand
from workstation.ui.bridge import Bridge
from workstation.ui.look import Look
from workstation.ui.panels.lot_frame import LotFrame
from workstation.ui.workbench import Workbench


@pytest.fixture(autouse=True)
def _workers(ready_workers, lent_workers):
    """Ground, not what is looked at: see `lent_workers`."""


@pytest.fixture(autouse=True)
def closes(monkeypatch):
    """Where the copy at the end is looked at, a module has a fixture of this name."""
    closing_without_a_copy(monkeypatch)


@pytest.fixture(autouse=True)
def _panels_as_they_are_shown(monkeypatch):
    """What no test of this folder looks at is not made ahead of being looked at; in `tests/ui/journey` it is, as in the program."""
    monkeypatch.setattr(LotFrame, "_make_one_ahead", lambda frame: frame._ahead.stop())


@pytest.fixture
def behind_the_list_at_once(monkeypatch):
    """What a start leaves until the list is painted comes with it: for tests of what comes then."""
    monkeypatch.setattr(stage_hand, "BEHIND_AFTER", 0)


@pytest.fixture
def store():
    return KeptInMemory(Preferences(user_name="Lin", language="en", scheme="light"))


@pytest.fixture
def make_person(qtbot, qapp, tmp_path, store, themes):
    people = []

    def make():
        bridge = Bridge()

        def on_bug(error):
            raise error

        look = Look(qapp)
        themes["light"].apply(qapp)
        look._theme = themes["light"]  # icons are drawn once for all tests, not once a window
        bench = Workbench(make_shell(tmp_path, store), look, bridge, on_bug)
        bench.resize(1366, 768)  # the offscreen screen is smaller than any desk
        bench.show()
        bench.doors.start(None)
        qtbot.waitExposed(bench)
        people.append(Person(qtbot, bench, bridge))
        return people[-1]

    yield make
    for person in people:
        if not person.bench.close():  # it says that files are coming in, once
            person.bench.close()
        person.bridge.close()
        person.bench.deleteLater()
        person.bridge.deleteLater()


@pytest.fixture
def person(make_person):
    return make_person()


@pytest.fixture
def at_work(person, tmp_path):
    """A person with an open, empty workspace."""
    person.bench.doors.create(tmp_path / "Court lots.workspace")
    person.waits_for_workspace()
    return person
