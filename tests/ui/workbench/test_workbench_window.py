"""The window as a whole: ways in and out, languages and themes, faults."""

from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPushButton
from settled import settled
from workbench_kit import NOW

from workstation import bootstrap, sample
from workstation.application.demo.sample import SampleMade
from workstation.application.records import FieldRef
from workstation.domain.claims import Balance, Claim
from workstation.domain.errors import NotFoundError
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.storage.failures import DiskFailedError
from workstation.ui.app import tell_bug
from workstation.ui.dialogs.about import AboutSheet
from workstation.ui.dialogs.name import NameSheet
from workstation.ui.dialogs.safety import SafetySheet
from workstation.ui.following import Following
from workstation.ui.panels.lot_tabs import TABS
from workstation.ui.panels.row_form import RowForm
from workstation.ui.theme.scheme import SchemeChoice
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.drop_mark import DropMark


def test_the_first_start_shows_the_welcome_panel(person):
    assert person.frame.stack.currentWidget() is person.frame.welcome
    assert person.frame.workspace_button.text() == "No workspace"


def test_the_name_is_asked_once_and_signs_what_is_done(make_person, store, qtbot, tmp_path):
    store.kept = replace(store.kept, user_name="")
    person = make_person()
    person.bench.doors.create(tmp_path / "A.workspace")
    sheet = person.frame.findChild(NameSheet)
    assert sheet.editor.text() == "Lin"  # what the system calls the user
    sheet.editor.clear()
    qtbot.keyClicks(sheet.editor, "Zhou Min")
    qtbot.keyClick(sheet.editor, Qt.Key.Key_Return)
    person.waits_for_workspace()
    person.makes_lot("Jinchuan")
    person.waits(lambda: store.kept.user_name == "Zhou Min")
    assert person.desk.services.reader.history()[0].actor == "Zhou Min"
    person.bench.doors.create(tmp_path / "B.workspace")
    person.waits(lambda: person.desk is not None and person.desk.services.name == "B")
    settled(qtbot, person.desk.jobs)
    assert not [sheet for sheet in person.frame.findChildren(NameSheet) if sheet.isVisible()]


def test_a_new_lot_without_a_workspace_says_where_the_work_will_lie_and_lets_it_be_chosen(
    person, qtbot, tmp_path
):
    person.bench.action("lot.new").trigger()
    sheet = person.sheet(NameSheet)
    assert str(tmp_path / "Lots.workspace") in person.texts(sheet)
    qtbot.keyClick(sheet.editor, Qt.Key.Key_Escape)
    assert not (tmp_path / "Lots.workspace").exists()
    person.bench.action("lot.new").trigger()
    sheet = person.sheet(NameSheet)
    qtbot.mouseClick(sheet.another, Qt.MouseButton.LeftButton)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (dialog,) = [dialog for dialog in sheet.findChildren(QFileDialog) if dialog.isVisible()]
    dialog.setDirectory(str(elsewhere))
    dialog.selectFile("Court lots")
    dialog.accept()
    assert str(elsewhere / "Court lots.workspace") in person.texts(sheet)
    qtbot.keyClick(sheet.editor, Qt.Key.Key_Return)
    person.waits(lambda: person.new_lot_sheet() is not None)
    assert (elsewhere / "Court lots.workspace").is_dir()
    assert not (tmp_path / "Lots.workspace").exists()
    assert person.frame.workspace_button.toolTip() == str(elsewhere / "Court lots.workspace")
    person.new_lot_sheet().close_sheet()
    person.bench.action("workspace.safety").trigger()
    assert str(elsewhere / "Court lots.workspace") in person.texts(person.sheet(SafetySheet))


def test_a_name_that_is_changed_signs_what_is_done_from_then_on(at_work, store, qtbot):
    at_work.makes_lot("First")
    at_work.bench.action("workspace.name").trigger()
    sheet = at_work.sheet(NameSheet)
    assert sheet.editor.text() == "Lin"
    qtbot.keyClicks(sheet.editor, "Zhou Min")  # the old one is selected
    qtbot.keyClick(sheet.editor, Qt.Key.Key_Return)
    at_work.makes_lot("Second")
    assert {operation.actor for operation in at_work.desk.services.reader.history()} == {"Lin", "Zhou Min"}
    assert at_work.desk.services.reader.history()[0].actor == "Zhou Min"
    at_work.waits(lambda: store.kept.user_name == "Zhou Min")


