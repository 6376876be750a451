"""The toolbar over the page: document and version, page, zoom, turning, area, find."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from workstation.domain.documents import PageStatus
from workstation.ui.context import UiContext
from workstation.ui.viewer.marks import Paper
from workstation.ui.viewer.selection import Tool
from workstation.ui.viewer.stage import Fit
from workstation.ui.widgets.base import Label, row, surface
from workstation.ui.widgets.buttons import Button, ButtonKind, IconButton

ZOOMS = (0.5, 0.75, 1.0, 1.5, 2.0, 4.0, 8.0)
PAGE_WIDTH = 44
LEAST_NAME = 84  # px of the name of the document in the narrowest viewer
READABLE_NAME = 240  # px up to which a name is worth more than a button that the menu of the zoom holds too


LISTED = 40  # documents in the menu: among more one looks by name
# English keys
_READING = {
    PageStatus.TO_READ: ("eye", "Page to be read"),
    PageStatus.READING: ("book", "Page being read"),
    PageStatus.READ: ("check", "Page read"),
}


class ViewerToolbar(QWidget):
    """Signals carry what was asked for: `paper_chosen(version id)`, `page_asked(index)`, `step_asked(pages)`,
    `zoom_asked(steps)`, `fit_asked(Fit)`, `scale_asked(pixels per point)`, `turn_asked`, `area_toggled(on)`,
    `find_asked`, `thumbnails_toggled(on)`, `search_asked` for a document that is not
    in the menu, `left` for Esc in the page box."""

    paper_chosen = Signal(str)
    page_asked = Signal(int)
    step_asked = Signal(int)
    zoom_asked = Signal(int)
    fit_asked = Signal(object)
    scale_asked = Signal(float)
    turn_asked = Signal()
    area_toggled = Signal(bool)
    find_asked = Signal()
    reading_asked = Signal()
    thumbnails_toggled = Signal(bool)
    search_asked = Signal()
    left = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._papers: Callable[[], Sequence[Paper]] = tuple
        self._paper: Paper | None = None
        self._full_name = ""
        tr = context.tr
        self.setFixedHeight(context.theme.tokens.size.toolbar)
        surface(self, "chrome")
        self.thumbnails = IconButton(context, "thumbnails", tr("Small pages, contents, hits"), key="F7")
        self.thumbnails.setCheckable(True)
        self.document = Button(context, "", kind=ButtonKind.QUIET, icon="page", chevron=True)
        self.version = Button(context, "", kind=ButtonKind.QUIET)
        self._back = IconButton(context, "chevron-left", tr("Page before"), key="PgUp")
        self._next = IconButton(context, "chevron-right", tr("Next page"), key="PgDown")
        self.page = QLineEdit()
        self._count = Label(context, tone="ink2")
        self._smaller = IconButton(context, "zoom-out", tr("Smaller"), key="Ctrl+-")
        self.zoom = Button(context, "100%", kind=ButtonKind.QUIET, name=tr("Zoom"))
        self._larger = IconButton(context, "zoom-in", tr("Larger"), key="Ctrl++")
        self._width = IconButton(context, "fit-width", tr("Fit the width"), key="Ctrl+0")
        self._turn = IconButton(context, "rotate", tr("Turn the page"), key="Ctrl+R")
        self.area = IconButton(context, "area", tr("Select an area"), key="A")
        self.area.setCheckable(True)
        self.reading = IconButton(context, "eye", tr("Page to be read"), key="Ctrl+Shift+D")
        self._find = IconButton(context, "search", tr("Find in the document"), key="Ctrl+F")
        self._build()
        self._connect()

    def _build(self) -> None:
        tr = self._context.tr
        self.page.setFont(self._context.theme.font())
        self.page.setFixedSize(PAGE_WIDTH, self._context.theme.tokens.size.field)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setProperty("compact", True)
        self.page.setTextMargins(-6, 0, -6, 0)
        self.page.setAccessibleName(tr("Page number"))
        self.page.setToolTip(f"{tr('Page number')}  Ctrl+G")
        self.page.installEventFilter(self)
        for part in (
            self._back,
            self._next,
            self._smaller,
            self._larger,
            self._width,
            self._turn,
            self.reading,
            self._find,
        ):
            part.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        self.setLayout(
            row(
                self.thumbnails,
                self.document,
                self.version,
                None,
                self._back,
                self.page,
                self._count,
                self._next,
                4,
                self._smaller,
                self.zoom,
                self._larger,
                self._width,
                self._turn,
                self.area,
                self.reading,
                self._find,
                spacing=0,
                margins=(6, 0, 6, 0),
            )
        )

    def _connect(self) -> None:
        self.thumbnails.toggled.connect(self.thumbnails_toggled)
        self.document.clicked.connect(self._drop_documents)
        self.version.clicked.connect(self._drop_versions)
        self._back.clicked.connect(lambda: self.step_asked.emit(-1))
        self._next.clicked.connect(lambda: self.step_asked.emit(1))
        self.page.returnPressed.connect(self._go)
        self._smaller.clicked.connect(lambda: self.zoom_asked.emit(-1))
        self._larger.clicked.connect(lambda: self.zoom_asked.emit(1))
        self.zoom.clicked.connect(self._drop_zooms)
        self._width.clicked.connect(lambda: self.fit_asked.emit(Fit.WIDTH))
        self._turn.clicked.connect(self.turn_asked)
        self.area.clicked.connect(self.area_toggled)
        self.reading.clicked.connect(self.reading_asked)
        self._find.clicked.connect(self.find_asked)

    # what is shown

    def show_papers(self, papers: Callable[[], Sequence[Paper]], paper: Paper | None) -> None:
        """`papers` are asked for when somebody wants to choose one: a lot may have thousands."""
        self._papers, self._paper = papers, paper
        self._full_name = paper.name if paper else self._context.tr("No document")
        if paper is not None and paper.version.is_scan:
            self._full_name = f"{self._full_name} · {self._context.tr('Scan, no text')}"
        self.document.setEnabled(paper is not None)
        self.version.setVisible(paper is not None and paper.versions > 1)
        if paper is not None:
            self.version.setText(f"v{paper.version.ordinal}")
            self.version.set_name(
                self._context.tr(
                    "Version {number} of {count}", number=paper.version.ordinal, count=paper.versions
                )
            )
        self._fit_name()

    def show_page(
        self, index: int, count: int, label: str = "", beyond: tuple[bool, bool] = (False, False)
    ) -> None:
        """`label` is what the document itself calls the page ("iv"): told where it is not the number. `beyond` says whether
        a file of the same document comes before and after."""
        self.page.setEnabled(count > 0)
        self.page.setValidator(QIntValidator(1, max(count, 1), self.page))
        called = f" · {label}" if label and label != str(index + 1) else ""
        self._count.setText(f"/ {count}{called} " if count else "")
        self._count.setToolTip(
            self._context.tr("The document calls this page {label}.", label=label) if called else ""
        )
        before, after = beyond
        self._back.setEnabled(index > 0 or before)
        self._next.setEnabled(0 <= index < count - 1 or after)
        if not self.page.hasFocus():
            self.page.setText(str(index + 1) if count else "")

    def show_reading(self, status: PageStatus) -> None:
        """The status of the page in the middle, as a picture and in words."""
        icon, words = _READING[status]
        self.reading.set_icon(icon)
        self.reading.set_name(self._context.tr(words))

    def show_scale(self, scale: float) -> None:
        # A point is 1/72 inch and a logical pixel 1/96: 100 % is the size on paper
        self.zoom.setText(f"{round(scale * 75)}%")
        self.zoom.setAccessibleName(f"{self._context.tr('Zoom')} {self.zoom.text()}")

    def show_tool(self, tool: Tool) -> None:
        self.area.setChecked(tool is Tool.AREA)

    def ask_page(self) -> None:
        """Ctrl+G: the page box takes the focus."""
        self.page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.page.selectAll()

    def _fit_name(self) -> None:
        """The name gets what the buttons leave, and tells itself in full as a tooltip. Buttons give way to it."""
        fixed = 2 * 8 + 16 + 6 + 12 + 6 + 4
        metrics = self._context.theme.metrics()
        wanted = min(metrics.horizontalAdvance(self._full_name) + fixed + 2, READABLE_NAME)
        spare = (self._turn, self._smaller, self._larger, self._width)
        for count in range(len(spare) + 1):
            for place, button in enumerate(spare):
                button.setVisible(place >= count)
            room = max(LEAST_NAME, self.width() - self._taken() - PAGE_WIDTH - 24)
            if room >= wanted:
                break
        self.document.setText(metrics.elidedText(self._full_name, Qt.TextElideMode.ElideRight, room - fixed))
        self.document.setAccessibleName(f"{self._context.tr('Document')} {self._full_name}")
        self.document.setToolTip(self._full_name)

    def _taken(self) -> int:
        """Pixels of all but the name and the number of the page."""
        return sum(
            part.sizeHint().width()
            for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if part is not self.document and not part.isHidden() and part is not self.page
        )

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type] # Qt passes a QResizeEvent
        self._fit_name()

    # what is asked

    def _go(self) -> None:
        text = self.page.text()
        if text.isdigit():
            self.page_asked.emit(int(text) - 1)
            self.left.emit()

    def _drop_documents(self) -> None:
        seen: set[str] = set()
        menu = self._menu()
        for paper in self._papers():
            if paper.version.document not in seen:
                seen.add(paper.version.document)
                if len(seen) <= LISTED:
                    self._entry(menu, paper.name, paper)
        if len(seen) > LISTED:
            said = self._context.tr("{count} more: search by name …", count=len(seen) - LISTED)
            menu.addSeparator()
            menu.addAction(f"{said}\tCtrl+K").triggered.connect(self.search_asked)
        self._popup(menu, self.document)

    def _drop_versions(self) -> None:
        menu = self._menu()
        now = self._paper
        for paper in self._papers():
            if now is not None and paper.version.document == now.version.document:
                text = f"v{paper.version.ordinal}  {paper.version.file_name or ''}".strip()
                self._entry(menu, text, paper)
        self._popup(menu, self.version)

    def _entry(self, menu: QMenu, text: str, paper: Paper) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.setData(paper.version.id)
        action.setCheckable(True)
        shown = self._paper.version.id if self._paper else ""
        action.setChecked(paper.version.id == shown)
        action.triggered.connect(lambda: self.paper_chosen.emit(paper.version.id))

    def _drop_zooms(self) -> None:
        tr, menu = self._context.tr, self._menu()
        menu.addAction(tr("Fit the width")).triggered.connect(lambda: self.fit_asked.emit(Fit.WIDTH))
        menu.addAction(tr("Fit the page")).triggered.connect(lambda: self.fit_asked.emit(Fit.PAGE))
        for zoom in ZOOMS:
            action = menu.addAction(f"{zoom:.0%}")
            action.triggered.connect(lambda _=False, zoom=zoom: self.scale_asked.emit(zoom / 0.75))
        menu.addSeparator()
        menu.addAction(f"{tr('Smaller')}\tCtrl+-").triggered.connect(lambda: self.zoom_asked.emit(-1))
        menu.addAction(f"{tr('Larger')}\tCtrl++").triggered.connect(lambda: self.zoom_asked.emit(1))
        menu.addAction(f"{tr('Turn the page')}\tCtrl+R").triggered.connect(self.turn_asked)
        self._popup(menu, self.zoom)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setFont(self._context.theme.font())
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _popup(self, menu: QMenu, button: QWidget) -> None:
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if (
            watched is self.page
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.left.emit()
            return True
        return False
