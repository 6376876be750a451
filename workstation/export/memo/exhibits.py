"""Exhibit pages: the page as it is, framed; around it what it is, what was read from it, and who cites it."""

from dataclasses import dataclass

from workstation.application.ports.memo_pages import (
    ImagePage,
    NoPage,
    PageBox,
    PageSource,
    SourcePage,
    SourceSlot,
    TextPage,
    VectorPage,
)
from workstation.domain.memo import Exhibit, ExhibitMark, ExhibitPage, Memo
from workstation.domain.pages import Rect
from workstation.export.memo.display import Area, MarkSpot, Op, Piece, Placed, Stroke, moved, stacked
from workstation.export.memo.kit import Kit, Translate, elided, fitting
from workstation.export.memo.look import (
    BOLD,
    MARGIN,
    ON_NAVY,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    WHITE,
)
from workstation.export.memo.margin import MarginNote, place_notes
from workstation.export.memo.pages import Page, draft_badge, section_anchor
from workstation.export.memo.words import Run, Style

_BAND = 58.0
_FRAME_LEFT, _FRAME_TOP = 30.0, 74.0
_FRAME_WIDTH, _FRAME_HEIGHT = 462.0, 712.0
_ON_ITS_SIDE = PAGE_HEIGHT - PAGE_WIDTH
_FRAME_COLOR = "#9AA3AF"
_ASCENT = 0.88  # of a line that was laid out from text, from its upper edge to its baseline
_AROUND = 1.4  # points between a passage and its outline


