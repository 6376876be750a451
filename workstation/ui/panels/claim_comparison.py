"""The interest of a claim as its terms make it, beside what was disclosed: where they differ, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.domain.claims import Claim
from workstation.domain.interest.comparison import Cause, Comparison, Line, compare
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.reference import Reference
from workstation.language.labels import choice_label
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.widgets.base import Label, Rule, row
from workstation.ui.widgets.buttons import Button, mark_writing

_ROOM = 4  # px under the last row
_CAUSES = {
    Cause.OTHER_DAY_COUNT: "{kind}: the disclosed figure fits the other day count to the cent.",
    Cause.LOAN_RATE_AFTER_DUE: "{kind}: the disclosed figure fits the loan's own rate after the due date to the cent.",
    Cause.PAST_THE_STOP: "{kind}: the disclosed figure runs on past the day on which interest stops.",
    Cause.NOT_COMPOUNDED: "{kind}: the terms compound, and nothing was disclosed.",
    Cause.COMPOUNDED: "{kind}: the disclosed figure compounds, and the terms do not.",
}


class ClaimComparison(QWidget):
    """Hidden without a claim. Without the terms it says which are still needed. Signal: `taken(Money, reason)` when a person
    takes the figure that the terms come to as the claim for the bid."""

    taken = Signal(object, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        tr, inset = context.tr, context.theme.tokens.space.page_inset
        self._about = Label(context, tone="ink2")
        self.table = RecordTable(context, self._spec())
        self.said = Label(context, tone="ink2", wrap=True)
        self.said.setContentsMargins(inset, 6, inset, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Rule(context))
        title = Label(context, tr("Interest, recomputed"), weight=600)
        layout.addLayout(row(title, self._about, None, margins=(inset, 6, 12, 6)))
        layout.addWidget(self.table)
        layout.addWidget(self.said)
        self._offer: tuple[Money, str] | None = None
        self.take = Button(context, "", icon="check")
        self.take.clicked.connect(self._take)
        self.take.hide()
        mark_writing(self.take)
        layout.addLayout(row(self.take, None, margins=(inset, 2, 12, 6)))

    def _spec(self) -> TableSpec[Line]:
        tr, money = self._context.tr, self._context.formats.stated
        return TableSpec(
            name=tr("Interest, recomputed"),
            key=lambda line: line.kind.value,
            columns=(
                Column(key="kind", title=tr("Kind"), value=self._kind, stretch=True, sortable=False),
                Column(key="how", title=tr("How"), value=self._how, width=190, sortable=False, drop=1),
                Column(
                    key="computed",
                    title=tr("Recomputed"),
                    value=lambda line: money(line.computed),
                    kind=Cell.NUMBER,
                    width=110,
                    sortable=False,
                ),
                Column(
                    key="disclosed",
                    title=tr("Disclosed"),
                    value=lambda line: money(line.disclosed) if line.disclosed else None,
                    kind=Cell.NUMBER,
                    width=110,
                    sortable=False,
                ),
                Column(
                    key="difference",
                    title=tr("Difference"),
                    value=self._difference,
                    kind=Cell.NUMBER,
                    width=100,
                    sortable=False,
                ),
            ),
        )

    def _kind(self, line: Line) -> str:
        return self._context.tr(choice_label(line.kind))

    def _how(self, line: Line) -> str:
        """20,000,000 × 9% × 1,188/360."""
        formats = self._context.formats
        year = (
            "365" if "365" in line.day_count.value else "360" if "360" in line.day_count.value else "365.25"
        )
        return (
            f"{formats.stated(line.base, whole=True)} × {formats.percent(line.rate)} × {line.days:,}/{year}"
        )

    def _difference(self, line: Line) -> str | None:
        found = line.difference
        return None if found is None else self._context.formats.signed(found.amount) if found.minor else "0"

    def show_claim(self, record: LotRecord, claim: Claim | None, reference: Reference) -> None:
        self.setVisible(claim is not None)
        if claim is None:
            return
        found = compare(record, claim, reference)
        tr = self._context.tr
        self._show_offer(claim, found)
        self.table.setVisible(found is not None and bool(found.lines))
        if found is None:
            self._about.setText("")
            self.said.setText(
                tr(
                    "Enter the principal with its date, the rate, the day from which interest runs and the due date: "
                    "the interest is then computed anew and compared."
                )
            )
            return
        self._about.setText(tr("as of {day}", day=self._context.formats.day(found.to)))
        self.table.set_rows(found.lines)
        tokens = self._context.theme.tokens
        lines = len(found.lines) * tokens.density.comfortable.one_line
        self.table.setFixedHeight(tokens.size.table_head + lines + _ROOM)
        self.said.setText("\n".join(self._sentences(found)))

    def _show_offer(self, claim: Claim, found: Comparison | None) -> None:
        """What the terms come to on the day of the last sale; nothing where the claim for the bid says so already."""
        self._offer = None
        if found is not None:
            tr, formats = self._context.tr, self._context.formats
            figure = Money.of(found.at_end.total, found.currency)
            day = formats.day(found.end)
            if figure != claim.capped_claim:
                self._offer = figure, tr("Recomputed from the terms to {day}", day=day)
                amount = formats.money(figure, named=figure.currency != "CNY")
                self.take.setText(
                    tr("Take {amount} to {day} as the claim for the bid", amount=amount, day=day)
                )
        self.take.setVisible(self._offer is not None)

    def _take(self) -> None:
        if self._offer is not None:
            self.taken.emit(*self._offer)

    def _sentences(self, found: Comparison) -> list[str]:
        """What explains the differences, and what the stop takes away."""
        tr, formats = self._context.tr, self._context.formats
        said = [tr(_CAUSES[line.cause], kind=self._kind(line)) for line in found.lines if line.cause]
        if not said and all(
            line.difference is not None and not line.difference.minor for line in found.lines
        ):
            said.append(tr("The disclosed interest agrees with the terms."))
        if found.cap is not None:
            said.append(
                tr(
                    "Computed with {rate} at most: four times the LPR since {since}, to verify.",
                    rate=formats.percent(found.cap.rate, 2),
                    since=formats.day(found.cap.since),
                )
            )
        if found.double is not None:
            said.append(
                tr(
                    "Late performance of the judgment doubles the interest by {amount} to {day} ({days} days): it is paid "
                    "last, and not in a bankruptcy.",
                    amount=formats.amount(found.double.double_interest_outstanding),
                    day=formats.day(found.to),
                    days=f"{found.double.days:,}",
                )
            )
        if found.at_end.stopped:
            said.append(
                tr(
                    "By {end} the claim is {stopped} smaller than without the stop: {total} instead of {full}.",
                    end=formats.day(found.end),
                    stopped=formats.amount(found.at_end.stopped),
                    total=formats.amount(found.at_end.total),
                    full=formats.amount(found.at_end.total_without_stop),
                )
            )
        return said
