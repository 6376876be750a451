"""How one scenario comes about: from each value to its recovery, then every payment with its day and its worth today."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.application.pricing import explained
from workstation.domain.collateral import EncumbranceKind
from workstation.domain.scenarios import CostKind
from workstation.domain.valuation.cashflows import CashFlow, FlowKind
from workstation.domain.valuation.results import ScenarioOutcome
from workstation.domain.valuation.steps import Step
from workstation.language.labels import choice_label
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Column, GroupRow, TableSpec, TotalRow
from workstation.ui.panels.valuation_tables import fill_table, number_column
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import IconButton

_FACTOR = 5  # decimals of a discount factor
_COSTS = {FlowKind.LEGAL: CostKind.LEGAL, FlowKind.HOLDING: CostKind.HOLDING}


@dataclass(frozen=True, slots=True)
class TraceRow:
    """Texts; "" where a column says nothing."""

    id: str
    label: str
    rate: str
    amount: str
    present: str = ""


class Trace(QWidget):
    """Hidden until a scenario is shown; Esc or the cross closes it. Signal: `closed`."""

    closed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._heading = Label(context, weight=600)
        close = IconButton(context, "cross", context.tr("Close"), key="Esc")
        close.clicked.connect(self.close_trace)
        self.table = RecordTable(context, _spec(context))
        inset = context.theme.tokens.space.page_inset
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row(self._heading, None, close, margins=(inset, 8, 12, 4)))
        box.addWidget(self.table)
        self.hide()

    def show_outcome(self, outcome: ScenarioOutcome, names: Mapping[str, str]) -> None:
        """`names` gives what collateral and guarantors are called by their ids in the computation."""
        tr = self._context.tr
        self._heading.setText(tr("How scenario {name} comes about", name=tr(outcome.name)))
        fill_table(self.table, list(self._rows(outcome, names)))
        self.show()

    def close_trace(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_trace()
        else:
            super().keyPressEvent(event)

    def _rows(
        self, outcome: ScenarioOutcome, names: Mapping[str, str]
    ) -> Iterator[TraceRow | GroupRow | TotalRow]:
        tr, formats, found = self._context.tr, self._context.formats, explained(outcome)
        for key, sold in found.sales.items():
            yield GroupRow(f"sale {key}", f"{key}  {names.get(key, '')}".strip())
            yield from self._steps(key, sold)
        for key, paid in found.guarantors.items():
            yield GroupRow(f"guarantor {key}", tr("Guarantor"), names.get(key, key))
            yield from self._steps(key, paid)
        yield GroupRow("borrower", tr("Borrower"))
        yield from self._steps("borrower", found.borrower)
        yield GroupRow("cash", tr("Payments"), tr("with the factor that makes them worth today's money"))
        for place, flow in enumerate(outcome.cash_flows):
            yield self._payment(place, flow, names)
        total = {
            "label": tr("Together"),
            "amount": formats.amount(outcome.net_cash),
            "present": formats.amount(outcome.present_value),
        }
        yield TotalRow("together", total)

    def _steps(self, key: str, steps: Sequence[Step]) -> Iterator[TraceRow]:
        tr, formats = self._context.tr, self._context.formats
        kinds = {kind.value: choice_label(kind) for kind in EncumbranceKind}
        for place, step in enumerate(steps):
            label = tr(kinds.get(step.label, step.label))
            rate = "" if step.rate is None else formats.percent(step.rate)
            yield TraceRow(
                f"{key} {place}", f"= {label}" if step.is_total else label, rate, formats.amount(step.amount)
            )

    def _payment(self, place: int, flow: CashFlow, names: Mapping[str, str]) -> TraceRow:
        tr, formats = self._context.tr, self._context.formats
        if flow.kind in _COSTS:
            what = tr(choice_label(_COSTS[flow.kind]))
        else:
            what = tr("Borrower") if flow.kind is FlowKind.BORROWER else names.get(flow.source, flow.source)
        if flow.fee:
            what = tr("{what}, after a success fee of {fee}", what=what, fee=formats.amount(flow.fee))
        factor = formats.number(flow.discount_factor.quantize(Decimal(1).scaleb(-_FACTOR)))
        label = f"{formats.day(flow.on)}  {what}"
        present = formats.amount(flow.present_value)
        return TraceRow(f"payment {place}", label, factor, formats.amount(flow.amount), present)


STEP = 480  # px: a step says what is paid by whom


def _spec(context: UiContext) -> TableSpec[TraceRow]:
    tr = context.tr

    label: Column[TraceRow] = Column(
        key="label",
        title=tr("Step"),
        value=lambda found: found.label,
        stretch=True,
        widest=STEP,
        sortable=False,
    )
    return TableSpec(
        name=tr("Trace of a scenario"),
        key=lambda found: found.id,
        compact=True,
        columns=(
            label,
            number_column("rate", tr("Rate or factor"), lambda found: found.rate, drop=1),
            number_column("amount", tr("Amount"), lambda found: found.amount),
            number_column("present", tr("PV at target"), lambda found: found.present, drop=2),
        ),
    )
