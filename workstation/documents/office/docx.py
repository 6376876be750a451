"""Word since 2007, strict and transitional: every run of text that is printed, and what stands beside it.

Read from the XML: python-docx refuses strict files and passes over content controls, tracked insertions, text boxes and
merged-in parts, and what is passed over cannot be cited.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from workstation.documents.laid.flow import Block, blocks_of
from workstation.documents.office.drawings import drawn_blocks, lettering
from workstation.documents.office.numbering import Numbering
from workstation.documents.office.parts import Parts, attribute, child, local
from workstation.domain.reading import DamagedFileError

_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "tblPr", "sectPr", "Fallback"}
)
_HEADING: Final = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE: Final = frozenset({"title", "标题"})
_NOTES: Final = (
    ("word/footnotes.xml", "footnote"),
    ("word/endnotes.xml", "endnote"),
    ("word/comments.xml", "comment"),
)


def docx_blocks(parts: Parts) -> Iterator[Block]:
    """Headers first, then the body, then footers, notes and comments, and what charts and diagrams say."""
    reader = _Reader(parts)
    for name in parts.named("word/header", ".xml"):
        yield from reader.part(name)
    yield from reader.part("word/document.xml")
    for name in parts.named("word/footer", ".xml"):
        yield from reader.part(name)
    for name, tag in _NOTES:
        yield from reader.notes(name, tag)
    yield from drawn_blocks(parts, "word/")


def flat_blocks(data: bytes) -> Iterator[Block]:
    """A Word file of 2003 that is one XML tree."""
    try:
        root = fromstring(data)  # noqa: S314 - see `Parts.tree`
    except ParseError as error:
        raise DamagedFileError from error
    body = next((element for element in root if local(element) == "body"), root)
    return _Reader(None).blocks(body)


class _Reader:
    def __init__(self, parts: Parts | None) -> None:
        self._parts = parts
        styles = self._tree("word/styles.xml")
        self._levels = dict(_heading_styles(styles))
        self._numbering = Numbering(self._tree("word/numbering.xml"), styles)

    def _tree(self, name: str) -> Element | None:
        return self._parts.tree(name) if self._parts is not None else None

    def part(self, name: str) -> Iterator[Block]:
        root = self._tree(name)
        if root is not None:
            yield from self.blocks(root)

    def notes(self, name: str, tag: str) -> Iterator[Block]:
        """Without the separators that Word keeps among them."""
        root = self._tree(name)
        for note in root if root is not None else ():
            if local(note) == tag and not attribute(note, "type"):
                author = attribute(note, "author")
                text = " ".join(block.text for block in self.blocks(note) if block.text)
                if text:
                    yield Block(f"[{author}: {text}]" if author else f"[{text}]")

    def blocks(self, parent: Element) -> Iterator[Block]:
        for element in parent:
            match local(element):
                case "p":
                    yield from self._paragraph(element)
                case "tbl":
                    yield from self._table(element)
                case "altChunk":
                    yield from self._chunk(element)
                case skipped if skipped in _SKIPPED:
                    pass
                case _:
                    yield from self.blocks(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        text = "".join(_runs(element))
        label = self._numbering.label(element) if text.strip() else ""
        joined = f"{label} {text}" if label and not label.endswith(("条", "章", "、")) else label + text
        yield Block(joined, self._level(element))
        for box in element.iter():
            if local(box) == "txbxContent" and not _in_fallback(element, box):
                yield from self.blocks(box)
        yield from map(Block, dict.fromkeys(lettering(element)))

    def _level(self, paragraph: Element) -> int:
        properties = child(paragraph, "pPr")
        style = child(properties, "pStyle") if properties is not None else None
        return self._levels.get(attribute(style, "val"), 0) if style is not None else 0

    def _table(self, table: Element) -> Iterator[Block]:
        for row in _found(table, "tr"):
            cells = tuple(
                "\n".join(_cell_lines(block) for block in self.blocks(cell)).strip()
                for cell in _found(row, "tc")
            )
            yield Block("", cells=cells)

    def _chunk(self, element: Element) -> Iterator[Block]:
        """A part that Word would merge in when it opens the file."""
        target = self._target(attribute(element, "id"))
        data = self._parts.read(target) if self._parts is not None else b""
        if data:
            from workstation.documents.html import read_html  # noqa: PLC0415 - few files have such parts

            yield from blocks_of(read_html(data).root.shown())

    def _target(self, relation: str) -> str:
        relations = self._tree("word/_rels/document.xml.rels")
        for found in relations if relations is not None else ():
            if found.get("Id") == relation and found.get("TargetMode") != "External":
                target = found.get("Target", "")
                return target.removeprefix("/") if target.startswith("/") else f"word/{target}"
        return ""


def _cell_lines(block: Block) -> str:
    """A table inside a cell is read row by row."""
    return " | ".join(block.cells) if block.cells else block.text


def _heading_styles(styles: Element | None) -> Iterator[tuple[str, int]]:
    for style in styles if styles is not None else ():
        name = child(style, "name") if local(style) == "style" else None
        if name is None:
            continue
        written = attribute(name, "val")
        found = _HEADING.match(written)
        if found or written.lower() in _TITLE:
            yield attribute(style, "styleId"), int(found[1]) if found else 1


def _found(parent: Element, tag: str) -> Iterator[Element]:
    """The children of that tag, also inside content controls and tracked insertions."""
    for element in parent:
        if local(element) == tag:
            yield element
        elif local(element) in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            yield from _found(element, tag)


def _runs(parent: Element) -> Iterator[str]:
    """The text of a paragraph. Text boxes are blocks of their own."""
    for element in parent:
        match local(element):
            case "t" | "delInstrText":
                yield element.text or ""
            case "tab" | "ptab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "sym":
                yield "\u25a1"
            case "txbxContent":
                pass
            case skipped if skipped in _SKIPPED:
                pass
            case _:
                yield from _runs(element)


def _in_fallback(paragraph: Element, box: Element) -> bool:
    """Word writes a text box twice: for itself, and for readers that know no shapes."""
    return any(
        inner is box
        for fallback in paragraph.iter()
        if local(fallback) == "Fallback"
        for inner in fallback.iter()
    )
