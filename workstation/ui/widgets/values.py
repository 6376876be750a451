"""What the painters paint: small values without Qt, their words already in the reader's language."""

from dataclasses import dataclass
from enum import StrEnum

from workstation.domain.checklists.answers import CheckStatus, Severity


class ChipState(StrEnum):
    """What stands behind a value (look.md 3)."""

    EVIDENCED = "evidenced"
    ASSUMED = "assumed"
    BARE = "bare"
    TARGET = "target"
    CONFLICT = "conflict"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Chip:
    """An evidence chip: `word` is printed, `spoken` is the accessible sentence."""

    state: ChipState
    word: str
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class SeverityMark:
    """The shape of a severity; `open` has its colour, resolved is grey. `word` or `count` stands beside it. Where nobody
    has looked yet (`unknown`) the shape is an outline with a question mark."""

    severity: Severity
    open: bool = True
    word: str = ""
    count: int | None = None
    unknown: bool = False

    @property
    def label(self) -> str:
        return self.word if self.count is None else str(self.count)


@dataclass(frozen=True, slots=True)
class SeverityCounts:
    """Open findings of a row, worst first; zero is not painted."""

    marks: tuple[SeverityMark, ...] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class StatusChip:
    status: CheckStatus
    word: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A neutral grey word in a box: a stage, a version."""

    word: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many fields are evidenced, assumed, bare, and broken or in conflict."""

    evidenced: int
    assumed: int = 0
    bare: int = 0
    broken: int = 0
    text: str = ""

    @property
    def total(self) -> int:
        return self.evidenced + self.assumed + self.bare + self.broken


@dataclass(frozen=True, slots=True)
class Shares:
    """Parts of one whole (0..1 each, the rest is empty) by the name of their colour, and the gate over them."""

    parts: tuple[tuple[float, str], ...]
    gate: float | None = None


@dataclass(frozen=True, slots=True)
class Meter:
    """Readiness 0..1 with the tick of its gate; `text` ("72%") stands beside it."""

    share: float
    gate: float | None = 0.85
    text: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """`total` None or 0: how much there is is not known yet."""

    done: int
    total: int | None
    failed: bool = False


class Urgency(StrEnum):
    CALM = "calm"
    AMBER = "amber"  # tints the clock only
    RED = "red"  # tints clock and words


@dataclass(frozen=True, slots=True)
class Countdown:
    """`remaining` is "2 d 19:58", `moment` the date it runs to."""

    remaining: str
    moment: str = ""
    urgency: Urgency = Urgency.CALM


class FigureTone(StrEnum):
    INK = "ink"
    ACCENT = "accent"
    RED = "red"
    AMBER = "amber"
    DIM = "dim"  # no longer to be relied on


@dataclass(frozen=True, slots=True)
class TwoLines:
    """`tone` is the ink of the first line, `below` that of the second, which else is a caption's. A line that is `assumed`
    bears the pencil of an assumed value before it; `tip` says why, to the pointer and to a reader."""

    first: str
    second: str = ""
    strong: bool = True
    tone: FigureTone = FigureTone.INK
    below: FigureTone = FigureTone.DIM
    assumed: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Lit:
    """Words that were looked for, and what stands around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of the strip. `drop` orders what goes first when the strip is narrow (1 first, 0 never)."""

    key: str
    label: str
    value: str
    qualifier: str = ""
    tone: FigureTone = FigureTone.INK
    meter: Meter | None = None
    mark: SeverityMark | None = None
    spoken: str = ""
    drop: int = 0

    @property
    def sentence(self) -> str:
        """What is read out: label, value and qualifier."""
        parts = (f"{self.label} {self.value}".strip(), self.qualifier)
        return self.spoken or ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class BannerText:
    """**what** in 600, `why` in 400; a banner that only informs can be closed."""

    severity: Severity
    what: str
    why: str = ""
    can_close: bool = False


@dataclass(frozen=True, slots=True)
class BannerAction:
    key: str
    text: str
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class TabItem:
    key: str
    text: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class SideItem:
    """A line of the sidebar: a place (icon), a stage or view (count), a lot in work (`detail` makes two lines), or a
    heading, which cannot be chosen."""

    key: str
    text: str
    icon: str = ""
    count: str = ""
    detail: str = ""
    mark: SeverityMark | None = None
    urgency: Urgency = Urgency.CALM
    heading: bool = False


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as the strip shows it; `detail` is "212 of 640 pages · 12 min left"."""

    id: str
    name: str
    progress: Progress
    detail: str = ""
    icon: str = "page"
    paused: bool = False
    can_pause: bool = True


@dataclass(frozen=True, slots=True)
class KeyHint:
    key: str
    word: str


@dataclass(frozen=True, slots=True)
class EmptyAction:
    """The first action of an empty state is the likely one, the second a link; one that `writes` changes what is stored."""

    key: str
    text: str
    icon: str = ""
    shortcut: str = ""
    writes: bool = False
