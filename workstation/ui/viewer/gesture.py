"""Ctrl+E: from what is selected on the page to the evidence of a field."""

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from workstation.application.records import FieldRef
from workstation.domain.citations import Evidence
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.viewer.attach_card import AttachCard
from workstation.ui.viewer.canvas import Canvas
from workstation.ui.viewer.proposal import Proposal, propose
from workstation.ui.viewer.target_bar import TargetBar
from workstation.ui.widgets.base import announce


class Gesture(QObject):
    """Keeps the card at the selection and carries it out. `version` is that of the pages shown. Signals:
    `target_wanted` when a field has to be chosen first, `lit(citation id)` when a passage was attached."""

    target_wanted = Signal()
    lit = Signal(str)

    def __init__(self, desk: Desk, canvas: Canvas, bar: TargetBar, host: QWidget) -> None:
        super().__init__(host)
        self._desk = desk
        self._canvas = canvas
        self._bar = bar
        self._host = host
        self._typed = ""
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
        text = self._typed or selection.text
        self._proposal = (
            propose(
                self._desk.context,
                record,
                target.ref,
                text,
                self._desk.currency_of(target.ref.entity, target.ref.row),
            )
            if target is not None and record is not None
            else Proposal()
        )
        unread = not selection.text or (target is not None and self._proposal.value is None)
        self.card.show_proposal(
            target, self._proposal, typing=target is not None and (unread or bool(self._typed))
        )
        self._follow()

    # what a person does

    def fill(self) -> None:
        """Ctrl+E: attaches the selection, and the field takes what it says where it has no page of its own."""
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
        else:
            self._attaching = True
            self._desk.attach(selection.place(self.version), says, fill=fill)

    # what happens

    def _selected(self, selection: object) -> None:
        if not self._canvas.is_dragging or selection is None:
            self._typed = ""
            self.card.line.clear()
        if selection is not None:
            self._attaching = False
            self._bar.show_hint()
        self.refresh()
        if not self.card.isHidden():
            announce(self._canvas, self.card.accessibleDescription())

    def _target_changed(self, target: object) -> None:
        self._bar.show_target(target)  # type: ignore[arg-type] # the signal carries Target or None
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
        """The card stays at its selection; it goes while the selection is out of sight."""
        anchor = self._canvas.selection_rect() if self._canvas.selection else None
        if anchor is None or self._canvas.is_dragging:
            if not self.card.line.hasFocus():
                self.card.hide()
            return
        host = self._host
        view = self._canvas.viewport()
        top_left = view.mapTo(host, anchor.topLeft())
        room = QRect(view.mapTo(host, view.rect().topLeft()), view.size())
        self.card.set_room(room.width())
        self.card.point_at(QRect(top_left, anchor.size()), room)
