"""13.1: a workspace is found again as it was left: the lot, its tab, and every handle that was drawn."""

import pytest
from PySide6.QtCore import QPoint, Qt

from workstation.ui.widgets.split import Split


@pytest.fixture
def left_in_claims(at_work):
    """A window with two lots, of which the second is open at its claims."""
    at_work.makes_lot("Jinchuan")
    at_work.makes_lot("Huaxin")
    at_work.opens("Huaxin", tab="claims")
    return at_work


def test_the_lot_and_the_tab_that_were_open_open_again(left_in_claims, make_person):
    left_in_claims.bench.close()
    again = make_person()
    again.waits_for_workspace()
    again.waits_for_lot("Huaxin")
    again.waits(lambda: again.frame.stack.currentWidget() is again.frame.lot)
    assert again.frame.lot.tab == "claims"


def test_a_workspace_that_was_left_in_its_list_opens_in_its_list(left_in_claims, make_person):
    left_in_claims.bench.show_lots()
    left_in_claims.bench.close()
    again = make_person()
    again.waits(lambda: again.frame.stack.currentWidget() is again.frame.lots)
    assert again.desk.lot is None


def test_a_workspace_that_is_closed_and_opened_in_one_window_comes_back_to_its_lot(left_in_claims, qtbot):
    person = left_in_claims
    path = person.bench.sessions.current.path
    qtbot.keyClick(person.frame, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: person.desk is None)
    person.bench.doors.open(path)
    person.waits_for_workspace()
    person.waits_for_lot("Huaxin")
    assert person.frame.lot.tab == "claims"


def test_a_lot_that_was_removed_meanwhile_leaves_the_list(left_in_claims, make_person, store):
    left_in_claims.bench.close()
    path = store.kept.recent[0].path
    store.save(store.kept.left(path, "no-lot", "claims"))
    again = make_person()
    again.waits(lambda: again.frame.stack.currentWidget() is again.frame.lots)
    assert not again.frame.banner.isVisible()


@pytest.mark.parametrize("tab", ["checks", "findings", "history", "memo"])
def test_the_handle_between_two_parts_of_a_panel_stays_where_it_was_drawn(
    left_in_claims, make_person, qtbot, tab
):
    left_in_claims.frame.lot.show_tab(tab)
    drawn = drags_the_handle(left_in_claims, qtbot)
    left_in_claims.bench.close()
    again = make_person()
    again.waits_for_workspace()
    again.waits_for_lot("Huaxin")
    assert again.frame.lot.tab == tab
    again.waits(lambda: abs(the_split(again).sizes()[0] - drawn) <= 2)


def the_split(person):
    return next(each for each in person.frame.lot.findChildren(Split) if each.isVisible())


def drags_the_handle(person, qtbot):
    """60 px toward the first part; how large it is then."""
    person.waits(
        lambda: the_split(person).width() == person.frame.lot.width()
    )  # the viewer went, the panel is laid out
    split = the_split(person)
    before, handle = split.sizes()[0], split.handle(1)
    middle = handle.rect().center()
    to = middle - (QPoint(60, 0) if split.beside else QPoint(0, 60))
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(handle, to)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=to)
    after = split.sizes()[0]
    assert after != before
    return after
