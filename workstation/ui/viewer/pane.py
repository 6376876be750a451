"""The viewer beside the record: toolbar, target bar, pages; it opens places and carries the gesture."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.ports.documents import PageViewer, ViewInfo
from workstation.application.records import Place
from workstation.domain.citations import Citation
from workstation.domain.documents import DocumentPart
from workstation.domain.errors import UserError
from workstation.domain.highlights import Highlight, HighlightKind
from workstation.domain.record import LotRecord
from workstation.ui.bridge import Bridge
from workstation.ui.desk import WHERE_LEFT, Desk
from workstation.ui.passages import carry
from workstation.ui.viewer.canvas import Canvas
from workstation.ui.viewer.find import FindBar
from workstation.ui.viewer.finding import Finding
from workstation.ui.viewer.gesture import Gesture
from workstation.ui.viewer.going import Going, Spot, keep, left_at
from workstation.ui.viewer.gutter import Gutter
from workstation.ui.viewer.marks import (
    Paper,
    citable,
    files_of,
    first_paper,
    last_paper,
    marks_of,
    neighbour,
    paper_of,
    papers,
)
from workstation.ui.viewer.notice_line import NoticeLine
from workstation.ui.viewer.page_banner import PageBanner
from workstation.ui.viewer.picker import Choice, FieldPicker
from workstation.ui.viewer.pictures import Pictures
from workstation.ui.viewer.reading_status import ReadingStatus
from workstation.ui.viewer.selection import Selection, Tool
from workstation.ui.viewer.side import HITS, SidePane
from workstation.ui.viewer.stage import Fit
from workstation.ui.viewer.target_bar import TargetBar
from workstation.ui.viewer.toolbar import ViewerToolbar
from workstation.ui.viewer.trail import Step, Trail
from workstation.ui.widgets.base import surface
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.words import place_words

if TYPE_CHECKING:
    from workstation.application.consistency import Passage


class ViewerPane(QWidget):
    """One document of the open lot at a time; the first one with pages until another is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._engine: PageViewer | None = None
        self._paper: Paper | None = None
        self._lot = ""
        self._going = Going()
        self._trail = Trail()
        self._shown = (
            ""  # the version whose place is kept; "" until it has arrived where it was asked to open
        )
        self.carry = carry
        # Belongs to the desk, not to the pane: answers may come after the pane went, until the workers end
        self._bridge = Bridge(desk)
        self.destroyed.connect(self._bridge.close)
        self.pictures = Pictures(self._bridge.deliver, self)
        if self._context.theme.dark:
            self.pictures.set_paper(self._context.theme.colours.paper)
        self.toolbar = ViewerToolbar(self._context)
        self.bar = TargetBar(self._context)
        self.notice = NoticeLine(self._context)
        self.banner = PageBanner(self._context)
        self.canvas = Canvas(self._context, self.pictures)
        self.gutter = Gutter(self._context, self.canvas)
        self.side = SidePane(self._context, self.pictures)
        self.finder = FindBar(self._context)
        self.reading = ReadingStatus(desk, self.canvas, self.toolbar, lambda: self.version)
        self._build()
        self._finding = Finding(desk, self.finder, self.canvas, self.pictures)
        self.gesture = Gesture(desk, self.canvas, self.bar, self)
        self._connect()
        self._add_keys()
        desk.read(self._prepare, self._prepared, to=self)
        if desk.record is not None:
            self.show_record(desk.record)

    def _build(self) -> None:
        tr = self._context.tr
        self.setAccessibleName(tr("Viewer"))
        surface(self, "desk")
        self.setFocusProxy(self.canvas)
        self.setMinimumWidth(MINIMUM)
        self._empty = QStackedWidget()
        self._no_pages = EmptyState(
            self._context,
            "page",
            tr("No page to read yet."),
            tr("Drop files anywhere on the lot, or choose Import. Their pages open here."),
        )
        self._empty.addWidget(self._no_pages)
        self._refusal: EmptyState | None = None
        self._body = QStackedWidget()
        self._body.addWidget(self._empty)
        self._body.addWidget(self.canvas)
        self._middle = QHBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.side)
        self._middle.addWidget(self._body, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.toolbar, self.finder, self.bar, self.notice, self.banner):
            layout.addWidget(widget)
        layout.addLayout(self._middle, 1)

    def _connect(self) -> None:
        desk, canvas, toolbar = self._desk, self.canvas, self.toolbar
        desk.record_changed.connect(self.show_record)
        desk.lot_closed.connect(self._close)
        desk.place_requested.connect(self.show_place)
        desk.page_requested.connect(self.show_page)
        desk.document_chosen.connect(self._show_chosen)
        desk.passage_requested.connect(self.show_passage)
        self.pictures.opened.connect(self._opened)
        self.pictures.refused.connect(self._refused)
        self.pictures.arrived.connect(self._arrived)
        canvas.page_changed.connect(self._page_changed)
        canvas.moved.connect(self._keep_place)
        canvas.scale_changed.connect(toolbar.show_scale)
        canvas.tool_changed.connect(toolbar.show_tool)
        canvas.left.connect(lambda: desk.set_target(None))
        canvas.beyond.connect(self._read_on)
        canvas.carried.connect(lambda: self.carry(canvas, canvas.selection.text if canvas.selection else ""))
        desk.fill_requested.connect(self.gesture.fill)
        self.side.page_chosen.connect(self._jump)
        self.side.file_chosen.connect(lambda version: self.show_page(version, 0))
        self.side.hit_chosen.connect(self.finder.go_to)
        self.finder.found.connect(self.side.show_hits)
        self.finder.shown.connect(self.side.mark_hit)
        self.finder.listed.connect(self._list_hits)
        self.gutter.chosen.connect(desk.focus_field)
        self.gutter.lit.connect(self._light)
        self.gesture.lit.connect(self._light)
        self.gesture.target_wanted.connect(self._choose_target)
        self.banner.chosen.connect(lambda _: self.pictures.retry(max(canvas.page, 0)))
        self._connect_toolbar()

    def _connect_toolbar(self) -> None:
        canvas, toolbar = self.canvas, self.toolbar
        toolbar.paper_chosen.connect(self.show_page)
        toolbar.page_asked.connect(self._jump)
        toolbar.step_asked.connect(self._step)
        toolbar.zoom_asked.connect(canvas.zoom_by)
        toolbar.fit_asked.connect(canvas.set_fit)
        toolbar.scale_asked.connect(canvas.set_scale)
        toolbar.turn_asked.connect(self._turn)
        toolbar.area_toggled.connect(lambda on: canvas.set_tool(Tool.AREA if on else Tool.TEXT))
        toolbar.left.connect(canvas.setFocus)
        toolbar.search_asked.connect(self._desk.search_requested)
        toolbar.find_asked.connect(self.finder.open)
        toolbar.reading_asked.connect(self.reading.mark)
        toolbar.thumbnails_toggled.connect(self._show_side)

    def _add_keys(self) -> None:
        canvas, gesture = self.canvas, self.gesture
        window, inside = Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act, where in (
            ("Ctrl+E", gesture.fill, window),
            ("Ctrl+Shift+E", gesture.attach_only, window),
            ("Ctrl+G", self.toolbar.ask_page, window),
            ("Ctrl+F", self.finder.open, window),
            ("F3", lambda: self.finder.step(1), window),
            ("Shift+F3", lambda: self.finder.step(-1), window),
            ("Ctrl++", lambda: canvas.zoom_by(1), inside),
            ("Ctrl+=", lambda: canvas.zoom_by(1), inside),
            ("Ctrl+-", lambda: canvas.zoom_by(-1), inside),
            ("Ctrl+0", lambda: canvas.set_fit(Fit.WIDTH), inside),
            ("Ctrl+9", lambda: canvas.set_fit(Fit.PAGE), inside),
            ("Ctrl+Shift+D", self.reading.mark, inside),
            ("Ctrl+1", lambda: self._highlight(HighlightKind.FACT), inside),
            ("Ctrl+2", lambda: self._highlight(HighlightKind.FLAG), inside),
            ("Ctrl+3", lambda: self._highlight(HighlightKind.QUESTION), inside),
            ("Ctrl+4", lambda: self._highlight(HighlightKind.INPUT), inside),
            ("Ctrl+Shift+Q", self._copy_quote, inside),
            ("Alt+Left", lambda: self._retrace(self._trail.back), window),
            ("Alt+Right", lambda: self._retrace(self._trail.forth), window),
            ("Ctrl+R", self._turn, inside),
            ("F7", self.toolbar.thumbnails.toggle, window),
        ):
            QShortcut(QKeySequence(keys), self, act, context=where)

    # the engine

    def _prepare(self) -> PageViewer:
        """On a reading thread: what the first page and the first selection would have to wait for."""
        import workstation.language.values  # noqa: F401, PLC0415 - loaded here so that the first selection need not

        return self._desk.services.viewer()

    def _prepared(self, engine: PageViewer) -> None:
        self._engine = engine
        if self._paper is not None:
            self._open(self._paper, self._going)

    # what is shown

    @property
    def version(self) -> str:
        """The id of the version that is shown; "" without one."""
        return self._paper.version.id if self._paper else ""

    def show_record(self, record: LotRecord) -> None:
        if record.lot.id != self._lot:
            self._close()
            self._lot = record.lot.id
        paper = paper_of(record, self.version) if self._paper else None
        if self._paper is None:
            paper = last_paper(record, self._context.arranged.documents) or first_paper(record)
            if paper is not None:
                self._open(paper, self._way_to(paper.version.id))
        self._paper = paper
        self.notice.show_version(paper.version if paper else None)
        self.toolbar.show_papers(partial(papers, record), paper)
        self._show_page(self.canvas.page)
        self.reading.show()
        self._show_marks(record)
        self.gesture.show_record(record)

    def show_place(self, citation: Citation) -> None:
        """Opens a passage: lit, outlined, in sight."""
        self._light(citation.id)
        self._leave()
        self._go(citation.version, Going(citation.page, citation.rects))

    def show_page(self, version: str, page: int = WHERE_LEFT) -> None:
        """A document that was open before opens where the reader was, unless a page of it is asked for."""
        self._leave()
        self._go(version, self._way_to(version, page))

    def show_passage(self, passage: "Passage") -> None:
        """Opens a page with a passage selected, ready to be attached."""
        self._leave()
        self._go(passage.version, Going(passage.page, passage.quote.rects, quote=passage.quote))

    def _show_chosen(self, version: str, page: int) -> None:
        """What a list has chosen, where the reader left it: walking over a list is no jump to come back from."""
        if version != self.version or page >= 0:
            self._go(version, self._way_to(version, page))

    def _way_to(self, version: str, page: int = WHERE_LEFT) -> Going:
        spot = left_at(self._context.arranged, version) if page == WHERE_LEFT else None
        return Going(max(page, 0), spot=spot)

    def _keep_place(self) -> None:
        spot = self.place() if self._shown == self.version else None
        if spot is not None:
            keep(self._context.arranged, spot)

    # the way back

    def _here(self) -> Step | None:
        page = self.canvas.page
        return Step(self.version, page) if self.version and page >= 0 else None

    def _leave(self) -> None:
        if here := self._here():
            self._trail.leave(here)

    def _copy_quote(self) -> None:
        """The selected words with where they stand, for a letter or a note elsewhere."""
        selection, paper, tr = self.canvas.selection, self._paper, self._context.tr
        if selection is None or not selection.text or paper is None:
            return
        part = selection.quote.part if selection.quote is not None else ""
        place = place_words(tr, selection.page, part)
        words = tr("“{quote}” ({document}, {place})", quote=selection.text, document=paper.name, place=place)
        QGuiApplication.clipboard().setText(words)

    def _highlight(self, kind: HighlightKind) -> None:
        """Marks what is selected, the page as a whole where nothing is; the same key again takes the mark away."""
        selection, page = self.canvas.selection, self.canvas.page
        if not self.version or page < 0:
            return
        if selection is not None and selection.rects:
            self._desk.highlight(selection.place(self.version), kind)
            self.canvas.select(None)
        else:
            self._desk.highlight(Place(version=self.version, page=page), kind)

    def _jump(self, page: int) -> None:
        self._leave()
        self.canvas.go_to_page(page)

    def _retrace(self, step: Callable[[Step], Step | None]) -> None:
        if (here := self._here()) and (to := step(here)):
            self._go(to.version, Going(to.page))

    def _go(self, version: str, going: Going) -> None:
        record = self._desk.record
        if version == self.version and self.pictures.info is not None:
            self._arrive(going)
            return
        paper = paper_of(record, version) if record is not None else None
        if record is not None and paper is not None:
            self._open(paper, going)
            self.toolbar.show_papers(partial(papers, record), paper)
            self._show_marks(record)

    def _open(self, paper: Paper, going: Going) -> None:
        self._shown = ""
        self._paper, self._going = paper, going
        self.gesture.version = paper.version.id
        self.notice.show_version(paper.version)
        self.canvas.select(None)
        self.canvas.clear()
        self.banner.hide()
        self.toolbar.show_page(-1, 0)
        self._body.setCurrentWidget(self.canvas)
        if self._engine is not None and paper.sha256:
            self.pictures.open(self._engine, paper.sha256)
        self._desk.show_document(paper.version.id)

    def _opened(self, info: ViewInfo) -> None:
        going, self._going = self._going, Going()
        left = going.spot or left_at(self._context.arranged, self.version)
        if left is not None:
            self.pictures.set_turn(left.turn)
        self.canvas.show_info(info)
        if left is not None:
            self.canvas.set_zoom(left.fit, left.scale)
        self._body.setCurrentWidget(self.canvas)
        self._show_page(self.canvas.page)
        self.toolbar.show_scale(self.canvas.scale)
        self._arrive(going)
        self._shown = self.version
        self._keep_place()

    def _arrive(self, going: Going) -> None:
        spot = going.spot
        if spot is not None:
            self.canvas.set_zoom(spot.fit, spot.scale)
            self.canvas.go_to_page(spot.page, spot.part)
        elif going.rects:
            self.canvas.reveal(going.page, going.rects)
        else:
            self.canvas.go_to_page(going.page)
        if going.quote is not None:
            self.gesture.select_hit(Selection(going.page, quote=going.quote))

    def _refused(self, error: UserError) -> None:
        """The document cannot be shown at all: why, and what to do."""
        if self._refusal is not None:
            self._empty.removeWidget(self._refusal)
            self._refusal.deleteLater()
        tr = self._context.tr
        what = tr("This document cannot be shown.")
        self._refusal = EmptyState(self._context, "page-blank", what, tr.error(error))
        self._empty.addWidget(self._refusal)
        self._empty.setCurrentWidget(self._refusal)
        self._body.setCurrentWidget(self._empty)

    def _close(self) -> None:
        self.canvas.select(None)
        self.pictures.forget()
        self.canvas.clear()
        self.canvas.show_marks({})
        self.canvas.show_highlights({})
        self.gutter.show_marks({})
        self._light("")
        self.banner.hide()
        self._shown, self._paper, self._lot = "", None, ""
        self.notice.show_version(None)
        self._empty.setCurrentWidget(self._no_pages)
        self._body.setCurrentWidget(self._empty)
        self.toolbar.show_papers(tuple, None)
        self.toolbar.show_page(-1, 0)

    def _show_marks(self, record: LotRecord) -> None:
        marks = marks_of(record, self.version)
        self.side.show_parts(record.all(DocumentPart, version=self.version))
        self.side.show_files(files_of(record, self.version))
        self.canvas.show_marks(marks)
        highlights: dict[int, tuple[Highlight, ...]] = {}
        for each in record.all(Highlight, version=self.version):
            highlights[each.page] = (*highlights.get(each.page, ()), each)
        self.canvas.show_highlights(highlights)
        self.gutter.show_marks(marks)

    def _light(self, citation: str) -> None:
        self.canvas.set_current(citation)
        self.gutter.set_current(citation)

    def _page_changed(self, index: int) -> None:
        self._show_page(index)
        self.side.thumbnails.show_page(index)
        self.reading.show()
        self._show_failure(index)

    def _turn(self) -> None:
        """A document that was turned is turned when it is opened again."""
        self.canvas.turn_by(90)
        self._keep_place()

    def _show_side(self, on: bool) -> None:  # noqa: FBT001 - the slot of a toggle
        self.side.setVisible(on)
        if on:
            self.side.show_part(self.side.part)

    def _list_hits(self) -> None:
        self.toolbar.thumbnails.setChecked(True)
        self.side.show_part(HITS)
        self.side.hits.setFocus()

    def _show_page(self, index: int) -> None:
        record = self._desk.record
        beyond = False, False
        if record is not None:
            before, after = (neighbour(record, self.version, step) for step in (-1, 1))
            beyond = before is not None, after is not None
        self.toolbar.show_page(index, self.canvas.pages, self._label(index), beyond)

    def _label(self, index: int) -> str:
        labels = self.pictures.info.labels if self.pictures.info is not None else ()
        return labels[index] if 0 <= index < len(labels) else ""

    def _arrived(self, index: int) -> None:
        if index == self.canvas.page:
            self._show_failure(index)

    def _show_failure(self, index: int) -> None:
        self.banner.show_page(index, self.pictures.page(index) if index >= 0 else None)

    def _step(self, pages: int) -> None:
        page = self.canvas.page + pages
        if 0 <= page < self.canvas.pages:
            self.canvas.go_to_page(page)
        else:
            self._read_on(pages)

    def _read_on(self, step: int) -> None:
        """Into the next file of a document that came as several, or back into the one before."""
        record = self._desk.record
        version = neighbour(record, self.version, step) if record is not None else None
        if version is not None:
            self._go(version.id, Going(0 if step > 0 else max(0, (version.pages or 1) - 1)))

    # the target

    def _choose_target(self) -> None:
        record, tr = self._desk.record, self._context.tr
        if record is None:
            return
        choices = [Choice(ref, f"{tr(label)} · {name}") for ref, label, name in citable(tr, record)]
        picker = FieldPicker(self._context, self, choices)
        picker.chosen.connect(self._desk.set_target)
        picker.closed.connect(picker.deleteLater)
        picker.open(picker.box)

    # coming back after a rebuild

    def place(self) -> Spot | None:
        if self._paper is None or self.pictures.info is None:
            return None
        page, part = self.canvas.place()
        canvas = self.canvas
        return Spot(self.version, page, part, canvas.fit, canvas.scale, self.pictures.turn, canvas.current)

    def restore(self, spot: object) -> None:
        if isinstance(spot, Spot):
            self._light(spot.current)
            self._go(spot.version, Going(spot.page, spot=spot))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.gesture.refresh()


MINIMUM = 360  # px under which no page can be read
