"""What is selected on a page: a passage of text, or an area of a scan. Pure functions, no widget."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workstation.application.records import Place
from workstation.domain.pages import PageText, Quote, Rect
from workstation.domain.quotes import index_at, quote_at, quote_in

Point = tuple[float, float]
LEAST_AREA = 3.0  # points: a smaller drag is a click


class Tool(StrEnum):
    TEXT = "text"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Selection:
    """A passage of text (`quote`), an `area` that was drawn, or an area with the text under it."""

    page: int
    quote: Quote | None = None
    area: Rect | None = None

    @property
    def rects(self) -> tuple[Rect, ...]:
        if self.quote is not None:
            return self.quote.rects
        return (self.area,) if self.area is not None else ()

    @property
    def text(self) -> str:
        return self.quote.text if self.quote is not None else ""

    def place(self, version: str) -> Place:
        quote = self.quote
        if quote is None:
            return Place(version=version, page=self.page, rects=self.rects)
        return Place(
            version=version,
            page=self.page,
            rects=quote.rects,
            quote=quote.text,
            before=quote.before,
            after=quote.after,
            part=quote.part,
        )


@dataclass(frozen=True, slots=True)
class Drag:
    """A drag under way, in points of the unrotated page; `first` is the place in the text where it began."""

    page: int
    tool: Tool
    start: Point
    end: Point
    first: int | None = None

    def to(self, end: Point) -> "Drag":
        return replace(self, end=end)

    @property
    def rect(self) -> Rect:
        (x0, y0), (x1, y1) = self.start, self.end
        return tuple(round(edge, 2) for edge in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))  # type: ignore[return-value] # four edges


def has_text(text: PageText) -> bool:
    return any(text.is_drawn(index) for index in range(len(text.text)))


def begin(page: int, tool: Tool, at: Point, text: PageText | None) -> Drag:
    """On a page without text (a scan) every drag draws an area."""
    if tool is Tool.AREA or (text is not None and not has_text(text)):
        return Drag(page, Tool.AREA, at, at)
    return Drag(page, Tool.TEXT, at, at, index_at(text, *at) if text is not None else None)


def selected(drag: Drag, text: PageText | None) -> Selection | None:
    """None while nothing is passed over, and while the text of the page is still on its way."""
    if drag.tool is Tool.AREA:
        return of_area(drag.page, drag.rect, text)
    if text is None:
        return None
    first = drag.first if drag.first is not None else index_at(text, *drag.start)
    last = index_at(text, *drag.end)
    if first is None or last is None or first == last:
        return None
    return of_span(drag.page, text, first, last)


def of_area(page: int, area: Rect, text: PageText | None) -> Selection | None:
    """The text under an area is what is cited; an area without text is cited as it was drawn."""
    if area[2] - area[0] < LEAST_AREA or area[3] - area[1] < LEAST_AREA:
        return None
    quote = quote_in(text, area) if text is not None else None
    return Selection(page, quote=quote if quote is not None and quote.text else None, area=area)


def of_span(page: int, text: PageText, first: int, last: int) -> Selection | None:
    quote = quote_at(text, first, last)
    return Selection(page, quote=quote) if quote.text and quote.rects else None


# the keyboard


def words(text: PageText) -> Sequence[tuple[int, int]]:
    """Spans that Ctrl+arrow walks: runs without white space or punctuation, hanzi and others apart."""
    spans: list[tuple[int, int]] = []
    start, kind = 0, ""
    for index, character in enumerate((*text.text, " ")):
        now = _kind(character)
        if now != kind:
            if kind:
                spans.append((start, index))
            start, kind = index, now
    return spans


def _kind(character: str) -> str:
    if "\u4e00" <= character <= "\u9fff":
        return "hanzi"
    if character.isdigit() or character in ",.%":
        return "number"
    return "word" if character.isalpha() else ""


def step_word(page: int, text: PageText, at: int, step: int) -> Selection | None:
    """The word after (`step` 1) or before (-1) the place `at`."""
    spans = words(text)
    if step > 0:
        span = next((span for span in spans if span[0] >= at), None)
    else:
        span = next((span for span in reversed(spans) if span[1] <= at), None)
    return of_span(page, text, *span) if span else None


def extended(selection: Selection, text: PageText, step: int, *, by_word: bool) -> Selection:
    """The passage with its end moved by a character or a word."""
    quote = selection.quote
    if quote is None:
        return selection
    end = quote.end + step
    if by_word:
        ends = [stop for _, stop in words(text)]
        later = [stop for stop in ends if stop > quote.end]
        earlier = [stop for stop in ends if quote.start < stop < quote.end]
        end = (later[0] if later else quote.end) if step > 0 else (earlier[-1] if earlier else quote.end)
    while 0 < end < len(text.text) and text.text[end - 1].isspace():
        end += step
    end = min(max(end, quote.start + 1), len(text.text))
    return of_span(selection.page, text, quote.start, end) or selection
