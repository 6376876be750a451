"""Files from outside that are let go over a line to type in: a text field would take their addresses as text."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from workstation.ui.arrivals import paths_of


class TakesFiles(Protocol):
    """A window that takes files which are dropped on it."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accepts the drag where it carries files that can be taken in."""

    def dropEvent(self, event: QDropEvent) -> None:
        """Takes the files in."""

    def mark_drag(self, *, over: bool) -> None:
        """Shows that files are over the window, or no longer."""


class FilesOverText(QObject):
    """Watches the native window of `host`: what a drag with files asks of a text field is asked of `host` instead. A
    filter there sees every drag before Qt looks for the widget under the pointer, and sees few other events."""

    def __init__(self, host: QWidget, window: TakesFiles) -> None:
        super().__init__(host)
        self._host = host
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True where the event was answered here, and goes no further."""
        if event.type() in {QEvent.Type.DragLeave, QEvent.Type.Drop}:
            self._window.mark_drag(over=False)
        if not isinstance(event, QDropEvent) or not paths_of(event.mimeData()):
            return super().eventFilter(watched, event)
        if isinstance(event, QDragEnterEvent):
            self._window.mark_drag(over=True)
        if not self._is_text(event):
            return False
        if isinstance(event, QDragEnterEvent):
            self._window.dragEnterEvent(event)
        elif isinstance(event, QDragMoveEvent):
            event.acceptProposedAction()
        else:
            self._window.dropEvent(event)
        return True

    def _is_text(self, event: QDropEvent) -> bool:
        widget = self._host.childAt(event.position().toPoint())
        while widget is not None and widget is not self._host:
            if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
                return True
            widget = widget.parentWidget()
        return False
