"""Text that is being written: what a crash must not take."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` as it was typed into row `row` at a moment; `base` is what the row held then. `name` tells it from the other
    drafts of the row: one that a crash left, and what is typed before a person has decided on it."""

    row: str
    base: str
    text: str
    at: datetime
    name: str = ""


class Drafts(Protocol):
    def keep(self, draft: Draft) -> None:
        """Replaces an earlier draft of the row with the same name."""

    def discard(self, row: str, name: str | None = None) -> None:
        """The draft of that name; without one, all drafts of the row."""

    def all(self) -> tuple[Draft, ...]:
        """In the order of their times."""
