"""Claims of a lot: the debt, its balances against what the listing says, and the parties."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from workstation.application.parties import add_party
from workstation.application.records import FieldRef
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import SecuredClaim
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.parties import Party, Role
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.panels.also_in import AlsoIn
from workstation.ui.panels.child_rows import ChildRows, Parts, sum_of
from workstation.ui.panels.claim_comparison import ClaimComparison
from workstation.ui.panels.record_panel import PanelSpec, RecordPanel
from workstation.ui.panels.row_form import RowForm
from workstation.ui.panels.timeline import events_of
from workstation.ui.widgets.base import row
from workstation.ui.widgets.buttons import Button


def add_claim(desk: Desk, then: Callable[[str], None]) -> None:
    count = len(desk.record.all(Claim)) if desk.record else 0
    desk.add("claim", {"name": str(count + 1), "currency": desk.currency}, then)


def against_listing(context: UiContext, record: LotRecord, rows: tuple[Any, ...]) -> str:
    """The cross-foot check of domain.md 1.2, 39: what the balances come to, and what is listed."""
    totals = Money.totals(row.amount for row in rows)
    if not totals:
        return ""
    shown = sum_of(context, totals)
    listing = record.last(Listing)
    listed = listing.claim_total if listing else None
    if listed is None or len(totals) > 1 or len(record.all(Claim)) > 1:
        return context.tr("total {amount}", amount=shown)
    if listed == totals[0]:
        return context.tr("total {amount}, as listed", amount=shown)
    other = context.formats.stated(listed)
    return context.tr("total {amount}; the listing says {listed}", amount=shown, listed=other)


class ClaimsPanel(RecordPanel):
    def __init__(self, desk: Desk) -> None:
        context = desk.context

        balances = Parts(
            record_class=Balance,
            parent="claim",
            title="Balances",
            add="Add a balance",
            columns=("kind", "as_of", "amount"),
            source="amount",
            remark=partial(against_listing, context),
        )
        spec = PanelSpec(
            record_class=Claim,
            name="Claims",
            add=add_claim,
            add_text="Add a claim",
            empty=("No claim on file.", "Add the loan that is for sale; read its contract next."),
            icon="page",
            parts=(balances, _SECURITIES, events_of("claim")),
        )
        super().__init__(desk, spec)
        self.comparison = ClaimComparison(context)
        self.comparison.taken.connect(self._take_computed)
        self.body.addWidget(self.comparison)
        self._roles = ChildRows(desk, _ROLES)
        self._roles.add.hide()
        self.body.addWidget(self._roles)
        self.who = RowForm(desk, Party)
        self.also_in = AlsoIn(desk)
        self.body.addWidget(self.who)
        self.body.addWidget(self.also_in)
        self._roles.table.current_changed.connect(lambda _: self._show_party())
        self.body.addLayout(self._new_party())

    def _new_party(self) -> QHBoxLayout:
        tr = self.desk.context.tr
        self._of = ""  # the lot that a name is typed for
        self.party = QLineEdit()
        self.party.setPlaceholderText(tr("Add a party by name, then Enter"))
        self.party.setAccessibleName(tr("Add a party"))
        self.party.returnPressed.connect(self._add_party)
        self.party.textChanged.connect(lambda text: self.desk.ungiven.keep(("party", self._of), text, ""))
        self.add_named = Button(self.desk.context, tr("Add a party"), icon="plus")
        self.add_named.clicked.connect(self._add_party)
        line = row(self.party, self.add_named, margins=(20, 6, 20, 6))
        line.setStretchFactor(self.party, 1)
        return line

    def show_record(self, record: LotRecord) -> None:
        super().show_record(record)
        if self._of != record.lot.id:
            self._of = record.lot.id
            self.party.setText(self.desk.ungiven.text(("party", self._of), ""))
        self._roles.show_rows(record, record.lot.id)
        self._show_party()

    def _show_party(self) -> None:
        """The party of the role that is chosen, and where else it appears."""
        record = self._record
        role = record.get(Role, self._roles.table.current_id()) if record else None
        party = record.get(Party, role.party) if record and role else None
        if record is not None:
            self.who.show_row(record, party)
        self.also_in.show_party(party.id if party else "")

    def row_forms(self) -> list[RowForm]:
        return [*super().row_forms(), self._roles.form, self.who]

    def refs(self) -> list[FieldRef]:
        return [*super().refs(), *self._roles.refs(), *self.who.refs()]

    def show_row(self, identity: str) -> None:
        super().show_row(identity)
        if self._record is not None:
            claim = self._record.get(Claim, self._shown)
            self.comparison.show_claim(self._record, claim, self.desk.services.reference())

    def _take_computed(self, figure: Money, reason: str) -> None:
        """The claim for the bid is what its own terms come to; the reason stands beside it."""
        self.desk.assume(FieldRef("claim", self._shown, "capped_claim"), reason, figure)

    def _add_party(self) -> None:
        lot, name, services = self.desk.lot, self.party.text(), self.desk.services
        if lot is None:
            return
        if name.strip():
            self.party.clear()
            self.desk.write(lambda: add_party(services.writer, lot, name))
        else:
            self.party.setFocus()


_SECURITIES = Parts(
    record_class=SecuredClaim,
    parent="claim",
    title="Secured by",
    add="Add a security",
    columns=("encumbrance",),
    source="",
)
_ROLES = Parts(
    record_class=Role,
    parent="lot",
    title="Parties",
    add="Add a party",
    columns=("party", "kind"),
    source="kind",
)
