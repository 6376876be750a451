"""Ctrl+E: from what is selected on the page to the evidence of a field."""

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from workstation.application.records import FieldRef
from workstation.domain.citations import Evidence
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.viewer.attach_card import AttachCard
from workstation.ui.viewer.canvas import Canvas
from workstation.ui.viewer.proposal import Proposal, options_of, propose
from workstation.ui.viewer.selection import Selection, has_text
from workstation.ui.viewer.target_bar import TargetBar
from workstation.ui.widgets.base import announce

ROOM_ABOVE = 4  # px that stay over a selection that is scrolled up


class Gesture(QObject):
    """Keeps the card at the selection and carries it out. `version` is that of the pages shown. The card comes only when a
    field is asked for: there is a target, and the words were selected by the reader, not by a hit that was opened.
    Signals: `target_wanted` when a field has to be chosen first, `lit(citation id)` when a passage was attached."""

    target_wanted = Signal()
    lit = Signal(str)

    def __init__(self, desk: Desk, canvas: Canvas, bar: TargetBar, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._canvas = canvas
        self._bar = bar
        self._host = host
        self._typed = ""
        self._makes_room = False
        self._arriving = self._quiet = (
            False  # a hit is being selected; what is selected came so, and nobody asked yet
        )
        self._proposal = Proposal()
        self._attaching = False
        self._attached: FieldRef | None = None
        self.version = ""
        self.card = AttachCard(desk.context, host)
        self.card.fill_asked.connect(self.fill)
        self.card.attach_asked.connect(self.attach_only)
        self.card.change_asked.connect(self.target_wanted)
        self.card.read.connect(self._read)
        self.card.left.connect(canvas.setFocus)
        canvas.selected.connect(self._selected)
        canvas.typed.connect(self._type)
        canvas.moved.connect(self._follow)
        desk.target_changed.connect(self._target_changed)
        desk.attached.connect(self._after_attaching)
        desk.problem.connect(self._refused)
        bar.show_target(desk.target)

    @property
    def proposal(self) -> Proposal:
        return self._proposal

    def show_record(self, record: LotRecord) -> None:
        """A new reading of the lot: the passage that was just attached is lit."""
        ref, self._attached = self._attached, None
        if ref is not None:
            found = record.all(Evidence, row_entity=ref.entity, row=ref.row, field=ref.field)
            newest = max((item for item in found if item.citation), key=lambda item: item.id, default=None)
            if newest is not None and newest.citation:
                self.lit.emit(newest.citation)
        self.refresh()

    def refresh(self) -> None:
        """What the card says about the selection as it is now."""
        selection, target, record = self._canvas.selection, self._desk.target, self._desk.record
        if selection is None or self._canvas.is_dragging:
            self._proposal = Proposal()
            self.card.hide()
            return
        if target is None or record is None:
            self._proposal = Proposal()
            self.card.hide()
            return
        desk, ref = self._desk, target.ref
        options = options_of(desk.context, record, ref, desk.parties)
        text = self._typed or selection.text
        currency = desk.currency_of(ref.entity, ref.row)
        proposal = propose(desk.context, record, ref, text, currency, options=options)
        if not text.strip():
            proposal = Proposal(note=self._wordless(selection.page, listed=bool(options)), doubt=True)
        self._proposal = proposal
        typing = not selection.text or proposal.value is None or bool(self._typed)
        self.card.show_proposal(target, proposal, typing=typing, options=options)
        self._stand(make_room=True)

    def _wordless(self, page: int, *, listed: bool) -> str:
        """Why nothing could be read: the page is a scan, or the area is empty."""
        tr, text = self._desk.context.tr, self._canvas.text_of(page)
        if text is not None and not has_text(text):
            if listed:
                return tr("This page is a scan without text: choose what you read.")
            return tr("This page is a scan without text: type what you read.")
        return tr("There is no text in this area: type what you read.")

    # what a person does

    def fill(self) -> None:
        """Ctrl+E: attaches the selection, and the field takes what it says where it has no page of its own. What could not be
        read is asked for: a page without a value is attached by Ctrl+Shift+E alone."""
        target, selection = self._desk.target, self._canvas.selection
        if target is not None and selection is not None and self._proposal.value is None:
            self._quiet = False
            if self._is_in_sight():
                self.refresh()
                self.card.ask()
            return
        self._attach(says=self._proposal.value, fill=self._proposal.fill)

    def attach_only(self) -> None:
        """Ctrl+Shift+E: the page stands behind the field as it is; a value that was read is kept beside it."""
        says = None if self._proposal.words or self._proposal.doubt else self._proposal.value
        self._attach(says=says, fill=False)

    def _attach(self, *, says: object, fill: bool) -> None:
        selection = self._canvas.selection
        if self._attaching:
            return
        if self._desk.target is None:
            self.target_wanted.emit()
        elif selection is None or not selection.rects:
            self._bar.show_hint(missing=True)
        elif self._is_in_sight():
            self._attaching = True
            self._desk.attach(selection.place(self.version), says, fill=fill)

    def _is_in_sight(self) -> bool:
        """Whether the row of the target is shown; one that is not comes forward, and the next Ctrl+E is for it."""
        desk = self._desk
        if desk.target is None or desk.in_sight(desk.target.ref):
            return True
        self._quiet = False
        desk.focus_field(desk.target.ref)
        self._canvas.setFocus()
        self.refresh()
        return False

    # what happens

    def select_hit(self, selection: Selection) -> None:
        """Selects the words of a hit that was opened: no card covers the page until a field is asked for."""
        self._arriving = True
        self._canvas.select(selection)
        self._arriving = False

    def _selected(self, selection: object) -> None:
        if not self._canvas.is_dragging or selection is None:
            self._typed = ""
            self.card.line.clear()
        self._quiet = self._arriving
        if selection is not None:
            self._attaching = False
            self._bar.show_hint()
        self.refresh()
        if not self.card.isHidden():
            announce(self._canvas, self.card.accessibleDescription())

    def _target_changed(self, target: object) -> None:
        self._bar.show_target(target)  # type: ignore[arg-type] # the signal carries Target or None
        self._quiet = False
        self.refresh()

    def _read(self, text: str) -> None:
        self._typed = text
        self.refresh()

    def _type(self, text: str) -> None:
        if not self.card.isHidden() and not self.card.line.isHidden():
            self.card.type(text)

    def _after_attaching(self, ref: FieldRef) -> None:
        self._attaching = False
        self._attached = ref
        if self.card.line.hasFocus():
            self._canvas.setFocus()
        self._canvas.select(None)

    def _refused(self, _: object) -> None:
        self._attaching = False

    def _follow(self) -> None:
        """The page was scrolled."""
        if not self._makes_room:
            self._stand(make_room=False)

    def _stand(self, *, make_room: bool) -> None:
        """The card stays at its selection; it goes while the selection is out of sight. It never covers it: a page on which
        there is no room above or below is scrolled for a new selection, and scrolled by hand the card waits."""
        anchor = self._canvas.selection_rect() if self._canvas.selection else None
        if anchor is None or self._canvas.is_dragging or self._quiet or self._desk.target is None:
            if not self.card.line.hasFocus():
                self.card.hide()
            return
        host = self._host
        view = self._canvas.viewport()
        top_left = view.mapTo(host, anchor.topLeft())
        room = QRect(view.mapTo(host, view.rect().topLeft()), view.size())
        self.card.set_room(room.width())
        covered = self.card.point_at(QRect(top_left, anchor.size()), room)
        if covered and make_room:
            bar, self._makes_room = self._canvas.verticalScrollBar(), True
            bar.setValue(bar.value() + min(covered, max(anchor.top() - ROOM_ABOVE, 0)))
            self._makes_room = False
            moved = self._canvas.selection_rect() or anchor
            self.card.point_at(QRect(view.mapTo(host, moved.topLeft()), moved.size()), room)
        elif (
            covered and anchor.height() + self.card.height() < room.height() and not self.card.line.hasFocus()
        ):
            self.card.hide()
