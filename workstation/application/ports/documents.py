"""Documents as the use cases and the window see them. Every byte of a file is read in a worker process.

Calls return at once with a `Pending`; nothing here blocks the window. `Pending.result` raises a
`workstation.domain.reading.ReadingError` whose sentence can be shown to a person, or
`concurrent.futures.CancelledError` where the answer is no longer wanted.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import BinaryIO, Protocol, TypeVar

from workstation.domain.file_notices import FileNotice
from workstation.domain.html import HtmlPage
from workstation.domain.pages import PageGeometry, PageImage, PageText
from workstation.domain.reading import ReadingError, ReadOutcome
from workstation.domain.shots import Shot

T_co = TypeVar("T_co", covariant=True)

# the content, a stream of it, or what opens one when its turn comes (it is closed after use)
Source = bytes | BinaryIO | Callable[[], BinaryIO]
"""The content of a file: its bytes, or a seekable stream that the reader reads from the start and leaves open."""


class FileKind(StrEnum):
    """What a file is by its content, whatever its name says."""

    PDF = "pdf"
    PICTURE = "picture"
    HTML = "html"
    TEXT = "text"
    WORD = "word"
    SHEET = "sheet"
    MAIL = "mail"
    ARCHIVE = "archive"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of a document's own contents. `page` is 0-based, or None where it leads nowhere; `level` starts at 0."""

    title: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page that was taken in. `label` is what the document calls it ("iv"), often empty. A page without usable
    text and without `failure` waits for OCR (`needs_ocr`). `recognised`: its text is a hidden layer over a scan;
    `doubtful`: one that does not read as words, so it is neither searched nor quoted."""

    index: int
    label: str
    geometry: PageGeometry
    text: PageText
    needs_ocr: bool = False
    recognised: bool = False
    doubtful: bool = False
    failure: ReadingError | None = None


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What reading a file came to. `notices` say what is inside but is never run or
    shown: scripts, programs, forms. `password` is the one of those passed in that opened the file."""

    kind: FileKind
    media_type: str
    outcome: ReadOutcome
    reason: ReadingError | None = None
    pages: int = 0
    failed_pages: tuple[int, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    attachments: tuple[str, ...] = ()
    notices: tuple[FileNotice, ...] = ()
    shot: Shot | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def holds_unseen(self) -> bool:
        """Whether there are files in it that nobody could see before it was read: in a PDF, and behind a password."""
        return bool(self.attachments) and (self.kind is FileKind.PDF or self.password is not None)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive or a mail by its path there ("抵押/清单.pdf"), or why it stays inside."""

    path: str
    data: bytes = field(default=b"", repr=False)
    refusal: ReadingError | None = None


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What came of opening a file: what it is, and why not all of it came out. A paper has nothing inside."""

    kind: FileKind
    reason: ReadingError | None = None


class Passwords(Protocol):
    """Passwords of locked files: asked once, kept for as long as the program runs, or in the keyring of the system."""

    def known(self, sha256: str) -> tuple[str, ...]:
        """That of this object first, then the others of this session: sellers lock a whole room with one."""

    def recall(self, sha256: str) -> str | None:
        """What the keyring remembers of this object; asked when it turned out to be locked."""

    def keep(self, sha256: str, password: str, *, remember: bool = False) -> None:
        """`remember` also puts it into the keyring, where there is one (`KeyringMissingError`)."""


class Pending(Protocol[T_co]):
    """An answer under way: what `concurrent.futures.Future` offers. Callbacks run on a thread of the reader and must
    return quickly. `cancel` also stops work that has begun."""

    def result(self, timeout: float | None = None) -> T_co: ...

    def cancel(self) -> bool: ...

    def done(self) -> bool: ...

    def add_done_callback(self, fn: "Callable[[Pending[T_co]], object]", /) -> None: ...


class DocumentReader(Protocol):
    """Takes files in: up to two at a time, each in its own worker. A file that kills its worker costs that worker."""

    def read(
        self,
        source: Source,
        *,
        name: str = "",
        passwords: Sequence[str] = (),
        on_page: Callable[[ReadPage], None] | None = None,
        size: int = 0,
        later: bool = False,
    ) -> Pending[ReadReport]:
        """The report, after every page was handed to `on_page` in order (on a thread of the reader, one file's pages
        one after the other). An unreadable file is an answer, not an error: see `ReadReport.reason`. An exception
        out of `on_page` ends the reading and becomes the result. Of what waits, one worker takes the first that is
        not for `later`, the other the one of the largest `size`: a large file that came last would keep one worker while
        the other is idle."""

    def may_hold_files(self, head: bytes, name: str) -> bool:
        """A quick look at the first kilobyte of a file and its name: whether `unpack` is worth a worker."""

    def unpack(
        self,
        source: Source,
        *,
        name: str,
        passwords: Sequence[str] = (),
        allowance: tuple[int, int],
        on_member: Callable[[Member], None],
        probing: bool = False,
    ) -> Pending[Unpacked]:
        """Hands the files inside an archive or a mail to `on_member` in their order (on a thread of the reader); none
        where the file is a paper. `allowance` is how many bytes and how many files may come out. With `probing`
        the reason also says why a paper does not open, as `probe` does."""

    def probe(
        self, source: Source, *, name: str = "", passwords: Sequence[str] = ()
    ) -> Pending[ReadingError | None]:
        """Whether a file opens at all, without reading its pages: None, or the reason."""

    def html(self, source: Source) -> Pending[HtmlPage]:
        """The tree of a saved page."""

    def close(self) -> None:
        """Ends the workers; what is under way is cancelled."""


class PageViewer(Protocol):
    """Pictures and text for the screen, from a worker of its own: the newest request first, each stopped after 5 s
    (`PageTooSlowError`; the page is not tried again until `retry`, or is drawn without its form fields and notes where
    that helps). `document` is the SHA-256 of an object."""

    def unlock(self, document: str, password: str) -> None:
        """The password to use for a locked document from now on."""

    def prepare(self) -> None:
        """Starts the worker, so that the first page comes at once. Call it when a document is likely to be opened."""

    def info(self, document: str) -> "Pending[ViewInfo]": ...

    def outline(self, document: str) -> Pending[tuple[OutlineEntry, ...]]:
        """The document's own contents. Apart from `info`, since a long one takes longer than the first page."""

    def render(
        self,
        document: str,
        page: int,
        scale: float,
        *,
        clip: tuple[int, int, int, int] | None = None,
        turn: int = 0,
    ) -> Pending[PageImage]:
        """Pixels per point is `scale`; `clip` is ``(x, y, width, height)`` in pixels of the whole picture, `turn` a
        further rotation clockwise. An equal request under way is shared. Cancel what scrolled out of sight."""

    def text(self, document: str, page: int) -> Pending[PageText]: ...

    def together(self) -> AbstractContextManager[None]:
        """Nothing that is asked for within is begun before all of it is asked: the last of it comes first."""

    def retry(self, document: str, page: int) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ViewInfo:
    """What a viewer needs before the first picture: for each page its width and height in points as shown (before
    any turn by the reader) and its label. The full geometry of a page comes with its picture."""

    sizes: tuple[tuple[float, float], ...]
    labels: tuple[str, ...]
