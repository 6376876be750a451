"""A clock that was set back: the history keeps its order, and says what the clock said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from storage_kit import make_host, put

from workstation.application.operations import OperationKind, Step
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.scenarios import Assumptions
from workstation.storage.doctor import examine_workspace
from workstation.storage.workspace import Workspace

TENTH = datetime(2025, 9, 10, 9, tzinfo=UTC)
FIFTEENTH = TENTH + timedelta(days=5)


class SetClock:
    """Says what it is set to."""

    def __init__(self, now):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return SetClock(TENTH)


@pytest.fixture
def kept(tmp_path, clock):
    made = Workspace.create(tmp_path / "w", make_host(clock=clock), "anna")
    yield made
    made.close()


def set_back(kept, clock):
    """Bid 8 million on the 10th, 9 million on the 15th, one more edit by a clock that says the 10th again."""
    lot = Lot(id="lot", name="Textile")
    put(kept, lot)
    bid = Assumptions(id="a", lot="lot", fixed_closing_cost=Money.of(8_000_000))
    put(kept, bid)
    clock.now = FIFTEENTH
    put(kept, replace(bid, fixed_closing_cost=Money.of(9_000_000)))
    clock.now = TENTH + timedelta(minutes=30)
    put(kept, replace(lot, region="Zhejiang"))
    return lot


def test_as_known_on_a_day_is_what_was_known_then_although_a_clock_was_set_back(kept, clock):
    set_back(kept, clock)
    known = kept.reader.lot_as_of("lot", TENTH + timedelta(hours=3))
    assert known.first(Assumptions).fixed_closing_cost == Money.of(8_000_000)
    assert known.lot.region is None
    assert kept.reader.lot_as_of("lot", FIFTEENTH).first(Assumptions).fixed_closing_cost == Money.of(
        9_000_000
    )


def test_the_moments_of_the_history_never_go_back_and_the_clocks_own_time_is_kept(kept, clock):
    set_back(kept, clock)
    kept.writer.undo()
    rows = kept.reader.history()
    assert [row.at for row in rows] == [FIFTEENTH, FIFTEENTH, FIFTEENTH, TENTH, TENTH]
    said = TENTH + timedelta(minutes=30)
    assert [row.clock for row in rows] == [said, said, None, None, None]
    assert rows[1].step == Step(OperationKind.EDIT, {"record": "lot"})
    assert rows[0].step.params == {"record": "lot", "of": "edit"}
    assert examine_workspace(kept.path, make_host()) == ()


def test_the_clock_catches_up_and_is_followed_again(kept, clock):
    lot = set_back(kept, clock)
    clock.now = FIFTEENTH + timedelta(seconds=1)
    put(kept, replace(lot, region="Jiangsu"))
    newest = kept.reader.history(limit=1)[0]
    assert (newest.at, newest.clock) == (clock.now, None)


def test_another_zone_is_no_clock_that_was_set_back(kept, clock):
    put(kept, Lot(id="lot", name="Textile"))
    clock.now = (TENTH + timedelta(minutes=1)).astimezone(timezone(timedelta(hours=-8)))
    put(kept, Lot(id="two", name="Hotel"))
    newest = kept.reader.history(limit=1)[0]
    assert (newest.at, newest.clock) == (clock.now, None)
    assert newest.at.utcoffset() == timedelta(hours=-8)
