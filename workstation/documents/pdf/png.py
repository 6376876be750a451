"""PNG data as PDF takes it: the same predictors, so the compressed lines go over as they are."""

import struct
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

_SIGNATURE = 8
_GRAY, _RGB = 0, 2


@dataclass(frozen=True, slots=True)
class PngImage:
    """`data` is the zlib stream of 8-bit lines with PNG predictors; `colors` 1 (gray) or 3 (RGB)."""

    width: int
    height: int
    colors: int
    data: bytes

    @classmethod
    def read(cls, png: bytes) -> "PngImage":
        """Any PNG; one with transparency, a palette, interlacing or other depths is written anew on white."""
        width, height, depth, color, _, _, interlaced = struct.unpack(">IIBBBBB", png[16:29])
        if depth == 8 and color in {_GRAY, _RGB} and not interlaced:
            return cls(width, height, 1 if color == _GRAY else 3, _lines(png))
        return cls.read(_plain(png))


def _lines(png: bytes) -> bytes:
    found, place = [], _SIGNATURE
    while place + 8 <= len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        if kind == b"IDAT":
            found.append(png[place + 8 : place + 8 + length])
        place += length + 12
    return b"".join(found)


def _plain(png: bytes) -> bytes:
    with Image.open(BytesIO(png)) as image:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        buffer = BytesIO()
        Image.alpha_composite(paper, clear).convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()
