"""A lot in words and small values: what the list, the sidebar and the figure strip show of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from workstation.application.overview import LotRow
from workstation.domain.checklists.answers import GATE, Severity
from workstation.domain.money import Money
from workstation.language.formats import near, rounded
from workstation.language.pinyin import says
from workstation.ui.context import UiContext
from workstation.ui.widgets.values import (
    Countdown,
    Coverage,
    FigureTone,
    Meter,
    SeverityCounts,
    Tag,
    TwoLines,
    Urgency,
)
from workstation.ui.widgets.words import coverage_value, severity_counts


class LotWords:
    """`clock` is the workspace's: the sample lives on its own date."""

    calm = Urgency.CALM

    def __init__(self, context: UiContext, clock: Callable[[], datetime]) -> None:
        self._context = context
        self.clock = clock
        self._texts: dict[
            str, tuple[LotRow, str]
        ] = {}  # what the filter looks through, while the row is the same

    def money(self, amount: Money) -> str:
        """Whole units where there are no cents; another currency than the yuan is named."""
        return str(self._context.formats.money(amount, whole=True, named=amount.currency != "CNY"))

    def title(self, lot: LotRow) -> TwoLines:
        return TwoLines(lot.lot.name, self.subtitle(lot))

    def subtitle(self, lot: LotRow) -> str:
        """Number, regime, region: what tells two lots of one name apart."""
        listing = lot.listing
        regime = self._context.choice_word(listing.regime) if listing and listing.regime else ""
        parts = (lot.lot.number, regime, lot.lot.region)
        return " · ".join(part for part in parts if part)

    def stage(self, lot: LotRow) -> Tag:
        return Tag(self._context.choice_word(lot.lot.stage))

    def closing(self, lot: LotRow) -> Countdown | None:
        end = lot.listing.bid_end if lot.listing else None
        if end is None:
            return Countdown("—", self._context.tr("not announced"))
        return self.countdown(end)

    def countdown(self, end: datetime, *, weekday: bool = False) -> Countdown:
        """Days alone from a week on, seconds under a day; red under 72 hours, amber under 7 days."""
        tr, limits = self._context.tr, self._context.theme.tokens.countdown
        local = end.astimezone(end.tzinfo)
        now = self.clock()
        moment = near(local, now)
        if weekday:
            moment = f"{self._context.formats.weekday(local.date())} {moment}"
        left = end - now
        if left <= timedelta(0):
            return Countdown(tr("closed"), moment)
        days, rest = left.days, left.seconds
        hours, minutes, seconds = rest // 3600, rest // 60 % 60, rest % 60
        if left < timedelta(hours=limits.seconds_below_hours):
            remaining = f"{hours:02}:{minutes:02}:{seconds:02}"
        elif left < timedelta(days=limits.auction_amber_days):
            remaining = tr("{days} d {time}", days=days, time=f"{hours:02}:{minutes:02}")
        else:
            remaining = tr("{days} d", days=days)
        urgency = Urgency.CALM
        if left < timedelta(hours=limits.auction_red_hours):
            urgency = Urgency.RED
        elif left < timedelta(days=limits.auction_amber_days):
            urgency = Urgency.AMBER
        return Countdown(remaining, moment, urgency)

    def counts_seconds(self, lot: LotRow) -> bool:
        """Whether the countdown is in its last day, when it shows seconds."""
        end = lot.listing.bid_end if lot.listing else None
        limit = timedelta(hours=self._context.theme.tokens.countdown.seconds_below_hours)
        return end is not None and timedelta(0) < end - self.clock() < limit

    def closing_key(self, lot: LotRow) -> Any:
        """Soonest first; what is over comes after what is still to come, what is not announced last."""
        end = lot.listing.bid_end if lot.listing else None
        if end is None:
            return None
        return end < self.clock(), abs((end - self.clock()).total_seconds())

    def by_closing(self, lots: Iterable[LotRow]) -> list[LotRow]:
        return sorted(
            lots, key=lambda lot: (self.closing_key(lot) is None, self.closing_key(lot) or (False, 0.0))
        )

    def readiness(self, lot: LotRow) -> Meter:
        score = lot.readiness.score
        return Meter(float(score), float(GATE), f"{rounded(score * 100, 0)}%")

    def coverage(self, lot: LotRow) -> Coverage | None:
        return None if lot.coverage is None else coverage_value(self._context.tr, lot.coverage)

    def findings(self, lot: LotRow) -> SeverityCounts | None:
        """Kill and high findings, and kill items that nobody asked for; None while they are not counted."""
        if lot.summary is None:
            return None
        counts = lot.summary.counts
        shown = {severity: counts.get(severity, 0) for severity in (Severity.KILL, Severity.HIGH)}
        return severity_counts(self._context.tr, shown, lot.summary.not_examined_kill)

    def findings_key(self, lot: LotRow) -> tuple[int, int, int] | None:
        if lot.summary is None:
            return None
        counts = lot.summary.counts
        return -counts.get(Severity.KILL, 0), -counts.get(Severity.HIGH, 0), -lot.summary.not_examined_kill

    def start_price(self, lot: LotRow) -> Money | None:
        return lot.listing.start_price if lot.listing else None

    def max_bid(self, lot: LotRow) -> Money | None:
        return lot.run.max_bid_on_ladder if lot.run else None

    def bid(self, lot: LotRow) -> TwoLines | None:
        """The price never stands alone: below it what the losing scenarios weigh, that it is out of date, or that there is
        none; and before it a mark while assumed security drives it."""
        if lot.run is None:
            return None
        found = self._bid(lot, lot.run.loss_probability)
        if lot.assumed_security is None:
            return found
        tip = self._context.tr(
            "It rests on an assumed security worth {value}, which stands in no paper.",
            value=self.money(lot.assumed_security),
        )
        return replace(found, assumed=True, tip=tip)

    def _bid(self, lot: LotRow, losing: Decimal | None) -> TwoLines:
        tr, bid = self._context.tr, self.max_bid(lot)
        money = "—" if bid is None else self.money(bid)
        if lot.stale:
            return TwoLines(money, tr("out of date, F9"), tone=FigureTone.DIM, below=FigureTone.AMBER)
        if bid is None:
            return TwoLines(money, tr("below the start price"), strong=False, tone=FigureTone.DIM)
        below = FigureTone.AMBER if lot.over_limit else FigureTone.DIM
        return TwoLines(money, self.loss(losing), below=below)

    def loss(self, weight: Decimal | None) -> str:
        """What the scenarios weigh in which the bid loses money: no chance, which only a distribution gives."""
        if weight is None:
            return ""
        return self._context.tr(
            "losing scenarios {percent}", percent=self._context.formats.percent(weight, 1)
        )

    def amount_key(self, value: Callable[[LotRow], Money | None]) -> Callable[[LotRow], int | None]:
        def key(lot: LotRow) -> int | None:
            amount = value(lot)
            return amount.minor if amount else None

        return key

    def matches(self, lot: LotRow, needle: str) -> bool:
        """Whether every word of the quick filter occurs in the name, the number, the region or the platform."""
        return says(self.text(lot), needle)

    def text(self, lot: LotRow) -> str:
        """What the quick filter looks through."""
        kept = self._texts.get(lot.lot.id)
        if kept is None or kept[0] is not lot:
            kept = self._texts[lot.lot.id] = lot, self._joined(lot)
        return kept[1]

    def _joined(self, lot: LotRow) -> str:
        listing = lot.listing
        texts = (
            lot.lot.name,
            lot.lot.number,
            lot.lot.region,
            listing.platform if listing else "",
            self.subtitle(lot),
        )
        return " ".join(text for text in texts if text)
