"""What was noticed in a file while it was read: what is inside and never run, not shown or not checked."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Final


class FileNotice(StrEnum):
    """Something about a file as a whole that a reader of its pages cannot see."""

    REPAIRED = "repaired"
    SCRIPTS = "scripts"
    ACTIONS = "actions"
    XFA_FORM = "xfa_form"
    SIGNATURES = "signatures"
    RECOGNISED = "recognised"

    @property
    def message(self) -> str:
        """The sentence, an English key."""
        return _MESSAGES[self]

    @property
    def words(self) -> str:
        """A word or two for a table, an English key."""
        return _WORDS[self]


_MESSAGES: Final = {
    FileNotice.REPAIRED: "The file was damaged and was repaired for reading; something may be missing.",
    FileNotice.SCRIPTS: "The file holds scripts. They are never run.",
    FileNotice.ACTIONS: "The file asks to start a program or to open an address. That never happens here.",
    FileNotice.XFA_FORM: "The file holds a dynamic form (XFA). Only its fixed page is shown.",
    FileNotice.SIGNATURES: "The file holds electronic signatures. They are not checked here.",
    FileNotice.RECOGNISED: "The words of its scans are a hidden layer that a machine recognised. Compare figures with the picture before you rely on them.",
}
_WORDS: Final = {
    FileNotice.REPAIRED: "repaired",
    FileNotice.SCRIPTS: "with scripts",
    FileNotice.ACTIONS: "wants to open something",
    FileNotice.XFA_FORM: "with an XFA form",
    FileNotice.SIGNATURES: "signed",
    FileNotice.RECOGNISED: "with recognised text",
}


def notices_text(found: Iterable[FileNotice]) -> str | None:
    """As a version keeps them; None where there are none."""
    return " ".join(sorted(set(found))) or None


def notices_of(kept: str | None) -> tuple[FileNotice, ...]:
    """The reverse, in the order of `FileNotice`. What a newer program noticed is not known here and left out."""
    codes = set((kept or "").split())
    return tuple(each for each in FileNotice if each.value in codes)


def page_list(pages: Iterable[int]) -> str | None:
    """Pages (0-based) as people write them: "1, 3-5". None where there are none."""
    numbers = sorted({page + 1 for page in pages})
    if not numbers:
        return None
    breaks = [at + 1 for at, (one, other) in enumerate(pairwise(numbers)) if other != one + 1]
    runs = [numbers[start:end] for start, end in pairwise([0, *breaks, len(numbers)])]
    return ", ".join(map(_run, runs))


def _run(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}"
