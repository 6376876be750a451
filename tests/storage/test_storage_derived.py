"""What is derived may be deleted or damaged at any moment: the answer is what it was, or the store says what it lacks."""

import shutil
from contextlib import closing
from random import Random

import pytest
from storage_kit import make_host, page_store

from workstation.application.ports.storage import StoredPage
from workstation.domain.errors import UserError
from workstation.domain.pages import PageGeometry, PageText, pack_boxes
from workstation.domain.search import Query
from workstation.storage.workspace import Workspace

WHOLE = PageGeometry((0, 0, 595, 842))
PAPERS = {
    "loan": ["流动资金借款合同 第一条 借款金额", "第二条 保证期间", "Loan Agreement, RMB24,000,000.00"],
    "deed": ["抵押合同 抵押物清单", ""],
}
FILES = ["pages.db", "search.db"]
GARBAGE = [b"not a database" * 2000, b"", b"SQLite format 3\x00" + b"\xff" * 9000]


def page(index, text):
    return StoredPage(
        index, str(index + 1), WHOLE, PageText(text, pack_boxes([(0, 0, 1, 1)] * len(text))), "", not text
    )


def put_all(store):
    for sha256, texts in PAPERS.items():
        pages = [page(index, text) for index, text in enumerate(texts)]
        store.put(sha256, pages[:1])
        store.put_last([(sha256, pages[1:])])


@pytest.fixture
def filled(tmp_path):
    folder = tmp_path / "derived"
    with closing(page_store(folder)) as store:
        put_all(store)
    return folder


def answers(store):
    pages = {(sha256, index): store.get(sha256, index) for sha256 in PAPERS for index in range(3)}
    return pages, sorted(store.find(Query.read("合同")).places), dict(store.find(Query.read("")).wordless)


def right_or_lacking(store, whole):
    """Every page is as it was put, or its object is said to be lacking."""
    pages, _, _ = answers(store)
    wrong = {place for place, found in pages.items() if found != whole[0][place]}
    return {sha256 for sha256, _ in wrong} <= store.lacks(PAPERS) and all(
        pages[each] is None for each in wrong
    )


def test_the_folder_may_be_gone_before_it_is_opened(filled):
    with closing(page_store(filled)) as store:
        whole = answers(store)
    shutil.rmtree(filled)
    with closing(page_store(filled)) as store:
        assert store.lacks(PAPERS) == {"loan", "deed"}
        put_all(store)
        assert store.lacks(PAPERS) == frozenset()
        assert answers(store) == whole


def test_a_file_in_place_of_the_folder_gives_way_to_it(filled):
    shutil.rmtree(filled)
    filled.write_bytes(b"not a folder")
    with closing(page_store(filled)) as store:
        put_all(store)
        assert store.lacks(PAPERS) == frozenset()


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [*GARBAGE, None])
def test_a_file_that_was_damaged_or_deleted_before_it_is_opened(filled, name, damage):
    with closing(page_store(filled)) as store:
        whole = answers(store)
    (filled / name).unlink()
    if damage is not None:
        (filled / name).write_bytes(damage)
    with closing(page_store(filled)) as store:
        assert right_or_lacking(store, whole)
        put_all(store)
        assert (answers(store), store.lacks(PAPERS)) == (whole, frozenset())


@pytest.mark.parametrize("damage", [*GARBAGE, None])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_damaged_or_deleted_while_it_is_open(filled, name, damage):
    with closing(page_store(filled)) as store:
        whole = answers(store)
        if damage is not None:
            (filled / name).write_bytes(damage)
        for path in list(filled.glob(f"{name}*")) if damage is None else ():
            path.unlink()
        assert right_or_lacking(store, whole)
        put_all(store)
        assert right_or_lacking(store, whole)
    with closing(page_store(filled)) as store:
        assert right_or_lacking(store, whole)
        put_all(store)
        assert answers(store) == whole


def test_the_folder_may_go_while_it_is_open(filled):
    with closing(page_store(filled)) as store:
        whole = answers(store)
        shutil.rmtree(filled)
        assert right_or_lacking(store, whole)
        put_all(store)
        assert answers(store) == whole


