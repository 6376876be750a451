"""Pages of documents as they go into a memo. The worker that draws them loads nothing else of a memo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from workstation.domain.pages import Rect


@dataclass(frozen=True, slots=True)
class PageBox:
    """The visible part of a page in the coordinates in which citations are kept (points of the unrotated page,
    origin of the media box), and the clockwise turn (0, 90, 180, 270) with which it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in {90, 270} else (width, height)

    def upright(self, rect: Rect) -> Rect | None:
        """`rect` in points of the page as shown, origin bottom left, cut to what is visible; None when nothing
        of it is."""
        left, bottom = max(rect[0], self.left) - self.left, max(rect[1], self.bottom) - self.bottom
        right, top = min(rect[2], self.right) - self.left, min(rect[3], self.top) - self.bottom
        if left >= right or bottom >= top:
            return None
        width, height = self.right - self.left, self.top - self.bottom
        return {
            0: (left, bottom, right, top),
            90: (bottom, width - right, top, width - left),
            180: (width - right, height - top, width - left, height - bottom),
            270: (height - top, left, height - bottom, right),
        }[self.rotation]


@dataclass(frozen=True, slots=True)
class VectorPage:
    """A single-page PDF that draws the page as shown: upright, origin 0,0, media box = `box.size`, annotations
    flattened, every font embedded. A page for which that cannot be had comes as an `ImagePage`."""

    pdf: bytes
    box: PageBox


@dataclass(frozen=True, slots=True)
class ImagePage:
    """The page as shown, as a PNG, and why: an English sentence (key of its translation)."""

    png: bytes
    box: PageBox
    reason: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words of a `TextPage`, from `left` to `right`; `top` is the height of their upper edge below that of the page."""

    text: str
    left: float
    right: float
    top: float
    size: float


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page that was laid out from text, for a file that has none of its own (a web page, a mail): the memo sets its words
    itself, at these places in points from the upper left of the whole page, of which `box` is what has words. `strokes` are
    the rules of tables as (left, top, right, bottom)."""

    lines: tuple[TextLine, ...]
    strokes: tuple[Rect, ...]
    box: PageBox


@dataclass(frozen=True, slots=True)
class NoPage:
    """The version has no page to show (a mail, a sheet, a file that cannot be drawn): its exhibit prints the
    quotes. `reason` as in `ImagePage`."""

    reason: str


SourcePage = VectorPage | ImagePage | TextPage | NoPage


@dataclass(frozen=True, slots=True)
class SourceSlot:
    """Where a source page is drawn: its lower left corner from the lower left of the paper, and the scale."""

    source: VectorPage | ImagePage
    x: float
    y: float
    scale: float


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What a PDF says of itself; an empty author or subject is left out."""

    title: str
    language: str
    author: str = ""
    subject: str = ""


class PageSource(Protocol):
    """Pages as they go into a memo. Reading a hostile file happens in a worker, behind this."""

    def page(self, version: str, index: int) -> SourcePage: ...


class MergePages(Protocol):
    """Puts source pages into a memo that was drawn without them; taking them apart happens in a worker, behind this."""

    def __call__(self, drawn: bytes, slots: Mapping[int, SourceSlot], info: FileInfo) -> bytes:
        """`slots`: index of a page in `drawn` to the source that lies under it. The finished PDF, equal for equal input;
        `PageNotMergedError` when a page is not what it should be, or takes too much time or memory."""
