"""Slides of PowerPoint 97 to 2003 ([MS-PPT]): records in containers; the newest edit says where the slides lie."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import olefile

from workstation.documents.laid.flow import Block
from workstation.domain.file_kinds import kind_name
from workstation.domain.reading import DamagedFileError, NotSupportedError

_STREAM: Final = "PowerPoint Document"
_USER: Final = "Current User"
_HEADER: Final = struct.Struct("<HHI")
_CONTAINER: Final = 0xF
_LOCKED: Final = 0xF3D1C4DF  # 2.3.2: the token of a file whose slides are encrypted
# 2.13.24: types of records
_EDIT, _DIRECTORY = 0x0FF5, 0x1772
_LIST, _LIST_ENTRY = 0x0FF0, 0x03F3
_TEXTBOX, _OUTLINE_TEXT = 0xF00D, 0x0F9E
_WIDE_TEXT, _NARROW_TEXT = 0x0FA0, 0x0FA8
_OBJECT: Final = 0x1011
_SLIDES, _NOTES = 0, 2  # which list it is
_DEPTH: Final = 32
_EDITS: Final = 10_000
_OBJECT_LIMIT: Final = 256 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    instance: int
    start: int
    end: int
    holds: bool


def is_locked(data: bytes) -> bool:
    """Whether the slides are encrypted. `DamagedFileError` where that cannot be seen."""
    user = _streams(data)[1]
    return len(user) >= 16 and struct.unpack_from("<I", user, 12)[0] == _LOCKED


def ppt_blocks(data: bytes) -> Iterator[Block]:
    """The text of each slide, then of the notes.

    Raises:
        DamagedFileError: the slides cannot be had at all.
        NotSupportedError: they are kept in a way that is not this one (PowerPoint 95).
    """
    stream, user = _streams(data)
    try:
        return iter(list(_live(stream, user)))
    except (struct.error, KeyError, IndexError):
        found = list(_all_text(stream))
    if not found:
        raise NotSupportedError(found=kind_name("application/vnd.ms-powerpoint"))
    return iter(found)


def _streams(data: bytes) -> tuple[bytes, bytes]:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            slides: bytes = ole.openstream(_STREAM).read()
            return slides, ole.openstream(_USER).read() if ole.exists(_USER) else b""
    except (OSError, IndexError, ValueError, OverflowError, struct.error) as error:
        raise DamagedFileError from error


def _live(stream: bytes, user: bytes) -> Iterator[Block]:
    places, document = _directory(stream, struct.unpack_from("<I", user, 16)[0])
    lists = {
        each.instance: each
        for each in _records(stream, _record(stream, places[document]))
        if each.kind == _LIST
    }
    number = 0
    for kind in (_SLIDES, _NOTES):
        if kind not in lists:
            continue
        for place, outline in _entries(stream, lists[kind]):
            number += 1
            if kind == _SLIDES:
                yield Block(f"— {number} —", 2)
            slide = _record(stream, places[place]) if place in places else None
            yield from _lines(_slide(stream, slide, outline) if slide else outline)


def _directory(stream: bytes, at: int) -> tuple[dict[int, int], int]:
    """Where each object lies by its number, and the number of the document: of several edits the newest counts (2.3.3)."""
    places: dict[int, int] = {}
    document = None
    for _ in range(_EDITS):
        edit = _record(stream, at)
        if edit.kind != _EDIT:
            raise KeyError(at)
        before, where, number = struct.unpack_from("<III", stream, edit.start + 8)
        document = number if document is None else document
        table = _record(stream, where)
        place = table.start
        while table.kind == _DIRECTORY and place + 4 <= table.end:
            first, count = (
                (packed := struct.unpack_from("<I", stream, place)[0]) & 0xFFFFF,
                packed >> 20,
            )
            offsets = struct.unpack_from(f"<{count}I", stream, place + 4)
            for offset_number, offset in enumerate(offsets, first):
                places.setdefault(offset_number, offset)
            place += 4 + 4 * count
        if not before or before >= at:
            break
        at = before
    return places, document if document is not None else -1


def _entries(stream: bytes, record: _Record) -> Iterator[tuple[int, list[str]]]:
    """The slides of a list, each by its number with the texts of its outline."""
    place, texts = -1, list[str]()
    for each in _records(stream, record):
        if each.kind == _LIST_ENTRY:
            if place >= 0:
                yield place, texts
            place, texts = struct.unpack_from("<I", stream, each.start)[0], []
        elif (text := _text(stream, each)) is not None:
            texts.append(text)
    if place >= 0:
        yield place, texts


def _slide(stream: bytes, slide: _Record, outline: list[str]) -> Iterator[str]:
    """The text of its shapes in their order; a placeholder names a text of the outline. What no shape names comes last."""
    named = set()
    for box in _deep(stream, slide, _TEXTBOX):
        for each in _records(stream, box):
            if each.kind == _OUTLINE_TEXT:
                number = struct.unpack_from("<I", stream, each.start)[0]
                if number < len(outline) and number not in named:
                    named.add(number)
                    yield outline[number]
            elif (text := _text(stream, each)) is not None:
                yield text
    yield from (text for number, text in enumerate(outline) if number not in named)


def _text(stream: bytes, record: _Record) -> str | None:
    if record.kind == _WIDE_TEXT:
        return stream[record.start : record.end].decode("utf-16-le", "replace")
    if record.kind == _NARROW_TEXT:
        return stream[record.start : record.end].decode("latin-1")
    return None


def _lines(texts: "Iterator[str] | list[str]") -> Iterator[Block]:
    for text in texts:
        for line in text.replace("\x0b", "\n").split("\r"):
            if line.strip():
                yield Block(line)


def _all_text(stream: bytes) -> Iterator[Block]:
    """Every text there is, where the way to the newest ones is broken."""
    whole = _Record(0, 0, 0, len(stream), holds=True)
    for kind in (_WIDE_TEXT, _NARROW_TEXT):
        yield from _lines([_text(stream, each) or "" for each in _deep(stream, whole, kind)])


def slide_objects(stream: bytes) -> Iterator[bytes]:
    """The OLE files of embedded objects, unpacked (2.10.34); each once."""
    seen = set()
    for each in _records(stream, _Record(0, 0, 0, len(stream), holds=True)):
        if each.kind != _OBJECT:
            continue
        content = stream[each.start : each.end]
        if each.instance == 1:
            try:
                content = zlib.decompressobj().decompress(content[4:], _OBJECT_LIMIT)
            except zlib.error:
                continue
        if content not in seen:
            seen.add(content)
            yield content


def _record(stream: bytes, at: int) -> _Record:
    version, kind, size = _HEADER.unpack_from(stream, at)
    start = at + _HEADER.size
    return _Record(
        kind, version >> 4, start, min(start + size, len(stream)), holds=version & 0xF == _CONTAINER
    )


def _records(stream: bytes, holder: _Record) -> Iterator[_Record]:
    at = holder.start
    while at + _HEADER.size <= holder.end:
        found = _record(stream, at)
        yield found
        at = found.end


def _deep(stream: bytes, holder: _Record, kind: int, depth: int = 0) -> Iterator[_Record]:
    for each in _records(stream, holder):
        if each.kind == kind:
            yield each
        elif each.holds and depth < _DEPTH:
            yield from _deep(stream, each, kind, depth + 1)
