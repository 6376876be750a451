"""The documents of a lot: what each is, how it was read, how many facts rest on it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.citations import Citation, Evidence
from workstation.domain.documents import Document, Version
from workstation.domain.record import LotRecord
from workstation.language.translator import Translator
from workstation.ui.arrivals import paths_of
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.dialogs.files import ask_files, ask_folder
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.reading import UNREAD, outcome_reason, outcome_words
from workstation.ui.widgets.base import Label, row, set_tone, surface
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.values import EmptyAction, FigureTone, KeyHint, Tag, TwoLines


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document by its newest version; `facts` counts the pieces of evidence on any of its versions."""

    document: Document
    version: Version
    versions: int
    facts: int


def document_rows(record: LotRecord) -> list[DocumentRow]:
    resting = Counter(
        citation.version
        for evidence in record.all(Evidence)
        if (citation := record.get(Citation, evidence.citation)) is not None
    )
    rows = []
    for document in record.all(Document):
        versions = sorted(record.all(Version, document=document.id), key=lambda version: version.ordinal)
        if versions:
            facts = sum(resting[version.id] for version in versions)
            rows.append(DocumentRow(document, versions[-1], len(versions), facts))
    return rows


class DocumentsPanel(QWidget):
    """Enter opens in the viewer; files and folders may be dropped anywhere on a lot. Signal: `shown(version id)`."""

    shown = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, DocumentRow] = {}
        context = desk.context
        self._context = context
        tr = context.tr
        surface(self, "canvas")
        self.setAcceptDrops(True)
        self.table = RecordTable(context, documents_spec(context))
        self.table.row_activated.connect(self.open_row)
        self.table.row_peeked.connect(self.open_row)
        self.filter = FilterBox(context, tr("Filter documents"))
        self.filter.changed.connect(self.table.set_filter)
        self.filter.left.connect(self.table.setFocus)
        self._said = Label(context, tone="ink2")
        self._reason = Label(context, tone="high", wrap=True)
        self._reason.setContentsMargins(context.theme.tokens.space.page_inset, 8, 20, 10)
        self.table.current_changed.connect(self._show_reason)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(self._body, 1)
        layout.addWidget(self._reason)
        self._reason.hide()

    @property
    def key_hints(self) -> list[KeyHint]:
        tr = self._context.tr
        return [KeyHint("↵", tr("open")), KeyHint("Ctrl+O", tr("import files"))]

    def _head(self) -> QVBoxLayout:
        context, tr = self._context, self._context.tr
        files = Button(context, tr("Import files …"), icon="import", key="Ctrl+O")
        files.clicked.connect(self.choose_files)
        folder = Button(context, tr("A folder …"), icon="folder")
        folder.clicked.connect(self._choose_folder)
        self.filter.setMinimumWidth(120)
        inset = context.theme.tokens.space.page_inset
        box = QVBoxLayout()
        box.setContentsMargins(inset, 8, inset, 8)
        box.setSpacing(6)
        line = row(files, folder)
        line.addWidget(self.filter, 1)
        box.addLayout(line)
        box.addWidget(self._said)
        return box

    def _empty(self) -> EmptyState:
        tr = self._context.tr
        actions = [
            EmptyAction("files", tr("Import files …"), "import", "Ctrl+O"),
            EmptyAction("folder", tr("A folder …"), "folder"),
        ]
        what = tr("No documents yet.")
        hint = tr("Drop files or folders anywhere on the lot. Originals are kept unchanged.")
        empty = EmptyState(self._context, "page", what, hint, actions=actions)
        empty.chosen.connect(lambda key: self.choose_files() if key == "files" else self._choose_folder())
        return empty

    @property
    def rows(self) -> list[DocumentRow]:
        return list(self._rows.values())

    def show_record(self, record: LotRecord) -> None:
        rows = document_rows(record)
        self._rows = {found.document.id: found for found in rows}
        self.table.set_rows(rows)
        self._said.setText(self._summary(rows))
        self._said.setVisible(bool(rows))
        self._body.setCurrentIndex(0 if rows else 1)
        self._desk.set_field_order(())
        self._show_reason(self.table.current_id() or "")

    def _show_reason(self, document: str) -> None:
        """Why the chosen file could not be read, and what to do: below the table, in full. Of a picture, when and where
        the camera says that it was taken."""
        found = self._rows.get(document)
        reason = outcome_reason(self._context.tr, found.version) if found else ""
        set_tone(self._reason, "high" if reason else "ink2")
        reason = reason or (shot_words(self._context.tr, found.version) if found else "")
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def _summary(self, rows: Sequence[DocumentRow]) -> str:
        tr = self._context.tr
        pages = sum(found.version.pages or 0 for found in rows)
        said = tr("{count} documents, {pages} pages", count=len(rows), pages=pages)
        unread = sum(found.version.outcome in UNREAD for found in rows)
        return tr("{said}, {count} could not be read", said=said, count=unread) if unread else said

    def open_row(self, document: str) -> None:
        found = self._rows.get(document)
        if found is not None:
            self._desk.open_page(found.version.id, 0)
            self.shown.emit(found.version.id)

    def choose_files(self) -> None:
        ask_files(self, self._context.tr, self._take_in)

    def _choose_folder(self) -> None:
        ask_folder(self, self._context.tr, self._take_in)

    def _take_in(self, paths: Sequence[Path]) -> None:
        self._desk.take_in(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_in(paths_of(event.mimeData()))
        event.acceptProposedAction()


def documents_spec(context: UiContext) -> TableSpec[DocumentRow]:
    tr = context.tr

    return TableSpec(
        name=tr("Documents"),
        key=lambda found: found.document.id,
        two_lines=True,
        columns=_columns(tr),
    )


def shot_words(tr: Translator, version: Version) -> str:
    if version.taken_at is None and version.latitude is None:
        return ""
    when = version.taken_at or "—"
    if version.latitude is None or version.longitude is None:
        return tr("Taken {when}, says the camera; no place.", when=when)
    place = f"{version.latitude:f}, {version.longitude:f}"
    return tr("Taken {when} at {place}, says the camera. Neither goes into a memo.", when=when, place=place)


def _name(found: DocumentRow) -> TwoLines:
    path = found.version.source_path or found.version.file_name or ""
    return TwoLines(found.document.name, path if path != found.document.name else "", strong=False)


def _kind(tr: Translator, found: DocumentRow) -> str:
    """What a person called it, else the suffix of the file."""
    suffix = Path(found.version.file_name or "").suffix.removeprefix(".").upper()
    return tr(found.document.kind) if found.document.kind else suffix


def _columns(tr: Translator) -> tuple[Column[DocumentRow], ...]:
    return (
        Column(key="name", title=tr("Document"), value=_name, kind=Cell.TWO_LINES, stretch=True),
        Column(key="kind", title=tr("Kind"), value=lambda found: _kind(tr, found), width=76, drop=1),
        Column(
            key="version",
            title=tr("Version"),
            value=lambda found: Tag(f"v{found.version.ordinal}"),
            kind=Cell.TAG,
            width=60,
            drop=3,
        ),
        Column(
            key="pages",
            title=tr("Pages"),
            value=lambda found: found.version.pages or None,
            kind=Cell.NUMBER,
            width=56,
        ),
        Column(
            key="reading",
            title=tr("Reading"),
            value=lambda found: outcome_words(tr, found.version),
            tone=lambda found: FigureTone.AMBER if found.version.outcome in UNREAD else FigureTone.INK,
            width=170,
        ),
        Column(
            key="facts",
            title=tr("Facts"),
            value=lambda found: found.facts or "",
            sort=lambda found: found.facts,
            kind=Cell.NUMBER,
            width=56,
            drop=2,
        ),
    )
