"""What Outlook keeps in its own ways: letters as squeezed RTF, and all that is attached inside "winmail.dat"."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.documents.archives.members import Budget
from workstation.documents.holding import may_hold_files, members_of
from workstation.documents.mail.rtf_body import letter_of, unsqueezed
from workstation.documents.mail.tnef import read_tnef
from workstation.documents.office.compound import compound_file
from workstation.documents.opening import open_pages
from workstation.domain.reading import DamagedFileError

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
# [MS-OXRTFCP], 3.1.1 and 3.1.2
PLAIN_EXAMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
RUNNING_EXAMPLE = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def test_squeezed_letters_are_those_of_the_examples_of_the_specification():
    assert unsqueezed(PLAIN_EXAMPLE) == rb"{\rtf1\ansi\ansicpg1252\pard hello world}" + b"\r\n"
    assert unsqueezed(RUNNING_EXAMPLE) == rb"{\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    rtf = rb"{\rtf1 plain}"
    assert unsqueezed(struct.pack("<IIII", len(rtf) + 12, len(rtf), 0x414C454D, 0) + rtf) == rtf
    assert letter_of(html=b"", rtf=PLAIN_EXAMPLE) == "hello world"


def attribute(kind, value):
    return struct.pack("<BII", 1, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def text(number, said):
    value = said.encode("utf-16-le") + b"\x00\x00"
    return struct.pack("<HHII", 0x1F, number, 1, len(value)) + value + bytes(-len(value) % 4)


def binary(number, value, kind=0x102):
    return struct.pack("<HHII", kind, number, 1, len(value)) + value + bytes(-len(value) % 4)


def properties(*each):
    return struct.pack("<I", len(each)) + b"".join(each)


NAMED = struct.pack("<HH16sII", 0x1F, 0x8001, bytes(16), 1, 6) + "abc".encode("utf-16-le") + bytes(2)
NAMED += struct.pack("<II", 1, 2) + b"x\x00" + bytes(2)
NAMED += struct.pack("<HH16sII", 0x3, 0x8002, bytes(16), 0, 7) + bytes(4)
NAMED = (
    NAMED[: NAMED.rindex(struct.pack("<HH", 3, 0x8002))],
    NAMED[NAMED.rindex(struct.pack("<HH", 3, 0x8002)) :],
)


def winmail(*letter, files=()):
    data = (
        struct.pack("<IH", 0x223E9F78, 1)
        + attribute(0x00069007, struct.pack("<II", 936, 0))
        + b"".join(letter)
    )
    for each in files:
        data += attribute(0x00069002, bytes(14)) + b"".join(each)
    return data


LETTER = winmail(
    attribute(0x00018004, "催收通知".encode("gbk") + b"\x00"),
    attribute(0x00069003, properties(*NAMED, binary(0x1009, PLAIN_EXAMPLE))),
    files=[
        [attribute(0x00018010, b"SHORT~1.PDF\x00"), attribute(0x0006800F, PDF),
         attribute(0x00069005, properties(NAMED[1], text(0x3707, "债权转让通知书.pdf")))],
        [attribute(0x00018010, "清单.txt".encode("gbk") + b"\x00"), attribute(0x00069005, properties(binary(0x3701, b"1")))],
        [attribute(0x00069005, properties(binary(0x3701, bytes(16) + winmail(files=[[attribute(0x0006800F, PDF)]]), 0x0D)))],
    ],
)  # fmt: skip


def inside(data, name="winmail.dat"):
    return [(each.path, each.data) for each in members_of(data, name, Budget(10**8, 100), ())]


def test_what_is_attached_inside_a_winmail_file_comes_out_and_its_letter_is_read():
    assert may_hold_files(LETTER[:1024], "winmail.dat")
    first, second, third = inside(LETTER)
    assert (first, second) == (("债权转让通知书.pdf", PDF), ("清单.txt", b"1"))
    assert inside(third[1]) == [("part-1", PDF)]
    shown = open_pages(LETTER).text(0).text.split("\n")
    assert {"催收通知", "Attachment: 债权转让通知书.pdf", "hello world"} <= set(shown)


def test_of_a_cut_winmail_file_what_came_before_the_cut_comes_out():
    assert [path for path, _ in inside(LETTER[: LETTER.index(b"1\x00\x00\x00", 200)])][:1] == [
        "债权转让通知书.pdf"
    ]
    with pytest.raises(DamagedFileError):
        read_tnef(b"\x78\x9f\x3e\x22\x01\x00")


def test_an_outlook_mail_that_keeps_its_letter_as_rtf_alone_is_read():
    folder = {
        "__substg1.0_37050003": b"",
        "__substg1.0_37010102": b"",
        "__substg1.0_3707001F": "空.txt".encode("utf-16-le"),
    }
    data = compound_file(
        {
            "__properties_version1.0": bytes(32),
            "__substg1.0_0037001F": "主题".encode("utf-16-le"),
            "__substg1.0_10090102": PLAIN_EXAMPLE,
            "__attach_version1.0_#00000000": folder,
        }
    )
    assert {"主题", "hello world", "Attachment: 空.txt"} <= set(open_pages(data).text(0).text.split("\n"))
    assert inside(data, "a.msg") == [("空.txt", b"")]


def test_a_package_that_is_attached_to_an_outlook_mail_as_an_object_comes_out():
    folder = {"__substg1.0_3701000D": {"CONTENTS": PDF}, "__substg1.0_3707001F": "图".encode("utf-16-le")}
    data = compound_file({"__properties_version1.0": bytes(32), "__attach_version1.0_#00000000": folder})
    assert inside(data, "a.msg") == [("图.pdf", PDF)]


@given(st.binary(max_size=200), st.integers(0, 700))
def test_no_bytes_break_the_readers_of_outlook(data, at):
    unsqueezed(PLAIN_EXAMPLE[:16] + data)
    for whole in (LETTER[:at] + data, LETTER[:at] + data + LETTER[at + len(data) :]):
        if whole.startswith(b"\x78\x9f\x3e\x22"):
            try:
                read_tnef(whole)
            except DamagedFileError:
                continue
