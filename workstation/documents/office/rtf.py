"""RTF (specification 1.9.1): what is printed, in its order, in any code page; and what is embedded.

Headers, footers, notes and the text of shapes stand in groups of their own ("destinations") between the words of a
paragraph. Each is gathered apart, and told where it is anchored.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from workstation.documents.laid.flow import Block
from workstation.documents.office.rtf_words import (
    APART,
    CHARSETS,
    NOTES,
    SIGNS,
    SKIPPED,
    STARRED,
    codec_named,
)
from workstation.domain.reading import DamagedFileError

_TOKEN: Final = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)|.", re.DOTALL
)
_SURROGATES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_PICTURES: Final = frozenset({"pngblip", "jpegblip"})
_NOT_HEX: Final = re.compile(rb"[^0-9A-Fa-f]+")
_DATA: Final = frozenset({"pict", "objdata"})  # written as hexadecimal digits, or as bytes behind \bin
WORD_ART: Final = "gtextUNICODE"  # the property of a shape that is its text


@dataclass(slots=True)
class Rtf:
    """What a file says: `blocks` of text, the bytes of `objects` (OLE 1.0, [MS-OLEDS] 2.2) and of `pictures`."""

    blocks: list[Block] = field(default_factory=list)
    objects: list[bytes] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)


def rtf_blocks(data: bytes) -> Iterator[Block]:
    """Raises `DamagedFileError` for what does not begin as RTF."""
    return iter(read_rtf(data).blocks)


def read_rtf(data: bytes) -> Rtf:
    if not data.startswith(b"{\\rtf"):
        raise DamagedFileError
    return _Reader(data).read()


@dataclass(slots=True)
class _Flow:
    """Text that runs by itself: the body, a header, a note, a shape. `after` follows the paragraph under way."""

    blocks: list[Block] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    cell: list[str] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)

    def text(self) -> str:
        said = _SURROGATES.sub(_joined, "".join(self.line))
        self.line.clear()
        return said

    def paragraph(self, *, in_table: bool) -> None:
        if in_table:
            self.cell.append(self.text())
            return
        self.blocks.append(Block(self.text()))
        self.blocks += self.after
        self.after.clear()

    def end_cell(self) -> None:
        self.row.append("\n".join((*self.cell, self.text())).strip())
        self.cell.clear()

    def end_row(self) -> None:
        if self.row:
            self.blocks.append(Block("", cells=tuple(self.row)))
        self.row.clear()
        self.blocks += self.after
        self.after.clear()

    def whole(self) -> list[Block]:
        if self.cell:
            self.end_cell()
        self.end_row()
        if any(self.line) or self.after:
            self.paragraph(in_table=False)
        return self.blocks


@dataclass(slots=True)
class _Group:
    """The state that a group hands down (`uc`, font) and what it is for itself."""

    destination: str = ""
    skipped: bool = False
    uc: int = 1
    font: str = ""
    in_table: bool = False
    own_flow: bool = False
    is_fresh: bool = True  # nothing stood in it yet: only there a star has its meaning
    starred: bool = False
    is_picture: bool = False
    data: list[bytes] = field(default_factory=list)

    def inner(self) -> "_Group":
        return _Group(self.destination, self.skipped, self.uc, self.font, self.in_table)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._found = Rtf()
        self._flows = [_Flow()]
        self._groups = [_Group()]
        self._fonts: dict[str, str] = {}
        self._font_named = ""
        self._codec = "cp1252"
        self._pending = bytearray()  # bytes of text in the code page of the font
        self._skip = 0  # characters behind \u for readers that know no Unicode
        self._property = ""

    def read(self) -> Rtf:
        while (token := _TOKEN.match(self._data, self._at)) is not None:
            self._at = token.end()
            word, value, digits, sign, brace, text = token.groups()
            if brace:
                self._brace(brace)
            elif word:
                self._word(word.decode("ascii"), value)
            elif digits:
                self._bytes(bytes.fromhex(digits.decode("ascii")))
            elif sign:
                self._sign(sign)
            elif text:
                self._bytes(text)
        self._flush()
        while len(self._groups) > 1:
            self._close()
        self._found.blocks = self._flows[0].whole()
        return self._found

    @property
    def _group(self) -> _Group:
        return self._groups[-1]

    def _brace(self, brace: bytes) -> None:
        self._flush()
        self._skip = 0
        if brace == b"{":
            self._groups.append(self._group.inner())
        elif len(self._groups) > 1:
            self._close()

    def _close(self) -> None:
        group = self._groups.pop()
        if group.own_flow:
            self._end_flow(group, self._flows.pop())
        if group.destination == "objdata" and group.data and self._group.destination != "objdata":
            self._found.objects.append(_from_hex(group.data))
        elif group.is_picture and group.data:
            self._found.pictures.append(_from_hex(group.data))
        elif self._group.destination == group.destination and group.destination in _DATA:
            self._group.data += group.data

    def _end_flow(self, group: _Group, flow: _Flow) -> None:
        outer = self._flows[-1]
        blocks = [block for block in flow.whole() if block.text.strip() or block.cells]
        if group.destination in NOTES:
            said = " ".join(block.text or " | ".join(block.cells) for block in blocks)
            outer.line.append(f" [{said.strip()}] " if said.strip() else "")
        elif group.destination in {"shptxt", "dptxbxtext"}:
            outer.after += blocks
        else:
            outer.blocks += blocks

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._group.starred = self._group.is_fresh
        elif sign in b"\\{}":
            self._bytes(sign)
        elif sign in b"\r\n":
            self._word("par", None)
        else:
            self._say({b"~": "\u00a0", b"_": "-"}.get(sign, ""))

    def _word(self, word: str, value: bytes | None) -> None:
        if word == "bin":
            self._raw(int(value or 0))
            return
        self._flush()
        if self._skip and word != "u":
            self._skip -= 1
            return
        group = self._group
        group.is_fresh = False
        if group.starred or word in SKIPPED or word in APART or word in _DATA:
            self._enter(word, group)
        elif word in _PICTURES:
            group.is_picture = group.destination == "pict" and not group.skipped
        elif not self._is_setting(word, value, group) and not group.skipped:
            self._print(word, value, group)

    def _enter(self, word: str, group: _Group) -> None:
        """A group that is for something of its own."""
        known = word in STARRED or word in APART or word in _DATA
        starred, group.starred = group.starred, False
        group.destination = word
        if word in _DATA:
            return
        if word == "sv" and self._property == WORD_ART:
            group.destination, group.skipped, group.own_flow = "shptxt", False, True
            self._flows.append(_Flow())
        elif word == "ud":  # what the group before it says in a code page
            group.skipped = False
        elif (starred and not known) or word in SKIPPED:
            group.skipped = True
        elif word in APART and not group.skipped:
            group.own_flow = True
            group.in_table = False
            self._flows.append(_Flow())

    def _is_setting(self, word: str, value: bytes | None, group: _Group) -> bool:
        number = (value or b"").decode("ascii")
        match word:
            case "f" | "fcharset" | "cpg" if group.destination == "fonttbl":
                self._font(word, number)
            case "f" | "deff":
                group.font = number
            case "ansicpg":
                self._codec = codec_named(number) or self._codec
            case "mac" | "pc" | "pca":
                self._codec = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}[word]
            case "uc":
                group.uc = max(0, int(number or 1))
            case "pard":
                group.in_table = False
            case "intbl":
                group.in_table = True
            case "deleted" if value != b"0":
                group.skipped = True
            case _:
                return False
        return True

    def _font(self, word: str, number: str) -> None:
        """A line of the table of fonts: the number of a font, then its set of characters."""
        if word == "f":
            self._font_named = number
        else:
            self._fonts[self._font_named] = (
                codec_named(number) if word == "cpg" else CHARSETS.get(int(number or 0), "")
            )

    def _print(self, word: str, value: bytes | None, group: _Group) -> None:
        flow = self._flows[-1]
        match word:
            case "u":
                self._say(chr(int(value or 0) % 0x10000))
                self._skip = group.uc
            case "par" | "sect" | "page":
                flow.paragraph(in_table=group.in_table and word == "par")
            case "cell" | "nestcell":
                flow.end_cell()
            case "row" | "nestrow":
                flow.end_row()
            case _:
                self._say(SIGNS.get(word, ""))

    def _say(self, text: str) -> None:
        self._flush()
        if not self._group.skipped and self._group.destination not in _DATA:
            self._flows[-1].line.append(text)

    def _bytes(self, text: bytes) -> None:
        group = self._group
        group.is_fresh = False
        if self._skip:
            taken = min(self._skip, len(text))
            self._skip -= taken
            text = text[taken:]
        if group.destination in _DATA:
            group.data.append(text)
        elif group.destination == "sn":
            self._property = text.decode("latin-1").strip()
        elif not group.skipped:
            self._pending += text

    def _raw(self, size: int) -> None:
        size = max(0, min(size, len(self._data) - self._at))
        if self._group.destination in _DATA:
            self._group.data.append(self._data[self._at : self._at + size].hex().encode("ascii"))
        self._at += size

    def _flush(self) -> None:
        """Two bytes of one character may come as digits and as a letter, so bytes are read together."""
        if not self._pending:
            return
        codec = self._fonts.get(self._group.font, "") or self._codec
        text = bytes(self._pending).decode(codec, "replace")
        self._pending.clear()
        self._flows[-1].line.append(text)


def _from_hex(parts: list[bytes]) -> bytes:
    digits = _NOT_HEX.sub(b"", b"".join(parts))
    return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


def _joined(pair: "re.Match[str]") -> str:
    """RTF writes a character beyond 16 bits as two."""
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
