"""Pieces put on pages: the summary on one, the sections flowing after it."""

from dataclasses import dataclass, field, replace

from workstation.domain.memo import Excerpt, Memo, Section
from workstation.export.memo.blocks import lay_block, lay_blocks, rest_anchor, rest_number
from workstation.export.memo.display import Area, Op, Piece, Placed, Stroke, moved
from workstation.export.memo.kit import Kit, elided
from workstation.export.memo.look import (
    BOLD,
    CONTENT_WIDTH,
    DISPLAY,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
)
from workstation.export.memo.summary import summary_pieces
from workstation.export.memo.words import Run, Style

TOP = 50.0
BOTTOM = PAGE_HEIGHT - 48.0
_BEFORE = 26.0  # the head of a section that begins on a page
# how page one is tried until it fits: lines of an excerpt, lines of a cell, the smallest scale. Type keeps its size on paper
# (`Look.drawn_at`), lines come closer. A summary that fits at none of them takes a second page.
_TRIED = (
    *((8, cells, 0.85) for cells in (4, 3, 2)),
    *((lines, 2, 0.85) for lines in (7, 6, 5, 4, 3)),
    (3, 1, 0.85),
    (3, 1, 0.8),
)
_STEP = 0.025
_REST_INDENT = 22.0


@dataclass(slots=True)
class Page:
    """A page before it is painted. `section` is the number of the section that begins or goes on here (1 is the
    summary, 0 an exhibit); `anchors` are named places with their height on the page, `bookmarks` their titles
    (level, title, name). The paper is A4, on its side for a broad page of an exhibit."""

    section: int
    placed: list[Placed] = field(default_factory=list)
    anchors: dict[str, float] = field(default_factory=dict)
    bookmarks: list[tuple[int, str, str]] = field(default_factory=list)
    watermark: bool = False
    width: float = PAGE_WIDTH
    height: float = PAGE_HEIGHT


def body_pages(memo: Memo, kit: Kit) -> list[Page]:
    """Summary and sections, without headers and footers."""
    flow = _Flow(kit)
    flow.begin(1, f"1 {memo.summary_title}", new_page=True)
    rest = _summary(memo, kit, flow)
    for place, excerpt in enumerate(rest, start=1):
        _in_full(excerpt, rest_number(place), kit, flow, first=place == 1)
    for number, section in enumerate(memo.sections, start=2):
        lead = _contents(memo, kit) if number == 2 else []
        _section(section, number, kit, flow, lead, first=number == 2 and not rest)
    flow.finish()
    return flow.pages


def section_anchor(number: int) -> str:
    return f"section-{number}"


def _summary(memo: Memo, kit: Kit, flow: "_Flow") -> list[Excerpt]:
    """On one page: with as many lines of each excerpt as it holds, set a little smaller where it must be. The excerpts that
    were cut."""
    for lines, cells, smallest in _TRIED:
        fitted = _fitted(memo, kit, (lines, cells), smallest)
        if fitted.fits:
            break
    flow.scale = fitted.scale
    for piece in fitted.pieces:
        flow.add(piece)
    flow.scale = 1.0
    return fitted.rest


@dataclass(frozen=True, slots=True)
class _Summary:
    """Page one laid out at a scale, and the excerpts that it cuts."""

    pieces: list[Piece]
    scale: float
    rest: list[Excerpt]

    @property
    def fits(self) -> bool:
        return _height(self.pieces) * self.scale <= BOTTOM - TOP


def _fitted(memo: Memo, kit: Kit, most: tuple[int, int], smallest: float) -> _Summary:
    """At the largest scale at which it fits, or else at the smallest."""
    least = _summary_at(memo, kit, most, smallest)
    if not least.fits:
        return least
    scales = (1.0 - step * _STEP for step in range(round((1.0 - smallest) / _STEP)))
    found = (_summary_at(memo, kit, most, scale) for scale in scales)
    return next((each for each in found if each.fits), least)


def _summary_at(memo: Memo, kit: Kit, most: tuple[int, int], scale: float) -> _Summary:
    lines, cells = most
    look = kit.look.drawn_at(scale)
    first = replace(kit, look=look, excerpt_lines=lines, cell_lines=cells, rest=[])
    return _Summary(summary_pieces(memo, CONTENT_WIDTH / scale, first), scale, first.rest)


