"""The objects of a PDF that are packed into streams, for looking through its marks without a parser."""

import re
import zlib
from collections.abc import Iterator
from typing import Final

_PACKED: Final = re.compile(rb"/Type\s*/ObjStm\b[^>]{0,400}>>\s*stream\r?\n")
_MOST: Final = 32 * 1024 * 1024  # bytes of all of them, unpacked
_STREAM: Final = 4 * 1024 * 1024  # bytes of one, packed


def marked_parts(data: bytes) -> Iterator[bytes]:
    """The file as it is, then each of its object streams unpacked. What is encrypted or packed in another way than by
    Flate stays out."""
    yield data
    left = _MOST
    for found in _PACKED.finditer(data):
        packed = memoryview(data)[found.end() : found.end() + _STREAM]
        try:
            part = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            continue
        yield part
        left -= len(part)
        if left <= 0:
            return
