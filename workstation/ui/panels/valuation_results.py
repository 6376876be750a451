"""What a valuation says: the highest bid with what the losing scenarios weigh, the scenarios, the way from value to bid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from workstation.application.valuing import share_of, way_to_the_bid
from workstation.domain.findings.finding import Finding
from workstation.domain.valuation import ValuationResult
from workstation.domain.valuation.bridge import Bar
from workstation.domain.valuation.results import LadderPrice
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec, TotalRow
from workstation.ui.panels.valuation_after_tax import AfterTaxReturns
from workstation.ui.panels.valuation_notes import ValuationNotes
from workstation.ui.panels.valuation_tables import (
    LABEL,
    MISSING,
    ScenarioRow,
    fill_table,
    scenario_number,
    scenario_spec,
)
from workstation.ui.panels.valuation_trace import Trace
from workstation.ui.widgets.base import ElidedLabel, Label, Rule, row, set_tone, surface
from workstation.ui.widgets.waterfall import Waterfall, WaterfallBar

MILLION = Decimal(10**6)
AGAIN = "What is taken as given when valued again: {count}"
STALE = 0.45  # opacity of figures that the record no longer gives


class Figure(QWidget):
    """Label, value, and one line that says how to read it."""

    def __init__(self, context: UiContext, label: str, px: int) -> None:
        super().__init__()
        scale = context.theme.tokens.type
        self._label = label
        self.name = ElidedLabel(context, label, px=scale.caption, tone="ink2")
        self.value = Label(context, px=px, weight=600)
        self.below = ElidedLabel(context, px=scale.caption, tone="ink2")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 12, 8)
        box.setSpacing(1)
        box.addWidget(self.name)
        box.addStretch(1)
        box.addWidget(self.value)
        box.addWidget(self.below)

    def show_figure(self, value: str, below: str, tone: str = "", label: str = "") -> None:
        self.name.setText(label or self._label)
        self.value.setText(value)
        self.below.setText(below)
        set_tone(self.value, tone)
        self.setAccessibleName(", ".join(part for part in (f"{self.name.text()} {value}", below) if part))


@dataclass(frozen=True, slots=True)
class Shown:
    """What the figures are called: `names` of collateral and guarantors by their ids in the computation, `says` what
    they take as given."""

    names: Mapping[str, str]
    says: Sequence[Finding] = ()


class Results(QWidget):
    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        tr, scale = context.tr, context.theme.tokens.type
        surface(self, "canvas")
        self.bid = Figure(context, tr("Max bid, on the ladder"), scale.hero)
        self.loss = Figure(context, tr("Losing scenarios"), scale.page)
        self.below_target = Figure(context, tr("Scenarios below target"), scale.page)
        self.irr = Figure(context, tr("IRR, expected cash"), scale.page)
        self.scenarios = RecordTable(context, _scenario_spec(context))
        self.scenarios.row_activated.connect(self.trace_scenario)
        self.scenarios.setToolTip(tr("Enter shows how a scenario comes about"))
        self.trace = Trace(context)
        self.trace.closed.connect(self.scenarios.setFocus)
        self._result: ValuationResult | None = None
        self._names: Mapping[str, str] = {}
        self._traced = ""
        self.after_tax = AfterTaxReturns(context)
        self.chart = Waterfall(context, tr("From market value to the bid"))
        self.ladder = RecordTable(context, _ladder_spec(context))
        self._unit = Label(context, px=scale.caption, tone="ink2")
        self._marks = [Figure(context, label, scale.item) for label in self._mark_names()]
        self.notes = ValuationNotes(context)
        self._build()

    def _mark_names(self) -> tuple[str, ...]:
        tr = self._context.tr
        return (
            tr("Exact"),
            tr("Break-even bid"),
            tr("of principal"),
            tr("of the claim"),
            tr("of market value"),
        )

    def _build(self) -> None:
        context = self._context
        inset = context.theme.tokens.space.page_inset
        figures = QHBoxLayout()
        figures.setContentsMargins(inset, 0, inset, 0)
        figures.setSpacing(0)
        for place, figure in enumerate((self.bid, self.loss, self.below_target, self.irr)):
            if place:
                figures.addWidget(_upright(context))
            figures.addWidget(figure, 0 if place else 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.setSpacing(0)
        box.addLayout(figures)
        box.addWidget(Rule(context))
        box.addWidget(self.scenarios)
        box.addWidget(self.trace)
        box.addWidget(self.after_tax)
        heading = Label(context, context.tr("From market value to the bid"), weight=600)
        box.addLayout(row(heading, self._unit, None, margins=(inset, 12, inset, 0)))
        chart = QHBoxLayout()
        chart.setContentsMargins(inset - 8, 2, inset - 8, 4)
        chart.addWidget(self.chart)
        box.addLayout(chart)
        box.addWidget(Rule(context))
        marks = QHBoxLayout()
        marks.setContentsMargins(inset, 0, inset, 0)
        marks.setSpacing(20)
        for mark in self._marks:
            marks.addWidget(mark)
        marks.addStretch(1)
        box.addLayout(marks)
        box.addWidget(Rule(context))
        box.addWidget(self.ladder)
        box.addWidget(self.notes)
        box.addStretch(1)

    # what is shown

    def show_result(
        self, result: ValuationResult, loss_limit: Decimal | None, shown: Shown, *, stale: bool
    ) -> None:
        tr = self._context.tr
        self._result, self._names = result, shown.names
        self._retrace()
        self._show_figures(result, loss_limit)
        self._show_marks(result)
        fill_table(self.scenarios, self._scenario_rows(result))
        self.after_tax.show_returns(result)
        self._unit.setText(tr("probability-weighted, {currency} million", currency=result.inputs.currency))
        self.chart.show_bars([self._bar(bar) for bar in way_to_the_bid(result)])
        fill_table(self.ladder, list(result.bid_by_target_irr))
        # A run that is stale took other things as given: it was frozen without them
        self.notes.show_notes(shown.says, AGAIN if stale else "")
        self._dim(dimmed=stale)

    def trace_scenario(self, name: str) -> None:
        """Shows how a scenario comes about, below the table; the same once more closes it."""
        if self.trace.isVisible() and self._traced == name:
            self.trace.close_trace()
            return
        self._traced = name
        self._retrace(opening=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.trace.isVisible():
            self.trace.close_trace()
        else:
            super().keyPressEvent(event)

    def _retrace(self, *, opening: bool = False) -> None:
        outcomes = self._result.scenarios if self._result else ()
        outcome = next((found for found in outcomes if found.name == self._traced), None)
        if outcome is None:
            self.trace.hide()
        elif opening or not self.trace.isHidden():
            self.trace.show_outcome(outcome, self._names)

    def _dim(self, *, dimmed: bool) -> None:
        effect = self.graphicsEffect()
        if dimmed and effect is None:
            faint = QGraphicsOpacityEffect(self)
            faint.setOpacity(STALE)
            self.setGraphicsEffect(faint)
        elif not dimmed and effect is not None:
            self.setGraphicsEffect(None)  # type: ignore[arg-type] # Qt takes the effect off

    def _show_figures(self, result: ValuationResult, loss_limit: Decimal | None) -> None:
        tr, formats = self._context.tr, self._context.formats
        price, at = result.price, result.at_ladder_bid
        currency = result.inputs.currency
        label = tr("Max bid on the ladder, {currency}", currency=currency) if currency != "CNY" else ""
        exact = formats.amount(price.max_bid)
        if price.max_bid_on_ladder is None or at is None:
            start = formats.whole(result.inputs.bid.start_price)
            self.bid.show_figure(
                tr("No bid"),
                tr("worth {exact}, below the start price {start}", exact=exact, start=start),
                "kill",
                label,
            )
            for figure in (self.loss, self.below_target, self.irr):
                figure.show_figure(MISSING, "")
            return
        over = loss_limit is not None and at.probability_of_loss > loss_limit
        tone = "high" if over else "accent"
        self.bid.show_figure(formats.whole(price.max_bid_on_ladder), self._steps(result), tone, label)
        limit = tr("no limit is set")
        if loss_limit is not None:
            limit = tr("your limit {limit}", limit=formats.percent(loss_limit))
        self.loss.show_figure(formats.percent(at.probability_of_loss, 1), limit, "kill" if over else "")
        target = formats.percent(result.inputs.target_irr)
        missed = at.probability_below_target
        self.below_target.show_figure(
            formats.percent(missed, 1),
            tr("by weight"),
            "high" if missed > Decimal("0.5") else "",
            tr("Scenarios below {target}", target=target),
        )
        irr = at.expected.irr
        self.irr.show_figure(MISSING if irr is None else formats.percent(irr, 2), tr("not an average"))

    def _steps(self, result: ValuationResult) -> str:
        """How the bid is reached from the start price."""
        tr, formats, bid = self._context.tr, self._context.formats, result.inputs.bid
        step = formats.whole(bid.increment)
        if not bid.start_price:
            return tr("start price unknown, in steps of {increment}", increment=step)
        start, steps = formats.whole(bid.start_price), result.price.ladder_steps
        return tr("{start} + {steps} × {increment}", start=start, steps=steps, increment=step)

    def _show_marks(self, result: ValuationResult) -> None:
        formats = self._context.formats
        shares = (result.percent_of_principal, result.percent_of_claim, result.percent_of_market_value)
        texts = [MISSING if share is None else formats.percent(share.scaleb(-2), 1) for share in shares]
        bids = (formats.amount(result.price.max_bid), formats.whole(result.break_even_bid))
        for figure, text in zip(self._marks, (*bids, *texts), strict=True):
            figure.show_figure(text, "")

    def _scenario_rows(self, result: ValuationResult) -> list[ScenarioRow | TotalRow]:
        tr, formats = self._context.tr, self._context.formats
        claim, at = result.inputs.claim.amount, result.at_ladder_bid
        rows: list[ScenarioRow | TotalRow] = []
        for place, outcome in enumerate(result.scenarios):
            earned = at.scenarios[place].returns if at else None
            cells = {
                "weight": formats.percent(outcome.probability),
                "recovery": formats.whole(outcome.gross_recovery),
                "of_claim": self._share(share_of(outcome.gross_recovery, claim)),
                "present": formats.whole(outcome.present_value),
                "irr": MISSING if earned is None else self._rate(earned.irr),
                "moic": MISSING if earned is None else self._multiple(earned.moic),
                "profit": MISSING if earned is None else formats.whole(earned.profit),
            }
            rows.append(ScenarioRow(outcome.name, tr(outcome.name), cells))
        expected = at.expected if at else None
        gross = result.expected_gross_recovery
        cells = {
            "name": tr("Expected"),
            "recovery": formats.whole(gross),
            "of_claim": self._share(share_of(gross, claim)),
            "present": formats.whole(result.price.expected_present_value),
            "irr": MISSING if expected is None else self._rate(expected.irr),
            "moic": MISSING if expected is None else self._multiple(expected.moic),
            "profit": MISSING if expected is None else formats.whole(expected.profit),
        }
        return [*rows, TotalRow("expected", cells)]

    def _share(self, hundredths: Decimal | None) -> str:
        return MISSING if hundredths is None else self._context.formats.percent(hundredths.scaleb(-2), 1)

    def _rate(self, rate: Decimal | None) -> str:
        return MISSING if rate is None else self._context.formats.percent(rate, 2)

    def _multiple(self, multiple: Decimal | None) -> str:
        return MISSING if multiple is None else self._context.formats.amount(multiple)

    def _bar(self, bar: Bar) -> WaterfallBar:
        formats = self._context.formats
        millions = bar.amount / MILLION
        value = formats.amount(millions) if bar.is_total else formats.signed(millions)
        ends = float(bar.before / MILLION), float(bar.after / MILLION)
        return WaterfallBar(self._context.tr(bar.kind.value), value, *ends, total=bar.is_total)


def _upright(context: UiContext) -> QWidget:
    """A hairline between two figures with air around it."""
    holder = QWidget()
    box = QHBoxLayout(holder)
    box.setContentsMargins(4, 14, 14, 14)
    box.addWidget(Rule(context, upright=True))
    return holder


def _scenario_spec(context: UiContext) -> TableSpec[ScenarioRow]:
    tr = context.tr
    numbers = (
        scenario_number("weight", tr("Weight"), width=60),
        scenario_number("recovery", tr("Recovery"), width=60),
        scenario_number("of_claim", tr("of claim"), drop=1, width=60),
        scenario_number("present", tr("PV at target"), drop=2, width=60),
        scenario_number("irr", tr("IRR"), width=60),
        scenario_number("moic", tr("MOIC"), drop=3, width=60),
        scenario_number("profit", tr("Profit"), width=60),
    )
    return scenario_spec(context, tr("Scenarios"), numbers)


def _ladder_spec(context: UiContext) -> TableSpec[LadderPrice]:
    tr, formats = context.tr, context.formats

    def on_ladder(price: LadderPrice) -> str:
        found = price.max_bid_on_ladder
        return tr("below the start price") if found is None else formats.whole(found)

    return TableSpec(
        name=tr("Highest bid by target"),
        key=lambda price: str(price.target_irr),
        compact=True,
        columns=(
            Column(
                key="target",
                title=tr("At a target IRR of"),
                value=lambda price: price.target_irr,
                show=formats.percent,
                stretch=True,
                widest=LABEL,
                sortable=False,
            ),
            Column(
                key="exact",
                title=tr("Highest bid, exact"),
                value=lambda price: price.max_bid,
                show=formats.amount,
                kind=Cell.NUMBER,
                sortable=False,
            ),
            Column(
                key="ladder",
                title=tr("On the ladder"),
                value=on_ladder,
                kind=Cell.NUMBER,
                strong=True,
                sortable=False,
            ),
        ),
    )
