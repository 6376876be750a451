"""A person at the real program: hands on mouse and keyboard, eyes on what is visible."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QScrollArea, QTableView, QWidget

from workstation import bootstrap
from workstation.application.records import FieldRef
from workstation.platform.logs import LogFile
from workstation.platform.paths import UserFolders
from workstation.ui.app import make_application, make_window
from workstation.ui.bridge import Bridge
from workstation.ui.dialogs.arrivals import ArrivalsSheet
from workstation.ui.forms.row import FormRow

Key = Qt.Key
CTRL, SHIFT, ALT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.NoModifier,
)
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 15_000  # ms
GLANCE = (
    5  # ms; what is laid out later was asked for before, and an event loop takes what was asked for first
)


class Computer:
    """The disk of one person: settings, logs, documents. The program is started on it, and started again."""

    def __init__(self, qtbot, root: Path) -> None:
        self._qtbot = qtbot
        self.root = root
        self.folders = UserFolders.under(root)
        self.folders.documents.mkdir(parents=True)
        self._log = LogFile(self.folders.logs)
        self._running: list[Person] = []

    def takes_over(self, other: Path) -> None:
        """All that lies on the disk of another computer, at its places here."""
        shutil.copytree(other, self.root, dirs_exist_ok=True)
        for settings in self.folders.settings.glob("*.json"):
            kept = json.loads(settings.read_text("utf-8"))
            for workspace in kept["recent"]:
                workspace["path"] = str(self.folders.documents / Path(workspace["path"]).name)
            settings.write_text(json.dumps(kept), "utf-8")

    def starts(self, size: tuple[int, int] = (1366, 768)) -> "Person":
        with_log = self._log.__enter__()
        shell = bootstrap._shell(self.folders, with_log.path)
        app, bridge = make_application([]), Bridge()
        bench = make_window(shell, app, bridge)
        bench.resize(*size)
        bench.show()
        self._qtbot.waitExposed(bench)
        bench.activateWindow()
        bench.doors.start(None)
        person = Person(self._qtbot, bench, bridge)
        self._running.append(person)
        return person

    def shuts(self, person: "Person") -> None:
        """The window is closed as by its cross; the program ends when the workspace is shut."""
        person.bench.close()
        person.bridge.close()
        person.bench.deleteLater()
        self._log.__exit__(None, None, None)
        self._running.remove(person)

    def off(self) -> None:
        for person in list(self._running):
            self.shuts(person)


class Person:
    """Everything goes through the window's handle, as it would come from a real mouse and keyboard; the desk is
    only looked at, to know what was kept."""

    def __init__(self, qtbot, bench, bridge) -> None:
        self.qtbot = qtbot
        self.bench = bench
        self.bridge = bridge

    @property
    def frame(self):
        return self.bench.frame

    @property
    def desk(self):
        return self.bench.desk

    @property
    def record(self):
        return self.desk.record

    @property
    def viewer(self):
        return self.frame.lot.viewer

    @property
    def panel(self):
        return self.frame.lot.records.currentWidget()

    # eyes

    def waits(self, condition: Callable[[], object], timeout: int = PATIENCE) -> None:
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def find(self, kind: type, name: str = "", inside: QWidget | None = None):
        """The visible widget of a kind that a screen reader calls `name`."""
        found = [
            widget
            for widget in (inside or self.bench).findChildren(kind)
            if widget.isVisible() and (not name or name in self.words_of(widget))
        ]
        assert found, f"no visible {kind.__name__} called {name!r}"
        return found[0]

    def is_there(self, kind: type, name: str = "") -> bool:
        return any(
            widget.isVisible() and (not name or name in self.words_of(widget))
            for widget in self.bench.findChildren(kind)
        )

    def words_of(self, widget: QWidget) -> str:
        text = getattr(widget, "text", None)
        return f"{widget.accessibleName()} {text() if callable(text) else ''}"

    @property
    def strip(self) -> str:
        """What the bottom strip says was done."""
        return self.frame.strip._operation.accessibleName()

    def figure(self, key: str):
        """A figure above the lot, with its qualifier."""
        shown = [button.figure for button in self.frame.lot.figures._buttons]
        return next(figure for figure in shown if figure.key == key)

    def row(self, entity: str, field: str) -> FormRow:
        """The visible line of a form, once the form is whole: a person does not aim at what still moves."""
        form = self.form(entity)
        self.waits(lambda: form.is_whole)
        self.looks()
        return form.row(field)

    def form(self, entity: str):
        from workstation.ui.panels.row_form import RowForm

        return next(
            form.form
            for form in self.bench.findChildren(RowForm)
            if form._class.entity == entity and form.isVisible() and form.row is not None
        )

    def ref(self, entity: str, field: str) -> FieldRef:
        rows = self.record.rows[entity]
        return FieldRef(entity, next(iter(rows)), field)

    def looks(self) -> None:
        """The moment between seeing and doing: what was asked to be laid out is."""
        self.qtbot.wait(GLANCE)

    # hands

    @property
    def window(self):
        """Where keys go. From a list that closed a window manager would take the focus; the offscreen platform has none."""
        found, focus = QApplication.focusWindow(), QApplication.focusWidget()
        if found is not None and not found.isVisible() and focus is not None:
            return focus.window().windowHandle()
        return found or self.bench.windowHandle()

    def presses(self, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.window, key, modifiers)

    def types(self, text: str) -> None:
        """ASCII by the keys, anything else as an input method commits it."""
        for letter in text:
            if letter.isascii():
                QTest.sendKeyEvent(
                    QTest.KeyAction.Click, self.window, QTest.asciiToKey(ord(letter)), letter, NONE
                )
            else:
                event = QInputMethodEvent()
                event.setCommitString(letter)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def clears(self) -> None:
        self.presses(Key.Key_A, CTRL)
        self.presses(Key.Key_Delete)

    def point(self, widget: QWidget, at: QPoint | None = None) -> QPoint:
        """A place on a widget in the pixels of its window, scrolled to; nothing may lie over it."""
        for area in self._areas(widget):
            area.ensureWidgetVisible(widget)
        self.looks()
        at = at or widget.rect().center()
        window = widget.window()
        place = widget.mapTo(window, at)
        hit = window.childAt(place)
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} covers {widget} {self.words_of(widget)}"
        return place

    def _areas(self, widget: QWidget) -> list[QScrollArea]:
        above, found = widget.parentWidget(), []
        while above is not None:
            if isinstance(above, QScrollArea):
                found.append(above)
            above = above.parentWidget()
        return found

    def clicks(self, widget: QWidget, at: QPoint | None = None) -> None:
        place = self.point(widget, at)
        QTest.mouseClick(widget.window().windowHandle(), LEFT, NONE, place)

    def drags(self, widget: QWidget, start: QPoint, end: QPoint) -> None:
        first, last = self.point(widget, start), self.point(widget, end)
        window = widget.window().windowHandle()
        QTest.mousePress(window, LEFT, NONE, first)
        for part in (0.25, 0.5, 0.75, 1.0):
            QTest.mouseMove(window, first + (last - first) * part)
        QTest.mouseRelease(window, LEFT, NONE, last)

    def agrees_to_what_came_in(self) -> None:
        """Reads the sheet of what was dropped and takes it in with Enter."""
        self.waits(lambda: any(sheet.isVisible() for sheet in self.frame.findChildren(ArrivalsSheet)))
        self.presses(Key.Key_Return)
        self.waits(lambda: not any(sheet.isVisible() for sheet in self.frame.findChildren(ArrivalsSheet)))

    def drops(self, paths: list[Path]) -> None:
        """Files dragged in from the file manager and let go over the middle of the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle = self.bench.rect().center()
        target = self.bench.childAt(middle)
        at = QPointF(target.mapFrom(self.bench, middle))
        copy = Qt.DropAction.CopyAction
        enter = QDragEnterEvent(at.toPoint(), copy, data, LEFT, NONE)
        QApplication.sendEvent(target, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(target, QDropEvent(at, copy, data, LEFT, NONE))

    def clicks_row(self, table: QTableView, words: str, *, twice: bool = False) -> None:
        """The line of a table whose cells say `words`."""
        model = table.model()
        cells = [
            model.index(row, column)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            if words in str(model.index(row, column).data())
        ]
        assert cells, f"no line says {words}"
        table.scrollTo(cells[0])
        self.looks()
        place = self.point(table.viewport(), table.visualRect(cells[0]).center())
        window = table.window().windowHandle()
        QTest.mouseClick(window, LEFT, NONE, place)
        if twice:
            QTest.mouseDClick(window, LEFT, NONE, place)

    def answers_file_dialog(self, path: Path) -> None:
        """Types a path into the dialog for files and presses Enter."""
        self.waits(self._dialogs)
        dialog = self._dialogs()[0]
        self.waits(lambda: QApplication.focusWindow() is dialog.windowHandle())
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        line.setFocus()
        self.clears()
        self.types(str(path))
        self.presses(Key.Key_Return)
        self.waits(lambda: not self._dialogs())
        self.bench.activateWindow()  # what a window manager does; the offscreen platform has none
        self.waits(lambda: QApplication.focusWindow() is self.bench.windowHandle())

    def _dialogs(self) -> list[QFileDialog]:
        return [dialog for dialog in self.bench.findChildren(QFileDialog) if dialog.isVisible()]

    def chooses(self, words: str) -> None:
        """An entry of the menu that is open."""
        self.waits(QApplication.activePopupWidget)
        menu = QApplication.activePopupWidget()
        self.looks()
        entry = next(action for action in menu.actions() if words in action.text())
        place = menu.actionGeometry(entry).center()
        QTest.mouseMove(menu.windowHandle(), place)
        QTest.mouseClick(menu.windowHandle(), LEFT, NONE, place)

    # a page

    def sees_page(self, file_name: str, page: int = 0) -> None:
        """Waits until a page is drawn sharp and its words are known."""

        def drawn() -> bool:
            pane = self.viewer
            if pane is None or pane._paper is None or pane._paper.version.file_name != file_name:
                return False
            shown, canvas = pane.pictures.page(page), pane.canvas
            wanted = round(canvas.scale * canvas.devicePixelRatioF(), 3)
            return (
                canvas.page == page
                and bool(shown.sharp)
                and shown.text is not None
                and round(shown.scale, 3) == wanted
            )

        self.waits(drawn)

    def place_of(self, page: int, words: str, *, end: bool = False) -> QPoint:
        """Where the first or the last letter of words stands on the canvas' viewport."""
        canvas, text = self.viewer.canvas, self.viewer.pictures.page(page).text
        at = text.text.index(words)
        box = canvas.frame_of(page).rect_to_canvas(text.box(at + len(words) - 1 if end else at))
        across, down = canvas.offset()
        x = box.left + box.width * (0.9 if end else 0.1)
        return QPointF(x - across, box.top + box.height / 2 - down).toPoint()

    def selects(self, page: int, words: str) -> None:
        view = self.viewer.canvas.viewport()
        self.drags(view, self.place_of(page, words), self.place_of(page, words, end=True))
        assert self.viewer.canvas.selection.text == words

    def draws_area(self, page: int, area: tuple[float, float, float, float]) -> None:
        canvas = self.viewer.canvas
        box = canvas.frame_of(page).rect_to_canvas(area)
        across, down = canvas.offset()
        start = QPoint(round(box.left - across), round(box.top - down))
        self.drags(canvas.viewport(), start, start + QPoint(round(box.width), round(box.height)))
        assert canvas.selection is not None
        assert canvas.selection.area is not None