def test_the_last_workspace_opens_at_the_next_start(make_person, store, tmp_path):
    first = make_person()
    first.bench.doors.create(tmp_path / "Court lots.workspace")
    first.waits_for_workspace()
    first.makes_lot("Jinchuan")
    first.bench.close()
    assert [entry.path.name for entry in store.kept.recent] == ["Court lots.workspace"]
    second = make_person()
    second.waits_for_workspace()
    second.waits(lambda: second.frame.stack.currentWidget() is second.frame.lots)
    assert second.frame.lots.table.records.rowCount() == 1
    assert second.frame.workspace_button.text() == "Court lots"


def test_a_workspace_that_is_gone_says_so_and_is_forgotten(person, store, tmp_path):
    gone = tmp_path / "Gone.workspace"
    person.bench.keep(store.kept.opened(gone, NOW))
    person.bench.doors.open(gone)
    person.waits(person.frame.banner.isVisible)
    assert person.bench.preferences.recent == ()
    assert person.frame.stack.currentWidget() is person.frame.welcome


def test_a_workspace_in_use_can_be_opened_read_only(make_person, tmp_path, qtbot, store):
    first = make_person()
    first.bench.doors.create(tmp_path / "Court lots.workspace")
    first.waits_for_workspace()
    first.waits(lambda: store.load().recent)  # remembered away from the window's thread
    second = make_person()
    second.waits(second.frame.banner.isVisible)
    button = second.button("Open read-only", second.frame.banner)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    second.waits_for_workspace()
    assert second.desk.services.read_only
    assert not second.bench.action("edit.undo").isEnabled()
    is_offered_where_the_disk_takes_nothing(second, tmp_path / "Court lots.workspace")


def is_offered_where_the_disk_takes_nothing(person, path):
    """As a disc, or a full disk: commands answered, and the window did not open."""
    shell = person.bench.shell

    def refused(at, name, read_only):
        if not read_only:
            raise DiskFailedError(detail="Read-only file system")
        return shell.open_workspace(at, name, read_only)

    person.bench.shell = replace(shell, open_workspace=refused)
    person.bench.doors.open(path)
    person.waits(lambda: "The disk refused" in person.texts(person.frame.banner))
    person.qtbot.mouseClick(person.button("Open read-only", person.frame.banner), Qt.MouseButton.LeftButton)
    person.waits_for_workspace()


def what_would_write_is_disabled_and_says_why(reader):
    """Sign, + and the bin looked as if they worked."""
    frame, found = reader.frame, {}
    for tab in TABS:
        frame.lot.show_tab(tab.key)
        panel = frame.lot.records.currentWidget()
        found[tab.key] = [button for button in panel.findChildren(Button) if button.writes]
    assert {key for key, buttons in found.items() if not buttons} <= {"checks", "timeline"}
    held = [button for buttons in found.values() for button in buttons]
    held += [frame.lot_button, frame.import_button, frame.lot._stage, frame.lot._export]
    held += [button for button in frame.lots.findChildren(Button) if button.writes]
    assert not [button.accessibleName() for button in held if button.isEnabled()]
    assert {button.toolTip() for button in held} == {reader.desk.why_only_read}
    assert "open to read only" in reader.desk.why_only_read
    assert not reader.bench.action("lot.new").isEnabled()
    assert not reader.bench.action("import.files").isEnabled()
    frame.lot.show_tab("overview")


def test_a_button_that_is_held_is_again_what_it_was_made_meanwhile(at_work):
    button = Button(at_work.bench.context, "x", name="Sign as analyst")
    button.hold("why")
    button.setEnabled(True)
    assert (button.isEnabled(), button.toolTip()) == (False, "why")
    button.setEnabled(False)
    button.hold("")
    assert (button.isEnabled(), button.toolTip()) == (False, "Sign as analyst")
    button.setEnabled(True)
    assert button.isEnabled()
    button.deleteLater()


