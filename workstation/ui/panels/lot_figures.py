"""The figures above a lot: closes in, claim, start price, max bid with what the losing scenarios weigh, readiness, kill
findings, facts."""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from workstation.application.overview import LotRow
from workstation.domain.checklists.answers import Severity
from workstation.domain.evidence import lot_coverage
from workstation.domain.findings.valuation_rules import unexamined
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext
from workstation.ui.lot_words import LotWords
from workstation.ui.panels.lists import listed
from workstation.ui.widgets.values import FigureTone, KeyFigure, SeverityMark, Urgency

if TYPE_CHECKING:
    from workstation.application.pricing import FirstBid

_TONES = {Urgency.CALM: FigureTone.INK, Urgency.AMBER: FigureTone.AMBER, Urgency.RED: FigureTone.RED}


def figures(
    context: UiContext, words: LotWords, lot: LotRow, record: LotRecord, first: "FirstBid | None" = None
) -> list[KeyFigure]:
    """`first` is the live bid of a lot that has no frozen run."""
    bid = _bid(context, words, lot) if lot.run else _first_bid(context, words, lot, first)
    has_figure = lot.run is not None or (first is not None and first.is_priced)
    return [
        closing(context, words, lot),
        _claim(context, words, lot),
        _start(context, words, lot),
        _on_assumed_security(context, record, bid) if has_figure else bid,
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
    if lot.run is not None and lot.stale:
        value = "—" if bid is None else words.money(bid)
        return KeyFigure("bid", tr("Max bid"), value, tr("out of date, F9"), FigureTone.DIM)
    if lot.run is None or bid is None:
        return KeyFigure("bid", tr("Max bid"), "—", tr("below the start price"))
    said, over = _loss(context, words, lot, lot.run.loss_probability)
    tone = FigureTone.AMBER if over else FigureTone.ACCENT
    return KeyFigure("bid", tr("Max bid"), words.money(bid), said, tone)


def _on_assumed_security(context: UiContext, record: LotRecord, shown: KeyFigure) -> KeyFigure:
    """Says beside the figure that no paper stands behind what secures it."""
    if not any(unexamined(record)):
        return shown
    return replace(shown, qualifier=context.tr("{said}, on assumed security", said=shown.qualifier))


def _loss(context: UiContext, words: LotWords, lot: LotRow, loss: Decimal | None) -> tuple[str, bool]:
    """What the losing scenarios weigh, and whether that is over the limit of the lot."""
    said = words.loss(loss)
    if loss is None or lot.loss_limit is None or loss <= lot.loss_limit:
        return said, False
    limit = context.formats.percent(lot.loss_limit)
    return context.tr("{loss}, over your limit of {limit}", loss=said, limit=limit), True


def _first_bid(context: UiContext, words: LotWords, lot: LotRow, first: "FirstBid | None") -> KeyFigure:
    """Plain ink, not the accent: nobody has stood by it yet."""
    tr = context.tr
    if first is None:
        return KeyFigure("bid", tr("Max bid"), "—", tr("not valued, F9"))
    if not first.is_priced:
        return KeyFigure("bid", tr("Max bid"), "—", tr("cannot be priced yet, see Valuation"))
    if first.bid is None:
        return KeyFigure("bid", tr("Max bid"), "—", tr("below the start price"))
    loss, over = _loss(context, words, lot, first.loss)
    tone = FigureTone.AMBER if over else FigureTone.INK
    return KeyFigure("bid", tr("Max bid"), words.money(first.bid), tr("{loss}, not frozen", loss=loss), tone)


def _ready(context: UiContext, words: LotWords, lot: LotRow) -> KeyFigure:
    meter = words.readiness(lot)
    return KeyFigure("ready", context.tr("Readiness"), meter.text, meter=meter)


def _kill(context: UiContext, lot: LotRow) -> KeyFigure:
    """None is said only when every kill item was asked for: what was not examined is not none."""
    tr, found = context.tr, lot.summary
    if found is None:
        return KeyFigure("kill", tr("Kill findings"), "—")
    kill, high, unasked = (
        found.counts.get(Severity.KILL, 0),
        found.counts.get(Severity.HIGH, 0),
        found.not_examined_kill,
    )
    more = [tr("+{count} high", count=high)] if high else []
    if unasked:
        more.append(tr("{count} kill items never asked for", count=unasked))
    mark = SeverityMark(Severity.KILL, open=not found.clear, unknown=not kill and not found.clear)
    tone = FigureTone.INK if found.clear else FigureTone.RED
    value = "?" if unasked and not kill else str(kill)
    return KeyFigure("kill", tr("Kill findings"), value, listed(context, more), tone, mark=mark)


def _facts(context: UiContext, record: LotRecord) -> KeyFigure:
    tr = context.tr
    counts = lot_coverage(record)
    of = tr("of {count}", count=counts.total)
    return KeyFigure("facts", tr("Facts evidenced"), str(counts.evidenced), of, drop=1)
