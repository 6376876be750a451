"""Writes a part of an OLE file as a file of its own ([MS-CFB], version 4): what lies in a Word or Excel file of 2003 is a
storage there, and no program opens a storage."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

_SECTOR: Final = 4096
_MINI_SECTOR: Final = 64
_MINI_CUTOFF: Final = 4096
_END, _FREE, _FAT_ITSELF, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_FAT_SECTORS: Final = 109  # the header names so many: 446 MB
_UNUSED, _STORAGE, _STREAM, _ROOT = 0, 1, 2, 5
_BLACK: Final = 1
_NAME_LIMIT: Final = 31

Tree = Mapping[str, "bytes | Tree"]
"""Streams by their names, and storages as trees of their own."""


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = _END
    children: list[int] = field(default_factory=list)


def compound_file(tree: Tree) -> bytes:
    """The bytes of an OLE file with these streams and storages. `ValueError` for what is too large for one."""
    entries = [_Entry("Root Entry", _ROOT)]
    _add(entries, 0, tree)
    for entry in entries:
        entry.child = _balanced(entries, sorted(entry.children, key=lambda at: _order(entries[at].name)))
    sectors = _Sectors()
    mini, mini_fat = _mini_stream(entries)
    for entry in entries:
        if entry.kind == _STREAM and len(entry.data) >= _MINI_CUTOFF:
            entry.start = sectors.add(entry.data)
    entries[0].data, entries[0].start = mini, sectors.add(mini) if mini else _END
    mini_fat_start = sectors.add(_packed(mini_fat)) if mini_fat else _END
    unused = [_Entry("", _UNUSED)] * (-len(entries) % (_SECTOR // 128))
    directory = sectors.add(b"".join(map(_written, (*entries, *unused))))
    fat_count = next(
        count for count in range(1, _FAT_SECTORS + 2) if (len(sectors.next) + count) * 4 <= count * _SECTOR
    )
    if fat_count > _FAT_SECTORS:
        raise ValueError(fat_count)
    first_fat = len(sectors.next)
    fat = [*sectors.next, *[_FAT_ITSELF] * fat_count]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 4, 0xFFFE, 12, 6,
        -(-len(entries) * 128 // _SECTOR), fat_count, directory, 0, _MINI_CUTOFF,
        mini_fat_start, -(-len(mini_fat) * 4 // _SECTOR), _END, 0, first_fat,
    )  # fmt: skip
    places = [first_fat + number for number in range(1, fat_count)]
    header += struct.pack(f"<{_FAT_SECTORS - 1}I", *places, *[_FREE] * (_FAT_SECTORS - 1 - len(places)))
    return _padded(header) + b"".join(sectors.data) + _padded(_packed(fat), b"\xff")


def _add(entries: list[_Entry], parent: int, tree: Tree) -> None:
    for name, content in tree.items():
        place = len(entries)
        is_stream = isinstance(content, bytes)
        entries.append(_Entry(name[:_NAME_LIMIT], _STREAM if is_stream else _STORAGE))
        entries[parent].children.append(place)
        if isinstance(content, bytes):
            entries[place].data = content
        else:
            _add(entries, place, content)


def _order(name: str) -> tuple[int, str]:
    """2.6.4: the shorter name is the lesser."""
    return len(name.encode("utf-16-le")), name.upper()


def _balanced(entries: list[_Entry], places: list[int]) -> int:
    """A search tree; one without red entries is a valid one where all are black."""
    if not places:
        return _NONE
    middle = len(places) // 2
    entry = entries[places[middle]]
    entry.left = _balanced(entries, places[:middle])
    entry.right = _balanced(entries, places[middle + 1 :])
    return places[middle]


def _mini_stream(entries: list[_Entry]) -> tuple[bytes, list[int]]:
    """Short streams lie together in one, in sectors of 64 bytes."""
    data: list[bytes] = []
    fat: list[int] = []
    for entry in entries:
        if entry.kind == _STREAM and 0 < len(entry.data) < _MINI_CUTOFF:
            entry.start = len(fat)
            data.append(_padded(entry.data, size=_MINI_SECTOR))
            fat += _chain(len(fat), len(data[-1]) // _MINI_SECTOR)
    return b"".join(data), fat


class _Sectors:
    def __init__(self) -> None:
        self.data: list[bytes] = []
        self.next: list[int] = []

    def add(self, content: bytes) -> int:
        start = len(self.next)
        padded = _padded(content)
        self.data.append(padded)
        self.next += _chain(start, len(padded) // _SECTOR)
        return start


def _chain(start: int, count: int) -> Iterator[int]:
    yield from range(start + 1, start + count)
    yield _END


def _written(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\x00\x00" if entry.kind != _UNUSED else b""
    return struct.pack(
        "<64sHBBIII16xI16xIQ", name, len(name), entry.kind, _BLACK, entry.left, entry.right, entry.child, 0,
        entry.start if entry.kind in {_STREAM, _ROOT} else 0, len(entry.data),
    )  # fmt: skip


def _packed(numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _padded(data: bytes, filler: bytes = b"\x00", *, size: int = _SECTOR) -> bytes:
    return data + filler * (-len(data) % size)
