"""How large a picture of a page may be: a page can claim to be 595 x 2,147,483,648 points."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

from workstation.documents.paged import Clip, Look
from workstation.domain.pages import PageGeometry

MAX_PIXELS: Final = 24_000_000  # 96 MB of pixels: A4 at 400 dpi, A2 at 200 dpi
MAX_SIDE: Final = 60_000  # PDFium works in 32-bit pixels; A4 at 800 % on a 4x display is 27,000


@dataclass(frozen=True, slots=True)
class Frame:
    """What will be drawn: the whole picture is `full_width` x `full_height` pixels, the part wanted is `clip`."""

    scale: float
    full_width: int
    full_height: int
    clip: Clip


def frame(geometry: PageGeometry, look: Look) -> Frame:
    """The picture asked for, or the largest allowed one; never smaller than one pixel."""
    width, height = max(geometry.width, 1e-6), max(geometry.height, 1e-6)
    scale = min(max(look.scale, 1e-9), MAX_SIDE / width, MAX_SIDE / height)
    if look.clip is None:
        scale = min(scale, sqrt(MAX_PIXELS / (width * height)))
    full_width, full_height = max(1, round(width * scale)), max(1, round(height * scale))
    return Frame(scale, full_width, full_height, _clip(look.clip, full_width, full_height))


def _clip(clip: Clip | None, full_width: int, full_height: int) -> Clip:
    if clip is None:
        return 0, 0, min(full_width, MAX_SIDE), min(full_height, MAX_SIDE)
    x, y = min(max(clip[0], 0), full_width - 1), min(max(clip[1], 0), full_height - 1)
    width, height = max(1, min(clip[2], full_width - x)), max(1, min(clip[3], full_height - y))
    if width * height > MAX_PIXELS:
        height = max(1, MAX_PIXELS // width)
    return x, y, width, height
