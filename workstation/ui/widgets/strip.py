"""The bottom strip: what was done last or which keys work at the left, the jobs at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.base import ElidedLabel, Label, ValueView, announce, set_tone, surface
from workstation.ui.widgets.buttons import Button, ButtonKind, IconButton
from workstation.ui.widgets.keys import KeyCap
from workstation.ui.widgets.paint.meters import paint_progress
from workstation.ui.widgets.values import JobView, KeyHint, Progress

BAR = QSize(120, 16)


class IconLabel(QWidget):
    """A small icon in one colour; silent, the words beside it speak."""

    def __init__(self, context: UiContext, icon: str, tone: str = "ink2", size: int = 16) -> None:
        super().__init__()
        self._theme = context.theme
        self._icon = icon
        self._tone = tone
        self.setFixedSize(size, size)

    def show_icon(self, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        colour = getattr(self._theme.colours, self._tone)
        self._theme.paint_icon(painter, QRectF(self.rect()), self._icon, colour)
        painter.end()


class OperationLine(QWidget):
    """What was done last, with Undo, or what was taken back, with Redo; stays until the next operation."""

    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        tr = context.tr
        self._icon = IconLabel(context, "check", "evid")
        self._words = ElidedLabel(context, weight=500)
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        undo = Button(context, tr("Undo"), kind=ButtonKind.LINK, icon="undo")
        redo = Button(context, tr("Redo"), kind=ButtonKind.LINK, icon="redo")
        undo.clicked.connect(self.undo_asked)
        redo.clicked.connect(self.redo_asked)
        self._undo = (undo, KeyCap(context, KeyHint("Ctrl+Z", "")))
        self._redo = (redo, KeyCap(context, KeyHint("Ctrl+Y", "")))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self._icon, self._words, *self._undo, *self._redo):
            layout.addWidget(widget)
        layout.addStretch(1)

    def show_operation(self, words: str, *, can_undo: bool, can_redo: bool) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        for offered, widgets in ((can_undo, self._undo), (can_redo, self._redo)):
            for widget in widgets:
                widget.setVisible(offered)


class KeyLine(QWidget):
    """The keys of the focused panel."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[KeyHint, ...] = ()
        self._caps: dict[KeyHint, KeyCap] = {}  # of all panels seen so far: a change of tab makes none anew
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._layout.addStretch(1)

    def show_keys(self, hints: Sequence[KeyHint]) -> None:
        if tuple(hints) == self._shown:
            return
        self._shown = tuple(hints)
        for hint, cap in self._caps.items():
            self._layout.removeWidget(cap)
            cap.setVisible(hint in hints)
        for place, hint in enumerate(hints):
            if hint not in self._caps:
                self._caps[hint] = KeyCap(self._context, hint)
            self._layout.insertWidget(place, self._caps[hint])


class JobLine(QWidget):
    """The first job: name, bar, done of total and time left, pause, cancel; a failed one stays, with Retry."""

    pause_asked = Signal(str)
    cancel_asked = Signal(str)
    retry_asked = Signal(str)
    list_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        tr = context.tr
        self._context = context
        self._job = ""
        self._icon = IconLabel(context, "page")
        self._name = ElidedLabel(context)
        self._name.setMaximumWidth(260)
        self._bar = ValueView(context, paint_progress, Progress(0, None), BAR)
        self._detail = Label(context, tone="ink2")
        self._retry = Button(context, tr("Retry"), kind=ButtonKind.LINK)
        self._pause = IconButton(context, "pause", tr("Pause"))
        self._cancel = IconButton(context, "cross", tr("Cancel"))
        self._more = Button(context, "", kind=ButtonKind.LINK)
        self._retry.clicked.connect(lambda: self.retry_asked.emit(self._job))
        self._pause.clicked.connect(lambda: self.pause_asked.emit(self._job))
        self._cancel.clicked.connect(lambda: self.cancel_asked.emit(self._job))
        self._more.clicked.connect(self.list_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (
            self._icon,
            self._name,
            self._bar,
            self._detail,
            self._retry,
            self._more,
            self._pause,
            self._cancel,  # at the end: one more job must not push it from under the pointer
        ):
            layout.addWidget(widget)
        self.hide()

    def show_jobs(self, jobs: Sequence[JobView]) -> None:
        """The first of these, a failed one before the others, and how many more there are."""
        self.setVisible(bool(jobs))
        if not jobs:
            return
        job = next((job for job in jobs if job.progress.failed), jobs[0])
        failed = job.progress.failed
        tr = self._context.tr
        self._job = job.id
        self._icon.show_icon(job.icon, "high" if failed else "ink2")
        self._name.setText(job.name)
        set_tone(self._name, "high" if failed else "")
        self._bar.show_value(job.progress, spoken=f"{job.name} {job.detail}".strip())
        self._detail.setText(job.detail)
        set_tone(self._detail, "high" if failed else "ink2")
        self._retry.setVisible(failed)
        self._pause.setVisible(job.can_pause and not failed)
        self._pause.set_icon("play" if job.paused else "pause")
        self._pause.set_name(tr("Resume") if job.paused else tr("Pause"))
        self._cancel.set_name(tr("Dismiss") if failed else tr("Cancel"))
        self._more.setVisible(len(jobs) > 1)
        self._more.setText(f"+{len(jobs) - 1}")


class BottomStrip(QWidget):
    """36 px. Signals: `undo_asked`, `redo_asked`, and from its jobs `pause_asked`, `cancel_asked`, `retry_asked` (job id) and
    `list_asked`."""

    undo_asked = Signal()
    redo_asked = Signal()
    pause_asked = Signal(str)
    cancel_asked = Signal(str)
    retry_asked = Signal(str)
    list_asked = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = context.theme
        surface(self, "chrome")
        self.setFixedHeight(self._theme.tokens.size.bottom_strip)
        self._operation = OperationLine(context)
        self._keys = KeyLine(context)
        self._jobs = JobLine(context)
        self._left = QStackedWidget()
        self._left.addWidget(self._keys)
        self._left.addWidget(self._operation)
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(16)
        layout.addWidget(self._left, 1)
        layout.addWidget(self._jobs, 0, Qt.AlignmentFlag.AlignRight)
        self._operation.undo_asked.connect(self.undo_asked)
        self._operation.redo_asked.connect(self.redo_asked)
        for name in ("pause_asked", "cancel_asked", "retry_asked", "list_asked"):
            getattr(self._jobs, name).connect(getattr(self, name))

    def show_operation(self, words: str, *, can_undo: bool = True, can_redo: bool = False) -> None:
        self._operation.show_operation(words, can_undo=can_undo, can_redo=can_redo)
        self._left.setCurrentWidget(self._operation)
        announce(self, words)

    def show_keys(self, hints: Sequence[KeyHint]) -> None:
        self._keys.show_keys(hints)
        self._left.setCurrentWidget(self._keys)

    def show_jobs(self, jobs: Sequence[JobView]) -> None:
        self._jobs.show_jobs(jobs)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colours.chrome)
        painter.fillRect(0, 0, self.width(), 1, self._theme.colours.line)
        painter.end()
