"""Where papers do not agree: told above the documents, listed with every place, opened with the words selected, settled
with a reason."""

from dataclasses import replace
from threading import Event

from made_files import docx, p
from PySide6.QtCore import Qt
from test_workbench_files import StoppedClock, drop, is_done

from workstation.domain.findings.waivers import Waiver
from workstation.ui import job_watch
from workstation.ui.dialogs.disagreements import DisagreementsSheet, PaperRow
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.keys import KeyCap

LOAN = "合同编号：甲银（2021）借字第0086号", "借款人：浙江锦川纺织有限公司", "借款金额人民币贰仟万元整"
LETTER = "催收通知书", "浙江锦州纺织有限公司：", "依编号甲银（2021）借字第0086号合同，发放借款2200万元。"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def takes_in(person, tmp_path, **papers):
    paths = []
    for name, paragraphs in papers.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(docx("".join(p(each) for each in paragraphs)))
        paths.append(path)
    for path in paths:
        drop(person, path)
        person.waits(lambda: is_done(person), 20000)


def on_lot(person, tmp_path):
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan")
    takes_in(person, tmp_path, 借款合同=LOAN, 催收=LETTER)
    person.waits(lambda: person.desk.comparison is not None and person.desk.comparison.open == 2, 10000)


def asks(person):
    person.qtbot.keyClick(person.bench, Qt.Key.Key_N, CTRL | SHIFT)
    return sheet_of(person)


def sheet_of(person):
    return person.sheet(DisagreementsSheet)


def lines(sheet):
    """``{group: [(what it says, paper)]}`` as shown."""
    found = {}
    for row in sheet.table.model().rows:
        if isinstance(row, PaperRow):
            found[next(reversed(found))].append((row.passage.quote.text, row.paper))
        else:
            found[row.title] = []
    return found


def test_what_does_not_agree_is_counted_listed_and_opened_at_its_words(at_work, tmp_path):
    person = at_work
    on_lot(person, tmp_path)
    button = person.button("2 places do not agree")
    person.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    sheet = sheet_of(person)
    assert lines(sheet) == {
        "Name": [("浙江锦川纺织有限公司", "借款合同"), ("浙江锦州纺织有限公司", "催收")],
        "Amount of the loan · (2021)借字第0086": [("人民币贰仟万元整", "借款合同"), ("2200万元", "催收")],
    }
    person.qtbot.keyClick(sheet.table, Qt.Key.Key_Down)
    person.qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    person.waits_for_selected("浙江锦州纺织有限公司")
    caps = [cap for cap in person.frame.strip.findChildren(KeyCap) if cap.isVisible()]
    assert "Ctrl+Shift+N back to the list" in [cap.accessibleName() for cap in caps]
    again = asks(person)
    assert again.table.current_id() == person.desk.disagreement


def test_a_disagreement_is_settled_with_a_reason_and_asked_again_when_the_reason_is_taken_back(
    at_work, tmp_path
):
    person = at_work
    on_lot(person, tmp_path)
    sheet = asks(person)
    person.qtbot.mouseClick(sheet.settle, Qt.MouseButton.LeftButton)
    person.waits(lambda: "Say why it is settled" in person.texts(person.frame))
    sheet.reason.setFocus()
    person.qtbot.keyClicks(sheet.reason, "the register is right")
    person.desk.comparison_changed.emit()  # other documents were compared meanwhile
    assert sheet.reason.text() == "the register is right"
    person.qtbot.keyClick(sheet.reason, Qt.Key.Key_Return)
    person.waits(lambda: person.desk.comparison is not None and person.desk.comparison.open == 1)
    assert person.desk.record.all(Waiver)[0].reason == "the register is right"
    assert list(lines(sheet))[-1] == "Name"
    takes_in(person, tmp_path, 说明=("与浙江锦川纺织有限公司无关",))
    person.waits(lambda: person.desk.comparison is not None and person.desk.comparison.papers == 3, 10000)
    assert person.desk.comparison.open == 1, "the same values do not ask again"
    person.desk.undo()  # the paper
    person.waits(lambda: person.desk.comparison is not None and person.desk.comparison.papers == 2, 10000)
    settled = next(row for row in sheet._rows.values() if row.found.waiver is not None)
    sheet.table.select_id(settled.id)
    sheet.table.setFocus()
    assert sheet.reason.text() == "the register is right"
    person.qtbot.keyClick(sheet.table, Qt.Key.Key_Delete)
    person.waits(lambda: person.desk.comparison is not None and person.desk.comparison.open == 2)


class HeldPages:
    """Pages that come when a test lets them."""

    def __init__(self, pages):
        self._pages = pages
        self.come = Event()

    def __getattr__(self, name):
        return getattr(self._pages, name)

    def get(self, sha256, index):
        assert self.come.wait(60)
        return self._pages.get(sha256, index)


def test_a_comparison_behind_the_window_shows_in_the_strip_and_can_be_cancelled(
    at_work, tmp_path, monkeypatch
):
    person, clock = at_work, StoppedClock()
    on_lot(person, tmp_path)
    monkeypatch.setattr(job_watch, "monotonic", clock)
    services = person.desk.services
    pages = HeldPages(services.pages)
    person.desk.services = replace(services, pages=pages)
    strip, before = person.frame.strip, person.desk.comparison
    person.desk.settle(before.found[0], "the register is right")
    person.waits(lambda: person.desk.jobs.long_jobs)
    clock.now = 0.4
    person.waits(lambda: "Comparing papers" in person.texts(strip))
    cancel = next(
        each for each in strip.findChildren(IconButton) if each.accessibleName().startswith("Cancel")
    )
    person.qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    pages.come.set()
    person.waits(lambda: is_done(person) and person.desk.comparison is None)
    sheet = asks(person)
    person.qtbot.mouseClick(sheet.compare, Qt.MouseButton.LeftButton)
    person.waits(lambda: person.desk.comparison is not None and person.desk.comparison.open == 1)
    person.desk.services = services


def test_a_withdrawn_paper_speaks_no_more(at_work, tmp_path):
    person = at_work
    on_lot(person, tmp_path)
    letter = next(each for each in person.frame.lot._panels["documents"].rows if each.document.name == "催收")
    person.desk.withdraw(letter.document.id)
    person.waits(lambda: person.desk.comparison is not None and not person.desk.comparison.found)
    assert "do not agree" not in person.texts(person.frame.lot)


def test_where_nothing_disagrees_the_list_says_what_would_stand_in_it(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan")
    at_work.waits(lambda: at_work.desk.comparison is not None)
    sheet = asks(at_work)
    assert "It takes two documents to disagree." in at_work.texts(sheet)
    assert not sheet.reason.isVisible()
    at_work.qtbot.keyClick(at_work.bench.focusWidget(), Qt.Key.Key_Escape)
    assert not at_work.frame.findChildren(DisagreementsSheet) or not sheet.isVisible()
