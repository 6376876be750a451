"""A waterfall: totals stand on the ground, changes hang between them; every bar is labelled, nothing else is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.paint.text import CENTRE, paint_text

HEIGHT = 236
VALUE, NAMES = 20, 62  # px above a bar for its value, below the ground for its name in up to four lines
FILLED = 0.64  # of the width of a place
TOP = (
    Qt.AlignmentFlag.AlignHCenter
    | Qt.AlignmentFlag.AlignTop
    | Qt.TextFlag.TextWordWrap
    | Qt.TextFlag.TextDontClip
)


@dataclass(frozen=True, slots=True)
class WaterfallBar:
    """Reaches from `before` to `after` on one scale; `value` is its printed, signed figure."""

    name: str
    value: str
    before: float
    after: float
    total: bool = False


class Waterfall(QWidget):
    def __init__(self, context: UiContext, name: str) -> None:
        super().__init__()
        self._theme = context.theme
        self._tr = context.tr
        self._name = name
        self._bars: tuple[WaterfallBar, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[WaterfallBar]) -> None:
        self._bars = tuple(bars)
        said = self._tr("; ").join(f"{bar.name} {bar.value}" for bar in bars)
        self.setAccessibleName(self._tr("{kind}: {name}", kind=self._name, name=said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(560, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, HEIGHT)

    def bar_rect(self, place: int) -> QRectF:
        """Where a bar is drawn."""
        bar = self._bars[place]
        step = self.width() / max(len(self._bars), 1)
        top, bottom = self._y(max(bar.before, bar.after)), self._y(min(bar.before, bar.after))
        left = step * place + step * (1 - FILLED) / 2
        return QRectF(round(left), top, round(step * FILLED), max(bottom - top, 1.0))

    def _y(self, value: float) -> float:
        levels = [0.0, *(bar.before for bar in self._bars), *(bar.after for bar in self._bars)]
        low, high = min(levels), max(levels)
        room = self.height() - VALUE - NAMES - 6
        return VALUE + room * (1 - (value - low) / ((high - low) or 1.0))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        colours = self._theme.colours
        ground = round(self._y(0))
        painter.fillRect(QRectF(0, ground, self.width(), 1), colours.line2)
        for place, bar in enumerate(self._bars):
            rect = self.bar_rect(place)
            painter.fillRect(rect, self._colour(bar))
            self._paint_words(painter, place, bar, rect)
            if place + 1 < len(self._bars):
                level = round(self._y(bar.after))
                painter.setPen(QPen(colours.line2, 1))
                painter.drawLine(QPointF(rect.right(), level), QPointF(self.bar_rect(place + 1).x(), level))
        painter.end()

    def _colour(self, bar: WaterfallBar) -> QColor:
        colours = self._theme.colours
        if bar.total:
            return colours.bar_total
        return colours.bar_up if bar.after > bar.before else colours.bar_down

    def _paint_words(self, painter: QPainter, place: int, bar: WaterfallBar, rect: QRectF) -> None:
        theme, scale = self._theme, self._theme.tokens.type
        step = self.width() / len(self._bars)
        value = QRectF(step * place, rect.y() - VALUE, step, VALUE - 2)
        font = theme.font(scale.caption, 600 if bar.total else 400)
        ink = theme.colours.ink if bar.total else theme.colours.ink2
        paint_text(painter, value, bar.value, font, ink, align=CENTRE, elide=False)
        painter.setFont(theme.font(scale.tick))
        painter.setPen(theme.colours.ink2)
        names = QRectF(step * place + 1, self.height() - NAMES, step - 2, NAMES)
        painter.drawText(names, int(TOP), bar.name)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._bars:
            place = min(int(event.pos().x() / self.width() * len(self._bars)), len(self._bars) - 1)
            bar = self._bars[place]
            QToolTip.showText(event.globalPos(), f"{bar.name} {bar.value}", self)
            return True
        return super().event(event)
