"""The desk's work on the history: one step back, a version restored, many rows at once, the bin."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal

from workstation.application import bulk, history, removal
from workstation.application.lots import paste_lots
from workstation.application.ports.storage import Committed
from workstation.application.records import FieldRef
from workstation.domain.new_lots import NewLot
from workstation.ui.desk_work import WorkDesk

if TYPE_CHECKING:
    from workstation.application.pasting import PastedRow


@dataclass(frozen=True, slots=True)
class Pasting:
    """Where copied rows go: rows of a class under the row `above`, which their field `parent` names. `columns` is the
    order in which cells stand when no head says it; bare amounts are in `currency`."""

    record_class: type[Any]
    parent: str
    above: str
    columns: tuple[str, ...]
    currency: str


class HistoryDesk(WorkDesk):
    """Signals: `history_requested(FieldRef)` asks for the history of one record, with the field that had the focus
    ("" for all); `bin_changed` when something was removed or brought back; `paste_requested(Pasting)` asks for the
    sheet that shows what the clipboard holds."""

    history_requested = Signal(object)
    paste_requested = Signal(object)
    bin_changed = Signal()

    def show_history(self, ref: FieldRef) -> None:
        self.history_requested.emit(ref)

    def show_what_others_wrote(self) -> None:
        """Another program wrote into the workspace, which is open here to read only."""
        self._parties_read = False
        self._show_what_is_finished()

    def take_back(self, operation: str) -> None:
        """One operation of any age."""
        if not self.can_write():
            return
        writer = self.services.writer
        self.jobs.write(
            lambda: writer.undo_operation(operation),
            lambda committed: self._stepped_back(committed, self.undone.emit),
            failed=self.report,
        )

    def restore_row(self, entity: str, row: str, operation: str) -> None:
        """One record back to how it was after an operation."""
        services = self.services
        self.write(lambda: history.restore_row(services.writer, services.reader, entity, row, operation))

    def edit_many(self, entity: str, ids: Sequence[str], field: str, value: object) -> None:
        if self.can_write():
            writer, batch = self.services.writer, self.services.new_id()
            self.run_batch(
                "Changing many records",
                lambda progress: bulk.edit_many(
                    writer, entity, ids, field, value, batch=batch, progress=progress
                ),
                self._after,
            )

    def paste_rows(self, asked: Pasting, rows: "Sequence[PastedRow]") -> None:
        """Adds copied rows as one step."""
        from workstation.application.pasting import paste_rows  # noqa: PLC0415 - loads when rows are pasted

        lot = self.lot
        if not self.can_write():
            return
        services, batch = self.services, self.services.new_id()
        if asked.record_class is NewLot:
            lots = [NewLot(**cast("dict[str, Any]", row.values)) for row in rows]
            self.run_batch(
                "Pasting rows",
                lambda progress: paste_lots(
                    services.writer, services.defaults, lots, batch=batch, progress=progress
                ),
                self._after,
            )
            return
        if lot is None:
            return
        given = {"lot": lot, asked.parent: asked.above}
        self.run_batch(
            "Pasting rows",
            lambda progress: paste_rows(
                services.writer,
                asked.record_class,
                given,
                rows,
                batch=batch,
                defaults=services.defaults,
                progress=progress,
            ),
            self._after,
        )

    def remove_lot(self, lot: str) -> None:
        """To the bin, with all its rows, as one step."""
        if not self.can_write():
            return
        services, batch = self.services, self.services.new_id()

        def done(committed: Committed[Any]) -> None:
            if self.lot == lot:
                self.close_lot()
                self.lot_gone.emit()
            self._after(committed)
            self.bin_changed.emit()

        self.run_batch(
            "Removing a lot",
            lambda progress: removal.remove_lot(
                services.writer, services.reader, lot, batch=batch, progress=progress
            ),
            done,
        )

    def bring_back(self, removed: history.Removed) -> None:
        """Out of the bin."""
        if not self.can_write():
            return
        writer = self.services.writer

        def done(committed: Committed[None]) -> None:
            self._stepped_back(committed, self.undone.emit)
            self.bin_changed.emit()

        self.run_batch("Bringing back", lambda progress: history.bring_back(writer, removed, progress), done)
