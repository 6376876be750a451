"""What every readable file looks like to the worker: a row of pages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from workstation.application.ports.documents import FileKind, OutlineEntry
from workstation.domain.file_notices import FileNotice
from workstation.domain.pages import PageGeometry, PageImage, PageText
from workstation.domain.shots import Shot

if TYPE_CHECKING:
    from workstation.application.ports.memo_pages import ImagePage, TextPage, VectorPage

Clip = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file as a whole (see `ReadReport`)."""

    kind: FileKind
    media_type: str
    repaired: bool = False
    password: str | None = None
    outline: tuple[OutlineEntry, ...] = ()
    attachments: tuple[str, ...] = ()
    notices: tuple[FileNotice, ...] = ()
    shot: Shot | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is asked to be drawn: `scale` in pixels per point, `clip` in pixels of the whole picture, `turn` a
    further rotation clockwise. `bare` leaves out form fields and notes."""

    scale: float
    clip: Clip | None = None
    turn: int = 0
    bare: bool = False


class Paged(Protocol):
    """An open file. Every method raises a `ReadingError` for a page that cannot be had."""

    count: int

    def facts(self) -> Facts: ...

    def size(self, index: int) -> tuple[float, float]:
        """Width and height in points as shown; quick, and never an error."""

    def outline(self) -> tuple[OutlineEntry, ...]: ...

    def geometry(self, index: int) -> PageGeometry: ...

    def label(self, index: int) -> str: ...

    def text(self, index: int) -> PageText: ...

    def has_picture(self, index: int) -> bool:
        """Whether there is something on the page besides its text that OCR could read."""

    def has_notes(self, index: int) -> bool:
        """Whether there are form fields or notes on it, which are drawn apart from the page itself."""

    def is_text_hidden(self, index: int) -> bool:
        """Whether most of the text is drawn invisibly, as the layer of a recogniser behind a scan is."""

    def draw(self, index: int, look: Look) -> PageImage: ...

    def exhibit(self, index: int) -> "VectorPage | ImagePage | TextPage": ...

    def close(self) -> None: ...
