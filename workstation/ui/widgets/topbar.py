"""Pieces of the top bar: commands at the left, the search in the middle, jobs, language and theme at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring, surface
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.paint.chip import key_cap_width, paint_key_cap
from workstation.ui.widgets.paint.text import paint_text

SEARCH_WIDTH = 480
NARROWEST_SEARCH = 160


class SearchButton(QAbstractButton):
    """Looks like a search box; a click or Ctrl+K drops the sheet that really searches."""

    def __init__(self, context: UiContext, key: str = "Ctrl+K") -> None:
        super().__init__()
        self._theme = context.theme
        self._key = key
        self.setText(context.tr("Search the papers …"))
        self.setAccessibleName(self.text())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(SEARCH_WIDTH, 30)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        rect = QRectF(self.rect())
        painter.setPen(QPen(colours.bare_line if self.underMouse() else colours.line2, 1))
        painter.setBrush(colours.field)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._theme.paint_icon(painter, QRectF(8, rect.center().y() - 8, 16, 16), "search", colours.ink2)
        cap = key_cap_width(self._key, self._theme)
        paint_key_cap(painter, QRectF(rect.right() - cap - 8, 0, cap, rect.height()), self._key, self._theme)
        inner = rect.adjusted(36, 0, -cap - 16, 0)
        paint_text(painter, inner, self.text(), self._theme.font(), colours.ink3)
        if has_focus_by_keys(self):
            paint_focus_ring(painter, rect, self._theme)
        painter.end()


class JobsButton(Button):
    """How many jobs run, with a spinner; not shown without jobs."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context, "", kind=ButtonKind.QUIET, icon="spinner")
        self._tr = context.tr
        self.hide()

    def show_count(self, count: int) -> None:
        self.setVisible(count > 0)
        self.setText(self._tr("1 job") if count == 1 else self._tr("{count} jobs", count=count))


class TopBar(QWidget):
    """48 px: `left` and `right` widgets at the sides, `centre` in the middle of the window as long as there is room."""

    def __init__(
        self, context: UiContext, left: Sequence[QWidget], centre: QWidget, right: Sequence[QWidget]
    ) -> None:
        super().__init__()
        self._theme = context.theme
        surface(self, "chrome")
        self.setFixedHeight(self._theme.tokens.size.topbar)
        self._left = self._side(left)
        self._right = self._side(right)
        self._centre = centre
        centre.setParent(self)

    def _side(self, widgets: Sequence[QWidget]) -> QWidget:
        side = QWidget(self)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in widgets:
            layout.addWidget(widget)
        return side

    def minimumSizeHint(self) -> QSize:
        sides = self._left.sizeHint().width() + self._right.sizeHint().width()
        return QSize(sides + NARROWEST_SEARCH + 56, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def place(self) -> None:
        """Call after a side changed its width (the jobs button came or went)."""
        height, middle = self.height(), self.width() / 2
        left, right = self._left.sizeHint(), self._right.sizeHint()
        self._left.setGeometry(10, (height - left.height()) // 2, left.width(), left.height())
        edge = self.width() - right.width() - 16
        self._right.setGeometry(edge, (height - right.height()) // 2, right.width(), right.height())
        first, last = 10 + left.width() + 16, edge - 16
        width = max(NARROWEST_SEARCH, min(SEARCH_WIDTH, last - first))
        start = max(first, min(round(middle - width / 2), last - width))
        tall = self._centre.sizeHint().height()
        self._centre.setGeometry(start, (height - tall) // 2, width, tall)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colours.chrome)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colours.line)
        painter.end()
