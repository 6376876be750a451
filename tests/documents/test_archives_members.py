"""What comes out of archives and mails, what stays inside, and why."""

import bz2
import errno
import gzip
import io
import lzma
import tarfile
import zipfile
from email.message import EmailMessage

import py7zr
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import aes_zipped, raw_names, sevened, tarred, with_method, zipped

from workstation.documents.archives.members import Budget, refusal_of
from workstation.documents.archives.names import encoding_of
from workstation.documents.holding import may_hold_files, members_of
from workstation.domain.reading import (
    ArchiveTooLargeError,
    DamagedFileError,
    PasswordNeededError,
    WrongPasswordError,
)

ROOM = 10**9


def members(data, name="a.zip", passwords=(), *, size=ROOM, files=100):
    return list(members_of(data, name, Budget(size, files), passwords))


def paths(data, name="a.zip"):
    return [member.path for member in members(data, name)]


def test_a_zip_gives_its_files_with_their_bytes():
    found = members(zipped({"抵押/清单.txt": "甲", "b/": "", "c.pdf": b"%PDF"}))
    assert [(each.path, each.data) for each in found] == [
        ("抵押/清单.txt", "甲".encode()),
        ("c.pdf", b"%PDF"),
    ]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("gb18030", "债权转让/借款合同.txt"),
        ("shift_jis", "文章のファイル.txt"),
        ("big5", "債權轉讓合約書.txt"),
    ],
)
def test_names_without_an_encoding_are_repaired(encoding, name):
    raw = name.encode(encoding)
    placeholder = "x" * len(raw)
    assert paths(raw_names(zipped({placeholder: "1"}), {placeholder: raw})) == [name]


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=5))
def test_names_in_utf_8_are_never_taken_for_anything_else(names):
    try:
        raw = [name.encode() for name in names]
    except UnicodeEncodeError:
        return
    assert encoding_of(raw) == "utf-8"


@pytest.mark.parametrize("name", ["../a", "/a", "..\\a", "C:\\a", "b/../../a", "\\\\host\\a"])
def test_a_name_that_leads_out_stays_inside(name):
    assert refusal_of(name).code == "archive.escaping_name"
    assert members(zipped({name: "x"}))[0].refusal.code == "archive.escaping_name"


