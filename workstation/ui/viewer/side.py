"""What lies beside the pages: small pages, the document's own contents with the papers named in it, the hits of find."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.application.ports.documents import OutlineEntry
from workstation.domain.documents import DocumentPart
from workstation.language.translator import Translator
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.viewer.find import Hits
from workstation.ui.viewer.pictures import Pictures
from workstation.ui.viewer.thumbnails import Thumbnails
from workstation.ui.widgets.base import Label, surface
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.values import TabItem

PAGES, CONTENTS, HITS = "pages", "contents", "hits"
WIDTH: Final = 232
_DEEPEST: Final = 6  # levels that are set in


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents, or a hit: `place` is the page (0-based) or the number of the hit."""

    id: str
    text: str
    page: int | None
    place: int


class SidePane(QWidget):
    """Signals: `page_chosen(page index)`, `hit_chosen(number of the hit)`, `file_chosen(version id)` for a file of a
    document that came as several."""

    page_chosen = Signal(int)
    hit_chosen = Signal(int)
    file_chosen = Signal(str)

    def __init__(self, context: UiContext, pictures: Pictures) -> None:
        super().__init__()
        self._context = context
        self._pictures = pictures
        self._parts: tuple[DocumentPart, ...] = ()
        self._outline: tuple[OutlineEntry, ...] = ()
        self._files: tuple[tuple[str, str], ...] = ()
        self._lines: dict[str, Line] = {}
        tr = context.tr
        surface(self, "sunken")
        self.setFixedWidth(WIDTH)
        self.thumbnails = Thumbnails(context, pictures)
        self.thumbnails.chosen.connect(self.page_chosen)
        self.contents = RecordTable(context, _spec(tr, tr("Contents")))
        self.hits = RecordTable(context, _spec(tr, tr("Hits")))
        self._none = Label(context, tone="ink2", wrap=True)
        self._none.setContentsMargins(12, 12, 12, 12)
        self.choice = SegmentedControl(context, tr("Beside the pages"))
        self.choice.set_items(
            [
                TabItem(PAGES, tr("Small pages")),
                TabItem(CONTENTS, tr("Contents")),
                TabItem(HITS, tr("Hits")),
            ]
        )
        self.choice.chosen.connect(self.show_part)
        self._stack = QStackedWidget()
        for part in (self.thumbnails, self.contents, self.hits, self._none):
            self._stack.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.choice)
        layout.addWidget(self._stack, 1)
        self._connect()
        self.hide()

    def _connect(self) -> None:
        for table in (self.contents, self.hits):
            table.row_activated.connect(self._choose)
            table.row_peeked.connect(self._choose)
            table.clicked.connect(lambda _, table=table: self._choose(table.current_id() or ""))
        self._pictures.opened.connect(lambda _: self._opened())
        self._pictures.outlined.connect(self._outlined)

    @property
    def part(self) -> str:
        return self.choice.current()

    def show_part(self, key: str) -> None:
        self.choice.set_current(key)
        if key == CONTENTS:
            self._pictures.want_outline()
        self._show()

    def show_parts(self, parts: Sequence[DocumentPart]) -> None:
        """The papers that a person named inside the document; they stand before its own contents."""
        found = tuple(sorted(parts, key=lambda part: (part.first, part.last)))
        if found != self._parts:
            self._parts = found
            self._show()

    def show_files(self, files: Sequence[tuple[str, str]]) -> None:
        """The files that the document came as: version id and name."""
        if tuple(files) != self._files:
            self._files = tuple(files)
            self._show()

    def show_hits(self, hits: Hits) -> None:
        lines = [Line(f"hit{at}", hit.around, hit.page, at) for at, hit in enumerate(hits.found)]
        self._lines = {key: line for key, line in self._lines.items() if not key.startswith("hit")}
        self._lines |= {line.id: line for line in lines}
        self.hits.set_rows(lines)
        self._show()

    def mark_hit(self, place: int) -> None:
        self.hits.select_id(f"hit{place}")

    def _opened(self) -> None:
        self._outline = ()
        if self.isVisible() and self.part == CONTENTS:
            self._pictures.want_outline()
        self._show()

    def _outlined(self, outline: tuple[OutlineEntry, ...]) -> None:
        self._outline = outline
        self._show()

    def _show(self) -> None:
        lines = [
            Line(version, f"{at} · {name}", None, 0) for at, (version, name) in enumerate(self._files, 1)
        ]
        lines += [Line(part.id, f"▸ {part.name}", part.first, part.first) for part in self._parts]
        lines += [
            Line(f"line{at}", f"{'   ' * min(each.level, _DEEPEST)}{each.title}", each.page, each.page or 0)
            for at, each in enumerate(self._outline)
        ]
        self._lines = {key: line for key, line in self._lines.items() if key.startswith("hit")}
        self._lines |= {line.id: line for line in lines}
        self.contents.set_rows(lines)
        tr, key = self._context.tr, self.part
        table = {CONTENTS: self.contents, HITS: self.hits}.get(key)
        if table is None:
            self._stack.setCurrentWidget(self.thumbnails)
        elif table.model().rowCount() == 0:
            self._none.setText(
                tr("This document has no contents of its own.")
                if key == CONTENTS
                else tr("What is found with Ctrl+F is listed here.")
            )
            self._stack.setCurrentWidget(self._none)
        else:
            self._stack.setCurrentWidget(table)
        self.thumbnails.setVisible(table is None)

    def _choose(self, identity: str) -> None:
        line = self._lines.get(identity)
        if line is None:
            return
        if identity in dict(self._files):
            self.file_chosen.emit(identity)
        elif line.page is None:
            return
        elif identity.startswith("hit"):
            self.hit_chosen.emit(line.place)
        else:
            self.page_chosen.emit(line.page)


def _spec(tr: Translator, name: str) -> TableSpec[Line]:
    return TableSpec(
        name=name,
        key=lambda line: line.id,
        compact=True,
        columns=(
            Column(key="text", title=name, value=lambda line: line.text, stretch=True, sortable=False),
            Column(
                key="page",
                title=tr("Page"),
                value=lambda line: "" if line.page is None else line.page + 1,
                kind=Cell.NUMBER,
                width=52,
                sortable=False,
            ),
        ),
    )
