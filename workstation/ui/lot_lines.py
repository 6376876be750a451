"""The lines of the list of lots as they were read last: of one changed lot only that lot is read again, and how much of
each stands on paper, and what stands against it, is counted behind the list, a hundred lots at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from workstation.application.overview import Counted, LotRow, counts, lot_rows, rows_of
from workstation.ui.desk import Desk

AT_ONCE = 100  # lots counted in one reading
FEW = 20  # changed lots that are read one by one; more of them, and all are read again


class LotLines(QObject):
    """Signal `changed(tuple of LotRow)` after every reading, in the order in which the lots were made."""

    changed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._rows: dict[str, LotRow] = {}
        self._wanted: frozenset[str] | None = frozenset()  # changed and not read again yet; None for all
        self._uncounted: list[str] = []
        self._counting = 0  # which count of all is under way
        desk.lots_changed.connect(self.read)

    def read(self, lots: frozenset[str] | None = None) -> None:
        """Reads these lots again, all when left out."""
        services = self._desk.services
        known = None if lots is None or self._wanted is None or not self._rows else self._wanted | lots
        self._wanted = known if known is None or len(known) <= FEW else None
        if (wanted := self._wanted) is None:
            self._desk.read(lambda: lot_rows(services), self._take_all, replaces="lots")
        else:
            self._desk.read(lambda: rows_of(services, sorted(wanted)), self._take, replaces="lots")

    def count(self) -> None:
        """Counts what is not counted yet; the list is painted before."""
        services, number, some = self._desk.services, self._counting, tuple(self._uncounted[:AT_ONCE])
        if not some:
            return

        def done(found: dict[str, Counted]) -> None:
            if number == self._counting:
                self._take_counts(some, found)

        self._desk.read(lambda: counts(services, some), done, replaces="counts")

    @property
    def rows(self) -> tuple[LotRow, ...]:
        return tuple(self._rows.values())

    def _take_all(self, rows: Sequence[LotRow]) -> None:
        first = not self._rows
        before, self._wanted = self._rows, frozenset()
        self._rows = {
            row.lot.id: row.with_counts(before[row.lot.id].counted) if row.lot.id in before else row
            for row in rows
        }
        self._counting += 1
        self._uncounted = list(self._rows)
        self.changed.emit(self.rows)
        if not first or len(self._rows) <= AT_ONCE:
            self.count()  # of a long list later: the start does not wait for it

    def _take(self, found: dict[str, LotRow | None]) -> None:
        self._wanted = frozenset()
        held = {**self._rows, **found}
        self._rows = {lot: row for lot in sorted(held) if (row := held[lot]) is not None}
        self._uncounted = [lot for lot in self._uncounted if lot not in found]
        self.changed.emit(self.rows)

    def _take_counts(self, some: Sequence[str], found: dict[str, Counted]) -> None:
        for lot in some:
            if lot in self._uncounted and lot in found:
                self._rows[lot] = self._rows[lot].with_counts(found[lot])
        gone = set(some)
        self._uncounted = [lot for lot in self._uncounted if lot not in gone]
        if self._uncounted:
            self.count()
        else:
            self.changed.emit(self.rows)
