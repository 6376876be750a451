"""What is compared is told with its places; the id of a person is masked there as everywhere."""

from contextlib import closing
from datetime import UTC, datetime

import pytest

from workstation import bootstrap
from workstation.application.consistency import Extracts, NoReasonError, compare_papers, settle
from workstation.application.importing import take_in
from workstation.application.lots import new_lot
from workstation.application.progress import Silent
from workstation.domain.new_lots import NewLot

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)


@pytest.fixture
def compared(tmp_path):
    """A lot of two papers, and what was found in it."""
    for name, number in (("1", "330621196803151234"), ("2", "330621196803151243")):
        (tmp_path / f"{name}.txt").write_text(f"保证人，居民身份证号{number}。", "utf-8")
    (tmp_path / "3.txt").write_text("\n\n", "utf-8")
    with closing(
        bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    ) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="a")).value
        take_in(services, lot, sorted(tmp_path.glob("*.txt")), Silent())

        def compare():
            return compare_papers(services, services.reader.lot(lot), Extracts(), Silent())

        yield services, lot, compare


def test_the_id_of_a_person_is_masked(compared):
    (found,) = compared[2]().found
    assert [side.written for side in found.sides] == ["3306••••••••••1234", "3306••••••••••1243"]
    assert {passage.words for side in found.sides for passage in side.passages} == {
        "3306••••••••••1234",
        "3306••••••••••1243",
    }


def test_settling_needs_a_reason_and_its_step_names_no_id(compared):
    services, lot, compare = compared
    (found,) = compare().found
    with pytest.raises(NoReasonError):
        settle(services.writer, lot, found, "  ")
    step = settle(services.writer, lot, found, "seen on the card").step
    assert step.params["record"] == "3306••••••••••1234 ≠ 3306••••••••••1243"
    assert compare().open == 0
    settle(services.writer, lot, found, "seen twice")
    assert [each.waiver.reason for each in compare().found] == ["seen twice"]
    services.writer.undo()
    services.writer.undo()
    assert compare().open == 1
