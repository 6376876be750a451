"""Key caps with the word of what they do, as they stand in the strip and on the welcome panel."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.paint.chip import key_cap_width, paint_key_cap
from workstation.ui.widgets.paint.text import paint_text, text_width
from workstation.ui.widgets.values import KeyHint

GAP = 8


class KeyCap(QWidget):
    """One key, and its word when it has one."""

    def __init__(self, context: UiContext, hint: KeyHint) -> None:
        super().__init__()
        self._theme = context.theme
        self._hint = hint
        self.setAccessibleName(f"{hint.key} {hint.word}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = key_cap_width(self._hint.key, self._theme)
        if self._hint.word:
            font = self._theme.font(self._theme.tokens.type.caption)
            width += GAP + round(text_width(self._hint.word, font)) + 2
        return QSize(width, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        cap = key_cap_width(self._hint.key, self._theme)
        paint_key_cap(painter, QRectF(0, 0, cap, self.height()), self._hint.key, self._theme)
        rest = QRectF(cap + GAP, 0, self.width() - cap - GAP, self.height())
        font = self._theme.font(self._theme.tokens.type.caption)
        paint_text(painter, rest, self._hint.word, font, self._theme.colours.ink2)
        painter.end()
