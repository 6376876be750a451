"""Text that is being written: what a crash must not take."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` as it was typed into row `row` at a moment; `base` is what the row held then."""

    row: str
    base: str
    text: str
    at: datetime


class Drafts(Protocol):
    def keep(self, draft: Draft) -> None:
        """Replaces an earlier draft of the row."""

    def discard(self, row: str) -> None: ...

    def all(self) -> tuple[Draft, ...]: ...
