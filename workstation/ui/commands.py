"""What the actions do: one function each, on the window."""

from typing import TYPE_CHECKING

from workstation.language.translator import Language
from workstation.ui.theme.scheme import SchemeChoice
from workstation.ui.widgets.values import KeyHint

if TYPE_CHECKING:
    from workstation.ui.models.table import RecordTable
    from workstation.ui.workbench import Workbench


def new_workspace(bench: "Workbench") -> None:
    from workstation.ui.dialogs.files import ask_new_workspace  # noqa: PLC0415 - dialogs load when they are opened

    ask_new_workspace(bench, bench.context.tr, bench.shell.default_workspace, bench.doors.create)


def open_workspace(bench: "Workbench") -> None:
    from workstation.ui.dialogs.files import ask_workspace  # noqa: PLC0415

    ask_workspace(bench, bench.context.tr, bench.shell.default_workspace.parent, bench.doors.open)


def rename_user(bench: "Workbench") -> None:
    bench.doors.rename_user()


def open_sample(bench: "Workbench") -> None:
    bench.doors.open_sample()


def start_sample_over(bench: "Workbench") -> None:
    bench.doors.start_sample_over()


def close_workspace(bench: "Workbench") -> None:
    bench.doors.close()


def quit_program(bench: "Workbench") -> None:
    bench.close()


def show_safety(bench: "Workbench") -> None:
    from workstation.ui.dialogs.safety import SafetySheet  # noqa: PLC0415

    if bench.desk is not None:
        sheet = SafetySheet(bench, bench.desk)
        bench.show_sheet(sheet, sheet.table)


def new_lot(bench: "Workbench") -> None:
    from workstation.ui.dialogs.new_lot import NewLotSheet  # noqa: PLC0415

    def ask() -> None:
        sheet = NewLotSheet(bench.context, bench.sheet_host)
        sheet.created.connect(lambda given: bench.desk.new_lot(given, bench.open_lot) if bench.desk else None)
        bench.show_sheet(sheet)

    bench.doors.with_workspace(ask)


def new_round(bench: "Workbench") -> None:
    if bench.desk is not None:
        bench.frame.lot.show_tab("overview")
        bench.desk.new_round()


def import_files(bench: "Workbench") -> None:
    from workstation.ui.dialogs.files import ask_files  # noqa: PLC0415

    ask_files(bench, bench.context.tr, bench.take_in)


def import_folder(bench: "Workbench") -> None:
    from workstation.ui.dialogs.files import ask_folder  # noqa: PLC0415

    ask_folder(bench, bench.context.tr, bench.take_in)


def watch_folder(bench: "Workbench") -> None:
    """New files in a folder are told of, and filed when a person says so."""
    from workstation.ui.dialogs.files import ask_folder  # noqa: PLC0415

    ask_folder(bench, bench.context.tr, lambda folders: bench.watching.watch(folders[0]))


def stop_watching(bench: "Workbench") -> None:
    bench.watching.watch(None)


def show_search(bench: "Workbench") -> None:
    from workstation.ui.dialogs.search import SearchSheet  # noqa: PLC0415

    if bench.desk is not None:
        sheet = SearchSheet(bench.desk, bench.sheet_host)
        bench.show_sheet(sheet, sheet.box)


def show_highlights(bench: "Workbench") -> None:
    from workstation.ui.dialogs.highlights import HighlightsSheet  # noqa: PLC0415

    if bench.desk is not None:
        sheet = HighlightsSheet(bench.desk, bench.sheet_host)
        sheet.left_for_page.connect(lambda: _show_way_back(bench, "lot.highlights"))
        bench.show_sheet(sheet, sheet.table)


def show_disagreements(bench: "Workbench") -> None:
    from workstation.ui.dialogs.disagreements import DisagreementsSheet  # noqa: PLC0415

    if bench.desk is not None:
        sheet = DisagreementsSheet(bench.desk, bench.sheet_host)
        sheet.left_for_page.connect(lambda: _show_way_back(bench, "lot.disagreements"))
        bench.show_sheet(sheet, sheet.table)


def _show_way_back(bench: "Workbench", action: str) -> None:
    """A page of a list is looked at: the key that brings the list back stands first in the strip."""
    key = KeyHint(bench.action(action).shortcut().toString(), bench.context.tr("back to the list"))
    bench.frame.strip.show_keys([key, *bench.frame.lot.key_hints])


def value(bench: "Workbench") -> None:
    if bench.desk is not None:
        bench.frame.lot.show_tab("valuation")
        bench.desk.freeze_run()


def undo(bench: "Workbench") -> None:
    if bench.desk is not None:
        bench.desk.undo()


def redo(bench: "Workbench") -> None:
    if bench.desk is not None:
        bench.desk.redo()


def show_record_history(bench: "Workbench") -> None:
    """Of the record that has the focus: a row of a table, a form, else the target, else the lot."""
    from workstation.ui.focus import focused_record  # noqa: PLC0415

    if bench.desk is not None and (ref := focused_record(bench.desk)) is not None:
        bench.desk.show_history(ref)


