"""On top of the checklist: the weighted score, what it is made of, and the tick of the gate."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.application.readiness import LotReadiness
from workstation.domain.checklists.answers import GATE, CheckStatus
from workstation.language.formats import rounded
from workstation.ui.context import UiContext
from workstation.ui.widgets.paint.meters import paint_shares
from workstation.ui.widgets.paint.text import RIGHT, paint_text, text_width
from workstation.ui.widgets.values import Shares

HEIGHT = 78
SCORE = 118  # px: the score with its caption
SQUARE = 8
PARTS = ("evid", "accent", "bar_mute", "line2")


class ScoreHead(QWidget):
    """Score out of 100 at the left, the bar with its gate and its legend at the right."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._score = ""
        self._shares = Shares(())
        self._legend: tuple[str, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_readiness(self, ready: LotReadiness) -> None:
        tr = self._context.tr
        self._score = rounded(ready.whole.score * 100, 1)
        parts = (ready.seen, ready.copies, ready.requested)
        shares = tuple((float(part), colour) for part, colour in zip(parts, PARTS[:3], strict=True) if part)
        self._shares = Shares(shares, float(GATE))
        count = {status: ready.counts.get(status, 0) for status in CheckStatus}
        self._legend = (
            tr(
                "Original or verified {count}",
                count=count[CheckStatus.VERIFIED] + count[CheckStatus.ORIGINAL_SEEN],
            ),
            tr("Copy {count}", count=count[CheckStatus.COPY_SEEN]),
            tr("Requested {count}", count=count[CheckStatus.REQUESTED]),
            tr(
                "Not requested {open} · refused {refused} · missing {missing}",
                open=count[CheckStatus.NOT_REQUESTED],
                refused=count[CheckStatus.REFUSED],
                missing=count[CheckStatus.MISSING],
            ),
        )
        left_out = tr("Does not apply {count}", count=count[CheckStatus.NOT_APPLICABLE])
        score = tr("Readiness {score} of 100, a plain bid needs {gate}", **self._words())
        self.setAccessibleName(". ".join((score, *self._legend, left_out)))
        self.setToolTip("\n".join((*self._legend, left_out)))
        self.update()

    def _words(self) -> dict[str, str]:
        return {"score": self._score, "gate": rounded(GATE * 100, 0)}

    def sizeHint(self) -> QSize:
        return QSize(480, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        theme, tr = self._context.theme, self._context.tr
        scale, colours = theme.tokens.type, theme.colours
        inset = theme.tokens.space.page_inset
        caption = theme.font(scale.caption)
        painter = QPainter(self)
        score = QRectF(inset, 12, SCORE, 30)
        paint_text(painter, score, self._score, theme.font(scale.figure, 600), colours.ink, elide=False)
        paint_text(painter, QRectF(inset, 46, SCORE, 18), tr("weighted, of 100"), caption, colours.ink3)
        bar = QRectF(inset + SCORE + 8, 30, self.width() - 2 * inset - SCORE - 8, 12)
        paint_shares(painter, bar, self._shares, theme)
        gate = QRectF(bar.x(), bar.y() - 24, bar.width() * float(GATE) - 5, 18)
        words = tr("a plain bid needs {gate}", gate=self._words()["gate"])
        paint_text(painter, gate, words, theme.font(scale.caption, 500), colours.ink, align=RIGHT)
        self._paint_legend(painter, QRectF(bar.x(), 48, bar.width(), 18))
        painter.end()

    def _paint_legend(self, painter: QPainter, line: QRectF) -> None:
        theme = self._context.theme
        font = theme.font(theme.tokens.type.caption)
        left = line.x()
        for words, colour in zip(self._legend, PARTS, strict=False):
            square = QRectF(left, round(line.center().y() - SQUARE / 2), SQUARE, SQUARE)
            painter.fillRect(square, getattr(theme.colours, colour))
            room = QRectF(left + SQUARE + 6, line.y(), line.right() - left - SQUARE - 6, line.height())
            paint_text(painter, room, words, font, theme.colours.ink2)
            left += SQUARE + 6 + text_width(words, font) + 14
