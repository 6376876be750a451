from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence

from workstation.ui.actions import ACTIONS, KEY_HELP, TAB_ACTIONS, Menu, Need
from workstation.ui.panels.lot_tabs import TABS


def test_no_two_actions_share_a_shortcut_or_a_name():
    keys = Counter(QKeySequence(keys).toString() for spec in ACTIONS for keys in spec.shortcuts)
    assert [key for key, count in keys.items() if count > 1] == []
    assert [name for name, count in Counter(spec.id for spec in ACTIONS).items() if count > 1] == []


def test_keys_of_panels_and_viewer_are_bound_nowhere_else():
    bound = {QKeySequence(keys).toString() for spec in ACTIONS for keys in spec.shortcuts}
    own = {QKeySequence(entry.key).toString() for entry in KEY_HELP if entry.part != "Lot"}
    assert bound & own == set()


def test_keys_of_input_methods_are_left_alone():
    taken = {"Ctrl+Space", "Shift+Space", "Ctrl+.", "Ctrl+Shift+F"}
    for spec in ACTIONS:
        for keys in spec.shortcuts:
            assert keys not in taken
            assert not ("Ctrl" in keys and "Alt" in keys)


def test_every_shortcut_is_a_key_sequence_that_qt_knows():
    for spec in ACTIONS:
        for keys in spec.shortcuts:
            assert QKeySequence(keys).toString(), keys


def test_every_listed_action_is_in_its_menu(person):
    menu = person.frame.menu
    parts = {action.text(): action.menu() for action in menu.actions()}
    assert list(parts) == [group.value for group in Menu]
    for group in Menu:
        texts = [action.text() for action in parts[group.value].actions()]
        assert texts == [spec.text for spec in ACTIONS if spec.menu is group and spec.listed]


def test_actions_wait_for_what_they_need(person, tmp_path):
    enabled = {spec.id for spec in ACTIONS if person.bench.action(spec.id).isEnabled()}
    assert enabled == {spec.id for spec in ACTIONS if spec.need in {Need.NOTHING, Need.MAY_WRITE}}
    person.bench.doors.create(tmp_path / "New.workspace")
    person.waits_for_workspace()
    assert person.bench.action("edit.undo").isEnabled()
    assert not person.bench.action("lot.value").isEnabled()
    assert len(TAB_ACTIONS) == len(TABS)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_list_of_keys_names_every_bound_key(make_person, store, language, qtbot):
    from dataclasses import replace

    from workstation.ui.dialogs.keys import KeysSheet
    from workstation.ui.widgets.keys import KeyCap

    store.kept = replace(store.kept, language=language)
    person = make_person()
    person.bench.action("help.keys").trigger()
    sheet = person.frame.findChild(KeysSheet)
    shown = {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    assert {" / ".join(spec.shortcuts) for spec in ACTIONS if spec.shortcuts and spec.listed} <= shown
    assert {entry.key for entry in KEY_HELP} <= shown
