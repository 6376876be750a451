"""The figures above a lot: closes in, claim, start price, max bid with P(loss), readiness, kill findings, facts."""

from typing import TYPE_CHECKING

from workstation.application.overview import LotRow
from workstation.domain.checklists.answers import Severity
from workstation.domain.evidence import lot_coverage
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext
from workstation.ui.lot_words import LotWords
from workstation.ui.widgets.values import FigureTone, KeyFigure, SeverityMark, Urgency

if TYPE_CHECKING:
    from workstation.application.pricing import FirstBid

_TONES = {Urgency.CALM: FigureTone.INK, Urgency.AMBER: FigureTone.AMBER, Urgency.RED: FigureTone.RED}


def figures(
    context: UiContext, words: LotWords, lot: LotRow, record: LotRecord, first: "FirstBid | None" = None
) -> list[KeyFigure]:
    """`first` is the live bid of a lot that has no frozen run."""
    return [
        closing(context, words, lot),
        _claim(context, words, lot),
        _start(context, words, lot),
        _bid(context, words, lot) if lot.run else _first_bid(context, words, first),
        _ready(context, words, lot),
        _kill(context, lot),
        _facts(context, record),
    ]


def closing(context: UiContext, words: LotWords, lot: LotRow) -> KeyFigure:
    tr = context.tr
    end = lot.listing.bid_end if lot.listing else None
    if end is None:
        return KeyFigure("closing", tr("Bidding closes in"), "—", tr("not announced"))
    left = words.countdown(end, weekday=True)
    return KeyFigure("closing", tr("Bidding closes in"), left.remaining, left.moment, _TONES[left.urgency])


def _claim(context: UiContext, words: LotWords, lot: LotRow) -> KeyFigure:
    value = words.money(lot.claim) if lot.claim else "—"
    return KeyFigure("claim", context.tr("Claim"), value, drop=3)


def _start(context: UiContext, words: LotWords, lot: LotRow) -> KeyFigure:
    price = words.start_price(lot)
    return KeyFigure("start", context.tr("Start price"), words.money(price) if price else "—", drop=2)


def _bid(context: UiContext, words: LotWords, lot: LotRow) -> KeyFigure:
    tr, bid = context.tr, words.max_bid(lot)
    if lot.run is None or bid is None:
        return KeyFigure("bid", tr("Max bid"), "—", tr("below the start price"))
    loss = words.loss(lot.run.loss_probability)
    return KeyFigure("bid", tr("Max bid"), words.money(bid), loss, FigureTone.ACCENT)


def _first_bid(context: UiContext, words: LotWords, first: "FirstBid | None") -> KeyFigure:
    """Plain ink, not the accent: nobody has stood by it yet."""
    tr = context.tr
    if first is None:
        return KeyFigure("bid", tr("Max bid"), "—", tr("not valued, F9"))
    if first.bid is None:
        return KeyFigure("bid", tr("Max bid"), "—", tr("below the start price"))
    said = tr("{loss}, not frozen", loss=words.loss(first.loss))
    return KeyFigure("bid", tr("Max bid"), words.money(first.bid), said)


def _ready(context: UiContext, words: LotWords, lot: LotRow) -> KeyFigure:
    meter = words.readiness(lot)
    return KeyFigure("ready", context.tr("Readiness"), meter.text, meter=meter)


def _kill(context: UiContext, lot: LotRow) -> KeyFigure:
    tr = context.tr
    kill, high = lot.findings.get(Severity.KILL, 0), lot.findings.get(Severity.HIGH, 0)
    more = tr("+{count} high", count=high) if high else ""
    mark = SeverityMark(Severity.KILL, open=bool(kill))
    tone = FigureTone.RED if kill else FigureTone.INK
    return KeyFigure("kill", tr("Kill findings"), str(kill), more, tone, mark=mark)


def _facts(context: UiContext, record: LotRecord) -> KeyFigure:
    tr = context.tr
    counts = lot_coverage(record)
    of = tr("of {count}", count=counts.total)
    return KeyFigure("facts", tr("Facts evidenced"), str(counts.evidenced), of, drop=1)
