"""The line above the page that says what was noticed in the document when it was read."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workstation.application.read_sentences import learned_sentences, one_after_another
from workstation.domain.documents import Version
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import ElidedLabel, Label, row


class NoticeLine(QWidget):
    """Only there where something is to be said; shortened, with all of it as its tooltip."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self.setFixedHeight(context.theme.tokens.size.target_bar)
        mark = Label(context)
        mark.setPixmap(context.icons.pixmap("info", context.theme.colours.high, 16, self.devicePixelRatioF()))
        self.words = ElidedLabel(context, tone="ink2")
        line = row(mark, margins=(14, 0, 12, 0))
        line.addWidget(self.words, 1)
        self.setLayout(line)
        self.hide()

    def show_version(self, version: Version | None) -> None:
        """What is known of it; nothing without one."""
        tr = self._context.tr
        text = one_after_another(tr, learned_sentences(tr, version)) if version is not None else ""
        self.words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        colours = self._context.theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.chrome)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.line)
        painter.end()
