"""The hash chain over the history: whoever alters one row of it breaks every link behind it."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from workstation.domain.images import Image

GENESIS: Final = "0" * 64


def canonical_json(value: Any) -> str:
    """One text for equal values: sorted keys, no blanks, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def image_text(image: Image | None) -> str | None:
    return None if image is None else canonical_json(image)


def image_digest(text: str | None) -> str | None:
    """SHA-256 of an image's canonical JSON, UTF-8."""
    return None if text is None else sha256(text.encode()).hexdigest()


OPERATION_PARTS: Final = ("position", "id", "kind", "at", "at_zone", "actor", "batch", "undoes", "what")
CHANGE_PARTS: Final = ("seq", "entity", "entity_id", "lot", "revision", "before_digest", "after_digest")


def link(previous: str, operation: dict[str, Any], changes: Sequence[dict[str, Any]]) -> str:
    """``sha256(previous + canonical JSON)`` over the operation's row and, of each change, everything but the
    images, for which their digests stand: an image may be erased and the chain stays whole."""
    linked = [[change[part] for part in CHANGE_PARTS] for change in changes]
    text = canonical_json({**{part: operation[part] for part in OPERATION_PARTS}, "changes": linked})
    return sha256((previous + text).encode()).hexdigest()
