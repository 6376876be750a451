"""A passage carried by the mouse from the page to a field: what is over becomes the target, what is let go is attached."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QDragMoveEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QPlainTextEdit, QScrollArea, QTextEdit, QWidget

from workstation.ui.forms.row import FormRow

PASSAGE: Final = (
    "application/x-workstation-passage"  # nobody else takes it, and a line to type in takes no text of it
)
EDGE, STEP = 28, 20  # px: how near an edge scrolls, and how far at a time
_COMING = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove})


def carry(source: QWidget, words: str, picture: QPixmap | None = None) -> None:
    """Until the mouse lets go; the passage itself stays selected on the page."""
    data = QMimeData()
    data.setData(PASSAGE, words.encode())
    drag = QDrag(source)
    drag.setMimeData(data)
    if picture is not None:
        drag.setPixmap(picture)
        drag.setHotSpot(QPoint(-12, -8))
    drag.exec(Qt.DropAction.CopyAction)


class PassageDrops(QObject):
    """Watches a part of the window for passages. Signal: `dropped` after the field they came to got the focus."""

    dropped = Signal()

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self._area = area
        area.setAcceptDrops(True)
        area.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is not self._area:
            return False
        if event.type() in _COMING and isinstance(event, QDragMoveEvent):
            return self._over(event)
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._let_go(event)
        return False

    def _over(self, event: QDragMoveEvent) -> bool:
        if not event.mimeData().hasFormat(PASSAGE):
            return False
        self._scroll(event.position().toPoint())
        if self._aim(event.position().toPoint()):
            event.acceptProposedAction()
        elif event.type() is QEvent.Type.DragEnter:
            event.acceptProposedAction()  # there may be a field further on
        else:
            event.ignore()
        return True

    def _let_go(self, event: QDropEvent) -> bool:
        if not event.mimeData().hasFormat(PASSAGE):
            return False
        if self._aim(event.position().toPoint()):
            event.acceptProposedAction()
            QTimer.singleShot(0, self, self.dropped.emit)
        return True

    def _scroll(self, at: QPoint) -> None:
        """Near the upper or lower edge of a form there is more of it."""
        widget = self._area.childAt(at)
        while widget is not None and not isinstance(widget, QScrollArea):
            widget = widget.parentWidget()
        if isinstance(widget, QScrollArea):
            y, height = widget.viewport().mapFrom(self._area, at).y(), widget.viewport().height()
            step = -STEP if y < EDGE else STEP if y > height - EDGE else 0
            widget.verticalScrollBar().setValue(widget.verticalScrollBar().value() + step)

    def _aim(self, at: QPoint) -> bool:
        """Gives the focus to the field at a point, which makes it the target; False where there is none."""
        widget = self._area.childAt(at)
        while widget is not None and widget is not self._area:
            if isinstance(widget, FormRow):
                if widget.chip is None:
                    return False
                widget.editor.setFocus(Qt.FocusReason.MouseFocusReason)
                return True
            if isinstance(widget, QTextEdit | QPlainTextEdit):
                widget.setFocus(Qt.FocusReason.MouseFocusReason)
                return True
            if isinstance(widget, QAbstractItemView):
                return self._aim_in(widget, at)
            widget = widget.parentWidget()
        return False

    def _aim_in(self, view: QAbstractItemView, at: QPoint) -> bool:
        index = view.indexAt(view.viewport().mapFrom(self._area, at))
        if not index.isValid():
            return False
        view.setFocus(Qt.FocusReason.MouseFocusReason)
        view.setCurrentIndex(index)
        return True
