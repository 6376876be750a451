"""The desk: what the panels of one open workspace share. Every read and write of the window goes through it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from workstation.application import records
from workstation.application.jobs import Jobs
from workstation.application.records import FieldRef, Place
from workstation.application.sentences import page_words
from workstation.application.services import Services
from workstation.domain.citations import Citation
from workstation.domain.errors import UserError
from workstation.domain.evidence import FieldState, fact_rows, feeds, support
from workstation.domain.fields import fields_of
from workstation.domain.highlights import HighlightKind
from workstation.domain.record import LotRecord
from workstation.language.row_words import row_words
from workstation.ui.context import UiContext
from workstation.ui.desk_history import HistoryDesk


class NoTargetError(UserError):
    code = "desk.no_target"
    message = "No field is chosen. Click the field that this page is about, then press Ctrl+E again."


@dataclass(frozen=True, slots=True)
class Target:
    """The field that receives the next Ctrl+E. `label` is the English key of the field's name, `record_name` what
    its row is called (a title such as "Listing" is a key too, so translate it when showing it)."""

    ref: FieldRef
    label: str
    record_name: str


WHERE_LEFT = -1  # instead of a page: where the reader left the document


class Desk(HistoryDesk):
    """The line between records and pages.

    Signals:
        target_changed(Target or None): the field that waits for evidence.
        place_requested(Citation): opens a passage in the viewer.
        page_requested(version id, page index or WHERE_LEFT): opens a page.
        document_chosen(version id, page index or WHERE_LEFT): shows it where pages are shown; opens no viewer.
        document_shown(version id): the viewer shows another document.
        field_focus_requested(FieldRef): asks a panel to show and focus a field.
        attached(FieldRef): a field got evidence by the gesture.
        sources_requested(FieldRef): asks the window for all that stands behind a field.
        fill_requested: asks the viewer to attach what is selected to the target, as Ctrl+E does.
        part_requested(tab key): brings a part of the lot forward.
    """

    target_changed = Signal(object)
    place_requested = Signal(object)
    page_requested = Signal(str, int)
    document_chosen = Signal(str, int)
    document_shown = Signal(str)
    field_focus_requested = Signal(object)
    attached = Signal(object)
    sources_requested = Signal(object)
    fill_requested = Signal()
    part_requested = Signal(str)

    def __init__(
        self, services: Services, jobs: Jobs, context: UiContext, parent: QObject | None = None
    ) -> None:
        super().__init__(services, jobs, context, parent)
        self._target: Target | None = None
        self._caret: tuple[int, int] | None = None
        self._field_order: tuple[FieldRef, ...] = ()
        # Whether the row of a field is shown in the panel beside the page; the frame of the lot knows
        self.in_sight: Callable[[FieldRef], bool] = lambda _: True
        self.shown_version = ""  # of the document in the viewer
        self._advance_from: FieldRef | None = None

    @property
    def target(self) -> Target | None:
        return self._target

    def close_lot(self) -> None:
        self._field_order = ()
        self.set_target(None)
        super().close_lot()

    def set_target(self, ref: FieldRef | None) -> None:
        """The last citable field that had the focus; it stays until another is chosen or Esc."""
        target = None if ref is None else self._target_of(ref)
        if target != self._target:
            self._target, self._caret = target, None
            self.target_changed.emit(target)

    def drop_unseen_target(self) -> None:
        """Another row is shown: what nobody sees any more takes no evidence."""
        if self._target is not None and not self.in_sight(self._target.ref):
            self.set_target(None)

    def set_caret(self, caret: tuple[int, int]) -> None:
        """Where in the text of the target the next mark goes: line and character as shown."""
        self._caret = caret

    def set_field_order(self, refs: Sequence[FieldRef]) -> None:
        """The fields of the shown panel from top to bottom: where the target goes after Ctrl+E."""
        self._field_order = tuple(refs)

    def attach(self, place: Place, says: object = None, *, fill: bool = False) -> None:
        """Attaches a place to the target; with `fill` the field takes what the page `says` and the target moves on
        to the next bare field."""
        if self._target is None:
            self.problem.emit(NoTargetError())
            return
        ref, word, at = self._target.ref, self.page_words(place.version, place.page), self._caret

        def then(_: str) -> None:
            self.attached.emit(ref)
            if fill and not ref.rich:
                self._advance_from = ref

        writer = self.services.writer
        self.write(lambda: records.attach(writer, ref, place, says=says, fill=fill, word=word, at=at), then)

    def highlight(self, place: Place, kind: HighlightKind) -> None:
        """Marks a passage, or takes the same mark away."""
        from workstation.application.highlights import highlight  # noqa: PLC0415 - off the start-up path

        self.write(lambda: highlight(self.services.writer, place, kind))

    def detach(self, evidence: str) -> None:
        self.write(lambda: records.detach(self.services.writer, evidence))

    def open_citation(self, citation: str) -> None:
        found = self.record.get(Citation, citation) if self.record else None
        if found is not None:
            self.place_requested.emit(found)

    def open_page(self, version: str, page: int = WHERE_LEFT) -> None:
        self.page_requested.emit(version, page)

    def show_document(self, version: str) -> None:
        """The viewer says what it shows."""
        self.shown_version = version
        self.document_shown.emit(version)

    def focus_field(self, ref: FieldRef) -> None:
        """Asks the panel that holds a field to come forward and focus it; it becomes the target."""
        self.set_target(ref)
        self.field_focus_requested.emit(ref)

    def open_source(self, ref: FieldRef) -> None:
        """A page opens at its passage; sources that disagree and reasons are shown side by side; a value without any
        becomes the target."""
        record = self.record
        row = record.row(ref.entity, ref.row) if record else None
        if record is None or row is None:
            return
        found = support(record, row, ref.field)
        if found.state in {FieldState.CONFLICT, FieldState.ASSUMED}:
            self.show_sources(ref)
        elif found.citations:
            self.open_citation(found.citations[0].id)
        else:
            self.focus_field(ref)

    def go_to_next_bare(self) -> None:
        """To the next value without a source: of the shown panel, then of the whole lot."""
        record = self.record
        if record is None:
            return
        declared = (
            FieldRef(row.entity, row.id, field.name)
            for row in fact_rows(record)
            for field in fields_of(type(row))
            if feeds(field) and field.shown
        )
        order = list(dict.fromkeys((*self._field_order, *declared)))
        target = self._target.ref if self._target else None
        start = order.index(target) + 1 if target in order else 0
        for ref in (*order[start:], *order[:start]):
            if self._state_of(ref) is FieldState.BARE:
                self.focus_field(ref)
                return

    def show_sources(self, ref: FieldRef) -> None:
        """Asks the window for all that stands behind a field."""
        self.sources_requested.emit(ref)

    def page_words(self, version: str, page: int) -> str:
        """How a page (0-based) is called in the reader's language: "Appraisal report p. 12"."""
        return page_words(self.context.tr, document_name(self.record, version), page + 1)

    def _show(self, record: LotRecord) -> None:
        super()._show(record)
        if record is not self.record:
            return
        if self._target is not None:
            self.set_target(self._target.ref)
        if self._advance_from is not None:
            after, self._advance_from = self._advance_from, None
            self._advance(after)

    def _advance(self, after: FieldRef) -> None:
        """To the next field below `after` that is empty or has no source, wrapping around; else it stays."""
        order = self._field_order
        start = order.index(after) + 1 if after in order else 0
        for ref in (*order[start:], *order[:start]):
            if ref != after and self._is_bare(ref):
                self.focus_field(ref)
                return

    def _is_bare(self, ref: FieldRef) -> bool:
        return self._state_of(ref) in {FieldState.EMPTY, FieldState.BARE}

    def _state_of(self, ref: FieldRef) -> FieldState | None:
        """None for a row that is not there."""
        record = self.record
        row = record.row(ref.entity, ref.row) if record else None
        return None if record is None or row is None else support(record, row, ref.field).state

    def _target_of(self, ref: FieldRef) -> Target | None:
        row = self.record.row(ref.entity, ref.row) if self.record else None
        return None if row is None else Target(ref, ref.label, row_words(self.context.tr, self.record, row))


def document_name(record: LotRecord | None, version: str) -> str:
    """The name of the document that a version belongs to, or "" when the record lacks it."""
    found = record.row("version", version) if record else None
    document = record.row("document", found.document) if record and found else None
    return document.name if document else ""
