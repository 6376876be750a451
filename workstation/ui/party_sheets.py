"""The sheets on parties over the window: two that are one, and a new one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workstation.application.parties import PartyRow
    from workstation.ui.workbench import Workbench


def show_merge(bench: "Workbench", party: str, rows: "Sequence[PartyRow]") -> None:
    """Asks which of the other parties `party` is."""
    from workstation.ui.dialogs.merge import MergeSheet  # noqa: PLC0415 - loads when it is asked for

    gone = next(found for found in rows if found.party.id == party)
    if bench.desk is not None and bench.desk.can_write():
        others = [found for found in rows if found is not gone]
        sheet = MergeSheet(bench.desk, bench.sheet_host, gone, others)
        bench.show_sheet(sheet, sheet.filter)


def show_new_party(bench: "Workbench") -> None:
    """Asks who it is, and in which lot as what."""
    from workstation.ui.dialogs.new_party import NewPartySheet  # noqa: PLC0415 - loads when it is asked for

    if bench.desk is not None and bench.desk.can_write():
        sheet = NewPartySheet(bench.desk, bench.sheet_host, [row.lot for row in bench.hand.rows])
        bench.show_sheet(sheet, sheet.name)
