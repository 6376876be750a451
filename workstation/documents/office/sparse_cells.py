"""Sparse workbooks (cells far apart). The reader of sheets lays out the rectangle that holds all cells of a sheet: one stray cell
in the last corner makes seventeen thousand million of them. Before it reads, such cells are moved together, and their places kept.
"""

import io
import re
import zipfile
from array import array
from collections.abc import Iterator, Mapping
from typing import Final

from workstation.documents.laid.grid import Row, column_letters
from workstation.documents.office.parts import Parts, attribute, local
from workstation.documents.office.sparse_xlsb import binary_rectangle, binary_sheets, moved_binary
from workstation.domain.reading import DamagedFileError, ReadingError

_BOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_MEDIA: Final = "xl/media/"
_RECTANGLE: Final = 30_000_000  # cells that the reader may lay out: no sheet of 26 columns has more
_CELL: Final = re.compile(rb"""(<(?:\w+:)?c(?=\s)[^<>]*?\sr=["'])([A-Z]{1,3})(\d{1,7})(?=["'])""")
_ANY_CELL: Final = re.compile(rb"<(?:\w+:)?c[\s/>]")
_WIDE: Final = re.compile(rb"""\sr=["'][A-Z]{2,3}\d""")
_PLACE: Final = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_COLUMNS: Final = 500  # of the sheet that they are moved into
_MOST_COLUMNS: Final = 16_384  # a place is row * _MOST_COLUMNS + column, both from 0


def moved_together(data: bytes) -> tuple[bytes, Mapping[str, "array[int]"]]:
    """A workbook of the newer kind in which the cells of such sheets stand side by side, and where they stood, by the name of
    the sheet. What has no such sheet comes back as it is."""
    if not data.startswith(b"PK"):
        return data, {}
    try:
        parts = Parts(data)
        changed = {part: (name, moved) for name, part, moved in _sparse_parts(parts)}
        if not changed:
            return data, {}
        together = rewritten(parts, {part: content for part, (_, (content, _places)) in changed.items()})
    except ReadingError:  # the reader itself says what is wrong with the file
        return data, {}
    return together, {name: places for name, (_content, places) in changed.values()}


def _sparse_parts(parts: Parts) -> Iterator[tuple[str, str, tuple[bytes, "array[int]"]]]:
    """Sheets by name and part, with what they are made into."""
    for name, part in _sheets(parts):
        content = parts.read(part)
        if _rectangle(content) > _RECTANGLE:
            yield name, part, _moved(content)
    for name, part in binary_sheets(parts):
        content = parts.read(part)
        if binary_rectangle(content) > _RECTANGLE:
            yield name, part, moved_binary(content, _COLUMNS, _place)


def _place(row: int, column: int) -> int:
    return row * _MOST_COLUMNS + column


def rows_of(cells: Iterator[list[str]], places: "array[int]", left: int) -> Iterator[Row]:
    """The rows as they were, from those of the moved cells; `left` is the first column that the reader gives."""
    found = sorted(
        (places[place], text)
        for row, texts in enumerate(cells)
        for place, text in enumerate(texts, row * _COLUMNS + left)
        if text
    )
    at = 0
    while at < len(found):
        number = found[at][0] // _MOST_COLUMNS
        end = at
        while end < len(found) and found[end][0] // _MOST_COLUMNS == number:
            end += 1
        columns = tuple(place % _MOST_COLUMNS for place, _ in found[at:end])
        yield Row(number + 1, columns, tuple(text for _, text in found[at:end]))
        at = end


def _sheets(parts: Parts) -> Iterator[tuple[str, str]]:
    """Name and part of each sheet."""
    book, relations = parts.tree(_BOOK), parts.tree(_RELATIONS)
    if book is None or relations is None:
        return
    targets = {attribute(each, "Id"): attribute(each, "Target") for each in relations}
    for element in book.iter():
        if local(element) == "sheet":
            target = targets.get(attribute(element, "id"), "")
            yield (
                attribute(element, "name"),
                target.removeprefix("/") if target.startswith("/") else f"xl/{target}",
            )


def _rectangle(content: bytes) -> int:
    """How many cells lie between the first and the last: by the last cell of each row, which is the farthest."""
    if not _WIDE.search(content):
        return 0
    columns = rows = at = 0
    while (end := content.find(b"row>", at)) != -1:
        found = _PLACE.match(
            content, max(content.rfind(b' r="', at, end), content.rfind(b" r='", at, end)) + 4
        )
        if found:
            columns, rows = max(columns, _column(found[1]) + 1), max(rows, int(found[2]))
        at = end + 4
    return columns * rows


def _moved(content: bytes) -> tuple[bytes, "array[int]"]:
    places = array("Q")
    letters = tuple(column_letters(column).encode() for column in range(_COLUMNS))

    def moved(cell: re.Match[bytes]) -> bytes:
        row, column = divmod(len(places), _COLUMNS)
        places.append(_place(int(cell[3]) - 1, _column(cell[2])))
        return b"%s%s%d" % (cell[1], letters[column], row + 1)

    together = _CELL.sub(moved, content)
    if len(places) != sum(1 for _ in _ANY_CELL.finditer(content)):
        raise DamagedFileError  # some cells say where they are and some do not
    return together, places


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column - 1


def rewritten(parts: Parts, changed: Mapping[str, bytes]) -> bytes:
    """A package with other content in some of its parts, and without its pictures."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as book:
        for name in parts.names:
            if not name.startswith(_MEDIA):
                book.writestr(name, changed.get(name) or parts.read(name))
    return target.getvalue()
