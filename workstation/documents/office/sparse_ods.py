"""Sparse OpenDocument spreadsheets (cells far apart). The reader of sheets refuses or lays out the whole rectangle, so these
are read from their XML, filled cells alone."""

import io
import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError, iterparse

from workstation.documents.laid.grid import CELLS, Row, Sheet
from workstation.documents.office.odt import cell_text
from workstation.documents.office.parts import Parts, attribute, local
from workstation.documents.office.values import shown
from workstation.domain.reading import ReadingError, TooManyCellsError

_CONTENT: Final = "content.xml"
_RECTANGLE: Final = 8_000_000  # cells that the reader may lay out, 60 bytes each
# a long run of equal cells that ends no row, or of equal rows that ends no table: what fills a table up does
_RUN: Final = re.compile(
    rb'number-columns-repeated="\d{3,}"[^<>]*/>\s*<(?!/)'
    rb'|number-rows-repeated="\d{4,}"[^<>]*>(?:\s*<[^<>]*table-cell[^<>]*/>)*\s*</[^<>]*table-row>\s*<(?!/)'
)
_KINDS: Final = frozenset({"table-cell", "covered-table-cell"})


def sparse_sheets(data: bytes) -> tuple[Sheet, ...]:
    """All sheets, if the cells of one of them lie far apart; else none, and for what is no such file."""
    if not data.startswith(b"PK"):
        return ()
    try:
        content = Parts(data).read(_CONTENT)
    except ReadingError:  # the reader itself says what is wrong with the file
        return ()
    if not _RUN.search(content):
        return ()
    try:
        sheets = tuple(_tables(content))
    except ParseError:
        return ()
    return sheets if any(_rectangle(list(sheet.rows)) > _RECTANGLE for sheet in sheets) else ()


def _rectangle(rows: list[Row]) -> int:
    return max((row.columns[-1] + 1 for row in rows), default=0) * (rows[-1].number if rows else 0)


def _tables(content: bytes) -> Iterator[Sheet]:
    name, rows, number, cells = "", list[Row](), 1, 0
    for event, element in iterparse(io.BytesIO(content), ("start", "end")):  # noqa: S314 - by an expat that refuses bombs
        match local(element), event:
            case "table", "start":
                name, rows, number = attribute(element, "name"), [], 1
            case "table", "end":
                yield Sheet(name, rows)
            case "table-row", "end":
                repeated = _repeated(element, "number-rows-repeated")
                columns, texts = _filled(element)
                cells += len(columns) * repeated
                if cells > CELLS:
                    raise TooManyCellsError
                rows += [Row(at, columns, texts) for at in range(number, number + repeated) if columns]
                number += repeated
                element.clear()


def _filled(row: Element) -> tuple[tuple[int, ...], tuple[str, ...]]:
    columns, texts, column = list[int](), list[str](), 0
    for cell in row:
        if local(cell) not in _KINDS:
            continue
        repeated = _repeated(cell, "number-columns-repeated")
        text = _shown(cell)
        if text:
            if repeated + len(columns) > CELLS:
                raise TooManyCellsError
            columns += range(column, column + repeated)
            texts += [text] * repeated
        column += repeated
    return tuple(columns), tuple(texts)


def _repeated(element: Element, name: str) -> int:
    value = attribute(element, name)
    return max(int(value), 1) if value.isdigit() and len(value) < 10 else 1


def _shown(cell: Element) -> str:
    """The value itself, as with other sheets, where it has one that is no text."""
    match attribute(cell, "value-type"):
        case "float" | "percentage" | "currency":
            return _number(attribute(cell, "value"))
        case "date":
            return attribute(cell, "date-value").replace("T", " ").removesuffix(" 00:00:00")
        case "boolean":
            return attribute(cell, "boolean-value").upper()
        case _:
            return cell_text(cell)


def _number(text: str) -> str:
    try:
        return shown(float(text))
    except ValueError:
        return text
