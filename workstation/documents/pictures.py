"""Pictures (JPEG, PNG, WebP, BMP, TIFF of one or many frames) as documents without text."""

import io
import warnings
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from workstation.application.ports.documents import FileKind, OutlineEntry
from workstation.application.ports.memo_pages import ImagePage, PageBox
from workstation.documents.camera import shot_of
from workstation.documents.clamp import frame
from workstation.documents.paged import Facts, Look
from workstation.domain.pages import PageGeometry, PageImage, PageText
from workstation.domain.reading import (
    DamagedFileError,
    NoSuchPageError,
    PageTooLargeError,
    PageUnreadableError,
    ReadingError,
    TooMuchMemoryError,
)

# 200 million pixels are 600 MB as RGB: below the memory limit of a worker with room for one copy
_PIXEL_LIMIT: Final = 200_000_000
_FORMATS: Final = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP", "JPEG2000", "AVIF")
_HEIC: Final = "image/heic"
_LONG_SIDE: Final = 841.89  # points of an A4 page, for pictures that do not tell their resolution
_A4: Final = (595.28, _LONG_SIDE)
_EXHIBIT_SCALE: Final = 200 / 72
# keys of translations (see documents.po)
PICTURE: Final = "The page is a picture."
_BROKEN: Final = (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError)


class PicturePages:
    """See `documents.paged.Paged`. A page is a frame, turned upright as its camera or scanner says (EXIF)."""

    def __init__(self, data: bytes, media_type: str) -> None:
        Image.MAX_IMAGE_PIXELS = None  # our own limit is checked below, per frame
        formats: tuple[str, ...] = _FORMATS
        if media_type == _HEIC:
            from pi_heif import register_heif_opener  # noqa: PLC0415 - photos of one maker

            register_heif_opener()
            formats = ("HEIF",)
        self._media_type = media_type
        try:
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore"
                )  # Pillow warns of odd metadata, which is no news for the reader
                self._image = Image.open(io.BytesIO(data), formats=formats)
            self.count = int(getattr(self._image, "n_frames", 1))
        except MemoryError as error:
            raise TooMuchMemoryError from error
        except _BROKEN as error:
            raise DamagedFileError from error
        self._upright: tuple[int, Image.Image] | None = None

    def facts(self) -> Facts:
        return Facts(kind=FileKind.PICTURE, media_type=self._media_type, shot=shot_of(self._image))

    def geometry(self, index: int) -> PageGeometry:
        picture = self._frame(index)
        return PageGeometry((0.0, 0.0, *_points(picture)))

    def outline(self) -> tuple[OutlineEntry, ...]:
        return ()

    def size(self, index: int) -> tuple[float, float]:
        try:
            return self.geometry(index).crop[2:]
        except ReadingError:
            return _A4

    def label(self, index: int) -> str:
        del index
        return ""

    def has_picture(self, index: int) -> bool:
        del index
        return True

    def has_notes(self, index: int) -> bool:
        del index
        return False

    def is_text_hidden(self, index: int) -> bool:
        del index
        return False

    def text(self, index: int) -> PageText:
        self._frame(index)
        return PageText("", b"")

    def draw(self, index: int, look: Look) -> PageImage:
        geometry = self.geometry(index).turned(look.turn)
        part = frame(geometry, look)
        picture = self._frame(index)
        if look.turn % 360:
            picture = picture.rotate(-look.turn, expand=True)
        x, y, width, height = part.clip
        across, down = picture.width / part.full_width, picture.height / part.full_height
        box = (x * across, y * down, (x + width) * across, (y + height) * down)
        tile = picture.resize((width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
        return PageImage(
            width, height, tile.convert("RGB").tobytes("raw", "BGRX"), part.scale, geometry, x, y
        )

    def exhibit(self, index: int) -> ImagePage:
        geometry = self.geometry(index)
        drawn = self.draw(index, Look(_EXHIBIT_SCALE))
        return ImagePage(png_of(drawn), PageBox(*geometry.crop), PICTURE)

    def close(self) -> None:
        self._image.close()

    def _frame(self, index: int) -> Image.Image:
        if not 0 <= index < self.count:
            raise NoSuchPageError(number=index + 1)
        if self._upright is None or self._upright[0] != index:
            self._upright = index, self._loaded(index)
        return self._upright[1]

    def _loaded(self, index: int) -> Image.Image:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._image.seek(index)
                if self._image.width * self._image.height > _PIXEL_LIMIT:
                    raise PageTooLargeError
                upright = ImageOps.exif_transpose(self._image)
                return _on_white(upright)
        except MemoryError as error:
            raise PageTooLargeError from error
        except _BROKEN as error:
            raise PageUnreadableError from error


def _on_white(picture: Image.Image) -> Image.Image:
    """RGB; what is see-through lies on white, 16-bit grey is scaled to 8."""
    resolution = picture.info.get("dpi")
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        picture = Image.alpha_composite(ground, layered)
    flat = picture.convert("RGB")
    flat.info = {"dpi": resolution} if resolution else {}
    return flat


def _points(picture: Image.Image) -> tuple[float, float]:
    """The size of the page: by its resolution where that is believable, else as if printed on A4."""
    across, down = picture.info.get("dpi", (0, 0))
    if 50 <= across <= 2400 and 50 <= down <= 2400:
        return round(picture.width * 72 / float(across), 2), round(picture.height * 72 / float(down), 2)
    scale = _LONG_SIDE / max(picture.size)
    return round(picture.width * scale, 2), round(picture.height * scale, 2)


def png_of(image: PageImage) -> bytes:
    """The picture as PNG, grey where it has no colour; the same pixels give the same bytes."""
    picture = Image.frombytes("RGB", (image.width, image.height), image.pixels, "raw", "BGRX")
    red, green, blue = picture.split()
    if red.tobytes() == green.tobytes() == blue.tobytes():
        picture = red
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()
