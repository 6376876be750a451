"""What was learned of a file while it was read is said: in the table, below it, above the page, after the import."""

import shutil

import pytest
from made_scans import BAD, GOOD, scanned
from test_workbench_files import a_pdf, documents, drop, is_done

from workstation.domain.documents import Version
from workstation.language.translator import Language, Translator
from workstation.ui.panels.reading import outcome_reason, outcome_words


@pytest.fixture
def with_files(at_work, tmp_path, pytestconfig):
    person = at_work
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan")
    folder = tmp_path / "room"
    folder.mkdir()
    source = pytestconfig.rootpath / "tests/data/pdf"
    for name in ("script.pdf", "form.pdf", "page_missing.pdf"):
        shutil.copy(source / name, folder / name)
    a_pdf(folder / "plain.pdf")
    (folder / "scan.pdf").write_bytes(scanned(GOOD, BAD))
    drop(person, folder)
    person.takes_in()
    person.waits(lambda: len(documents(person)) == 5 and is_done(person), 20000)
    return person


def test_it_is_told_where_the_document_is(with_files):
    person, tr = with_files, with_files.desk.context.tr
    kept = {each.file_name: each for each in person.desk.record.all(Version)}
    words = {name: outcome_words(tr, version) for name, version in kept.items()}
    assert words == {
        "script.pdf": "Read, with scripts",
        "form.pdf": "Read, signed",
        "page_missing.pdf": "Read in part",
        "plain.pdf": "Read",
        "scan.pdf": "1 of 2 pages no text, with recognised text",
    }
    assert "Page 2 could not be read." in outcome_reason(tr, kept["page_missing.pdf"])
    noticed = "1 with scripts, 1 signed, 1 with recognised text"
    person.waits(lambda: noticed in person.texts(person.frame.strip))

    panel = person.frame.lot.records.currentWidget()
    scan = next(row for row in panel.rows if row.version.file_name == "scan.pdf")
    panel.table.select_id(scan.document.id)
    doubted = (
        "The hidden text behind the scan on page 2 does not read as words: it is neither searched nor quoted."
    )
    assert doubted in person.texts(panel)

    person.desk.open_page(kept["scan.pdf"].id)
    person.waits(lambda: person.frame.lot._viewer is not None)
    notice = person.frame.lot._viewer.notice
    person.waits(lambda: notice.isVisible() and doubted in notice.words.text())
    person.desk.open_page(kept["plain.pdf"].id)
    person.waits(notice.isHidden)

    sha256 = kept["scan.pdf"].sha256
    texts = [person.desk.services.pages.get(sha256, page).text.text for page in (0, 1)]
    assert GOOD[0] in texts[0]
    assert texts[1] == ""

    chinese = Translator(Language.CHINESE)
    assert outcome_words(chinese, kept["script.pdf"]) == "已读取，含脚本"
    assert "第 2 页扫描件的隐藏文字不成词句：不作搜索，也不引用。2 页中有 1 页没有文字" in outcome_reason(
        chinese, kept["scan.pdf"]
    )
