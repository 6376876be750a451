import pytest
from kit_chips import evidenced_chip
from kit_gallery import Words as SampleWords
from kit_gallery import figures, frame, gallery, sidebar
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.language.labels import choice_label
from workstation.ui.context import UiContext
from workstation.ui.widgets.banner import Banner
from workstation.ui.widgets.base import ElidedLabel, Label, ValueView, set_tone
from workstation.ui.widgets.buttons import Button, ButtonKind, IconButton
from workstation.ui.widgets.chips import EvidenceChip
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.figures import KeyFigureStrip
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.keys import KeyCap
from workstation.ui.widgets.popover import SHADOW, Popover, Sheet
from workstation.ui.widgets.segments import SegmentedControl, Tabs
from workstation.ui.widgets.statuskeys import KEYS, StatusKeys
from workstation.ui.widgets.strip import BottomStrip
from workstation.ui.widgets.topbar import JobsButton, SearchButton, TopBar
from workstation.ui.widgets.values import (
    BannerAction,
    BannerText,
    EmptyAction,
    JobView,
    KeyFigure,
    KeyHint,
    Progress,
    TabItem,
)
from workstation.ui.widgets.words import severity_word, status_word

WORDS = SampleWords(chinese=False)


def shown(qtbot, widget, width=0, height=0):
    qtbot.addWidget(widget)
    if width:
        widget.resize(width, height or widget.sizeHint().height())
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def texts(widget, kind=Label):
    return [label.text() for label in widget.findChildren(kind) if label.isVisible()]


# everything at once


@pytest.fixture
def everything(qtbot, context):
    return shown(qtbot, gallery(context))


INTERACTIVE = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)


def test_everything_that_answers_has_an_accessible_name(everything):
    nameless = [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in everything.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.isVisible()
        and not widget.accessibleName()
        and type(widget).__module__.startswith("workstation")
    ]
    assert not nameless


def test_everything_that_is_clicked_is_24_pixels_or_more(everything):
    small = [
        f"{type(widget).__name__} {widget.accessibleName()} {widget.width()}x{widget.height()}"
        for widget in everything.findChildren(QAbstractButton)
        if widget.isVisible() and type(widget).__module__.startswith("workstation")
        if widget.height() < 24 or widget.width() < 24
    ]
    assert not small


def test_the_focus_can_be_seen_on_every_button_after_a_key(qtbot, everything):
    qtbot.waitUntil(everything.isActiveWindow)
    for button in everything.findChildren(QAbstractButton):
        module = type(button).__module__
        if not button.isVisible() or not button.isEnabled() or not module.startswith("workstation"):
            continue
        button.clearFocus()
        before = button.grab().toImage()
        button.setFocus(Qt.FocusReason.TabFocusReason)
        everything.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)  # as Tab does
        assert button.grab().toImage() != before, button.accessibleName()


