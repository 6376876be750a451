"""The index of words: what is in it, what it leaves to the page, and that it can be thrown away."""

import sqlite3
from contextlib import closing
from random import Random

import pytest
from storage_kit import page_store

from workstation.application.ports.storage import StoredPage
from workstation.domain.pages import PageGeometry, PageText, pack_boxes
from workstation.domain.search import Query

WHOLE = PageGeometry((0, 0, 595, 842))


def page(index, text):
    return StoredPage(index, "", WHOLE, PageText(text, pack_boxes([(0, 0, 1, 1)] * len(text))), "")


@pytest.fixture
def pages(tmp_path):
    store = page_store(tmp_path)
    store.put("loan", [page(0, "流动资金借款合同"), page(1, "第二条 保证期间")])
    store.put_last([("loan", [page(2, "Loan Agreement, RMB24,000,000.00")]), ("deed", [page(0, "抵押合同")])])
    yield store
    store.close()


def lose_index(folder, damage=None):
    """It is gone, or `damage` lies in its place."""
    for path in folder.glob("search.*"):
        path.unlink()
    if damage is not None:
        (folder / "search.db").write_bytes(damage)


def found(store, typed):
    return sorted(store.find(Query.read(typed)).places)


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("合同", [("deed", 0), ("loan", 0)]),
        ("借款 合同", [("loan", 0)]),
        ("保证期间", [("loan", 1)]),
        ("24,000,000", [("loan", 2)]),
        ("rmb24,000,000", [("loan", 2)]),
        ("agree", [("loan", 2)]),
        ("greement", []),  # a word is found from its start
        ("抵押 借款", []),
        ("", []),
        ("()", []),
        ('NOT "OR" AND* NEAR(', []),  # nothing of it is a command
        ("合同*", [("deed", 0), ("loan", 0)]),
    ],
)
def test_pages_are_found_by_words_in_chinese_and_english(pages, typed, places):
    assert found(pages, typed) == places


def test_what_is_read_again_replaces_what_was_known(pages):
    pages.put_last([("deed", [page(0, "质押合同")])])
    assert (found(pages, "抵押"), found(pages, "质押")) == ([], [("deed", 0)])


@pytest.mark.parametrize("read_only", [False, True])
def test_pages_without_text_are_counted(pages, tmp_path, read_only):
    pages.put_last([("scan", [page(0, ""), page(1, " \n"), page(2, "章")])])
    pages.close()
    if read_only:  # nothing is indexed: the reader has an index of its own
        lose_index(tmp_path)
    with closing(page_store(tmp_path, read_only=read_only)) as again:
        assert again.find(Query.read("")).wordless == {"scan": 2}


def test_a_paper_is_in_the_index_when_it_is_whole(pages):
    pages.put("half", [page(0, "租赁合同")])
    assert found(pages, "租赁") == []
    pages.put_last([("half", [page(1, "末页")])])
    assert found(pages, "租赁") == [("half", 0)]


@pytest.mark.parametrize("damage", [b"not a database" * 500, b"", None])
def test_an_index_that_is_damaged_or_gone_is_made_anew_from_the_pages(pages, tmp_path, damage):
    pages.close()
    lose_index(tmp_path, damage)
    with closing(page_store(tmp_path)) as again:
        assert found(again, "合同") == [("deed", 0), ("loan", 0)]


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE page SET text = replace(text, '抵押', '抵扣') WHERE object = 'deed'",
        "DELETE FROM page WHERE object = 'deed'",
    ],
)
def test_an_index_made_anew_holds_no_page_that_is_not_as_it_was_put(pages, tmp_path, damage, read_only):
    """The word was looked for in vain, and the search said that it had looked at every page."""
    pages.close()
    lose_index(tmp_path)
    with closing(sqlite3.connect(tmp_path / "pages.db")) as connection, connection:
        connection.execute(damage)
    with closing(page_store(tmp_path, read_only=read_only)) as again:
        assert found(again, "合同") == [("loan", 0)]
        assert again.lacks(["deed", "loan"]) == {"deed"}