def test_a_window_that_only_reads_says_so_takes_no_text_and_shows_what_the_other_one_writes(
    make_person, tmp_path, store
):
    """It showed the lot of the hour at which it was opened, removed or not, and kept what was typed in sight."""
    writer = make_person()
    writer.bench.doors.create(tmp_path / "Court lots.workspace")
    writer.waits_for_workspace()
    writer.makes_lot("Jinchuan")
    writer.waits(lambda: store.load().recent)
    reader = make_person()
    reader.bench.doors.open_read_only(tmp_path / "Court lots.workspace")
    reader.waits_for_workspace()
    reader.waits(lambda: reader.bench.hand.rows)
    assert reader.frame.workspace_button.text() == "Court lots, read only"
    reader.opens("Jinchuan", tab="overview")
    panel = reader.frame.lot.records.currentWidget()
    assert panel.lot.form.row("region").editor.isReadOnly()
    what_would_write_is_disabled_and_says_why(reader)
    following = reader.desk.findChild(Following)
    reader.waits(lambda: following._head)
    lot = reader.desk.lot
    writer.desk.edit(FieldRef("lot", lot, "name"), "Mill")
    writer.waits(lambda: [row.lot.name for row in writer.bench.hand.rows] == ["Mill"])
    following.look()
    reader.waits(lambda: reader.desk.record.lot.name == "Mill")
    reader.waits(lambda: [row.lot.name for row in reader.bench.hand.rows] == ["Mill"])
    writer.desk.remove_lot(lot)
    writer.waits(lambda: not writer.bench.hand.rows)
    following.look()
    reader.waits(lambda: not reader.bench.hand.rows)
    reader.waits(lambda: "The lot Mill is not there any more" in reader.texts(reader.frame.banner))
    assert reader.desk.lot is None


def test_closing_a_workspace_leads_back_to_the_welcome_panel(at_work):
    at_work.bench.action("workspace.close").trigger()
    at_work.waits(lambda: at_work.desk is None)
    assert at_work.frame.stack.currentWidget() is at_work.frame.welcome
    assert not at_work.bench.action("workspace.close").isEnabled()


def test_the_close_takes_a_copy_and_the_foot_says_when(make_person, tmp_path):
    first = make_person()
    first.bench.doors.create(tmp_path / "A.workspace")
    first.waits_for_workspace()
    first.makes_lot("Jinchuan")
    first.bench.close()
    second = make_person()
    second.waits_for_workspace()
    second.waits(lambda: "verified" in second.frame.sidebar.state.accessibleName())


def test_language_and_theme_change_while_running_and_the_place_stays(at_work, store):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="documents")
    at_work.bench.action("view.chinese").trigger()
    at_work.waits(lambda: at_work.bench.context.tr.is_chinese)
    at_work.bench.action("view.dark").trigger()
    at_work.waits(lambda: at_work.bench.context.theme.dark)
    assert at_work.frame.stack.currentWidget() is at_work.frame.lot
    assert at_work.frame.lot.tab == "documents"
    assert at_work.desk.record.lot.name == "Jinchuan"
    assert "导入" in at_work.texts(at_work.frame.top)
    assert (store.load().language, store.load().scheme) == ("zh_CN", "dark")


def test_words_of_qt_and_the_title_follow_the_language(at_work):
    """W8, W9: menus of text fields and file dialogs stayed English; X11 adds the name of the program to a title that lacks it."""
    bench = at_work.bench
    assert bench.windowTitle() == "Court lots — Workstation"
    at_work.bench.action("view.chinese").trigger()
    at_work.waits(lambda: bench.windowTitle() == "Court lots — 不良资产尽调工作站")
    assert QGuiApplication.applicationDisplayName() == "不良资产尽调工作站"
    field = at_work.frame.lots.findChildren(QLineEdit)[0]
    menu = field.createStandardContextMenu()
    assert [words for action in menu.actions() if (words := action.text()) and words.isascii()] == []
    menu.deleteLater()
    bench.action("import.folder").trigger()
    (dialog,) = bench.findChildren(QFileDialog)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    words += [button.text() for button in dialog.findChildren(QPushButton)]
    assert [word for word in words if word.strip("&: ") and word.isascii()] == []
    dialog.reject()
    bench.action("view.english").trigger()
    at_work.waits(lambda: bench.windowTitle() == "Court lots — Workstation")
    menu = at_work.frame.lots.findChildren(QLineEdit)[0].createStandardContextMenu()
    assert any("Undo" in action.text() for action in menu.actions())
    menu.deleteLater()
    bench.action("workspace.close").trigger()
    at_work.waits(lambda: bench.windowTitle() == "Workstation")


