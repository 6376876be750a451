"""The key-figure strip: each figure is a button that opens what it rests on."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring
from workstation.ui.widgets.paint.figures import figure_width, paint_figure
from workstation.ui.widgets.values import KeyFigure

SPACING = 20


class FigureButton(QAbstractButton):
    def __init__(self, context: UiContext, figure: KeyFigure, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_figure(figure)

    def show_figure(self, figure: KeyFigure) -> None:
        self.figure = figure
        self.setAccessibleName(figure.sentence)
        self.update()

    def sizeHint(self) -> QSize:
        width = figure_width(self.figure, self._theme) + 2 * SPACING
        return QSize(width, self._theme.tokens.size.figure_strip)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_figure(painter, rect.adjusted(SPACING, 0, -SPACING + 2, 0), self.figure, self._theme)
        painter.fillRect(QRectF(rect.right() - 1, 8, 1, rect.height() - 16), self._theme.colours.line)
        if has_focus_by_keys(self):
            paint_focus_ring(painter, rect.adjusted(6, 3, -6, -3), self._theme)
        painter.end()


class KeyFigureStrip(QWidget):
    """56 px. When narrow, figures go by their `drop` (1 first); 0 stays. Signal: `chosen(figure key)`."""

    chosen = Signal(str)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._buttons: list[FigureButton] = []
        self.setFixedHeight(context.theme.tokens.size.figure_strip)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, figures: Sequence[KeyFigure]) -> None:
        """Repaints figures in place; the focus stays on the figure that has it."""
        while len(self._buttons) > len(figures):
            button = self._buttons.pop()
            button.hide()
            button.deleteLater()
        for place, figure in enumerate(figures):
            if place == len(self._buttons):
                self._buttons.append(self._button(figure))
            self._buttons[place].show_figure(figure)
        self._place()

    def shown(self) -> list[str]:
        """The keys of the figures that have room."""
        return [button.figure.key for button in self._buttons if not button.isHidden()]

    def _button(self, figure: KeyFigure) -> FigureButton:
        button = FigureButton(self._context, figure, self)
        button.clicked.connect(lambda: self.chosen.emit(button.figure.key))
        return button

    def minimumSizeHint(self) -> QSize:
        kept = sum(button.sizeHint().width() for button in self._buttons if not button.figure.drop)
        return QSize(kept, self.height())

    def sizeHint(self) -> QSize:
        return QSize(sum(button.sizeHint().width() for button in self._buttons), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        widths = {button: button.sizeHint().width() for button in self._buttons}
        room = self.width() - sum(widths.values())
        gone: set[FigureButton] = set()
        for button in sorted((b for b in self._buttons if b.figure.drop), key=lambda b: b.figure.drop):
            if room >= 0:
                break
            gone.add(button)
            room += widths[button]
        left = 0
        for button in self._buttons:
            button.setVisible(button not in gone)
            if button not in gone:
                button.setGeometry(left, 0, widths[button], self.height())
                left += widths[button]
