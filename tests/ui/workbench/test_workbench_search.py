"""Ctrl+K: words are looked for in the papers of all lots; a hit opens its page with the words selected, in whatever lot."""

import pytest
from PySide6.QtCore import Qt
from test_workbench_disagreements import takes_in

from workstation.ui.dialogs.highlights import HighlightsSheet
from workstation.ui.dialogs.search import HitRow, SearchSheet
from workstation.ui.viewer import toolbar

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def two_lots(at_work, tmp_path):
    person = at_work
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan")
    takes_in(person, tmp_path, loan=("LOAN AGREEMENT", "The loan is CNY24,000,000."), 抵押=("抵押合同 loan",))
    person.makes_lot("Hailan")
    person.opens("Hailan")
    takes_in(person, tmp_path, letter=("Reminder: the loan is due.",))
    return person


def asks(person):
    person.qtbot.keyClick(person.bench, Key.Key_K, CTRL)
    return person.sheet(SearchSheet)


def types(person, sheet, words):
    sheet.box.selectAll()
    person.qtbot.keyClicks(sheet.box, words)


def hits(sheet):
    """``[(paper, lot, words)]`` as shown."""
    found, head = [], None
    for row in sheet.table.model().rows:
        if isinstance(row, HitRow):
            found.append((head.title, head.detail, row.page.first.text if row.page else "(name)"))
        else:
            head = row
    return found


ALL_LOANS = [
    ("loan", "Jinchuan", "(name)"),
    ("loan", "Jinchuan", "LOAN"),
    ("letter", "Hailan", "loan"),
    ("抵押", "Jinchuan", "loan"),
]


def test_words_are_found_in_all_lots_and_in_the_open_one(two_lots):
    sheet = asks(two_lots)
    types(two_lots, sheet, "loan")
    two_lots.waits(lambda: hits(sheet) == ALL_LOANS)
    assert "3 pages in 3 documents" in two_lots.texts(sheet)
    two_lots.qtbot.mouseClick(two_lots.button("This lot", sheet), Qt.MouseButton.LeftButton)
    two_lots.waits(lambda: hits(sheet) == ALL_LOANS[2:3])
    types(two_lots, sheet, "due loan")
    two_lots.waits(lambda: hits(sheet) == [("letter", "Hailan", "due")])
    types(two_lots, sheet, "24,000,000")
    two_lots.waits(lambda: "No paper has all of these words." in two_lots.texts(sheet))


def test_a_hit_in_another_lot_opens_that_lot_at_the_words(two_lots):
    person = two_lots
    sheet = asks(person)
    types(person, sheet, "24,000,000")
    person.waits(lambda: len(hits(sheet)) == 1)
    person.qtbot.keyClick(sheet.box, Key.Key_Return)
    assert not sheet.isVisible()
    person.waits_for_lot("Jinchuan")
    person.waits_for_selected("24,000,000")


def test_the_next_hit_is_one_key_away_from_the_last(two_lots):
    person = two_lots
    sheet = asks(person)
    types(person, sheet, "loan")
    person.waits(lambda: len(hits(sheet)) == 4)
    person.qtbot.keyClick(sheet.box, Key.Key_Down)
    person.qtbot.keyClick(sheet.table, Key.Key_Down)
    chosen = sheet.table.current_id()
    person.qtbot.keyClick(sheet.table, Key.Key_Return)
    person.waits_for_lot("Jinchuan")
    again = asks(person)
    person.waits(lambda: again.table.current_id() == chosen)
    assert (again.box.text(), again.box.selectedText()) == ("loan", "loan")
    person.qtbot.keyClick(again.box, Key.Key_Escape)  # empties it, then leaves
    person.qtbot.keyClick(again.box, Key.Key_Escape)
    person.waits(lambda: not again.isVisible())


def test_a_paper_is_found_by_its_name_and_opens_where_it_was_left(two_lots):
    person = two_lots
    sheet = asks(person)
    types(person, sheet, "loan")
    person.waits(lambda: hits(sheet)[:1] == [("loan", "Jinchuan", "(name)")])
    person.qtbot.keyClick(sheet.box, Key.Key_Down)
    person.qtbot.keyClick(sheet.table, Key.Key_Return)
    person.waits_for_lot("Jinchuan")
    person.waits(lambda: person.frame.lot._viewer is not None)
    person.waits(lambda: person.frame.lot._viewer.toolbar.document.text() == "loan")


def test_a_menu_of_very_many_papers_leads_to_the_search(two_lots, monkeypatch):
    person = two_lots
    monkeypatch.setattr(toolbar, "LISTED", 0)
    person.waits(lambda: person.frame.lot._viewer is not None)
    papers = person.frame.lot._viewer.toolbar.document
    person.waits(lambda: papers.isVisible() and papers.isEnabled() and papers.text() == "letter")
    person.qtbot.mouseClick(papers, Qt.MouseButton.LeftButton)
    entry = person.menu().actions()[-1]
    assert entry.text().startswith("1 more: search by name …")
    entry.trigger()
    assert person.sheet(SearchSheet)


def test_the_box_in_the_top_bar_opens_it_and_sleeps_without_a_workspace(person, tmp_path):
    box = person.frame.search_button
    assert not box.isEnabled()
    person.bench.doors.create(tmp_path / "Court lots.workspace")
    person.waits_for_workspace()
    person.waits(person.frame.search_button.isEnabled)
    person.qtbot.mouseClick(person.frame.search_button, Qt.MouseButton.LeftButton)
    assert person.sheet(SearchSheet)


def test_one_enter_opens_the_best_hit_also_while_it_is_still_looked_for(two_lots):
    """W16: Enter in the box only led to the table, and a second one opened."""
    person = two_lots
    sheet = asks(person)
    sheet.box.setText("24,000,000")
    with person.qtbot.waitSignal(sheet.closed):  # the sheet itself may be gone before it can be asked
        person.qtbot.keyClick(sheet.box, Key.Key_Return)  # before the words were looked for
    person.waits_for_lot("Jinchuan")
    person.waits_for_selected("24,000,000")


def test_the_sheet_says_what_to_type_and_what_to_do_where_nothing_is_found(two_lots):
    sheet = asks(two_lots)
    assert "Type what you look for." in two_lots.texts(sheet)
    types(two_lots, sheet, "zzzz")
    two_lots.waits(lambda: "Nothing was found." in two_lots.texts(sheet))
    types(two_lots, sheet, "loan")
    two_lots.waits(sheet.table.isVisible)
    sheet.close_sheet()
    two_lots.qtbot.keyClick(two_lots.bench, Key.Key_J, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "Nothing is highlighted in this lot yet." in two_lots.texts(two_lots.sheet(HighlightsSheet))