@pytest.mark.parametrize(
    ("screen", "filled"),
    [
        ((0, 0, 1366, 728), True),
        ((0, 0, 1280, 680), True),
        ((0, 40, 1920, 1000), False),
        ((1920, 0, 2560, 1400), False),
    ],
)
def test_the_window_fits_the_screen_that_it_opens_on(person, screen, filled):
    """W7. The third is the place under a bar, the last a second screen."""
    bench, room = person.bench, QRect(*screen)
    bench.hide()
    bench.take_place(room)
    assert room.contains(bench.normalGeometry() if filled else bench.geometry())
    assert bool(bench.windowState() & Qt.WindowState.WindowMaximized) is filled
    assert bench.minimumSizeHint().width() <= 1280  # what is on a screen of 2560 at 2x
    assert bench.minimumSizeHint().height() <= 680
    bench.setWindowState(Qt.WindowState.WindowNoState)


def types_into(person, entity, field, words):
    """Half-typed: nothing was pressed and the focus is still there."""
    form = next(
        form.form
        for form in person.frame.findChildren(RowForm)
        if form._class.entity == entity and form.isVisible() and form.row is not None
    )
    person.bench.activateWindow()
    editor = form.row(field).editor
    editor.setFocus()
    editor.selectAll()
    person.qtbot.keyClicks(editor, words)


def test_what_is_half_typed_is_kept_when_the_system_turns_dark_and_when_the_workspace_is_closed(
    at_work, tmp_path
):
    """The window was built anew, or let go of the workspace, without asking the field that had the focus."""
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="overview")
    types_into(at_work, "lot", "region", "Hangzhou")
    at_work.bench.set_scheme(SchemeChoice.DARK)
    at_work.waits(lambda: at_work.bench.context.theme.dark)
    at_work.waits(lambda: at_work.desk.record.lot.region == "Hangzhou")
    types_into(at_work, "lot", "region", "Ningbo")
    at_work.bench.action("workspace.close").trigger()
    assert at_work.desk is None
    at_work.bench.sessions.jobs.close()
    with closing(bootstrap.open_services(tmp_path / "Court lots.workspace", True, actor="Lin")) as services:
        assert services.reader.lots()[0].region == "Ningbo"


def test_an_amount_that_is_half_typed_when_the_lot_is_left_is_read_in_the_currency_of_its_claim(
    at_work, qtbot
):
    """The lot was closed first, and the amount of a claim in dollars was read as yuan."""
    at_work.makes_lot(NewLot(name="Jinchuan", principal=Money.of(900_000)))
    at_work.opens("Jinchuan", tab="claims")
    claim = at_work.desk.record.first(Claim)
    at_work.desk.edit(FieldRef("claim", claim.id, "currency"), "USD")
    at_work.waits(lambda: at_work.desk.currency == "USD")
    qtbot.keyClicks(
        at_work.frame.lot.records.currentWidget().party, "Mill"
    )  # is added by Enter, and waits for it
    at_work.bench.set_scheme(SchemeChoice.DARK)
    at_work.waits(lambda: at_work.bench.context.theme.dark)
    assert at_work.frame.lot.records.currentWidget().party.text() == "Mill"
    types_into(at_work, "balance", "amount", "1,234")
    at_work.bench.action("go.lots").trigger()
    reader = at_work.desk.services.reader
    at_work.waits(lambda: reader.rows(Balance)[0].amount == Money.of(1_234, "USD"))


def test_while_somebody_types_in_a_sheet_the_system_turns_dark_without_taking_the_text(at_work, qtbot):
    at_work.bench.action("lot.new").trigger()
    sheet = at_work.new_lot_sheet()
    qtbot.keyClicks(sheet.editors["name"], "Jinchuan")
    at_work.bench.set_scheme(SchemeChoice.DARK)
    at_work.waits(lambda: at_work.bench._restyles_later)
    assert at_work.new_lot_sheet() is sheet
    assert (sheet.editors["name"].text(), at_work.bench.context.theme.dark) == ("Jinchuan", False)
    qtbot.keyClick(sheet.editors["name"], Qt.Key.Key_Escape)
    at_work.waits(lambda: at_work.bench.context.theme.dark)


def test_the_target_survives_a_change_of_language(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="documents")
    ref = FieldRef("lot", at_work.desk.record.lot.id, "region")
    at_work.desk.set_target(ref)
    at_work.bench.action("view.chinese").trigger()
    at_work.waits(lambda: at_work.bench.context.tr.is_chinese)
    assert at_work.desk.target.ref == ref


