"""What a camera wrote into a picture: when it was taken, and where (EXIF 2.32, tags of IFD0, Exif and GPS); and a JPEG
without it."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from PIL import Image

from workstation.domain.shots import Shot

_EXIF, _GPS = 0x8769, 0x8825
_TAKEN, _CHANGED = 0x9003, 0x0132
_LATITUDE, _LONGITUDE = (1, 2, 90), (3, 4, 180)  # tag of the side, tag of the degrees, the most there is
_MOMENT: Final = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)")
_SCAN: Final = 0xDA
_MARKS: Final = frozenset({0xE1, 0xED, 0xFE})
_PLACES: Final = Decimal("0.000001")  # a tenth of a metre


def shot_of(picture: Image.Image) -> Shot | None:
    """None where the camera wrote nothing, or nothing that can be believed: the file is not ours, and a broken head
    must not cost the picture."""
    try:
        written = picture.getexif()
        taken = _moment(written.get_ifd(_EXIF).get(_TAKEN)) or _moment(written.get(_CHANGED))
        place = written.get_ifd(_GPS)
        latitude, longitude = _degrees(place, *_LATITUDE), _degrees(place, *_LONGITUDE)
    except Exception:  # noqa: BLE001 - Pillow raises whatever a hostile head makes it stumble over
        return None
    if latitude is None or longitude is None or (not latitude and not longitude):
        latitude = longitude = None
    return Shot(taken, latitude, longitude) if taken or latitude is not None else None


def _moment(written: object) -> str | None:
    found = _MOMENT.match(str(written or ""))
    if found is None or found[1] == "0000":
        return None
    return f"{found[1]}-{found[2]}-{found[3]} {found[4]}"


def _degrees(place: Mapping[int, Any], side: int, tag: int, most: int) -> Decimal | None:
    """Degrees, minutes and seconds as one number; south and west are negative."""
    written = place.get(tag)
    if written is None or len(written) != 3:
        return None
    degrees, minutes, seconds = (Decimal(str(float(part))) for part in written)
    found = (degrees + minutes / 60 + seconds / 3600).quantize(_PLACES)
    if not 0 <= found <= most:
        return None
    return -found if str(place.get(side, "")).upper().startswith(("S", "W")) else found


def without_marks(jpeg: bytes) -> bytes:
    """A JPEG without what is not the picture: EXIF and XMP (APP1), IPTC (APP13), comments. The pixels are not touched; what
    is no JPEG comes back as it is (ITU T.81, B.1)."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, at = bytearray(b"\xff\xd8"), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != _SCAN:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if jpeg[at + 1] not in _MARKS:
            kept += jpeg[at:end]
        at = end
    return bytes(kept) + jpeg[at:]
