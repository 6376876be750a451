"""Notes of a lot: a list of headings and the text beside it, kept as soon as one leaves it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.ports.drafts import Draft
from workstation.application.records import FieldRef
from workstation.domain.checklists.answers import Severity
from workstation.domain.citations import Citation
from workstation.domain.evidence import has_lapsed
from workstation.domain.notes import Note, NoteTemplate
from workstation.domain.record import LotRecord
from workstation.domain.rich_text import LineKind, plain
from workstation.language.pinyin import says
from workstation.ui.desk import Desk, document_name
from workstation.ui.keyboard import PanelKeys
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.note_drafts import NoteDrafts
from workstation.ui.panels.note_editors import BodyEditor, HeadingEditor
from workstation.ui.widgets.banner import Banner
from workstation.ui.widgets.base import Label, Rule, row, surface
from workstation.ui.widgets.buttons import Button, IconButton, mark_writing
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.values import (
    BannerAction,
    BannerText,
    Chip,
    ChipState,
    EmptyAction,
    TwoLines,
)
from workstation.ui.widgets.words import place_words

DRAFT_AFTER = 1000  # ms after the last key
LIST_WIDTH = 200
LONGEST_NAME = 28  # characters of a document's name in a chip
TEXT_WIDTH = 620  # about 72 characters of 15 px


class NotesPanel(QWidget):
    """A note is kept when the focus leaves its heading or its text; Ctrl+Z takes the change back. What is being
    written is drafted a second after the last key, and read back after a crash."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._notes: dict[str, Note] = {}
        self._shown = ""
        self._begin_with = ""
        self._drafts = NoteDrafts(desk)
        self._record: LotRecord | None = None
        self._chips: dict[str, Chip] = {}  # of the places that the shown texts cite
        self._offered: Draft | None = None  # unsaved text that a person is asked about
        self._restored = ""  # the note whose editor holds what came back, until it is kept or discarded
        self._drafting = QTimer(self)
        self._drafting.setSingleShot(True)
        self._drafting.setInterval(DRAFT_AFTER)
        self._drafting.timeout.connect(self._draft)
        surface(self, "canvas")
        self.table = RecordTable(self._context, self._spec())
        self.table.current_changed.connect(self._show)
        self._editors()
        self.filter = self._filter_box()
        self.restored = Banner(self._context)
        self.restored.chosen.connect(self._choose)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._pages())
        self._stack.addWidget(self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.restored)
        layout.addWidget(self._stack)
        self._keys = PanelKeys(
            self,
            {"Ctrl+F": self._ask, "F3": lambda: self._step(1), "Shift+F3": lambda: self._step(-1)},
        )
        desk.read(desk.services.drafts.all, self._take_drafts, to=self)

    def _editors(self) -> None:
        self.heading = HeadingEditor(self._context)
        self.body = BodyEditor(self._context, self._chip)
        self.table.row_activated.connect(lambda _: self.body.setFocus())
        self.heading.committed.connect(lambda text: self._keep("heading", text))
        self.body.committed.connect(lambda text: self._keep("body", text))
        self.heading.entered.connect(lambda: self._target("heading"))
        self.body.entered.connect(lambda: self._target("body"))
        self.body.textChanged.connect(self._drafting.start)
        self.body.caret_moved.connect(lambda line, at: self._desk.set_caret((line, at)))
        self.body.place_chosen.connect(self._desk.open_citation)

    def _filter_box(self) -> FilterBox:
        box = FilterBox(self._context, self._context.tr("Find in notes"))
        box.changed.connect(self._find)
        box.left.connect(self.table.setFocus)
        self.table.key_typed.connect(lambda _, key: box.setFocus() if key == "/" else None)
        return box

    def _spec(self) -> TableSpec[Note]:
        tr = self._context.tr

        def title(note: Note) -> TwoLines:
            first = plain(note.body or "").strip().partition("\n")[0]
            written = f"{note.written_at:%Y-%m-%d}" if note.written_at else ""
            if self._drafts.wait_for(note):
                written = " · ".join(part for part in (written, tr("unsaved text")) if part)
            return TwoLines(note.heading or first or tr("Untitled"), written, strong=False)

        column: Column[Note] = Column(
            key="note", title=tr("Notes"), value=title, kind=Cell.TWO_LINES, stretch=True
        )
        return TableSpec(
            name=tr("Notes"), key=lambda note: note.id, two_lines=True, columns=(column,), match=_says
        )

    def _pages(self) -> QWidget:
        context, tr = self._context, self._context.tr
        self.new = Button(context, tr("New note"), icon="plus", chevron=True)
        self.new.clicked.connect(self._drop_templates)
        self.remove = IconButton(context, "trash", tr("Remove this note"))
        self.remove.clicked.connect(self._remove)
        mark_writing(self.new, self.remove)
        side = QWidget()
        side.setFixedWidth(LIST_WIDTH)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(row(self.new, None, margins=(12, 8, 8, 8)))
        left.addLayout(row(self.filter, margins=(12, 0, 8, 8)))
        left.addWidget(self.table, 1)
        text = QVBoxLayout()
        text.setContentsMargins(24, 10, 24, 12)
        text.setSpacing(6)
        head = row(spacing=4)
        head.addWidget(self.heading, 1)
        head.addWidget(self.remove)
        text.addLayout(head)
        text.addLayout(self._looks())
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

    def _looks(self) -> QHBoxLayout:
        """The looks of the text, each with its key."""
        tr, body = self._context.tr, self.body
        box = row(spacing=2)
        for icon, name, key, act in (
            ("bold", tr("Bold"), "Ctrl+B", body.toggle_bold),
            ("italic", tr("Italic"), "Ctrl+I", body.toggle_italic),
            ("heading", tr("Heading"), "Ctrl+T", lambda: body.toggle(LineKind.HEADING)),
            ("bullets", tr("List"), "Ctrl+L", lambda: body.toggle(LineKind.BULLET)),
        ):
            button = IconButton(self._context, icon, name, key=key)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the text keeps the focus, and its selection
            button.clicked.connect(act)
            box.addWidget(button)
        self.hits = Label(self._context, tone="ink2")
        box.addStretch(1)
        box.addWidget(self.hits)
        return box

    def _empty(self) -> EmptyState:
        tr = self._context.tr
        hint = tr("Write down what no field holds: a call, a doubt, what the neighbour said.")
        actions = [EmptyAction("new", tr("New note"), "plus", writes=True)]
        empty = EmptyState(self._context, "note", tr("No notes yet."), hint, actions=actions)
        empty.chosen.connect(lambda _: self.add_note())
        return empty

    def show_record(self, record: LotRecord) -> None:
        notes = record.all(Note)
        if self._record is not None and self._record.lot.id != record.lot.id:
            self._leave()  # what was typed belongs to a note of the lot that was open
        self._record, self._chips = record, {}
        self._notes = {note.id: note for note in notes}
        self.table.set_rows(notes)
        self._stack.setCurrentIndex(0 if notes else 1)
        if self._shown not in self._notes:
            self._leave()
            self._shown = notes[-1].id if notes else ""
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
            self._leave()
        self._shown = identity
        self.heading.show_text(note.heading or "")
        if identity != self._restored:
            self.body.show_text(note.body or "")
            self._restore(note)
        self._mark_hits()

    def _leave(self) -> None:
        """Another note comes into the editors: what was typed is kept, and unsaved text that was not decided on is
        offered again when its own note comes back."""
        self.heading.commit()
        self._commit()
        self._drafts.leave()
        self._offered, self._restored = None, ""
        self.restored.hide()

    def _commit(self) -> None:
        if not self.body.half_typed:  # what was typed was taken back
            self._drafts.discard(self._drafts.let_go())
        self.body.commit()

    def _chip_of(self, record: LotRecord, citation: Citation) -> Chip:
        """How a place is shown inside the text: document and page, as it stands now."""
        tr = self._context.tr
        name = document_name(record, citation.version)
        short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
        word = f"{short} {place_words(tr, citation.page, citation.part)}".strip()
        state = ChipState.BROKEN if has_lapsed(record, citation) else ChipState.EVIDENCED
        return Chip(state, word, tr("{document} page {page}", document=name, page=citation.page + 1))

    def _chip(self, citation: str, word: str) -> Chip:
        """A place that is gone keeps the word it was written with."""
        found = self._chips.get(citation)
        if found is None:
            place = self._record.get(Citation, citation) if self._record is not None else None
            gone = Chip(ChipState.BROKEN, word, word)
            found = gone if place is None or self._record is None else self._chip_of(self._record, place)
            self._chips[citation] = found
        return found

    # finding

    def _find(self, words: str) -> None:
        self.table.set_filter(words)
        self._mark_hits()

    def _mark_hits(self) -> None:
        words = self.filter.text().split()
        count = self.body.mark_words(words)
        self.hits.setText(self._context.tr("{count} found", count=count) if words else "")

    def _ask(self) -> None:
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _step(self, step: int) -> None:
        """To the next hit: of this note, then of the next note that the filter leaves."""
        words, model = self.filter.text().split(), self.table.records
        if not words or self.body.step_to(words, step) or not model.rowCount():
            return
        place = ((model.place_of(self._shown) or 0) + step) % model.rowCount()
        self.table.select_id(model.id_at(place))
        edge = QTextCursor.MoveOperation.Start if step > 0 else QTextCursor.MoveOperation.End
        self.body.moveCursor(edge)
        self.body.step_to(words, step)

    def _drop_templates(self) -> None:
        """Blank, or begun with what a visit, a call or a search should answer."""
        tr = self._context.tr
        menu = QMenu(self)
        menu.setFont(self._context.theme.font())
        menu.addAction(tr("Blank note"))
        for template in self._desk.services.note_templates():
            menu.addAction(self._context.choice_word(template.kind)).setData(template)
        menu.triggered.connect(lambda action: self.add_note(action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.new.mapToGlobal(self.new.rect().bottomLeft()))

    def add_note(self, template: NoteTemplate | None = None) -> None:
        """A new note, ready to be written in."""
        tr = self._context.tr
        values: dict[str, Any] = {"heading": tr("Untitled"), "written_at": self._desk.services.clock()}
        if template is not None:
            values["heading"] = self._context.choice_word(template.kind)
            values["kind"] = template.kind
            values["body"] = template.zh if tr.is_chinese else template.en
        self._desk.add("note", values, self._added)

    # drafts

    def _draft(self) -> None:
        """What stands in the editor and not in the record; none while they agree."""
        note, text = self._notes.get(self._shown), self.body.kept_text()
        if note is None:
            return
        if not self.body.half_typed or text.strip() == (note.body or "").strip():
            self._drafts.discard(self._drafts.let_go())
        else:
            self._drafts.write(note, text)

    def _take_drafts(self, found: Sequence[Draft]) -> None:
        if self._desk.services.read_only:  # who may write types it still, or is offered it
            return
        self._drafts.take(found)
        self.table.viewport().update()
        if self._shown in self._notes:
            self._restore(self._notes[self._shown])

    def _restore(self, note: Note) -> None:
        """What a crash took comes back into the editor; it is kept when the focus leaves, as all that is typed. Where
        the note was changed since, or is being typed into, a person chooses. Of several, one after the other."""
        draft = self._drafts.next_of(note) if self._offered is None else None
        if draft is None:
            return
        tr = self._context.tr
        when = f"{draft.at.astimezone():%Y-%m-%d %H:%M}"
        discard = BannerAction("discard", tr("Discard it"))
        if draft.base != (note.body or "") or self.body.half_typed:
            self._offered = draft
            what = tr("There is unsaved text of {when}; the note was changed since.", when=when)
            shown, actions = (
                BannerText(Severity.LOW, what, ""),
                [BannerAction("put", tr("Put it in")), discard],
            )
        else:
            self._put_back(draft)
            what, why = (
                tr("Unsaved text of {when} is back.", when=when),
                tr("It is kept when you leave the note."),
            )
            shown, actions = BannerText(Severity.LOW, what, why, can_close=True), [discard]
        self.restored.show_banner(shown, actions)

    def _put_back(self, draft: Draft) -> None:
        """In place of what the record holds: nothing is half-typed."""
        self._drafts.discard(self._drafts.let_go())
        self._restored = draft.row
        self._drafts.put_back(draft)
        self.body.put(draft.text)

    def _choose(self, action: str) -> None:
        """What becomes of unsaved text; the one that was asked about is that of the shown note (`_leave`)."""
        offered, self._offered = self._offered, None
        self.restored.hide()
        if action == "put" and offered is not None:
            self._commit()  # what was typed meanwhile
            self._put_back(offered)
            return
        if offered is not None:
            self._drafts.discard(offered)
        else:
            self._take_out()
        if self._shown in self._notes:
            self._restore(self._notes[self._shown])

    def _take_out(self) -> None:
        """What came back does not stand in the editor any more."""
        note, self._restored = self._notes.get(self._shown), ""
        self._drafts.discard(self._drafts.let_go())
        if note is not None:
            self.body.put(note.body or "")

    def _added(self, identity: str) -> None:
        self._leave()
        self._shown = identity
        self._begin_with = identity

    def _begin(self) -> None:
        self.table.select_id(self._shown)
        self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self.heading.selectAll()

    def _keep(self, field: str, text: str) -> None:
        if self._shown not in self._notes:
            return
        draft = self._drafts.let_go() if field == "body" else None
        self._desk.edit_note(FieldRef("note", self._shown, field), text, draft)
        if field == "body" and self._offered is None:  # an offer stands until it is decided on
            self._restored = ""
            self.restored.hide()

    def _target(self, field: str) -> None:
        if self._shown in self._notes:
            self._desk.set_target(FieldRef("note", self._shown, field))

    def _remove(self) -> None:
        if self._shown in self._notes:
            self._desk.remove_note(self._shown, self._drafts.forget)


def _says(note: Note, needle: str) -> bool:
    return says(f"{note.heading or ''} {plain(note.body or '')}", needle)
