"""The ring around what has the focus is for those who go by keys: it is drawn after Tab, Backtab or a shortcut brought
the focus there, and goes with the next press of the mouse."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from shiboken6 import isValid

_KEYS = {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
_BY_KEYS = Qt.WidgetAttribute.WA_KeyboardFocusChange
_ALONE = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class FocusRings(QObject):
    """Keeps Qt's own mark of a window, whether its focus came by a key (`widgets.base.has_focus_by_keys` asks for it); Qt
    sets it for Tab alone and takes it away with any other. Watches what has the focus and, through `watch_window`, the native window: a
    filter on the application would hand every event of every widget to Python."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._key_came_last = False
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def watch_window(self) -> None:
        """Once the window is shown: a press on what takes no focus is seen there alone."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's name
        """Nothing is kept from anybody."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self._key_came_last = False
            self._mark(by_keys=False)
        elif event.type() in _KEYS and event.key() not in _ALONE:  # type: ignore[attr-defined] # a key event
            self._key_came_last = True
        return False

    def _moved(self, _: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if new is None or not self._window.isAncestorOf(new):
            return
        new.installEventFilter(self)
        self._watched = new
        if QApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            self._key_came_last = False
        self._mark(by_keys=self._key_came_last)

    def _mark(self, *, by_keys: bool) -> None:
        if self._window.testAttribute(_BY_KEYS) is by_keys:
            return
        self._window.setAttribute(_BY_KEYS, by_keys)
        focus = self._watched
        if focus is not None and isValid(focus):
            (focus.viewport() if isinstance(focus, QAbstractScrollArea) else focus).update()