@pytest.mark.parametrize("name", FILES)
def test_no_flipped_byte_gives_a_wrong_page_or_an_error(filled, name):
    with closing(page_store(filled)) as store:
        whole = answers(store)
    sound = {path.name: path.read_bytes() for path in filled.iterdir()}
    random = Random(20250905)
    # any byte of the index alike makes it another file than the one that was closed
    for _ in range(400 if name == "pages.db" else 80):
        for path in filled.iterdir():
            path.unlink()
        for known, content in sound.items():
            (filled / known).write_bytes(content)
        bytes_now = bytearray(sound[name])
        bytes_now[random.randrange(len(bytes_now))] ^= 1 << random.randrange(8)
        (filled / name).write_bytes(bytes_now)
        with closing(page_store(filled)) as store:
            assert right_or_lacking(store, whole)


def test_pages_that_were_lost_before_the_last_came_are_not_called_whole(filled):
    with closing(page_store(filled)) as store:
        store.put_last([("long", [page(index, f"{index} 条款" * 900) for index in range(60)])])
    with closing(page_store(filled)) as store:
        store.put("new", [page(0, "first")])
        (filled / "pages.db").write_bytes(b"not a database" * 2000)
        assert store.get("long", 40) is None  # not in the cache: the damage is met
        store.put_last([("new", [page(1, "second")])])
        assert "new" in store.lacks(["new"])
        store.put("new", [page(0, "first")])
        store.put_last([("new", [page(1, "second")])])
        assert store.lacks(["new"]) == frozenset()


@pytest.mark.parametrize("name", FILES)
def test_damage_is_never_said_to_need_a_snapshot(filled, name):
    (filled / name).write_bytes(b"SQLite format 3\x00" + b"\xff" * 9000)
    with closing(page_store(filled)) as store:
        try:
            answers(store)
            put_all(store)
        except UserError as error:
            pytest.fail(error.message)
        assert store.lacks(PAPERS) == frozenset()


@pytest.mark.parametrize("name", FILES)
def test_on_a_disc_everything_is_found_as_on_a_disk(filled, name):
    with closing(page_store(filled)) as store:
        whole = answers(store)
    with closing(page_store(filled, read_only=True, immutable=True)) as reader:
        assert answers(reader) == whole
        assert reader.lacks(PAPERS) == frozenset()
    assert {path.name for path in filled.iterdir()} == {
        *FILES,
        "search.seal",
    }  # no journal was made beside them
    (filled / name).unlink()
    with closing(page_store(filled, read_only=True, immutable=True)) as reader:
        assert right_or_lacking(reader, whole)


def test_on_a_disc_what_a_killed_program_left_in_the_journal_is_lacking(filled):
    store = page_store(filled)
    store.put_last([("late", [page(0, "late")])])
    copied = shutil.copytree(filled, filled.with_name("disc"))
    store.close()
    with closing(page_store(copied, read_only=True, immutable=True)) as reader:
        assert reader.lacks([*PAPERS, "late"]) == {"late", *PAPERS}


def test_a_workspace_on_a_disc_hands_out_its_pages_without_a_journal(tmp_path, monkeypatch):
    path = tmp_path / "w.workspace"
    with closing(Workspace.create(path, make_host(), "anna")) as made:
        made.pages.put_last([("loan", [page(0, "合同")])])
    monkeypatch.setattr("workstation.storage.workspace.is_untouchable", lambda _: True)
    before = {each.name for each in (path / "derived").iterdir()}
    with closing(Workspace.open(path, make_host(), "anna", read_only=True)) as reader:
        assert reader.pages.find(Query.read("合同")).places == (("loan", 0),)
        assert {each.name for each in (path / "derived").iterdir()} == before


def test_a_workspace_opens_without_its_derived_folder(tmp_path):
    path = tmp_path / "w.workspace"
    Workspace.create(path, make_host(), "anna").close()
    shutil.rmtree(path / "derived")
    with closing(Workspace.open(path, make_host(), "anna")) as again:
        again.pages.put_last([("loan", [page(0, "合同")])])
        assert again.pages.find(Query.read("合同")).places == (("loan", 0),)
