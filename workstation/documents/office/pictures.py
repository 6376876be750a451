"""The pictures of Office files: many a paper is a file of nothing but photographed pages."""

import io
import re
import struct
from collections.abc import Iterator
from typing import Final

import olefile

from workstation.documents.office.parts import Parts
from workstation.documents.sniff import OLE_MARK

_FOLDERS: Final = ("word/media/", "xl/media/", "ppt/media/", "Pictures/")
_ICON: Final = 8 * 1024
# streams of Word and PowerPoint of 2003 that hold pictures
_STREAMS: Final = ("Pictures", "Data")
# [MS-ODRAW] 2.2.23: a picture is a record of type F01D (JPEG), F01E (PNG), F029 (TIFF) or F02A (JPEG), its size, ids, its bytes
_BLIP: Final = re.compile(rb"[\x1d\x1e\x29\x2a]\xf0")
_STARTS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")
_IDS: Final = 64  # bytes before the picture: one or two ids of 16 and a mark


def pictures_in(data: bytes, *, smallest: int = _ICON) -> Iterator[bytes]:
    """The pictures of at least so many bytes (by default what is larger than an icon), in their order."""
    if data.startswith(b"PK"):
        found = _in_package(data)
    elif data.startswith(OLE_MARK):
        found = _in_compound(data)
    elif data.startswith(b"{\\rtf"):
        found = _in_rtf(data)
    else:
        return
    yield from (picture for picture in found if len(picture) >= smallest)


def _in_package(data: bytes) -> Iterator[bytes]:
    """In the order of their numbers."""
    parts = Parts(data)
    for start in _FOLDERS:
        for name in parts.named(start):
            yield parts.read(name)


def _in_compound(data: bytes) -> Iterator[bytes]:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            for name in _STREAMS:
                if ole.exists(name):
                    yield from blips(ole.openstream(name).read())
    except (OSError, IndexError, ValueError, OverflowError, struct.error):
        return  # the text around them is read by itself, and says what is broken


def blips(stream: bytes) -> Iterator[bytes]:
    at = 0
    while (found := _BLIP.search(stream, at)) is not None and found.end() + 4 <= len(stream):
        size, start = struct.unpack_from("<I", stream, found.end())[0], found.end() + 4
        places = [place for mark in _STARTS if (place := stream.find(mark, start, start + _IDS)) >= 0]
        if places and start + size <= len(stream):
            yield stream[min(places) : start + size]
            at = start + size
        else:
            at = found.start() + 1


def _in_rtf(data: bytes) -> Iterator[bytes]:
    if b"blip" not in data:
        return
    from workstation.documents.office.rtf import read_rtf  # noqa: PLC0415 - few files are RTF

    yield from read_rtf(data).pictures
