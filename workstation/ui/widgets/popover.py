"""Pop-overs and sheets: children with a painted shadow, not windows, so that no focus is stolen."""

import math

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QRegion,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from workstation.ui.context import UiContext
from workstation.ui.theme import Theme

SHADOW = 14
ARROW = 9


def paint_shadow(painter: QPainter, rect: QRectF, radius: float, *, dark: bool) -> None:
    """A soft edge around `rect`, 14 px wide, a little lower than the card, which is to be painted over it."""
    painter.save()
    painter.setClipRegion(_edge_of(rect, radius))  # filling below the whole card fourteen times takes 5 ms
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for ring in range(SHADOW, 0, -1):
        shade = QColor(0, 0, 0, 6 if dark else 2)
        painter.setBrush(shade)
        painter.drawRoundedRect(rect.adjusted(-ring, -ring + 3, ring, ring + 1), radius + ring, radius + ring)
    painter.restore()


def _edge_of(rect: QRectF, radius: float) -> QRegion:
    """What a shadow of the card may show at: around it and below its corners."""
    corner = math.ceil(radius) + 1
    card = rect.toAlignedRect()
    around = QRegion(card.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW + 1))
    return (
        around
        - QRegion(card.adjusted(corner, 1, -corner, -1))
        - QRegion(card.adjusted(1, corner, -1, -corner))
    )


class Popover(QWidget):
    """A card that points at a place of its parent. It never takes the focus. Put widgets into `body`."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self._theme: Theme = context.theme
        self._above = False
        self._tip = 0
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QVBoxLayout(self)
        self.body.setSpacing(8)
        self.set_width(self._theme.tokens.size.popover)
        self.hide()

    def set_width(self, width: int) -> None:
        self.setFixedWidth(width + 2 * SHADOW)

    def point_at(self, anchor: QRect, room: QRect | None = None) -> int:
        """Stands below `anchor` (in the parent's pixels), above it when there is no room below inside `room`
        (the whole parent when left out), with its arrow on the middle of the anchor. Returns by how many pixels it covers
        the anchor where there is room on neither side; 0 as a rule."""
        within = room or self._host.rect()
        self._set_margins(above=False)
        height = self._height()
        self._above = anchor.bottom() + height > within.bottom() and anchor.top() - height >= within.top()
        self._set_margins(above=self._above)
        left = anchor.center().x() - self.width() // 2
        left = max(within.left() - SHADOW + 4, min(left, within.right() - self.width() + SHADOW - 4))
        top = anchor.top() - height + SHADOW - 2 if self._above else anchor.bottom() - SHADOW + 2
        top = max(within.top() - SHADOW, min(top, within.bottom() - height + SHADOW))
        self._tip = max(SHADOW + 20, min(anchor.center().x() - left, self.width() - SHADOW - 20))
        self.setGeometry(left, top, self.width(), height)
        self.show()
        self.raise_()
        self.update()
        edge = SHADOW + ARROW
        return 0 if self._above else max(0, anchor.bottom() + 1 - (top + edge - 2))

    def _height(self) -> int:
        """Of the content as it is now: lines that came or went are known to the layout only once it was laid out anew."""
        for child in self.findChildren(QWidget):
            child.ensurePolished()
        self.body.activate()
        height = self.body.totalHeightForWidth(self.width()) if self.body.hasHeightForWidth() else -1
        return height if height > 0 else self.body.totalSizeHint().height()

    def _set_margins(self, *, above: bool) -> None:
        edge = SHADOW + 16
        self.body.setContentsMargins(
            edge, edge + (0 if above else ARROW), edge, edge + (ARROW if above else 0)
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        colours = self._theme.colours
        radius = self._theme.tokens.radius.popover
        card = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        card = card.adjusted(0, 0, 0, -ARROW) if self._above else card.adjusted(0, ARROW, 0, 0)
        painter = QPainter(self)
        paint_shadow(painter, card, radius, dark=self._theme.dark)
        outline = QPainterPath()
        outline.addRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        base = card.bottom() - 1 if self._above else card.top() + 1
        tip = base + ARROW if self._above else base - ARROW
        arrow = QPainterPath()
        arrow.addPolygon(
            QPolygonF(
                [QPointF(self._tip - ARROW, base), QPointF(self._tip, tip), QPointF(self._tip + ARROW, base)]
            )
        )
        painter.setPen(QPen(colours.line2, 1))
        painter.setBrush(colours.raised)
        painter.drawPath(outline.united(arrow))
        painter.end()


class Sheet(QWidget):
    """A card over the work, with a veil behind it. Esc or a click on the veil closes it; the focus goes back to
    where it was. Put widgets into `body`. Signal: `closed`."""

    closed = Signal()

    def __init__(
        self, context: UiContext, parent: QWidget, size: QSize | None = None, name: str = ""
    ) -> None:
        super().__init__(parent)
        self._host = parent
        self._theme = context.theme
        self._before: QWidget | None = None
        width, height = self._theme.tokens.size.search_sheet
        self._wanted = size or QSize(width, height)
        self.setAccessibleName(name)
        self.card = SheetCard(context, self)
        self.body = QVBoxLayout(self.card)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        parent.installEventFilter(self)
        self.hide()

    def open(self, focus: QWidget | None = None) -> None:
        """Shows the sheet over its parent and gives the focus to `focus`; where that is not in sight, such as a table without
        a line, the sheet has the keys itself."""
        self._before = QApplication.focusWidget()
        self._fit()
        self.show()
        self.raise_()
        first = focus if focus is not None and focus.isVisible() else self.card
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        if self.isHidden():
            return
        self.hide()
        before, self._before = self._before, None
        # What had the focus may have gone meanwhile: the system's dialog for files, say
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    @property
    def is_typed_in(self) -> bool:
        """Whether it is open and holds text that a person typed: it would go with the sheet."""
        lines = (line for line in self.findChildren(QLineEdit) if line.isModified() and line.text())
        texts = (text for text in self.findChildren(QPlainTextEdit) if text.document().isModified())
        return self.isVisible() and any(editor.isVisible() for editor in (*lines, *texts))

    def _fit(self) -> None:
        parent = self._host
        self.setGeometry(parent.rect())
        width = min(self._wanted.width(), parent.width() - 48)
        height = min(self._wanted.height(), parent.height() - 48)
        self.card.setGeometry((parent.width() - width) // 2, 24, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and watched is self._host and self.isVisible():
            self._fit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.close_sheet()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(10, 14, 20, 110 if self._theme.dark else 90))
        paint_shadow(
            painter, QRectF(self.card.geometry()), self._theme.tokens.radius.sheet, dark=self._theme.dark
        )
        painter.end()


class SheetCard(QWidget):
    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colours.line2, 1))
        painter.setBrush(self._theme.colours.canvas)
        radius = self._theme.tokens.radius.sheet
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A click on the card is not a click on the veil
        event.accept()
