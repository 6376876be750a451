"""What every widget of the kit shares: the focus ring, labels, layouts without surprises."""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workstation.ui.context import UiContext
from workstation.ui.theme import Theme

Box = TypeVar("Box", bound=QBoxLayout)
_LONG_WORD: Final = re.compile(r"[!-~]{33,}")
_SOME_SIGNS: Final = re.compile(r".{1,8}")


def has_focus_by_keys(widget: QWidget) -> bool:
    """Whether a focus ring is due: not where the mouse brought the focus. Fields to type in show theirs always."""
    return widget.hasFocus() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def paint_focus_ring(painter: QPainter, rect: QRectF, theme: Theme, radius: float | None = None) -> None:
    """2 px of accent inside `rect`, so that nothing moves when the focus comes."""
    width = theme.tokens.focus.width
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colours.accent, width))
    inset = width / 2
    corner = theme.tokens.radius.control if radius is None else radius
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), corner, corner)


def row(
    *widgets: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """A row of widgets; a number is that many pixels, None takes what room is left."""
    return _fill(QHBoxLayout(), widgets, spacing, margins)


def column(
    *widgets: QWidget | int | None, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A column of widgets; a number is that many pixels, None takes what room is left."""
    return _fill(QVBoxLayout(), widgets, spacing, margins)


def _fill(
    box: Box, widgets: tuple[QWidget | int | None, ...], spacing: int, margins: tuple[int, int, int, int]
) -> Box:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for widget in widgets:
        if widget is None:
            box.addStretch(1)
        elif isinstance(widget, int):
            box.addSpacing(widget)
        else:
            box.addWidget(widget)
    return box


def surface(widget: QWidget, name: str) -> None:
    """Fills a plain widget with a surface colour: chrome, canvas, sunken, raised or desk."""
    widget.setProperty("surface", name)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def scrolled(inside: QWidget) -> QScrollArea:
    """A part of a panel that scrolls up and down, on the canvas; the focus goes to what is in it."""
    surface(inside, "canvas")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area


def bring_into_sight(widget: QWidget, around: int = 60) -> None:
    """Scrolls the part of a panel that a widget stands in until it is seen, with `around` pixels above and below it."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if isinstance(area, QScrollArea):
        area.ensureWidgetVisible(widget, 0, around)


def set_tone(label: QLabel, tone: str) -> None:
    """Recolours a label: "", ink2, ink3, accent, evid, assumed, kill, high, medium or low."""
    if label.property("tone") != tone:
        label.setProperty("tone", tone)
        label.style().unpolish(label)
        label.style().polish(label)


def announce(widget: QWidget, sentence: str) -> None:
    """Lets a screen reader say it politely, without moving the focus: undo line, job end, gate changes."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


def breakable(text: str) -> str:
    """`text` with places at which a line may end inside words that are longer than a line, such as the hash of a file."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(_SOME_SIGNS.findall(word[0])), text)


class Label(QLabel):
    """Plain text in one size, weight and tone. It wraps only when asked to."""

    def __init__(
        self,
        context: UiContext,
        text: str = "",
        *,
        px: int | None = None,
        weight: int = 400,
        tone: str = "",
        wrap: bool = False,
    ) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(context.theme.font(px, weight))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)


class ElidedLabel(Label):
    """A name that gets shorter with an ellipsis and then tells itself in full as a tooltip."""

    def __init__(
        self, context: UiContext, text: str = "", *, px: int | None = None, weight: int = 400, tone: str = ""
    ) -> None:
        super().__init__(context, text, px=px, weight=weight, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 40), hint.height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        wide = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if wide else "")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()


class Rule(QFrame):
    """A hairline, 1 px, level or upright."""

    def __init__(self, context: UiContext, *, upright: bool = False) -> None:
        super().__init__()
        self._colour = context.theme.colours.line
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        painter.end()


class ValueView(QWidget):
    """The thin widget around one paint function: `paint(painter, rect, value, theme)`, `size(value, theme)`."""

    def __init__(
        self,
        context: UiContext,
        paint: Callable[[QPainter, QRectF, Any, Theme], None],
        value: Any,
        size: QSize | Callable[[Any, Theme], QSize],
        *,
        spoken: str = "",
    ) -> None:
        super().__init__()
        self._theme = context.theme
        self._paint = paint
        self._size = size
        self.show_value(value, spoken=spoken)

    def show_value(self, value: Any, *, spoken: str = "") -> None:
        self._value = value
        self.setAccessibleName(spoken)
        if spoken:
            self.setToolTip(spoken)
        self.setFixedSize(self._size if isinstance(self._size, QSize) else self._size(value, self._theme))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        self._paint(painter, QRectF(self.rect()), self._value, self._theme)
        painter.end()
