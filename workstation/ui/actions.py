"""Every command of the window as data: menus, toolbar, the list of keys and the shortcuts come from this table."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workstation.ui import commands

if TYPE_CHECKING:
    from workstation.ui.workbench import Workbench


class Menu(StrEnum):
    """The menus in their order; the value is the English title."""

    WORKSPACE = "Workspace"
    LOT = "Lot"
    EDIT = "Edit"
    VIEW = "View"
    GO = "Go"
    HELP = "Help"


class Need(StrEnum):
    """What must be there for an action to be enabled."""

    NOTHING = "nothing"
    WORKSPACE = "workspace"
    WRITABLE = "writable"  # an open workspace that is not read-only
    MAY_WRITE = "may write"  # no workspace that is read-only: one is made where none is open
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """`text` is the English key; "…" says that something is asked before it is done. `shortcuts` are portable key
    sequences, the first is printed."""

    id: str
    text: str
    menu: Menu
    run: "Callable[[Workbench], None]"
    shortcuts: tuple[str, ...] = ()
    need: Need = Need.NOTHING
    icon: str = ""
    listed: bool = True  # in the menu; a shortcut that belongs to a row of them is listed once


@dataclass(frozen=True, slots=True)
class KeyHelp:
    """A key that a panel or the viewer handles itself: printed in the list of keys, never bound here."""

    key: str
    text: str
    part: str


def _tab(place: int) -> "Callable[[Workbench], None]":
    return lambda bench: commands.go_to_tab(bench, place)


_TAB_KEYS = "1234567890-="
TAB_ACTIONS = tuple(
    ActionSpec(
        f"go.tab.{place}",
        "Go to a tab",
        Menu.GO,
        _tab(place),
        (f"Alt+{_TAB_KEYS[place]}",),
        Need.LOT,
        listed=False,
    )
    for place in range(len(_TAB_KEYS))
)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("workspace.new", "New workspace …", Menu.WORKSPACE, commands.new_workspace, icon="plus"),
    ActionSpec(
        "workspace.open",
        "Open workspace …",
        Menu.WORKSPACE,
        commands.open_workspace,
        ("Ctrl+Shift+W",),
        icon="folder",
    ),
    ActionSpec("workspace.sample", "Open the sample", Menu.WORKSPACE, commands.open_sample, icon="play"),
    ActionSpec("workspace.sample.fresh", "Start the sample over", Menu.WORKSPACE, commands.start_sample_over),
    ActionSpec(
        "workspace.safety",
        "Snapshots and recovery …",
        Menu.WORKSPACE,
        commands.show_safety,
        ("Ctrl+Shift+K",),
        Need.WORKSPACE,
        icon="shield",
    ),
    ActionSpec("workspace.name", "Your name …", Menu.WORKSPACE, commands.rename_user, icon="pencil"),
    ActionSpec(
        "workspace.close",
        "Close workspace",
        Menu.WORKSPACE,
        commands.close_workspace,
        ("Ctrl+W",),
        Need.WORKSPACE,
    ),
    ActionSpec("quit", "Quit", Menu.WORKSPACE, commands.quit_program, ("Ctrl+Q",)),
    ActionSpec("lot.new", "New lot …", Menu.LOT, commands.new_lot, ("Ctrl+N",), Need.MAY_WRITE, icon="plus"),
    ActionSpec("lot.round", "New round", Menu.LOT, commands.new_round, need=Need.LOT, icon="plus"),
    ActionSpec(
        "import.files",
        "Import files …",
        Menu.LOT,
        commands.import_files,
        ("Ctrl+O",),
        Need.MAY_WRITE,
        "import",
    ),
    ActionSpec(
        "import.folder",
        "Import a folder …",
        Menu.LOT,
        commands.import_folder,
        ("Ctrl+Shift+O",),
        Need.MAY_WRITE,
        icon="folder",
    ),
    ActionSpec("import.watch", "Watch a folder …", Menu.LOT, commands.watch_folder, icon="eye"),
    ActionSpec("import.unwatch", "Stop watching the folder", Menu.LOT, commands.stop_watching),
    ActionSpec(
        "lot.highlights",
        "Highlights of the lot",
        Menu.LOT,
        commands.show_highlights,
        ("Ctrl+Shift+J",),
        Need.LOT,
        icon="pencil",
    ),
    ActionSpec(
        "lot.disagreements",
        "Where papers do not agree",
        Menu.LOT,
        commands.show_disagreements,
        ("Ctrl+Shift+N",),
        Need.LOT,
        icon="not-equal",
    ),
    ActionSpec("lot.value", "Value the lot", Menu.LOT, commands.value, ("F9",), Need.LOT, icon="calculator"),
    ActionSpec("edit.undo", "Undo", Menu.EDIT, commands.undo, ("Ctrl+Z",), Need.WRITABLE, icon="undo"),
    ActionSpec(
        "edit.redo", "Redo", Menu.EDIT, commands.redo, ("Ctrl+Y", "Ctrl+Shift+Z"), Need.WRITABLE, icon="redo"
    ),
    ActionSpec(
        "edit.many",
        "Change many …",
        Menu.EDIT,
        commands.change_many,
        ("Ctrl+Shift+M",),
        Need.WRITABLE,
        icon="pencil",
    ),
    ActionSpec(
        "edit.history",
        "History of this record",
        Menu.EDIT,
        commands.show_record_history,
        ("Ctrl+H",),
        Need.LOT,
        icon="history",
    ),
    ActionSpec(
        "edit.export",
        "Export the table …",
        Menu.EDIT,
        commands.export_table,
        ("Ctrl+Shift+X",),
        Need.WORKSPACE,
        icon="export",
    ),
    ActionSpec(
        "edit.columns",
        "Columns of the table …",
        Menu.EDIT,
        commands.choose_columns,
        ("Ctrl+Shift+C",),
        Need.WORKSPACE,
        icon="columns",
    ),
    ActionSpec(
        "edit.sources",
        "Sources of the field …",
        Menu.EDIT,
        commands.show_sources,
        ("Ctrl+Shift+S",),
        Need.LOT,
        icon="pencil",
    ),
    ActionSpec(
        "edit.bin", "Bin …", Menu.EDIT, commands.show_bin, ("Ctrl+Shift+B",), Need.WORKSPACE, icon="trash"
    ),
    ActionSpec("lot.remove", "Remove the lot", Menu.LOT, commands.remove_lot, (), Need.WRITABLE, "trash"),
    ActionSpec(
        "lot.as_known",
        "Lot as known on …",
        Menu.LOT,
        commands.show_as_known,
        ("Ctrl+Shift+H",),
        Need.LOT,
        icon="eye",
    ),
    ActionSpec("lot.now", "Back to now", Menu.LOT, commands.back_to_now, (), Need.LOT, icon="clock"),
    ActionSpec(
        "view.viewer", "Show or hide the page", Menu.VIEW, commands.toggle_viewer, ("F8",), Need.LOT, "split"
    ),
    ActionSpec("view.chinese", "中文", Menu.VIEW, commands.speak_chinese),
    ActionSpec("view.english", "English", Menu.VIEW, commands.speak_english),
    ActionSpec("view.system", "Theme of the system", Menu.VIEW, commands.system_theme, icon="screen"),
    ActionSpec("view.light", "Light theme", Menu.VIEW, commands.light_theme, icon="sun"),
    ActionSpec("view.dark", "Dark theme", Menu.VIEW, commands.dark_theme, icon="moon"),
    ActionSpec("go.lots", "All lots", Menu.GO, commands.go_to_lots, ("Alt+Home",), Need.WORKSPACE, "lots"),
    ActionSpec(
        "go.search", "Search …", Menu.GO, commands.show_search, ("Ctrl+K",), Need.WORKSPACE, icon="search"
    ),
    ActionSpec(
        "go.parties",
        "All parties",
        Menu.GO,
        commands.go_to_parties,
        ("Alt+Shift+Home",),
        Need.WORKSPACE,
        "people",
    ),
    ActionSpec("go.pane", "Next pane", Menu.GO, commands.next_pane, ("F6",), Need.WORKSPACE),
    ActionSpec(
        "go.pane.back", "Previous pane", Menu.GO, commands.previous_pane, ("Shift+F6",), Need.WORKSPACE
    ),
    ActionSpec(
        "go.resting",
        "What rests on this page …",
        Menu.GO,
        commands.show_resting,
        ("Ctrl+Shift+R",),
        Need.LOT,
        icon="page",
    ),
    ActionSpec("go.bare", "Next value without a source", Menu.GO, commands.next_bare, ("F4",), Need.LOT),
    ActionSpec("go.tab.next", "Next tab", Menu.GO, commands.next_tab, ("Ctrl+PgDown",), Need.LOT),
    ActionSpec("go.tab.back", "Previous tab", Menu.GO, commands.previous_tab, ("Ctrl+PgUp",), Need.LOT),
    *TAB_ACTIONS,
    ActionSpec("help.keys", "All keys", Menu.HELP, commands.show_keys, ("F1",), icon="keyboard"),
    ActionSpec("help.log", "Where the log file is", Menu.HELP, commands.show_log, icon="note"),
    ActionSpec("help.about", "About and licences", Menu.HELP, commands.show_about, icon="info"),
)

KEY_HELP: tuple[KeyHelp, ...] = (
    KeyHelp("Alt+1 … Alt+0, Alt+-, Alt+=", "go to a tab", "Lot"),
    KeyHelp("Ctrl+E", "attach what is selected and fill the field", "Viewer"),
    KeyHelp("Ctrl+Shift+E", "attach only", "Viewer"),
    KeyHelp("Ctrl+G", "go to a page", "Viewer"),
    KeyHelp("Ctrl+F", "find in the document", "Viewer"),
    KeyHelp("F7", "small pages, contents, hits", "Viewer"),
    KeyHelp("A", "select an area", "Viewer"),
    KeyHelp("Ctrl+1 … Ctrl+4", "highlight a fact, a trap, a question, an input", "Viewer"),
    KeyHelp("Ctrl+Shift+D", "page being read, page read", "Viewer"),
    KeyHelp("Ctrl+Shift+Q", "copy the quote with where it stands", "Viewer"),
    KeyHelp("Alt+←, Alt+→", "back to where a jump began, and forth", "Viewer"),
    KeyHelp("Space", "peek, or open the source of a value", "Table"),
    KeyHelp("Enter", "open, explain, trace", "Table"),
    KeyHelp("/", "filter", "Table"),
    KeyHelp("Del", "remove the lot, to the bin", "Table"),
    KeyHelp("S", "stage", "Table"),
    KeyHelp("Ctrl+C", "copy the chosen rows", "Table"),
    KeyHelp("Ctrl+V", "paste rows from a spreadsheet", "Table"),
    KeyHelp("Ctrl+B, Ctrl+I", "bold, italic", "Notes"),
    KeyHelp("Ctrl+T, Ctrl+L", "heading, list", "Notes"),
    KeyHelp("Ctrl+F, F3", "find in notes, next hit", "Notes"),
    KeyHelp("Ctrl+Enter", "open the place at the caret, keep the text", "Notes"),
    KeyHelp("Esc", "leave, drop the target", "Everywhere"),
    KeyHelp("Alt", "the menu", "Everywhere"),
)
