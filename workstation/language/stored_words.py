"""English texts that the program itself has stored in a lot, said in the reader's language where they are shown."""

from collections.abc import Callable
from typing import Final

from workstation.domain.collateral import MORTGAGE_OFFERED, UNEXAMINED

PRACTICE: Final = (
    "Practice, to be verified"  # why a default is assumed: `source` of resources/packs/defaults.toml
)
_STORED: Final = frozenset({UNEXAMINED, MORTGAGE_OFFERED, PRACTICE})


def stored_words(tr: Callable[..., str], text: str) -> str:
    """The translation of a text that the program wrote; what a person or a page wrote stays as it is."""
    return tr(text) if text in _STORED else text
