"""Objects by content, and the page store that may be thrown away."""

import errno
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO

import pytest
from storage_kit import RecordedFiles, page_store

from workstation.application.ports.storage import StoredPage
from workstation.domain.pages import PageGeometry, PageText, pack_boxes
from workstation.platform.files import DurableFiles
from workstation.storage.failures import (
    DiskFailedError,
    DiskFullError,
    FolderInPlaceError,
    ObjectAlteredError,
    ObjectMissingError,
)
from workstation.storage.objects import ObjectFolder

PAGE = StoredPage(3, "iv", PageGeometry((0.5, 1, 2, 3), 90), PageText("甲", pack_boxes([(0, 0, 1, 1)])), "x")


@pytest.fixture
def objects(tmp_path):
    (tmp_path / "objects").mkdir()
    return ObjectFolder(tmp_path / "objects", DurableFiles())


def test_an_object_is_kept_by_its_hash_and_read_back(objects):
    content = bytes(range(256)) * 10_000
    stored = objects.store(BytesIO(content))
    assert (stored.sha256, stored.size, stored.new) == (sha256(content).hexdigest(), len(content), True)
    with objects.open(stored.sha256) as stream:
        stream.seek(256)
        assert stream.read(3) == b"\x00\x01\x02"
    assert objects.names() == (stored.sha256,)
    assert objects.digest(stored.sha256) == stored.sha256


def test_equal_bytes_are_kept_once(objects, tmp_path):
    first, second = objects.store(BytesIO(b"paper")), objects.store(BytesIO(b"paper"))
    assert (first.new, second.new) == (True, False)
    assert len([path for path in (tmp_path / "objects").rglob("*") if path.is_file()]) == 1


def test_nobody_writes_to_an_object(objects, tmp_path):
    stored = objects.store(BytesIO(b"paper"))
    path = tmp_path / "objects" / stored.sha256[:2] / stored.sha256[2:]
    assert path.stat().st_mode & 0o222 == 0


def test_bytes_are_on_the_device_before_they_have_a_name_and_the_name_before_it_is_told(tmp_path):
    files = RecordedFiles()
    stored = ObjectFolder(tmp_path, files).store(BytesIO(b"paper"))
    calls = [(call, path if not path.endswith(".part") else "part") for call, path in files.calls]
    assert calls == [
        ("sync", "part"),
        ("sync_folder", f"{tmp_path.parent.name}/{tmp_path.name}"),
        ("replace", f"{stored.sha256[:2]}/{stored.sha256[2:]}"),
        ("read_only", f"{stored.sha256[:2]}/{stored.sha256[2:]}"),
        ("sync_folder", f"{tmp_path.name}/{stored.sha256[:2]}"),
    ]


def damage(objects, digest, content):
    path = objects._path(digest)
    path.chmod(0o600)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "content", [b"papes", b"pap", b"", b"paper and more"], ids=["flipped", "cut", "empty", "longer"]
)
def test_a_damaged_object_is_not_handed_over_and_is_replaced_when_the_same_bytes_come_again(objects, content):
    stored = objects.store(BytesIO(b"paper"))
    damage(objects, stored.sha256, content)
    with pytest.raises(ObjectAlteredError, match="damaged; the seller's file is not the cause"):
        objects.open(stored.sha256)
    again = objects.store(BytesIO(b"paper"))
    assert (again.healed, again.new) == (True, True)
    with objects.open(stored.sha256) as stream:
        assert stream.read() == b"paper"
    assert objects._path(stored.sha256).stat().st_mode & 0o222 == 0
    assert not objects.store(BytesIO(b"paper")).healed


def test_swapped_objects_are_both_refused(objects):
    one, two = (objects.store(BytesIO(content)).sha256 for content in (b"contract", b"appraisal"))
    damage(objects, one, b"appraisal")
    damage(objects, two, b"contract")
    for digest in (one, two):
        with pytest.raises(ObjectAlteredError):
            objects.open(digest)


def test_what_is_handed_over_is_hashed_once_and_stands_at_its_start(objects, monkeypatch):
    stored = objects.store(BytesIO(b"p" * 3_000_000))
    hashed = []
    monkeypatch.setattr("workstation.storage.objects.sha256", lambda: hashed.append(1) or sha256())
    with objects.open(stored.sha256) as stream:
        assert (stream.tell(), len(hashed)) == (0, 1)
        stream.seek(-1, 2)
        assert stream.read() == b"p"


def test_threads_that_store_the_same_bytes_give_one_object(objects):
    papers = [b"paper %d" % (number % 3) * 50_000 for number in range(60)]
    with ThreadPoolExecutor(8) as pool:
        stored = list(pool.map(lambda content: objects.store(BytesIO(content)), papers))
    assert sum(each.new for each in stored) == 3
    assert not any(each.healed for each in stored)
    assert set(objects.names()) == {sha256(content).hexdigest() for content in papers}
    assert not list(objects._folder.glob("*.part"))


