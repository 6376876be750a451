"""A text field's own Ctrl+Z comes first, and every other shortcut of the window comes before the text field."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

TextField = QLineEdit | QPlainTextEdit | QTextEdit


class Keyboard(QObject):
    """Watches the text field that has the focus, and no other: a filter on the application would hand every event
    of every widget to Python. `ours` are the shortcuts that a text field would otherwise keep for itself (Ctrl+E
    ends the line on X11)."""

    def __init__(self, window: QWidget, ours: Iterable[QKeySequence]) -> None:
        super().__init__(window)
        self._window = window
        self._ours = set(ours)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._watch)

    def _watch(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, TextField):
            old.removeEventFilter(self)
        if isinstance(new, TextField) and self._window.isAncestorOf(new):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """True takes the key from the text field, so that the shortcut of the window gets it."""
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) not in self._ours:
            return False
        if isinstance(watched, TextField) and _wants(watched, event):
            return False
        event.ignore()
        return True


def _wants(field: TextField, event: QKeyEvent) -> bool:
    """Whether a text field has something of its own to undo or redo: what is typed and not committed yet."""
    if getattr(field, "half_typed", None) is False:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return field.isUndoAvailable() if isinstance(field, QLineEdit) else field.document().isUndoAvailable()
    if event.matches(QKeySequence.StandardKey.Redo):
        return field.isRedoAvailable() if isinstance(field, QLineEdit) else field.document().isRedoAvailable()
    return False


class PanelKeys(QObject):
    """Keys that mean something else inside a panel than in the window around it (Ctrl+F, F3): whatever widget of the
    panel has the focus, the panel gets them. `keys` are portable key sequences."""

    def __init__(self, panel: QWidget, keys: dict[str, Callable[[], object]]) -> None:
        super().__init__(panel)
        self._keys = {QKeySequence(key): act for key, act in keys.items()}
        for widget in panel.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's name
        if event.type() not in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}:
            return False
        act = self._keys.get(QKeySequence(event.keyCombination())) if isinstance(event, QKeyEvent) else None
        if act is None:
            return False
        if event.type() is QEvent.Type.KeyPress:
            act()
        event.accept()
        return True
