"""Pictures and text of the pages in sight, asked of the page engine and kept; nothing here waits for it."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage, QPainter

from workstation.application.ports.documents import PageViewer, Pending, ViewInfo
from workstation.domain.errors import UserError
from workstation.domain.pages import PageGeometry, PageImage, PageText

Deliver = Callable[[Callable[[], None]], None]
Clip = tuple[int, int, int, int]
PREVIEW: Final = 160  # px of the wider side
WHOLE: Final = 3_000_000  # pixels up to which a page is one picture
TILE: Final = 1024  # px
AROUND: Final = 512  # px around what is in sight
Seen = tuple[
    int, int, int, int
]  # left, top, right, bottom of what is in sight, in pixels of the whole picture
KEPT: Final = 240  # pages whose preview stays in memory
SHARP: Final = 8  # pages whose full picture stays in memory


@dataclass(slots=True)
class Picture:
    """A drawn part of a page; `x` and `y` are its place in the whole picture of `scale` pixels per point."""

    image: QImage
    x: int
    y: int
    scale: float


@dataclass(slots=True)
class Page:
    """What is there of one page. `sharp` are its parts at `scale`, `stale` what was sharp before the last zoom.
    `bare`: form fields and notes are left out."""

    preview: Picture | None = None
    sharp: dict[Clip | None, Picture] = field(default_factory=dict)
    stale: list[Picture] = field(default_factory=list)
    scale: float = 0.0
    geometry: PageGeometry | None = None
    text: PageText | None = None
    failure: UserError | None = None
    bare: bool = False


class Pictures(QObject):
    """The pages of one version. `deliver` brings answers to the thread of the window. Signals: `opened(ViewInfo)`,
    `refused(UserError)` when the document cannot be shown at all, `arrived(page)` when something of a page came
    or failed, `outlined(tuple of OutlineEntry)` with the document's own contents."""

    opened = Signal(object)
    refused = Signal(object)
    arrived = Signal(int)
    outlined = Signal(object)

    def __init__(self, deliver: Deliver, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._deliver = deliver
        self._engine: PageViewer | None = None
        self._document = ""
        self._turn = 0
        self._round = 0
        self._info: ViewInfo | None = None
        self._tint: QColor | None = None
        self._pages: OrderedDict[int, Page] = OrderedDict()
        self._asked: dict[tuple[Any, ...], Pending[Any]] = {}
        self._seen: Mapping[int, Seen] = {}

    @property
    def document(self) -> str:
        return self._document

    @property
    def info(self) -> ViewInfo | None:
        return self._info

    @property
    def turn(self) -> int:
        return self._turn

    def set_paper(self, tint: QColor | None) -> None:
        """A colour that dims the paper of a dark window."""
        self._tint = tint

    def open(self, engine: PageViewer, document: str) -> None:
        self.forget()
        self._engine, self._document, self._turn = engine, document, 0
        self._ask(("info",), engine.info(document), self._opened, self.refused.emit)

    def forget(self) -> None:
        """Nothing of the document is wanted any more."""
        self._round += 1
        for pending in self._asked.values():
            pending.cancel()
        self._asked.clear()
        self._pages.clear()
        self._document, self._info = "", None

    def set_turn(self, degrees: int) -> None:
        """Pictures are drawn anew; text and its boxes do not turn."""
        self._turn = degrees % 360
        self._round += 1
        for key, pending in list(self._asked.items()):
            if key[0] in {"preview", "sharp"}:
                pending.cancel()
                del self._asked[key]
        for page in self._pages.values():
            page.preview, page.geometry, page.scale = None, None, 0.0
            page.sharp.clear()
            page.stale.clear()

    def page(self, index: int) -> Page:
        """What is there now; empty for a page that was never asked for."""
        return self._pages.get(index) or Page()

    def retry(self, index: int) -> None:
        """Tries a page again that failed, or came without its form fields and notes."""
        if self._engine is not None and index in self._pages:
            self._engine.retry(self._document, index)
            self._pages[index] = Page(text=self._pages[index].text)
            self.arrived.emit(index)

    def want(self, pages: Sequence[int], scale: float, seen: Mapping[int, Seen]) -> None:
        """Asks for what is missing of the pages in sight, the first of `pages` first; drops requests for others.
        `scale` is device pixels per point. Of a page that is too large for one picture only the tiles at what is
        `seen` of it are drawn and kept: at 800 % a whole page would take 230 MB."""
        if self._engine is None or self._info is None:
            return
        self._seen = seen
        scale = round(scale, 4)
        self._drop(set(pages), scale)
        # The engine takes the newest request first: ask for what matters most last, before it begins with what is beside it
        with self._engine.together():
            for index in reversed(pages):
                self._want_page(index, scale)
        self._forget_far(pages)

    def want_previews(self, pages: Sequence[int]) -> None:
        """Small pictures for the thumbnails."""
        if self._engine is not None and self._info is not None:
            for index in reversed(pages):
                self._want_preview(index, self._kept(index))

    def want_outline(self) -> None:
        """The contents of the document; a long one comes a while after its first page."""
        key = ("outline",)
        if self._engine is not None and self._info is not None and key not in self._asked:
            self._ask(key, self._engine.outline(self._document), self.outlined.emit, lambda _: None)

    def want_text(self, index: int) -> None:
        page, engine = self._kept(index), self._engine
        if engine is not None and page.text is None and page.failure is None:
            key = ("text", index)
            if key not in self._asked:
                self._ask(key, engine.text(self._document, index), lambda text: self._read(index, text))

    def _want_page(self, index: int, scale: float) -> None:
        page, engine = self._kept(index), self._engine
        if engine is None or page.failure is not None:
            return
        self.want_text(index)
        if page.scale != scale:
            page.stale = list(page.sharp.values()) or page.stale
            page.sharp, page.scale = {}, scale
        clips = self._clips(index, scale)
        for clip in page.sharp.keys() - set(clips):
            del page.sharp[clip]
        for clip in reversed(clips):
            key = ("sharp", index, clip, scale, self._turn)
            if clip not in page.sharp and key not in self._asked:
                asked = engine.render(self._document, index, scale, clip=clip, turn=self._turn)
                self._ask(key, asked, partial(self._sharpened, index, clip, scale))
        self._want_preview(index, page)

    def _want_preview(self, index: int, page: Page) -> None:
        engine, info = self._engine, self._info
        key = ("preview", index, self._turn)
        if engine is None or info is None or page.preview or page.failure or key in self._asked:
            return
        if not 0 <= index < len(info.sizes):
            return
        scale = round(PREVIEW / max(*info.sizes[index], 1.0), 4)
        asked = engine.render(self._document, index, scale, turn=self._turn)
        self._ask(key, asked, lambda image: self._previewed(index, image))

    def _clips(self, index: int, scale: float) -> list[Clip | None]:
        """One picture, or the tiles around what is in sight where the page is large."""
        info = self._info
        if info is None:
            return []
        width, height = (round(edge * scale) for edge in info.sizes[index])
        if self._turn % 180:
            width, height = height, width
        if width * height <= WHOLE:
            return [None]
        left, top, right, bottom = self._seen.get(index, (0, 0, 0, 0))
        return [
            (x, y, min(TILE, width - x), min(TILE, height - y))
            for y in range(0, height, TILE)
            for x in range(0, width, TILE)
            if left - TILE - AROUND < x < right + AROUND and top - TILE - AROUND < y < bottom + AROUND
        ]

    def _drop(self, pages: set[int], scale: float) -> None:
        for key, pending in list(self._asked.items()):
            if key[0] == "sharp" and (key[1] not in pages or key[3] != scale):
                pending.cancel()
                del self._asked[key]

    def _kept(self, index: int) -> Page:
        page = self._pages.setdefault(index, Page())
        self._pages.move_to_end(index)
        return page

    def _forget_far(self, pages: Sequence[int]) -> None:
        middle = pages[0] if pages else 0
        for index, page in self._pages.items():
            if abs(index - middle) > SHARP:
                page.sharp.clear()
                page.stale.clear()
                page.scale = 0.0
        while len(self._pages) > KEPT:
            self._pages.popitem(last=False)

    # answers

    def _ask(
        self,
        key: tuple[Any, ...],
        pending: Pending[Any],
        done: Callable[[Any], None],
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        self._asked[key] = pending
        asked_in = self._round

        def answered(answer: Pending[Any]) -> None:
            self._deliver(lambda: self._answer(key, answer, asked_in, done, failed))

        pending.add_done_callback(answered)

    def _answer(
        self,
        key: tuple[Any, ...],
        answer: Pending[Any],
        asked_in: int,
        done: Callable[[Any], None],
        failed: Callable[[UserError], None] | None,
    ) -> None:
        if self._asked.get(key) is answer:
            del self._asked[key]
        elif asked_in != self._round:
            return
        try:
            value = answer.result()
        except CancelledError:
            return
        except UserError as error:
            if failed is not None:
                failed(error)
            else:
                self._failed(key[1], error)
            return
        done(value)

    def _opened(self, info: ViewInfo) -> None:
        self._info = info
        self.opened.emit(info)

    def _failed(self, index: int, error: UserError) -> None:
        self._kept(index).failure = error
        self.arrived.emit(index)

    def _read(self, index: int, text: PageText) -> None:
        self._kept(index).text = text
        self.arrived.emit(index)

    def _previewed(self, index: int, image: PageImage) -> None:
        page = self._kept(index)
        page.preview, page.geometry, page.bare = self._picture(image), image.geometry, image.bare
        self.arrived.emit(index)

    def _sharpened(self, index: int, clip: Clip | None, scale: float, image: PageImage) -> None:
        page = self._kept(index)
        if page.scale == scale:
            page.sharp[clip], page.geometry, page.bare = self._picture(image), image.geometry, image.bare
            if len(page.sharp) == len(self._clips(index, scale)):
                page.stale.clear()
            self.arrived.emit(index)

    def _picture(self, image: PageImage) -> Picture:
        lent = QImage(image.pixels, image.width, image.height, 4 * image.width, QImage.Format.Format_RGB32)
        # The engine leaves the fourth byte as it is; what is multiplied over a page needs it opaque
        own = lent.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        own.reinterpretAsFormat(QImage.Format.Format_RGB32)
        if self._tint is not None:
            painter = QPainter(own)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.fillRect(own.rect(), self._tint)
            painter.end()
        return Picture(own, image.x, image.y, image.scale)
