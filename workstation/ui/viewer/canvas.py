"""The page as it is read and marked: drawing, the mouse and the keys of the page."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication

from workstation.domain.errors import UserError
from workstation.domain.highlights import Highlight
from workstation.domain.pages import PageText, Rect
from workstation.ui.context import UiContext
from workstation.ui.viewer import paint
from workstation.ui.viewer.hand import Hand
from workstation.ui.viewer.layout import Box
from workstation.ui.viewer.marks import Mark
from workstation.ui.viewer.pictures import Pictures
from workstation.ui.viewer.selection import Selection, Tool
from workstation.ui.viewer.stage import PageStage
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring

Rects = tuple[Rect, ...]
WHOLE_PAGE = 10  # px of the bar that marks a page as a whole


class Canvas(PageStage):
    """The pages of a document, with what is selected and marked on them.

    Signals:
        selected(Selection or None): the selection is another, or a drag ended.
        tool_changed(Tool): text or area.
        typed(text): a character typed while an area waits for its value.
        left: Esc with nothing selected.
        carried: the mouse takes the selection away.
        beyond(1 or -1): the reader pages on at the end, or back at the beginning.
    """

    selected = Signal(object)
    tool_changed = Signal(object)
    typed = Signal(str)
    left = Signal()
    carried = Signal()
    beyond = Signal(int)

    def __init__(self, context: UiContext, pictures: Pictures) -> None:
        super().__init__(context, pictures)
        self._marks: Mapping[int, tuple[Mark, ...]] = {}
        self._current: str = ""
        self._highlights: Mapping[int, tuple[Highlight, ...]] = {}
        self._found: Mapping[int, tuple[Rects, ...]] = {}
        self._found_now: tuple[int, Rects] | None = None
        self._selection: Selection | None = None
        self._tool = Tool.TEXT
        self._hand = Hand(self, pictures)
        self._carried_from: QPointF | None = None
        self.setAccessibleName(context.tr("Page of the document"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        pictures.arrived.connect(self._hand.arrived)

    # what is lit

    def show_marks(self, marks: Mapping[int, tuple[Mark, ...]]) -> None:
        self._marks = marks
        self.viewport().update()

    def show_highlights(self, highlights: Mapping[int, tuple[Highlight, ...]]) -> None:
        self._highlights = highlights
        self.viewport().update()

    def set_current(self, citation: str) -> None:
        """The citation that is outlined; "" for none."""
        self._current = citation
        self.viewport().update()

    @property
    def current(self) -> str:
        return self._current

    def show_found(
        self, found: Mapping[int, tuple[Rects, ...]], now: tuple[int, Rects] | None = None
    ) -> None:
        """Search words: all of them by page, and the one at hand."""
        self._found, self._found_now = found, now
        self.viewport().update()

    # the selection

    @property
    def selection(self) -> Selection | None:
        return self._selection

    @property
    def is_dragging(self) -> bool:
        return self._hand.held

    def select(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self.viewport().update()
            self.selected.emit(selection)

    @property
    def tool(self) -> Tool:
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        if tool is not self._tool:
            self._tool = tool
            self._show_cursor(None)
            self.tool_changed.emit(tool)

    def text_of(self, index: int) -> PageText | None:
        """What is written on a page; None while it is still on its way."""
        return self._pictures.page(index).text

    def selection_rect(self) -> QRect | None:
        """Around the selection, in pixels of the viewport; None where it cannot be seen."""
        selection = self._selection
        frame = self.frame_of(selection.page) if selection else None
        if selection is None or frame is None or not selection.rects:
            return None
        around = QRectF()
        for box in paint.boxes_on(frame, selection.rects):
            around = around.united(paint.rect_of(box))
        across, down = self.offset()
        seen = around.translated(-across, -down).intersected(QRectF(self.viewport().rect()))
        return seen.toAlignedRect() if seen.isValid() else None

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.colours.desk)
        across, down = self.offset()
        painter.translate(-across, -down)
        ratio = self.devicePixelRatioF()
        for index in self.in_sight():
            page = self._pictures.page(index)
            box = self.box_of(index)
            paint.paint_page(painter, box, page, ratio, self._theme)
            if page.failure is not None and not page.sharp:
                sentence = self._sentence(page.failure)
                paint.paint_sentence(painter, box, "page-blank", sentence, self._theme)
            self._paint_marks(painter, index)
        painter.resetTransform()
        if has_focus_by_keys(self):
            paint_focus_ring(painter, QRectF(self.viewport().rect()), self._theme, radius=0)
        painter.end()

    def _paint_marks(self, painter: QPainter, index: int) -> None:
        frame = self.frame_of(index)
        if frame is None:
            return
        colours = self._theme.tokens.page
        current: list[Rect] = []
        lit: dict[Rect, None] = {}
        for mark in self._marks.get(index, ()):
            lit.update(dict.fromkeys(mark.rects))
            if self._current in mark.citations:
                current.extend(mark.rects)
        for highlight in self._highlights.get(index, ()):
            colour = getattr(colours, f"marked_{highlight.kind.value}")
            page = frame.box
            whole = [Box(page.left, page.top, WHOLE_PAGE, page.height)]  # a bar at the edge: the page as such
            boxes = paint.boxes_on(frame, highlight.rects) if highlight.rects else whole
            paint.paint_fills(painter, boxes, colour)
        paint.paint_fills(painter, paint.boxes_on(frame, lit), colours.cited)
        for rects in self._found.get(index, ()):
            paint.paint_fills(painter, paint.boxes_on(frame, rects), colours.found)
        paint.paint_outline(painter, paint.boxes_on(frame, current), colours.cited_outline)
        if self._found_now is not None and self._found_now[0] == index:
            paint.paint_outline(painter, paint.boxes_on(frame, self._found_now[1]), colours.ink, 1.0)
        selection = self._selection
        if selection is not None and selection.page == index:
            boxes = paint.boxes_on(frame, selection.rects)
            paint.paint_fills(painter, boxes, colours.selected)
            if selection.area is not None:
                area = paint.boxes_on(frame, [selection.area])
                paint.paint_outline(painter, area, colours.selected_edge)
            else:
                paint.paint_selection_edges(painter, boxes, colours.selected_edge)

    def _sentence(self, error: UserError) -> str:
        return self._context.tr.error(error)

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        place = self._canvas_point(event.position())
        self._carried_from = event.position() if self._is_selected(place) else None
        if self._carried_from is None:
            self._hand.press(*place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._canvas_point(event.position())
        if self._carried_from is not None:
            way = (event.position() - self._carried_from).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._carried_from = None
                self.carried.emit()
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self._follow(event.position().y())
            self._hand.drag(*self._canvas_point(event.position()))
        else:
            self._show_cursor(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        place = self._canvas_point(event.position())
        if self._carried_from is not None:  # a click: the passage is let go
            self._carried_from = None
            self._hand.press(*place)
        self._hand.release(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._hand.take_word(*self._canvas_point(event.position()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(event.angleDelta().y() / 120, event.position().y())
            event.accept()
        else:
            super().wheelEvent(event)

    def _is_selected(self, place: tuple[float, float]) -> bool:
        """Whether a point of the canvas lies on the selection."""
        selection = self._selection
        frame = self.frame_of(selection.page) if selection is not None else None
        if selection is None or frame is None:
            return False
        return any(frame.rect_to_canvas(rect).holds(*place) for rect in selection.rects)

    def _canvas_point(self, point: QPointF) -> tuple[float, float]:
        across, down = self.offset()
        return point.x() + across, point.y() + down

    def _follow(self, y: float) -> None:
        """A drag beyond the edge scrolls."""
        beyond = min(y, 0.0) + max(y - self.viewport().height(), 0.0)
        if beyond:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(max(-LEAP, min(LEAP, beyond))))

    def _show_cursor(self, place: tuple[float, float] | None) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._tool is Tool.AREA:
            shape = Qt.CursorShape.CrossCursor
        elif place is not None and self.in_sight():
            index = self._layout.page_at(place[1])
            if index < self.pages and self.box_of(index).holds(*place):
                shape = self._hand.cursor_on(index)
        self.viewport().setCursor(shape)

    # the keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._selection is None and self._tool is Tool.TEXT:
            self.left.emit()
        elif self._hand.key(event):
            event.accept()
        elif not self._walk(event):
            super().keyPressEvent(event)

    def _walk(self, event: QKeyEvent) -> bool:
        """PgUp and PgDn go by pages; Ctrl+Home, Ctrl+End to the ends."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        bar, leap = self.verticalScrollBar(), self.viewport().height() - LEAP
        steps = {Qt.Key.Key_PageDown: leap, Qt.Key.Key_PageUp: -leap, Qt.Key.Key_Space: leap}
        if event.key() in steps:
            step = steps[Qt.Key(event.key())]
            if bar.value() == (bar.maximum() if step > 0 else bar.minimum()):
                self.beyond.emit(1 if step > 0 else -1)
            bar.setValue(bar.value() + step)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to_page(0)
        elif event.key() == Qt.Key.Key_End:
            self.go_to_page(self.pages - 1)
        else:
            return False
        return True

    def copy(self) -> bool:
        """The quote to the clipboard; False where there is none."""
        text = self._selection.text if self._selection else ""
        if text:
            QGuiApplication.clipboard().setText(text)
        return bool(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._settle.start()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._show_cursor(None)
        return super().viewportEvent(event)


LEAP = 40  # px kept of the last screen, and the most that a drag beyond the edge scrolls at once
