"""What a figure takes as given, leaves out or reads against the law: one sentence a line, with a way to its row."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.fields import fields_of
from workstation.domain.findings.finding import Finding
from workstation.language.finding_words import finding_sentence
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.buttons import Button, ButtonKind


class NoteLine(QWidget):
    def __init__(self, context: UiContext, sentence: str) -> None:
        super().__init__()
        self.setAccessibleName(sentence)
        self.go = Button(
            context,
            context.tr("Go to it"),
            kind=ButtonKind.LINK,
            name=f"{context.tr('Go to it')}: {sentence}",
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(10)
        grid.addWidget(Label(context, sentence, wrap=True, tone="ink2"), 0, 0)
        grid.addWidget(self.go, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)


class ValuationNotes(QWidget):
    """Signal: `chosen(FieldRef)`, the field that a line speaks of."""

    chosen = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
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

    def show_notes(self, found: Sequence[Finding]) -> None:
        """Built anew only when a note changed, so that the focus stays."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        for old in self.lines:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        tr, formats = self._context.tr, self._context.formats
        self.heading.setText(tr("What this figure takes as given: {count}", count=len(found)))
        self.lines = [NoteLine(self._context, finding_sentence(tr, formats, each)) for each in found]
        for line, each in zip(self.lines, found, strict=True):
            line.go.clicked.connect(lambda _=False, each=each: self.chosen.emit(field_of_finding(each)))
            self._box.addWidget(line)
        self.setVisible(bool(found))


def field_of_finding(found: Finding) -> FieldRef:
    """The field that a finding stands beside; the first one of the row where it is about the row as a whole."""
    subject = found.subject
    shown = (each.name for each in fields_of(BY_ENTITY[subject.entity]) if each.shown)
    return FieldRef(subject.entity, subject.row, subject.field or next(shown, ""))
