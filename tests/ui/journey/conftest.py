"""A person with a computer of their own."""

import pytest
from journey_kit import Computer
from journey_papers import write_papers
from journey_steps import drops_the_papers, starts_a_workspace, types_a_lot
from PySide6.QtCore import QCoreApplication, QEvent


@pytest.fixture
def computer(qtbot, qapp, tmp_path, themes):
    made = Computer(qtbot, tmp_path / "computer")
    yield made
    made.off()
    QCoreApplication.sendPostedEvents(
        None, QEvent.Type.DeferredDelete
    )  # a theme restyles every window that is there
    themes["light"].apply(qapp)


@pytest.fixture
def papers(tmp_path):
    """A folder as a bank hands it out: a report, a contract in Chinese, a scan, and a file cut short."""
    return write_papers(tmp_path / "papers")


@pytest.fixture
def at_work(computer, papers):
    """A person with a workspace, a lot and its papers, on the Documents tab."""
    person = computer.starts()
    starts_a_workspace(person, computer)
    types_a_lot(person)
    drops_the_papers(person, papers)
    return person
