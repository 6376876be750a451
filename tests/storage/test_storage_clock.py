"""A clock that was set back: the history keeps its order, and says what the clock said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from storage_kit import make_host, put

from workstation.application.operations import OperationKind, Step
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.scenarios import Assumptions
from workstation.storage.doctor import examine_workspace
from workstation.storage.failures import ClockWrongError, MomentTooFarError
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


@pytest.mark.parametrize("hours", [-8, 0, 8])
@pytest.mark.parametrize("day", [datetime(9999, 12, 31, 23, 59), datetime(2500, 1, 1), datetime(1970, 1, 1)])  # noqa: DTZ001 - the zone is set below
def test_a_clock_that_cannot_be_right_is_refused_with_a_sentence_and_nothing_is_lost(kept, clock, day, hours):
    """Moments never go back: one write in the year 9999 would date all that come after it."""
    put(kept, Lot(id="lot", name="Textile"))
    clock.now = day.replace(tzinfo=timezone(timedelta(hours=hours)))
    with pytest.raises(ClockWrongError, match="Set the clock right"):
        put(kept, Lot(id="two", name="Hotel"))
    with pytest.raises(ClockWrongError):
        kept.writer.undo()
    assert [lot.name for lot in kept.reader.lots()] == ["Textile"]
    with pytest.raises(ClockWrongError):
        kept.snapshot()
    clock.now = FIFTEENTH
    put(kept, Lot(id="two", name="Hotel"))
    assert kept.reader.history(limit=1)[0].at == FIFTEENTH


def test_a_typed_moment_at_the_end_of_the_calendar_is_refused_with_a_sentence(kept):
    put(kept, Lot(id="lot", name="Textile"))
    end = datetime(9999, 12, 31, 23, tzinfo=timezone(timedelta(hours=-8)))
    with pytest.raises(MomentTooFarError, match="Check the year"):
        put(kept, Listing(id="l", lot="lot", bid_end=end))
