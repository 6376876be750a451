"""The pages below each other in a scroll area: which are in sight, how large, turned how, and going to a place."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEasingCurve, QEvent, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar

from workstation.application.ports.documents import ViewInfo
from workstation.domain.pages import Rect
from workstation.ui.context import UiContext
from workstation.ui.viewer.layout import (
    MARGIN,
    Box,
    PageFrame,
    PageLayout,
    clamped,
    fit_page,
    fit_width,
    gutter_for,
)
from workstation.ui.viewer.pictures import Pictures, Seen

STEP: Final = 1.2  # of one zoom step
SETTLE: Final = 50  # ms after the last change of zoom before pages are drawn anew
LINE: Final = 40  # px of one step of the wheel's line


class Fit(StrEnum):
    WIDTH = "width"
    PAGE = "page"
    FREE = "free"


class PageStage(QAbstractScrollArea):
    """Signals: `moved` when anything lies elsewhere than before, `page_changed(index)`, `scale_changed(scale)`."""

    moved = Signal()
    page_changed = Signal(int)
    scale_changed = Signal(float)

    def __init__(self, context: UiContext, pictures: Pictures) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self._pictures = pictures
        self._info: ViewInfo | None = None
        self._layout = PageLayout((), 0.0, 0.0)
        self._fit = Fit.WIDTH
        self._tags = 0.0  # px of the widest tag beside the pages
        self._scale = 1.0
        self._page = -1
        self._goal: tuple[int, tuple[Rect, ...]] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._request)
        self._glide = QVariantAnimation(self)
        self._glide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._glide.valueChanged.connect(lambda value: self.verticalScrollBar().setValue(round(value)))
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(LINE)
            bar.valueChanged.connect(self._scrolled)
        pictures.arrived.connect(self._arrived)

    # the document

    def show_info(self, info: ViewInfo) -> None:
        self._info = info
        self._page = -1
        self._refit()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def clear(self) -> None:
        self._info = None
        self._page = -1
        self._goal = None
        self._settle.stop()
        self._glide.stop()
        self._lay_out()

    @property
    def pages(self) -> int:
        return len(self._info.sizes) if self._info else 0

    @property
    def page(self) -> int:
        """The page in the middle of the viewport; -1 without a document."""
        return self._page

    # zoom and turn

    @property
    def scale(self) -> float:
        """Logical pixels per point."""
        return self._scale

    @property
    def fit(self) -> Fit:
        return self._fit

    def set_fit(self, fit: Fit) -> None:
        self._fit = fit
        self._keeping(self._refit)

    def set_tags(self, widest: float) -> None:
        """The width of the widest tag of the document, 0 without one: the first that comes takes its room from a page that
        fills the width, and what stands at the top stays there."""
        if widest != self._tags:
            self._tags = widest
            self._keeping(self._refit, 0.0)

    def tag_room(self, index: int) -> float:
        """Pixels beside a page in which a tag may stand."""
        return max(self._layout.width - self._layout.boxes[index].right, 0.0)

    def _gutter(self) -> float:
        sizes = self._info.sizes if self._info else ()
        return gutter_for(self._tags, sizes, self._pictures.turn, float(self.viewport().width()))

    def set_scale(self, scale: float, at: float | None = None) -> None:
        """`at` is the height in the viewport that stays where it is."""
        self._fit = Fit.FREE
        self._keeping(lambda: self._rescale(clamped(scale)), at)

    def zoom_by(self, steps: float, at: float | None = None) -> None:
        self.set_scale(self._scale * STEP**steps, at)

    def turn_by(self, degrees: int) -> None:
        index = max(self._page, 0)
        self._pictures.set_turn(self._pictures.turn + degrees)
        self._refit()
        self.go_to_page(index)

    # going to a place

    def set_zoom(self, fit: Fit, scale: float) -> None:
        """`scale` counts where nothing is fitted."""
        if fit is Fit.FREE:
            self.set_scale(scale)
        else:
            self.set_fit(fit)

    def go_to_page(self, index: int, part: float = 0.0) -> None:
        """`part` is how much of the page lies above the viewport, 0 to 1."""
        if self._layout.boxes:
            self._goal = None
            self._glide.stop()
            box = self._layout.boxes[min(max(index, 0), self.pages - 1)]
            self.verticalScrollBar().setValue(round(box.top - MARGIN + part * (box.height + MARGIN)))
            self._scrolled()

    def place(self) -> tuple[int, float]:
        """What `go_to_page` takes to come back here."""
        if not self._layout.boxes:
            return 0, 0.0
        top = self.verticalScrollBar().value()
        index = self._layout.page_at(top + MARGIN)
        box = self._layout.boxes[index]
        return index, (top - box.top + MARGIN) / (box.height + MARGIN)

    def reveal(self, page: int, rects: Sequence[Rect]) -> None:
        """Brings a passage into sight. Where the page is not known well enough yet, its top first."""
        if not 0 <= page < self.pages:
            return
        self._goal = page, tuple(rects)
        if not self._approach():
            goal = self._goal
            self.go_to_page(page)
            self._goal = goal

    def _approach(self) -> bool:
        if self._goal is None:
            return True
        page, rects = self._goal
        frame = self.frame_of(page)
        if frame is None:
            return False
        self._goal = None
        boxes = [frame.rect_to_canvas(rect) for rect in rects]
        if boxes:
            top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
            self._bring(self.verticalScrollBar(), top, bottom, self.viewport().height(), glide=True)
            left, right = min(box.left for box in boxes), max(box.right for box in boxes)
            self._bring(self.horizontalScrollBar(), left, right, self.viewport().width(), glide=False)
        else:
            self.go_to_page(page)
        return True

    def _bring(self, bar: QScrollBar, start: float, end: float, room: int, *, glide: bool) -> None:
        now = bar.value()
        if start >= now + 24 and end <= now + room - 24:
            return
        wanted = min(max(round(start - max(24.0, (room - (end - start)) / 3)), 0), bar.maximum())
        span = self._theme.tokens.motion.scroll_to_citation
        self._glide.stop()
        if glide and span and abs(wanted - now) < 2 * room:
            self._glide.setDuration(span)
            self._glide.setStartValue(float(now))
            self._glide.setEndValue(float(wanted))
            self._glide.start()
        else:
            bar.setValue(wanted)

    # where things lie

    def frame_of(self, index: int) -> PageFrame | None:
        """In pixels of the whole canvas; None until the page's geometry is known."""
        geometry = self._pictures.page(index).geometry
        if geometry is None or index >= len(self._layout.boxes):
            return None
        return PageFrame(geometry, self._layout.boxes[index])

    def box_of(self, index: int) -> Box:
        return self._layout.boxes[index]

    def in_sight(self) -> range:
        return self._layout.visible(self.verticalScrollBar().value(), self.viewport().height())

    def offset(self) -> tuple[int, int]:
        """What is subtracted from a place of the canvas to get one of the viewport."""
        return self.horizontalScrollBar().value(), self.verticalScrollBar().value()

    # the machinery

    def _refit(self) -> None:
        if self._info is None:
            return
        sizes, turn, room = self._info.sizes, self._pictures.turn, float(self.viewport().width())
        if self._fit is Fit.WIDTH:
            self._rescale(fit_width(sizes, turn, room, self._gutter()))
        elif self._fit is Fit.PAGE:
            size = sizes[max(self._page, 0)] if sizes else (1.0, 1.0)
            self._rescale(fit_page(size, turn, room, float(self.viewport().height()), self._gutter()))
        else:
            self._rescale(self._scale)

    def _rescale(self, scale: float) -> None:
        changed = scale != self._scale
        self._scale = scale
        self._lay_out()
        if changed:
            self.scale_changed.emit(scale)

    def _lay_out(self) -> None:
        sizes = self._info.sizes if self._info else ()
        view = self.viewport().size()
        self._layout = PageLayout.of(
            sizes,
            scale=self._scale,
            turn=self._pictures.turn,
            room=float(view.width()),
            gutter=self._gutter(),
        )
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setPageStep(view.height())
        down.setRange(0, max(0, round(self._layout.height) - view.height()))
        across.setPageStep(view.width())
        across.setRange(0, max(0, round(self._layout.width) - view.width()))
        self._settle.start()
        self.moved.emit()
        self.viewport().update()

    def _keeping(self, change: Callable[[], None], at: float | None = None) -> None:
        """Changes sizes while the point at this height of the viewport keeps its place."""
        height = self.viewport().height() / 2 if at is None else at
        top = self.verticalScrollBar().value() + height
        index = self._layout.page_at(top)
        boxes = self._layout.boxes
        part = (top - boxes[index].top) / boxes[index].height if boxes else 0.0
        change()
        if self._layout.boxes:
            box = self._layout.boxes[index]
            self.verticalScrollBar().setValue(round(box.top + part * box.height - height))
        self._scrolled()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = self._layout.page_at(middle) if self._layout.boxes else -1
        if not self._settle.isActive():
            self._request()
        self.moved.emit()
        self.viewport().update()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _request(self) -> None:
        """Pictures of what is in sight, the page in the middle first, then its neighbours."""
        if self._info is None or not self.isVisible():
            return
        sight = self.in_sight()
        order = sorted(sight, key=lambda index: abs(index - self._page))
        around = [index for index in (sight.stop, sight.start - 1) if 0 <= index < self.pages]
        ratio = self.devicePixelRatioF()
        self._pictures.want(
            [*order, *around], self._scale * ratio, {at: self._seen(at, ratio) for at in order}
        )

    def _seen(self, index: int, ratio: float) -> Seen:
        """The part of a page that lies in the viewport, in device pixels from the corner of its picture."""
        box, view = self._layout.boxes[index], self.viewport()
        left = self.horizontalScrollBar().value() - box.left
        top = self.verticalScrollBar().value() - box.top
        edges = (
            max(0, left),
            max(0, top),
            min(box.width, left + view.width()),
            min(box.height, top + view.height()),
        )
        return tuple(round(edge * ratio) for edge in edges)  # type: ignore[return-value] # four edges

    def _arrived(self, index: int) -> None:
        if self._goal is not None and self._goal[0] == index:
            self._approach()
        if index in self.in_sight():
            self.moved.emit()
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit is Fit.FREE:
            self._keeping(self._lay_out, 0.0)
        else:
            self._keeping(self._refit, 0.0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self._settle.start()
