"""Charts without frame, grid or legend: direct labels, signs always printed (look.md 3)."""

from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from workstation.domain.memo import CashTimeline, Distribution, Tornado, Waterfall
from workstation.export.memo.display import Area, Op, Piece, Stroke
from workstation.export.memo.kit import Kit, fitting
from workstation.export.memo.look import BOLD
from workstation.export.memo.words import Run, Style

_NAME_LEADING = 8.0
_APART = 2.0  # between names of neighbours, at least


def lay_waterfall(chart: Waterfall, width: float, kit: Kit) -> Piece:
    """Totals from zero, changes from where the last bar ended."""
    look, top, tall = kit.look, 16.0, 70.0
    spans = _spans(chart)
    highest = max((max(span) for span in spans), default=0.0)
    lowest = min([0.0, *(min(span) for span in spans)])
    per_point = tall / ((highest - lowest) or 1.0)
    pitch = width / max(len(spans), 1)
    bar = pitch * 0.63

    def level(value: float) -> float:
        return top + (highest - value) * per_point

    ops: list[Op] = [Stroke((0.0, level(0.0)), (width, level(0.0)), look.ink3, 0.5)]
    for place, (step, (start, end)) in enumerate(zip(chart.steps, spans, strict=True)):
        left, middle = place * pitch + (pitch - bar) / 2, (place + 0.5) * pitch
        color = look.bar_total if step.total else look.bar_up if step.amount >= 0 else look.bar_down
        upper = level(max(start, end))
        ops.append(Area(left, upper, bar, max(abs(end - start) * per_point, 0.4), fill=color))
        if place + 1 < len(spans):
            ops.append(Stroke((left + bar, level(end)), (left + pitch, level(end)), look.ink3, 0.4))
        label = signed(step.amount, chart.places)
        if step.total:
            label = label.removeprefix("+")
        style = Style(kit.look.size.label, look.ink if step.total else look.ink2, BOLD if step.total else 400)
        ops += kit.centred(label.replace("-", "−"), style, middle, upper - 3.2)
    names, deepest = _bar_names([step.label for step in chart.steps], pitch, top + tall + 9.0, kit)
    return Piece(top + tall + 13.0 + (deepest - 1) * _NAME_LEADING, (*ops, *names))


def _bar_names(labels: list[str], pitch: float, baseline: float, kit: Kit) -> tuple[list[Op], int]:
    """Names under their bars, and on how many lines: in lines as narrow as a bar, or by turns on two levels where a word is
    wider than that. Never smaller, never broken within a word."""
    style = _tick(kit)

    def width(text: str) -> float:
        return kit.type.width(text, style)

    parts = [_wrapped(label, pitch - _APART, style, kit) for label in labels]
    widths = [max(map(width, lines), default=0.0) for lines in parts]
    close = any((one + other) / 2 + _APART > pitch for one, other in pairwise(widths))
    if close:
        parts = [_wrapped(label, 2 * pitch - _APART, style, kit) for label in labels]
    second = max((len(lines) for lines in parts[::2]), default=1) if close else 0
    ops: list[Op] = []
    deepest = 1
    for place, lines in enumerate(parts):
        level = second if place % 2 else 0
        deepest = max(deepest, level + len(lines))
        middle = (place + 0.5) * pitch
        for line, text in enumerate(lines, start=level):
            half = width(text) / 2
            x = min(max(middle, half), pitch * len(parts) - half)
            ops += kit.centred(text, style, x, baseline + line * _NAME_LEADING)
    return ops, deepest


def _spans(chart: Waterfall) -> list[tuple[float, float]]:
    spans, reached = [], 0.0
    for step in chart.steps:
        amount = float(step.amount)
        spans.append((0.0, amount) if step.total else (reached, reached + amount))
        reached = spans[-1][1]
    return spans


def lay_tornado(chart: Tornado, width: float, kit: Kit) -> Piece:
    """One line a swing, bars from the middle, the value at each end."""
    look, pitch, tall = kit.look, 13.2, 7.0
    names = max((kit.type.width(swing.label, kit.small()) for swing in chart.swings), default=0.0)
    value_room = 26.0
    left = min(names, width * 0.42) + 6.0 + value_room
    room = width - left - value_room
    middle = left + room / 2
    widest = max((max(abs(s.low), abs(s.high)) for s in chart.swings), default=Decimal(0)) or Decimal(1)
    ops: list[Op] = []
    for place, swing in enumerate(chart.swings):
        upper = 6.0 + place * pitch
        baseline = upper + 5.8
        label = kit.type.lines([Run(swing.label, kit.small(look.ink2))], left - value_room - 6.0)[:1]
        ops += kit.text_ops(label, 0.0, baseline, pitch)
        for side, value in ((-1, swing.low), (1, swing.high)):
            reach = float(abs(value) / widest) * room / 2
            color = look.bar_down if value < 0 else look.bar_up
            ops.append(Area(middle - reach if side < 0 else middle, upper, reach, tall, fill=color))
            text = signed(value, chart.places)
            x = middle + side * (reach + 3.0)
            ops += kit.one_line(text, kit.small(look.ink2), x, baseline, right=side < 0)
    bottom = 6.0 + len(chart.swings) * pitch
    ops.append(Stroke((middle, 3.0), (middle, bottom - 3.0), look.ink3, 0.5))
    return Piece(bottom + 2.0, tuple(ops))


