"""Notes of a lot: a list of headings and the text beside it, kept as soon as one leaves it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.notes import Note
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.note_editors import BodyEditor, HeadingEditor
from workstation.ui.widgets.base import Rule, row, surface
from workstation.ui.widgets.buttons import Button, IconButton
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.values import EmptyAction, TwoLines

LIST_WIDTH = 200
TEXT_WIDTH = 620  # about 72 characters of 15 px


class NotesPanel(QWidget):
    """A note is kept when the focus leaves its heading or its text; Ctrl+Z takes the change back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._notes: dict[str, Note] = {}
        self._shown = ""
        self._begin_with = ""
        surface(self, "canvas")
        self.table = RecordTable(self._context, self._spec())
        self.table.current_changed.connect(self._show)
        self.heading = HeadingEditor(self._context)
        self.body = BodyEditor(self._context)
        self.table.row_activated.connect(lambda _: self.body.setFocus())
        self.heading.committed.connect(lambda text: self._keep("heading", text))
        self.body.committed.connect(lambda text: self._keep("body", text))
        self.heading.entered.connect(lambda: self._target("heading"))
        self.body.entered.connect(lambda: self._target("body"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pages())
        self._stack.addWidget(self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _spec(self) -> TableSpec[Note]:
        tr = self._context.tr

        def title(note: Note) -> TwoLines:
            first = (note.body or "").strip().partition("\n")[0]
            written = f"{note.written_at:%Y-%m-%d}" if note.written_at else ""
            return TwoLines(note.heading or first or tr("Untitled"), written, strong=False)

        column: Column[Note] = Column(
            key="note", title=tr("Notes"), value=title, kind=Cell.TWO_LINES, stretch=True
        )
        return TableSpec(name=tr("Notes"), key=lambda note: note.id, two_lines=True, columns=(column,))

    def _pages(self) -> QWidget:
        context, tr = self._context, self._context.tr
        new = Button(context, tr("New note"), icon="plus")
        new.clicked.connect(self.add_note)
        self.remove = IconButton(context, "trash", tr("Remove this note"))
        self.remove.clicked.connect(self._remove)
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(row(new, None, margins=(12, 8, 8, 8)))
        left.addWidget(self.table, 1)
        text = QVBoxLayout()
        text.setContentsMargins(24, 10, 24, 12)
        text.setSpacing(6)
        head = row(spacing=4)
        head.addWidget(self.heading, 1)
        head.addWidget(self.remove)
        text.addLayout(head)
        text.addWidget(self.body, 1)
        self.heading.setMaximumWidth(TEXT_WIDTH)
        self.body.setMaximumWidth(TEXT_WIDTH)
        pages = QWidget()
        box = QHBoxLayout(pages)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(side)
        box.addWidget(Rule(context, upright=True))
        box.addLayout(text, 1)
        return pages

    def _empty(self) -> EmptyState:
        tr = self._context.tr
        hint = tr("Write down what no field holds: a call, a doubt, what the neighbour said.")
        actions = [EmptyAction("new", tr("New note"), "plus")]
        empty = EmptyState(self._context, "note", tr("No notes yet."), hint, actions=actions)
        empty.chosen.connect(lambda _: self.add_note())
        return empty

    def show_record(self, record: LotRecord) -> None:
        notes = record.all(Note)
        self._notes = {note.id: note for note in notes}
        self.table.set_rows(notes)
        self._stack.setCurrentIndex(0 if notes else 1)
        if self._shown not in self._notes and notes:
            self._shown = notes[-1].id
            self.table.select_id(self._shown)
        self._show(self._shown)
        if self._begin_with in self._notes:
            self._begin_with = ""
            self._begin()
        self._desk.set_field_order(
            [FieldRef("note", note.id, name) for note in notes for name in ("heading", "body")]
        )

    def _show(self, identity: str) -> None:
        note = self._notes.get(identity)
        if note is None:
            return
        if identity != self._shown:
            self.heading.commit()
            self.body.commit()
        self._shown = identity
        self.heading.show_text(note.heading or "")
        self.body.show_text(note.body or "")

    def add_note(self) -> None:
        """A new note, ready to be written in."""
        heading = self._context.tr("Untitled")
        now = self._desk.services.clock()
        self._desk.add("note", {"heading": heading, "written_at": now}, self._added)

    def _added(self, identity: str) -> None:
        self._shown = identity
        self._begin_with = identity

    def _begin(self) -> None:
        self.table.select_id(self._shown)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.heading.selectAll()

    def _keep(self, field: str, text: str) -> None:
        if self._shown in self._notes:
            self._desk.edit(FieldRef("note", self._shown, field), text or None)

    def _target(self, field: str) -> None:
        if self._shown in self._notes:
            self._desk.set_target(FieldRef("note", self._shown, field))

    def _remove(self) -> None:
        if self._shown in self._notes:
            self._desk.remove("note", self._shown)
