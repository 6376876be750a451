"""Colours and sizes of the memo, read from the tokens of the whole product."""

from dataclasses import dataclass, fields, replace

from workstation.domain.checklists.answers import Severity
from workstation.domain.memo import Tone
from workstation.resources import read_toml

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN = 40.0
CONTENT_WIDTH = PAGE_WIDTH - 2 * MARGIN

REGULAR, BOLD, DISPLAY = 400, 600, 700
WHITE = "#FFFFFF"
ON_NAVY = "#C9D5E8"  # second line on navy, 8:1


@dataclass(frozen=True, slots=True)
class Sizes:
    """Points, from [type.memo]."""

    headline: float
    section: float
    body: float
    label: float
    mark: float
    footer: float
    figure: float
    hero: float
    leading: float


SMALLEST = 7.0  # points of any word on paper


@dataclass(frozen=True, slots=True)
class Look:
    """Colours are "#RRGGBB"."""

    size: Sizes
    navy: str
    rule: str
    panel: str
    mark: str
    neutral_bar: str
    ink: str
    ink2: str
    ink3: str
    evid: str
    assumed: str
    bare: str
    bare_line: str
    bar_total: str
    bar_down: str
    bar_up: str
    bar_soft: str
    cited: str
    cited_outline: str
    severity: dict[Severity, str]
    watermark: str = "#DFE3E9"

    def drawn_at(self, scale: float) -> "Look":
        """For a page that is drawn smaller: no size comes below `SMALLEST` on paper."""
        least = SMALLEST / scale
        sizes = {each.name: max(getattr(self.size, each.name), least) for each in fields(Sizes)}
        return replace(self, size=Sizes(**{**sizes, "leading": self.size.leading}))

    @property
    def tone_bad(self) -> str:
        return self.severity[Severity.KILL]

    @property
    def tone_warning(self) -> str:
        return self.severity[Severity.HIGH]

    def tone(self, tone: Tone, otherwise: str) -> str:
        """The colour of a word of that tone; `otherwise` is the plain colour of its place."""
        return {
            Tone.PLAIN: otherwise,
            Tone.QUIET: self.ink3,
            Tone.GOOD: self.evid,
            Tone.WARNING: self.severity[Severity.HIGH],
            Tone.BAD: self.severity[Severity.KILL],
        }[tone]


def load_look() -> Look:
    """The light theme: paper is white."""
    tokens = read_toml("themes", "tokens.toml")
    light = tokens["light"]
    severity = light["severity"]
    return Look(
        size=Sizes(**tokens["type"]["memo"]),
        **tokens["memo"],
        **{name: light["text"][name] for name in ("ink", "ink2", "ink3")},
        **{name: light["evidence"][name] for name in ("evid", "assumed", "bare", "bare_line")},
        **{name: light["chart"][name] for name in ("bar_total", "bar_down", "bar_up", "bar_soft")},
        cited=tokens["page"]["cited"],
        cited_outline=tokens["page"]["cited_outline"],
        severity={
            Severity.KILL: severity["kill"],
            Severity.HIGH: severity["high"],
            Severity.MEDIUM: severity["medium"],
            Severity.LOW: severity["low"],
        },
    )
