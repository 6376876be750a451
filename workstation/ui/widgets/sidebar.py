"""The sidebar's lists: places, stages, saved views, lots in work. Lines are painted, never widgets."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workstation.ui.context import UiContext
from workstation.ui.theme import Theme
from workstation.ui.widgets.paint.severity import paint_shape
from workstation.ui.widgets.paint.text import RIGHT, paint_text, text_width
from workstation.ui.widgets.values import SideItem, Urgency

ITEM_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ONE_LINE, TWO_LINES = 29, 45


class SideModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._items: list[SideItem] = []

    def set_items(self, items: Sequence[SideItem]) -> None:
        """Equal keys in equal order change in place; anything else is a new list."""
        if [item.key for item in items] == [item.key for item in self._items]:
            self._items = list(items)
            if items:
                self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return " ".join(part for part in (item.text, item.detail, item.count) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._items[index.row()].heading:
            return Qt.ItemFlag.ItemNeverHasChildren  # not enabled: the arrows pass over it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def place_of(self, key: str) -> int | None:
        return next((place for place, item in enumerate(self._items) if item.key == key), None)


class SideDelegate(QStyledItemDelegate):
    def __init__(self, view: "SideList", theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt passes it
        return QSize(100, TWO_LINES if index.data(ITEM_ROLE).detail else ONE_LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: SideItem = index.data(ITEM_ROLE)
        rect = QRectF(option.rect).adjusted(8, 0, -8, -1)
        colours = self._theme.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if (selected or over) and not item.heading:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.select if selected else colours.hover)
            painter.drawRoundedRect(rect, 4, 4)
        if selected and self._view.hasFocus():
            painter.fillRect(QRectF(rect.x(), rect.y() + 4, 3, rect.height() - 8), colours.accent)
        self._paint_item(painter, rect.adjusted(11, 0, -10, 0), item, selected=selected)
        painter.restore()

    def _paint_item(self, painter: QPainter, rect: QRectF, item: SideItem, *, selected: bool) -> None:
        theme, colours = self._theme, self._theme.colours
        caption = theme.tokens.type.caption
        if item.heading:
            paint_text(painter, rect, item.text, theme.font(caption), colours.ink3)
            return
        font = theme.font(weight=600 if selected else 400)
        line = QRectF(rect.x(), rect.y(), rect.width(), rect.height())
        if item.detail:
            line.setHeight(24)
            self._paint_below(painter, QRectF(rect.x(), rect.y() + 22, rect.width(), 18), item)
        if item.icon:
            icon = QRectF(rect.x(), line.center().y() - 8, 16, 16)
            theme.paint_icon(painter, icon, item.icon, colours.accent_ink if selected else colours.ink2)
            line.adjust(26, 0, 0, 0)
            if line.width() < 0:  # a rail has room for the icon alone
                return
        right = 0.0
        if item.mark is not None:
            side = theme.tokens.size.severity
            paint_shape(
                painter,
                QRectF(line.right() - side, line.center().y() - side / 2, side, side),
                item.mark,
                theme,
            )
            right = side + 6
        elif item.count and not item.detail:
            right = text_width(item.count, theme.font(caption)) + 6
            paint_text(painter, line, item.count, theme.font(caption), colours.ink3, align=RIGHT, elide=False)
        paint_text(painter, line.adjusted(0, 0, -right, 0), item.text, font, colours.ink)

    def _paint_below(self, painter: QPainter, rect: QRectF, item: SideItem) -> None:
        theme, colours = self._theme, self._theme.colours
        font = theme.font(theme.tokens.type.caption)
        ink = {Urgency.CALM: colours.ink3, Urgency.AMBER: colours.high, Urgency.RED: colours.kill}[
            item.urgency
        ]
        paint_text(painter, rect, item.count, font, ink, align=RIGHT, elide=False)
        room = rect.adjusted(0, 0, -text_width(item.count, font) - 6, 0)
        paint_text(painter, room, item.detail, font, colours.ink3)


class SideList(QListView):
    """Signal: `chosen(key)`, by click, Enter or moving with the arrows; not by `set_current`."""

    chosen = Signal(str)

    def __init__(self, context: UiContext, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("background: transparent;")
        self.setFont(context.theme.font())
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._model = SideModel(self)
        self.setModel(self._model)
        self.setItemDelegate(SideDelegate(self, context.theme))
        self.clicked.connect(self._choose)

    def set_items(self, items: Sequence[SideItem]) -> None:
        """Shows these lines; the current one stays by its key."""
        current = self.current()
        self._model.set_items(items)
        self.set_current(current)

    def current(self) -> str:
        item = self.currentIndex().data(ITEM_ROLE)
        return item.key if isinstance(item, SideItem) else ""

    def set_current(self, key: str) -> None:
        place = self._model.place_of(key)
        if place is None:
            self.clearSelection()
        elif place != self.currentIndex().row():
            self.setCurrentIndex(self._model.index(place))

    def content_height(self) -> int:
        """The height at which nothing scrolls: for a list above another one."""
        rows = range(self._model.rowCount())
        return sum(self.sizeHintForRow(place) for place in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.current()
        super().keyPressEvent(event)
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if enter or self.current() != before:
            self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        item = index.data(ITEM_ROLE)
        if isinstance(item, SideItem) and not item.heading:
            self.chosen.emit(item.key)