def test_the_last_operation_stays_on_the_strip_through_a_rebuild(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.bench.set_scheme(SchemeChoice.DARK)
    at_work.waits(lambda: at_work.bench.context.theme.dark)
    assert "New lot Jinchuan" in at_work.texts(at_work.frame.strip)


def test_a_narrow_window_has_a_rail(at_work, qtbot):
    at_work.bench.resize(1100, 700)
    assert at_work.frame.sidebar.width() == 48
    at_work.bench.resize(1366, 768)
    assert at_work.frame.sidebar.width() == 216


def test_inside_a_lot_the_page_gets_the_room_of_the_sidebar_in_a_common_window(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    assert at_work.frame.sidebar.width() == 216
    at_work.opens("Jinchuan")
    assert at_work.frame.sidebar.width() == 48
    at_work.bench.resize(1440, 900)
    assert at_work.frame.sidebar.width() == 216
    at_work.bench.resize(1366, 768)
    at_work.bench.show_lots()
    assert at_work.frame.sidebar.width() == 216


def test_a_fault_of_the_program_is_called_one_and_names_the_log(at_work, caplog):
    try:
        1 // 0  # noqa: B018 - only its exception is wanted
    except ZeroDivisionError as error:
        tell_bug(at_work.bench, type(error), error, error.__traceback__)
    shown = at_work.frame.banner.accessibleName()
    assert "Nothing is lost" in shown
    assert "workstation.log" in shown
    assert "ZeroDivisionError at test_workbench_window.py" in shown
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]
    caplog.clear()


def test_esc_takes_the_banner_away_then_the_target(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="documents")
    at_work.desk.set_target(FieldRef("lot", at_work.desk.record.lot.id, "name"))
    at_work.desk.edit_text(FieldRef("claim", "x", "loan_rate"), "a lot")
    assert at_work.frame.lot.banner.isVisible()
    at_work.frame.lot.tabs.setFocus()
    qtbot.keyClick(at_work.frame.lot.tabs, Qt.Key.Key_Escape)
    assert not at_work.frame.lot.banner.isVisible()
    assert at_work.desk.target is not None
    qtbot.keyClick(at_work.frame.lot.tabs, Qt.Key.Key_Escape)
    assert at_work.desk.target is None


def test_alt_alone_opens_the_menu(at_work, qtbot):
    at_work.frame.menu_button.setFocus()
    qtbot.keyPress(at_work.frame.menu_button, Qt.Key.Key_Alt)
    qtbot.keyRelease(at_work.frame.menu_button, Qt.Key.Key_Alt)
    assert at_work.frame.menu.isVisible()
    at_work.frame.menu.hide()


def test_alt_with_another_key_does_not(at_work, qtbot):
    button = at_work.frame.menu_button
    button.setFocus()
    qtbot.keyPress(button, Qt.Key.Key_Alt)
    qtbot.keyPress(button, Qt.Key.Key_X, Qt.KeyboardModifier.AltModifier)
    qtbot.keyRelease(button, Qt.Key.Key_Alt)
    assert not at_work.frame.menu.isVisible()


def test_help_says_where_the_log_is_and_what_the_program_is_made_of(at_work, tmp_path):
    at_work.bench.action("help.log").trigger()
    assert str(tmp_path / "workstation.log") in at_work.texts(at_work.frame.strip)
    at_work.bench.action("help.about").trigger()
    sheet = at_work.frame.findChild(AboutSheet)
    assert "0.1.0" in at_work.texts(sheet)


def test_f6_walks_record_viewer_and_sidebar(at_work, qtbot):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="documents")
    frame = at_work.frame

    def place():
        focus = QApplication.focusWidget()
        parts = {"record": frame.lot.records, "viewer": frame.lot.viewer, "sidebar": frame.sidebar}
        return next((name for name, part in parts.items() if part.isAncestorOf(focus)), "")

    seen = []
    for _ in range(3):
        at_work.bench.action("go.pane").trigger()
        seen.append(place())
    assert seen == ["record", "viewer", "sidebar"]
    at_work.bench.action("go.pane.back").trigger()
    assert place() == "viewer"


