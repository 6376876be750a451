"""A person with a computer of their own."""

import pytest
from journey_kit import Computer
from journey_papers import write_papers


@pytest.fixture
def computer(qtbot, qapp, tmp_path, themes):
    made = Computer(qtbot, tmp_path / "computer")
    yield made
    made.off()
    themes["light"].apply(qapp)


@pytest.fixture
def papers(tmp_path):
    """A folder as a bank hands it out: a report, a contract in Chinese, a scan, and a file cut short."""
    return write_papers(tmp_path / "papers")
