"""Words of a memo: plain text, and figures that say what they rest on."""

from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.evidence import FieldState


class Tone(StrEnum):
    """How a word is meant; the page chooses the colour."""

    PLAIN = "plain"
    QUIET = "quiet"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class ExhibitMark:
    """[E-3 p.12]: exhibit number, page index (0-based), and which of that page's passages is meant."""

    exhibit: int
    page: int
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Words; codes (hashes) of as many characters are of one width, so that they end alike below one another."""

    text: str
    strong: bool = False
    tone: Tone = Tone.PLAIN
    code: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as printed, and what holds it up: exhibit marks, or a word (assumed, unverified ...) for the
    `state`. `state` None is a value computed from figures that carry their own marks. An empty `text`
    prints the marks or the word alone, for a source column."""

    text: str = ""
    marks: tuple[ExhibitMark, ...] = ()
    state: FieldState | None = None
    strong: bool = False
    tone: Tone = Tone.PLAIN


Inline = Text | Figure
Line = tuple[Inline, ...]


def plain(text: str) -> Line:
    return (Text(text),)
