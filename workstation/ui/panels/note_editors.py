"""Heading and text of a note: as large as a page to write on."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit

from workstation.domain.rich_text import LineKind, parse, written
from workstation.ui.context import UiContext
from workstation.ui.forms.editors import LineEditor
from workstation.ui.panels.rich_document import CHIP, ChipObject, Chips, RichDocument, kind_of

RICH: Final = "application/x-npl-rich-text"
_BEGINNINGS: Final = {
    "-": LineKind.BULLET,
    "*": LineKind.BULLET,
    "#": LineKind.HEADING,
    "1.": LineKind.NUMBER,
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HeadingEditor(LineEditor):
    def __init__(self, context: UiContext) -> None:
        super().__init__(context, context.tr("Heading"))
        self.setFont(context.theme.font(context.theme.tokens.type.item, 600))
        self.setAccessibleName(context.tr("Heading"))
        self.setFixedHeight(34)


class BodyEditor(QTextEdit):
    """Rich text (`domain.rich_text`) of 15 px on lines of 1.5 (look.md 5). What is pasted from elsewhere comes as
    plain text; nothing is ever loaded. Signals: `committed(text)` only when the text changed, `entered` when the
    focus comes, `caret_moved(line, character as shown)`, `place_chosen(citation id)` for a chip."""

    committed = Signal(str)
    entered = Signal()
    caret_moved = Signal(int, int)
    place_chosen = Signal(str)

    def __init__(self, context: UiContext, chips: Chips) -> None:
        super().__init__()
        font = context.theme.font(context.theme.tokens.type.item)
        self._shown = ""  # what the record holds
        self._taken = ""  # what was committed last
        page = context.theme.tokens.page
        self._found = page.found_snippet_dark if context.theme.dark else page.found
        self.setFont(font)
        self.setProperty("flat", True)
        self.setTabChangesFocus(True)
        self.setAcceptRichText(False)
        self.document().setDocumentMargin(2)
        self.document().setIndentWidth(22)
        self._rich = RichDocument(self.document(), font)
        self._objects = ChipObject(context.theme, chips, self.document())
        self.document().documentLayout().registerHandler(CHIP, self._objects)
        self.setAccessibleName(context.tr("Text of the note"))
        self.setPlaceholderText(context.tr("Write here. What you write is kept when you leave it."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(120)
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._caret)

    # the text

    def kept_text(self) -> str:
        """As it is kept."""
        return self._rich.text()

    def show_text(self, text: str) -> None:
        """What the record holds; a half-typed text that differs from what was shown stays."""
        typing = self.hasFocus() and self.half_typed
        self._shown = text
        if typing:
            return
        if self.kept_text() != written(parse(text)):
            self.put(text)
        self._taken = self.kept_text()
        self.viewport().update()

    def put(self, text: str) -> None:
        """Replaces what stands in the editor; nothing is committed."""
        self.clear()
        self.document().setUndoRedoEnabled(False)
        self._rich.put(QTextCursor(self.document()), parse(text))
        self.document().setUndoRedoEnabled(True)

    @property
    def half_typed(self) -> bool:
        """Whether the text was changed and not committed: then Ctrl+Z is the editor's own."""
        return self.kept_text() != self._taken

    def commit(self) -> None:
        if self.half_typed:
            self._taken = self.kept_text()
            self.committed.emit(self._taken if self._taken.strip() else "")

    # looks

    def toggle_bold(self) -> None:
        shown = QTextCharFormat()
        bold = self.fontWeight() >= QFont.Weight.Bold
        heading = kind_of(self.textCursor().block()) is LineKind.HEADING
        ordinary = QFont.Weight.DemiBold if heading else QFont.Weight.Normal
        shown.setFontWeight(ordinary if bold else QFont.Weight.Bold)
        self.mergeCurrentCharFormat(shown)

    def toggle_italic(self) -> None:
        shown = QTextCharFormat()
        shown.setFontItalic(not self.fontItalic())
        self.mergeCurrentCharFormat(shown)

    def toggle(self, kind: LineKind) -> None:
        """The lines of the selection become of this kind, plain when they are."""
        cursor = self.textCursor()
        wanted = LineKind.PLAIN if kind_of(cursor.block()) is kind else kind
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        cursor.beginEditBlock()
        block = self.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            self._rich.set_kind(QTextCursor(block), wanted)
            block = block.next()
        cursor.endEditBlock()

    def mark_words(self, words: list[str]) -> int:
        """Lights every place where one of the words stands, whatever the case; returns how many there are."""
        found: list[QTextEdit.ExtraSelection] = []
        shown = QTextCharFormat()
        shown.setBackground(QColor(self._found))
        for word in words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = cursor, shown
                found.append(selection)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(found)
        return len(found)

    def step_to(self, words: list[str], step: int) -> bool:
        """Selects the next (1) or the previous (-1) place of the words; False when there is none on that side."""
        here = self.textCursor()
        places = sorted(
            (found.cursor.selectionStart(), found.cursor.selectionEnd()) for found in self.extraSelections()
        )
        if step > 0:
            after = [place for place in places if place[0] >= here.selectionEnd()]
        else:
            after = [place for place in reversed(places) if place[1] <= here.selectionStart()]
        if not after or not words:
            return False
        here.setPosition(after[0][0])
        here.setPosition(after[0][1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(here)
        self.ensureCursorVisible()
        return True

    def _caret(self) -> None:
        if self.hasFocus():
            self.caret_moved.emit(*self._rich.caret(self.textCursor().position()))

    # what comes from outside

    def loadResource(self, type: int, name: QUrl | str) -> None:  # noqa: A002 - Qt's name
        """A text names no pictures and no files that could be read."""

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        lines = self._rich.lines(cursor.selectionStart(), cursor.selectionEnd())
        data = QMimeData()
        data.setText("\n".join(line.text for line in lines))
        data.setData(RICH, written(lines).encode())
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if not source.hasFormat(RICH):
            self.insertPlainText(source.text())
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        self._rich.put(cursor, parse(bytes(source.data(RICH).data()).decode()))
        cursor.endEditBlock()

    # keys and pointer

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()
        self._caret()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _look(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        look = _look(event)
        if look is not None:
            look(self)
        elif event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open_or_commit()
        elif event.key() == Qt.Key.Key_Escape and self.kept_text() != written(parse(self._shown)):
            self.put(self._shown)
            self.commit()
        elif not self._line_key(event):
            super().keyPressEvent(event)

    def _line_key(self, event: QKeyEvent) -> bool:
        """Signs at the beginning of a line make it a list or a heading; Enter on an empty line of a list and
        Backspace at its beginning make it plain again."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        block, kind = cursor.block(), kind_of(cursor.block())
        begun = _BEGINNINGS.get(block.text())
        if event.text() == " " and kind is LineKind.PLAIN and begun and cursor.atBlockEnd():
            cursor.beginEditBlock()
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self._rich.set_kind(cursor, begun)
            cursor.endEditBlock()
            return True
        leaves = event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart()
        leaves = leaves or (event.key() in _ENTER and not block.text())
        if leaves and kind is not LineKind.PLAIN:
            self._rich.set_kind(cursor, LineKind.PLAIN)
            return True
        if event.key() in _ENTER and kind is LineKind.HEADING:
            cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
            self._rich.set_kind(cursor, LineKind.PLAIN)
            self.setTextCursor(cursor)
            return True
        return False

    def _open_or_commit(self) -> None:
        """The place of the chip at the caret, else what is typed is kept."""
        at = self.textCursor().position()
        citation = self._rich.citation_at(at) or (self._rich.citation_at(at - 1) if at else "")
        self.commit()
        if citation:
            self.place_chosen.emit(citation)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.citation_under(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        citation = self.citation_under(event.position().toPoint())
        if citation and event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.place_chosen.emit(citation)

    def citation_under(self, point: QPoint) -> str:
        """The cited place whose chip lies under a point of the viewport; "" for none."""
        offset = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        at = self.document().documentLayout().hitTest(point + offset, Qt.HitTestAccuracy.ExactHit)
        if at < 0:
            return ""
        return next(
            (
                found
                for place in (at, at - 1)
                if place >= 0 and self._over(place, point)
                for found in (self._rich.citation_at(place),)
                if found
            ),
            "",
        )

    def _over(self, position: int, point: QPoint) -> bool:
        """Whether the character after a position lies under a point."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        left = self.cursorRect(cursor).left()
        cursor.setPosition(min(position + 1, self.document().characterCount() - 1))
        right = self.cursorRect(cursor).left()
        return left <= point.x() <= right or right < left


_LOOKS: Final[dict[str, Callable[[BodyEditor], None]]] = {
    "Ctrl+B": BodyEditor.toggle_bold,
    "Ctrl+I": BodyEditor.toggle_italic,
    "Ctrl+L": lambda editor: editor.toggle(LineKind.BULLET),
    "Ctrl+Shift+L": lambda editor: editor.toggle(LineKind.NUMBER),
    "Ctrl+T": lambda editor: editor.toggle(LineKind.HEADING),
}


def _look(event: QKeyEvent) -> Callable[[BodyEditor], None] | None:
    """What a key of the text's own does."""
    keys = QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)
    return _LOOKS.get(keys)
