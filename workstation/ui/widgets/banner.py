"""Banners: what is wrong, why, and the remedies. One at a time; never for success."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from workstation.domain.checklists.answers import Severity
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import ElidedLabel, Label, ValueView, set_tone
from workstation.ui.widgets.buttons import Button, IconButton
from workstation.ui.widgets.paint.severity import mark_size, paint_mark
from workstation.ui.widgets.values import BannerAction, BannerText, SeverityMark

BAR = 3
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class BannerWords(QWidget):
    """**What** and why: in one line where both fit, else one under the other, so that a long path pushes no remedy out."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self.what = ElidedLabel(context, weight=600)
        self.why = ElidedLabel(context)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 4, 0, 4)
        self._layout.setSpacing(8)
        self._layout.addWidget(self.what)
        self._layout.addWidget(self.why, 1)

    def say(self, text: BannerText) -> None:
        self.what.setText(text.what)
        set_tone(self.what, text.severity.name.lower())
        self.why.setText(text.why)
        self.why.setVisible(bool(text.why))
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        fits = self.what.sizeHint().width() + 8 + self.why.sizeHint().width() <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._layout.setDirection(direction)
        self._layout.setSpacing(8 if fits else 0)


class Banner(QWidget):
    """44 px under the tabs: severity mark, **what**, why, remedy buttons, "+2" if more stand behind it. What can be closed
    stands in front of what cannot, something to decide on, whichever came first; that shows when it is closed.

    Signals: `chosen(action key)`, `closed`, `about_to_show`.
    """

    chosen = Signal(str)
    closed = Signal()
    about_to_show = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._theme = context.theme
        self._severity = Severity.LOW
        self._shown: tuple[BannerText, Sequence[BannerAction], int] | None = None
        self._below: tuple[BannerText, Sequence[BannerAction], int] | None = None
        self.setFixedHeight(self._theme.tokens.size.banner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mark = SeverityMark(self._severity)
        self._mark = ValueView(context, paint_mark, mark, mark_size)
        self._words = BannerWords(context)
        self._more = Label(context, tone="ink2")
        self._close = IconButton(context, "cross", context.tr("Close"))
        self._close.clicked.connect(self.closed)
        self._close.clicked.connect(self.dismiss)
        self._buttons: list[Button] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(self._theme.tokens.space.page_inset, 0, 12, 0)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._mark)
        self._layout.addWidget(self._words, 1)
        self._layout.addWidget(self._more)
        self._layout.addWidget(self._close)
        self.hide()

    def show_banner(self, text: BannerText, actions: Sequence[BannerAction] = (), *, more: int = 0) -> None:
        """The worst of what is wrong; `more` counts what stands behind it."""
        if self.can_close and not text.can_close:
            self._below = text, actions, more
            return
        if self._shown is not None and not self._shown[0].can_close and text.can_close:
            self._below = self._shown
        self._shown = text, actions, more
        self._severity = text.severity
        self._mark.show_value(SeverityMark(text.severity))
        self._words.say(text)
        self._more.setText(f"+{more}" if more else "")
        self._close.setVisible(text.can_close)
        self.setAccessibleName(f"{text.what} {text.why}".strip())
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = [self._button(action) for action in actions]
        for place, button in enumerate(self._buttons):
            self._layout.insertWidget(3 + place, button)
            button.show()  # with its banner and not with the next event
        self.about_to_show.emit()
        self.show()

    @property
    def can_close(self) -> bool:
        """Whether what is shown may be put away without a decision."""
        return self._shown is not None and self._shown[0].can_close

    def dismiss(self) -> None:
        """What is shown was read or decided: what stood there before it comes back, or the banner goes."""
        below = self._below
        self.hide()
        if below is not None:
            self.show_banner(below[0], below[1], more=below[2])

    def withdraw(self) -> None:
        """What was to be decided on is no question any more; what can be closed and stands in front of it stays."""
        if self.can_close:
            self._below = None
        else:
            self.hide()

    def hide(self) -> None:
        """With all that it holds."""
        self._shown = self._below = None
        super().hide()

    def _button(self, action: BannerAction) -> Button:
        button = Button(self._context, action.text, key=action.shortcut, parent=self)
        button.clicked.connect(lambda: self.chosen.emit(action.key))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        tone = self._theme.severities[self._severity]
        painter = QPainter(self)
        painter.fillRect(self.rect(), tone.soft)
        painter.fillRect(QRectF(0, 0, BAR, self.height()), tone.ink)
        painter.end()


class BannerPlace(QWidget):
    """The place of a banner in a layout, right above `below`. It takes its room only while the pointer is not on what
    would move: until the pointer goes, or a key is pressed, the banner lies over the end of `below` that is away from the
    pointer, and room that is not needed any more stays. A click lands where it was aimed."""

    def __init__(self, banner: Banner, below: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._banner = banner
        self._below = below
        self._wanted = 0  # px
        self._waits = False
        banner.setParent(parent)
        banner.about_to_show.connect(
            self._show
        )  # laid before it is seen: Qt would tell what is below that the pointer left
        banner.installEventFilter(self)
        below.installEventFilter(self)
        self.setFixedHeight(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Leave and watched in {self._banner, self._below}:
            if not self._below.rect().contains(self._below.mapFromGlobal(QCursor.pos())):
                self._settle()
        elif kind == QEvent.Type.HideToParent and watched is self._banner:
            self._want(0)
        elif watched is self._below and kind in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._lay()
        elif self._waits and _is_key(event):
            self._settle()
        return False

    def _show(self) -> None:
        self._want(self._banner.height())

    def _want(self, height: int) -> None:
        self._wanted = height
        if self._below.underMouse() and height != self.height():
            self._wait(waits=True)
            self._lay()
        else:
            self._settle()

    def _wait(self, *, waits: bool) -> None:
        """For a key wherever it goes; asked of the application only as long as it is waited for."""
        app = QApplication.instance()
        if app is not None and waits is not self._waits:
            (app.installEventFilter if waits else app.removeEventFilter)(self)
            self._waits = waits

    def _settle(self) -> None:
        """Takes its room, or gives it back."""
        self._wait(waits=False)
        self.setFixedHeight(self._wanted)
        self._lay()

    def _lay(self) -> None:
        """Lays the banner on its room, else over the end of what is below where the pointer is not."""
        top = self.geometry().top()
        height = self._banner.height()
        if not self.height() and self._below.mapFromGlobal(QCursor.pos()).y() < height:
            top = self._below.geometry().bottom() + 1 - height
        self._banner.setGeometry(self.x(), top, self.width(), height)
        self._banner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._lay()


def _is_key(event: QEvent) -> bool:
    """Whether a key goes down that does something alone; who holds Ctrl may be about to click. Qt asks whether a key is a
    shortcut before it is one."""
    pressed = event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride}
    return pressed and isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS
