"""What a camera wrote into a picture."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Shot:
    """When and where a picture was taken, as the camera wrote it into the file (EXIF). `taken_at` is the camera's own
    clock, "2025-08-30 14:02:11", of no known zone; the place is in degrees, north and east positive."""

    taken_at: str | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None