def lay_timeline(chart: CashTimeline, width: float, kit: Kit) -> Piece:
    """Bars by date over three rows: month, source, running sum."""
    look, heads = kit.look, 62.0
    amounts = [float(flow.amount) for flow in chart.flows]
    highest, lowest = max([0.0, *amounts]), min([0.0, *amounts])
    tall, top = 84.0, 16.0
    per_point = tall / ((highest - lowest) or 1.0)
    zero = top + highest * per_point
    floor = top + tall + (10.0 if lowest < 0 else 6.0)
    ops: list[Op] = [Stroke((heads, zero), (width, zero), look.ink3, 0.5)]
    for place, word in enumerate((chart.month_word, chart.source_word, chart.sum_word)):
        ops += kit.one_line(word, kit.small(look.ink2), 0.0, floor + 8.0 + place * 11.5)
    ops.append(Stroke((0.0, floor + 22.6), (width, floor + 22.6), look.rule))
    running = Decimal(0)
    centres, pitch = _by_date(chart, heads, width)
    for flow, amount, middle in zip(chart.flows, amounts, centres, strict=True):
        running += flow.amount
        upper = zero - max(amount, 0.0) * per_point
        color = look.bar_total if amount >= 0 else look.bar_down
        ops.append(Area(middle - 8.0, upper, 16.0, max(abs(amount) * per_point, 0.8), fill=color))
        ops += kit.centred(
            signed(flow.amount, chart.places), kit.small(look.ink, strong=True), middle, upper - 3.5
        )
        ops += kit.centred(f"{flow.day:%Y-%m}", _fitted(f"{flow.day:%Y-%m}", pitch, kit), middle, floor + 8.0)
        ops += kit.centred(flow.label, _fitted(flow.label, pitch, kit), middle, floor + 19.5)
        total = signed(running, chart.places)
        color = look.ink if running >= 0 else look.tone_bad
        ops += kit.centred(total, kit.small(color, strong=True), middle, floor + 31.0)
    return Piece(floor + 36.0, tuple(ops))


def _by_date(chart: CashTimeline, left: float, right: float) -> tuple[list[float], float]:
    """Middles of the bars: by date, but never closer than their words allow; and that least distance."""
    count = len(chart.flows)
    if not count:
        return [], 0.0
    pitch = min(32.0, (right - left) / count)
    first, last = chart.flows[0].day, chart.flows[-1].day
    days = max((last - first).days, 1)
    room = right - left - pitch
    wished = [left + pitch / 2 + room * (flow.day - first).days / days for flow in chart.flows]
    for place in range(1, count):
        wished[place] = max(wished[place], wished[place - 1] + pitch)
    limit = right - pitch / 2
    for place in range(count - 1, -1, -1):
        wished[place] = min(wished[place], limit)
        limit = wished[place] - pitch
    return wished, pitch


def lay_distribution(chart: Distribution, width: float, kit: Kit) -> Piece:
    """Paths by return in three parts: loss, up to the target, target and above."""
    look, top, tall = kit.look, 22.0, 72.0
    most = max(chart.counts, default=0) or 1
    each = width / max(len(chart.counts), 1)

    def across(value: Decimal) -> float:
        return float((value - chart.start) / chart.width) * each

    ops: list[Op] = []
    for place, count in enumerate(chart.counts):
        start = chart.start + place * chart.width
        color = look.bar_down if start < 0 else look.bar_total if start >= chart.target else look.neutral_bar
        height = tall * count / most
        if height:
            ops.append(Area(place * each + 0.3, top + tall - height, each - 0.6, height, fill=color))
    floor = top + tall
    ops.append(Stroke((0.0, floor), (width, floor), look.ink3, 0.5))
    kill = look.tone_bad
    ops.append(Stroke((across(Decimal(0)), top - 2.0), (across(Decimal(0)), floor), kill, 0.8))
    target = across(chart.target)
    ops.append(Stroke((target, top - 8.0), (target, floor), look.navy, 0.8))
    ops += kit.one_line(
        chart.loss_words, kit.small(kill, strong=True), across(Decimal(0)) - 3.0, top + 12.0, right=True
    )
    ops += kit.one_line(chart.middle_words, kit.small(look.ink2), target - 3.0, top - 10.0, right=True)
    ops += kit.one_line(chart.reach_words, kit.small(look.navy, strong=True), target + 3.0, top - 10.0)
    ops += _ticks(chart, each, floor, kit)
    return Piece(floor + 14.0, tuple(ops))


def _ticks(chart: Distribution, each: float, floor: float, kit: Kit) -> list[Op]:
    ops: list[Op] = []
    end = chart.start + chart.width * len(chart.counts)
    tick = (chart.start * 10).to_integral_value(rounding="ROUND_CEILING") / 10
    while tick <= end:
        x = float((tick - chart.start) / chart.width) * each
        ops += kit.centred(f"{tick:.0%}".replace("-", "−"), _tick(kit), x, floor + 8.5)
        tick += Decimal("0.1")
    return ops


def signed(value: Decimal, places: int) -> str:
    """As in +0.83 and −9.80: the sign is always printed, the minus is a true one."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:+,.{places}f}".replace("-", "−")


def _tick(kit: Kit) -> Style:
    return Style(kit.look.size.label, kit.look.ink2)


def _fitted(text: str, room: float, kit: Kit) -> Style:
    """The tick style, smaller where `text` would run into its neighbour."""
    style = _tick(kit)
    return fitting(text, style, room - 2.0, kit)


def _wrapped(label: str, room: float, style: Style, kit: Kit) -> list[str]:
    """Lines no wider than `room`, but for a word that is wider alone."""
    words = label.split() if label.isascii() else [label]
    longest = max((kit.type.width(word, style) for word in words), default=0.0)
    lines = kit.type.lines([Run(label, style)], max(room, longest))
    return ["".join(run.text for run in line.runs) for line in lines]