@dataclass(slots=True)
class ExhibitSheet:
    """`slot` is where a page of the source is laid under; a page of text is set by the memo itself."""

    page: Page
    slot: SourceSlot | None


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a page stands: its box, drawn at `scale` from the upper left corner of the frame; `spread` is how much broader
    than upright, and less high, the paper is."""

    box: PageBox
    scale: float
    spread: float

    @property
    def width(self) -> float:
        return self.box.size[0] * self.scale

    @property
    def height(self) -> float:
        return self.box.size[1] * self.scale


@dataclass(frozen=True, slots=True)
class CitedFrom:
    """Sections that cite a page, with the anchor of the first mark in each: by passage, and for the page."""

    by_passage: dict[int, dict[int, str]]
    by_section: dict[int, str]


def exhibit_anchor(mark: ExhibitMark) -> str:
    return f"exhibit-{mark.exhibit}-{mark.page}"


def cited_from(pages: list[Page]) -> dict[tuple[int, int], CitedFrom]:
    """Gives the first mark of each section on each passage a name to lead back to."""
    found: dict[tuple[int, int], CitedFrom] = {}
    for page in pages:
        for placed in page.placed:
            for op in placed.ops:
                if isinstance(op, MarkSpot):
                    _note(op, placed, page, found)
    return found


def _note(op: MarkSpot, placed: Placed, page: Page, found: dict[tuple[int, int], CitedFrom]) -> None:
    mark = op.mark
    cited = found.setdefault((mark.exhibit, mark.page), CitedFrom({}, {}))
    passage = -1 if mark.passage is None else mark.passage
    name = f"cited-{placed.section}-{mark.exhibit}-{mark.page}-{passage}"
    sections = cited.by_passage.setdefault(passage, {})
    if placed.section not in sections:
        sections[placed.section] = name
        page.anchors[name] = placed.y + op.y * placed.scale - 14.0
    cited.by_section.setdefault(placed.section, name)


def exhibit_sheets(memo: Memo, pages: PageSource, body: list[Page], kit: Kit) -> list[ExhibitSheet]:
    """A page of the memo for every cited page, after the `body` that cites them."""
    citations = cited_from(body)
    titles = {1: memo.summary_title, **{n: s.title for n, s in enumerate(memo.sections, start=2)}}
    sheets: list[ExhibitSheet] = []
    for exhibit in memo.exhibits:
        for page in exhibit.pages:
            cited = citations.get((exhibit.number, page.index), CitedFrom({}, {}))
            source = pages.page(exhibit.source.version, page.index)
            sheet = _sheet(exhibit, page, source, cited, kit)
            memo_page = len(body) + len(sheets) + 1
            ops = [
                *_band(memo, exhibit, page, memo_page, sheet.page.width, kit),
                *_notice(source, kit),
                *_foot(cited, titles, source, sheet.page, kit),
            ]
            sheet.page.placed.append(Placed(0.0, 0.0, tuple(ops)))
            _bookmark(exhibit, page, sheet.page, kit)
            sheets.append(sheet)
    if sheets:
        sheets[0].page.anchors["exhibits"] = 0.0
        sheets[0].page.bookmarks.insert(0, (0, kit.tr("Exhibits"), "exhibits"))
    return sheets


def _bookmark(exhibit: Exhibit, page: ExhibitPage, sheet: Page, kit: Kit) -> None:
    anchor = exhibit_anchor(ExhibitMark(exhibit.number, page.index))
    if page is exhibit.pages[0]:
        whole = f"exhibit-{exhibit.number}"  # reportlab keeps one bookmark for each named place
        sheet.anchors[whole] = 0.0
        sheet.bookmarks.append((1, f"E-{exhibit.number} {exhibit.source.title}", whole))
    name = page.place or kit.tr("page {page}", page=page.index + 1)
    sheet.bookmarks.append((2, name, anchor))


def _sheet(
    exhibit: Exhibit, page: ExhibitPage, source: SourcePage, cited: CitedFrom, kit: Kit
) -> ExhibitSheet:
    sheet = Page(0)
    anchor = exhibit_anchor(ExhibitMark(exhibit.number, page.index))
    sheet.anchors[anchor] = 0.0
    if isinstance(source, NoPage):
        sheet.placed.append(_quotes(page, kit))
        return ExhibitSheet(sheet, None)
    frame = _framed(source)
    sheet.width, sheet.height = PAGE_WIDTH + frame.spread, PAGE_HEIGHT - frame.spread
    ops = [_outline_of(frame), *_passages(page, frame, cited, kit)]
    if isinstance(source, TextPage):
        sheet.placed.append(_words(source, frame, kit))
        sheet.placed.append(Placed(0.0, 0.0, tuple(ops)))
        return ExhibitSheet(sheet, None)
    sheet.placed.append(Placed(0.0, 0.0, tuple(ops)))
    corner = sheet.height - _FRAME_TOP - frame.height
    return ExhibitSheet(sheet, SourceSlot(source, _FRAME_LEFT, corner, frame.scale))


def _framed(source: VectorPage | ImagePage | TextPage) -> _Frame:
    """A page that is broader than high stands on paper on its side; of words the whole page counts, not what is cut off."""
    width, height = source.box.size
    whole = source.box.top if isinstance(source, TextPage) else height
    spread = _ON_ITS_SIDE if width > whole else 0.0
    scale = min((_FRAME_WIDTH + spread) / width, (_FRAME_HEIGHT - spread) / height)
    return _Frame(source.box, scale, spread)


def _outline_of(frame: _Frame) -> Op:
    return Area(_FRAME_LEFT, _FRAME_TOP, frame.width, frame.height, stroke=_FRAME_COLOR, line=0.6)


def _words(source: TextPage, frame: _Frame, kit: Kit) -> Placed:
    """Each line as wide as it was laid out: the passages are lit where they stood there."""
    ops: list[Op] = [
        Stroke((left, top), (right, bottom), kit.look.rule) for left, top, right, bottom in source.strokes
    ]
    for line in source.lines:
        style = fitting(line.text, Style(line.size, kit.look.ink), line.right - line.left, kit)
        ops += kit.one_line(line.text, style, line.left, line.top + line.size * _ASCENT)
    return Placed(_FRAME_LEFT, _FRAME_TOP, tuple(ops), frame.scale)


def _passages(page: ExhibitPage, frame: _Frame, cited: CitedFrom, kit: Kit) -> list[Op]:
    """Outlines on the page, and names in the margin at the height of what they name."""
    outlines: dict[Rect, Area] = {}  # a place that holds up two fields is lit once
    notes: list[MarginNote] = []
    for place, passage in enumerate(page.passages):
        areas = [
            area for rect in passage.rects if (area := _outlined(rect, frame, kit, differs=passage.differs))
        ]
        outlines.update({(area.x, area.y, area.width, area.height): area for area in areas})
        middle, left = min(
            ((area.y + area.height / 2, area.x) for area in areas), default=(_FRAME_TOP + 8.0, 0.0)
        )
        notes.append(MarginNote(passage, middle, left, cited.by_passage.get(place, {})))
    edge = _FRAME_LEFT + frame.width - frame.spread
    span = (_FRAME_TOP, _FRAME_TOP + _FRAME_HEIGHT - frame.spread)
    beside = [moved(op, frame.spread, 0.0) for op in place_notes(notes, edge, span, kit)]
    return [*outlines.values(), *beside]


def _outlined(rect: Rect, frame: _Frame, kit: Kit, *, differs: bool) -> Area | None:
    """Mint where the page says what the record says; only framed, in amber, where it says something else."""
    upright = frame.box.upright(rect)
    if upright is None:
        return None
    left = max(upright[0] * frame.scale - _AROUND, 0.0)
    right = min(upright[2] * frame.scale + _AROUND, frame.width)
    top = max((frame.box.size[1] - upright[3]) * frame.scale - _AROUND, 0.0)
    bottom = min((frame.box.size[1] - upright[1]) * frame.scale + _AROUND, frame.height)
    return Area(
        _FRAME_LEFT + left,
        _FRAME_TOP + top,
        right - left,
        bottom - top,
        fill=None if differs else kit.look.cited,
        stroke=kit.look.tone_warning if differs else kit.look.cited_outline,
        line=1.0,
        radius=1.8,
        multiply=not differs,
    )


def _quotes(page: ExhibitPage, kit: Kit) -> Placed:
    """The passages as words, where there is no page to show."""
    width = PAGE_WIDTH - 2 * MARGIN - 24.0
    pieces = []
    for passage in page.passages:
        lines = kit.type.lines([Run(passage.quote or passage.value, kit.body())], width)
        ops = kit.one_line(passage.label, kit.small(kit.look.evid, strong=True), 12.0, 10.0)
        ops += kit.text_ops(lines, 12.0, 23.0, 12.0)
        height = 22.0 + len(lines) * 12.0
        ops.append(Stroke((2.0, 2.0), (2.0, height - 4.0), kit.look.cited_outline, 1.2))
        pieces.append(Piece(height, tuple(ops), above=6.0))
    whole = stacked(pieces)
    return Placed(
        MARGIN, _FRAME_TOP + 12.0, whole.ops, min(1.0, (_FRAME_HEIGHT - 12.0) / (whole.height or 1.0))
    )


def _notice(source: SourcePage, kit: Kit) -> list[Op]:
    """Why the page is not the page itself."""
    style = Style(kit.look.size.label, kit.look.tone_warning)
    match source:
        case ImagePage():
            words = kit.tr("Shown as an image: {reason}", reason=kit.tr(source.reason))
        case TextPage():
            words = kit.tr(
                "The words of a page on the web or a mail, set as text: its pictures and layout are left out."
            )
            style = Style(kit.look.size.label, kit.look.ink3)
        case NoPage():
            words = kit.tr("Shown as quoted words: {reason}", reason=kit.tr(source.reason))
        case _:
            return []
    return kit.text_ops(kit.type.lines([Run(words, style)], PAGE_WIDTH - 2 * MARGIN)[:1], MARGIN, 69.0, 8.0)


def _band(  # noqa: PLR0917 - what it shows, on what, and of which memo
    memo: Memo, exhibit: Exhibit, page: ExhibitPage, memo_page: int, width: float, kit: Kit
) -> list[Op]:
    """What it is an exhibit of stands at the right: an exhibit alone still says whose memo it belongs to, and its state."""
    look, tr, source = kit.look, kit.tr, exhibit.source
    right = width - MARGIN
    number = Style(20.0, WHITE, BOLD)
    left = MARGIN + max(kit.type.width(f"E-{exhibit.number}", number) + 18.0, 58.0)
    quiet = Style(look.size.label, ON_NAVY, link=section_anchor(1))
    on_page = tr("memo page {page}", page=memo_page)
    of_memo = _of_memo(memo, quiet, (right - left) * 0.45, kit)
    badge = draft_badge(0.0, 22.5, kit, ON_NAVY) if memo.draft else []
    badge_width = max((op.width for op in badge if isinstance(op, Area)), default=0.0)
    badge_left = right - kit.type.width(on_page, quiet) - 9.0 - badge_width
    title, title_room = Style(look.size.section + 0.5, WHITE, BOLD), badge_left - left - 14.0
    details = Style(look.size.footer, ON_NAVY)
    paper = " · ".join(_known(exhibit, page, tr))
    paper_room = right - left - kit.type.width(of_memo, quiet) - 14.0
    hashed = f" · sha256 {source.sha256}"
    file_name = elided(source.file_name, details, right - left - kit.type.width(hashed, details), kit)
    return [
        Area(0.0, 0.0, width, _BAND, fill=look.navy),
        *kit.one_line(f"E-{exhibit.number}", number, MARGIN, 36.0),
        *kit.one_line(elided(source.title, title, title_room, kit), title, left, 22.5),
        *kit.one_line(elided(paper, details, paper_room, kit), details, left, 34.5),
        *kit.one_line(f"{file_name}{hashed}", details, left, 45.5),
        *kit.one_line(on_page, Style(look.size.label, ON_NAVY), right, 22.5, right=True),
        *kit.one_line(of_memo, quiet, right, 34.5, right=True),
        *(moved(op, badge_left, 0.0) for op in badge),
    ]


def _of_memo(memo: Memo, style: Style, room: float, kit: Kit) -> str:
    """The memo's title with its lot: by number, by name where it has none."""
    title = memo.header.title
    if memo.subject != memo.header.firm:
        return elided(title, style, room, kit)
    name = elided(memo.header.firm, style, room - kit.type.width(f" · {title}", style), kit)
    return elided(f"{name} · {title}", style, room, kit)


