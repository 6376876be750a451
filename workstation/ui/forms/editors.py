"""Editors by kind of field: flat until the pointer or the focus comes, and committed by Enter or by leaving."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionFrame,
    QTextEdit,
    QWidget,
)

from workstation.domain.fields import Field, Kind
from workstation.domain.identities import discreet
from workstation.language.pinyin import says
from workstation.ui.context import UiContext
from workstation.ui.forms.calendar import CalendarAction
from workstation.ui.forms.values import Option
from workstation.ui.widgets.base import paint_focus_ring
from workstation.ui.widgets.paint.text import paint_text

MOST_LINES = 8
_INSET = 2  # px between the inside of a line and its text, as Qt has it
NOTHING = "—"  # of a field that is empty, as a list of words shows it: a row without it looks like a heading
_OPENING = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select}


class LineEditor(QLineEdit):
    """One line. Signals: `committed(text)` only when the text changed, `entered` when the focus comes."""

    committed = Signal(str)
    entered = Signal()

    def __init__(self, context: UiContext, placeholder: str) -> None:
        super().__init__()
        self._shown = ""  # what the record holds
        self._taken = ""  # what was committed last, good or bad
        self.setFont(context.theme.font())
        self.setFixedHeight(context.theme.tokens.size.field)
        self.setProperty("flat", True)
        self.setPlaceholderText(NOTHING)
        self._hint = placeholder

    def show_text(self, text: str) -> None:
        """What the record holds; a half-typed text that differs from what was shown stays."""
        typing = self.hasFocus() and self.text() != self._taken
        self._shown = text
        if typing:
            return
        self._taken = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def typed(self) -> str:
        return self.text().strip()

    @property
    def half_typed(self) -> bool:
        """Whether the text was changed and not committed: then Ctrl+Z is the editor's own."""
        return self.text() != self._taken

    def commit(self) -> None:
        if self.text() != self._taken:
            self._taken = self.text()
            self.committed.emit(self.typed())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A value that is longer than its field ends in an ellipsis until somebody is in it: cut off, it reads as if it were
        whole."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = QStyle.SubElement.SE_LineEditContents
        room = self.style().subElementRect(inside, option, self).adjusted(_INSET, 0, -_INSET, 0)
        elided = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        if self.hasFocus() or elided == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelLineEdit, option, painter, self)
        paint_text(painter, QRectF(room), elided, self.font(), self.palette().text().color(), elide=False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.setPlaceholderText(self._hint)
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.setPlaceholderText(NOTHING)
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.setText(self._shown)
            self.commit()
        else:
            super().keyPressEvent(event)


class PersonalEditor(LineEditor):
    """A line that masks what is a person's own, such as a resident id, until F2 or a double click asks for it; it is
    masked again when the focus leaves. What is masked is read-only, so that nobody types into a mask."""

    def __init__(self, context: UiContext, placeholder: str) -> None:
        super().__init__(context, placeholder)
        self._real, self._held = "", False
        self.setToolTip(context.tr("F2 shows a masked value"))

    def show_text(self, text: str) -> None:
        self._real = text
        if not self.hasFocus() or self.isReadOnly() or not self.text():
            self.mask_again()

    def mask_again(self) -> None:
        """Read-only while there is something to mask, and while it is held."""
        shown = discreet(self._real)
        self.setReadOnly(self._held or shown != self._real)
        super().show_text(shown)

    def set_held(self, held: bool) -> None:  # noqa: FBT001 - a property setter
        """Whether it may be looked at only."""
        self._held = held
        self.mask_again()

    def _reveal(self) -> None:
        if self.isReadOnly():
            self.setReadOnly(self._held)
            self._shown = self._taken = self._real
            self.setText(self._real)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.text() == self._real:
            self.mask_again()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._reveal()
        super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._reveal()
        else:
            super().keyPressEvent(event)


class DayEditor(LineEditor):
    """A line for a day, or for a moment, with a calendar that shows its icon while the line is pointed at or typed into. A
    day that is chosen there is committed, a moment when its time of day is typed."""

    def __init__(self, context: UiContext, placeholder: str, kind: Kind) -> None:
        super().__init__(context, placeholder)
        self._calendar = CalendarAction(context, self, kind, self.commit)
        self._calendar.setVisible(False)

    def _show_icon(self) -> None:
        self._calendar.setVisible((self.underMouse() or self.hasFocus()) and not self.isReadOnly())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_icon()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_icon()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_icon()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_icon()


class ProseEditor(QPlainTextEdit):
    """Several lines, as high as the text. Enter makes a line, Ctrl+Enter or leaving commits."""

    committed = Signal(str)
    entered = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._shown = ""
        self._taken = ""
        self._least = context.theme.tokens.size.field
        self.setFont(context.theme.font())
        self.setProperty("flat", True)
        self.setTabChangesFocus(True)
        # Lines are broken at the width: a bar that came for a moment would stand over the last of them
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(NOTHING)
        self.document().setDocumentMargin(2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def show_text(self, text: str) -> None:
        typing = self.hasFocus() and self.toPlainText() != self._taken
        self._shown = text
        if typing:
            return
        self._taken = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def typed(self) -> str:
        return self.toPlainText().strip()

    @property
    def half_typed(self) -> bool:
        return self.toPlainText() != self._taken

    def commit(self) -> None:
        if self.toPlainText() != self._taken:
            self._taken = self.toPlainText()
            self.committed.emit(self.typed())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
            self.commit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()  # another width breaks the lines elsewhere

    def _grow(self) -> None:
        # QPlainTextEdit counts its document's height in lines
        lines = max(int(self.document().size().height()), 1)
        always = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(always[lines > MOST_LINES])
        line = self.fontMetrics().lineSpacing()
        self.setFixedHeight(max(min(lines, MOST_LINES) * line + 10, self._least))


class ChoiceEditor(QComboBox):
    """One of a few words. Signals as `LineEditor`; the value is committed when it is chosen. Flat as a line of a form is, or
    `boxed` where it stands alone.

    While the list is closed nothing changes the value but opening it (a click, Space, Enter, Alt+Down): the wheel and
    the other keys belong to the form around it. A value that the list lacks is shown as it is and stays."""

    committed = Signal(str)
    entered = Signal()

    def __init__(self, context: UiContext, options: Sequence[Option], *, boxed: bool = False) -> None:
        super().__init__()
        self._theme = context.theme
        self._boxed = boxed
        self._shown = ""
        self.setFont(context.theme.font())
        self.setFixedHeight(context.theme.tokens.size.field)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Qt gives a combo box the focus by the wheel: scrolling past one would make it the target
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_options(options)
        self.activated.connect(self.commit)

    def set_options(self, options: Sequence[Option]) -> None:
        self.clear()
        for option in options:
            self.addItem(option.word, option.value)
        self.show_text(self._shown)

    def show_text(self, text: str) -> None:
        self._shown = text
        self.setCurrentIndex(self.findData(text))

    def typed(self) -> str:
        return self._shown if self.currentIndex() < 0 else str(self.currentData() or "")

    def commit(self) -> None:
        if self.typed() != self._shown:
            self._shown = self.typed()
            self.committed.emit(self._shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a form must never change a value on the way
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt changes the value with arrows, Home, End, pages and letters; a letter typed here is meant for another field
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt_down = event.key() == Qt.Key.Key_Down and held == Qt.KeyboardModifier.AltModifier
        if alt_down or (not held and event.key() in _OPENING):
            self.showPopup()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._theme.tokens.size.field)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        rect = QRectF(self.rect())
        active = self._boxed or self.underMouse() or self.hasFocus()
        if active:
            painter.setPen(QPen(colours.line2, 1))
            painter.setBrush(colours.field)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = rect.adjusted(11, 0, -24, 0)
        ink = colours.ink if self._shown else self.palette().color(QPalette.ColorRole.PlaceholderText)
        paint_text(painter, inner, self.currentText() or self._shown or NOTHING, self.font(), ink)
        if active:
            box = QRectF(rect.right() - 20, rect.center().y() - 5, 12, 12)
            self._theme.paint_icon(painter, box, "chevron-down", colours.ink2)
        if self.hasFocus():
            paint_focus_ring(painter, rect, self._theme)
        painter.end()


class NameCompleter(QCompleter):
    """Offers the names that hold what is typed, in any case; names in hanzi also by pinyin."""

    def __init__(self, names: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._names = names
        self._found = QStringListModel(list(names), self)
        self.setModel(self._found)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)

    def splitPath(self, path: str) -> list[str]:
        """Qt asks this before it matches: the names are chosen here, and Qt is left to show all of them."""
        self._found.setStringList([name for name in self._names if says(name, path)])
        return [""]


class ReferenceEditor(LineEditor):
    """The name of another record, completed while typing; what is committed is its id ("" for none)."""

    def __init__(self, context: UiContext, options: Sequence[Option], placeholder: str) -> None:
        super().__init__(context, placeholder)
        self._font = context.theme.font()
        self._words: dict[str, str] = {}
        self.set_options(options)

    def set_options(self, options: Sequence[Option]) -> None:
        """The same ones again change nothing: names that are offered while the record is read anew stay."""
        words = [(option.value, option.word) for option in options]
        if words == list(self._words.items()):
            return
        self._words = dict(words)
        completer = NameCompleter([option.word for option in options], self)
        popup = completer.popup()
        if popup is not None:
            popup.setFont(self._font)
        completer.activated.connect(self.commit)
        self.setCompleter(completer)

    def commit(self) -> None:
        """What was offered goes: Qt leaves it open where the name was typed in full, and it would take the next key."""
        super().commit()
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()

    def show_text(self, text: str) -> None:
        super().show_text(self._words.get(text, text))

    def typed(self) -> str:
        """The id behind the typed name; the text itself when no record has that name (the check refuses it)."""
        typed = super().typed().casefold()
        return next(
            (value for value, word in self._words.items() if word.casefold() == typed), super().typed()
        )


Editor = LineEditor | ProseEditor | ChoiceEditor | ReferenceEditor


def hold(editor: QWidget, *, held: bool) -> None:
    """Readable and focusable, not to be typed into; let go again, a masked one stays read-only."""
    if isinstance(editor, ChoiceEditor):
        editor.setEnabled(not held)
    elif isinstance(editor, PersonalEditor):
        editor.set_held(held)
    elif isinstance(editor, LineEditor | ProseEditor | QTextEdit):
        editor.setReadOnly(held)


def make_editor(context: UiContext, field: Field, options: Sequence[Option]) -> Editor:
    """The editor of a field by its kind; `options` for choices, booleans and references."""
    tr = context.tr
    hint = tr("Type it, or select it on the page") if field.citable else tr("Type it")
    if field.kind is Kind.PROSE:
        editor: Editor = ProseEditor(context)
    elif field.kind in {Kind.CHOICE, Kind.BOOLEAN}:
        editor = ChoiceEditor(context, options)
    elif field.kind is Kind.REFERENCE:
        editor = ReferenceEditor(context, options, tr("Type a name"))
    elif field.kind in {Kind.DATE, Kind.MOMENT} and not field.personal:
        editor = DayEditor(context, hint, field.kind)
    else:
        editor = PersonalEditor(context, hint) if field.personal else LineEditor(context, hint)
    editor.setAccessibleName(tr(field.label))
    return editor


def set_bad(editor: QWidget, *, bad: bool) -> None:
    """Marks an editor whose text is no value of its field."""
    if bool(editor.property("bad")) != bad:
        editor.setProperty("bad", bad)
        editor.style().unpolish(editor)
        editor.style().polish(editor)
