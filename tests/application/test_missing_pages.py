"""Pages that were lost: counted by the search, named by the comparison, read again where the file still opens."""

import io
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pypdf
import pytest

from workstation import bootstrap
from workstation.application.consistency import Extracts, compare_all_papers, compare_papers
from workstation.application.importing import Entry, take_in, take_in_as
from workstation.application.lots import new_lot
from workstation.application.missing_pages import missing_pages, read_missing
from workstation.application.progress import CancelledError, Silent, Watched
from workstation.application.search import KnownPapers, search
from workstation.application.sentences import comparison_sentences
from workstation.domain.new_lots import NewLot
from workstation.language.translator import Language, Translator

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)
PAPERS = {"借款合同": "流动资金借款合同 借款金额人民币2,000,000.00元", "催收": "催收通知书"}


def locked_pdf():
    writer, target = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(target)
    return target.getvalue()


@pytest.fixture
def lost(tmp_path):
    """A lot of two documents, opened anew without its derived folder."""
    for name, text in PAPERS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    path = tmp_path / "w.workspace"
    with closing(bootstrap.create_services(path, actor="Lin", clock=lambda: NOW)) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="a")).value
        take_in(services, lot, sorted(tmp_path.glob("*.txt")), Silent())
    shutil.rmtree(path / "derived")
    with closing(bootstrap.open_services(path, False, actor="Lin")) as services:
        yield services, lot


def flip_a_letter(services):
    """In a page of the derived store, as a disk would."""
    with closing(sqlite3.connect(f"{services.location}/derived/pages.db")) as pages, pages:
        pages.execute("UPDATE page SET text = replace(text, '催', '摧')")


def compared(services, lot):
    return compare_papers(services, services.reader.lot(lot), Extracts(), Silent())


def test_the_search_counts_them_and_the_comparison_names_them(lost):
    services, lot = lost
    assert [each.name for each in missing_pages(services)] == ["借款合同.txt", "催收.txt"]
    found = search(services, "借款金额", Silent())
    assert (found.pages, found.unread, found.wordless) == ((), 2, 0)
    said = compared(services, lot)
    assert (said.papers, said.values, said.unread, said.is_whole) == (0, 0, ("借款合同", "催收"), False)
    assert list(comparison_sentences(Translator(Language.ENGLISH), said)) == [
        "No document was compared.",
        "Not compared, not read yet: 借款合同, 催收",
    ]


def test_read_again_everything_is_as_before(lost):
    services, lot = lost
    head = services.reader.head()
    read_missing(services, missing_pages(services), Silent())
    assert (missing_pages(services), services.reader.head()) == ((), head)
    found = search(services, "借款金额", Silent())
    assert (len(found.pages), found.unread) == (1, 0)
    said = compared(services, lot)
    assert (said.papers, said.unread) == (2, ())


def test_only_the_documents_of_the_lot_that_is_asked_for(lost):
    services, _ = lost
    other = new_lot(services.writer, services.defaults, NewLot(name="b")).value
    assert missing_pages(services, other) == ()


def test_a_file_that_is_gone_stays_missing_and_stops_no_other(lost):
    services, _ = lost
    first, _ = missing_pages(services)
    objects = services.location + f"/objects/{first.sha256[:2]}/{first.sha256[2:]}"
    shutil.move(objects, objects + ".away")
    read_missing(services, missing_pages(services), Silent())
    assert missing_pages(services) == (first,)


def test_stopped_it_keeps_what_was_read(lost):
    services, _ = lost
    progress = Watched()
    progress.stop.set()
    with pytest.raises(CancelledError):
        read_missing(services, missing_pages(services), progress)


def test_a_locked_file_whose_password_is_forgotten_stays_missing(tmp_path):
    (tmp_path / "locked.pdf").write_bytes(locked_pdf())
    path = tmp_path / "w.workspace"
    with closing(bootstrap.create_services(path, actor="Lin", clock=lambda: NOW)) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="a")).value
        take_in_as(services, Entry(lot, passwords=("geheim",)), [tmp_path / "locked.pdf"], Silent())
        assert missing_pages(services) == ()
    shutil.rmtree(path / "derived")
    with closing(bootstrap.open_services(path, False, actor="Lin")) as services:
        (missing,) = missing_pages(services)
        read_missing(services, [missing], Silent())
        assert missing_pages(services) == (missing,)
        services.passwords.keep(missing.sha256, "geheim")
        read_missing(services, [missing], Silent())
        assert missing_pages(services) == ()


def test_a_search_for_each_key_goes_through_the_names_once(lost):
    services, _ = lost
    known = KnownPapers()
    first = search(services, "合同", Silent(), known=known)
    gathered = known.papers[None]
    assert [paper.name for paper in first.named] == ["借款合同"]
    assert [paper.name for paper in search(services, "收 催", Silent(), known=known).named] == ["催收"]
    assert known.papers[None] is gathered
    new_lot(services.writer, services.defaults, NewLot(name="b"))
    search(services, "合同", Silent(), known=known)
    assert known.papers[None] is not gathered, "something was written since"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("txt", {"借款合同", "催收"}),  # of the path at the seller
        ("合同催收", set()),  # no word reaches from one name into the next
        ("合同 催收", set()),
        ("借款 txt", {"借款合同"}),
        ("", set()),
    ],
)
def test_names_that_have_all_words(lost, typed, names):
    services, _ = lost
    assert {paper.name for paper in search(services, typed, Silent()).named} == names


def test_a_memo_compares_them_read_again_also_a_page_that_proves_damaged_on_the_way(lost):
    services, lot = lost
    record = services.reader.lot(lot)
    said = compare_all_papers(services, record, Extracts(), Silent())
    assert (said.papers, said.unread) == (2, ())
    flip_a_letter(services)
    assert missing_pages(services) == ()
    again = compare_all_papers(services, record, Extracts(), Silent())
    assert again == said


def test_a_memo_names_the_document_that_it_could_not_read_again(lost):
    services, lot = lost
    first, _ = missing_pages(services)
    objects = services.location + f"/objects/{first.sha256[:2]}/{first.sha256[2:]}"
    shutil.move(objects, objects + ".away")
    assert compare_all_papers(services, services.reader.lot(lot), Extracts(), Silent()).unread == (
        "借款合同",
    )