def test_a_locked_file_is_named_and_the_others_come_out():
    locked = bytearray(zipped({"open.txt": "1", "locked.txt": "2"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = locked.find(mark, locked.find(mark) + 1)
        locked[place + at] |= 1
    found = {each.path: each.refusal.code if each.refusal else None for each in members(bytes(locked))}
    assert found == {"open.txt": None, "locked.txt": "archive.member_locked"}


AGREEMENT = {"合同/借款合同.txt": "借款金额"}


@pytest.mark.parametrize("names", [False, True])
def test_a_7z_opens_with_its_password(names):
    assert [(each.path, each.data.decode()) for each in members(sevened(AGREEMENT))] == [
        ("合同/借款合同.txt", "借款金额")
    ]
    locked = sevened(AGREEMENT, "秘密", names=names)
    assert members(locked, passwords=("秘密",))[0].data.decode() == "借款金额"
    with pytest.raises(PasswordNeededError):
        members(locked)
    with pytest.raises(WrongPasswordError):
        members(locked, passwords=("falsch",))


def test_an_error_of_the_machine_is_not_a_wrong_password(monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(py7zr.SevenZipFile, "extractall", full)
    with pytest.raises(OSError, match="No space left"):
        members(sevened(AGREEMENT, "秘密"), passwords=("秘密",))


@pytest.mark.parametrize("squeeze", [gzip.compress, bz2.compress, lzma.compress])
def test_squeezed_files_and_tars_come_out(squeeze):
    assert paths(squeeze(b"plain words"), "notice.txt.gz") == ["notice.txt"]
    assert paths(squeeze(tarred({"a/b.txt": b"1", "c.txt": b"2"})), "room.tgz") == ["a/b.txt", "c.txt"]


def test_links_devices_and_what_lies_behind_a_link_stay_inside():
    link, device = tarfile.TarInfo("out"), tarfile.TarInfo("dev")
    link.type, link.linkname, device.type = tarfile.SYMTYPE, "/etc", tarfile.CHRTYPE
    found = members(tarred({"out": link, "out/evil.txt": b"x", "dev": device, "good.txt": b"y"}), "a.tar")
    assert {each.path: each.refusal.code if each.refusal else None for each in found} == {
        "out": "archive.special",
        "out/evil.txt": "archive.special",
        "dev": "archive.special",
        "good.txt": None,
    }


def test_no_more_comes_out_than_is_allowed():
    bomb = zipped({"a": bytes(50_000), "b": bytes(60_000)})
    with pytest.raises(ArchiveTooLargeError):
        members(bomb, size=100_000)
    with pytest.raises(ArchiveTooLargeError):
        members(zipped({str(number): "" for number in range(11)}), files=10)
    with pytest.raises(ArchiveTooLargeError):
        members(gzip.compress(bytes(200_000)), "a.gz", size=100_000)


def test_files_that_strayed_in_the_directory_are_found_by_their_own_headers():
    data = zipped({"one.txt": "1" * 40, "two.txt": "2" * 40})
    end = data.rfind(b"PK\x01\x02")
    broken = bytearray(data)
    broken[end + 42 : end + 46] = (5).to_bytes(4, "little")
    assert [each.data[:1] for each in members(bytes(broken))] == [b"1", b"2"]


def test_one_part_of_a_zip_in_parts_says_so():
    data = bytearray(zipped({"a.txt": "1"}))
    at = data.rfind(b"PK\x05\x06")
    data[at + 4 : at + 6] = b"\x02\x00"
    assert members(bytes(data))[0].refusal.code == "archive.parts_missing"


@pytest.mark.parametrize("cut", [10, 40, 80])
def test_a_cut_archive_is_damaged(cut):
    with pytest.raises(DamagedFileError):
        members(zipped({"a.txt": "1" * 500})[:-cut])


def mail(attachments, **heads):
    message = EmailMessage()
    for name, value in heads.items():
        message[name] = value
    message.set_content("正文")
    for name, content in attachments:
        message.add_attachment(content, "application", "pdf", filename=name)
    return message


def test_a_mail_gives_its_attachments_and_the_mails_attached_to_it():
    inner = mail([("通知.pdf", b"%PDF-1")], Subject="催收")
    outer = mail([("合同.pdf", b"1"), ("合同.pdf", b"2")], Subject="Fwd", From="a@b.c")
    outer.add_attachment(inner)
    found = members(outer.as_bytes(), "m.eml")
    assert [each.path for each in found] == ["合同.pdf", "合同 (2).pdf", "催收.eml"]
    assert paths(found[2].data, "x.eml") == ["通知.pdf"]


def test_a_box_of_mails_gives_the_attachments_of_all():
    letters = [mail([(f"{number}.pdf", b"x")], Subject=str(number)).as_bytes() for number in range(3)]
    box = b"".join(b"From a@b.c Mon Aug  4 10:00:00 2025\n" + each + b"\n" for each in letters)
    assert paths(box, "box.mbox") == ["0.pdf", "1.pdf", "2.pdf"]


def test_only_what_may_hold_files_is_sent_through_a_worker_for_it():
    assert may_hold_files(zipped({"a": "1"})[:1024], "a.zip")
    assert may_hold_files(b"From: a@b.c\r\nSubject: x\r\n\r\n", "")
    assert may_hold_files(tarred({"a": b"1"})[:1024], "a.tar")
    assert not may_hold_files(b"%PDF-1.7", "a.pdf")
    assert not may_hold_files("借款合同".encode(), "a.txt")


@given(st.binary(max_size=300))
def test_no_bytes_after_the_mark_of_an_archive_break_out(data):
    for mark in (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh9", b"7z\xbc\xaf\x27\x1c"):
        try:
            members(mark + data)
        except (DamagedFileError, PasswordNeededError, ArchiveTooLargeError):
            continue


def test_a_zip_is_read_whatever_its_method():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
            archive.writestr(str(method), "x", compress_type=method)
    assert len(members(target.getvalue())) == 4


@pytest.mark.parametrize("strength", [1, 2, 3])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_zip_that_is_locked_by_aes_opens_with_its_password(strength, method):
    content = "借款合同".encode() * 999
    locked = aes_zipped("合同.txt", content, "秘密".encode(), method=method, strength=strength)
    assert [(each.path, each.data) for each in members(locked, passwords=("falsch", "秘密"))] == [
        ("合同.txt", content)
    ]
    with pytest.raises(PasswordNeededError):
        members(locked)
    with pytest.raises(WrongPasswordError):
        members(locked, passwords=("falsch",))


def test_of_a_locked_file_whose_compression_is_not_known_the_password_is_not_called_wrong():
    locked = aes_zipped("a.txt", b"x" * 99, b"key", method=98)
    assert members(locked, passwords=("key",))[0].refusal.code == "archive.member_method"


@pytest.mark.parametrize("method", [9, 93, 98])
def test_a_file_that_is_compressed_in_a_way_that_is_not_known_says_so_and_is_not_called_damaged(method):
    found = members(with_method(zipped({"a.txt": "1" * 40, "b.txt": "2" * 40}), method))
    assert [each.refusal.code for each in found] == ["archive.member_method"] * 2
