"""Places in the viewer: where the reader is, and where to go as soon as a document is open."""

from dataclasses import dataclass

from workstation.application.ports.preferences import ReadingPlace
from workstation.domain.pages import Quote, Rect
from workstation.ui.context import Arrangement
from workstation.ui.viewer.stage import Fit


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the reader is, for coming back after a rebuild or a restart: `part` of the page lies above the viewport."""

    version: str
    page: int
    part: float
    fit: Fit
    scale: float
    turn: int
    current: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """Where to go as soon as the document is open."""

    page: int = 0
    rects: tuple[Rect, ...] = ()
    spot: Spot | None = None
    quote: Quote | None = None


def keep(arranged: Arrangement, spot: Spot) -> None:
    """The document opens there the next time."""
    place = ReadingPlace(spot.page, spot.part, spot.fit.value, spot.scale, spot.turn)
    arranged.keep_document(spot.version, place)


def left_at(arranged: Arrangement, version: str) -> Spot | None:
    """Where the reader left the document; None for one that was never open."""
    place = arranged.documents.get(version)
    if place is None:
        return None
    fit = Fit(place.fit) if place.fit in set(Fit) else Fit.WIDTH
    return Spot(version, place.page, place.part, fit, place.scale, place.turn)
