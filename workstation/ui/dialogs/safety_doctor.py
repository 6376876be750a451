"""The doctor's part of the sheet on snapshots: a line for each thing it looked at, with the button that mends it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.ui.context import UiContext
from workstation.ui.doctor_words import DoctorLine
from workstation.ui.widgets.base import Label, Rule, ValueView, breakable, column, row, scrolled, set_tone
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.paint.severity import mark_size, paint_mark
from workstation.ui.widgets.strip import IconLabel
from workstation.ui.widgets.values import SeverityMark


class DoctorPart(QWidget):
    """Signals: `again_asked`; `remedy_chosen(what, to what)`, see `doctor_words`."""

    again_asked = Signal()
    remedy_chosen = Signal(str, str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        heading = Label(context, tr("Doctor"), weight=600)
        self.again = Button(context, tr("Look again"), kind=ButtonKind.LINK)
        self.again.clicked.connect(self.again_asked)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row(heading, Label(context, tr("in plain words"), tone="ink2"), None, self.again))
        layout.addWidget(scrolled(self._inside), 1)

    def show_words(self, sentence: str) -> None:
        """That it is looking, or why it could not."""
        self._clear()
        self._lines.addWidget(Label(self._context, sentence, tone="ink2", wrap=True))
        self._lines.addStretch(1)

    def show_lines(self, lines: Sequence[DoctorLine], *, may_mend: bool) -> None:
        self._clear()
        for line in lines:
            self._lines.addWidget(self._line(line, may_mend=may_mend))
            self._lines.addWidget(Rule(self._context))
        self._lines.addStretch(1)

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _line(self, line: DoctorLine, *, may_mend: bool) -> QWidget:
        context, widget = self._context, QWidget()
        what = Label(context, line.what, weight=500)
        if line.severity is None:
            mark: QWidget = IconLabel(context, "check", "evid")
        else:
            mark = ValueView(context, paint_mark, SeverityMark(line.severity), mark_size)
            set_tone(what, line.severity.name.lower())
        why = Label(context, breakable(line.why), tone="ink2", wrap=True)
        words = column(what, why, spacing=0)
        box = row(margins=(0, 2, 0, 2))
        box.addLayout(column(mark, None))
        box.addLayout(words, 1)
        if line.remedy and may_mend:
            button = Button(
                context,
                line.button,
                name=context.tr("{kind}: {name}", kind=line.button, name=f"{line.what} {line.to}".strip()),
            )
            button.clicked.connect(lambda: self.remedy_chosen.emit(line.remedy, line.to))
            box.addLayout(column(button, None))
        widget.setLayout(box)
        why.setVisible(bool(line.why))  # inside: before that it would be a window of its own
        return widget
