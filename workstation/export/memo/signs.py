"""Severity marks: the shape says it, the colour only makes it faster (look.md 3)."""

from math import cos, pi, sin

from workstation.domain.checklists.answers import Severity
from workstation.export.memo.display import Area, Op, Polygon, Ring, Stroke
from workstation.export.memo.look import WHITE, Look

SIGN = 7.0  # points


def severity_sign(severity: Severity, x: float, y: float, look: Look, *, settled: bool = False) -> list[Op]:
    """Kill: octagon with cross; high: triangle; medium: square with bar; low: ring. (x, y) is the top left
    corner of a square of `SIGN` points. What is settled keeps its shape and turns grey."""
    color = look.bare_line if settled else look.severity[severity]
    middle_x, middle_y, half = x + SIGN / 2, y + SIGN / 2, SIGN / 2
    if severity is Severity.KILL:
        corners = tuple(
            (
                middle_x + half * 1.06 * cos(pi / 8 + k * pi / 4),
                middle_y + half * 1.06 * sin(pi / 8 + k * pi / 4),
            )
            for k in range(8)
        )
        arm = half * 0.42
        return [
            Polygon(corners, color),
            Stroke((middle_x - arm, middle_y - arm), (middle_x + arm, middle_y + arm), WHITE, 0.9),
            Stroke((middle_x - arm, middle_y + arm), (middle_x + arm, middle_y - arm), WHITE, 0.9),
        ]
    if severity is Severity.HIGH:
        return [
            Polygon(((middle_x, y), (x + SIGN, y + SIGN * 0.93), (x, y + SIGN * 0.93)), color),
            Stroke((middle_x, y + SIGN * 0.36), (middle_x, y + SIGN * 0.62), WHITE, 0.8),
            Stroke((middle_x, y + SIGN * 0.72), (middle_x, y + SIGN * 0.82), WHITE, 0.8),
        ]
    if severity is Severity.MEDIUM:
        side = SIGN - 1.0
        return [
            Area(x + 0.5, y + 0.5, side, side, stroke=color, line=1.0, radius=0.8),
            Stroke((middle_x - 1.4, middle_y), (middle_x + 1.4, middle_y), color, 1.0),
        ]
    return [Ring(middle_x, middle_y, half - 0.6, color)]
