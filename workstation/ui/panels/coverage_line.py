"""How much of a panel stands on paper: the bar and its words."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workstation.domain.evidence import Coverage as Counted
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import Label, ValueView
from workstation.ui.widgets.paint.meters import paint_coverage
from workstation.ui.widgets.values import Coverage

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
        tr = self._context.tr
        text = tr("{count} of {total} evidenced", count=found.evidenced, total=found.total)
        if found.assumed:
            text += tr(", {count} assumed", count=found.assumed)
        shown = Coverage(found.evidenced, found.assumed, found.bare, found.troubled, text)
        self._bar.show_value(shown, spoken=text)
        self._words.setText(text)
