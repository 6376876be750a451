"""A memo whose every character can be printed: what the typeface lacks stands as its code point in brackets."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from workstation.export.memo.latin import latinised, real
from workstation.export.memo.typefaces import Typefaces

T = TypeVar("T")
_FIRST_SELECTOR, _LAST_SELECTOR = "\ufe00", "\ufe0f"


def printable(node: T, faces: Typefaces) -> T:
    """The same value; each character of its texts without a glyph (an emoji, a sign of a private font) becomes
    ``[U+1F4CE]``, at its place: the memo is not held up by it, and says that something stands there. Nothing else
    changes, and a value without such characters is returned as it is."""
    made: Any = _printable(node, faces)
    return made  # type: ignore[no-any-return]


def _printable(node: Any, faces: Typefaces) -> Any:
    if isinstance(node, str):
        return node if isinstance(node, Enum) else _text(node, faces)
    if isinstance(node, tuple):
        made = tuple(_printable(each, faces) for each in node)
        return node if all(new is old for new, old in zip(made, node, strict=True)) else made
    if is_dataclass(node) and not isinstance(node, type):
        found = {each.name: getattr(node, each.name) for each in fields(node) if each.init}
        changed = {name: new for name, old in found.items() if (new := _printable(old, faces)) is not old}
        return replace(node, **changed) if changed else node
    return node


def _text(text: str, faces: Typefaces) -> str:
    lacking = {char for char in text if not faces.has(char) and real(latinised(char))}
    if not lacking:
        return text
    return "".join(_written(char) if char in lacking else char for char in text)


def _written(char: str) -> str:
    is_selector = _FIRST_SELECTOR <= char <= _LAST_SELECTOR  # says only how the character before it is drawn
    return "" if is_selector else f"[U+{ord(char):04X}]"
