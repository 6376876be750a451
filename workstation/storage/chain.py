"""The hash chain over the history: whoever alters one row of it breaks every link behind it.

The chain is made of digests alone. What a digest stands for (an image of a row, which row it was, the words of a step)
cannot be found by guessing, because 16 random bytes were hashed in front of it; they lie beside it and go with it when it
is erased. The chain then stays whole and shows the gap.
"""

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Final

from workstation.domain.images import Image

GENESIS: Final = "0" * 64
RandomBytes = Callable[[int], bytes]
_SALT: Final = 16  # bytes


def canonical_json(value: Any) -> str:
    """One text for equal values: sorted keys, no blanks, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def image_text(image: Image | None) -> str | None:
    return None if image is None else canonical_json(image)


def subject_text(entity_id: str, lot: str | None) -> str:
    """Which row a change is about, as one text."""
    return canonical_json([entity_id, lot])


def sealed(text: str | None, random_bytes: RandomBytes) -> tuple[str | None, str | None]:
    """A new salt and the salted digest of a text; neither for no text."""
    if text is None:
        return None, None
    salt = random_bytes(_SALT).hex()
    return salt, salted_digest(salt, text)


def salted_digest(salt: str, text: str) -> str:
    """SHA-256 of the salt's bytes (given in hex) and the text in UTF-8. `ValueError` for a salt that is no hex."""
    return sha256(bytes.fromhex(salt) + text.encode()).hexdigest()


def is_sealed(text: str | None, salt: str | None, digest: str | None) -> bool:
    """Whether a text is the one that its digest was made of; no text has neither salt nor digest."""
    if text is None or salt is None or digest is None:
        return text is salt is digest is None
    try:
        return salted_digest(salt, text) == digest
    except ValueError:
        return False


OPERATION_PARTS: Final = (
    "position",
    "id",
    "kind",
    "at",
    "at_zone",
    "actor",
    "batch",
    "undoes",
    "what_digest",
)
CHANGE_PARTS: Final = ("seq", "entity", "revision", "subject_digest", "before_digest", "after_digest")


def link_text(previous: str, operation: dict[str, Any], changes: Sequence[dict[str, Any]]) -> str:
    """What a link is the SHA-256 of: the link before it, and of the operation and its changes the parts above."""
    linked = [[change[part] for part in CHANGE_PARTS] for change in changes]
    return previous + canonical_json(
        {**{part: operation[part] for part in OPERATION_PARTS}, "changes": linked}
    )


def link(previous: str, operation: dict[str, Any], changes: Sequence[dict[str, Any]]) -> str:
    return sha256(link_text(previous, operation, changes).encode()).hexdigest()
