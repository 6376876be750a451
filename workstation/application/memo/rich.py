"""Rich text of a note as blocks of the memo, each place cited inside as the mark of its exhibit."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from workstation.application.memo.figures import FigureMaker
from workstation.domain.citations import Citation
from workstation.domain.documents import Version
from workstation.domain.evidence import support
from workstation.domain.memo import Block, Figure, Inline, Item, Items, Line, Paragraph, Text
from workstation.domain.rich_text import LineKind, Span, cited, parse

_Line = tuple[LineKind, Line]


def rich_blocks(figures: FigureMaker, row: Any, name: str) -> tuple[Block, ...]:
    """What stands behind the text and not inside it comes at its end, as does the word that nothing does."""
    text = getattr(row, name) or ""
    lines = [(line.kind, tuple(_inline(figures, line.spans, row, name))) for line in parse(text)]
    inside, behind = cited(text), support(figures.record, row, name).citations
    outside = tuple(
        figures.mark(citation, row, name)
        for citation in behind
        if citation.id not in inside and figures.record.get(Version, citation.version) is not None
    )
    if not inside:
        _at_the_end(lines, figures.figure(row, name, only_source=True))
    elif outside:
        _at_the_end(lines, Figure(marks=outside))
    filled = [(kind, line) for kind, line in lines if line]
    return tuple(_blocks(filled))


def _inline(figures: FigureMaker, spans: Iterable[Span], row: Any, name: str) -> Iterator[Inline]:
    """A mark whose place is gone is left as its words."""
    record = figures.record
    for span in spans:
        citation = record.get(Citation, span.citation)
        if citation is None or record.get(Version, citation.version) is None:
            yield Text(span.text, strong=span.bold)
        else:
            yield Figure(marks=(figures.mark(citation, row, name),))


def _at_the_end(lines: list[_Line], source: Figure) -> None:
    if lines and lines[-1][0] is LineKind.PLAIN:
        lines[-1] = LineKind.PLAIN, (*lines[-1][1], source)
    else:
        lines.append((LineKind.PLAIN, (source,)))


def _blocks(lines: Iterable[_Line]) -> Iterator[Block]:
    for kind, group in groupby(lines, key=lambda line: line[0]):
        if kind in {LineKind.BULLET, LineKind.NUMBER}:
            yield Items(tuple(Item(line) for _, line in group), numbered=kind is LineKind.NUMBER)
        else:
            for _, line in group:
                yield Paragraph(_strong(line) if kind is LineKind.HEADING else line)


def _strong(line: Line) -> Line:
    return tuple(replace(part, strong=True) for part in line)
