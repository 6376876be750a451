"""Looking for words in the papers of all lots, or of the open one: the hits by document, each a page to go to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from workstation.application.consistency import Passage
from workstation.application.missing_pages import NOT_READ_PAGES
from workstation.application.progress import Watched
from workstation.application.search import Found, KnownPapers, PageFound, PaperFound, search
from workstation.application.sentences import lost_sentence
from workstation.language.translator import Translator
from workstation.ui.desk import Desk
from workstation.ui.desk_papers import Searched
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TableSpec
from workstation.ui.widgets.base import Label, row, set_tone
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.values import Lit, TabItem
from workstation.ui.widgets.words import place_words

ALL, HERE = "all", "here"
_HITS, _UNASKED, _NONE = range(3)  # places in the body
_DELAY: Final = 150  # ms after the last key


@dataclass(frozen=True, slots=True)
class HitRow:
    """A page of a paper, or the paper itself where its name was found."""

    id: str
    paper: PaperFound
    page: PageFound | None = None


class SearchSheet(TitledSheet):
    """What is typed is looked for at once; Enter opens the chosen hit, at first the best one, with the words selected; the
    down arrow leads to the others."""

    def __init__(self, desk: Desk, host: QWidget) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Search"), QSize(1040, 640))
        self._desk = desk
        self._rows: dict[str, HitRow] = {}
        self._known = KnownPapers()
        self._asked = Watched()
        self._answered = True  # the hits are those of what is asked
        self._opens = False  # Enter waits for them
        self.box = self._make_box()
        self.where = SegmentedControl(
            context, tr("Where to look"), [TabItem(ALL, tr("All lots")), TabItem(HERE, tr("This lot"))]
        )
        self.where.chosen.connect(lambda _: self._ask())
        self.said = Label(context, tone="ink2")
        self.unread = Label(context, tone="high", wrap=True)
        self.unread.hide()
        self.table = RecordTable(context, _spec(tr))
        self.table.row_activated.connect(self._open)
        self.table.row_peeked.connect(self._open)
        line = row(self.box, self.where)
        line.setStretchFactor(self.box, 1)
        self.content.addLayout(line)
        self.content.addWidget(self.said)
        self.content.addWidget(self.unread)
        self.hits = self._make_body()
        self.content.addWidget(self.hits, 1)
        desk.pages_read.connect(self._ask)
        self.where.setVisible(desk.lot is not None)
        self.closed.connect(lambda: self._asked.stop.set())  # noqa: PLW0108 - the one that is asked then
        if desk.searched.words:
            self.where.set_current(HERE if desk.searched.here and desk.lot else ALL)
            self.box.setText(desk.searched.words)
            self.box.selectAll()
            self._ask()

    def _make_body(self) -> QStackedWidget:
        """The hits, or what stands there before anything is asked, or where nothing was found."""
        context, tr = self.context, self.context.tr
        body = QStackedWidget()
        body.addWidget(self.table)
        what, hint = tr("Type what you look for."), tr("Names of papers and words on their pages are found.")
        body.addWidget(EmptyState(context, "search", what, hint))
        what, hint = tr("Nothing was found."), tr("Try fewer or shorter words, or look in all lots.")
        body.addWidget(EmptyState(context, "search", what, hint))
        body.setCurrentIndex(_UNASKED)
        return body

    def _make_box(self) -> FilterBox:
        context = self.context
        hint = context.tr('Words, or "words in this order"')
        box = FilterBox(context, hint, icon="search", delay=_DELAY, opens=True)
        box.setFixedHeight(context.theme.tokens.size.field + 8)
        box.changed.connect(lambda _: self._ask())
        box.left.connect(self._to_hits)
        box.entered.connect(self._enter)
        return box

    def _ask(self) -> None:
        """The newest question is answered, an older one is given up."""
        self._asked.stop.set()
        self._answered, self._opens = False, False
        asked = self._asked = Watched()
        desk, words = self._desk, self.box.text()
        here = self.where.isVisibleTo(self) and self.where.current() == HERE
        if (words, here) != (desk.searched.words, desk.searched.here):
            desk.searched = Searched(words, here=here)
        lot = desk.lot if here else None
        desk.read(
            lambda: search(desk.services, words, asked, lot=lot, known=self._known),
            self._show,
            to=self,
            replaces="search",
        )

    def _show(self, found: Found) -> None:
        tr = self.context.tr
        self._rows = {hit.id: hit for hit in _hits(found)}
        rows: list[GroupRow | HitRow] = []
        paper = ""
        for hit in self._rows.values():
            if hit.paper.version != paper:
                paper = hit.paper.version
                rows.append(_head(tr, hit.paper))
            rows.append(hit)
        self.table.set_rows(rows)
        self.hits.setCurrentIndex(_HITS if rows else _NONE if found.query.terms else _UNASKED)
        self.said.setText(_said(tr, found))
        set_tone(self.said, "ink2")
        left_out = list(_left_out(tr, found))
        self.unread.setText(" ".join(left_out))
        self.unread.setVisible(bool(left_out and found.query.terms))
        if found.unread:
            self._desk.read_missing()
        self.table.select_id(self._desk.searched.row) or self.table.select_id(next(iter(self._rows), ""))
        opens, self._answered, self._opens = self._opens, True, False
        if opens:
            self._enter()

    def _enter(self) -> None:
        """Opens the chosen hit; while the hits are still those of other words, once they are there."""
        if self._answered:
            self._open(self.table.current_id() or "")
        else:
            self._opens = True

    def _to_hits(self) -> None:
        if self._rows:
            self.table.setFocus()

    def _open(self, identity: str) -> None:
        hit = self._rows.get(identity)
        if hit is None:
            return
        desk, paper, page = self._desk, hit.paper, hit.page
        desk.searched = Searched(desk.searched.words, here=desk.searched.here, row=identity)
        self.close_sheet()
        if page is None:
            desk.in_lot(paper.lot.id, lambda: desk.open_page(paper.version))
        else:
            passage = Passage(paper.version, page.page, page.first)
            desk.in_lot(paper.lot.id, lambda: desk.open_passage(passage))


def _hits(found: Found) -> Iterator[HitRow]:
    """Papers in their order, each with its name first where that was found."""
    pages: dict[str, list[HitRow]] = {}
    for page in found.pages:
        hit = HitRow(f"{page.paper.version}|{page.page}", page.paper, page)
        pages.setdefault(page.paper.version, []).append(hit)
    for paper in found.named:
        yield HitRow(f"{paper.version}|", paper)
        yield from pages.pop(paper.version, ())
    for others in pages.values():
        yield from others


def _said(tr: Translator, found: Found) -> str:
    if not found.query.terms:
        return tr("Every page that has all of the words is shown; the width of letters makes no difference.")
    if not found.pages and not found.named:
        return tr("No paper has all of these words.")
    if found.more:
        words = "The first {count} of at most {total} pages are shown; look for something narrower."
        return tr(words, count=len(found.pages), total=found.total)
    papers = len({hit.paper.version for hit in _hits(found)})
    return tr("{count} pages in {papers} documents", count=len(found.pages), papers=papers)


def _left_out(tr: Translator, found: Found) -> Iterator[str]:
    if found.waiting:
        yield tr(NOT_READ_PAGES, count=found.waiting)
    if found.lost:
        yield lost_sentence(tr, found.lost)
    if found.wordless:
        yield tr("{count} pages have no text yet and were not searched.", count=found.wordless)


def _head(tr: Translator, paper: PaperFound) -> GroupRow:
    older = paper.ordinal < paper.versions
    version = tr("v{number}, there is a newer one", number=paper.ordinal) if older else ""
    detail = tr(", ").join(part for part in (paper.lot.name, version) if part)
    return GroupRow(paper.version, paper.name, detail)


def _where(tr: Translator, hit: HitRow) -> str:
    if hit.page is None:
        return tr("Name")
    return place_words(tr, hit.page.page, hit.page.first.part)


def _words(hit: HitRow) -> Lit:
    if hit.page is None:
        return Lit("", hit.paper.name, "")
    return Lit(hit.page.first.before, hit.page.first.text, hit.page.first.after)


def _spec(tr: Translator) -> TableSpec[HitRow]:
    return TableSpec(
        name=tr("Hits"),
        key=lambda hit: hit.id,
        columns=(
            Column(
                key="where",
                title=tr("Where"),
                value=lambda hit: _where(tr, hit),
                width=110,
                sortable=False,
            ),
            Column(
                key="words",
                title=tr("In these words"),
                value=_words,
                kind=Cell.LIT,
                stretch=True,
                sortable=False,
            ),
            Column(
                key="places",
                title=tr("Places"),
                value=lambda hit: hit.page.count if hit.page is not None else "",
                kind=Cell.NUMBER,
                width=60,
                sortable=False,
            ),
        ),
    )
