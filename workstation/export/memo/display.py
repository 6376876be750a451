"""What stands on a page, before it is painted. Lengths in points; x to the right, y DOWN from the top."""

from dataclasses import dataclass, replace

from workstation.domain.memo import ExhibitMark

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One run of one style; `y` is the baseline."""

    x: float
    y: float
    text: str
    weight: int
    size: float
    color: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    start: Point
    end: Point
    color: str
    width: float = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; `multiply` lets what lies under it show through, as a highlighter does."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    line: float = 0.7
    radius: float = 0.0
    multiply: bool = False


@dataclass(frozen=True, slots=True)
class Polygon:
    points: tuple[Point, ...]
    fill: str


@dataclass(frozen=True, slots=True)
class Ring:
    """A circle."""

    x: float
    y: float
    radius: float
    color: str
    line: float = 0.9


@dataclass(frozen=True, slots=True)
class MarkSpot:
    """Where an exhibit mark is printed: a link to its exhibit, and a place for the exhibit to lead back to."""

    x: float
    y: float
    width: float
    height: float
    mark: ExhibitMark


@dataclass(frozen=True, slots=True)
class Jump:
    """A link to the named place. With a `title` it leads about in the memo; without one from a figure or back to it."""

    x: float
    y: float
    width: float
    height: float
    target: str
    title: str = ""


Op = Glyphs | Stroke | Area | Polygon | Ring | MarkSpot | Jump


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page that is never broken. `above` is the room before it (not at the top of a page);
    `keep` binds it to the next piece; `head` is printed again where a page begins with this piece."""

    height: float
    ops: tuple[Op, ...] = ()
    above: float = 0.0
    keep: bool = False
    head: "Piece | None" = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on a page, its top left corner at (x, y), drawn at `scale`. `section` is the number of the section
    that it belongs to: one page may hold the end of one and the beginning of the next."""

    x: float
    y: float
    ops: tuple[Op, ...]
    scale: float = 1.0
    section: int = 0


def moved(op: Op, dx: float, dy: float) -> Op:
    if isinstance(op, Stroke):
        return replace(
            op,
            start=(op.start[0] + dx, op.start[1] + dy),
            end=(op.end[0] + dx, op.end[1] + dy),
        )
    if isinstance(op, Polygon):
        return replace(op, points=tuple((x + dx, y + dy) for x, y in op.points))
    return replace(op, x=op.x + dx, y=op.y + dy)


def stacked(pieces: list[Piece]) -> Piece:
    """Pieces one under the other as one that is never broken."""
    ops: list[Op] = []
    y = 0.0
    for place, piece in enumerate(pieces):
        y += piece.above if place else 0.0
        ops.extend(moved(op, 0.0, y) for op in piece.ops)
        y += piece.height
    return Piece(y, tuple(ops), above=pieces[0].above if pieces else 0.0)
