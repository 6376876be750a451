"""Workbooks with sheets that hold no cells (modules and dialogs of old macros, macro sheets): the reader of sheets refuses the
whole of them, so the list of sheets is cut down to those with cells before it reads again."""

import re
from typing import Final

from workstation.documents.office.parts import Parts, attribute
from workstation.documents.office.sparse_cells import rewritten
from workstation.documents.office.sparse_xlsb import bundles, without_bundles
from workstation.domain.reading import ReadingError

_BOOK: Final = "xl/workbook.xml"
_BINARY_BOOK: Final = "xl/workbook.bin"
_SHEET: Final = re.compile(rb"<(?:\w+:)?sheet\s[^<>]*?/>")
_ID: Final = re.compile(rb"""\s\w+:id\s*=\s*["']([^"']*)["']""")
_WITH_CELLS: Final = "/worksheet"


def cells_alone(data: bytes) -> bytes | None:
    """The workbook without such sheets; None where it has none, or is no such workbook."""
    if not data.startswith(b"PK"):
        return None
    try:
        parts = Parts(data)
        for book, cut in ((_BOOK, _cut), (_BINARY_BOOK, _cut_binary)):
            content = parts.read(book)
            kept = _sheets_with_cells(parts, book) if content else frozenset()
            if kept and (changed := cut(content, kept)) != content:
                return rewritten(parts, {book: changed})
    except ReadingError:
        pass  # the reader itself says what is wrong with the file
    return None


def _sheets_with_cells(parts: Parts, book: str) -> frozenset[str]:
    """The ids of their relations."""
    relations = parts.tree(f"xl/_rels/{book.rpartition('/')[2]}.rels")
    return frozenset(
        attribute(each, "Id")
        for each in (relations if relations is not None else ())
        if attribute(each, "Type").endswith(_WITH_CELLS)
    )


def _cut(content: bytes, kept: frozenset[str]) -> bytes:
    def sheet(found: re.Match[bytes]) -> bytes:
        relation = _ID.search(found[0])
        return found[0] if relation and relation[1].decode("utf-8", "replace") in kept else b""

    return _SHEET.sub(sheet, content)


def _cut_binary(content: bytes, kept: frozenset[str]) -> bytes:
    listed = [relation for relation, _ in bundles(content)]
    gone = [relation for relation in listed if relation not in kept]
    # a list in which none is known is of a form that only its own program reads
    return without_bundles(content, gone) if 0 < len(gone) < len(listed) else content
