"""OpenDocument text (ISO/IEC 26300-1)."""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from workstation.documents.laid.flow import Block
from workstation.documents.office.parts import Parts, attribute, local
from workstation.domain.reading import PasswordNeededError, UnsupportedLockError

_SKIPPED: Final = frozenset({"tracked-changes", "sequence-decls", "forms", "change", "bookmark"})
_PARAGRAPHS: Final = frozenset({"p", "h"})


def odt_blocks(parts: Parts, passwords: tuple[str, ...]) -> Iterator[Block]:
    """Raises `PasswordNeededError` for a locked file; with a password, that such locks are not opened here."""
    root = _content(parts, passwords)
    return iter(()) if root is None else _blocks(root)


def odp_blocks(parts: Parts, passwords: tuple[str, ...]) -> Iterator[Block]:
    """The text of each slide and of its notes. Errors as of `odt_blocks`."""
    root = _content(parts, passwords)
    slides = (element for element in root.iter() if local(element) == "page") if root is not None else ()
    for number, slide in enumerate(slides, 1):
        yield Block(f"— {number} —", 2)
        yield from (block for block in _blocks(slide) if block.text.strip() or block.cells)


def _content(parts: Parts, passwords: tuple[str, ...]) -> Element | None:
    if b"encryption-data" in parts.read("META-INF/manifest.xml"):
        raise UnsupportedLockError if passwords else PasswordNeededError
    return parts.tree("content.xml")


def _blocks(parent: Element) -> Iterator[Block]:
    for element in parent:
        match local(element):
            case "p":
                yield Block("".join(_text(element)))
            case "h":
                level = attribute(element, "outline-level")
                yield Block("".join(_text(element)), int(level) if level.isdigit() else 1)
            case "table-row":
                cells = (cell for cell in element if local(cell) in {"table-cell", "covered-table-cell"})
                yield Block("", cells=tuple(map(cell_text, cells)))
            case skipped if skipped in _SKIPPED:
                pass
            case _:
                yield from _blocks(element)


def cell_text(cell: Element) -> str:
    """What stands in a cell of a table or a sheet, line by line."""
    return "\n".join(_cell(cell)).strip()


def _cell(cell: Element) -> Iterator[str]:
    for block in _blocks(cell):
        yield " | ".join(block.cells) if block.cells else block.text


def _text(parent: Element) -> Iterator[str]:
    yield parent.text or ""
    for element in parent:
        match local(element):
            case "s":
                count = attribute(element, "c")
                yield " " * min(int(count) if count.isdigit() else 1, 200)
            case "tab":
                yield "\t"
            case "line-break":
                yield "\n"
            case "note-citation" | "annotation-end":
                pass
            case skipped if skipped in _SKIPPED:
                pass
            case "note" | "annotation":
                yield f" [{' '.join(''.join(_text(inner)) for inner in element.iter() if local(inner) in _PARAGRAPHS)}] "
            case _:
                yield from _text(element)
        yield element.tail or ""
