"""Keys that need more than a shortcut: the Alt key opens the menu, and a text field's own Ctrl+Z comes first."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

TextField = QLineEdit | QPlainTextEdit | QTextEdit


class Keyboard(QObject):
    """Watches the application while `window` is the active one. `ours` are the shortcuts that a text field would
    otherwise keep for itself (Ctrl+E ends the line on X11); `menu` opens the menu."""

    def __init__(self, window: QWidget, ours: Iterable[QKeySequence], menu: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._ours = set(ours)
        self._menu = menu
        self._alt_alone = False
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease}:
            if kind is QEvent.Type.MouseButtonPress:
                self._alt_alone = False
            return False
        if not isinstance(event, QKeyEvent) or not self._window.isActiveWindow():
            return False
        if kind is QEvent.Type.ShortcutOverride:
            return self._override(watched, event)
        if watched is self._window.windowHandle():
            self._watch_alt(event)
        return False

    def _override(self, watched: QObject, event: QKeyEvent) -> bool:
        """True takes the key from the text field, so that the shortcut of the window gets it."""
        if QKeySequence(event.keyCombination()) not in self._ours:
            return False
        if isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit) and _wants(watched, event):
            return False
        event.ignore()
        return True

    def _watch_alt(self, event: QKeyEvent) -> None:
        alone = event.key() == Qt.Key.Key_Alt
        if event.type() is QEvent.Type.KeyPress:
            self._alt_alone = alone and not event.isAutoRepeat()
        elif alone and self._alt_alone:
            self._alt_alone = False
            self._menu()


def _wants(field: TextField, event: QKeyEvent) -> bool:
    """Whether a text field has something of its own to undo or redo: what is typed and not committed yet."""
    half_typed = getattr(field, "half_typed", None)
    if half_typed is False:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return field.isUndoAvailable() if isinstance(field, QLineEdit) else field.document().isUndoAvailable()
    if event.matches(QKeySequence.StandardKey.Redo):
        return field.isRedoAvailable() if isinstance(field, QLineEdit) else field.document().isRedoAvailable()
    return False
