"""Sparse binary workbooks ([MS-XLSB], cells far apart): records of cells, moved together like the cells of others."""

import struct
from array import array
from collections.abc import Callable, Container, Iterator
from typing import Final

from workstation.documents.office.parts import Parts, attribute
from workstation.domain.reading import DamagedFileError

_BOOK: Final = "xl/workbook.bin"
_RELATIONS: Final = "xl/_rels/workbook.bin.rels"
_NUMBER: Final = struct.Struct("<I")
_DIMENSION: Final = struct.Struct("<4I")  # first and last row, first and last column
# kinds of records: 2.5.97 and 2.4 of the standard
_ROW, _BLANK, _BUNDLE, _WS_DIM = 0, 1, 156, 148
_BEGIN_DATA, _END_DATA = 145, 146
_CELLS: Final = frozenset({*range(2, 12), 62})  # a value, a text, what a formula gave, a text with its type

Record = tuple[int, bytes]


def binary_sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    relations = parts.tree(_RELATIONS)
    if relations is None:
        return
    targets = {attribute(each, "Id"): attribute(each, "Target") for each in relations}
    for relation, name in bundles(parts.read(_BOOK)):
        target = targets.get(relation, "")
        yield name, target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def bundles(book: bytes) -> Iterator[tuple[str, str]]:
    """The id of the relation and the name of each sheet that a binary workbook lists."""
    for kind, payload in _records(book):
        if kind == _BUNDLE:
            relation, at = _wide_string(payload, 8)
            yield relation, _wide_string(payload, at)[0]


def without_bundles(book: bytes, gone: Container[str]) -> bytes:
    """A binary workbook that does not list the sheets of these relations."""
    return b"".join(
        _record(kind, payload)
        for kind, payload in _records(book)
        if kind != _BUNDLE or _wide_string(payload, 8)[0] not in gone
    )


def binary_rectangle(content: bytes) -> int:
    """How many cells lie between the first and the last that hold something."""
    row = rows = columns = 0
    for kind, payload in _records(content):
        if kind == _ROW:
            row = _number(payload)
        elif kind in _CELLS:
            rows, columns = max(rows, row + 1), max(columns, _number(payload) + 1)
    return rows * columns


def moved_binary(
    content: bytes, width: int, place_of: Callable[[int, int], int]
) -> tuple[bytes, "array[int]"]:
    """The sheet with its cells side by side in `width` columns, and where each stood, as `place_of(row, column)` says."""
    places = array("Q")
    target = bytearray()
    head, row, inside = b"", 0, False
    for kind, payload in _records(content):
        if kind == _ROW:
            head, row = payload, _number(payload)
        elif kind in _CELLS:
            if len(places) % width == 0:
                target += _record(_ROW, _NUMBER.pack(len(places) // width) + head[4:])
            target += _record(kind, _NUMBER.pack(len(places) % width) + payload[4:])
            places.append(place_of(row, _number(payload)))
        elif kind != _WS_DIM and (not inside or kind == _END_DATA):
            target += _record(kind, payload)
        inside = kind == _BEGIN_DATA or (inside and kind != _END_DATA)
    return _with_dimension(bytes(target), len(places), width), places


def _with_dimension(content: bytes, cells: int, width: int) -> bytes:
    dimension = _record(_WS_DIM, _DIMENSION.pack(0, max(cells - 1, 0) // width, 0, width - 1))
    at = content.find(_record(_BEGIN_DATA, b""))
    return content[:at] + dimension + content[at:]


def _records(content: bytes) -> Iterator[Record]:
    """Kind and content of each; what is cut off ends them with `DamagedFileError`."""
    at, end = 0, len(content)
    try:
        while at < end:
            kind = content[at]
            at += 1
            if kind & 0x80:
                kind = (kind & 0x7F) | (content[at] & 0x7F) << 7
                at += 1
            size = shift = 0
            while True:
                part = content[at]
                at += 1
                size |= (part & 0x7F) << shift
                shift += 7
                if not part & 0x80 or shift == 28:
                    break
            if at + size > end:
                raise DamagedFileError
            yield kind, content[at : at + size]
            at += size
    except IndexError as error:
        raise DamagedFileError from error


def _record(kind: int, payload: bytes) -> bytes:
    head = bytearray([kind] if kind < 0x80 else [kind & 0x7F | 0x80, kind >> 7])
    size = len(payload)
    while size >= 0x80:
        head.append(size & 0x7F | 0x80)
        size >>= 7
    head.append(size)
    return bytes(head) + payload


def _number(payload: bytes) -> int:
    if len(payload) < _NUMBER.size:
        raise DamagedFileError
    return int(_NUMBER.unpack_from(payload)[0])


def _wide_string(payload: bytes, at: int) -> tuple[str, int]:
    """And where it ends."""
    size = _number(payload[at:])
    end = at + 4 + 2 * size if size != 0xFFFFFFFF else at + 4
    return payload[at + 4 : end].decode("utf-16-le", "replace"), end
