"""What a figure takes as given, leaves out or reads against the law: one sentence a line, with a way to its row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.application.valuation.inputs import NO_LISTING, NO_PRINCIPAL
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.fields import fields_of
from workstation.domain.findings.finding import Finding
from workstation.domain.lots import Lot
from workstation.language.finding_words import finding_sentence
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.buttons import Button, ButtonKind

_PARTS = {NO_LISTING: "overview", NO_PRINCIPAL: "claims"}  # where it is entered; all else under Valuation


class NoteLine(QWidget):
    def __init__(self, context: UiContext, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(sentence)
        self.go = Button(
            context,
            context.tr("Go to it"),
            kind=ButtonKind.LINK,
            name=context.tr("{kind}: {name}", kind=context.tr("Go to it"), name=sentence),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(10)
        grid.addWidget(Label(context, sentence, wrap=True, tone="ink2"), 0, 0)
        grid.addWidget(self.go, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)


class ValuationNotes(QWidget):
    """`heading` is an English key with {count}. Signal: `chosen(Finding)` when a line is followed."""

    chosen = Signal(object)

    def __init__(self, context: UiContext, heading: str = "What this figure takes as given: {count}") -> None:
        super().__init__()
        self._key = heading
        self._context = context
        self._shown: tuple[Finding, ...] | None = None
        self.heading = Label(context, weight=600)
        self.lines: list[NoteLine] = []
        self._box = QVBoxLayout(self)
        inset = context.theme.tokens.space.page_inset
        self._box.setContentsMargins(inset, 12, inset, 0)
        self._box.setSpacing(0)
        self._box.addWidget(self.heading)
        self.hide()

    def show_notes(self, found: Sequence[Finding], heading: str = "") -> None:
        """Built anew only when a note changed, so that the focus stays. `heading` stands in the place of the list's own."""
        self.heading.setText(self._context.tr(heading or self._key, count=len(found)))
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        for old in self.lines:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        tr, formats = self._context.tr, self._context.formats
        self.lines = [NoteLine(self._context, finding_sentence(tr, formats, each)) for each in found]
        for line, each in zip(self.lines, found, strict=True):
            line.go.clicked.connect(lambda _=False, each=each: self.chosen.emit(each))
            self._box.addWidget(line)
        self.setVisible(bool(found))


def follow(desk: Desk, found: Finding) -> None:
    """To the field that a finding stands beside, to the first one of the row where it is about the row as a whole; where no
    row has it, to the part of the lot where it is entered."""
    subject = found.subject
    shown = [each.name for each in fields_of(BY_ENTITY[subject.entity]) if each.shown]
    if subject.entity == Lot.entity and subject.field not in shown:
        desk.part_requested.emit(_PARTS.get(found.message, "valuation"))
    else:
        desk.focus_field(FieldRef(subject.entity, subject.row, subject.field or shown[0]))
