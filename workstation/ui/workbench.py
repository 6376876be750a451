"""The window: a frame around the open workspace, built anew when language or theme change, with its place kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from workstation.application.ports.preferences import Preferences
from workstation.domain.errors import UserError
from workstation.language.translator import Language
from workstation.ui import arrivals
from workstation.ui.actions import ACTIONS, Need
from workstation.ui.bridge import Bridge
from workstation.ui.context import Arrangement, UiContext
from workstation.ui.desk import Desk
from workstation.ui.doors import Doors
from workstation.ui.dropped_files import FilesOverText
from workstation.ui.focus_rings import FocusRings
from workstation.ui.frame import Frame
from workstation.ui.keyboard import Keyboard
from workstation.ui.listing_pages import ListingPages
from workstation.ui.look import Look
from workstation.ui.lot_words import LotWords
from workstation.ui.menus import enable, fill_workspace_menu, make_actions
from workstation.ui.safety_watch import SafetyWatch
from workstation.ui.session import Session, Sessions
from workstation.ui.shell import Shell
from workstation.ui.stage_hand import StageHand
from workstation.ui.theme.scheme import SchemeChoice
from workstation.ui.watching import Watching
from workstation.ui.widgets.drop_mark import DropMark
from workstation.ui.widgets.popover import Sheet
from workstation.ui.widgets.values import BannerAction

START_SIZE = QSize(1440, 900)  # as the screens are drawn; a smaller screen is filled
# Why a workspace is not opened that can be read all the same: another program has it, or its disk takes nothing more
_READABLE = {"workspace.in_use", "workspace.disk_full", "workspace.disk_failed"}


class Workbench(QWidget):
    """One window, at most one workspace. What is in it is a `Frame`; what may be done is `actions.ACTIONS`."""

    def __init__(self, shell: Shell, look: Look, bridge: Bridge, on_bug: Callable[[Exception], None]) -> None:
        super().__init__()
        self.shell = shell
        self.preferences = shell.store.load()
        self.watching = Watching(self)
        self.listing_pages = ListingPages(self)
        self._look = look
        self.context = self._make_context()
        self.sessions = Sessions(bridge, on_bug, self)
        self.sessions.opened.connect(self._opened)
        self.sessions.closing.connect(self._closing)
        self.sessions.closed.connect(self._closed)
        self.sessions.failed.connect(self._not_opened)
        self.doors = Doors(self)
        self.safety = SafetyWatch(self)
        self.hand = StageHand(self)
        self._actions: dict[str, QAction] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.setAcceptDrops(True)
        self._drop_mark: DropMark | None = None
        self._files_over_text = FilesOverText(self, self)
        self.resize(START_SIZE)
        self.setStyleSheet(self.context.theme.stylesheet)
        self.frame = self._build()
        ours = [QKeySequence(keys) for spec in ACTIONS for keys in spec.shortcuts]
        self._keyboard = Keyboard(self, [*ours, QKeySequence("Ctrl+E")])
        self._focus_rings = FocusRings(self)
        self._alt_alone = False
        self._restyles_later = False
        self.closing_was_put_off = False
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_scheme_changed)

    @property
    def desk(self) -> Desk | None:
        session = self.sessions.current
        return session.desk if session else None

    @property
    def sheet_host(self) -> QWidget:
        return self.frame

    def action(self, identity: str) -> QAction:
        return self._actions[identity]

    # the frame

    def _build(self) -> Frame:
        for old in self._actions.values():
            self.removeAction(old)
            old.deleteLater()
        self._actions = make_actions(self, self)
        words = LotWords(self.context, self._now)
        frame = Frame(self.context, self._actions, words)
        frame.language_chosen.connect(lambda value: self.set_language(Language(value)))
        frame.theme_toggled.connect(self._toggle_theme)
        frame.workspace_menu.aboutToShow.connect(self._fill_workspace_menu)
        frame.action_chosen.connect(lambda identity: self._actions[identity].trigger())
        frame.recent_chosen.connect(self.doors.open)
        frame.strip.undo_asked.connect(self._actions["edit.undo"].trigger)
        frame.strip.redo_asked.connect(self._actions["edit.redo"].trigger)
        self._layout.addWidget(frame)
        if self.isVisible():
            frame.show()
        self.frame = frame
        self.hand.dress(frame)
        self.watching.show()
        self._enable()
        return frame

    def take_place(self, available: QRect | None = None) -> None:
        """Where it stood last, moved to where a screen is; the first time in the middle of the `available` part of the screen,
        or all over it where it is small. Points, as the screen counts them."""
        kept = QByteArray.fromBase64(self.preferences.geometry.encode())
        if not kept.isEmpty() and self.restoreGeometry(kept):
            return
        room = available or self.screen().availableGeometry()
        if START_SIZE.width() < room.width() and START_SIZE.height() < room.height():
            place = QRect(QPoint(), START_SIZE)
            place.moveCenter(room.center())
            self.setGeometry(place)
        else:
            self.setGeometry(room)  # what it comes back to when it is no longer maximised
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def commit_typed(self) -> None:
        """What is half-typed in any form is kept, before what it stands in goes: a widget that is hidden with the focus in
        it tells nobody. The focus stays where it is, as long as that stays."""
        kinds = (QLineEdit, QPlainTextEdit, QTextEdit)
        focus = QApplication.focusWidget()
        if isinstance(focus, kinds):
            focus.clearFocus()  # what is typed in a cell of a table is kept when the focus leaves it
            if isValid(focus) and focus.isVisible():
                focus.setFocus(Qt.FocusReason.OtherFocusReason)
        for kind in kinds:
            for editor in self.frame.findChildren(kind):  # under a sheet or a menu it has no focus, and waits
                if getattr(editor, "half_typed", False):
                    editor.commit()  # type: ignore[attr-defined] # every editor that may be half-typed has it

    def _restyle(self) -> None:
        """In another language or theme. While somebody types in a sheet this waits until the sheet is closed: the system
        changes to its dark theme in the evening without asking."""
        sheet = next((each for each in self.frame.findChildren(Sheet) if each.is_typed_in), None)
        if sheet is None:
            self._rebuild()
        elif not self._restyles_later:
            self._restyles_later = True
            sheet.closed.connect(self._restyle_now)

    def _restyle_now(self) -> None:
        self._restyles_later = False
        QTimer.singleShot(0, self, self._restyle)

    def _rebuild(self) -> None:
        """Builds every widget anew; lot, tab, page and target stay."""
        self._restyles_later = False  # a sheet that it waited for goes with the window
        self.commit_typed()
        place = self.hand.place()
        old = self.frame
        old.hide()
        self._layout.removeWidget(old)
        old.deleteLater()
        QCoreApplication.sendPostedEvents(old, QEvent.Type.DeferredDelete)
        self.context = self._make_context()
        self.setStyleSheet(self.context.theme.stylesheet)
        if self.desk is not None:
            self.desk.context = self.context
        self._build()
        self.hand.restore(place)

    def show_welcome(self) -> None:
        session = self.sessions.current
        name = session.services.name if session else ""
        self.frame.show_welcome(name, self.preferences.recent, sample=self.shell.build_sample is not None)

    def _now(self) -> datetime:
        session = self.sessions.current
        return session.services.clock() if session else self.shell.clock()

    def _enable(self) -> None:
        there = {Need.NOTHING}
        session = self.sessions.current
        if session is None or not session.services.read_only:
            there.add(Need.MAY_WRITE)
        if session is not None:
            there.add(Need.WORKSPACE)
            if not session.services.read_only:
                there.add(Need.WRITABLE)
            if session.desk.lot is not None:
                there.add(Need.LOT)
        enable(self._actions, frozenset(there))

    # workspaces and lots

    def _opened(self, session: Session) -> None:
        self.keep(self.preferences.opened(session.path, self.shell.clock()))
        session.desk.memo_language = self.shell.memo_language
        self.hand.attach(session.desk)
        session.desk.lot_closed.connect(self._enable)
        session.desk.record_changed.connect(self._enable)
        self._enable()
        self.doors.opened(*self.preferences.left_at(session.path))

    def _closing(self) -> None:
        self.commit_typed()
        session = self.sessions.current
        if session is not None:
            lot = session.desk.lot or ""
            self.keep(self.preferences.left(session.path, lot, self.frame.lot.tab if lot else ""))

    def _closed(self) -> None:
        self.safety.detach()
        self.watching.detach()
        if self.isVisible():
            self._rebuild()

    def _not_opened(self, path: Path | None, error: UserError) -> None:
        actions = []
        if path is not None:
            self.doors.refused(path)
        if path is not None and error.code in _READABLE:
            actions.append(BannerAction(f"read-only:{path}", self.context.tr("Open read-only")))
        if path is not None:
            actions += self.doors.remedies(path, error)
        if self.desk is None:
            self.show_welcome()
        self.frame.show_problem(error, actions)

    def open_lot(self, lot: str) -> None:
        self.hand.open_lot(lot)

    def show_lots(self) -> None:
        self.hand.show_lots()

    def take_in(self, paths: Sequence[Path]) -> None:
        arrivals.take_in(self, paths)

    # language, theme, preferences

    def _make_context(self) -> UiContext:
        context = replace(self._look.context(self.preferences), today=lambda: self._now().date())
        context.hidden.changed = lambda hidden: self.keep(replace(self.preferences, hidden_columns=hidden))
        # Noted at once and written with the next choice, at the latest when the window is closed: a drag is many changes
        context.arranged.changed = lambda: self._note_arrangement(context.arranged)
        return context

    def keep(self, preferences: Preferences) -> None:
        """What is remembered between two starts; written away from the window's thread."""
        self.preferences = preferences
        self.sessions.in_background(lambda: self.shell.store.save(preferences))

    def _note_arrangement(self, arranged: Arrangement) -> None:
        self.preferences = replace(
            self.preferences,
            tables=dict(arranged.tables),
            splits=dict(arranged.splits),
            documents=dict(arranged.documents),
            saved_in=arranged.saved_in,
        )

    def set_language(self, language: Language) -> None:
        if language is not self.context.tr.language:
            self.keep(replace(self.preferences, language=language.value))
            QTimer.singleShot(0, self, self._restyle)

    def set_scheme(self, scheme: SchemeChoice) -> None:
        self.keep(replace(self.preferences, scheme=scheme.value))
        QTimer.singleShot(0, self, self._restyle)

    def _toggle_theme(self) -> None:
        self.set_scheme(SchemeChoice.LIGHT if self.context.theme.dark else SchemeChoice.DARK)

    def _system_scheme_changed(self) -> None:
        if self.preferences.scheme == SchemeChoice.SYSTEM.value:
            QTimer.singleShot(0, self, self._restyle)

    # sheets and menus

    def show_sheet(self, sheet: Sheet, focus: QWidget | None = None) -> None:
        """Over the frame; the sheet goes when it is closed."""
        sheet.closed.connect(sheet.deleteLater)
        sheet.open(focus)

    def _fill_workspace_menu(self) -> None:
        recent = self.preferences.recent
        fill_workspace_menu(self.frame.workspace_menu, self.context, self._actions, recent, self.doors.open)

    # events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if arrivals.paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_in(arrivals.paths_of(event.mimeData()))
        event.acceptProposedAction()

    def mark_drag(self, *, over: bool) -> None:
        """A mark on the window as long as files are dragged over it."""
        if self._drop_mark is not None and isValid(self._drop_mark):
            self._drop_mark.hide()
            self._drop_mark.deleteLater()
        self._drop_mark = DropMark(self.context, self.frame) if over else None

    def event(self, event: QEvent) -> bool:
        """A shortcut with Alt never arrives as a key that is pressed, only as this question before."""
        if event.type() is QEvent.Type.ShortcutOverride:
            self._alt_alone = False
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the window itself: Alt and a click detaches evidence, and is no call for the menu."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self._alt_alone = False
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)
            handle.installEventFilter(self._files_over_text)
            self._focus_rings.watch_window()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._alt_alone = event.key() == Qt.Key.Key_Alt and not event.isAutoRepeat()
        if event.key() == Qt.Key.Key_Escape and not self.frame.hide_problem() and self.desk is not None:
            self.desk.set_target(None)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Alt alone opens the menu behind ≡."""
        if event.key() == Qt.Key.Key_Alt and self._alt_alone:
            self._alt_alone = False
            self.frame.menu_button.click()
        else:
            super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is half-typed is committed; then the workspace closes with a verified copy. While files come in, the first
        time says so and stays."""
        under_way = self.desk.under_way if self.desk is not None else None
        if under_way is not None and not self.closing_was_put_off:
            self.closing_was_put_off = True
            self.hand.say_closing(under_way)
            event.ignore()
            return
        self.commit_typed()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.keep(replace(self.preferences, geometry=geometry))
        self.hide()
        self.sessions.shut()
        event.accept()
