"""A person with a computer of their own."""

import pytest
from journey_kit import Computer
from journey_papers import write_papers
from journey_steps import comes_back_to_the_lot, drops_the_papers, starts_a_workspace, types_a_lot
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QGuiApplication


@pytest.fixture(autouse=True)
def _workers(ready_workers, lent_workers):
    """Ground, not what is looked at: see `lent_workers`."""


@pytest.fixture
def computer(qtbot, qapp, tmp_path, themes):
    made = Computer(qtbot, tmp_path / "computer")
    yield made
    made.off()
    # what a note gave to the clipboard of the offscreen platform would outlive Python, and end it with a fault
    QGuiApplication.clipboard().clear()
    QCoreApplication.sendPostedEvents(
        None, QEvent.Type.DeferredDelete
    )  # a theme restyles every window that is there
    themes["light"].apply(qapp)


@pytest.fixture
def papers(tmp_path):
    """A folder as a bank hands it out: a report, a contract in Chinese, a scan, and a file cut short."""
    return write_papers(tmp_path / "papers")


@pytest.fixture(scope="session")
def evening(tmp_path_factory):
    """Where a computer is kept as a person left it after a workspace, a lot and its papers were made by hand."""
    return tmp_path_factory.mktemp("evening") / "computer"


@pytest.fixture
def at_work(qtbot, computer, papers, evening):
    """A person with a workspace, a lot and its papers, on the Documents tab. The first hour is walked once
    (`test_journey_first_hour` walks it whole); everybody else comes back the next morning, on a computer of their own."""
    if not evening.exists():
        walks_the_first_hour(Computer(qtbot, evening.with_name("day")), papers).rename(evening)
    computer.takes_over(evening)
    person = computer.starts()
    comes_back_to_the_lot(person)
    return person


def walks_the_first_hour(computer, papers):
    person = computer.starts()
    starts_a_workspace(person, computer)
    types_a_lot(person)
    drops_the_papers(person, papers)
    computer.off()
    return computer.root
