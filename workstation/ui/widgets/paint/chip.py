"""Boxes with a word: evidence chips, check status chips, neutral tags, key caps."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.ui.theme import Theme, Tone
from workstation.ui.widgets.paint.text import CENTRE, paint_text, text_width
from workstation.ui.widgets.values import Chip, ChipState, StatusChip, Tag

PAD = 6
ENTER = "↵"  # no CJK face has this arrow: it is drawn
GAP = 4
_ICONS = {
    ChipState.EVIDENCED: "page",
    ChipState.ASSUMED: "pencil",
    ChipState.TARGET: "target",
    ChipState.CONFLICT: "not-equal",
    ChipState.BROKEN: "history",
}
STEPS = {
    CheckStatus.NOT_REQUESTED: 0,
    CheckStatus.REQUESTED: 1,
    CheckStatus.COPY_SEEN: 2,
    CheckStatus.ORIGINAL_SEEN: 3,
    CheckStatus.VERIFIED: 4,
}
STATUS_ICONS = {
    CheckStatus.REFUSED: "cross",
    CheckStatus.MISSING: "cross",
    CheckStatus.NOT_APPLICABLE: "dash",
}


def chip_tone(state: ChipState, theme: Theme) -> Tone:
    colours = theme.colours
    return {
        ChipState.EVIDENCED: Tone(colours.evid, colours.evid_soft, colours.evid_line),
        ChipState.ASSUMED: Tone(colours.assumed, colours.assumed_soft, colours.assumed_line),
        ChipState.BARE: Tone(colours.bare, _clear(), colours.bare_line),
        ChipState.TARGET: Tone(colours.on_accent, colours.accent, colours.accent),
        ChipState.CONFLICT: Tone(colours.kill, colours.kill_soft, colours.kill_line),
        ChipState.BROKEN: Tone(colours.high, colours.high_soft, colours.high_line),
    }[state]


def status_tone(status: CheckStatus, theme: Theme) -> Tone:
    colours = theme.colours
    evidenced = Tone(colours.evid, colours.evid_soft, colours.evid_line)
    return {
        CheckStatus.NOT_REQUESTED: Tone(colours.bare, _clear(), colours.bare_line),
        CheckStatus.REQUESTED: Tone(colours.low, colours.low_soft, colours.low_line),
        CheckStatus.COPY_SEEN: Tone(colours.accent_ink, colours.accent_soft, colours.accent),
        CheckStatus.ORIGINAL_SEEN: evidenced,
        CheckStatus.VERIFIED: evidenced,
        CheckStatus.REFUSED: theme.severities[Severity.HIGH],
        CheckStatus.MISSING: theme.severities[Severity.KILL],
        CheckStatus.NOT_APPLICABLE: Tone(colours.ink3, _clear(), _clear()),
    }[status]


def chip_size(chip: Chip, theme: Theme) -> QSize:
    icon = _icon_room(theme) if chip.state in _ICONS else 0
    return _size(chip.word, icon, theme)


def status_size(chip: StatusChip, theme: Theme) -> QSize:
    return _size(chip.word, _icon_room(theme) + 2, theme)


def tag_size(tag: Tag, theme: Theme) -> QSize:
    return _size(tag.word, 0, theme)


def paint_chip(painter: QPainter, rect: QRectF, chip: Chip, theme: Theme) -> None:
    """At the left of `rect`, in the middle of its height; the word is elided when `rect` is narrow."""
    tone = chip_tone(chip.state, theme)
    box = _box(rect, chip_size(chip, theme))
    dashed = chip.state is ChipState.BARE
    _paint_box(painter, box, tone, theme, outline=dashed or theme.more_contrast, dashed=dashed)
    icon = _ICONS.get(chip.state)
    if icon is not None:
        _paint_icon(painter, box, icon, tone.ink, theme)
        box = box.adjusted(_icon_room(theme), 0, 0, 0)
    _paint_word(painter, box, chip.word, tone.ink, theme)


def paint_status(painter: QPainter, rect: QRectF, chip: StatusChip, theme: Theme) -> None:
    """The ladder of four steps, a cross, or a dash, and the word."""
    tone = status_tone(chip.status, theme)
    box = _box(rect, status_size(chip, theme))
    dashed = chip.status is CheckStatus.NOT_REQUESTED
    outline = dashed or chip.status is CheckStatus.VERIFIED or theme.more_contrast
    _paint_box(painter, box, tone, theme, outline=outline, dashed=dashed)
    icon = STATUS_ICONS.get(chip.status)
    if icon is None:
        paint_ladder(painter, QPointF(box.x() + PAD, box.center().y()), STEPS[chip.status], tone.ink, theme)
    else:
        _paint_icon(painter, box, icon, tone.ink, theme)
    _paint_word(painter, box.adjusted(_icon_room(theme) + 2, 0, 0, 0), chip.word, tone.ink, theme)


def paint_ladder(painter: QPainter, left: QPointF, steps: int, colour: QColor, theme: Theme) -> None:
    """Four bars of growing height, `steps` of them in `colour`; `left` is the middle of the left edge."""
    faint = QColor(theme.colours.bare_line)
    faint.setAlphaF(0.55)
    for step in range(4):
        height = 3.5 + step * 2
        bar = QRectF(left.x() + step * 3.6, left.y() + 5 - height, 2.4, height)
        painter.fillRect(bar, colour if step < steps else faint)


def paint_tag(painter: QPainter, rect: QRectF, tag: Tag, theme: Theme) -> None:
    colours = theme.colours
    box = _box(rect, tag_size(tag, theme))
    _paint_box(
        painter,
        box,
        Tone(colours.ink2, colours.low_soft, colours.low_line),
        theme,
        outline=theme.more_contrast,
    )
    _paint_word(painter, box, tag.word, colours.ink2, theme)


def _clear() -> QColor:
    return QColor(0, 0, 0, 0)


def _size(word: str, icon: int, theme: Theme) -> QSize:
    width = text_width(word, theme.font(theme.tokens.type.caption, 500))
    return QSize(round(2 * PAD + icon + width + 1), theme.tokens.size.chip)


def _box(rect: QRectF, size: QSize) -> QRectF:
    width = min(rect.width(), size.width())
    return QRectF(round(rect.x()), round(rect.center().y() - size.height() / 2), width, size.height())


def _paint_box(
    painter: QPainter, box: QRectF, tone: Tone, theme: Theme, *, outline: bool, dashed: bool = False
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tone.line, 1)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen if outline else Qt.PenStyle.NoPen)
    painter.setBrush(tone.soft)
    inset = 0.5 if outline else 0
    radius = theme.tokens.radius.chip
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)


def _icon_room(theme: Theme) -> int:
    return theme.tokens.size.icon_small + GAP


def _paint_icon(painter: QPainter, box: QRectF, icon: str, colour: QColor, theme: Theme) -> None:
    size = theme.tokens.size.icon_small
    theme.paint_icon(painter, QRectF(box.x() + PAD, box.center().y() - size / 2, size, size), icon, colour)


def _paint_word(painter: QPainter, box: QRectF, word: str, colour: QColor, theme: Theme) -> None:
    inner = box.adjusted(PAD, 0, -PAD + 1, 0)
    paint_text(painter, inner, word, theme.font(theme.tokens.type.caption, 500), colour)


def key_cap_width(key: str, theme: Theme) -> int:
    if key == ENTER:
        return 20
    return round(max(18.0, text_width(key, theme.font(theme.tokens.type.tick, 500)) + 10))


def paint_key_cap(
    painter: QPainter, rect: QRectF, key: str, theme: Theme, *, on_accent: bool = False
) -> None:
    """A shortcut as a key: 18 px high, centred in `rect`."""
    colours = theme.colours
    box = QRectF(rect.x(), round(rect.center().y() - 9), rect.width(), 18)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if on_accent:
        veil = QColor(colours.on_accent)
        veil.setAlphaF(0.14)  # more would take the cap's letters under 4.5 : 1
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRoundedRect(box, 4, 4)
    else:
        painter.setPen(QPen(colours.line2, 1))
        painter.setBrush(colours.sunken)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    ink = colours.on_accent if on_accent else colours.ink2
    if key == ENTER:
        theme.paint_icon(painter, box.adjusted(3, 3, -3, -3), "enter", ink)
        return
    paint_text(painter, box, key, theme.font(theme.tokens.type.tick, 500), ink, align=CENTRE, elide=False)
