"""Places in the viewer: where the reader is, and where to go as soon as a document is open."""

from dataclasses import dataclass

from workstation.domain.pages import Quote, Rect
from workstation.ui.viewer.stage import Fit


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the reader is, for coming back after a rebuild: `part` of the page lies above the viewport."""

    version: str
    page: int
    part: float
    fit: Fit
    scale: float
    turn: int
    current: str


@dataclass(frozen=True, slots=True)
class Going:
    """Where to go as soon as the document is open."""

    page: int = 0
    rects: tuple[Rect, ...] = ()
    spot: Spot | None = None
    quote: Quote | None = None
