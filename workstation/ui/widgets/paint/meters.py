"""Bars: coverage by evidence, readiness with the tick of its gate, progress of a job."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from workstation.ui.theme import Theme
from workstation.ui.widgets.values import Coverage, Meter, Progress, Shares


def paint_coverage(painter: QPainter, rect: QRectF, coverage: Coverage, theme: Theme) -> None:
    """Mint, violet, grey and red in the proportion of the counts, 8 px high; nothing at all is a grey track."""
    colours = theme.colours
    track = _middle(rect, 8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    parts = [
        (coverage.evidenced, colours.evid),
        (coverage.assumed, colours.assumed_line),
        (coverage.bare, colours.line2),
        (coverage.broken, colours.kill),
    ]
    if not coverage.total:
        painter.fillRect(track, colours.line)
        return
    shown = [(count, colour) for count, colour in parts if count]
    room = track.width() - (len(shown) - 1)
    left = track.x()
    for count, colour in shown:
        width = max(2.0, round(room * count / coverage.total))
        painter.fillRect(QRectF(left, track.y(), min(width, track.right() - left), track.height()), colour)
        left += width + 1


def paint_shares(painter: QPainter, rect: QRectF, shares: Shares, theme: Theme) -> None:
    """Parts side by side, 10 px high; the gate is a tick that stands over them."""
    track = _middle(rect, 10)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(track, theme.colours.line)
    left = track.x()
    for share, colour in shares.parts:
        width = track.width() * share
        painter.fillRect(
            QRectF(left, track.y(), max(0.0, width - 1), track.height()), getattr(theme.colours, colour)
        )
        left += width
    if shares.gate is not None:
        tick = QRectF(round(track.x() + track.width() * shares.gate), track.y() - 8, 2, track.height() + 10)
        painter.fillRect(tick, theme.colours.ink)


def meter_colour(meter: Meter, theme: Theme) -> QColor:
    """Green from the gate on, blue below it, grey below half of it."""
    gate = meter.gate or 1.0
    if meter.share >= gate:
        return theme.colours.evid
    return theme.colours.bar_soft if meter.share >= gate / 2 else theme.colours.bar_mute


def paint_meter(painter: QPainter, rect: QRectF, meter: Meter, theme: Theme) -> None:
    """A 6 px track over the width of `rect`; the gate is a tick that stands over it."""
    _paint_track(painter, _middle(rect, 6), meter.share, meter_colour(meter, theme), theme)
    if meter.gate is not None:
        tick = QRectF(round(rect.x() + rect.width() * meter.gate), round(rect.center().y() - 6), 1, 12)
        painter.fillRect(tick, theme.colours.ink)


def paint_progress(painter: QPainter, rect: QRectF, progress: Progress, theme: Theme) -> None:
    colours = theme.colours
    colour = colours.high if progress.failed else colours.accent
    share = progress.done / progress.total if progress.total else 0.0
    _paint_track(painter, _middle(rect, 5), share, colour, theme)


def _middle(rect: QRectF, height: int) -> QRectF:
    return QRectF(rect.x(), round(rect.center().y() - height / 2), rect.width(), height)


def _paint_track(painter: QPainter, track: QRectF, share: float, colour: QColor, theme: Theme) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = track.height() / 2
    painter.setBrush(theme.colours.line)
    painter.drawRoundedRect(track, radius, radius)
    if share <= 0:
        return
    outline = QPainterPath()
    outline.addRoundedRect(track, radius, radius)
    width = max(track.height(), track.width() * min(share, 1.0))
    filled = QPainterPath()
    filled.addRoundedRect(QRectF(track.x(), track.y(), width, track.height()), radius, radius)
    painter.setBrush(colour)
    painter.drawPath(filled.intersected(outline))