def test_f8_hides_and_shows_the_page_for_this_tab_alone(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="documents")
    lot = at_work.frame.lot
    assert lot.viewer.isVisible()
    at_work.bench.action("view.viewer").trigger()
    assert not lot.viewer.isVisible()
    lot.show_tab("notes")
    assert lot.viewer.isVisible()
    lot.show_tab("documents")
    assert not lot.viewer.isVisible()


def test_tabs_are_walked_by_keys(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="documents")
    at_work.bench.action("go.tab.10").trigger()
    assert at_work.frame.lot.tab == "history"
    at_work.bench.action("go.tab.next").trigger()
    assert at_work.frame.lot.tab == "timeline"
    at_work.bench.action("go.tab.next").trigger()
    assert at_work.frame.lot.tab == "overview"
    at_work.bench.action("go.tab.back").trigger()
    assert at_work.frame.lot.tab == "timeline"


def test_every_part_of_a_lot_opens_in_both_languages(at_work):
    at_work.makes_lot(NewLot(name="Jinchuan"))
    at_work.opens("Jinchuan", tab="overview")
    for place in range(12):
        at_work.bench.action(f"go.tab.{place}").trigger()
        assert at_work.frame.lot.records.currentWidget().isVisible()
    at_work.bench.action("view.chinese").trigger()
    at_work.waits(lambda: at_work.bench.context.tr.is_chinese)
    for place in range(12):
        at_work.bench.action(f"go.tab.{place}").trigger()
        assert at_work.frame.lot.records.currentWidget().isVisible()


def test_the_sample_is_built_while_the_window_goes_on_and_then_opens(person, tmp_path, qtbot):
    def build(progress, fresh):
        progress.step(0, 1)
        bootstrap.create_services(tmp_path / "demo.workspace", actor="Lin").close()
        return SampleMade(tmp_path / "demo.workspace")

    person.bench.shell = replace(person.bench.shell, build_sample=build)
    person.bench.show_welcome()
    qtbot.mouseClick(person.button("Open the sample"), Qt.MouseButton.LeftButton)
    person.waits_for_workspace()
    assert person.desk.services.name == "demo"


def test_the_sample_is_started_over_while_it_is_open_and_the_window_says_where_the_earlier_one_is(
    person, tmp_path
):
    place, asked = tmp_path / "demo.workspace", []

    def build(progress, fresh):
        asked.append(fresh)
        moved = sample.make_room(place, bootstrap._plain_host(), NOW.date()) if fresh else None
        if not place.exists():
            bootstrap.demo_services(place).close()
        return SampleMade(place, moved)

    person.bench.shell = replace(person.bench.shell, build_sample=build)
    person.bench.action("workspace.sample").trigger()
    person.waits_for_workspace()
    first = person.desk
    person.makes_lot("Mine")
    person.bench.action("workspace.sample.fresh").trigger()
    person.waits(lambda: person.desk not in {None, first})
    person.waits(person.frame.banner.isVisible)
    assert asked == [False, True]
    said = person.texts(person.frame.banner)
    aside = tmp_path / "demo 2025-09-08.workspace"
    assert "The earlier sample was moved aside" in said
    assert str(aside) in said
    with closing(bootstrap.open_services(aside, True, actor="Lin")) as kept:
        assert [lot.name for lot in kept.reader.lots()] == ["Mine"]


def test_a_sample_that_cannot_be_built_says_why_and_can_be_dismissed(person, qtbot):
    def build(progress, fresh):
        raise NotFoundError(what="sample", name="papers")

    person.bench.shell = replace(person.bench.shell, build_sample=build)
    person.bench.show_welcome()
    qtbot.mouseClick(person.button("Open the sample"), Qt.MouseButton.LeftButton)
    person.waits(person.frame.banner.isVisible)
    person.waits(lambda: "did not finish" in person.texts(person.frame.strip))
    dismiss = next(
        button
        for button in person.frame.strip.findChildren(type(person.frame.menu_button))
        if button.accessibleName().startswith("Dismiss")
    )
    qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    person.waits(lambda: "did not finish" not in person.texts(person.frame.strip))


def test_work_that_failed_is_tried_again_from_the_strip(at_work, qtbot):
    tries = []

    def work(progress):
        tries.append(1)
        if len(tries) == 1:
            raise NotFoundError(what="file", name="papers")
        return "done"

    ended = []
    at_work.desk.run_long("Taking files in", work, ended.append)
    at_work.waits(lambda: "did not finish" in at_work.texts(at_work.frame.strip))
    qtbot.mouseClick(at_work.button("Retry", at_work.frame.strip), Qt.MouseButton.LeftButton)
    at_work.waits(lambda: ended == ["done"])


