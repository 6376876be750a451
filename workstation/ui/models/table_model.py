"""The model of every table: plain rows, changed by difference and never reset, so that selection and scroll stay."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from workstation.ui.models.table_order import arranged, is_grouped
from workstation.ui.models.table_spec import (
    Column,
    GroupRow,
    TableSpec,
    TotalRow,
    cell_text,
    cell_value,
    row_id,
    spoken_text,
)

VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

# put together once: a table asks for each cell that it paints, and joining flags is slow in Python
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TYPED = _READ | Qt.ItemFlag.ItemIsEditable


class RecordModel(QAbstractTableModel):
    """`set_rows` compares with what is shown by row id and tells the view only what changed.

    Signal `cell_edited(row id, column key, text)`: a cell was typed over; the model itself does not change.
    """

    cell_edited = Signal(str, str, str)

    def __init__(self, spec: TableSpec[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._source: list[Any] = []
        self._rows: list[Any] = []
        self._ids: list[str] = []
        self._places: dict[str, int] | None = {}  # None until somebody asks where a row is
        self._sorted: Column[Any] | None = None
        self._descending = False
        self._needle = ""

    # what the view asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.spec.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column, row = self.spec.columns[index.column()], self._rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            text = spoken_text if role == Qt.ItemDataRole.AccessibleTextRole else cell_text
            return _head_text(row, index.column()) or text(column, cell_value(column, row))
        if role == Qt.ItemDataRole.EditRole:
            fixed = column.edit is None or isinstance(row, GroupRow | TotalRow)
            return None if fixed or column.edit is None else column.edit(row)
        if role == VALUE_ROLE:
            return cell_value(column, row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        if value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self.cell_edited.emit(self._ids[index.row()], self.spec.columns[index.column()].key, value)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.spec.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _READ if self.data(index, Qt.ItemDataRole.EditRole) is None else _TYPED

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column, -1 for the order in which the rows were given."""
        self._sorted = self.spec.columns[column] if column >= 0 else None
        self._descending = order is Qt.SortOrder.DescendingOrder
        self._show()

    # what the panel asks

    @property
    def sorted_by(self) -> tuple[str, bool]:
        """The key of the column, "" for the order in which the rows were given; and whether it goes downwards."""
        return (self._sorted.key, self._descending) if self._sorted is not None else ("", False)

    def set_rows(self, rows: Iterable[Any]) -> None:
        self._source = list(rows)
        self._show()

    def set_filter(self, needle: str) -> None:
        self._needle = needle.strip()
        self._show()

    @property
    def rows(self) -> Sequence[Any]:
        """What is shown, in order."""
        return tuple(self._rows)

    @property
    def ids(self) -> Sequence[str]:
        """Of what is shown, in order."""
        return tuple(self._ids)

    def row_at(self, place: int) -> Any:
        return self._rows[place]

    def id_at(self, place: int) -> str:
        return self._ids[place]

    def place_of(self, identity: str) -> int | None:
        return self._placed().get(identity)

    # the difference

    def _show(self) -> None:
        wanted = arranged(
            self._source, self.spec, column=self._sorted, descending=self._descending, needle=self._needle
        )
        name = partial(row_id, self.spec) if is_grouped(wanted) else self.spec.key
        ids = list(map(name, wanted))
        known = set(ids)
        if len(known) != len(ids):
            raise ValueError("two rows of one table have the same id")
        self._remove({place for place, identity in enumerate(self._ids) if identity not in known})
        if wanted and not self._ids:
            self._fill(wanted, ids)
            return
        held = set(self._ids)
        self._reorder([identity for identity in ids if identity in held])
        self._insert(wanted, ids)
        self._replace(wanted)

    def _fill(self, wanted: list[Any], ids: list[str]) -> None:
        """Nothing is shown yet: there is nothing to compare with."""
        self.beginInsertRows(ROOT, 0, len(wanted) - 1)
        self._rows, self._ids = wanted, ids
        self._number()
        self.endInsertRows()

    def _remove(self, places: set[int]) -> None:
        for first, last in reversed(_runs(sorted(places))):
            self.beginRemoveRows(ROOT, first, last)
            del self._rows[first : last + 1]
            del self._ids[first : last + 1]
            self._number()
            self.endRemoveRows()

    def _reorder(self, ids: list[str]) -> None:
        if ids == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._ids[index.row()] for index in before]
        rows = dict(zip(self._ids, self._rows, strict=True))
        self._ids = ids
        self._rows = [rows[identity] for identity in ids]
        self._number()
        places = self._placed()
        after = [
            self.index(places[identity], index.column()) for identity, index in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, wanted: list[Any], ids: list[str]) -> None:
        present = set(self._ids)
        for first, last in _runs([place for place, identity in enumerate(ids) if identity not in present]):
            self.beginInsertRows(ROOT, first, last)
            self._rows[first:first] = wanted[first : last + 1]
            self._ids[first:first] = ids[first : last + 1]
            self._number()
            self.endInsertRows()

    def _replace(self, wanted: list[Any]) -> None:
        shown = self._rows
        changed = [
            place for place, row in enumerate(wanted) if row is not shown[place] and row != shown[place]
        ]
        self._rows = wanted
        last_column = len(self.spec.columns) - 1
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))

    def _number(self) -> None:
        """Places are counted anew when they are asked for: a filter takes rows away in a hundred pieces."""
        self._places = None

    def _placed(self) -> dict[str, int]:
        if self._places is None:
            self._places = {identity: place for place, identity in enumerate(self._ids)}
        return self._places


def _head_text(row: Any, column: int) -> str:
    return f"{row.title} {row.detail}".strip() if isinstance(row, GroupRow) and column == 0 else ""


def _runs(places: list[int]) -> list[tuple[int, int]]:
    """Neighbouring places as (first, last)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    return runs
