"""What every block needs to lay itself out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from workstation.domain.evidence import FieldState
from workstation.domain.memo import Excerpt, ExhibitMark, Figure, Line, Memo, Text, Tone
from workstation.export.memo.display import Op
from workstation.export.memo.look import BOLD, REGULAR, Look
from workstation.export.memo.words import Run, Style, TextLine, Typesetter

Translate = Callable[..., str]
_SHORTEST = 8.0  # em of the last line of a paragraph


@dataclass(frozen=True, slots=True)
class Kit:
    """`excerpt_lines` and `cell_lines` are how much of an excerpt and of a cell page one holds; 0 is all of it. An excerpt that
    was cut is put into `rest`."""

    look: Look
    type: Typesetter
    tr: Translate
    places: Mapping[tuple[int, int], str]
    excerpt_lines: int = 0
    cell_lines: int = 0
    rest: list[Excerpt] = field(default_factory=list)

    def label(self, mark: ExhibitMark) -> str:
        """As in E-3 p.12, the same in every language: it is a name."""
        place = self.places.get((mark.exhibit, mark.page)) or f"p.{mark.page + 1}"
        return f"E-{mark.exhibit} {place}"

    def body(self, color: str = "", *, strong: bool = False, size: float = 0.0) -> Style:
        return Style(size or self.look.size.body, color or self.look.ink, BOLD if strong else REGULAR)

    def small(self, color: str = "", *, strong: bool = False) -> Style:
        return self.body(color or self.look.ink3, strong=strong, size=self.look.size.label)

    def runs(self, line: Line, base: Style) -> list[Run]:
        """Words in their tone, figures followed by their marks or by the word for what they lack."""
        runs: list[Run] = []
        for inline in line:
            style = self._toned(base, inline)
            runs.append(Run(inline.text, style))
            if isinstance(inline, Figure) and (sources := self.sources(inline, base)):
                before = "".join(run.text for run in runs)
                runs += [Run(" ", base), *sources] if before and not before.endswith(" ") else sources
        return runs

    def _toned(self, base: Style, inline: Text | Figure) -> Style:
        color = base.color if inline.tone is Tone.PLAIN else self.look.tone(inline.tone, base.color)
        weight = BOLD if inline.strong else base.weight
        return Style(base.size, color, weight, code=isinstance(inline, Text) and inline.code)

    def sources(self, figure: Figure, base: Style) -> list[Run]:
        """Marks and the word, one blank between them."""
        size = self.look.size
        found = [
            Run(f"[{self.label(mark)}]", Style(size.mark, self.look.mark, REGULAR, mark))
            for mark in figure.marks
        ]
        word, color = self._word(figure)
        if word:
            found.append(Run(word, Style(min(base.size, size.label), color)))
        return [part for run in found for part in (Run(" ", base), run)][1:]

    def _word(self, figure: Figure) -> tuple[str, str]:
        kill, tr = self.look.tone(Tone.BAD, ""), self.tr
        match figure.state:
            case FieldState.ASSUMED:
                return tr("assumed"), self.look.assumed
            case FieldState.BARE | FieldState.EMPTY:
                return tr("unverified"), kill
            case FieldState.CONFLICT:
                return tr("sources differ"), kill
            case FieldState.BROKEN:
                return tr("page changed or withdrawn"), self.look.tone(Tone.WARNING, "")
            case FieldState.EVIDENCED if not figure.marks:
                return tr("evidenced"), self.look.evid
            case _:
                return "", ""

    def cell(self, runs: list[Run], room: float) -> list[TextLine]:
        """Lines of a cell; what is beyond `cell_lines` is left out, and three points say so."""
        lines, most = self.unwidowed(runs, room), self.cell_lines
        if not most or len(lines) <= most:
            return lines
        lines = self.type.lines(runs, room)
        last = list(lines[most - 1].runs)
        points = Run("…", last[-1].style)
        while last and self.type.natural_width([*last, points]) > room:
            shorter = replace(last[-1], text=last[-1].text[:-1])
            last[-1:] = [shorter] if shorter.text else []
        return [*lines[: most - 1], *self.type.lines([*last, points], float("inf"))]

    def unwidowed(self, runs: list[Run], room: float) -> list[TextLine]:
        """Lines of which the last holds more than a character or two: the others end a little earlier."""
        lines = self.type.lines(runs, room)
        if len(lines) < 2:
            return lines
        em = max((run.style.size for run in lines[-1].runs), default=0.0)
        for less in range(1, 12):
            if lines[-1].width >= _SHORTEST * em:
                break
            narrower = self.type.lines(runs, room - less * em)
            if len(narrower) > len(lines):
                break
            lines = narrower
        return lines

    def text_ops(
        self,
        lines: list[TextLine],
        x: float,
        first_baseline: float,
        leading: float,
        right: float | None = None,
    ) -> list[Op]:
        """Lines from `x` on, or flush with `right`."""
        ops: list[Op] = []
        for place, line in enumerate(lines):
            start = x if right is None else right - line.width
            ops += self.type.placed(line, start, first_baseline + place * leading)
        return ops

    def one_line(
        self, text: str, style: Style, x: float, baseline: float, *, right: bool = False
    ) -> list[Op]:
        """Never broken; `x` is the right end where `right`."""
        line = self.type.lines([Run(text, style)], float("inf"))
        if not line:
            return []
        return self.type.placed(line[0], x - line[0].width if right else x, baseline)

    def centred(self, text: str, style: Style, x: float, baseline: float) -> list[Op]:
        return self.one_line(text, style, x - self.type.width(text, style) / 2, baseline)


def exhibit_places(memo: Memo) -> dict[tuple[int, int], str]:
    return {(exhibit.number, page.index): page.place for exhibit in memo.exhibits for page in exhibit.pages}


def fitting(text: str, style: Style, room: float, kit: Kit) -> Style:
    """The style, smaller where `text` would leave its place: a number is never cut."""
    width = kit.type.width(text, style)
    return style if width <= room else replace(style, size=style.size * room / width)


def elided(text: str, style: Style, room: float, kit: Kit) -> str:
    """The text, or as much of its beginning as the room holds with three points: a name may be cut where it stands in full
    elsewhere."""
    if kit.type.width(text, style) <= room:
        return text
    lines = kit.type.lines([Run(text, style)], room - kit.type.width("…", style))
    first = "".join(run.text for run in lines[0].runs) if lines else ""
    return f"{first.rstrip()}…"
