"""Countdowns and key figures."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from workstation.ui.theme import Theme
from workstation.ui.widgets.paint.meters import paint_meter
from workstation.ui.widgets.paint.severity import paint_shape
from workstation.ui.widgets.paint.text import paint_text, text_width
from workstation.ui.widgets.values import Countdown, FigureTone, KeyFigure, Urgency

METER = 84
GAP = 8


def paint_countdown(painter: QPainter, rect: QRectF, countdown: Countdown, theme: Theme) -> None:
    """Remaining over moment. Red tints clock and words, amber the clock; without a clock the words move left."""
    colours = theme.colours
    scale = theme.tokens.type
    red = countdown.urgency is Urgency.RED
    clock = 0.0
    half = rect.height() / 2
    if countdown.urgency is not Urgency.CALM:
        clock = 19
        icon = QRectF(rect.x(), round(rect.y() + half - (half if countdown.moment else 8)), 14, 16)
        theme.paint_icon(painter, icon, "clock", colours.kill if red else colours.high)
    words = rect.adjusted(clock, 0, 0, -half if countdown.moment else 0)
    ink = colours.kill if red else colours.ink
    paint_text(painter, words, countdown.remaining, theme.font(scale.body, 600 if red else 400), ink)
    below = rect.adjusted(clock, half, 0, 0)
    paint_text(painter, below, countdown.moment, theme.font(scale.caption), colours.ink3)


def figure_ink(tone: FigureTone, theme: Theme) -> QColor:
    colours = theme.colours
    return {
        FigureTone.INK: colours.ink,
        FigureTone.ACCENT: colours.accent_ink,
        FigureTone.RED: colours.kill,
        FigureTone.AMBER: colours.high,
        FigureTone.DIM: colours.ink3,
    }[tone]


def figure_width(figure: KeyFigure, theme: Theme) -> int:
    """What the figure needs without its outer spacing."""
    scale = theme.tokens.type
    width = text_width(figure.value, theme.font(scale.title, 600))
    width += theme.tokens.size.severity + 6 if figure.mark else 0
    width += GAP + METER if figure.meter else 0
    if figure.qualifier:
        width += GAP + text_width(figure.qualifier, theme.font(scale.caption))
    return round(max(width, text_width(figure.label, theme.font(scale.caption))) + 2)


def paint_figure(painter: QPainter, rect: QRectF, figure: KeyFigure, theme: Theme) -> None:
    """Label over value; meter and qualifier beside the value."""
    scale = theme.tokens.type
    colours = theme.colours
    middle = rect.center().y()
    label = QRectF(rect.x(), middle - 22, rect.width(), 18)
    paint_text(painter, label, figure.label, theme.font(scale.caption), colours.ink3)
    line = QRectF(rect.x(), middle - 3, rect.width(), 24)
    left = line.x()
    if figure.mark is not None:
        side = theme.tokens.size.severity
        paint_shape(
            painter, QRectF(left, round(line.center().y() - side / 2), side, side), figure.mark, theme
        )
        left += side + 6
    font = theme.font(scale.title, 600)
    width = text_width(figure.value, font)
    paint_text(
        painter,
        QRectF(left, line.y(), width + 2, 24),
        figure.value,
        font,
        figure_ink(figure.tone, theme),
        elide=False,
    )
    left += width + GAP
    if figure.meter is not None:
        paint_meter(painter, QRectF(left, line.y(), METER, 24), figure.meter, theme)
        left += METER + GAP
    rest = QRectF(left, line.y() + 1, rect.right() - left + 1, 24)
    paint_text(painter, rest, figure.qualifier, theme.font(scale.caption), colours.ink3)
