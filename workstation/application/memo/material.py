"""All that a memo is built from, before it has words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workstation.application.consistency import Comparison
from workstation.application.lot_summary import LotSummary
from workstation.application.memo.without import BidWithout
from workstation.application.valuation.notes import RowKey
from workstation.domain.decision_gate import GatePoint
from workstation.domain.decisions import Run
from workstation.domain.evidence import Coverage
from workstation.domain.findings.finding import Finding
from workstation.domain.memo import Align
from workstation.domain.next_dates import NextDate
from workstation.domain.record import LotRecord
from workstation.domain.reference import Reference
from workstation.domain.signing import Signatures
from workstation.domain.valuation import ValuationInput, ValuationResult
from workstation.language.actors import actor_word

NUMBER = Align.RIGHT
HASH_SHOWN = 16  # digits of a hash, in the foot of a page as in the register of documents


@dataclass(frozen=True, slots=True)
class Said:
    """Who wrote a row last, and when."""

    who: str
    at: datetime

    def words(self, tr: Callable[..., str]) -> str:
        return f"{actor_word(tr, self.who)} · {self.at:%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Material:
    """All that a memo is built from; `today` is the day on which the rules look; in the sample, whose
    clock stands still, it `is_demo_day` and the pages say so."""

    record: LotRecord
    run: Run
    inputs: ValuationInput
    result: ValuationResult
    summary: LotSummary  # what stands against the lot, as of `today`
    rules: tuple[Finding, ...]  # what rules find, settled or not, worst first
    says: tuple[Finding, ...]  # what the figure takes as given, leaves out or reads against the law
    papers: Comparison  # where papers do not agree, and what was not compared
    said: Mapping[str, Said]  # who wrote a row last: of waivers, of findings of persons, of checks
    against: tuple[GatePoint, ...]  # what stands against a plain bid
    signatures: Signatures
    dates: tuple[NextDate, ...]  # what is to come, the nearest first
    coverage: Coverage
    today: date
    is_demo_day: bool
    bars: tuple[tuple[str, Decimal, bool], ...]
    bid_without: BidWithout
    reference: Reference  # the tables of rates and holidays that rules look up
    keys: dict[str, RowKey]  # name of a collateral or guarantee in the valuation -> its row

    def row(self, key: str) -> Any:
        """The collateral or guarantee of a name in the valuation; None for none."""
        return self.record.row(*self.keys[key]) if key in self.keys else None


@dataclass(frozen=True, slots=True)
class Writing:
    """How numbers are written in the memo's language."""

    amount: Callable[[Decimal], str]  # 1,234,567.89
    whole: Callable[[Decimal], str]  # 1,234,568
    percent: Callable[[Decimal, int], str]
    day: Callable[[date], str]
