"""What is left after the buyer's tax and with borrowed money; that the bid itself counts neither."""

from collections.abc import Iterator
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.domain.valuation import ValuationResult
from workstation.domain.valuation.performance import ScenarioReturns
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import TableSpec
from workstation.ui.panels.valuation_tables import (
    MISSING,
    ScenarioRow,
    fill_table,
    scenario_number,
    scenario_spec,
)
from workstation.ui.widgets.base import Label, row


class AfterTaxReturns(QWidget):
    """The sentence always stands; the table only where a tax or a loan was given."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.basis = Label(context, tone="ink2", wrap=True)
        self.table = RecordTable(context, _spec(context))
        inset = context.theme.tokens.space.page_inset
        line = row(margins=(inset, 8, inset, 6))
        line.addWidget(self.basis, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(line)
        box.addWidget(self.table)

    def show_returns(self, result: ValuationResult) -> None:
        at = result.at_ladder_bid
        rows = [
            ScenarioRow(each.name, self._context.tr(each.name), self._cells(each))
            for each in (at.scenarios if at else ())
            if each.after_tax is not None or each.levered is not None
        ]
        self.basis.setText(" ".join(self._sentences(result, counted=bool(rows))))
        fill_table(self.table, rows)
        self.table.setVisible(bool(rows))

    def _sentences(self, result: ValuationResult, *, counted: bool) -> Iterator[str]:
        tr, formats, inputs = self._context.tr, self._context.formats, result.inputs
        yield tr("The bid is before your own tax and before financing.")
        if counted and inputs.buyer_tax_rate is not None:
            yield tr("Below: after a tax of {rate} on the gain.", rate=formats.percent(inputs.buyer_tax_rate))
        if counted and inputs.leverage is not None:
            share, rate = formats.percent(inputs.leverage.share), formats.percent(inputs.leverage.rate)
            yield tr("Below: with {share} of the cash at closing borrowed at {rate}.", share=share, rate=rate)

    def _cells(self, each: ScenarioReturns) -> dict[str, str]:
        taxed, levered = each.after_tax, each.levered
        return {
            "tax": self._amount(taxed.tax if taxed else None),
            "taxed": self._rate(taxed.irr if taxed else None),
            "loan": self._amount(levered.loan if levered else None),
            "interest": self._amount(levered.interest if levered else None),
            "levered": self._rate(levered.irr if levered else None),
        }

    def _amount(self, amount: Decimal | None) -> str:
        return MISSING if amount is None else self._context.formats.whole(amount)

    def _rate(self, rate: Decimal | None) -> str:
        return MISSING if rate is None else self._context.formats.percent(rate, 2)


def _spec(context: UiContext) -> TableSpec[ScenarioRow]:
    tr = context.tr
    numbers = (
        scenario_number("tax", tr("Tax"), drop=1),
        scenario_number("taxed", tr("IRR after tax")),
        scenario_number("loan", tr("Loan"), drop=2),
        scenario_number("interest", tr("Interest on it"), drop=3),
        scenario_number("levered", tr("IRR with the loan")),
    )
    return scenario_spec(context, tr("After tax and with borrowed money"), numbers)
