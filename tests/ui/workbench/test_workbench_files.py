"""Files that come in: dropped or chosen, with progress, cancel and plain words for what cannot be read."""

from pathlib import Path

import pytest
from made_files import docx, p
from made_scans import scanned
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from reportlab.pdfgen.canvas import Canvas
from workbench_kit import holds_the_reader

from workstation.domain.citations import Citation, Evidence
from workstation.domain.documents import Document, Version
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.proposals import ProposalWarning
from workstation.domain.reading import ReadOutcome
from workstation.language.translator import Language, Translator
from workstation.resources import resource
from workstation.ui import job_watch
from workstation.ui.arrivals import doubts_words
from workstation.ui.desk import WHERE_LEFT
from workstation.ui.dialogs.arrivals import ArrivalsSheet

PAGE = "挂牌页面.html"


def a_pdf(path: Path, pages=1) -> Path:
    canvas = Canvas(str(path), invariant=1)
    for page in range(pages):
        canvas.drawString(72, 700, f"{path.stem} page {page + 1}")
        canvas.showPage()
    canvas.save()
    return path


def drop(person, *paths):
    """A person drops files on the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(400, 400), action, data, buttons, keys)
    person.bench.dragEnterEvent(enter)
    assert enter.isAccepted()
    person.bench.dropEvent(QDropEvent(QPoint(400, 400), action, data, buttons, keys))


@pytest.fixture
def on_lot(at_work):
    at_work.makes_lot("Jinchuan")
    at_work.opens("Jinchuan")
    return at_work


def documents(person):
    record = person.desk.record
    return {version.file_name: version for version in record.all(Version)} if record else {}


def is_done(person):
    return not person.desk.jobs.long_jobs


def test_a_folder_dropped_on_a_lot_is_taken_in(on_lot, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    a_pdf(folder / "contract.pdf", 2)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    drop(on_lot, folder)
    on_lot.takes_in()
    on_lot.waits(lambda: len(documents(on_lot)) == 2 and is_done(on_lot), 20000)
    on_lot.waits(lambda: documents(on_lot)["contract.pdf"].outcome is ReadOutcome.OK)
    assert documents(on_lot)["contract.pdf"].pages == 2
    assert documents(on_lot)["contract.pdf"].source_path == "papers/contract.pdf"
    on_lot.waits(lambda: "2 files taken in, 1 could not be read" in on_lot.texts(on_lot.frame.strip))
    panel = on_lot.frame.lot.records.currentWidget()
    broken = next(row for row in panel.rows if row.version.file_name == "broken.pdf")
    panel.table.select_id(broken.document.id)
    assert "damaged" in on_lot.texts(panel)
    assert "Ask the seller" in on_lot.texts(panel)


def test_enter_opens_a_document_in_the_viewer(on_lot, tmp_path, qtbot):
    drop(on_lot, a_pdf(tmp_path / "contract.pdf"))
    on_lot.waits(lambda: documents(on_lot) and is_done(on_lot), 20000)
    panel = on_lot.frame.lot.records.currentWidget()
    on_lot.waits(lambda: panel.rows != [])
    panel.table.select_id(panel.rows[0].document.id)
    panel.table.setFocus()
    with qtbot.waitSignal(on_lot.desk.page_requested) as asked:
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert asked.args == [panel.rows[0].version.id, WHERE_LEFT]
    assert on_lot.frame.lot.viewer.isVisible()


def test_the_same_file_again_is_not_kept_twice(on_lot, tmp_path):
    paper = a_pdf(tmp_path / "contract.pdf")
    drop(on_lot, paper)
    on_lot.waits(lambda: documents(on_lot) and is_done(on_lot), 20000)
    drop(on_lot, paper)
    assert "1 already here" in on_lot.texts(on_lot.arrivals())
    on_lot.takes_in()
    on_lot.waits(lambda: "1 already here" in on_lot.texts(on_lot.frame.strip))
    assert len(on_lot.desk.record.all(Document)) == 1


class StoppedClock:
    """Stands still until a test moves it on."""

    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def strip_clock(monkeypatch):
    """The clock by which the strip knows how long a job runs."""
    clock = StoppedClock()
    monkeypatch.setattr(job_watch, "monotonic", clock)
    return clock


def test_long_work_shows_in_the_strip_after_a_while_and_can_be_cancelled(
    on_lot, tmp_path, qtbot, strip_clock
):
    folder, strip = tmp_path / "many", on_lot.frame.strip
    folder.mkdir()
    for number in range(40):
        a_pdf(folder / f"{number:03}.pdf")
    reader = holds_the_reader(on_lot.desk, reads=26)
    drop(on_lot, folder)
    on_lot.takes_in()
    on_lot.waits(lambda: documents(on_lot))  # at the latest when as many were read as enter together
    for watch in on_lot.frame.findChildren(job_watch.JobWatch):
        watch.look()
    assert "Taking files in" not in on_lot.texts(strip)
    strip_clock.now = 0.4
    on_lot.waits(lambda: "Taking files in" in on_lot.texts(strip) and "26 of 40" in on_lot.texts(strip))
    assert "1 job" in on_lot.texts(on_lot.frame.top)
    assert reader.held == 14
    cancel = next(
        button
        for button in strip.findChildren(type(on_lot.frame.menu_button))
        if button.accessibleName().startswith("Cancel")
    )
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    on_lot.waits(lambda: is_done(on_lot) and "stopped before the rest" in on_lot.texts(strip))
    on_lot.waits(lambda: len(documents(on_lot)) == 26)
    on_lot.waits(lambda: "Taking files in" not in on_lot.texts(strip))


def test_files_dropped_without_a_lot_make_one_of_their_name(at_work, tmp_path):
    folder = tmp_path / "Haitang Fibre"
    folder.mkdir()
    a_pdf(folder / "contract.pdf")
    drop(at_work, folder)
    at_work.waits_for_lot("Haitang Fibre")
    at_work.waits(lambda: documents(at_work) and is_done(at_work), 20000)
    assert at_work.frame.lot.tab == "documents"


def test_a_saved_listing_dropped_without_a_lot_becomes_a_lot_by_its_facts(at_work, tmp_path):
    """One that is gone when it is to be read is named first: it was an error of the program."""
    drop(at_work, tmp_path / "gone.html")
    at_work.waits(at_work.frame.banner.isVisible)
    assert "There is no file at" in at_work.texts(at_work.frame.banner)
    assert "gone.html" in at_work.texts(at_work.frame.banner)
    drop(at_work, resource("demo", "inputs", PAGE))
    at_work.waits(lambda: at_work.desk.record is not None, 20000)
    listing = next(iter(at_work.desk.record.rows["listing"].values()))
    assert listing.start_price is not None
    assert at_work.desk.record.rows["evidence"]
    at_work.waits(lambda: "values of the listing are in" in at_work.texts(at_work.frame))
    at_work.bench.show_lots()
    drop(at_work, resource("demo", "inputs", PAGE))  # W14: it became a second lot, without a word
    at_work.waits(lambda: "These files are in" in at_work.texts(at_work.frame), 20000)
    assert len(at_work.desk.services.reader.lots()) == 1


ANNOUNCEMENT = """某银行股份有限公司关于2025年第2期个人不良贷款（个人消费贷款）转让项目转让公告
拟通过银登中心开展不良贷款转让
交易基准日 | 20250630 | 未偿本金总额（万元） | 100
资产笔数（笔） | 12 | 未偿利息总额（元） | 50,000.00"""


@pytest.mark.parametrize("name", ["公告.txt", "公告.html", "公告.pdf", "公告.docx"])
def test_an_announcement_that_is_half_understood_says_which_figures_it_did_not_find(at_work, tmp_path, name):
    """F3: the window was silent of it, and a text was no listing at all."""
    file = tmp_path / name
    lines = ANNOUNCEMENT.splitlines()
    file.write_bytes(
        {
            "txt": ANNOUNCEMENT.encode(),
            "html": f"<pre>{ANNOUNCEMENT}</pre>".encode(),
            "pdf": scanned(lines, visible=True),
            "docx": docx("".join(map(p, lines))),
        }[file.suffix[1:]]
    )
    drop(at_work, file)
    at_work.waits(lambda: at_work.desk.record is not None, 20000)
    missing = "未偿本金总额、未偿本息总额、借款人户数"
    at_work.waits(lambda: missing in at_work.texts(at_work.frame))
    assert "These figures were not found in the announcement" in at_work.texts(at_work.frame)
    listing = at_work.desk.record.first(Listing)
    assert (listing.principal, listing.interest) == (None, Money.of(50_000)), "nothing is made up"
    at_work.waits(lambda: any(each.rects for each in at_work.desk.record.all(Citation)))
    doubts = [
        ProposalWarning(
            "intake.figures_not_found",
            "These figures were not found in the announcement: {figures}. Type them in from the announcement.",
            (("figures", missing),),
        )
    ]
    chinese = doubts_words(Translator(Language.CHINESE), doubts)
    assert chinese == [f"公告中未找到以下数字：{missing}。请对照公告补录。"]


def test_an_announcement_as_a_pdf_that_comes_to_an_open_lot_is_offered_too(on_lot, tmp_path):
    """F3: every PDF was refused."""
    (tmp_path / "转让公告.pdf").write_bytes(scanned(ANNOUNCEMENT.splitlines(), visible=True))
    drop(on_lot, tmp_path / "转让公告.pdf")
    banner = on_lot.frame.lot.banner
    on_lot.waits(lambda: "转让公告.pdf is a listing" in on_lot.texts(banner), 20000)
    on_lot.qtbot.mouseClick(on_lot.button("Read them into the lot", banner), Qt.MouseButton.LeftButton)
    on_lot.waits(lambda: on_lot.desk.record.first(Listing).interest == Money.of(50_000))
    on_lot.waits(lambda: "These figures were not found" in on_lot.texts(banner))


def test_a_lot_that_a_page_became_is_taken_back_from_the_strip(at_work):
    """W28: the strip did not offer it."""
    drop(at_work, resource("demo", "inputs", PAGE))
    at_work.waits(lambda: at_work.desk.record is not None, 20000)
    strip = at_work.frame.strip
    at_work.waits(lambda: "浙江锦川纺织有限公司债权 from its listing" in at_work.texts(strip))
    at_work.qtbot.mouseClick(at_work.button("Undo", strip), Qt.MouseButton.LeftButton)
    at_work.waits(lambda: not at_work.desk.services.reader.lots() and is_done(at_work))
    at_work.waits(lambda: at_work.frame.stack.currentWidget() is at_work.frame.welcome)


def test_a_listing_page_that_comes_to_an_open_lot_is_offered_read_and_taken_back_as_one_step(
    on_lot, sellers_folder
):
    """W12: the lot kept 0 of its facts, and nothing could be done about it."""
    drop(on_lot, sellers_folder)
    on_lot.takes_in()
    banner, strip = on_lot.frame.lot.banner, on_lot.frame.strip
    on_lot.waits(lambda: "公告页.html is a listing" in on_lot.texts(banner))
    assert on_lot.desk.record.first(Listing).start_price is None, "offered, not done"
    on_lot.qtbot.mouseClick(on_lot.button("Read them into the lot", banner), Qt.MouseButton.LeftButton)
    on_lot.waits(lambda: "values of 公告页.html are in, each with its place." in on_lot.texts(banner))
    on_lot.waits(lambda: on_lot.desk.record.first(Listing).start_price == Money.of(8_000_000))
    assert on_lot.desk.record.lot.name == "Jinchuan"
    assert sum(each.citation is not None for each in on_lot.desk.record.all(Evidence)) >= 50
    assert "Bidding closes" in on_lot.texts(banner), "typed otherwise, and kept"
    assert "Read 公告页.html into the lot" in on_lot.texts(strip)
    on_lot.qtbot.mouseClick(on_lot.button("Undo", strip), Qt.MouseButton.LeftButton)
    on_lot.waits(lambda: on_lot.desk.record.first(Listing).start_price is None)
    assert not banner.isVisible(), "it is not true any more"
    assert len(documents(on_lot)) == 7, "the papers stay"
    on_lot.qtbot.mouseClick(on_lot.button("Redo", strip), Qt.MouseButton.LeftButton)
    on_lot.waits(lambda: on_lot.desk.record.first(Listing).start_price == Money.of(8_000_000))
    on_lot.qtbot.mouseClick(on_lot.button("Undo", strip), Qt.MouseButton.LeftButton)
    on_lot.waits(lambda: on_lot.desk.record.first(Listing).start_price is None)
    panel = on_lot.frame.lot.records.currentWidget()
    acts = {row.document.name: dict(panel.table.actions_of(row.id)) for row in panel.rows}
    assert "Read as listing page" not in acts["2.借款合同"]
    acts["关于我们"]["Read as listing page"]()
    on_lot.waits(lambda: "values of" not in on_lot.texts(banner) and banner.isVisible())
    assert on_lot.desk.record.first(Listing).start_price is None
    acts["公告页"]["Read as listing page"]()
    on_lot.waits(lambda: on_lot.desk.record.first(Listing).start_price == Money.of(8_000_000))


@pytest.fixture
def sellers_folder(tmp_path):
    """As another seller names it: a listing page among papers, two of them disclosures of one."""
    folder = tmp_path / "03 资料"
    (folder / "证件").mkdir(parents=True)
    (folder / "公告页.html").write_bytes(resource("demo", "inputs", PAGE).read_bytes())
    (folder / "关于我们.html").write_text("<html><body><p>About us</p></body></html>", "utf-8")
    for name in ("2.借款合同", "10.现场照片说明", "3.评估报告", "3.评估报告（修订稿）"):
        (folder / f"{name}.txt").write_text(name, "utf-8")
    (folder / "证件" / "1.营业执照.txt").write_text("执照", "utf-8")
    return folder


def test_a_folder_with_a_listing_page_becomes_a_lot_by_its_facts_or_leaves_nothing(at_work, sellers_folder):
    """W5, W10-W12: it made a lot with none of the facts, also where the reader pressed Escape; the folder dropped twice made a
    second one; files came in the order of their letters."""
    reader = at_work.desk.services.reader
    drop(at_work, sellers_folder)
    sheet = at_work.sheet(ArrivalsSheet)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    at_work.waits(lambda: not reader.lots() and is_done(at_work))
    at_work.waits(lambda: at_work.frame.stack.currentWidget() is at_work.frame.welcome)
    drop(at_work, sellers_folder)
    at_work.takes_in()
    at_work.waits(lambda: len(documents(at_work)) == 7 and is_done(at_work), 20000)
    record = at_work.desk.record
    assert record.first(Listing).start_price == Money.of(8_000_000)
    assert sum(each.citation is not None for each in record.all(Evidence)) >= 50
    names = [document.name for document in record.all(Document)]
    assert names == ["公告页", "2.借款合同", "3.评估报告", "10.现场照片说明", "关于我们", "1.营业执照"]
    assert documents(at_work)["3.评估报告（修订稿）.txt"].ordinal == 2
    banner = at_work.frame.lot.banner
    at_work.waits(lambda: "each with its place" in at_work.texts(banner))
    at_work.qtbot.mouseClick(at_work.button("Go to the checks", banner), Qt.MouseButton.LeftButton)
    assert at_work.frame.lot.tab == "checks"
    at_work.bench.show_lots()
    (sellers_folder / "4.补充协议.txt").write_text("补充", "utf-8")
    drop(at_work, sellers_folder)
    sheet = at_work.sheet(ArrivalsSheet)
    assert sheet.said.text() == "1 new, 7 already here"
    at_work.takes_in()
    at_work.waits(lambda: "4.补充协议.txt" in documents(at_work) and is_done(at_work), 20000)
    assert len(reader.lots()) == 1


def test_a_drag_without_files_is_not_taken(at_work):
    data = QMimeData()
    data.setText("words")
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    at_work.bench.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_files_are_chosen_with_ctrl_o(on_lot, tmp_path):
    paper = a_pdf(tmp_path / "contract.pdf")
    on_lot.bench.action("import.files").trigger()
    dialog = on_lot.bench.findChild(QFileDialog)
    dialog.filesSelected.emit([str(paper)])
    dialog.reject()
    on_lot.waits(lambda: "contract.pdf" in documents(on_lot) and is_done(on_lot), 20000)


def test_a_new_workspace_is_named_in_the_dialog_and_gets_its_suffix(person, tmp_path):
    person.bench.action("workspace.new").trigger()
    dialog = person.bench.findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "Firm"))
    dialog.reject()
    person.waits_for_workspace()
    assert person.desk.services.name == "Firm"
    assert (tmp_path / "Firm.workspace").is_dir()


def clicks_row(person, table, identity):
    """A click of the mouse on a line."""
    place = table.model().index(table.model().place_of(identity), 0)
    at = table.visualRect(place).center()
    person.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_chosen_document_is_shown_and_the_shown_one_is_chosen(on_lot, tmp_path):
    """W16: a click chose a line, and the viewer beside it went on showing another document."""
    person = on_lot
    for name in ("a", "b", "c"):
        drop(person, a_pdf(tmp_path / f"{name}.pdf"))
        person.waits(lambda name=name: is_done(person) and f"{name}.pdf" in documents(person), 20000)
    viewer, panel = person.frame.lot._viewer, person.frame.lot.records.currentWidget()
    rows = {row.document.name: row.id for row in panel.rows}
    shows = lambda name: viewer.version == documents(person)[f"{name}.pdf"].id  # noqa: E731 - asked again
    clicks_row(person, panel.table, rows["c"])
    person.waits(lambda: shows("c"))
    assert panel.table.hasFocus()
    person.qtbot.keyClick(panel.table, Qt.Key.Key_Up)
    person.waits(lambda: shows("b"))
    person.desk.open_page(documents(person)["a.pdf"].id)
    person.waits(lambda: shows("a") and panel.table.current_id() == rows["a"])
    person.frame.lot.toggle_viewer()
    clicks_row(person, panel.table, rows["c"])
    assert not viewer.isVisible(), "choosing opens no viewer that a person closed"
    person.qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    person.waits(lambda: viewer.isVisible() and shows("c"))
