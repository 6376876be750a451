"""The table of every panel: a view over column specs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from workstation.application.ports.preferences import TableLook
from workstation.application.ports.sheets import Sheet
from workstation.language.visible import guarded_cell
from workstation.ui.context import UiContext
from workstation.ui.models.table_delegate import CellDelegate, paint_header
from workstation.ui.models.table_model import RecordModel
from workstation.ui.models.table_order import is_grouped
from workstation.ui.models.table_spec import (
    Cell,
    Column,
    GroupRow,
    TableSpec,
    TotalRow,
    cell_text,
    cell_value,
    row_id,
    sheet_cell,
)
from workstation.ui.theme import Theme
from workstation.ui.widgets.paint.text import text_width

MEASURED_ROWS = 500
NARROWEST_STRETCH = 140
WIDEST = 2000  # px; a kept width beyond is a mistake


RowAction = tuple[str, Callable[[], object]]
"""A line of a row's menu: its words and what it does."""


class TableHeader(QHeaderView):
    """Signal: `arranged` when the mouse let go of it: a width may have been drawn, a column moved, a sort chosen."""

    arranged = Signal()

    def __init__(self, spec: TableSpec[Any], theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._spec = spec
        self._theme = theme
        self.setFixedHeight(theme.tokens.size.table_head)
        self.setAccessibleName(spec.name)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(32)
        self.setFirstSectionMovable(False)  # what names the row
        self.sizes_before: list[int] = []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.sizes_before = [self.sectionSize(place) for place in range(self.count())]
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.arranged.emit()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        space = self._theme.tokens.space
        left = space.first_cell_inset if logicalIndex == 0 else space.cell_inset
        column = self._spec.columns[logicalIndex]
        order = self.sortIndicatorOrder() if self.sortIndicatorSection() == logicalIndex else None
        box = QRectF(rect)
        painter.save()
        painter.setClipRect(box)
        painter.fillRect(box, self._theme.colours.canvas)
        painter.fillRect(QRectF(box.x(), box.bottom() - 1, box.width(), 1), self._theme.colours.line)
        paint_header(painter, box.adjusted(left, 0, -space.cell_inset, -1), column, self._theme, order)
        painter.restore()


class RecordTable(QTableView):
    """Rows by id. Signals: `row_activated` (Enter, double click), `row_peeked` (Space), `current_changed`,
    `chip_opened` and `chip_detach_asked` (row id, column key), `cell_edited` (row id, column key, text) and
    `key_typed` (row id, character): a single key without modifier that the table itself has no use for. `paste_asked`
    (Ctrl+V). `actions_of` gives what else the menu of a row offers."""

    row_activated = Signal(str)
    row_peeked = Signal(str)
    current_changed = Signal(str)
    chip_opened = Signal(str, str)
    chip_detach_asked = Signal(str, str)
    cell_edited = Signal(str, str, str)
    key_typed = Signal(str, str)
    paste_asked = Signal()

    def __init__(self, context: UiContext, spec: TableSpec[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.hovered = -1
        self.actions_of: Callable[[str], Sequence[RowAction]] = lambda _: ()
        self._context = context
        self._theme = context.theme
        self._grouped = False
        self._laid_out: tuple[object, ...] = ()
        self._model = RecordModel(spec, self)
        self._model.cell_edited.connect(self.cell_edited)
        self.setModel(self._model)
        self.setItemDelegate(CellDelegate(self, self._theme))
        self.setAccessibleName(spec.name)
        self._set_up_view()
        self._set_up_columns()
        header = self.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda at: self.choose_columns(header.mapToGlobal(at)))
        self.doubleClicked.connect(self._activate)
        self.entered.connect(self._hover)
        self.selectionModel().currentRowChanged.connect(self._tell_current)

    def _set_up_view(self) -> None:
        self.setFont(self._theme.font())
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)  # Tab leaves a table, arrows stay in it (look.md 7)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(20)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.set_compact(self.spec.compact)

    def _set_up_columns(self) -> None:
        header = TableHeader(self.spec, self._theme)
        self.setHorizontalHeader(header)
        header.setSectionsMovable(True)
        kept = self._context.arranged.table(self._memory())
        for place, column in enumerate(self.spec.columns):
            modes = QHeaderView.ResizeMode
            own = modes.Fixed if column.widest else modes.Stretch
            mode = own if column.stretch else modes.Interactive
            header.setSectionResizeMode(place, mode)
            drawn = min(kept.widths.get(column.key, 0), WIDEST)
            header.resizeSection(place, drawn if drawn > 0 else self._width(place))
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.sectionClicked.connect(self._sort_by)
        header.arranged.connect(self._keep_arrangement)
        keys = [column.key for column in self.spec.columns]
        if sorted(kept.order) == sorted(keys):
            for visual, key in enumerate(kept.order):
                header.moveSection(header.visualIndex(keys.index(key)), visual)
        if any(column.key == kept.sort and column.sortable for column in self.spec.columns):
            self.sort_by(kept.sort, descending=kept.descending)

    def _keep_arrangement(self) -> None:
        """What a person did at the head is found so at the next start."""
        header, arranged = self.horizontalHeader(), self._context.arranged
        columns = self.spec.columns
        kept = arranged.table(self._memory())
        widths = dict(kept.widths)
        before = header.sizes_before if isinstance(header, TableHeader) else []
        for place, size in enumerate(before):
            now = header.sectionSize(place)
            if now not in {size, 0} and size and not columns[place].stretch:
                widths[columns[place].key] = now
        order = tuple(columns[header.logicalIndex(visual)].key for visual in range(len(columns)))
        order = () if order == tuple(column.key for column in columns) else order
        by, descending = self._model.sorted_by
        arranged.keep_table(self._memory(), TableLook(widths, order, by, descending))

    # what the panel asks

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Shows these; only differences reach the view, so selection, scroll and focus stay."""
        self._model.set_rows(rows)
        self._rows_changed()

    def set_filter(self, needle: str) -> None:
        self._model.set_filter(needle)
        self._rows_changed()

    def sort_at_first_by(self, key: str) -> None:
        """The program's own order, unless a person chose one earlier."""
        if not self._context.arranged.table(self._memory()).sort:
            self.sort_by(key)

    def sort_by(self, key: str, *, descending: bool = False) -> None:
        place = [column.key for column in self.spec.columns].index(key)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(place, order)
        self._model.sort(place, order)
        self._rows_changed()

    def current_id(self) -> str | None:
        index = self.currentIndex()
        return self._model.id_at(index.row()) if index.isValid() else None

    def select_id(self, identity: str) -> bool:
        """Makes a row the current one and scrolls to it; False when it is not shown."""
        place = self._model.place_of(identity)
        if place is None:
            return False
        index = self._model.index(place, max(self.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a property setter
        """Rows of 26 or 40 pixels instead of 32 or 46; the choice is per table and the caller remembers it."""
        density = self._theme.tokens.density
        heights = density.compact if compact else density.comfortable
        self.verticalHeader().setDefaultSectionSize(
            heights.two_line if self.spec.two_lines else heights.one_line
        )
        self._rows_changed()

    def selected_ids(self) -> list[str]:
        """The chosen rows in their order."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        return [self._model.id_at(place) for place in places]

    def wanted_columns(self) -> list[Column[Any]]:
        """What may leave: all but those that a person has hidden, whether there is room for them or not."""
        hidden = self._context.hidden.of(self._memory())
        return [column for column in self.spec.columns if column.leaves and column.key not in hidden]

    def as_sheet(self, made_at: datetime) -> Sheet:
        """What is shown, as a spreadsheet takes it; a column that only found no room is there too."""
        columns = self.wanted_columns()
        rows = [
            tuple(sheet_cell(column, row) for column in columns)
            for row in self._model.rows
            if not isinstance(row, GroupRow)
        ]
        return Sheet(self.spec.name, tuple(column.title for column in columns), tuple(rows), made_at)

    def as_tsv(self) -> str:
        """The chosen rows, all while none is, with the heads of the columns a person wants, separated by tabs."""
        columns = self.wanted_columns()
        lines = ["\t".join(column.title for column in columns)]
        chosen = set(self.selected_ids())
        for row in self._model.rows:
            if chosen and row_id(self.spec, row) not in chosen:
                continue
            texts = [_copied(column, cell_value(column, row)) for column in columns]
            if isinstance(row, GroupRow):
                texts[0] = row.title
            lines.append("\t".join(text.replace("\t", " ").replace("\n", " ") for text in texts))
        return "\n".join(lines) + "\n"

    @property
    def records(self) -> RecordModel:
        return self._model

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        identity = self.current_id()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
        elif identity is None or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.row_activated.emit(identity)
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.row_peeked.emit(identity)
        elif _is_single_key(event) and not self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            self.key_typed.emit(identity, event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the chosen rows; the Menu key and Shift+F10 ask for it too."""
        tr, identity = self._context.tr, self.current_id()
        menu = QMenu(self)
        menu.setFont(self._theme.font())
        if identity is not None:
            menu.addAction(tr("Open")).triggered.connect(lambda: self.row_activated.emit(identity))
            menu.addAction(f"{tr('Copy')}\tCtrl+C").triggered.connect(self._copy)
            for said, act in self.actions_of(identity):
                menu.addAction(said).triggered.connect(lambda _=False, act=act: act())
        menu.addAction(f"{tr('Paste rows')}\tCtrl+V").triggered.connect(self.paste_asked)
        menu.addAction(f"{tr('Choose all rows')}\tCtrl+A").triggered.connect(self.selectAll)
        menu.addSeparator()
        menu.addAction(tr("Columns of the table …")).triggered.connect(lambda: self.choose_columns())  # noqa: PLW0108 - Qt would pass whether it is checked
        menu.aboutToHide.connect(menu.deleteLater)
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        below = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        menu.popup(below if by_key else event.globalPos())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.as_tsv())

    # which columns

    def _memory(self) -> str:
        return "|".join(column.key for column in self.spec.columns)

    def choose_columns(self, at: QPoint | None = None) -> None:
        """A menu of the columns, each shown or not; the first one always is. What is chosen is remembered."""
        hidden = self._context.hidden.of(self._memory())
        menu = QMenu(self)
        menu.setFont(self._theme.font())
        for column in self.spec.columns[1:]:
            action = menu.addAction(column.title)
            action.setData(column.key)
            action.setCheckable(True)
            action.setChecked(column.key not in hidden)
        menu.addSeparator()
        menu.addAction(self._context.tr("Show all columns")).setData("")
        menu.triggered.connect(lambda action: self._toggle_column(action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at or self.mapToGlobal(self.rect().topLeft()))

    def _toggle_column(self, key: str) -> None:
        hidden = self._context.hidden.of(self._memory())
        self._context.hidden.keep(self._memory(), hidden ^ {key} if key else frozenset())
        self._drop_columns()

    def chip_hit(self, index: QModelIndex | QPersistentModelIndex, *, detach: bool) -> None:
        """The delegate saw a click on a chip."""
        signal = self.chip_detach_asked if detach else self.chip_opened
        signal.emit(self._model.id_at(index.row()), self.spec.columns[index.column()].key)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex())
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop_columns()

    def _activate(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.row_activated.emit(self._model.id_at(index.row()))

    def _hover(self, index: QModelIndex) -> None:
        place = index.row() if index.isValid() else -1
        if place != self.hovered:
            before, self.hovered = self.hovered, place
            self._paint_lines(before, place)

    def _tell_current(self, current: QModelIndex, before: QModelIndex) -> None:
        self._paint_lines(before.row(), current.row())
        if current.isValid():
            self.current_changed.emit(self._model.id_at(current.row()))

    def _paint_lines(self, *places: int) -> None:
        """What became of these lines is shown; the others stay as they were painted. -1 is no line."""
        for place in places:
            if place >= 0:
                top, height = self.rowViewportPosition(place), self.rowHeight(place)
                self.viewport().update(0, top, self.viewport().width(), height)

    def _sort_by(self, place: int) -> None:
        if self.spec.columns[place].sortable:
            self._model.sort(place, self.horizontalHeader().sortIndicatorOrder())
            self._rows_changed()

    # rows and columns find their size

    def _rows_changed(self) -> None:
        rows = self._model.rows
        grouped = is_grouped(rows)
        if grouped or self._grouped:
            self._span(rows)
        if grouped is not self._grouped or not self._laid_out:
            self.horizontalHeader().setSectionsMovable(
                not grouped
            )  # heads of groups span columns side by side
        self._grouped = grouped
        header = self.horizontalHeader()
        for place, column in enumerate(self.spec.columns):
            if column.kind is Cell.NUMBER and not column.stretch:
                header.resizeSection(place, max(header.sectionSize(place), self._width(place)))
        self._drop_columns()

    def _span(self, rows: Sequence[Any]) -> None:
        """Heads over several columns, and the heights of lines; where they are as they were, nothing is painted anew."""
        sizes = [self._height_and_width(row) for row in rows]
        laid_out = (self._model.ids, sizes)
        if laid_out == self._laid_out:
            return
        self._laid_out = laid_out
        self.clearSpans()
        lines = self.verticalHeader()
        for place, (height, width) in enumerate(sizes):
            if width > 1:
                self.setSpan(place, 0, 1, width)
            lines.resizeSection(place, height)

    def _height_and_width(self, row: Any) -> tuple[int, int]:
        """Of a line: its pixels, and how many columns its head takes."""
        if isinstance(row, GroupRow):
            own = [column.key in row.cells for column in self.spec.columns]
            return self._theme.tokens.size.group_row, own.index(True) if True in own else len(own)
        if isinstance(row, TotalRow):
            return self._theme.tokens.density.comfortable.one_line, 1
        return self.verticalHeader().defaultSectionSize(), 1

    def _width(self, place: int) -> int:
        """What a column wants: its own width, its head, and for numbers the widest of the first rows."""
        theme, column = self._theme, self.spec.columns[place]
        space = theme.tokens.space
        inset = space.cell_inset + (space.first_cell_inset if place == 0 else space.cell_inset)
        width = text_width(column.title, theme.font(theme.tokens.type.caption, 500)) + 14
        if column.kind is Cell.NUMBER:
            font = theme.font(weight=600)
            for row in self._model.rows[:MEASURED_ROWS]:
                width = max(width, text_width(cell_text(column, cell_value(column, row)), font))
        return max(column.width, round(width) + inset)

    def _drop_columns(self) -> None:
        """Hides what may be dropped while the rest does not fit; numbers are never squeezed."""
        header = self.horizontalHeader()
        widths = {
            place: _narrowest(column) if column.stretch else header.sectionSize(place) or self._width(place)
            for place, column in enumerate(self.spec.columns)
        }
        droppable = sorted(
            (column.drop, place) for place, column in enumerate(self.spec.columns) if column.drop
        )
        unwanted = self._context.hidden.of(self._memory())
        hidden = {place for place, column in enumerate(self.spec.columns) if column.key in unwanted}
        for _, place in droppable:
            if sum(width for at, width in widths.items() if at not in hidden) <= self.viewport().width():
                break
            hidden.add(place)
        for place in widths:
            if self.isColumnHidden(place) != (place in hidden):
                self.setColumnHidden(place, place in hidden)
        for place, column in enumerate(self.spec.columns):
            if column.stretch and column.widest:
                others = sum(width for at, width in widths.items() if at not in hidden and at != place)
                room = self.viewport().width() - others
                header.resizeSection(place, max(_narrowest(column), min(room, column.widest)))


def _narrowest(column: Column[Any]) -> int:
    return max(NARROWEST_STRETCH, column.width)


def _is_single_key(event: QKeyEvent) -> bool:
    return bool(event.text()) and event.text().isprintable() and not event.modifiers()


def _copied(column: Column[Any], value: object) -> str:
    """A number or date is what it is; a text that a spreadsheet would run is kept a text."""
    text = cell_text(column, value)
    return guarded_cell(text) if isinstance(value, str) else text
