"""Notes as they are written: begun from a template, found again, and not lost when the program is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from settled import settled

from workstation.application import records
from workstation.application.ports.drafts import Draft
from workstation.domain.notes import Note, NoteKind
from workstation.ui.desk_lot import AsKnownError
from workstation.ui.panels.notes import NotesPanel
from workstation.ui.widgets.buttons import Button

ROOT = Path(__file__).parents[3]

TYPIST = """
import sys
from pathlib import Path
from workstation.bootstrap import start_window

def watch(bench):
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    def when(condition, act):
        timer = QTimer(bench)
        def look():
            if condition():
                timer.stop()
                act()
        timer.timeout.connect(look)
        timer.start(10)

    def opened():
        bench.frame.lot.show_tab("notes")
        bench.open_lot(bench.hand.rows[0].lot.id)
        when(lambda: bench.desk.record is not None and bench.frame.lot.tab == "notes", shown)

    def shown():
        panel = bench.frame.lot.records.currentWidget()
        when(lambda: panel.body.isVisible(), lambda: typed(panel))

    def typed(panel):
        panel.body.setFocus()
        QTest.keyClicks(panel.body, "the gate was locked")
        print("typed", flush=True)

    when(lambda: bench.desk is not None and bench.hand.rows, opened)

start_window(Path(sys.argv[1]), watch)
"""


def panel(person):
    return person.frame.lot.records.currentWidget()


@pytest.fixture
def noting(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan", tab="notes")
    at_work.waits(lambda: panel(at_work).isVisible())
    return at_work


def keeps_a_draft(person, *, body=None, base=""):
    """A note on file, and text that a crash has left of it, begun on `base`; the services of the workspace."""
    person.desk.add("note", {"heading": "Visit", "body": body})
    person.waits(lambda: person.desk.record.all(Note))
    (note,) = person.desk.record.all(Note)
    services = person.desk.services
    services.drafts.keep(Draft(note.id, base, "the gate was locked", services.clock()))
    return services


def begins(person, kind):
    panel(person).new.click()
    (menu,) = [menu for menu in panel(person).findChildren(QMenu) if menu.isVisible()]
    chosen = [action for action in menu.actions() if getattr(action.data(), "kind", None) is kind]
    chosen[0].trigger()
    menu.close()


def test_a_site_visit_begins_with_what_must_be_seen(noting):
    panel(noting).add_note()
    noting.waits(lambda: noting.desk.record.all(Note))
    begins(noting, NoteKind.SITE_VISIT)
    noting.waits(lambda: len(noting.desk.record.all(Note)) == 2)
    note = noting.desk.record.last(Note)
    assert (note.kind, note.heading) == (NoteKind.SITE_VISIT, "Site visit")
    assert "Who occupies it" in note.body
    noting.waits(lambda: "Who occupies it" in panel(noting).body.toPlainText())


def test_notes_are_found_by_what_is_written_in_them(noting):
    for text in ("仓库空置", "Gate locked"):
        noting.desk.add("note", {"heading": "Visit", "body": text})
    noting.waits(lambda: panel(noting).table.records.rowCount() == 2)
    QTest.keyClicks(panel(noting).filter, "locked")
    noting.waits(lambda: panel(noting).table.records.rowCount() == 1)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of POSIX")
def test_what_was_typed_comes_back_after_a_kill(noting, tmp_path, qtbot):
    noting.desk.add("note", {"heading": "Visit"})
    noting.waits(lambda: noting.desk.record.all(Note))
    path = Path(noting.desk.services.location)
    noting.bench.doors.close()
    noting.waits(lambda: noting.desk is None)
    settings = tmp_path / "config" / "npl-workstation"
    settings.mkdir(parents=True)
    (settings / "settings.json").write_text('{"user_name": "Lin", "language": "en"}', encoding="utf-8")
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
    }
    command = [sys.executable, "-c", TYPIST, str(path)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline().strip() == "typed"
    noting.waits(lambda: list((path / "drafts").glob("*.json")))
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    noting.bench.doors.open(path)
    noting.waits(lambda: noting.desk is not None and noting.bench.hand.rows)
    noting.opens("Jinchuan", tab="notes")
    noting.waits(lambda: panel(noting).body.kept_text() == "the gate was locked")
    assert panel(noting).restored.isVisible()


def test_a_draft_is_offered_at_the_next_opening_and_kept_when_one_leaves(noting):
    services = keeps_a_draft(noting)
    noting.bench.action("view.chinese").trigger()  # builds the panels anew, as an opening does
    noting.waits(lambda: noting.bench.context.tr.is_chinese)
    noting.waits(lambda: panel(noting).body.toPlainText() == "the gate was locked")
    assert panel(noting).restored.isVisible()
    noting.desk.reload()
    settled(noting.qtbot, noting.desk.jobs)
    assert panel(noting).body.toPlainText() == "the gate was locked"
    panel(noting).body.setFocus()
    panel(noting).heading.setFocus(Qt.FocusReason.TabFocusReason)
    noting.waits(lambda: noting.desk.record.first(Note).body == "the gate was locked")
    noting.waits(lambda: services.drafts.all() == ())


@pytest.mark.parametrize(
    ("choice", "text"), [("Put it in", "the gate was locked"), ("Discard it", "open now")]
)
def test_a_draft_of_a_note_that_was_changed_since_is_offered_and_not_put_in(noting, choice, text):
    keeps_a_draft(noting, body="open now", base="before")
    noting.bench.action("view.chinese").trigger()
    noting.waits(lambda: noting.bench.context.tr.is_chinese and panel(noting).restored.isVisible())
    assert panel(noting).body.kept_text() == "open now"
    noting.button(noting.bench.context.tr(choice), panel(noting).restored).click()
    assert panel(noting).body.kept_text() == text
    assert not panel(noting).restored.isVisible()


@pytest.fixture
def two_drafts(noting):
    """Two notes with text that a crash left of them: the call as it was, and the visit, which was changed since and is
    the one that is shown, so that its draft is asked about."""
    for heading, body in (("Call", None), ("Visit", "open now")):
        noting.desk.add("note", {"heading": heading, "body": body})
        noting.waits(lambda heading=heading: any(n.heading == heading for n in noting.desk.record.all(Note)))
    services = noting.desk.services
    for note, base, text in zip(
        noting.desk.record.all(Note), ("", "before"), ("rang", "was locked"), strict=True
    ):
        services.drafts.keep(Draft(note.id, base, text, services.clock()))
    noting.bench.action("view.chinese").trigger()
    noting.waits(lambda: noting.bench.context.tr.is_chinese and panel(noting).restored.isVisible())
    return noting


def selects(person, heading):
    (note,) = [note for note in person.desk.record.all(Note) if note.heading == heading]
    panel(person).table.select_id(note.id)
    settled(person.qtbot, person.desk.jobs)


def lines(person):
    """What stands under the heading of each note in the list, without the day."""
    (column,) = panel(person).table.spec.columns
    shown = {note.heading: column.value(note).second for note in person.desk.record.all(Note)}
    return {heading: line.rpartition(" · ")[2].lstrip("0123456789-") for heading, line in shown.items()}


def chooses(person, words):
    person.button(person.bench.context.tr(words), panel(person).restored).click()
    settled(person.qtbot, person.desk.jobs)


def body_of(person, heading):
    return next((note.body for note in person.desk.record.all(Note) if note.heading == heading), None)


def drafts(person):
    return {draft.text for draft in person.desk.services.drafts.all()}


def a_second_passes(person):
    panel(person)._drafting.stop()
    panel(person)._draft()
    settled(person.qtbot, person.desk.jobs)


def refuses(*_):
    raise AsKnownError(moment="2025-09-05")


def offers(person):
    """The words of the buttons of the banner over the note."""
    shown = panel(person).restored
    return {button.text() for button in shown.findChildren(Button) if button.isVisible() and button.text()}


def test_a_draft_that_is_asked_about_waits_while_another_note_is_looked_at(two_drafts):
    person, tr = two_drafts, two_drafts.bench.context.tr
    asked = {tr("Put it in"), tr("Discard it")}
    assert offers(person) == asked
    panel(person).add_note()
    person.waits(lambda: len(person.desk.record.all(Note)) == 3 and not panel(person).restored.isVisible())
    selects(person, "Visit")
    assert offers(person) == asked
    assert panel(person).body.kept_text() == "open now"
    chooses(person, "Put it in")
    assert panel(person).body.kept_text() == "was locked"
    selects(person, "Call")
    person.waits(lambda: body_of(person, "Visit") == "was locked")


def test_each_banner_over_a_note_decides_on_the_draft_of_that_note(two_drafts):
    person, tr = two_drafts, two_drafts.bench.context.tr
    assert lines(person) == {"Call": "有未保存的文字", "Visit": "有未保存的文字"}
    selects(person, "Call")
    assert offers(person) == {tr("Discard it")}
    chooses(person, "Discard it")
    assert panel(person).body.kept_text() == ""
    assert "was locked" in drafts(person)
    assert lines(person) == {"Call": "", "Visit": "有未保存的文字"}
    assert not panel(person).restored.isVisible()
    selects(person, "Visit")
    chooses(person, "Discard it")
    assert "was locked" not in drafts(person)
    assert panel(person).body.kept_text() == "open now"


def test_a_draft_that_is_asked_about_stays_while_its_note_is_written_in(two_drafts):
    person, shown = two_drafts, panel(two_drafts)
    shown.body.setFocus()
    QTest.keyClicks(shown.body, " still ")
    typed = shown.body.kept_text()
    a_second_passes(person)
    assert drafts(person) == {"rang", "was locked", typed}
    shown.heading.setFocus(Qt.FocusReason.TabFocusReason)
    shown.heading.selectAll()
    QTest.keyClicks(shown.heading, "First visit")
    shown.body.setFocus()
    person.waits(lambda: body_of(person, "First visit") == typed)
    settled(person.qtbot, person.desk.jobs)
    assert drafts(person) == {"rang", "was locked"}
    assert shown.restored.isVisible()
    chooses(person, "Put it in")
    assert shown.body.kept_text() == "was locked"


@pytest.mark.parametrize("choice", ["Put it in", "Discard it"])
def test_what_was_typed_beside_a_draft_that_is_asked_about_comes_back_too(two_drafts, qtbot, choice):
    """The program is killed before one leaves the note."""
    person, first = two_drafts, panel(two_drafts)
    first.body.setFocus()
    QTest.keyClicks(first.body, " still ")
    typed = first.body.kept_text()
    a_second_passes(person)
    QTest.keyClicks(first.body, "x")
    a_second_passes(person)
    typed = first.body.kept_text()
    again = NotesPanel(person.desk)  # what it reads is what the kill left
    qtbot.addWidget(again)
    again.show_record(person.desk.record)
    person.desk.record_changed.connect(again.show_record)
    settled(qtbot, person.desk.jobs)
    assert again.body.kept_text() == "open now"
    again._choose("put" if choice == "Put it in" else "discard")
    if choice == "Put it in":
        assert again.body.kept_text() == "was locked"
        again.body.commit()  # as one leaves the text
        person.waits(lambda: again._offered)
        assert again.body.kept_text() == "was locked"
        again._choose("put")
    assert again.body.kept_text() == typed
    settled(qtbot, person.desk.jobs)
    assert drafts(person) == {"rang", typed}


def test_what_was_typed_is_kept_before_another_text_is_put_in(two_drafts):
    person, shown = two_drafts, panel(two_drafts)
    shown.body.setFocus()
    QTest.keyClicks(shown.body, " still ")
    typed = shown.body.kept_text()
    a_second_passes(person)
    chooses(person, "Put it in")
    assert body_of(person, "Visit") == typed
    assert shown.body.kept_text() == "was locked"
    assert drafts(person) == {"rang", "was locked"}
    shown.heading.setFocus(Qt.FocusReason.TabFocusReason)
    person.waits(lambda: body_of(person, "Visit") == "was locked")


def test_text_that_could_not_be_kept_stays_a_draft(noting, monkeypatch):
    noting.desk.add("note", {"heading": "Visit"})
    noting.waits(lambda: panel(noting).body.isVisible() and panel(noting)._notes)
    panel(noting).body.setFocus()
    QTest.keyClicks(panel(noting).body, "locked")
    a_second_passes(noting)
    monkeypatch.setattr(records, "edit_field", refuses)
    panel(noting).heading.setFocus(Qt.FocusReason.TabFocusReason)
    settled(noting.qtbot, noting.desk.jobs)
    assert drafts(noting) == {"locked"}


def test_a_draft_that_the_note_holds_already_is_not_asked_about(noting):
    """The program ended between the two."""
    services = keeps_a_draft(noting, body="the gate was locked", base="before")
    noting.bench.action("view.chinese").trigger()
    noting.waits(lambda: noting.bench.context.tr.is_chinese and services.drafts.all() == ())
    assert not panel(noting).restored.isVisible()


def test_what_was_typed_and_taken_back_leaves_no_draft(two_drafts):
    person, shown = two_drafts, panel(two_drafts)
    shown.body.setFocus()
    QTest.keyClicks(shown.body, "x")
    a_second_passes(person)
    QTest.keyClick(shown.body, Qt.Key.Key_Backspace)
    selects(person, "Call")
    assert drafts(person) == {"rang", "was locked"}


def test_text_that_is_back_stays_when_the_heading_is_written_first(noting):
    services = keeps_a_draft(noting)
    noting.bench.action("view.chinese").trigger()
    noting.waits(lambda: noting.bench.context.tr.is_chinese and panel(noting).restored.isVisible())
    panel(noting).heading.setFocus()
    QTest.keyClicks(panel(noting).heading, "Second")
    QTest.keyClick(panel(noting).heading, Qt.Key.Key_Return)
    noting.waits(lambda: noting.desk.record.first(Note).heading.startswith("Second"))
    settled(noting.qtbot, noting.desk.jobs)
    assert panel(noting).body.kept_text() == "the gate was locked"
    assert [draft.text for draft in services.drafts.all()] == ["the gate was locked"]


def test_a_removed_note_leaves_no_draft(noting):
    services = keeps_a_draft(noting)
    panel(noting).remove.click()
    noting.waits(lambda: not noting.desk.record.all(Note) and services.drafts.all() == ())


def test_what_was_typed_is_kept_when_another_lot_is_opened(noting):
    noting.desk.add("note", {"heading": "Visit"})
    noting.waits(lambda: panel(noting).body.isVisible() and panel(noting)._notes)
    panel(noting).body.setFocus()
    QTest.keyClicks(panel(noting).body, "locked")
    noting.makes_lot("Mill")
    noting.opens("Mill", tab="notes")
    noting.opens("Jinchuan", tab="notes")
    noting.waits(lambda: body_of(noting, "Visit") == "locked")
