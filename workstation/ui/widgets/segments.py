"""Choosing one of a few: segments on top of a panel, tabs of a lot."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QTabBar,
    QWidget,
)

from workstation.ui.context import UiContext
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.paint.text import paint_text, text_width
from workstation.ui.widgets.values import TabItem

LEAST_STRIP = 80  # px


class Segment(Button):
    """One choice: boxed while it is the current one. The accent is left to the focus."""

    def __init__(self, context: UiContext, item: TabItem, place: int) -> None:
        self.place = str(place)
        text = item.text if item.count is None else f"{item.text} {item.count}"
        super().__init__(context, text, kind=ButtonKind.QUIET)
        self.key = item.key
        self.full = text
        self.setAccessibleName(text)
        self.setCheckable(True)

    def shorten(self, *, short: bool) -> None:
        """Shows its place alone; all of it is the tool-tip."""
        text = self.place if short else self.full
        if self.text() != text:
            self.setText(text)
            self.setAccessibleName(self.full)
            self.setToolTip(self.full if short else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        self.kind = ButtonKind.OUTLINED if self.isChecked() else ButtonKind.QUIET
        super().paintEvent(event)

    def _padding(self) -> int:
        return 9

    def marks_checked(self) -> bool:
        return False


class SegmentedControl(QWidget):
    """Signal: `chosen(key)`, when a person chooses; not when `set_current` does."""

    chosen = Signal(str)

    def __init__(
        self, context: UiContext, name: str, items: Sequence[TabItem] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.setAccessibleName(name)
        self._items: list[TabItem] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_items(items)

    def set_items(self, items: Sequence[TabItem]) -> None:
        """Keeps the current key where it is still there, else takes the first."""
        if list(items) == self._items:
            return
        current, self._items = self.current(), list(items)
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        for place, item in enumerate(items, 1):
            segment = Segment(self._context, item, place)
            segment.clicked.connect(lambda _=False, key=item.key: self.chosen.emit(key))
            self._group.addButton(segment)
            self._layout.addWidget(segment)
        keys = [item.key for item in items]
        if keys:
            self.set_current(current if current in keys else keys[0])

    def current(self) -> str:
        checked = self._group.checkedButton()
        return checked.key if isinstance(checked, Segment) else ""

    def segments(self) -> list[Segment]:
        """From left to right."""
        return [button for button in self._group.buttons() if isinstance(button, Segment)]

    def chosen_segment(self) -> QWidget | None:
        """The segment of the current key."""
        return self._group.checkedButton()

    def set_current(self, key: str) -> None:
        for button in self._group.buttons():
            if isinstance(button, Segment) and button.key == key:
                button.setChecked(True)


class SegmentStrip(QScrollArea):
    """Segments that may be more than there is room for: as wide as they are where they fit, else those that are not chosen
    are short, and of very many the chosen one is in sight and the wheel moves the others in. They never make the panel around
    them wider."""

    def __init__(self, segments: SegmentedControl) -> None:
        super().__init__()
        self._segments = segments
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setWidget(segments)
        self.viewport().setAutoFillBackground(False)
        segments.setAutoFillBackground(False)
        segments.installEventFilter(self)

    def sizeHint(self) -> QSize:
        return QSize(self._full_width(), self._segments.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        size = self._segments.sizeHint()
        return QSize(min(LEAST_STRIP, size.width()), size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Takes the size of the segments as they are now."""
        segments, chosen = self._segments.segments(), self._segments.chosen_segment()
        short = self._full_width() > self.width()
        for segment in segments:
            segment.shorten(short=short and segment is not chosen)
        self._segments.resize(self._segments.sizeHint())
        self.updateGeometry()
        self.show_current()

    def _full_width(self) -> int:
        """With every name in full, whatever is shown now."""
        cut = (
            segment.fontMetrics().horizontalAdvance(segment.full)
            - segment.fontMetrics().horizontalAdvance(segment.text())
            for segment in self._segments.segments()
        )
        return self._segments.sizeHint().width() + sum(cut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def show_current(self) -> None:
        """Brings the chosen segment into sight."""
        chosen = self._segments.chosen_segment()
        if chosen is not None:
            self.ensureWidgetVisible(chosen, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        if bar.maximum() > 0:
            turned = event.angleDelta()
            bar.setValue(bar.value() - (turned.y() or turned.x()))
            event.accept()
        else:
            event.ignore()


class Tabs(QTabBar):
    """The tabs of a lot with their counts; the arrows, Alt+1…9 and Ctrl+PgUp/PgDn are the workbench's.

    Signal: `chosen(key)`, when a person chooses.
    """

    chosen = Signal(str)

    def __init__(
        self, context: UiContext, name: str, items: Sequence[TabItem] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self._items: list[TabItem] = []
        self.setAccessibleName(name)
        self.setFont(self._theme.font())
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(self._theme.tokens.size.tabs)
        self.setMouseTracking(True)
        self.set_items(items)
        self.currentChanged.connect(self._tell)

    def set_items(self, items: Sequence[TabItem]) -> None:
        """Changes counts in place; other keys rebuild the tabs and keep the current one."""
        before, current = self._items, self.current()
        self._items = list(items)
        if [item.key for item in items] != [item.key for item in before]:
            blocked = self.blockSignals(True)
            while self.count():
                self.removeTab(0)
            for item in items:
                self.addTab(item.text)
            self.set_current(current)
            self.blockSignals(blocked)
            before = []
        for place, item in enumerate(items):
            if before and before[place] == item:
                continue  # a text that is set has the sizes of all tabs asked for
            self.setTabText(place, item.text)
            spoken = item.text if item.count is None else f"{item.text} {item.count}"
            self.setAccessibleTabName(place, spoken)
        self.update()

    def current(self) -> str:
        return self._items[self.currentIndex()].key if 0 <= self.currentIndex() < len(self._items) else ""

    def set_current(self, key: str) -> None:
        for place, item in enumerate(self._items):
            if item.key == key and place != self.currentIndex():
                blocked = self.blockSignals(True)
                self.setCurrentIndex(place)
                self.blockSignals(blocked)
                self.update()

    def _tell(self, place: int) -> None:
        if 0 <= place < len(self._items):
            self.chosen.emit(self._items[place].key)

    def tabSizeHint(self, index: int) -> QSize:
        item = self._items[index] if index < len(self._items) else None
        width = 24 + text_width(self.tabText(index), self._theme.font(weight=500))
        if item is not None and item.count is not None:
            width += 6 + text_width(str(item.count), self._theme.font())
        return QSize(round(width), self._theme.tokens.size.tabs)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        colours = self._theme.colours
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colours.line)
        for place, item in enumerate(self._items):
            self._paint_tab(painter, self.tabRect(place), item, current=place == self.currentIndex())
        painter.end()

    def _paint_tab(self, painter: QPainter, tab: QRect, item: TabItem, *, current: bool) -> None:
        colours = self._theme.colours
        rect = QRectF(tab)
        font = self._theme.font(weight=500 if current else 400)
        inner = rect.adjusted(12, 0, -4, 0)
        over = (
            self.isEnabled() and tab.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
        )
        ink = colours.ink if current or over else colours.ink2
        paint_text(painter, inner, item.text, font, ink, elide=False)
        if item.count is not None:
            left = inner.x() + text_width(item.text, font) + 6
            rest = QRectF(left, inner.y(), inner.right() - left, inner.height())
            paint_text(painter, rest, str(item.count), self._theme.font(), colours.ink2, elide=False)
        if current:
            painter.fillRect(QRectF(rect.x() + 8, rect.bottom() - 2, rect.width() - 16, 2), colours.accent)
            if has_focus_by_keys(self):
                paint_focus_ring(painter, rect.adjusted(3, 3, -3, -4), self._theme)