def rings(widget):
    """Whether the colour of the focus stands at the middle of the left edge of a widget, all down its first pixels."""
    picture = widget.grab().toImage()
    accent = widget.window().context.theme.colours.accent
    return any(picture.pixelColor(x, picture.height() // 2) == accent for x in range(10))


def test_a_ring_stands_around_the_focus_after_keys_and_not_after_the_mouse(at_work, qtbot):
    """V2: it stayed around whatever was clicked, the whole page too."""
    frame, handle = at_work.frame, at_work.bench.windowHandle()
    button = frame.workspace_button
    at_work.bench.activateWindow()
    at_work.waits(at_work.bench.isActiveWindow)
    frame.menu_button.setFocus(Qt.FocusReason.OtherFocusReason)
    assert not rings(frame.menu_button)
    qtbot.keyClick(frame.menu_button, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert rings(button)
    middle = frame.stack.mapTo(at_work.bench, frame.stack.rect().center())
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle)
    button.setFocus()
    assert not rings(button)
    qtbot.keyClick(button, Qt.Key.Key_Backtab)
    assert frame.menu_button.hasFocus()
    assert at_work.bench.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    qtbot.keyClick(frame.menu_button, Qt.Key.Key_F6)
    assert at_work.bench.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def test_widths_order_and_sort_of_a_table_and_the_split_of_a_lot_stand_at_the_next_start(
    at_work, make_person, qtbot
):
    """13.1: each start began with the program's own."""
    at_work.makes_lot("Jinchuan")
    table = at_work.frame.lots.table
    header, view = table.horizontalHeader(), table.horizontalHeader().viewport()
    keys = [column.key for column in table.spec.columns]
    place = next(
        each
        for each, column in enumerate(table.spec.columns)
        if each and not column.stretch and not table.isColumnHidden(each)
    )
    width, middle = header.sectionSize(place), header.height() // 2
    edge = QPoint(header.sectionViewportPosition(place) + width - 1, middle)
    qtbot.mouseMove(view, edge)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=edge)
    drag_to(view, edge + QPoint(37, 0))
    drawn = header.sectionSize(place)
    assert drawn > width
    title = QPoint(header.sectionViewportPosition(place) + 20, middle)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=title)
    drag_to(view, title - QPoint(header.sectionSize(place - 1) + 40, 0))
    moved = header.visualIndex(place)
    name = QPoint(header.sectionViewportPosition(0) + 20, middle)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=name)
    by = table.records.sorted_by
    assert by[0] == keys[0]
    at_work.opens("Jinchuan", tab="overview")
    at_work.frame.lot._set_viewer(visible=True)
    at_work.frame.lot.split.moveSplitter(700, 1)
    shares = at_work.frame.lot._shares
    at_work.bench.close()
    again = make_person()
    again.waits(lambda: again.bench.hand.rows)
    header = again.frame.lots.table.horizontalHeader()
    assert header.sectionSize(place) == drawn
    assert header.visualIndex(place) == moved
    assert again.frame.lots.table.records.sorted_by == by
    assert again.frame.lot._shares == shares


def drag_to(view, point):
    """The pointer, pressed, goes to a point and lets go."""
    for kind, held in (
        (QEvent.Type.MouseMove, Qt.MouseButton.LeftButton),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        spot = QPointF(point)
        event = QMouseEvent(kind, spot, view.mapToGlobal(spot), button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)


def test_while_files_are_dragged_over_the_window_a_mark_says_what_letting_go_does(at_work, tmp_path):
    """W18: nothing showed that the window takes files."""
    handle, data = at_work.bench.windowHandle(), QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(handle, QDragEnterEvent(QPoint(600, 400), copy, data, left, none))
    mark = at_work.frame.findChild(DropMark)
    assert mark.isVisible()
    assert mark.accessibleName() == "Let go to take the files in"
    accent = at_work.bench.context.theme.colours.accent
    assert at_work.bench.grab().toImage().pixelColor(1, 300) == accent
    QApplication.sendEvent(handle, QDragLeaveEvent())
    assert not mark.isVisible()
