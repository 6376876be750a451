"""Below the decision: what stands against a plain bid and the reason to make it all the same, and who signs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workstation.application.deciding import point_sentence
from workstation.domain.decision_gate import GatePoint, not_overridden
from workstation.domain.decisions import Decision, DecisionKind
from workstation.domain.signatures import Signature, SignatureRole
from workstation.domain.signing import Signatures
from workstation.ui.context import UiContext
from workstation.ui.forms.editors import ProseEditor
from workstation.ui.ungiven import Ungiven
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button, mark_writing


class GateCard(QWidget):
    """Signal: `overridden(reason)`: a plain bid is made against what stands here."""

    overridden = Signal(str)

    def __init__(self, context: UiContext, ungiven: Ungiven) -> None:
        super().__init__()
        self._context = context
        self._lot, self._given = "", ""  # whose reason is shown, and which one was given
        self._ungiven = ungiven
        tr, scale = context.tr, context.theme.tokens.type
        self._head = Label(context, tr("Against a plain bid"), px=scale.item, weight=600)
        self.said = Label(context, wrap=True)
        self._state = Label(context, wrap=True, tone="ink2")
        self.reason = ProseEditor(context)
        self.reason.setAccessibleName(tr("Why to bid all the same"))
        self.reason.setPlaceholderText(tr("Why to bid all the same: it is printed on page 1 of the memo"))
        self.act = Button(context, tr("Bid all the same"), icon="gavel")
        self.act.clicked.connect(self._give)
        mark_writing(self.act)
        self.reason.textChanged.connect(self._keep)
        inset = context.theme.tokens.space.page_inset
        box = QVBoxLayout(self)
        box.setContentsMargins(inset, 8, inset, 4)
        box.setSpacing(6)
        for part in (self._head, self.said, self._state, self.reason):
            box.addWidget(part)
        box.addLayout(row(self.act, None))

    def show_gate(self, lot: str, decision: Decision | None, against: Sequence[GatePoint]) -> None:
        """Hidden where nothing stands against a plain bid, or no bid is made."""
        kind = decision.kind if decision is not None else None
        self.setVisible(bool(against) and kind not in {DecisionKind.WATCH, DecisionKind.PASS})
        tr, final = self._context.tr, any(not point.overridable for point in against)
        for part in (self.reason, self.act):
            part.setVisible(not final)
        self.said.setText("\n".join(f"· {point_sentence(point, tr)}" for point in against))
        self._show_reason(lot, (decision.override or "") if decision is not None else "")
        if (
            decision is not None
            and kind is DecisionKind.BID_WITH_CONDITIONS
            and (decision.conditions or "").strip()
        ):
            state = tr("A bid with conditions: the memo prints them beside this.")
        elif final:
            state = tr(
                "With no amount to bid a reason is not enough: choose Watch or Pass, or Bid with conditions and write them."
            )
        elif decision is None or kind is not DecisionKind.BID:
            state = tr("Choose Bid with conditions and write them, or say why to bid all the same.")
        elif not_overridden(decision, against):
            state = tr("The reason was given for something else, or there is none: the memo is not exported.")
        else:
            state = tr("A plain bid is made all the same; the memo prints the reason.")
        self._state.setText(state)

    def _show_reason(self, lot: str, given: str) -> None:
        """What is typed and not given yet stays, whatever else of the lot changes, and comes back with its lot; another
        reason that is given takes its place."""
        if (lot, given) == (self._lot, self._given):
            return
        if lot == self._lot:
            self._ungiven.drop(self._about)
        self.reason.commit()
        self._lot, self._given = lot, given
        self.reason.show_text(self._ungiven.text(self._about, given))

    @property
    def _about(self) -> tuple[str, ...]:
        return "plain bid", self._lot

    def _keep(self) -> None:
        self._ungiven.keep(self._about, self.reason.typed(), self._given)

    def _give(self) -> None:
        """Nothing is no reason: it is refused, and the one that stands is shown again."""
        reason = self.reason.typed()
        if not reason:
            self.reason.setPlainText(self._given)
        self.overridden.emit(reason)


class SignCard(QWidget):
    """Who is named in the decision signs with a button of its own. Signal: `signed(SignatureRole)`."""

    signed = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        tr, scale = context.tr, context.theme.tokens.type
        inset = context.theme.tokens.space.page_inset
        grid = QGridLayout(self)
        grid.setContentsMargins(inset, 8, inset, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.addWidget(Label(context, tr("Signatures"), px=scale.item, weight=600), 0, 0, 1, 3)
        self.states: dict[SignatureRole, Label] = {}
        self._standing: frozenset[SignatureRole] = frozenset()
        self.acts: dict[SignatureRole, Button] = {}
        for place, role in enumerate(SignatureRole, 1):
            word = context.choice_word(role)
            state = self.states[role] = Label(context, wrap=True)
            act = self.acts[role] = Button(
                context, tr("Sign"), icon="pencil", name=tr("Sign as {role}", role=word)
            )
            act.clicked.connect(lambda _=False, role=role: self.signed.emit(role))
            mark_writing(act)
            grid.addWidget(Label(context, word, tone="ink2"), place, 0)
            grid.addWidget(state, place, 1)
            grid.addWidget(act, place, 2)
        grid.setColumnStretch(1, 1)

    def show_signatures(self, decision: Decision | None, found: Signatures) -> None:
        self.setVisible(decision is not None)
        self._standing = frozenset(found.standing)
        for role in SignatureRole:
            self.states[role].setText(self._state(found.standing.get(role), found.before.get(role)))

    def focus_next(self) -> None:
        """To the button of the first role whose signature does not stand."""
        role = next((role for role in SignatureRole if role not in self._standing), SignatureRole.ANALYST)
        self.acts[role].setFocus()

    def _state(self, stands: Signature | None, before: Signature | None) -> str:
        tr = self._context.tr
        if stands is not None:
            return tr("signed by {who}", who=_who(stands))
        if before is not None:
            return tr("{who} signed before something changed", who=_who(before))
        return tr("not signed")


def _who(signature: Signature) -> str:
    day = f", {signature.signed_at:%Y-%m-%d}" if signature.signed_at is not None else ""
    return f"{signature.person}{day}"
