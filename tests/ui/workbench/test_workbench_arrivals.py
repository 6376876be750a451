"""Whole rooms dropped on a lot: looked through, decided on, taken in, stopped, gone on with, undone, unlocked."""

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from made_files import docx, p, sevened, zipped
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from settled import settled
from test_workbench_files import documents, drop, is_done
from workbench_kit import holds_the_reader

from workstation.domain.documents import Document, Version
from workstation.domain.reading import ReadOutcome
from workstation.ui.desk import Desk
from workstation.ui.dialogs.unlock import UnlockSheet
from workstation.ui.panels.document_lines import _kind_tone
from workstation.ui.widgets.values import FigureTone

LOCKED = (Path(__file__).parents[2] / "data/pdf/locked.pdf").read_bytes()
PASSWORD = "借款合同2024"


@pytest.fixture
def on_lot(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan")
    return at_work


@pytest.fixture
def room(tmp_path):
    def written(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


def lines(sheet):
    """What each line of the sheet says: ``{file name: (what it is, becomes)}``."""
    columns = {column.key: column for column in sheet.table.spec.columns}
    return {
        found.path.rpartition("/")[2]: (columns["standing"].value(found), columns["becomes"].value(found))
        for found in sheet.rows
    }


def chooses(person, sheet, name):
    """Space on the line of a file."""
    found = next(found for found in sheet.rows if found.path.endswith(name))
    sheet.table.select_id(found.id)
    person.qtbot.keyClick(sheet.table, Qt.Key.Key_Space)


def take_in(person, path):
    drop(person, path)
    person.takes_in()
    reader = person.desk.services.reader
    person.waits(lambda: is_done(person) and person.desk.record.all(Version) == reader.rows(Version), 20000)


def test_a_zip_is_shown_before_it_enters_and_each_file_says_what_becomes_of_it(on_lot, room):
    first = zipped({"2.1 抵押合同.docx": docx(p("一")), "清单.txt": "甲"})
    take_in(on_lot, room("first.zip", first))
    second = zipped(
        {
            "3.1 抵押合同（修订稿）.docx": docx(p("二")),
            "清单.txt": "甲改",
            "b/表.txt": "乙",
            "copy.txt": "甲",
            "../x": "z",
        }
    )
    drop(on_lot, room("second.zip", second))
    sheet = on_lot.arrivals()
    assert lines(sheet) == {
        "second.zip": ("not all came out", "kept as it is"),
        "3.1 抵押合同（修订稿）.docx": ("new", "a paper of its own"),
        "清单.txt": ("a new version", "version 2 of 清单"),
        "表.txt": ("new", "a paper of its own"),
        "copy.txt": ("already here", ""),
        "x": ("stays where it is", ""),
    }
    chooses(on_lot, sheet, "（修订稿）.docx")
    chooses(on_lot, sheet, "表.txt")
    assert lines(sheet)["3.1 抵押合同（修订稿）.docx"][1] == "version 2 of 2.1 抵押合同"
    assert lines(sheet)["表.txt"][1] == "stays out"
    on_lot.takes_in()
    on_lot.waits(lambda: is_done(on_lot) and len(documents(on_lot)) == 5, 20000)
    record = on_lot.desk.record
    contract = next(each for each in record.all(Document) if each.name == "2.1 抵押合同")
    assert [version.ordinal for version in record.all(Version, document=contract.id)] == [1, 2]


def test_a_locked_file_is_opened_with_its_password_which_is_asked_once(on_lot, room):
    take_in(on_lot, room("room.zip", zipped({"a.pdf": LOCKED, "b.pdf": LOCKED + b"\n"})))
    on_lot.waits(lambda: len(documents(on_lot)) == 3)
    panel = on_lot.frame.lot.records.currentWidget()
    locked = next(row for row in panel.rows if row.version.file_name == "a.pdf")
    panel.table.select_id(locked.document.id)
    on_lot.qtbot.mouseClick(panel.unlock, Qt.MouseButton.LeftButton)
    on_lot.waits(lambda: on_lot.frame.findChildren(UnlockSheet))
    sheet = on_lot.frame.findChildren(UnlockSheet)[-1]
    on_lot.qtbot.keyClicks(sheet.password, "nonsense")
    on_lot.qtbot.keyClick(sheet.password, Qt.Key.Key_Return)
    on_lot.waits(lambda: sheet.tried.text().startswith("This password does not open the file."))
    assert sheet.password.selectedText()
    assert not on_lot.frame.lot.banner.isVisible(), "it is said where it was typed"
    sheet.password.setText(PASSWORD)  # a test cannot type hanzi
    on_lot.qtbot.keyClick(sheet.password, Qt.Key.Key_Return)
    on_lot.waits(lambda: {each.outcome for each in documents(on_lot).values()} == {ReadOutcome.OK}, 20000)
    on_lot.waits(lambda: "2 files opened" in on_lot.texts(on_lot.frame.strip))
    assert not on_lot.frame.findChildren(UnlockSheet)


def test_a_wrong_password_says_so_and_changes_nothing(on_lot, room):
    take_in(on_lot, room("a.pdf", LOCKED))
    version = documents(on_lot)["a.pdf"]
    on_lot.desk.unlock(version.id, "nonsense", remember=False)
    on_lot.waits(
        lambda: "This password does not open the file." in on_lot.texts(on_lot.frame.lot.banner), 20000
    )
    assert documents(on_lot)["a.pdf"].outcome is ReadOutcome.PASSWORD


def test_a_password_given_in_the_sheet_opens_a_locked_archive(on_lot, room):
    drop(on_lot, room("room.7z", sevened({"合同.txt": "借款"}, "geheim", names=True)))
    sheet = on_lot.arrivals()
    assert lines(sheet) == {"room.7z": ("locked with a password", "kept as it is")}
    on_lot.qtbot.keyClicks(sheet.password, "geheim")
    on_lot.qtbot.keyClick(sheet.password, Qt.Key.Key_Return)
    on_lot.waits(lambda: len(sheet.rows) == 2)
    assert documents(on_lot) == {}  # Enter in the line was the sheet's too, and took the archive in
    assert lines(sheet) == {"room.7z": ("new", "kept as it is"), "合同.txt": ("new", "a paper of its own")}
    assert not sheet.password.isVisible()
    assert sheet.table.hasFocus(), "Enter takes in"


def test_a_wrong_password_is_said_beside_it_and_the_sheet_stays_as_it_was(on_lot, tmp_path):
    """W6: the sheet closed and came back empty, at its top, without a word."""
    folder = tmp_path / "room"
    folder.mkdir()
    for number in range(1, 30):
        (folder / f"附件{number}.txt").write_text(f"甲{number}", "utf-8")
    (folder / "附件31.zip").write_bytes(sevened({"合同.txt": "借款"}, "geheim", names=True))
    (folder / "附件32.zip").write_bytes(sevened({"判决.txt": "判决"}, "anders", names=True))
    drop(on_lot, folder)
    sheet = on_lot.arrivals()
    chooses(on_lot, sheet, "附件28.txt")
    line, keys = sheet.table.current_id(), on_lot.qtbot.keyClicks
    seen = sheet.table.verticalScrollBar().value()
    keys(sheet.password, "geheim?")
    on_lot.qtbot.mouseClick(on_lot.button("Open them", sheet), Qt.MouseButton.LeftButton)
    on_lot.waits(lambda: sheet.tried.text() == "This password is wrong: it opens none of these files.")
    assert sheet.password.accessibleDescription() == sheet.tried.text()
    assert sheet.isVisible()
    assert sheet.password.hasFocus()
    assert sheet.password.selectedText() == sheet.password.text()
    assert len(sheet.password.text()) == len("geheim?")
    assert (sheet.table.current_id(), sheet.table.verticalScrollBar().value()) == (line, seen)
    keys(sheet.password, "geheim")  # over what is selected
    assert sheet.tried.text() == ""
    on_lot.qtbot.keyClick(sheet.password, Qt.Key.Key_Return)
    on_lot.waits(lambda: sheet.tried.text() == "1 opened. The others have another password.")
    assert lines(sheet)["合同.txt"] == ("new", "a paper of its own")
    assert lines(sheet)["附件28.txt"] == ("new", "stays out"), "what was chosen stays chosen"
    assert sheet.rows[int(sheet.table.current_id())].path.endswith("附件28.txt")
    keys(sheet.password, "anders")
    on_lot.qtbot.keyClick(sheet.password, Qt.Key.Key_Return)
    on_lot.waits(lambda: not sheet.password.isVisible())
    assert lines(sheet)["判决.txt"] == lines(sheet)["合同.txt"], "the first password is not forgotten"
    on_lot.takes_in()
    on_lot.waits(lambda: is_done(on_lot) and len(documents(on_lot)) == 32, 20000)
    assert "附件28.txt" not in documents(on_lot)


@pytest.fixture
def seventy_five(room):
    """75 files in archives in an archive, each of its own content: more than are under way at once."""
    parts = {}
    for part in range(3):
        files = {f"{part}{number:02}/{number:03} 合同.txt": f"合同 {part} {number}" for number in range(25)}
        parts[f"{part} 部分.zip"] = zipped(files)
    return room("room.zip", zipped(parts))


def texts(person):
    return [name for name, version in documents_by_path(person).items() if name.endswith(".txt")]


def documents_by_path(person):
    record = person.desk.record
    return {version.source_path: version for version in record.all(Version)} if record else {}


def test_75_files_are_stopped_half_way_gone_on_with_undone_and_redone_as_one_step(on_lot, seventy_five):
    person, jobs = on_lot, []
    reader = holds_the_reader(person.desk, reads=45)
    drop(person, seventy_five)
    person.desk.job_started.connect(jobs.append)
    person.takes_in()
    person.waits(lambda: reader.held and documents_by_path(person))
    jobs[0].cancel()
    person.waits(lambda: is_done(person), 20000)
    person.waits(lambda: person.desk.halted is not None)
    person.waits(lambda: len(texts(person)) == 45)
    reader.open = True
    panel = person.frame.lot.records.currentWidget()
    person.waits(panel.go_on.isVisible)
    person.qtbot.mouseClick(panel.go_on, Qt.MouseButton.LeftButton)
    person.waits(lambda: is_done(person) and len(texts(person)) == 75, 60000)
    assert {version.outcome for version in documents_by_path(person).values()} == {ReadOutcome.OK}
    assert len(documents_by_path(person)) == len(person.desk.record.all(Version)) == 79
    before = person.desk.record.all(Version)
    person.qtbot.keyClick(person.bench, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: person.desk.record.all(Version) == () and is_done(person), 60000)
    person.qtbot.keyClick(person.bench, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: person.desk.record.all(Version) == before and is_done(person), 60000)


def test_a_copy_is_opened_outside_but_never_a_program_and_is_gone_with_the_workspace(
    on_lot, room, monkeypatch, tmp_path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    take_in(
        on_lot, room("room.zip", zipped({"表.ofd": zipped({"OFD.xml": "x"}), "setup.exe": b"MZ" + bytes(50)}))
    )
    opened = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True
    )
    found = documents(on_lot)
    assert found["表.ofd"].outcome is ReadOutcome.NOT_SUPPORTED
    on_lot.desk.open_copy(found["表.ofd"])
    on_lot.waits(lambda: opened, 10000)
    assert opened[0].read_bytes() == zipped({"OFD.xml": "x"})
    assert opened[0].name == "表.ofd"
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    on_lot.desk.open_copy(found["表.ofd"])
    on_lot.waits(
        lambda: "No program of this computer opens 表.ofd" in on_lot.texts(on_lot.frame.lot.banner), 10000
    )
    on_lot.desk.open_copy(found["setup.exe"])
    assert "setup.exe may run something, so no other program opens it" in on_lot.texts(
        on_lot.frame.lot.banner
    )
    assert len(opened) == 1
    assert list(tmp_path.glob("workstation-copy-*"))
    on_lot.bench.doors.close()
    on_lot.waits(lambda: not list(tmp_path.glob("workstation-copy-*")), 10000)


def test_what_the_seller_withdrew_stays_marked(on_lot, room):
    take_in(on_lot, room("room.zip", zipped({"清单.txt": "甲"})))
    panel = on_lot.frame.lot.records.currentWidget()
    line = next(row for row in panel.rows if row.version.file_name == "清单.txt")
    act = dict(panel.table.actions_of(line.document.id))["The seller withdrew it"]
    act()
    on_lot.waits(lambda: any(row.document.withdrawn_on for row in panel.rows))
    shown = next(row for row in panel.rows if row.document.id == line.document.id)
    reading = next(column for column in panel.table.spec.columns if column.key == "reading")
    assert reading.value(shown) == "withdrawn"
    assert "The seller gave it again" in dict(panel.table.actions_of(line.document.id))


def test_enter_on_an_archive_shows_what_came_out_of_it(on_lot, room):
    take_in(on_lot, room("room.zip", zipped({"清单.txt": "甲", "表.txt": "乙"})))
    panel = on_lot.frame.lot.records.currentWidget()
    archive = next(row for row in panel.rows if row.version.is_archive)
    panel.table.select_id(archive.document.id)
    on_lot.qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    on_lot.waits(lambda: panel.filter.text() == "room.zip/")
    on_lot.waits(lambda: panel.table.records.rowCount() == 2)


CONTRACT = "第一条 借款金额为人民币壹仟万元整。\n第二条 借款期限自2021年3月1日至2022年2月28日。\n第三条 年利率为6.5%。\n"


def cites(person, version, quote, field="name"):
    """Evidence on the name of the lot, from a passage of a version."""
    from workstation.application.records import FieldRef, Place, attach
    from workstation.domain.quotes import find_quote

    desk = person.desk
    found = find_quote(desk.services.pages.get(version.sha256, 0).text, quote)[0]
    place = Place(
        version=version.id,
        page=0,
        rects=found.rects,
        quote=found.text,
        before=found.before,
        after=found.after,
    )
    desk.write(lambda: attach(desk.services.writer, FieldRef("lot", desk.lot, field), place))


def test_a_new_version_shows_what_changed_and_carries_the_citations_over(on_lot, room):
    from workstation.domain.citations import Citation
    from workstation.ui.dialogs.versions import VersionsSheet

    person = on_lot
    drop(person, room("借款合同.txt", CONTRACT.encode()))
    person.waits(lambda: documents(person) and is_done(person), 20000)
    old = documents(person)["借款合同.txt"]
    cites(person, old, "借款金额为人民币壹仟万元整", "name")
    cites(person, old, "6.5%", "number")
    person.waits(lambda: len(person.desk.record.all(Citation)) == 2)
    changed = "封面\n" + CONTRACT.replace("6.5%", "4.75%")
    take_in(person, room("借款合同.txt", changed.encode()))
    panel = person.frame.lot.records.currentWidget()
    person.waits(lambda: panel.rows and panel.rows[0].outdated == 2)
    panel.table.select_id(panel.rows[0].document.id)
    assert "2 facts rest on an older version." in person.texts(panel)
    person.qtbot.mouseClick(panel.compare, Qt.MouseButton.LeftButton)
    person.waits(lambda: person.frame.findChildren(VersionsSheet), 20000)
    sheet = person.frame.findChildren(VersionsSheet)[-1]
    assert "1 of 2 citations were found again in the new version." in person.texts(sheet)
    sheet.show_part("changes")
    change = next(iter(sheet._changes.values())).page
    assert (change.gone, change.came) == (("", "6.5"), ("封面", "4.75"))
    person.qtbot.mouseClick(sheet.carry, Qt.MouseButton.LeftButton)
    new = next(version for version in person.desk.record.all(Version) if version.ordinal == 2)
    person.waits(
        lambda: {each.version for each in person.desk.record.all(Citation)} == {old.id, new.id}, 10000
    )
    person.qtbot.keyClick(person.bench, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: {each.version for each in person.desk.record.all(Citation)} == {old.id}, 10000)


def test_a_refreshed_room_tells_what_is_missing_and_it_can_be_marked_as_withdrawn(on_lot, room):
    first = {f"{number} 合同.txt": f"合同 {number}" for number in range(5)}
    take_in(on_lot, room("room.zip", zipped(first)))
    again = {**first, "1 合同.txt": "合同 1 改"}
    del again["4 合同.txt"]
    drop(on_lot, room("room.zip", zipped(again)))
    sheet = on_lot.arrivals()
    assert lines(sheet)["1 合同.txt"] == ("a new version", "version 2 of 1 合同")
    assert lines(sheet)["4 合同"] == ("not among these files", "stays as it is")
    assert "3 already here" in on_lot.texts(sheet)
    chooses(on_lot, sheet, "4 合同")
    assert lines(sheet)["4 合同"][1] == "marked as withdrawn"
    on_lot.takes_in()
    on_lot.waits(
        lambda: [each.name for each in on_lot.desk.record.all(Document) if each.withdrawn_on] == ["4 合同"],
        20000,
    )


def test_kinds_are_proposed_with_a_reason_and_filed_when_a_person_agrees(on_lot, room):
    papers = {
        "scan1.txt": "某银行\n最高额抵押合同\n抵押人：甲",
        "scan2.txt": "杭州市中级人民法院\n民事判决书\n（2022）浙01民初88号",
        "scan3.txt": "会议纪要",
        "scan4.txt": "本院认为，判决如下。\n依据（2022）浙01民初88号民事判决书，被告应于十日内清偿全部借款本息并承担诉讼费用。",
    }
    take_in(on_lot, room("room.zip", zipped(papers)))
    panel = on_lot.frame.lot.records.currentWidget()
    on_lot.waits(lambda: sum(row.proposal is not None for row in panel.rows) == 3, 10000)
    assert "File 2 by title or name" in on_lot.texts(panel), "a guess is not filed with the others (W13)"
    tones = {row.version.file_name: _kind_tone(row) for row in panel.rows}
    assert tones["scan4.txt"] is FigureTone.ACCENT
    assert tones["scan3.txt"] is FigureTone.DIM, "no idea looks like none"
    assert not any(row.document.kind for row in panel.rows)
    mortgage = next(row for row in panel.rows if row.version.file_name == "scan1.txt")
    panel.table.select_id(mortgage.document.id)
    assert "Looks like: Mortgage contract, by its title “最高额抵押合同”. It answers B-01." in on_lot.texts(
        panel
    )
    on_lot.qtbot.mouseClick(panel.agree_all, Qt.MouseButton.LeftButton)
    on_lot.waits(
        lambda: {row.document.kind for row in panel.rows} == {"Mortgage contract", "Judgment or award", None}
    )
    assert panel.agree_all.isHidden()
    on_lot.qtbot.keyClick(on_lot.bench, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    on_lot.waits(lambda: not any(row.document.kind for row in panel.rows))


def test_new_files_of_a_watched_folder_are_told_of_and_filed_only_when_asked(on_lot, tmp_path):
    from workstation.ui.widgets.banner import Banner

    folder = tmp_path / "Downloads"
    folder.mkdir()
    (folder / "old.txt").write_text("old", "utf-8")
    os.utime(folder / "old.txt", (1, 1))
    on_lot.bench.watching.watch(folder)
    watch = on_lot.bench.watching._watch
    watch._since = datetime.now(UTC) + timedelta(seconds=-1)  # the clock of the test stands still
    (folder / "清单.txt").write_text("甲", "utf-8")
    (folder / "half.pdf.part").write_text("x", "utf-8")
    before = documents(on_lot)
    banner = on_lot.frame.lot.banner
    for _ in range(2):
        watch.look()
        settled(on_lot.qtbot, on_lot.desk.jobs)
    on_lot.waits(lambda: "清单.txt" in banner.accessibleName())
    assert isinstance(banner, Banner)
    assert documents(on_lot) == before
    on_lot.qtbot.mouseClick(on_lot.button("Look through them …"), Qt.MouseButton.LeftButton)
    on_lot.takes_in()
    on_lot.waits(lambda: "清单.txt" in documents(on_lot), 20000)
    on_lot.waits(lambda: not banner.isVisible())
    on_lot.bench.watching.watch(None)
    assert on_lot.bench.preferences.watched == ""


def test_a_watched_folder_survives_closing_and_opening_a_workspace(on_lot, tmp_path):
    """W1: the watch went with the desk and was stopped afterwards: nothing opened until the program was started again."""
    folder = tmp_path / "Downloads"
    folder.mkdir()
    bench, place = on_lot.bench, on_lot.desk.services.location
    bench.watching.watch(folder)
    button = on_lot.frame.watch_button
    assert button.isVisible()
    assert "Downloads" in button.toolTip()
    bench.action("workspace.close").trigger()
    on_lot.waits(lambda: not bench.sessions.findChildren(Desk))  # closed, and its desk is gone
    assert not bench.frame.watch_button.isVisible()
    for _ in range(2):
        bench.doors.open(Path(place))
        on_lot.waits_for_workspace()
        on_lot.waits(lambda: bench.hand.rows)
        assert bench.frame.watch_button.isVisible()
    assert not bench.frame.banner.isVisible()
    stop = next(each for each in bench.frame.watch_menu.actions() if each is bench.action("import.unwatch"))
    stop.trigger()
    assert not bench.frame.watch_button.isVisible()
    assert bench.preferences.watched == ""


def test_what_a_window_cannot_be_built_on_is_let_go(person, tmp_path, monkeypatch):
    """W1: a workspace that was opened but not shown stayed locked by the program itself."""
    bench = person.bench
    bench.doors.create(tmp_path / "A.workspace")
    person.waits_for_workspace()
    bench.action("workspace.close").trigger()

    def broken(*_):
        raise LookupError

    monkeypatch.setattr("workstation.ui.session.Desk", broken)
    with person.qtbot.captureExceptions() as faults:
        bench.doors.open(tmp_path / "A.workspace")
        person.waits(lambda: faults)
    monkeypatch.undo()
    bench.doors.open(tmp_path / "A.workspace")
    person.waits_for_workspace()
    assert not bench.frame.banner.isVisible()


def test_a_long_scan_is_parted_into_named_papers_without_touching_the_file(on_lot, tmp_path):
    from test_workbench_files import a_pdf

    from workstation.domain.documents import DocumentPart
    from workstation.ui.dialogs.parts import PartsSheet

    person = on_lot
    drop(person, a_pdf(tmp_path / "scan.pdf", 6))
    person.waits(lambda: documents(person) and is_done(person), 20000)
    panel = person.frame.lot.records.currentWidget()
    person.waits(lambda: panel.rows)
    act = dict(panel.table.actions_of(panel.rows[0].id))["Name its parts …"]
    act()
    person.waits(lambda: person.frame.findChildren(PartsSheet))
    sheet = person.frame.findChildren(PartsSheet)[-1]

    def adds(name, first, last):
        for line, text in ((sheet.name, name), (sheet.first, first), (sheet.last, last)):
            line.clear()
            person.qtbot.keyClicks(line, text)
        person.qtbot.keyClick(sheet.last, Qt.Key.Key_Return)

    adds("Loan contract", "1", "4")
    person.waits(lambda: sheet.table.records.rowCount() == 1 and sheet.first.text() == "5")
    adds("Judgment", "5", "7")
    person.waits(lambda: "The document has pages 1 to 6." in person.texts(person.frame.lot.banner))
    adds("Judgment", "5", "6")
    person.waits(lambda: len(person.desk.record.all(DocumentPart)) == 2)
    sheet.close_sheet()
    assert [row.part.name if row.part else None for row in panel.rows] == [None, "Loan contract", "Judgment"]
    assert "1 documents, 6 pages" in person.texts(panel)
    with person.qtbot.waitSignal(person.desk.page_requested) as asked:
        panel.open_row(panel.rows[2].id)
    assert asked.args == [panel.rows[0].version.id, 4]
    take_away = dict(panel.table.actions_of(panel.rows[2].id))["Take the part away"]
    take_away()
    person.waits(lambda: len(panel.rows) == 2)


def test_the_highlights_of_a_lot_are_listed_noted_opened_and_taken_away(on_lot, tmp_path):
    from test_workbench_files import a_pdf

    from workstation.application.records import Place
    from workstation.domain.highlights import Highlight, HighlightKind
    from workstation.ui.dialogs.highlights import HighlightsSheet

    person = on_lot
    drop(person, a_pdf(tmp_path / "scan.pdf", 3))
    person.waits(lambda: documents(person) and is_done(person), 20000)
    version = documents(person)["scan.pdf"].id
    place = Place(version=version, page=2, rects=((72.0, 690.0, 200.0, 712.0),), quote="scan page 3")
    person.desk.highlight(place, HighlightKind.QUESTION)
    person.waits(lambda: person.desk.record.all(Highlight))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    person.qtbot.keyClick(person.bench, Qt.Key.Key_J, keys)
    person.waits(lambda: person.frame.findChildren(HighlightsSheet))
    sheet = person.frame.findChildren(HighlightsSheet)[-1]
    assert sheet.table.as_tsv().splitlines()[-1].split("\t") == ["A question", "scan page 3", "", "scan p. 3"]
    mark = person.desk.record.all(Highlight)[0]
    sheet.table.cell_edited.emit(mark.id, "note", "ask the seller")
    person.waits(lambda: person.desk.record.all(Highlight)[0].note == "ask the seller")
    sheet.table.select_id(mark.id)
    with person.qtbot.waitSignal(person.desk.page_requested) as asked:
        person.qtbot.keyClick(sheet.table, Qt.Key.Key_Return)
    assert asked.args == [version, 2]
    person.desk.remove("highlight", mark.id)
    person.waits(lambda: person.desk.record.all(Highlight) == ())