@pytest.mark.parametrize("read_only", [False, True])
def test_no_flipped_byte_hides_a_hit_or_gives_a_wrong_one(pages, tmp_path, read_only):
    """SQLite reads a flipped letter of the index as it stands: a paper was not found, with exit code 0."""
    looked_for = ["合同", "保证期间", "24,000,000", "loan"]
    whole = [found(pages, each) for each in looked_for]
    pages.close()
    sound = {path: path.read_bytes() for path in tmp_path.iterdir()}
    for place in Random(20250905).sample(range(len(sound[tmp_path / "search.db"])), 40):
        for path in tmp_path.iterdir():
            path.unlink()
        for path, content in sound.items():
            path.write_bytes(content)
        change(tmp_path / "search.db", place)
        with closing(page_store(tmp_path, read_only=read_only)) as again:
            assert [found(again, each) for each in looked_for] == whole


def change(file, place):
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)


def test_what_was_added_since_the_index_was_closed_is_no_damage(pages, tmp_path):
    pages.close()
    with closing(page_store(tmp_path)) as again:
        again.put_last([("notice", [page(0, "催收通知书")])])
        # a program that is killed here leaves no hash, and what it added is found
        for path in tmp_path.iterdir():
            (tmp_path / "killed").mkdir(exist_ok=True)
            if path.is_file():
                (tmp_path / "killed" / path.name).write_bytes(path.read_bytes())
    assert not (tmp_path / "killed" / "search.seal").exists()
    for folder in (tmp_path, tmp_path / "killed"):
        with closing(page_store(folder)) as later:
            assert found(later, "催收") == [("notice", 0)]
        assert (folder / "search.seal").exists()


@pytest.mark.parametrize("left", [b"", b"\xff half", None])
def test_an_index_whose_hash_is_damaged_answers_as_before(pages, tmp_path, left):
    pages.close()
    seal = tmp_path / "search.seal"
    seal.unlink()
    seal.mkdir() if left is None else seal.write_bytes(left)
    for read_only in (True, False, True):
        with closing(page_store(tmp_path, read_only=read_only)) as again:
            assert found(again, "合同") == [("deed", 0), ("loan", 0)]


def test_an_index_of_another_extractor_is_not_asked(pages, tmp_path):
    pages.close()
    with closing(page_store(tmp_path, 2)) as newer:
        assert found(newer, "合同") == []
        newer.put_last([("deed", [page(0, "抵押合同")])])
        assert found(newer, "合同") == [("deed", 0)]


@pytest.mark.parametrize("damage", [b"not a database" * 500, None])
def test_who_only_reads_finds_what_is_not_in_the_index_too(pages, tmp_path, damage):
    pages.close()
    lose_index(tmp_path, damage)
    with closing(page_store(tmp_path, read_only=True)) as reader:
        assert found(reader, "借款 合同") == [("loan", 0)]
    left = tmp_path / "search.db"
    assert (left.read_bytes() if left.exists() else None) == damage


@pytest.mark.parametrize("lost", ["all of it", "an object"])
def test_who_only_reads_ranks_as_if_the_index_were_whole(tmp_path, lost):
    with closing(page_store(tmp_path)) as pages:
        pages.put_last([("loan", [page(0, "流动资金借款合同"), page(1, "第二条 保证期间")])])
    earlier = (tmp_path / "search.db").read_bytes()
    with closing(page_store(tmp_path)) as pages:
        pages.put_last([("deed", [page(0, "抵押合同")])])
        whole = pages.find(Query.read("合同"))
    lose_index(tmp_path, None if lost == "all of it" else earlier)
    with closing(page_store(tmp_path, read_only=True)) as reader:
        found = reader.find(Query.read("合同"))
    assert (sorted(found.places), found.scores) == (sorted(whole.places), whole.scores)
    assert len(whole.scores) == 2


def test_a_page_that_the_store_lost_is_no_hit_of_a_reader(pages, tmp_path):
    """The two databases may be deleted one without the other; the index alone says nothing that can be shown."""
    pages.close()
    with closing(sqlite3.connect(tmp_path / "pages.db")) as connection, connection:
        connection.execute("DELETE FROM page WHERE object = 'deed'")
    with closing(page_store(tmp_path, read_only=True)) as reader:
        assert all(reader.get(*place) is None for place in found(reader, "抵押合同"))
