"""Esc in every sheet: it is gone, nothing was written, and the keys are where they were."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from settled import settled
from test_workbench_arrivals import take_in
from test_workbench_files import documents, drop

from workstation.application.records import FieldRef
from workstation.domain.new_lots import PASTED, NewLot
from workstation.ui import party_sheets
from workstation.ui.desk_history import Pasting
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.panels.lot_tabs import TABS
from workstation.ui.widgets.popover import Sheet


def action(identity):
    return lambda person: person.bench.action(identity).trigger()


def arrivals(person):
    drop(person, person.room)


def unlock(person):
    version = documents(person)["甲.txt"]
    person.desk.password_requested.emit(version.id, "甲")


def parts(person):
    person.desk.parts_requested.emit(documents(person)["甲.txt"], "甲")


def versions(person):
    person.desk.compare_versions(documents(person)["甲.txt"].document)


def merge(person):
    party_sheets.show_merge(person.bench, person.people[0].party.id, person.people)


def picker(person):
    person.frame.lot._viewer._choose_target()


# By the name of its class, what opens it
OPENS = {
    "AboutSheet": action("help.about"),
    "ArrivalsSheet": arrivals,
    "AsKnownSheet": action("lot.as_known"),
    "BinSheet": action("edit.bin"),
    "BulkSheet": action("edit.many"),
    "DisagreementsSheet": action("lot.disagreements"),
    "FieldPicker": picker,
    "HighlightsSheet": action("lot.highlights"),
    "KeysSheet": action("help.keys"),
    "MergeSheet": merge,
    "NameSheet": action("workspace.name"),
    "NewLotSheet": action("lot.new"),
    "NewPartySheet": lambda person: party_sheets.show_new_party(person.bench),
    "PartsSheet": parts,
    "PasteSheet": lambda person: person.desk.paste_requested.emit(Pasting(NewLot, "", "", PASTED, "CNY")),
    "RestingSheet": action("go.resting"),
    "SafetySheet": action("workspace.safety"),
    "SearchSheet": action("go.search"),
    "SourcesSheet": lambda person: person.desk.show_sources(FieldRef("lot", person.desk.lot, "name")),
    "UnlockSheet": unlock,
    "VersionsSheet": versions,
}


@pytest.fixture
def with_papers(at_work, tmp_path):
    """A lot with a paper of two versions that the viewer shows, and more that could come in."""
    from workstation.application.parties import add_party, parties

    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan")
    room = tmp_path / "room"
    room.mkdir()
    for text in ("甲", "甲改"):
        (room / "甲.txt").write_text(text, "utf-8")
        take_in(at_work, room) if text == "甲改" else drop(at_work, room)
        at_work.waits(lambda: not at_work.desk.is_taking_in and "甲.txt" in documents(at_work))
    (room / "乙.txt").write_text("乙", "utf-8")
    services, lot = at_work.desk.services, at_work.desk.lot
    for name in ("Lin", "Wang"):
        add_party(services.writer, lot, name)
    at_work.desk.reload()
    at_work.room, at_work.people = room, parties(services.reader)
    panel = at_work.frame.lot.records.currentWidget()
    at_work.desk.open_page(documents(at_work)["甲.txt"].id)
    at_work.waits(lambda: at_work.frame.lot.page_shown() is not None)
    panel.table.select_id(panel.rows[0].id)
    panel.table.setFocus()
    at_work.waits(lambda: len(at_work.desk.record.rows.get("party", ())) == 2)
    return at_work


def kinds(of):
    for kind in of.__subclasses__():
        yield from (kinds(kind) if kind is TitledSheet else (kind,))


def test_escape_in_every_sheet_leaves_nothing_behind(with_papers):
    person, reader = with_papers, with_papers.desk.services.reader
    head, before = reader.head(), person.bench.focusWidget()
    for name, opens in OPENS.items():
        opens(person)
        person.waits(lambda: [each for each in person.bench.findChildren(Sheet) if each.isVisible()])
        (sheet,) = (each for each in person.bench.findChildren(Sheet) if each.isVisible())
        assert type(sheet).__name__ == name
        settled(person.qtbot, person.desk.jobs)  # what it shows may be empty only then
        assert QApplication.activeWindow() is person.bench, f"{name}: a window of its own flashed up"
        focus = person.bench.focusWidget()
        assert focus is not None, name
        assert sheet.isAncestorOf(focus), f"{name}: keys go to {focus}"
        person.qtbot.keyClick(focus, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert person.bench.findChildren(Sheet) == [], name
        assert person.bench.focusWidget() is before, f"{name}: keys go to {person.bench.focusWidget()}"
    person.waits(lambda: person.desk.services.imports.all() == ())
    assert reader.head() == head
    assert {kind.__name__ for kind in kinds(Sheet)} == set(OPENS)


def test_no_part_of_a_lot_flashes_up_as_a_window_of_its_own(with_papers):
    person = with_papers
    for tab in TABS:
        person.frame.lot.show_tab(tab.key)
        settled(person.qtbot, person.desk.jobs)
        assert QApplication.activeWindow() is person.bench, tab.key
    person.bench.action("go.parties").trigger()
    settled(person.qtbot, person.desk.jobs)
    person.bench.show_lots()
    settled(person.qtbot, person.desk.jobs)
    assert QApplication.activeWindow() is person.bench
