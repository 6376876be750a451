"""What Outlook packs into "winmail.dat" ([MS-OXTNEF]): the letter and all that is attached to it."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from workstation.documents.encoding import decode
from workstation.documents.mail.mail import Attached, Mail
from workstation.documents.mail.rtf_body import letter_of
from workstation.domain.reading import DamagedFileError

_FIRST: Final = 6  # bytes: the mark and a key
_ATTRIBUTE: Final = struct.Struct("<BII")
# 2.1.3.1: attributes
_SUBJECT, _BODY, _PROPERTIES, _CODE_PAGE = 0x00018004, 0x0002800C, 0x00069003, 0x00069007
_NEXT_FILE, _FILE_TITLE, _FILE_DATA, _FILE_PROPERTIES = 0x00069002, 0x00018010, 0x0006800F, 0x00069005
# 2.1.3.4: sizes of property types that have one
_SIZES: Final = {
    0x02: 4,
    0x03: 4,
    0x04: 4,
    0x05: 8,
    0x06: 8,
    0x07: 8,
    0x0A: 4,
    0x0B: 4,
    0x14: 8,
    0x40: 8,
    0x48: 16,
}
_TEXT, _WIDE_TEXT, _OBJECT = 0x1E, 0x1F, 0x0D
_SEVERAL: Final = 0x1000
_NAMED: Final = 0x8000
_LONG_NAME, _DATA, _PLAIN, _RTF, _HTML = 0x3707, 0x3701, 0x1000, 0x1009, 0x1013
_OBJECT_ID: Final = 16  # bytes before an embedded letter
_MOST: Final = 100_000  # properties
_BROKEN: Final = (struct.error, IndexError, ValueError, LookupError)


@dataclass(slots=True)
class _File:
    title: bytes = b""
    data: bytes = b""
    properties: dict[int, tuple[int, bytes]] = field(default_factory=dict)


def read_tnef(data: bytes) -> Mail:
    """`DamagedFileError` where not even its first attribute can be read; what comes before a cut is read."""
    letter: dict[int, bytes] = {}
    files: list[_File] = []
    for kind, value in _attributes(data):
        if kind == _NEXT_FILE:
            files.append(_File())
        elif files and kind == _FILE_TITLE:
            files[-1].title = value
        elif files and kind == _FILE_DATA:
            files[-1].data = value
        elif files and kind == _FILE_PROPERTIES:
            files[-1].properties = _properties(value)
        else:
            letter[kind] = value
    if not letter and not files:
        raise DamagedFileError
    codec = _codec(letter.get(_CODE_PAGE, b""))
    attached = tuple(_attached(each, number, codec) for number, each in enumerate(files, 1))
    return Mail(subject=_said(letter.get(_SUBJECT, b""), codec), body=_body(letter, codec), attached=attached)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = _FIRST
    while at + _ATTRIBUTE.size <= len(data):
        _, kind, size = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        if at + size > len(data):
            return
        yield kind, data[at : at + size]
        at += size + 2


def _body(letter: dict[int, bytes], codec: str) -> str:
    properties = _properties(letter.get(_PROPERTIES, b""))
    plain = _said(letter.get(_BODY, b""), codec) or _text(properties.get(_PLAIN), codec)
    if plain.strip():
        return plain
    return letter_of(html=properties.get(_HTML, (0, b""))[1], rtf=properties.get(_RTF, (0, b""))[1])


def _attached(file: _File, number: int, codec: str) -> Attached:
    name = _text(file.properties.get(_LONG_NAME), codec) or _said(file.title, codec) or f"part-{number}"
    kind, value = file.properties.get(_DATA, (0, b""))
    if not file.data and kind == _OBJECT:
        is_letter = value[_OBJECT_ID : _OBJECT_ID + 4] == b"\x78\x9f\x3e\x22"
        found = Attached(name, value[_OBJECT_ID:])
        return replace(found, name=f"{name}.dat") if is_letter and "." not in name else found
    return Attached(name, file.data or value)


def _properties(data: bytes) -> dict[int, tuple[int, bytes]]:
    """By their numbers, the first value of each with its type; those before a broken one."""
    found: dict[int, tuple[int, bytes]] = {}
    try:
        at = 4
        for _ in range(min(struct.unpack_from("<I", data)[0], _MOST)):
            kind, number = struct.unpack_from("<HH", data, at)
            at = _after_name(data, at + 4) if number >= _NAMED else at + 4
            value, at = _value(data, at, kind)
            found.setdefault(number, (kind & ~_SEVERAL, value))
    except _BROKEN:
        return found
    return found


def _after_name(data: bytes, at: int) -> int:
    if struct.unpack_from("<I", data, at + 16)[0] == 0:
        return at + 24
    size: int = struct.unpack_from("<I", data, at + 20)[0]
    return at + 24 + size + -size % 4


def _value(data: bytes, at: int, kind: int) -> tuple[bytes, int]:
    size = _SIZES.get(kind & ~_SEVERAL)
    if size is not None and not kind & _SEVERAL:
        return data[at : at + size], at + size
    count, at = struct.unpack_from("<I", data, at)[0], at + 4
    if count > _MOST:
        raise ValueError(count)
    first = b""
    for number in range(count):
        length = size
        if length is None:
            length, at = struct.unpack_from("<I", data, at)[0], at + 4
        if at + length > len(data):
            raise ValueError(length)
        first = data[at : at + length] if number == 0 else first
        at += length + -length % 4
    return first, at


def _text(value: tuple[int, bytes] | None, codec: str) -> str:
    if value is None:
        return ""
    kind, data = value
    return data.decode("utf-16-le", "replace").rstrip("\x00") if kind == _WIDE_TEXT else _said(data, codec)


def _said(data: bytes, codec: str) -> str:
    text = data.rstrip(b"\x00")
    return text.decode(codec, "replace") if codec else decode(text)[0]


def _codec(value: bytes) -> str:
    """That of the code page; empty where it is not told."""
    if len(value) < 4:
        return ""
    number = struct.unpack_from("<I", value)[0]
    name = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return ""
    return name
