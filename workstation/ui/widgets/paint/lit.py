"""Words with what stands around them, lit as a reader's marker would."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from workstation.ui.theme import Theme
from workstation.ui.widgets.paint.text import paint_text, text_width
from workstation.ui.widgets.values import Lit

_BEFORE: Final = 0.35  # of the width at most for what stands before: the words are what one looks for


def paint_lit(painter: QPainter, rect: QRectF, value: Lit, theme: Theme) -> None:
    colours, page, font = theme.colours, theme.tokens.page, theme.font()
    metrics = QFontMetricsF(font)
    before = metrics.elidedText(value.before, Qt.TextElideMode.ElideLeft, rect.width() * _BEFORE)
    left = rect.x()
    for text, lit in ((before, False), (value.words, True), (value.after, False)):
        room = rect.right() - left
        if room <= 0 or not text:
            continue
        width = min(text_width(text, font), room)
        place = QRectF(left, rect.y(), width, rect.height())
        if lit:
            marker = QRectF(left - 1, rect.center().y() - metrics.height() / 2, width + 2, metrics.height())
            painter.fillRect(marker, page.found_snippet_dark if theme.dark else page.found)
        paint_text(painter, place, text, font, colours.ink if lit else colours.ink2)
        left += width