def _in_full(excerpt: Excerpt, number: str, kit: Kit, flow: "_Flow", *, first: bool) -> None:
    """Behind page one, to which its number leads back."""
    look = kit.look
    back = Style(look.size.section, look.mark, BOLD, section_anchor(1))
    ops = kit.one_line(number, back, 0.0, 8.0)
    ops += kit.one_line(excerpt.title, Style(look.size.section, look.navy, BOLD), _REST_INDENT, 8.0)
    ops.append(Stroke((0.0, 12.9), (CONTENT_WIDTH, 12.9), look.navy, 0.9))
    pieces = [Piece(15.5, tuple(ops), keep=True), *lay_block(excerpt.block, CONTENT_WIDTH, kit)]
    flow.begin_part(f"{number} {excerpt.title}", rest_anchor(number), _height(pieces[:4]), new_page=first)
    for piece in pieces:
        flow.add(piece)


def _section(
    section: Section, number: int, kit: Kit, flow: "_Flow", lead: list[Piece], *, first: bool
) -> None:
    pieces = [*lead, _title(section.title, number, kit), *lay_blocks(section.blocks, CONTENT_WIDTH, kit)]
    opening = _height(pieces[:4])
    fits = _height(pieces) + _BEFORE <= flow.left
    new_page = first or (not fits and flow.left < max(opening + _BEFORE, (BOTTOM - TOP) * 0.3))
    flow.begin(number, f"{number} {section.title}", new_page=new_page)
    for piece in pieces:
        flow.add(piece)


def _contents(memo: Memo, kit: Kit) -> list[Piece]:
    """The sections and the exhibits by name, each a link to where it begins."""
    style = Style(kit.look.size.label, kit.look.mark)
    between = Run(" · ", Style(kit.look.size.label, kit.look.ink3))
    places = [(f"{n} {section.title}", section_anchor(n)) for n, section in enumerate(memo.sections, start=2)]
    if memo.exhibits:
        places.append((kit.tr("Exhibits"), "exhibits"))
    runs = [Run(f"{kit.tr('Contents')} ", Style(kit.look.size.label, kit.look.ink3))]
    for place, (name, anchor) in enumerate(places):
        runs += [*([between] if place else []), Run(name, replace(style, link=anchor))]
    lines = kit.type.lines(runs, CONTENT_WIDTH)
    leading = kit.look.size.label * kit.look.size.leading
    return [Piece(len(lines) * leading + 14.0, tuple(kit.text_ops(lines, 0.0, 8.0, leading)), keep=True)]


def _title(title: str, number: int, kit: Kit) -> Piece:
    style = Style(14.0, kit.look.navy, DISPLAY)
    count = Style(11.0, kit.look.mark, BOLD)
    start = max(18.0, kit.type.width(str(number), count) + 8.0)
    lines = kit.type.lines([Run(title, style)], CONTENT_WIDTH - start)
    ops = kit.one_line(str(number), count, 0.0, 15.0)
    ops += kit.text_ops(lines, start, 15.0, 18.0)
    return Piece(22.0 + (len(lines) - 1) * 18.0, tuple(ops), keep=True)


def _height(pieces: list[Piece]) -> float:
    return sum(piece.height + (piece.above if place else 0.0) for place, piece in enumerate(pieces))