def _known(exhibit: Exhibit, page: ExhibitPage, tr: Translate) -> list[str]:
    source = exhibit.source
    where = page.place or tr("page {page} of {pages}", page=page.index + 1, pages=source.page_count)
    known = [tr("version {version}", version=source.ordinal), where]
    if source.replaced_by:
        known.append(tr("replaced by version {version}", version=source.replaced_by))
    if source.received:
        known.append(tr("received {date}", date=source.received.isoformat()))
    return known


def _foot(cited: CitedFrom, titles: dict[int, str], source: SourcePage, sheet: Page, kit: Kit) -> list[Op]:
    look, top, right = kit.look, sheet.height - 45.0, sheet.width - MARGIN
    quiet = Style(look.size.footer, look.ink3)
    runs = [Run(kit.tr("Cited in:"), quiet)]
    for section, anchor in sorted(cited.by_section.items()):
        link = Style(look.size.footer, look.mark, REGULAR, anchor)
        if len(runs) > 1:
            runs.append(Run(" ·", quiet))
        runs += [Run(" ", quiet), Run(f"{section} {titles[section]}", link)]
    if not cited.by_section:
        runs.append(Run(" " + kit.tr("no sentence of this memo"), quiet))
    lines = kit.type.lines(runs, right - MARGIN - 50.0)
    ops: list[Op] = [Stroke((MARGIN, top), (right, top), look.rule, 0.5)]
    ops += kit.text_ops(lines[:3], MARGIN, top + 9.5, 7.8)
    if isinstance(source, VectorPage):
        words = kit.tr("The page is unchanged; frame, outlines and heading were added on export.")
        ops += kit.one_line(words, quiet, MARGIN, top + 10.5 + 7.8 * len(lines[:3]))
    return ops
