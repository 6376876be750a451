"""What a value was read as, and the errors that say how to write it instead."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from workstation.domain.errors import UserError
from workstation.domain.radicals import fold_radicals

_SPACES = re.compile(r"\s+")
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_BROKEN_WORD = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n]+[ \t]*(?=[{_CJK}])")


@dataclass(frozen=True, slots=True)
class Parsed:
    """`note` is an English key that says what was understood or doubted ("" when there is nothing to say),
    with `params` for its braces; `ambiguous` asks the person to look. `partial`: the text states more than the value,
    or another measure of it, so that what is typed so is refused and what is selected is doubted."""

    value: object
    note: str = ""
    ambiguous: bool = False
    params: Mapping[str, str] = field(default_factory=dict)
    partial: bool = False

    @classmethod
    def part(cls, value: object, note: str, **params: str) -> "Parsed":
        return cls(value, note, ambiguous=True, params=params, partial=True)


class UnreadableError(UserError):
    """The text is no value of its kind; every kind is a subclass with an example of how to write it."""

    code: ClassVar[str] = "value.unreadable"
    message: ClassVar[str] = "“{text}” cannot be read here. Type the value."

    def __init__(self, text: str) -> None:
        short = fold_spaces(text)
        super().__init__(text=short if len(short) <= _SHOWN else short[: _SHOWN - 1] + "…")


_SHOWN = 40


def plain(text: str) -> str:
    """For matching: full-width forms, odd spaces and radicals become their ordinary characters."""
    folded = unicodedata.normalize("NFKC", fold_radicals(text)).replace("−", "-").replace("–", "-")
    return _SPACES.sub(" ", folded).strip()


def fold_spaces(text: str) -> str:
    """One line with single spaces; a line break inside Chinese text is none."""
    return _SPACES.sub(" ", _BROKEN_WORD.sub("", text)).strip()
