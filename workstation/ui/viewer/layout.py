"""Where the pages of a document lie on the canvas: pure numbers, logical pixels, y downwards.

A page is turned about nothing but itself; every page is centred in what the gutter leaves, so that the tags of the
gutter never cover paper. A document without tags has no gutter.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from workstation.domain.pages import PageGeometry, Rect

MARGIN: Final = 8  # px around and between pages
GUTTER: Final = 112  # px at the right of the paper for the tags, at least, where there are some
WIDEST_GUTTER: Final = 176  # and at most, where the page stays readable beside them
READABLE: Final = 1.0  # px per point: three quarters of the size on paper
LEAST, MOST = 0.1, 800 / 75  # px per point: a point is 1/72 inch, a pixel 1/96


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the canvas."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def moved(self, right: float, down: float, within: "Box") -> "Box":
        """The same box elsewhere, kept inside `within`."""
        left = min(max(self.left + right, within.left), within.right - self.width)
        top = min(max(self.top + down, within.top), within.bottom - self.height)
        return Box(left, top, self.width, self.height)

    def stretched(self, right: float, down: float, within: "Box", least: float) -> "Box":
        """With its right and lower edges moved."""
        width = min(max(self.width + right, least), within.right - self.left)
        height = min(max(self.height + down, least), within.bottom - self.top)
        return Box(self.left, self.top, width, height)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class PageFrame:
    """Between a page (points of the unrotated page) and the canvas. `geometry` is turned as the reader turned it."""

    geometry: PageGeometry
    box: Box

    @property
    def scale(self) -> float:
        return self.box.width / self.geometry.width

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """A point of the canvas; one beside the paper counts as on its edge."""
        inside_x = min(max(x - self.box.left, 0.0), self.box.width)
        inside_y = min(max(y - self.box.top, 0.0), self.box.height)
        return self.geometry.to_page(inside_x / self.scale, inside_y / self.scale)

    def rect_to_page(self, x0: float, y0: float, x1: float, y1: float) -> Rect:
        a, b = self.to_page(x0, y0), self.to_page(x1, y1)
        return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])

    def rect_to_canvas(self, rect: Rect) -> Box:
        left, top, right, bottom = self.geometry.rect_to_view(rect)
        scale = self.scale
        return Box(
            self.box.left + left * scale,
            self.box.top + top * scale,
            (right - left) * scale,
            (bottom - top) * scale,
        )


@dataclass(frozen=True, slots=True)
class PageLayout:
    """All pages below each other. `sizes` are points as shown; `turn` is the reader's, clockwise."""

    boxes: tuple[Box, ...]
    width: float
    height: float

    @classmethod
    def of(
        cls, sizes: tuple[tuple[float, float], ...], *, scale: float, turn: int, room: float, gutter: float
    ) -> "PageLayout":
        """`room` is the width of the viewport, `gutter` what of it is for tags."""
        shown = [turned(size, turn) for size in sizes]
        widest = max((round(width * scale) for width, _ in shown), default=0)
        across = max(room, widest + 2 * MARGIN + gutter)
        boxes, top = [], float(MARGIN)
        for width, height in shown:
            pixels = max(1, round(width * scale)), max(1, round(height * scale))
            left = MARGIN + max(0, int((across - gutter - 2 * MARGIN - pixels[0]) // 2))
            boxes.append(Box(float(left), top, float(pixels[0]), float(pixels[1])))
            top += pixels[1] + MARGIN
        return cls(tuple(boxes), float(across), top)

    def visible(self, top: float, height: float) -> range:
        """Indices of the pages between `top` and `top + height`."""
        if not self.boxes:
            return range(0)
        tops = [box.top for box in self.boxes]
        first = max(0, bisect_right(tops, top) - 1)
        if self.boxes[first].bottom <= top and first + 1 < len(tops):
            first += 1
        return range(first, max(first + 1, bisect_right(tops, top + height)))

    def page_at(self, y: float) -> int:
        """The page at a height of the canvas, or the nearest one; 0 without pages."""
        best = 0
        for index in self.visible(y, 0.0):
            best = index
        return best


def turned(size: tuple[float, float], turn: int) -> tuple[float, float]:
    return size if turn % 180 == 0 else (size[1], size[0])


def gutter_for(tags: float, sizes: tuple[tuple[float, float], ...], turn: int, room: float) -> float:
    """The gutter of a document whose widest tag takes `tags` pixels, 0 for none: as wide as the tag while the widest page
    stays readable beside it, else the least."""
    if not tags:
        return 0.0
    widest = max((turned(size, turn)[0] for size in sizes), default=1.0)
    free = room - 2 * MARGIN - READABLE * widest
    return float(max(GUTTER, min(tags, free, WIDEST_GUTTER)))


def fit_width(sizes: tuple[tuple[float, float], ...], turn: int, room: float, gutter: float) -> float:
    """The scale at which the widest page fills the room beside the gutter."""
    widest = max((turned(size, turn)[0] for size in sizes), default=1.0)
    return clamped((room - gutter - 2 * MARGIN) / max(widest, 1.0))


def fit_page(size: tuple[float, float], turn: int, room: float, height: float, gutter: float) -> float:
    """The scale at which one page fits the room beside the gutter and the height."""
    width, tall = turned(size, turn)
    across = (room - gutter - 2 * MARGIN) / max(width, 1.0)
    return clamped(min(across, (height - 2 * MARGIN) / max(tall, 1.0)))


def clamped(scale: float) -> float:
    return min(max(scale, LEAST), MOST)
