"""One delegate for every table: a cell is painted by its kind, with the same functions as the widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from workstation.ui.models.table_model import VALUE_ROLE
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TotalRow, cell_text, cell_value
from workstation.ui.theme import Theme
from workstation.ui.widgets.base import paint_focus_ring
from workstation.ui.widgets.paint.chip import chip_size, paint_chip, paint_status, paint_tag
from workstation.ui.widgets.paint.figures import figure_ink, paint_countdown
from workstation.ui.widgets.paint.lit import paint_lit
from workstation.ui.widgets.paint.meters import paint_coverage, paint_meter
from workstation.ui.widgets.paint.severity import paint_counts, paint_mark
from workstation.ui.widgets.paint.text import LEFT, RIGHT, paint_text, text_width
from workstation.ui.widgets.values import Chip, Coverage, FigureTone, Meter, TwoLines

if TYPE_CHECKING:
    from workstation.ui.models.table import RecordTable

Index = QModelIndex | QPersistentModelIndex
DASH = "—"
METER = 54


def _paint_coverage(painter: QPainter, rect: QRectF, value: Coverage, theme: Theme) -> None:
    paint_coverage(painter, QRectF(rect.x(), rect.y(), min(80.0, rect.width()), rect.height()), value, theme)


def _paint_meter(painter: QPainter, rect: QRectF, value: Meter, theme: Theme) -> None:
    bar = rect.adjusted(0, 0, -max(0.0, rect.width() - METER), 0)
    paint_meter(painter, bar, value, theme)
    text = rect.adjusted(METER + 8, 0, 0, 0)
    paint_text(painter, text, value.text, theme.font(), theme.colours.ink, align=RIGHT, elide=False)


def _paint_two_lines(painter: QPainter, rect: QRectF, value: TwoLines, theme: Theme) -> None:
    _paint_lines(painter, rect, value, theme, LEFT)


def _paint_lines(
    painter: QPainter, rect: QRectF, value: TwoLines, theme: Theme, align: Qt.AlignmentFlag
) -> None:
    scale = theme.tokens.type
    weight = 600 if value.strong else 400
    ink = figure_ink(value.tone, theme)
    if value.assumed:
        _paint_assumed(painter, rect, value, theme, align)
    if not value.second:
        paint_text(painter, rect, value.first, theme.font(scale.body, weight), ink, align=align)
        return
    half = rect.height() / 2 - 4
    first = QRectF(rect.x(), rect.y() + 4, rect.width(), half)
    below = QRectF(rect.x(), rect.y() + 4 + half, rect.width(), half)
    paint_text(painter, first, value.first, theme.font(scale.body, weight), ink, align=align)
    paint_text(
        painter, below, value.second, theme.font(scale.caption), figure_ink(value.below, theme), align=align
    )


def _paint_assumed(
    painter: QPainter, rect: QRectF, value: TwoLines, theme: Theme, align: Qt.AlignmentFlag
) -> None:
    """The pencil before the first line: at its left where the line stands at the right, else at the end of the cell."""
    size = theme.tokens.type.body
    width = text_width(value.first, theme.font(size, 600 if value.strong else 400))
    x = rect.right() - width - size - 4 if align & Qt.AlignmentFlag.AlignRight else rect.right() - size
    height = rect.height() / 2 - 4 if value.second else rect.height()
    top = rect.y() + 4 if value.second else rect.y()
    mark = QRectF(max(rect.x(), x), top + (height - size) / 2, size, size)
    theme.paint_icon(painter, mark, "pencil", theme.colours.assumed)


_PAINTERS: dict[Cell, Callable[[QPainter, QRectF, Any, Theme], None]] = {
    Cell.TWO_LINES: _paint_two_lines,
    Cell.CHIP: paint_chip,
    Cell.STATUS: paint_status,
    Cell.MARK: paint_mark,
    Cell.COUNTS: paint_counts,
    Cell.COUNTDOWN: paint_countdown,
    Cell.COVERAGE: _paint_coverage,
    Cell.METER: _paint_meter,
    Cell.TAG: paint_tag,
    Cell.LIT: paint_lit,
}


class CellDelegate(QStyledItemDelegate):
    def __init__(self, table: "RecordTable", theme: Theme) -> None:
        super().__init__(table)
        self._table = table
        self._theme = theme

    def cell_rect(self, rect: QRectF, column: int) -> QRectF:
        """The rectangle of a cell without its insets."""
        space = self._theme.tokens.space
        left = space.first_cell_inset if column == 0 else space.cell_inset
        return rect.adjusted(left, 0, -space.cell_inset, -1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        # asked of the model at once: by way of the index each cell would go to Qt and back twice
        row, column = self._table.records.row_at(index.row()), self._table.spec.columns[index.column()]
        rect = QRectF(option.rect)
        painter.save()
        painter.setClipRect(rect)
        self._paint_ground(painter, rect, option, index, row)
        inner = self.cell_rect(rect, index.column())
        if isinstance(row, GroupRow) and index.column() == 0:
            self._paint_head(painter, inner, row)
        else:
            self._paint_cell(painter, inner, column, row, cell_value(column, row))
        if self._table.hasFocus() and index == self._table.currentIndex() and _can_type(index):
            paint_focus_ring(painter, rect.adjusted(0, 0, 0, -1), self._theme)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index, row: Any
    ) -> None:
        colours = self._theme.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = index.row() == self._table.currentIndex().row()
        special = isinstance(row, GroupRow | TotalRow)
        ground = colours.sunken if special else colours.canvas
        if index.row() == self._table.hovered and not special:
            ground = colours.hover
        painter.fillRect(rect, colours.select if selected else ground)
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), colours.line)
        if isinstance(row, TotalRow):
            painter.fillRect(QRectF(rect.x(), rect.y() - 1, rect.width(), 1), colours.line2)
        if index.column() == 0 and selected and current:
            bar = QRectF(rect.x(), rect.y(), self._theme.tokens.focus.row_bar, rect.height() - 1)
            painter.fillRect(bar, colours.accent if self._table.hasFocus() else colours.line2)

    def _paint_head(self, painter: QPainter, rect: QRectF, row: GroupRow) -> None:
        theme = self._theme
        left = rect.x()
        if row.expanded is not None:
            icon = "chevron-down" if row.expanded else "chevron-right"
            theme.paint_icon(
                painter, QRectF(left - 2, rect.center().y() - 6, 12, 12), icon, theme.colours.ink2
            )
            left += 18
        font = theme.font(weight=600)
        width = text_width(row.title, font)
        ink = figure_ink(row.tone, theme)
        paint_text(painter, QRectF(left, rect.y(), rect.right() - left, rect.height()), row.title, font, ink)
        rest = QRectF(left + width + 8, rect.y(), rect.right() - left - width - 8, rect.height())
        paint_text(painter, rest, row.detail, theme.font(theme.tokens.type.caption), theme.colours.ink3)

    def _paint_cell(self, painter: QPainter, rect: QRectF, column: Column[Any], row: Any, value: Any) -> None:
        theme = self._theme
        align = RIGHT if column.at_right else LEFT
        if value is None:
            paint_text(painter, rect, DASH, theme.font(), theme.colours.disabled, align=align)
        elif isinstance(value, TwoLines):
            _paint_lines(painter, rect, value, theme, align)
        elif value != "" and column.kind in _PAINTERS and not isinstance(value, str):
            self._paint_kind(painter, rect, column, value)
        else:
            strong = column.strong or isinstance(row, TotalRow)
            plain = column.tone is None or isinstance(row, GroupRow | TotalRow)
            tone = FigureTone.INK if plain or column.tone is None else column.tone(row)
            text = cell_text(column, value)
            number = column.kind is Cell.NUMBER
            font = theme.font(weight=600 if strong else 400)
            paint_text(painter, rect, text, font, figure_ink(tone, theme), align=align, elide=not number)

    def _paint_kind(self, painter: QPainter, rect: QRectF, column: Column[Any], value: Any) -> None:
        inner = rect.adjusted(0, 4, 0, -4) if column.kind is Cell.COUNTDOWN and value.moment else rect
        # The head of a group may show a share where its lines show something else
        paint = _paint_meter if isinstance(value, Meter) else _PAINTERS[column.kind]
        paint(painter, inner, value, self._theme)

    # chips answer to the mouse

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        if event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent):
            value = index.data(VALUE_ROLE)
            if isinstance(value, Chip) and self._hits(value, option, index, event):
                alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
                self._table.chip_hit(index, detach=alt)
                return True
        return super().editorEvent(event, model, option, index)

    def _hits(self, chip: Chip, option: QStyleOptionViewItem, index: Index, event: QMouseEvent) -> bool:
        inner = self.cell_rect(QRectF(option.rect), index.column())
        inner.setWidth(min(inner.width(), chip_size(chip, self._theme).width()))
        return inner.contains(event.position())

    def tooltip(self, rect: QRectF, index: Index) -> str:
        """The whole text where it is wider than the cell, the sentence behind a chip; else nothing."""
        value = index.data(VALUE_ROLE)
        if isinstance(value, Chip):
            return value.spoken
        column = self._table.spec.columns[index.column()]
        widest = value.first if isinstance(value, TwoLines) else cell_text(column, value)
        room = self.cell_rect(rect, index.column()).width()
        wide = text_width(widest, self._theme.font(weight=600)) > room
        whole = cell_text(column, value) if wide else ""
        tip = value.tip if isinstance(value, TwoLines) else ""
        return "\n".join(part for part in (whole, tip) if part)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        QToolTip.showText(event.globalPos(), self.tooltip(QRectF(option.rect), index), view)
        return True

    # typing over a cell

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002 - Qt passes it
        editor = QLineEdit(parent)
        editor.setFont(self._theme.font())
        column = self._table.spec.columns[index.column()]
        editor.setAccessibleName(column.title)
        editor.setAlignment(RIGHT if column.at_right else LEFT)
        return editor


def _can_type(index: Index) -> bool:
    return bool(index.flags() & Qt.ItemFlag.ItemIsEditable)


def paint_header(
    painter: QPainter, rect: QRectF, column: Column[Any], theme: Theme, order: Qt.SortOrder | None
) -> None:
    """A head in 12/500 `ink3`; the sorted column has an arrow behind its title."""
    colours = theme.colours
    font = theme.font(theme.tokens.type.caption, 500)
    arrow = 0 if order is None else 14
    inner = rect
    if column.at_right:
        paint_text(painter, inner.adjusted(0, 0, -arrow, 0), column.title, font, colours.ink3, align=RIGHT)
        left = inner.right() - 12
    else:
        paint_text(painter, inner.adjusted(0, 0, -arrow, 0), column.title, font, colours.ink3)
        left = min(inner.x() + text_width(column.title, font) + 3, inner.right() - 12)
    if order is not None:
        icon = "arrow-up" if order is Qt.SortOrder.AscendingOrder else "arrow-down"
        theme.paint_icon(painter, QRectF(left, rect.center().y() - 6, 12, 12), icon, colours.ink3)
