"""The reader's hand on the page: drags, double clicks and keys become a selection."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from workstation.domain.quotes import word_at
from workstation.ui.viewer import selection as picking
from workstation.ui.viewer.layout import Box
from workstation.ui.viewer.pictures import Pictures
from workstation.ui.viewer.selection import Drag, Selection, Tool

if TYPE_CHECKING:
    from workstation.ui.viewer.canvas import Canvas

NUDGE: Final = 8  # px by which an arrow moves an area; 1 with Ctrl
FIRST_AREA: Final = (160.0, 28.0)  # px of an area that starts from the keyboard
LEAST: Final = 6.0
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
Key = Qt.Key
Modifier = Qt.KeyboardModifier


class Hand:
    """Works on the selection of one canvas; coordinates are those of the canvas."""

    def __init__(self, canvas: "Canvas", pictures: Pictures) -> None:
        self._canvas = canvas
        self._pictures = pictures
        self._drag: Drag | None = None
        self._held = False

    # the mouse

    def press(self, x: float, y: float) -> None:
        canvas = self._canvas
        self._drag, self._held = None, True
        index = self._page_at(x, y)
        frame = canvas.frame_of(index) if index is not None else None
        canvas.select(None)
        if index is None or frame is None:
            return
        text = self._pictures.page(index).text
        self._drag = picking.begin(index, canvas.tool, frame.to_page(x, y), text)
        self._pictures.want_text(index)

    def drag(self, x: float, y: float) -> None:
        if self._drag is None:
            return
        frame = self._canvas.frame_of(self._drag.page)
        if frame is not None:
            self._drag = self._drag.to(frame.to_page(x, y))
            self._show_drag()

    @property
    def held(self) -> bool:
        """Whether the mouse is still drawing the selection."""
        return self._held

    def release(self, x: float, y: float) -> None:
        self.drag(x, y)
        self._held = False
        waits = self._drag is not None and self._pictures.page(self._drag.page).text is None
        if not waits:
            self._drag = None
        selection = self._canvas.selection
        if selection is not None:
            self._canvas.set_tool(Tool.TEXT)
            self._canvas.selected.emit(selection)

    def arrived(self, index: int) -> None:
        """The text of the page came after the drag began."""
        drag, text = self._drag, self._pictures.page(index).text
        if drag is None or drag.page != index or text is None:
            return
        if drag.first is None and drag.tool is Tool.TEXT:
            self._drag = picking.begin(index, self._canvas.tool, drag.start, text).to(drag.end)
        self._show_drag()
        if not self._held:
            self._drag = None

    def take_word(self, x: float, y: float) -> None:
        index = self._page_at(x, y)
        frame = self._canvas.frame_of(index) if index is not None else None
        text = self._pictures.page(index).text if index is not None else None
        if index is None or frame is None or text is None:
            return
        quote = word_at(text, *frame.to_page(x, y))
        if quote is not None and quote.text:
            self._canvas.select(Selection(index, quote=quote))

    def cursor_on(self, index: int) -> Qt.CursorShape:
        text = self._pictures.page(index).text
        if text is None:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.IBeamCursor if picking.has_text(text) else Qt.CursorShape.CrossCursor

    def _show_drag(self) -> None:
        if self._drag is not None:
            self._canvas.select(picking.selected(self._drag, self._pictures.page(self._drag.page).text))

    def _page_at(self, x: float, y: float) -> int | None:
        canvas = self._canvas
        return next((index for index in canvas.in_sight() if canvas.box_of(index).holds(x, y)), None)

    # the keys

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key meant something to the selection."""
        canvas, selection = self._canvas, self._canvas.selection
        if event.key() == Key.Key_Escape:
            canvas.select(None)
            canvas.set_tool(Tool.TEXT)
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            return canvas.copy()
        pressed = Key(event.key())
        if pressed in _ARROWS:
            return self._arrow(pressed, event.modifiers())
        if selection is not None and selection.quote is None:
            return self._type(event)
        if event.key() == Key.Key_A and not event.modifiers():
            canvas.set_tool(Tool.TEXT if canvas.tool is Tool.AREA else Tool.AREA)
            return True
        return False

    def _type(self, event: QKeyEvent) -> bool:
        """An area waits for what is read there: typing goes to the line of the pop-over."""
        plain = not event.modifiers() & (Modifier.ControlModifier | Modifier.AltModifier)
        text = event.text()
        if event.key() in {Key.Key_Return, Key.Key_Enter}:
            self._canvas.typed.emit("")
            return True
        if plain and text and text.isprintable() and not text.isspace():
            self._canvas.typed.emit(text)
            return True
        return False

    def _arrow(self, pressed: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        canvas, selection = self._canvas, self._canvas.selection
        right, down = _ARROWS[pressed]
        if (selection is not None and selection.area is not None) or canvas.tool is Tool.AREA:
            return self._arrow_area(right, down, modifiers)
        control, shift = modifiers & Modifier.ControlModifier, modifiers & Modifier.ShiftModifier
        if not (control or shift) or not right:
            return False
        page = selection.page if selection is not None else canvas.page
        text = self._pictures.page(page).text
        if text is None:
            return False
        if shift and selection is not None:
            canvas.select(picking.extended(selection, text, right, by_word=bool(control)))
        elif control:
            canvas.select(self._next_word(page, right, selection) or selection)
        return True

    def _next_word(self, page: int, step: int, selection: Selection | None) -> Selection | None:
        text = self._pictures.page(page).text
        if text is None:
            return None
        quote = selection.quote if selection else None
        if quote is not None:
            return picking.step_word(page, text, quote.end if step > 0 else quote.start, step)
        return picking.step_word(page, text, 0 if step > 0 else len(text.text), step)

    def _arrow_area(self, right: int, down: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Arrows move an area, with Shift its right and lower edges; by single pixels with Ctrl."""
        canvas, selection = self._canvas, self._canvas.selection
        index = selection.page if selection is not None else canvas.page
        frame = canvas.frame_of(index) if index >= 0 else None
        if frame is None:
            return False
        nudge = 1 if modifiers & Modifier.ControlModifier else NUDGE
        if selection is None or selection.area is None:
            box = self._middle(frame.box)
        else:
            box = frame.rect_to_canvas(selection.area)
            if modifiers & Modifier.ShiftModifier:
                box = box.stretched(right * nudge, down * nudge, frame.box, LEAST)
            else:
                box = box.moved(right * nudge, down * nudge, frame.box)
        area = frame.rect_to_page(box.left, box.top, box.right, box.bottom)
        rect = round(area[0], 2), round(area[1], 2), round(area[2], 2), round(area[3], 2)
        self._pictures.want_text(index)
        canvas.select(picking.of_area(index, rect, self._pictures.page(index).text))
        return True

    def _middle(self, page: Box) -> Box:
        """A first area in the middle of what is seen of the page."""
        canvas = self._canvas
        across, down = canvas.offset()
        width, height = FIRST_AREA
        left = across + (canvas.viewport().width() - width) / 2
        top = down + (canvas.viewport().height() - height) / 2
        return Box(left, top, width, height).moved(0, 0, page)