class _Flow:
    """Fills pages from top to bottom; pieces bound together go over together."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit
        self.pages: list[Page] = []
        self.scale = 1.0
        self._y = TOP
        self._section = 1
        self._waiting: list[Piece] = []

    @property
    def left(self) -> float:
        return BOTTOM - self._y

    def begin(self, section: int, title: str, *, new_page: bool) -> None:
        self._section = section
        if new_page:
            self._new_page()
        else:
            self._y += _BEFORE
        page, name = self.pages[-1], section_anchor(section)
        page.anchors[name] = self._y - 10.0
        page.bookmarks.append((0, title, name))

    def begin_part(self, title: str, name: str, opening: float, *, new_page: bool) -> None:
        """A part of section 1; on a new page also where its `opening` would not find room."""
        if new_page or self.left < opening + 14.0:
            self._new_page()
        else:
            self._y += 14.0
        page = self.pages[-1]
        page.anchors[name] = self._y - 10.0
        page.bookmarks.append((1, title, name))

    def add(self, piece: Piece) -> None:
        self._waiting.append(piece)
        if piece.keep:
            return
        bound, self._waiting = self._waiting, []
        fresh = self._y <= TOP + 0.01
        if not fresh and (_height(bound) + bound[0].above) * self.scale > self.left + 0.01:
            self._new_page()
            if bound[0].head:
                self._put(bound[0].head)
        for one in bound:
            self._put(one)

    def finish(self) -> None:
        """What was bound to something that never came."""
        waiting, self._waiting = self._waiting, []
        for piece in waiting:
            self._put(piece)

    def _put(self, piece: Piece) -> None:
        above = piece.above * self.scale if self._y > TOP + 0.01 else 0.0
        if self.left - above < (BOTTOM - TOP) * 0.2 and piece.height * self.scale > self.left - above + 0.01:
            self._new_page()
            above = 0.0
        self._y += above
        # a piece taller than a page is made smaller rather than cut
        scale = min(self.scale, self.left / piece.height) if piece.height else self.scale
        self.pages[-1].placed.append(Placed(MARGIN, self._y, piece.ops, scale, self._section))
        self._y += piece.height * scale

    def _new_page(self) -> None:
        self.finish()
        self.pages.append(Page(self._section))
        self._y = TOP


def dress(pages: list[Page], memo: Memo, kit: Kit) -> None:
    """Header and footer of every body page; "7 / 24" on all."""
    for number, page in enumerate(pages, start=1):
        if page.section:
            page.placed.insert(0, Placed(0.0, 0.0, tuple(_header(memo, kit, home=number == 1))))
            page.watermark = memo.draft
            page.placed.append(Placed(0.0, 0.0, tuple(_footer(memo, kit))))
        corner = page.width - PAGE_WIDTH, page.height - PAGE_HEIGHT
        page.placed.append(Placed(*corner, tuple(_page_number(number, len(pages), kit))))


def _header(memo: Memo, kit: Kit, *, home: bool) -> list[Op]:
    """Name, badge and title share the line: the title has its room first, then the badge; the name takes what is left. It leads to page one from all others."""
    look, right = kit.look, PAGE_WIDTH - MARGIN
    strong, quiet = Style(look.size.body, look.navy, BOLD), Style(look.size.body, look.ink2, REGULAR)
    title = elided(memo.header.title, quiet, CONTENT_WIDTH * 0.6, kit)
    leading = quiet if home else replace(quiet, link=section_anchor(1))
    ops = kit.one_line(title, leading, right, 33.5, right=True)
    badge = draft_badge(0.0, 33.5, kit) if memo.draft else []
    badge_width = max((op.width for op in badge if isinstance(op, Area)), default=0.0)
    room = CONTENT_WIDTH - kit.type.width(title, quiet) - badge_width - 27.0
    name = elided(memo.header.firm, strong, room, kit)
    ops += kit.one_line(name, strong, MARGIN, 33.5)
    beside = MARGIN + kit.type.width(name, strong) + 9.0
    ops += [moved(op, beside, 0.0) for op in badge]
    ops.append(Stroke((MARGIN, 41.0), (right, 41.0), look.rule, 0.6))
    return ops


def draft_badge(x: float, baseline: float, kit: Kit, color: str = "") -> list[Op]:
    color = color or kit.look.tone_warning
    style = Style(kit.look.size.label, color, BOLD)
    word = kit.tr("DRAFT")
    width = kit.type.width(word, style)
    return [
        Area(x, baseline - 9.0, width + 11.0, 12.4, stroke=color, line=0.8, radius=2.5),
        *kit.one_line(word, style, x + 5.5, baseline - 0.3),
    ]


def _footer(memo: Memo, kit: Kit) -> list[Op]:
    look, top = kit.look, PAGE_HEIGHT - 40.0
    style = Style(look.size.footer, look.ink3)
    ops: list[Op] = [Stroke((MARGIN, top), (PAGE_WIDTH - MARGIN, top), look.rule, 0.5)]
    ops += kit.text_ops(
        kit.type.lines([Run(memo.footer.facts, style)], CONTENT_WIDTH - 50.0)[:1], MARGIN, top + 11.0, 9.0
    )
    disclaimer = kit.type.lines([Run(memo.footer.disclaimer, style)], CONTENT_WIDTH)
    return ops + kit.text_ops(disclaimer, MARGIN, top + 20.5, 7.6)


def _page_number(number: int, count: int, kit: Kit) -> list[Op]:
    style = Style(kit.look.size.label, kit.look.ink2, BOLD)
    return kit.one_line(f"{number} / {count}", style, PAGE_WIDTH - MARGIN, PAGE_HEIGHT - 29.0, right=True)
