"""Text that is being written: what a crash must not take."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from workstation.domain.errors import UserError


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` as it was typed into row `row` at a moment; `base` is what the row held then. `name` tells it from the other
    drafts of the row: one that a crash left, and what is typed before a person has decided on it."""

    row: str
    base: str
    text: str
    at: datetime
    name: str = ""


class DraftDamagedError(UserError):
    code = "draft.damaged"
    message = "A text that was being written and not kept yet cannot be read ({file}); what was kept before is whole. Save what can be read in that file, then have it put aside."
    command = "doctor --repair"


class Drafts(Protocol):
    def keep(self, draft: Draft) -> None:
        """Replaces an earlier draft of the row with the same name."""

    def discard(self, row: str, name: str | None = None) -> None:
        """The draft of that name; without one, all drafts of the row."""

    def all(self) -> tuple[Draft, ...]:
        """In the order of their times."""

    def damaged(self) -> tuple[str, ...]:
        """The files of those that cannot be read, as ``drafts/NAME``: a text that somebody wrote may be lost in each."""
