"""The text of Word 6 to 2003 ([MS-DOC] 2.4.1: the text lies in pieces that the table stream lists)."""

import io
import re
import struct
from collections.abc import Iterator
from typing import Final

import olefile

from workstation.documents.laid.flow import Block
from workstation.domain.reading import DamagedFileError, OldWordError, PasswordNeededError

_FIB_WORD97: Final = 0x00C1
_OLDEST: Final = 0x0065  # Word 6
_ENCRYPTED: Final = 0x0100
_TABLE1: Final = 0x0200
_TEXT_START, _CLX = 0x18, 0x01A2
_PIECE: Final = struct.Struct("<HIH")
_COMPRESSED: Final = 0x40000000
_FIELD: Final = re.compile("\x13[^\x13\x14\x15]*\x14|\x13[^\x13\x14\x15]*\x15|\x15")
_BREAKS: Final = re.compile("[\r\x0b\x0c\x0e]")
_CELL: Final = "\x07"
_OBJECTS: Final = re.compile("[\x01\x02\x05\x08]")


def doc_blocks(data: bytes) -> Iterator[Block]:
    """Raises `PasswordNeededError` for a locked file, `OldWordError` for what is older than Word 6."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            text = _text(ole)
    except (OSError, struct.error, IndexError, ValueError, OverflowError) as error:
        raise DamagedFileError from error
    return _blocks(text)


def _text(ole: olefile.OleFileIO) -> str:
    main: bytes = ole.openstream("WordDocument").read()
    version, flags = struct.unpack_from("<H", main, 2)[0], struct.unpack_from("<H", main, 0x0A)[0]
    if flags & _ENCRYPTED:
        raise PasswordNeededError
    if version < _OLDEST:
        raise OldWordError
    if version < _FIB_WORD97:
        start, end = struct.unpack_from("<II", main, _TEXT_START)
        return main[start:end].decode("cp1252", "replace")
    table = ole.openstream("1Table" if flags & _TABLE1 else "0Table").read()
    offset, length = struct.unpack_from("<II", main, _CLX)
    return "".join(_pieces(main, table[offset : offset + length]))


def _pieces(main: bytes, clx: bytes) -> Iterator[str]:
    """[MS-DOC] 2.9.177 PlcPcd: the places in the text, then where each piece lies and how it is written."""
    at = 0
    while at < len(clx) and clx[at] == 1:  # formatting of pieces comes first
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != 2:
        raise ValueError(at)
    size = struct.unpack_from("<I", clx, at + 1)[0]
    count = (size - 4) // 12
    places = struct.unpack_from(f"<{count + 1}I", clx, at + 5)
    table = at + 5 + 4 * (count + 1)
    for number in range(count):
        _, where, _ = _PIECE.unpack_from(clx, table + number * 8)
        length = places[number + 1] - places[number]
        if where & _COMPRESSED:
            begin = (where & ~_COMPRESSED) // 2
            yield main[begin : begin + length].decode("cp1252", "replace")
        else:
            yield main[where : where + 2 * length].decode("utf-16-le", "replace")


def _blocks(text: str) -> Iterator[Block]:
    """A row of a table ends with an empty cell; its cells end with the same mark."""
    while _FIELD.search(text):
        text = _FIELD.sub("", text)
    for line in _BREAKS.split(_OBJECTS.sub("", text)):
        *cells, rest = line.split(_CELL)
        row: list[str] = []
        for cell in cells:
            if cell or not row:
                row.append(cell)
            else:
                yield Block("", cells=tuple(row))
                row = []
        if row:
            yield Block("", cells=tuple(row))
        if rest.strip() or not cells:
            yield Block(rest)