class Longer:
    """A pseudo-language: every word a third longer."""

    is_chinese = False

    def __call__(self, message, **params):
        text = message.format(**params) if params else message
        return text + "~" * (len(text) // 3 + 1)


def test_longer_words_make_buttons_wider_and_lose_nothing(qtbot, theme):
    context = UiContext(tr=Longer(), theme=theme)
    words = context.tr("Attach and fill")
    button = shown(qtbot, Button(context, words, kind=ButtonKind.PRIMARY, key="Ctrl+E", icon="target"))
    room = button.width() - theme.metrics().horizontalAdvance(words)
    assert room > 24 + 16 + 40


# pieces


def test_words_of_severity_and_status_are_translated(tr, chinese):
    assert [severity_word(chinese, severity) for severity in Severity] == ["致命", "重大", "一般", "提示"]
    assert (
        status_word(chinese, CheckStatus.COPY_SEEN)
        == chinese(choice_label(CheckStatus.COPY_SEEN))
        == "见复印件"
    )
    assert {tr(choice_label(status)) for status in CheckStatus} == {
        status_word(tr, status) for status in CheckStatus
    }


def test_a_chip_tells_what_stands_behind_the_value(qtbot, context):
    chip = shown(
        qtbot, EvidenceChip(context, evidenced_chip(context.tr, "Appraised value", "Appraisal report", 12, 2))
    )
    assert chip.chip.word == "p. 12 +2"
    assert chip.accessibleName() == "Appraised value, evidenced, Appraisal report page 12"


def test_a_chip_flashes_once(qtbot, context):
    chip = EvidenceChip(context, evidenced_chip(context.tr, "Value", "Report", 12))
    chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    shown(qtbot, chip)
    calm = chip.grab().toImage()
    chip.flash()
    assert chip.grab().toImage() != calm
    chip._flash.setInterval(1)
    qtbot.waitUntil(lambda: not chip._flash.isActive())
    assert chip.grab().toImage() == calm


def test_an_icon_button_says_its_name_and_key(qtbot, context):
    button = shown(qtbot, IconButton(context, "undo", "Undo", key="Ctrl+Z"))
    assert button.toolTip() == "Undo  Ctrl+Z"
    assert button.size() == QSize(28, 28)


def test_a_label_changes_its_tone(qtbot, context, theme):
    label = shown(qtbot, Label(context, "words", tone="ink3"))
    set_tone(label, "kill")
    assert label.palette().color(label.foregroundRole()) == theme.colours.kill


def test_a_name_is_elided_with_a_tooltip_and_never_without(qtbot, context):
    label = shown(qtbot, ElidedLabel(context, "浙江锦川纺织有限公司 厂房土地"), 60, 20)
    assert label.toolTip() == label.text()
    label.resize(400, 20)
    assert label.toolTip() == ""


def test_a_value_view_takes_the_size_of_its_value(qtbot, context):
    view = shown(
        qtbot, ValueView(context, lambda *_: None, 3, lambda value, _: QSize(10 * value, 20), spoken="three")
    )
    assert view.width() == 30
    view.show_value(5, spoken="five")
    assert (view.width(), view.accessibleName()) == (50, "five")


def test_a_banner_says_what_why_and_the_remedy(qtbot, context):
    banner = shown(qtbot, Banner(context), 800)
    text = BannerText(Severity.KILL, "Plain BID is barred.", "1 kill item is missing.")
    banner.show_banner(text, [BannerAction("go", "Go to it", "N")], more=2)
    assert banner.accessibleName() == "Plain BID is barred. 1 kill item is missing."
    assert "+2" in texts(banner)
    button = next(b for b in banner.findChildren(Button) if b.text() == "Go to it")
    with qtbot.waitSignal(banner.chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["go"]
    banner.hide()
    banner.show_banner(BannerText(Severity.LOW, "Read-only.", can_close=True))
    close = next(b for b in banner.findChildren(IconButton) if b.isVisible())
    with qtbot.waitSignal(banner.closed):
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert banner.isHidden()


def test_a_long_path_pushes_no_remedy_out_of_a_banner(qtbot, context):
    """What and why stand one under the other where a line does not hold both; the window does not move for it."""
    banner = shown(qtbot, Banner(context), 700)
    remedy = "Save what can be read of it, then put it aside."
    height = banner.height()
    for what, aside in (
        ("A text cannot be read.", True),
        ("A text cannot be read: " + "drafts/long/" * 6, False),
    ):
        banner.show_banner(BannerText(Severity.HIGH, what, remedy), [BannerAction("go", "Go to it")])
        first, second = (
            next(one for one in banner.findChildren(Label) if one.text() == text) for text in (what, remedy)
        )
        qtbot.waitUntil(lambda one=first, two=second, want=aside: (one.y() == two.y()) is want)
        qtbot.waitUntil(lambda two=second: two.toolTip() == "")  # not shortened
        assert banner.height() == height
        assert second.geometry().bottom() <= second.parentWidget().rect().bottom()


def test_an_error_leaves_what_is_to_be_decided_to_come_back_when_it_is_closed(qtbot, context):
    banner = shown(qtbot, Banner(context), 800)
    offer = BannerText(Severity.MEDIUM, "An import was cut off.")
    banner.show_banner(offer, [BannerAction("resume", "Go on")])
    for what in ("The disk is full.", "Still full."):  # one error takes the place of another
        banner.show_banner(BannerText(Severity.HIGH, what, can_close=True))
    assert "Still full." in texts(banner)
    close = next(b for b in banner.findChildren(IconButton) if b.isVisible())
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert "An import was cut off." in texts(banner)
    button = next(b for b in banner.findChildren(Button) if b.text() == "Go on" and b.isVisible())
    with qtbot.waitSignal(banner.chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["resume"]
    banner.dismiss()
    assert banner.isHidden()


def test_an_error_stays_in_front_of_what_is_to_be_decided_that_comes_after_it(qtbot, context):
    banner = shown(qtbot, Banner(context), 800)
    banner.show_banner(BannerText(Severity.HIGH, "The disk is full.", can_close=True))
    for what in ("An import was cut off.", "Another was cut off."):  # one offer takes the place of another
        banner.show_banner(BannerText(Severity.MEDIUM, what), [BannerAction("resume", "Go on")])
        assert "The disk is full." in texts(banner)
        assert what not in texts(banner)
    banner.dismiss()
    assert "Another was cut off." in texts(banner)
    banner.show_banner(BannerText(Severity.HIGH, "The disk is full.", can_close=True))
    banner.withdraw()
    assert "The disk is full." in texts(banner)
    banner.dismiss()
    assert banner.isHidden()


def test_an_empty_state_offers_at_most_two_actions(qtbot, context):
    actions = [EmptyAction("add", "Add", "plus"), EmptyAction("find", "Find"), EmptyAction("more", "More")]
    empty = shown(
        qtbot, EmptyState(context, "people", "No guarantees", "Read the contract.", actions=actions)
    )
    buttons = empty.findChildren(Button)
    assert [button.kind for button in buttons] == [ButtonKind.OUTLINED, ButtonKind.LINK]
    with qtbot.waitSignal(empty.chosen) as chosen:
        buttons[1].click()
    assert chosen.args == ["find"]


def test_figures_drop_from_the_right_when_narrow(qtbot, context):
    strip = KeyFigureStrip(context)
    strip.show_figures(figures(WORDS))
    shown(qtbot, strip, strip.sizeHint().width())
    assert len(strip.shown()) == 7
    gone = []
    while len(gone) < 3:
        before = set(strip.shown())
        strip.resize(strip.width() - 30, 56)
        gone += before - set(strip.shown())
    assert gone == ["facts", "start", "claim"]
    strip.resize(100, 56)
    assert strip.shown() == ["closes", "bid", "ready", "kill"]
    assert strip.minimumSizeHint().width() < strip.sizeHint().width()


def test_a_figure_opens_what_it_rests_on_and_is_read_with_its_qualifier(qtbot, context):
    strip = shown(qtbot, KeyFigureStrip(context), 900)
    strip.show_figures([KeyFigure("bid", "Max bid", "9,650,000", "probability of loss 6.7 percent")])
    button = strip.findChildren(QAbstractButton)[0]
    assert button.accessibleName() == "Max bid 9,650,000, probability of loss 6.7 percent"
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert chosen.args == ["bid"]
    strip.show_figures([])
    assert strip.shown() == []


def test_segments_tell_a_person_s_choice_and_keep_the_current_one(qtbot, context):
    control = shown(
        qtbot, SegmentedControl(context, "Assets", [TabItem("1", "Land"), TabItem("2", "Plant", 3)])
    )
    assert control.current() == "1"
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.mouseClick(control.findChildren(Button)[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["2"]
    with qtbot.assertNotEmitted(control.chosen, wait=10):
        control.set_items([TabItem("2", "Plant"), TabItem("3", "Stock")])
    assert control.current() == "2"
    control.set_items([TabItem("9", "Other")])
    assert control.current() == "9"


def test_tabs_tell_a_person_s_choice_and_count_in_place(qtbot, context):
    items = [TabItem("overview", "Overview"), TabItem("checks", "Checks", 87)]
    tabs = shown(qtbot, Tabs(context, "Panels", items), 600)
    with qtbot.assertNotEmitted(tabs.chosen, wait=10):
        tabs.set_current("checks")
    assert tabs.current() == "checks"
    tabs.setFocus()
    with qtbot.waitSignal(tabs.chosen) as chosen:
        qtbot.keyClick(tabs, Qt.Key.Key_Left)
    assert chosen.args == ["overview"]
    with qtbot.assertNotEmitted(tabs.chosen, wait=10):
        tabs.set_items([TabItem("overview", "Overview"), TabItem("checks", "Checks", 86)])
        tabs.set_items([TabItem("memo", "Memo"), TabItem("overview", "Overview")])
    assert tabs.current() == "overview"
    assert tabs.accessibleTabName(0) == "Memo"


def test_the_strip_shows_the_last_operation_or_the_keys(qtbot, context):
    strip = shown(qtbot, BottomStrip(context), 900, 36)
    strip.show_operation("Attached p. 12 to Building")
    undo = next(b for b in strip.findChildren(Button) if b.text() == "Undo")
    assert undo.isVisible()
    with qtbot.waitSignal(strip.undo_asked):
        undo.click()
    strip.show_operation("Undone: Attached p. 12", can_undo=False, can_redo=True)
    redo = next(b for b in strip.findChildren(Button) if b.text() == "Redo")
    assert (undo.isVisible(), redo.isVisible()) == (False, True)
    with qtbot.waitSignal(strip.redo_asked):
        redo.click()
    strip.show_operation("Workspace created", can_undo=False)
    assert not undo.isVisible()
    assert not redo.isVisible()
    hints = [KeyHint("↵", "open"), KeyHint("Space", "peek")]
    strip.show_keys(hints)
    strip.show_keys(hints)
    assert [cap.accessibleName() for cap in strip.findChildren(KeyCap) if cap.isVisible()] == [
        "↵ open",
        "Space peek",
    ]


def test_the_strip_shows_the_first_job_and_a_failed_one_before_it(qtbot, context):
    strip = shown(qtbot, BottomStrip(context), 900, 36)
    first = JobView("1", "OCR", Progress(212, 640), "212 of 640 pages")
    failed = JobView("2", "Import", Progress(3, 9, failed=True), "page 9 could not be read")
    strip.show_jobs([first])
    assert "212 of 640 pages" in texts(strip)
    by_name = {button.accessibleName(): button for button in strip.findChildren(Button)}
    with qtbot.waitSignal(strip.pause_asked) as paused:
        by_name["Pause"].click()
    with qtbot.waitSignal(strip.cancel_asked) as cancelled:
        by_name["Cancel"].click()
    assert paused.args == cancelled.args == ["1"]
    strip.show_jobs([first, failed])
    assert "page 9 could not be read" in texts(strip)
    by_name = {button.accessibleName(): button for button in strip.findChildren(Button) if button.isVisible()}
    with qtbot.waitSignal(strip.retry_asked) as retried:
        by_name["Retry"].click()
    assert retried.args == ["2"]
    with qtbot.waitSignal(strip.list_asked):
        by_name["+1"].click()
    strip.show_jobs([])
    assert texts(strip, Button) == []


def test_the_search_stays_in_the_middle_while_there_is_room(qtbot, context):
    left, right = Button(context, "Lot"), JobsButton(context)
    search = SearchButton(context)
    bar = shown(qtbot, TopBar(context, [left], search, [right]), 1440, 48)
    assert abs(search.geometry().center().x() - 720) <= 1
    assert search.width() == 480
    bar.resize(500, 48)
    assert search.geometry().left() > left.mapTo(bar, QPoint(left.width(), 0)).x()
    assert search.width() < 480
    right.show_count(2)
    bar.place()
    assert right.text() == "2 jobs"
    right.show_count(1)
    assert right.text() == "1 job"
    right.show_count(0)
    assert right.isHidden()


def test_the_frame_fits_a_small_window(qtbot, context):
    holder = shown(qtbot, frame(context, WORDS), 700)
    assert 0 < holder.minimumSizeHint().width() <= 700
    assert holder.width() == 700
    parts = [part for part in holder.findChildren(QWidget) if part.isVisible() and part.parent() is holder]
    assert parts
    assert all(part.geometry().right() < 700 for part in parts)


def test_the_sidebar_tells_choices_and_skips_headings(qtbot, context):
    side = shown(qtbot, sidebar(context, WORDS))
    side.set_current("parties")
    side.setFocus()
    with qtbot.waitSignal(side.chosen) as chosen:
        qtbot.keyClick(side, Qt.Key.Key_Down)
    assert chosen.args == ["a"]
    rect = side.visualRect(side.model().index(0))
    with qtbot.waitSignal(side.chosen) as chosen:
        qtbot.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert chosen.args == ["lots"]
    with qtbot.assertNotEmitted(side.chosen, wait=10):
        heading = side.visualRect(side.model().index(3))
        qtbot.mouseClick(side.viewport(), Qt.MouseButton.LeftButton, pos=heading.center())
        side.set_current("b")
    assert side.current() == "b"


def test_the_model_of_the_sidebar_obeys_qt(qtbot, context, qtmodeltester):
    side = shown(qtbot, sidebar(context, WORDS))
    qtmodeltester.check(side.model())


def test_the_filter_tells_after_a_pause_and_escape_empties_it(qtbot, context):
    box = shown(qtbot, FilterBox(context, "Filter lots"))
    with qtbot.waitSignal(box.changed) as changed:
        qtbot.keyClicks(box, "jcfz")
    assert changed.args == ["jcfz"]
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.changed) as changed:
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert changed.args == [""]


# pop-overs and sheets


@pytest.fixture
def desk(qtbot):
    made = QWidget()
    return shown(qtbot, made, 900, 700)


def test_a_popover_stands_below_and_above_when_there_is_no_room(context, desk):
    popover = Popover(context, desk)
    popover.body.addWidget(Label(context, "24,000,000.00", px=24, weight=600))
    anchor = QRect(400, 100, 80, 20)
    popover.point_at(anchor)
    assert popover.geometry().top() + SHADOW >= anchor.bottom()
    low = QRect(400, 660, 80, 20)
    popover.point_at(low)
    assert popover.geometry().bottom() - SHADOW <= low.top()
    popover.grab()


def test_a_popover_stays_inside_and_never_takes_the_focus(context, desk):
    box = QLineEdit(desk)
    box.show()
    box.setFocus()
    popover = Popover(context, desk)
    popover.body.addWidget(Label(context, "words"))
    popover.point_at(QRect(890, 100, 5, 20))
    assert popover.geometry().right() - SHADOW < 900
    popover.point_at(QRect(0, 100, 5, 20))
    assert popover.geometry().left() + SHADOW >= 0
    assert box.hasFocus()


def test_a_sheet_gives_the_focus_back(qtbot, context, desk):
    box = QLineEdit(desk)
    box.show()
    box.setFocus()
    sheet = Sheet(context, desk, name="Search")
    inside = QLineEdit()
    sheet.body.addWidget(inside)
    sheet.open(inside)
    assert inside.hasFocus()
    desk.resize(800, 600)
    assert sheet.size() == QSize(800, 600)
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(inside, Qt.Key.Key_Escape)
    assert box.hasFocus()
    sheet.close_sheet()
    sheet.open(inside)
    with qtbot.assertNotEmitted(sheet.closed, wait=10):
        qtbot.mouseClick(sheet.card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(sheet.closed):
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))


def test_status_keys_are_digits_in_both_languages_and_mark_the_current(qtbot, context):
    keys = shown(qtbot, StatusKeys(context, "Status"))
    keys.show_status(CheckStatus.MISSING)
    assert keys.current() is CheckStatus.MISSING
    names = [button.accessibleName() for button in keys.findChildren(QAbstractButton)]
    assert names[0] == "Not requested 1"
    assert names[-1] == "Not applicable 0"
    with qtbot.waitSignal(keys.chosen) as chosen:
        qtbot.mouseClick(keys.findChildren(QAbstractButton)[2], Qt.MouseButton.LeftButton)
    assert chosen.args == ["copy_seen"]
    assert set(KEYS.values()) == set(CheckStatus)
