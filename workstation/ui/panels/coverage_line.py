"""How much of a panel stands on paper: the bar and its words."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workstation.domain.evidence import Coverage as Counted
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import Label, ValueView
from workstation.ui.widgets.paint.meters import paint_coverage
from workstation.ui.widgets.values import Coverage
from workstation.ui.widgets.words import coverage_value

BAR = QSize(80, 20)


class CoverageLine(QWidget):
    """80 x 8 in mint, violet, grey and red, then "10 of 15 evidenced"."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._bar = ValueView(context, paint_coverage, Coverage(0), BAR)
        self._words = Label(context, tone="ink2")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._bar)
        layout.addWidget(self._words)

    def show_coverage(self, found: Counted) -> None:
        shown = coverage_value(self._context.tr, found)
        self._bar.show_value(shown, spoken=shown.text)
        self._words.setText(shown.text)
