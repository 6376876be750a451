"""Which record a person means: where the focus is."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from workstation.application.records import FieldRef
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.models.table import RecordTable
from workstation.ui.panels.row_form import RowForm


def focused_record(desk: Desk) -> FieldRef | None:
    """The row of the table or of the form that has the focus, else that of the target, else the lot; no field is
    named, so that all of the record is meant."""
    record = desk.record
    if record is None:
        return None
    widget = QApplication.focusWidget()
    while widget is not None:
        found = _row_of(widget, record)
        if found is not None:
            return FieldRef(found.entity, found.id, "")
        widget = widget.parentWidget()
    if desk.target is not None:
        return FieldRef(desk.target.ref.entity, desk.target.ref.row, "")
    return FieldRef("lot", record.lot.id, "")


def _row_of(widget: QWidget, record: LotRecord) -> Any:
    if isinstance(widget, RowForm):
        return widget.row
    if isinstance(widget, RecordTable):
        return _found(record, widget.current_id() or "")
    return None


def _found(record: LotRecord, identity: str) -> Any:
    return next((rows[identity] for rows in record.rows.values() if identity in rows), None)


def focused_table() -> RecordTable | None:
    widget = QApplication.focusWidget()
    return widget if isinstance(widget, RecordTable) else None


def chosen_rows(desk: Desk, table: RecordTable | None, lots: Sequence[Any]) -> list[Any]:
    """The rows that several are chosen of in a table, else all that it shows, which a filter narrows. Rows of one
    kind only: those of the first."""
    table = table or focused_table()
    if table is None:
        return []
    ids = _ids(table)
    by_id = {lot.id: lot for lot in lots}
    record = desk.record
    rows = [by_id.get(identity) or (_found(record, identity) if record else None) for identity in ids]
    there = [row for row in rows if row is not None]
    return [row for row in there if row.entity == there[0].entity]


def _ids(table: RecordTable) -> list[str]:
    ids = table.selected_ids()
    model = table.records
    return ids if len(ids) > 1 else [model.id_at(place) for place in range(model.rowCount())]
