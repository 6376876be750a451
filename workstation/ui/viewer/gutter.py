"""Tags beside the paper: the names of the fields that rest on a passage. They never cover the page."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from workstation.application.records import FieldRef
from workstation.ui.context import UiContext
from workstation.ui.viewer.canvas import Canvas
from workstation.ui.viewer.marks import Mark, pushed_down
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring
from workstation.ui.widgets.paint.text import paint_text

HEIGHT: Final = 24  # px: the least that a mouse should have to hit
CHIP: Final = 20
LEAD: Final = 12  # px of the line from the paper to the tag
PAD: Final = 6
EDGE: Final = 4  # px that stay free at the edge of the viewer


class FactTag(QAbstractButton):
    """One mark's tag; filled while its citation is the current one."""

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = context.theme
        self.mark: Mark | None = None
        self.current = False
        self.lead = 0.0  # how far above the middle of the tag its passage is
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        theme, colours = self._theme, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(QPen(colours.evid_line, 1.5))
        painter.drawLine(0, round(middle), LEAD - 3, round(middle))
        font = theme.font(theme.tokens.type.caption, 500)
        box = QRectF(LEAD - 3, middle - CHIP / 2, self.width() - LEAD + 3, CHIP)
        painter.setPen(QPen(colours.evid_line, 1) if theme.more_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(colours.evid if self.current else colours.evid_soft)
        painter.drawRoundedRect(box, theme.tokens.radius.chip, theme.tokens.radius.chip)
        ink = colours.canvas if self.current else colours.evid
        paint_text(painter, box.adjusted(PAD, 0, -PAD, 0), self.text(), font, ink)
        if has_focus_by_keys(self):
            paint_focus_ring(painter, box, theme)
        painter.end()


class Gutter(QObject):
    """Keeps a tag for each mark in sight. Signals: `chosen(FieldRef)`, `lit(citation id)` when a tag is clicked."""

    chosen = Signal(object)
    lit = Signal(str)

    def __init__(self, context: UiContext, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._context = context
        self._canvas = canvas
        self._marks: Mapping[int, Sequence[Mark]] = {}
        self._current = ""
        self._tags: list[FactTag] = []
        canvas.moved.connect(self.place)

    def show_marks(self, marks: Mapping[int, Sequence[Mark]]) -> None:
        self._marks = marks
        words = {self._word(mark) for each in marks.values() for mark in each if mark.facts and mark.rects}
        self._canvas.set_tags(max((self._width(word) for word in words), default=0))
        self.place()

    def set_current(self, citation: str) -> None:
        self._current = citation
        self.place()

    def place(self) -> None:
        """Puts the tags beside what they name, pushed down where they would stand on each other."""
        used = 0
        for index in self._canvas.in_sight():
            frame = self._canvas.frame_of(index)
            marks = [mark for mark in self._marks.get(index, ()) if mark.facts and mark.rects]
            if frame is None or not marks:
                continue
            wanted = []
            for mark in marks:
                box = frame.rect_to_canvas(mark.rects[0])
                wanted.append(box.top + box.height / 2 - HEIGHT / 2)
            across, down = self._canvas.offset()
            left = round(frame.box.right) - across
            for mark, top in zip(marks, pushed_down(wanted, HEIGHT), strict=True):
                room = round(self._canvas.tag_room(index))
                self._show(self._tag(used), mark, QPoint(left, round(top) - down), room)
                used += 1
        for spare in self._tags[used:]:
            spare.hide()

    def _tag(self, place: int) -> FactTag:
        while place >= len(self._tags):
            tag = FactTag(self._context, self._canvas.viewport())
            tag.clicked.connect(lambda _=False, tag=tag: self._click(tag))
            self._tags.append(tag)
        return self._tags[place]

    def _show(self, tag: FactTag, mark: Mark, at: QPoint, room: int) -> None:
        current = self._current in mark.citations
        if tag.mark is not mark or tag.current is not current:
            tag.mark, tag.current = mark, current
            tag.setText(self._word(mark))
            tag.setToolTip("\n".join(self._label(ref) for ref in mark.facts))
            tag.setAccessibleName(", ".join(self._label(ref) for ref in mark.facts))
            tag.update()
        tag.setGeometry(at.x(), at.y(), min(self._width(tag.text()), room - EDGE), HEIGHT)
        tag.show()

    def _width(self, word: str) -> int:
        """Of a tag that says it in full."""
        theme = self._context.theme
        said = theme.metrics(theme.tokens.type.caption, 500).horizontalAdvance(word)
        return round(said) + LEAD + 2 * PAD + EDGE

    def _word(self, mark: Mark) -> str:
        if len(mark.facts) == 1:
            return self._label(mark.facts[0])
        return self._context.tr("{count} facts", count=len(mark.facts))

    def _label(self, ref: FieldRef) -> str:
        return self._context.tr(ref.label)

    def _click(self, tag: FactTag) -> None:
        mark = tag.mark
        if mark is None:
            return
        self.lit.emit(mark.citations[0])
        if len(mark.facts) == 1:
            self.chosen.emit(mark.facts[0])
            return
        menu = QMenu(tag)
        menu.setFont(self._context.theme.font())
        for ref in mark.facts:
            menu.addAction(self._label(ref)).setData(ref)
        menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(tag.mapToGlobal(QPoint(0, tag.height())))