def test_an_object_is_told_of_by_the_name_of_its_file(tmp_path):
    objects = ObjectFolder(tmp_path, DurableFiles(), name_of=lambda _: "附件1.pdf")
    stored = objects.store(BytesIO(b"paper"))
    damage(objects, stored.sha256, b"other")
    with pytest.raises(ObjectAlteredError, match=r"copy of 附件1\.pdf"):
        objects.open(stored.sha256)


def test_a_missing_object_is_named(objects):
    with pytest.raises(ObjectMissingError, match="a" * 64):
        objects.open("a" * 64)


@pytest.mark.parametrize("name", ["", "..", "../secret", "\x00", "A" * 64, "ab/" + "c" * 61])
def test_what_is_no_hash_never_becomes_a_path(objects, tmp_path, name):
    (tmp_path / "secret").write_bytes(b"not an object")
    with pytest.raises(ObjectMissingError):
        objects.open(name)


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, DiskFullError), (errno.EFBIG, DiskFullError), (errno.EIO, DiskFailedError)],
)
def test_a_disk_that_fails_leaves_no_object_and_no_rest(tmp_path, number, said):
    class Failing(DurableFiles):
        def sync(self, file):
            raise OSError(number, f"cannot sync {file.name}")

    objects = ObjectFolder(tmp_path, Failing())
    with pytest.raises(said):
        objects.store(BytesIO(b"paper"))
    assert list(tmp_path.iterdir()) == []


def test_an_object_that_lost_its_end_is_written_again(objects, tmp_path):
    stored = objects.store(BytesIO(b"paper"))
    path = tmp_path / "objects" / stored.sha256[:2] / stored.sha256[2:]
    path.chmod(0o600)
    path.write_bytes(b"pap")
    assert objects.store(BytesIO(b"paper")).new
    assert objects.digest(stored.sha256) == stored.sha256


def test_what_a_killed_program_left_half_written_is_swept(objects, tmp_path):
    (tmp_path / "objects" / "tmpabc.part").write_bytes(b"half")
    stored = objects.store(BytesIO(b"paper"))
    objects.sweep()
    assert objects.names() == (stored.sha256,)
    assert not list((tmp_path / "objects").glob("*.part"))


def test_a_page_comes_back_as_it_was_read(tmp_path):
    for _ in range(2):
        pages = page_store(tmp_path)
        assert pages.get("a", 3) in {None, PAGE}
        pages.put("a", [PAGE])
        assert pages.get("a", 3) == PAGE
        assert (pages.get("a", 4), pages.get("b", 3)) == (None, None)
        assert pages.lacks(["a", "b"]) >= {"b"}
        pages.put_last([("a", [])])
        assert pages.lacks(["a", "b"]) == {"b"}
        pages.close()


def test_pages_of_an_earlier_extractor_are_read_anew(tmp_path):
    old = page_store(tmp_path)
    old.put("a", [PAGE])
    old.put_last([("a", [])])
    old.close()
    new = page_store(tmp_path, 2)
    assert (new.get("a", 3), new.lacks(["a"])) == (None, {"a"})
    new.close()


@pytest.mark.parametrize("damage", [b"not a database" * 500, b"", b"SQLite format 3\x00" + b"\xff" * 9000])
def test_a_damaged_page_store_is_made_anew(tmp_path, damage):
    (tmp_path / "pages.db").write_bytes(damage)
    pages = page_store(tmp_path)
    pages.put("a", [PAGE])
    assert pages.get("a", 3) == PAGE
    pages.close()


def test_without_a_page_store_a_reader_has_no_pages(tmp_path):
    pages = page_store(tmp_path, read_only=True)
    assert pages.get("a", 3) is None
    assert not (tmp_path / "pages.db").exists()
    pages.close()


def test_an_empty_folder_in_the_place_of_an_object_makes_room_and_one_that_holds_something_is_named(
    objects, tmp_path
):
    stored = objects.store(BytesIO(b"paper"))
    path = tmp_path / "objects" / stored.sha256[:2] / stored.sha256[2:]
    path.chmod(0o600)
    path.unlink()
    path.mkdir()
    assert objects.digest(stored.sha256) == ""  # for the doctor: altered
    assert objects.store(BytesIO(b"paper")).healed
    assert objects.digest(stored.sha256) == stored.sha256
    path.chmod(0o600)
    path.unlink()
    path.mkdir()
    (path / "somebody's").write_bytes(b"kept")
    with pytest.raises(FolderInPlaceError):
        objects.store(BytesIO(b"paper"))
    assert (path / "somebody's").read_bytes() == b"kept"