def export_table(bench: "Workbench") -> None:
    """What the table that has the focus shows; in the list, the lots."""
    from workstation.ui.dialogs.files import ask_sheet_file  # noqa: PLC0415

    desk, table = bench.desk, _table(bench)
    if desk is not None and table is not None:
        sheet = table.as_sheet(desk.services.clock())
        ask_sheet_file(bench, bench.context, sheet.name, lambda path: desk.export_sheet(sheet, path))


def choose_columns(bench: "Workbench") -> None:
    if (table := _table(bench)) is not None:
        table.choose_columns()


def _table(bench: "Workbench") -> "RecordTable | None":
    """The table that has the focus; in the list, the lots."""
    from workstation.ui.focus import focused_table  # noqa: PLC0415

    in_list = bench.desk is not None and bench.desk.lot is None
    return focused_table() or (bench.frame.lots.table if in_list else None)


def show_sources(bench: "Workbench") -> None:
    """Of the field that waits for evidence, which is the last one that had the focus."""
    if bench.desk is not None and bench.desk.target is not None:
        bench.desk.show_sources(bench.desk.target.ref)


def show_resting(bench: "Workbench") -> None:
    from workstation.ui.dialogs.resting import RestingSheet  # noqa: PLC0415

    place = bench.frame.lot.page_shown()
    if bench.desk is not None and place is not None:
        sheet = RestingSheet(bench.desk, bench.sheet_host, *place)
        bench.show_sheet(sheet, sheet.table)


def next_bare(bench: "Workbench") -> None:
    if bench.desk is not None:
        bench.desk.go_to_next_bare()


def show_as_known(bench: "Workbench") -> None:
    from workstation.ui.dialogs.as_known import AsKnownSheet  # noqa: PLC0415

    desk = bench.desk
    if desk is not None:
        bench.commit_typed()  # the past is not written
        sheet = AsKnownSheet(bench.context, bench.sheet_host, desk.as_of or desk.services.clock())
        sheet.chosen.connect(desk.look_back)
        bench.show_sheet(sheet, sheet.editor)


def back_to_now(bench: "Workbench") -> None:
    if bench.desk is not None:
        bench.desk.look_back(None)


def show_bin(bench: "Workbench") -> None:
    from workstation.ui.dialogs.bin import BinSheet  # noqa: PLC0415

    if bench.desk is not None:
        sheet = BinSheet(bench.desk, bench.sheet_host)
        bench.show_sheet(sheet, sheet.table)


def change_many(bench: "Workbench") -> None:
    """The rows of the table that has the focus; in the list, the lots."""
    from workstation.ui.dialogs.bulk import BulkSheet  # noqa: PLC0415
    from workstation.ui.focus import chosen_rows  # noqa: PLC0415

    desk = bench.desk
    if desk is not None and desk.can_write():
        lots = [row.lot for row in bench.hand.rows]
        if rows := chosen_rows(desk, bench.frame.lots.table if desk.lot is None else None, lots):
            sheet = BulkSheet(desk, bench.sheet_host, rows)
            bench.show_sheet(sheet, sheet.field)


def remove_lot(bench: "Workbench") -> None:
    """The open lot, or the one that is chosen in the list."""
    lot = None
    if bench.desk is not None:
        lot = bench.desk.lot or bench.frame.lots.table.current_id()
    if bench.desk is not None and lot is not None:
        if bench.desk.lot is not None:
            bench.show_lots()
        bench.desk.remove_lot(lot)


def toggle_viewer(bench: "Workbench") -> None:
    bench.frame.lot.toggle_viewer()


def speak_chinese(bench: "Workbench") -> None:
    bench.set_language(Language.CHINESE)


def speak_english(bench: "Workbench") -> None:
    bench.set_language(Language.ENGLISH)


def system_theme(bench: "Workbench") -> None:
    bench.set_scheme(SchemeChoice.SYSTEM)


def light_theme(bench: "Workbench") -> None:
    bench.set_scheme(SchemeChoice.LIGHT)


def dark_theme(bench: "Workbench") -> None:
    bench.set_scheme(SchemeChoice.DARK)


def go_to_lots(bench: "Workbench") -> None:
    bench.show_lots()


def go_to_parties(bench: "Workbench") -> None:
    bench.hand.show_parties()


def next_pane(bench: "Workbench") -> None:
    bench.frame.walk_panes(1)


def previous_pane(bench: "Workbench") -> None:
    bench.frame.walk_panes(-1)


def next_tab(bench: "Workbench") -> None:
    bench.frame.lot.walk_tabs(1)


def previous_tab(bench: "Workbench") -> None:
    bench.frame.lot.walk_tabs(-1)


def go_to_tab(bench: "Workbench", place: int) -> None:
    bench.frame.lot.show_tab_at(place)


def show_keys(bench: "Workbench") -> None:
    from workstation.ui.dialogs.keys import KeysSheet  # noqa: PLC0415

    bench.show_sheet(KeysSheet(bench.context, bench.sheet_host))


def show_log(bench: "Workbench") -> None:
    bench.frame.strip.show_operation(
        bench.context.tr("Log file: {path}", path=bench.shell.log_file), can_undo=False
    )


def show_about(bench: "Workbench") -> None:
    from workstation.ui.dialogs.about import AboutSheet  # noqa: PLC0415

    bench.show_sheet(AboutSheet(bench.context, bench.sheet_host, bench.shell))
