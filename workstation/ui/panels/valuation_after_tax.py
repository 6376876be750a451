"""What is left after the buyer's tax and with borrowed money; that the bid itself counts neither."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.domain.valuation import ValuationResult
from workstation.domain.valuation.performance import ScenarioReturns
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.valuation_trace import fill_table
from workstation.ui.widgets.base import Label, row


@dataclass(frozen=True, slots=True)
class AfterTaxRow:
    """One scenario; "—" where something was not computed. `id` is its own name."""

    id: str
    name: str
    cells: dict[str, str]


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
            AfterTaxRow(each.name, self._context.tr(each.name), self._cells(each))
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
        return "—" if amount is None else self._context.formats.whole(amount)

    def _rate(self, rate: Decimal | None) -> str:
        return "—" if rate is None else self._context.formats.percent(rate, 2)


def _spec(context: UiContext) -> TableSpec[AfterTaxRow]:
    tr = context.tr

    def number(key: str, title: str, drop: int = 0) -> Column[AfterTaxRow]:
        return Column(
            key=key,
            title=title,
            value=lambda found: found.cells[key],
            kind=Cell.NUMBER,
            width=64,
            sortable=False,
            drop=drop,
        )

    return TableSpec(
        name=tr("After tax and with borrowed money"),
        key=lambda found: found.id,
        compact=True,
        columns=(
            Column(
                key="name", title=tr("Scenario"), value=lambda found: found.name, stretch=True, sortable=False
            ),
            number("tax", tr("Tax"), 1),
            number("taxed", tr("IRR after tax")),
            number("loan", tr("Loan"), 2),
            number("interest", tr("Interest on it"), 3),
            number("levered", tr("IRR with the loan")),
        ),
    )
