"""Text as numbered blocks on A4: text files, saved web pages, letters, mails, slides."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workstation.application.ports.documents import FileKind, OutlineEntry
from workstation.documents.laid.measure import Line, measure
from workstation.documents.laid.pages import LaidPage, LaidPages
from workstation.documents.paged import Facts
from workstation.domain.pages import Rect
from workstation.domain.radicals import fold_radicals
from workstation.domain.reading import TooManyCharactersError

WIDTH: Final = 595.28
HEIGHT: Final = 841.89
_MARGIN: Final = 56.0
_BOTTOM: Final = HEIGHT - _MARGIN
_ROOM: Final = WIDTH - 2 * _MARGIN
_SIZES: Final = (10.5, 15.0, 12.5, 11.5)  # points: text, then headings of the first, second and lower levels
_LEADING: Final = 16.0 / 10.5
_PAD: Final = 4.0  # inside the cells of a table
_MARK_LEFT: Final = 28.0
_MARK_SIZE: Final = 7.0
_MAY_BE_EMPTY: Final = frozenset({FileKind.TEXT, FileKind.MAIL})  # nothing written is an answer too
_TITLE: Final = 120  # characters of a heading in the outline
CHARACTERS: Final = 4_000_000
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a row of a table where it has `cells`. `level` is that of a heading, 0 for text."""

    text: str
    level: int = 0
    cells: tuple[str, ...] = ()


def blocks_of(text: str) -> Iterator[Block]:
    """A block for each line of a text."""
    return map(Block, text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n"))


def flow_pages(blocks: Iterable[Block], facts: Facts) -> LaidPages:
    """Blocks with words are numbered from 1 and cited as "¶12"; the same blocks give the same pages everywhere."""
    flow = _Flow()
    for block in blocks:
        flow.add(block)
    pages = flow.pages()
    return LaidPages(
        pages, replace(facts, outline=tuple(flow.outline)), may_be_empty=facts.kind in _MAY_BE_EMPTY
    )


class _Flow:
    def __init__(self) -> None:
        self._measure = measure()
        self._pages: list[LaidPage] = []
        self._lines: list[Line] = []
        self._marks: list[Line] = []
        self._strokes: list[Rect] = []
        self._places: list[tuple[int, str]] = []
        self._offset = 0
        self._top = _MARGIN
        self._number = 0
        self._characters = 0
        self.outline: list[OutlineEntry] = []

    def pages(self) -> Sequence[LaidPage]:
        self._break()
        return self._pages

    def add(self, block: Block) -> None:
        cells = tuple(map(_clean, block.cells))
        text = _clean(block.text)
        self._characters += len(text) + sum(map(len, cells))
        if self._characters > CHARACTERS:
            raise TooManyCharactersError
        if text.strip() or any(cell.strip() for cell in cells):
            self._number += 1
        if cells:
            self._row(cells)
        else:
            self._paragraph(text, block.level)

    def _paragraph(self, text: str, level: int) -> None:
        size = _SIZES[min(level, 3)]
        leading = size * _LEADING
        named = False
        for part in text.split("\n"):
            for line in self._measure.wrapped(part, _ROOM / size):
                if self._top + leading > _BOTTOM + 1e-6:
                    self._break()
                    named = False
                if line and not named:
                    self._name()
                    named = True
                    self._head(text, level)
                    level = 0
                self._put(line, _MARGIN, self._top + (leading - size) / 2, size)
                self._top += leading

    def _row(self, cells: tuple[str, ...]) -> None:
        size, width = _SIZES[0] - 1, _ROOM / len(cells)
        leading = size * _LEADING
        room = max((width - 2 * _PAD) / size, 2.0)
        wrapped = [
            [line for part in cell.split("\n") for line in self._measure.wrapped(part, room)]
            for cell in cells
        ]
        height = max(map(len, wrapped)) * leading + _PAD
        if height > _BOTTOM - _MARGIN or width < 3 * size:  # no room for a table: one line after the other
            self._paragraph("\n".join(cell for cell in cells if cell), 0)
            return
        if self._top + height > _BOTTOM + 1e-6:
            self._break()
        if any(line for lines in wrapped for line in lines):
            self._name()
        top = self._top
        for column, lines in enumerate(wrapped):
            for at, line in enumerate(lines):
                if line:
                    self._put(
                        line, _MARGIN + column * width + _PAD, top + at * leading + (leading - size) / 2, size
                    )
        self._frame(top, height, width, len(cells))
        self._top += height

    def _frame(self, top: float, height: float, width: float, columns: int) -> None:
        right, bottom = _MARGIN + columns * width, top + height
        self._strokes += [(_MARGIN, y, right, y) for y in (top, bottom)]
        edges = (_MARGIN + column * width for column in range(columns + 1))
        self._strokes += [(x, top, x, bottom) for x in edges]

    def _head(self, text: str, level: int) -> None:
        if level:
            title = " ".join(text.split())[:_TITLE]
            self.outline.append(OutlineEntry(title, level - 1, len(self._pages)))

    def _name(self) -> None:
        """The number of the block, in the margin and as the name of the place."""
        mark = self._measure.line(str(self._number), _MARK_LEFT, self._top + 5, _MARK_SIZE)
        self._marks.append(mark)
        self._places.append((self._offset, f"¶{self._number}"))

    def _put(self, text: str, left: float, top: float, size: float) -> None:
        self._lines.append(self._measure.line(text, left, top, size))
        self._offset += len(text) + 1

    def _break(self) -> None:
        self._pages.append(
            LaidPage(
                WIDTH,
                HEIGHT,
                self._lines,
                self._marks,
                self._strokes,
                tuple(self._places),
                are_marks_numbers=True,
            )
        )
        self._lines, self._marks, self._strokes, self._places = [], [], [], []
        self._offset, self._top = 0, _MARGIN


def _clean(text: str) -> str:
    return _CONTROL.sub("", fold_radicals(text.replace("\r\n", "\n").replace("\r", "\n"))).expandtabs(4)
