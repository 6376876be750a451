"""The drafts of the notes panel: those that wait for a decision, and the one of the text that is being written."""

from collections.abc import Sequence

from workstation.application.ports.drafts import Draft
from workstation.domain.notes import Note
from workstation.ui.desk import Desk


class NoteDrafts:
    """What is typed has a draft with a name of its own, so that no draft that waits is ever written over. A draft goes
    when the record holds its text, or when a person discards it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._waiting: tuple[Draft, ...] = ()
        self._written: Draft | None = None  # of what stands in the editor

    def take(self, found: Sequence[Draft]) -> None:
        """What lay there when the panel was opened, in the order of their times."""
        self._waiting = tuple(draft for draft in found if not _is_same(draft, self._written))

    def next_of(self, note: Note) -> Draft | None:
        """The oldest that waits; what the note holds already is none: the program ended before it was removed."""
        for draft in self._waiting:
            if draft.row == note.id:
                if draft.text.strip() != (note.body or "").strip():
                    return draft
                self.discard(draft)
        return None

    def wait_for(self, note: Note) -> bool:
        """Whether text that a crash took, or that was left, is offered when the note is shown."""
        return any(draft.row == note.id for draft in self._waiting)

    def write(self, note: Note, text: str) -> None:
        """What stands in the editor and is not kept yet."""
        services = self._desk.services
        name = services.new_id() if self._written is None else self._written.name
        draft = Draft(note.id, note.body or "", text, services.clock(), name)
        self._written = draft
        self._desk.jobs.write(lambda: services.drafts.keep(draft))

    def put_back(self, draft: Draft) -> None:
        """It stands in the editor: what is typed into it is written to it."""
        self._remove(draft)
        self._written = draft

    def let_go(self) -> Draft | None:
        """The draft of the editor, to be discarded once its text is kept."""
        written, self._written = self._written, None
        return written

    def leave(self) -> None:
        """Another text comes into the editor: what was not kept waits."""
        written = self.let_go()
        if written is not None:
            self._waiting = (*self._waiting, written)

    def discard(self, draft: Draft | None) -> None:
        if draft is not None:
            self._remove(draft)
            self._desk.jobs.write(lambda: self._desk.services.drafts.discard(draft.row, draft.name))

    def forget(self, row: str) -> None:
        """The note was removed with its drafts."""
        self._waiting = tuple(draft for draft in self._waiting if draft.row != row)
        if self._written is not None and self._written.row == row:
            self._written = None

    def _remove(self, draft: Draft) -> None:
        self._waiting = tuple(each for each in self._waiting if not _is_same(each, draft))


def _is_same(one: Draft, other: Draft | None) -> bool:
    return other is not None and (one.row, one.name) == (other.row, other.name)
