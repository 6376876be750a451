"""Pictures of numbers. Amounts are in the unit that the chart's caption names (say CNY million)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Step:
    """A bar of a waterfall: a change, or a level reached (`total`)."""

    label: str
    amount: Decimal
    total: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    steps: tuple[Step, ...]
    places: int = 1


@dataclass(frozen=True, slots=True)
class Swing:
    """What the bid does when one input moves down and up."""

    label: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Tornado:
    """Widest swing first; the order is the caller's."""

    swings: tuple[Swing, ...]
    places: int = 2


@dataclass(frozen=True, slots=True)
class CashFlow:
    day: date
    label: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class CashTimeline:
    """Flows by date with the running sum under them; the three words head the rows below the chart."""

    flows: tuple[CashFlow, ...]
    month_word: str
    source_word: str
    sum_word: str
    places: int = 2


@dataclass(frozen=True, slots=True)
class Distribution:
    """Paths per return: bin `i` spans `start + i*width` .. `start + (i+1)*width` (fractions of one). The words
    say the three shares: loss, between zero and target, target and above."""

    start: Decimal
    width: Decimal
    counts: tuple[int, ...]
    target: Decimal
    loss_words: str
    middle_words: str
    reach_words: str
