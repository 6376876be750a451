"""Text with bold, italics, headings, lists and citations inside: the part of Markdown a note needs, line by line.

A line of the text is a line on the screen (CommonMark would join them). `# ` heads, `- ` and `1. ` list, `**bold**`,
`*italic*`, `[p. 12](cite:<id of a citation>)`; a backslash takes the meaning from the sign after it. What closes nothing
is itself, so that any text can be read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class LineKind(StrEnum):
    PLAIN = "plain"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Span:
    """`citation` is the id of the place that `text` stands for."""

    text: str
    bold: bool = False
    italic: bool = False
    citation: str = ""


@dataclass(frozen=True, slots=True)
class RichLine:
    kind: LineKind
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        return "".join(span.text for span in self.spans)


_HEADS: Final = (
    (LineKind.HEADING, re.compile(r"#{1,6} ")),
    (LineKind.BULLET, re.compile(r"[-+] ")),
    (LineKind.NUMBER, re.compile(r"\d{1,3}[.)] ")),
)
_MARKS: Final = {LineKind.PLAIN: "", LineKind.HEADING: "# ", LineKind.BULLET: "- "}
_CITED: Final = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\(cite:([0-9A-Za-z-]+)\)")
_TOKEN: Final = re.compile(r"\\(?P<plain>[\\*\[\]#+.)-])|(?P<bold>\*\*)|(?P<italic>\*)")
_SPECIAL: Final = re.compile(r"[\\*]|\[(?=(?:\\.|[^\[\]\\])*\]\(cite:)")
_HEAD_SIGN: Final = re.compile(r"(#{1,6} |[-+] |\d{1,3}[.)] )")


def parse(text: str) -> tuple[RichLine, ...]:
    return tuple(_line(line) for line in text.split("\n"))


def written(lines: Iterable[RichLine]) -> str:
    """The text that `parse` reads as these lines; lists are numbered from 1 where they begin."""
    return "\n".join(_written(lines))


def plain(text: str) -> str:
    """Without the signs: what is searched, listed and shown in one line."""
    return "\n".join(line.text for line in parse(text))


def cited(text: str) -> tuple[str, ...]:
    """The ids of the citations inside, each once, in the order of the text."""
    return tuple(dict.fromkeys(span.citation for line in parse(text) for span in line.spans if span.citation))


def insert(text: str, place: tuple[int, int], span: Span) -> str:
    """The text with a span at a place: line and character of the line as shown, both from 0; beyond an end is the
    end."""
    lines = list(parse(text))
    number = min(place[0], len(lines) - 1)
    before, after = _split(lines[number].spans, place[1])
    lines[number] = replace(lines[number], spans=(*before, span, *after))
    return written(lines)


def without(text: str, citation: str) -> str:
    """The text without the marks of one citation."""
    return written(
        replace(line, spans=tuple(span for span in line.spans if span.citation != citation))
        for line in parse(text)
    )


def _line(text: str) -> RichLine:
    for kind, head in _HEADS:
        if found := head.match(text):
            return RichLine(kind, tuple(_spans(text[found.end() :])))
    return RichLine(LineKind.PLAIN, tuple(_spans(text)))


def _spans(text: str) -> Iterator[Span]:
    bold = italic = False
    held, at = "", 0
    while at < len(text):
        found = _CITED.match(text, at) or _TOKEN.match(text, at)
        if found is None:
            held, at = held + text[at], at + 1
            continue
        at = found.end()
        if found.re is _TOKEN and found["plain"]:
            held += found["plain"]
            continue
        sign = found.group()
        if found.re is _TOKEN and not _pairs(text, at, sign, open_now=bold if sign == "**" else italic):
            held += sign
            continue
        if held:
            yield Span(held, bold, italic)
            held = ""
        if found.re is _CITED:
            yield Span(re.sub(r"\\(.)", r"\1", found[1]), bold, italic, found[2])
        else:
            bold, italic = bold ^ (sign == "**"), italic ^ (sign == "*")
    if held:
        yield Span(held, bold, italic)


def _pairs(text: str, at: int, sign: str, *, open_now: bool) -> bool:
    """Whether a sign that ends at `at` closes what is open, or has a sign that will close it."""
    return open_now or any(found.group() == sign for found in _TOKEN.finditer(text, at))


def _written(lines: Iterable[RichLine]) -> Iterator[str]:
    number = 0
    for line in lines:
        number = number + 1 if line.kind is LineKind.NUMBER else 0
        body = "".join(_marked(_joined(line.spans)))
        if line.kind is LineKind.PLAIN and _HEAD_SIGN.match(body):
            sign = next(at for at, letter in enumerate(body) if not letter.isdigit())
            body = f"{body[:sign]}\\{body[sign:]}"
        yield (f"{number}. " if line.kind is LineKind.NUMBER else _MARKS[line.kind]) + body


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Neighbours of one look as one span."""
    joined: list[Span] = []
    for span in spans:
        if joined and not span.citation and replace(joined[-1], text="") == replace(span, text=""):
            joined[-1] = replace(span, text=joined[-1].text + span.text)
        elif span.text:
            joined.append(span)
    return joined


def _marked(spans: list[Span]) -> Iterator[str]:
    bold = italic = False
    for span in [*spans, Span("")]:
        if bold != span.bold:
            yield "**"
            bold = span.bold
        if italic != span.italic:
            yield "*"
            italic = span.italic
        text = _SPECIAL.sub(r"\\\g<0>", span.text)
        if span.citation:
            word = re.sub(r"[\\\[\]]", r"\\\g<0>", span.text)
            text = f"[{word}](cite:{span.citation})"
        yield text


def _split(spans: tuple[Span, ...], at: int) -> tuple[list[Span], list[Span]]:
    """Before and after a character; a citation is never cut."""
    before: list[Span] = []
    for place, span in enumerate(spans):
        if at >= len(span.text) and (at > 0 or not span.text):
            before.append(span)
            at -= len(span.text)
            continue
        if at <= 0 or span.citation:
            return ([*before, span], list(spans[place + 1 :])) if at > 0 else (before, list(spans[place:]))
        head, tail = replace(span, text=span.text[:at]), replace(span, text=span.text[at:])
        return [*before, head], [tail, *spans[place + 1 :]]
    return before, []
