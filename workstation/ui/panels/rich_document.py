"""A rich text in a QTextDocument and back: lines are blocks, a cited place is one character drawn as its chip."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)

from workstation.domain.rich_text import LineKind, RichLine, Span, written
from workstation.ui.theme import Theme
from workstation.ui.widgets.paint.chip import chip_size, paint_chip
from workstation.ui.widgets.values import Chip

CHIP: Final = int(QTextFormat.ObjectTypes.UserObject) + 1
CITATION: Final = int(QTextFormat.Property.UserProperty) + 1
WORD: Final = CITATION + 1
SIGN: Final = "\ufffc"  # what Qt keeps in the text for an object
_STYLES: Final = {
    LineKind.BULLET: QTextListFormat.Style.ListDisc,
    LineKind.NUMBER: QTextListFormat.Style.ListDecimal,
}
_KINDS: Final = {style: kind for kind, style in _STYLES.items()}
HEADING_PX: Final = 2  # larger than the text

Chips = Callable[[str, str], Chip]  # the id of a citation and the word that stands in the text


class ChipObject(QPyTextObject):
    """Draws the chips of one document; `chips` says how each is shown now."""

    def __init__(self, theme: Theme, chips: Chips, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._chips = chips

    def _chip(self, shown: QTextFormat) -> Chip:
        return self._chips(str(shown.property(CITATION)), str(shown.property(WORD)))

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:  # noqa: A002, ARG002 - Qt's names
        size = chip_size(self._chip(format), self._theme)
        return QSizeF(size.width() + 2, size.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | Any,
        doc: QTextDocument,  # noqa: ARG002
        posInDocument: int,  # noqa: ARG002
        format: QTextFormat,  # noqa: A002
    ) -> None:
        painter.save()
        paint_chip(painter, QRectF(rect), self._chip(format), self._theme)
        painter.restore()


class RichDocument:
    """Reads and writes the document of an editor."""

    def __init__(self, document: QTextDocument, font: QFont) -> None:
        self._document = document
        self._font = font

    def put(self, cursor: QTextCursor, lines: tuple[RichLine, ...]) -> None:
        """Inserts lines at a cursor; the first goes on in the line of the cursor."""
        for number, line in enumerate(lines):
            if number:
                cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            if number or not cursor.block().text():
                self.set_kind(cursor, line.kind)
            heading = kind_of(cursor.block()) is LineKind.HEADING
            for span in line.spans:
                shown = self.format_of(span, heading=heading)
                cursor.insertText(SIGN if span.citation else span.text, shown)

    def set_kind(self, cursor: QTextCursor, kind: LineKind) -> None:
        """Makes the line of the cursor a heading, part of a list, or plain."""
        block = cursor.block()
        held = block.textList()
        if held is not None:
            held.remove(block)
        plain = QTextBlockFormat()
        plain.setHeadingLevel(1 if kind is LineKind.HEADING else 0)
        cursor.setBlockFormat(plain)
        if kind in _STYLES:
            before = block.previous()
            above = before.textList() if before.isValid() and kind_of(before) is kind else None
            if above is not None:
                above.add(block)
            else:
                cursor.createList(_STYLES[kind])
        self._set_size(block, heading=kind is LineKind.HEADING)

    def _set_size(self, block: QTextBlock, *, heading: bool) -> None:
        """The letters of the line and those that will be typed into it."""
        parts = [(part.start, part.length, part.format.fontWeight()) for part in block.textFormats()]
        for start, length, weight in parts:
            letters = QTextCursor(block)
            letters.setPosition(block.position() + start)
            letters.setPosition(block.position() + start + length, QTextCursor.MoveMode.KeepAnchor)
            letters.mergeCharFormat(self._look(heading=heading, bold=weight >= QFont.Weight.Bold))
        QTextCursor(block).mergeBlockCharFormat(self._look(heading=heading))

    def _look(self, *, heading: bool, bold: bool = False) -> QTextCharFormat:
        """A heading is larger and half bold, which is no bold of the text."""
        shown = QTextCharFormat()
        size = self._font.pixelSize() + (HEADING_PX if heading else 0)
        shown.setProperty(QTextFormat.Property.FontPixelSize, size)
        ordinary = QFont.Weight.DemiBold if heading else QFont.Weight.Normal
        shown.setFontWeight(QFont.Weight.Bold if bold else ordinary)
        return shown

    def format_of(self, span: Span, *, heading: bool = False) -> QTextCharFormat:
        shown = self._look(heading=heading, bold=span.bold)
        shown.setFontItalic(span.italic)
        if span.citation:
            shown.setObjectType(CHIP)
            shown.setProperty(CITATION, span.citation)
            shown.setProperty(WORD, span.text)
            shown.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignMiddle)
        return shown

    def lines(self, first: int = 0, last: int | None = None) -> tuple[RichLine, ...]:
        """What stands between two positions, all when left out."""
        end = self._document.characterCount() - 1 if last is None else last
        found: list[RichLine] = []
        block = self._document.findBlock(first)
        while block.isValid() and block.position() <= end:
            spans = tuple(_spans(block, first - block.position(), end - block.position()))
            found.append(RichLine(kind_of(block), spans))
            block = block.next()
        return tuple(found)

    def text(self) -> str:
        return written(self.lines())

    def caret(self, position: int) -> tuple[int, int]:
        """A position as line and character of the text as shown, where a chip is as long as its word."""
        block = self._document.findBlock(position)
        before = _spans(block, 0, position - block.position())
        return block.blockNumber(), sum(len(span.text) for span in before)

    def citation_at(self, position: int) -> str:
        """The cited place whose chip is the character after a position; "" for none."""
        block = self._document.findBlock(position)
        for span in _spans(block, position - block.position(), position - block.position() + 1):
            return span.citation
        return ""


def kind_of(block: QTextBlock) -> LineKind:
    if block.blockFormat().headingLevel():
        return LineKind.HEADING
    held = block.textList()
    return LineKind.PLAIN if held is None else _KINDS.get(held.format().style(), LineKind.BULLET)


def _spans(block: QTextBlock, first: int, last: int) -> Iterator[Span]:
    """The parts of a block between two of its characters, each of one look."""
    text = block.text()
    for part in block.textFormats():
        start, end = max(part.start, first), min(part.start + part.length, last, len(text))
        shown: QTextCharFormat = part.format
        said = text[start:end]
        bold, italic = shown.fontWeight() >= QFont.Weight.Bold, shown.fontItalic()
        citation = shown.property(CITATION)
        if not said:
            continue
        if citation:
            word = Span(str(shown.property(WORD)), bold, italic, str(citation))
            yield from [word] * said.count(SIGN)
        else:
            yield Span(said.replace(SIGN, "").replace("\u2028", " "), bold, italic)
