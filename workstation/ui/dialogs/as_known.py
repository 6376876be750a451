"""Which moment the lot is looked at as known on."""

from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workstation.domain.errors import UserError
from workstation.domain.fields import Kind
from workstation.language.calendar_text import NotAMomentError
from workstation.language.values import parse
from workstation.ui.context import UiContext
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.widgets.base import Label, set_tone


class AsKnownSheet(TitledSheet):
    """Signal: `chosen(datetime)`. A day without a time means its end: all that was known on that day."""

    chosen = Signal(object)

    def __init__(self, context: UiContext, host: QWidget, now: datetime) -> None:
        tr = context.tr
        super().__init__(context, host, tr("Lot as known on …"), QSize(470, 232))
        self._zone = now.tzinfo
        said = tr("The whole lot as the workspace knew it then, to read only. A day alone means its end.")
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.editor = QLineEdit(f"{now:%Y-%m-%d %H:%M}")
        self.editor.selectAll()
        self.editor.setFont(context.theme.font())
        self.editor.setFixedHeight(context.theme.tokens.size.field + 4)
        self.editor.setAccessibleName(tr("Moment"))
        self.editor.setPlaceholderText("2025-09-05 18:00")
        self._echo = Label(context, px=context.theme.tokens.type.caption, tone="ink2", wrap=True)
        self.content.addWidget(self.editor)
        self.content.addWidget(self._echo)
        self.content.addStretch(1)
        self._show = self.add_buttons(tr("Show"))
        self._show.clicked.connect(self._take)
        self.editor.textChanged.connect(self._read)
        self._read(self.editor.text())

    def _read(self, text: str) -> None:
        self._moment: datetime | None = None
        said, tone = "", "ink2"
        if text.strip():
            try:
                self._moment = self._end_of(text)
                said = f"{self._moment:%Y-%m-%d %H:%M}"
            except UserError as error:
                said, tone = self.context.tr.error(error), "high"
        self._echo.setText(said)
        set_tone(self._echo, tone)
        self._show.setEnabled(self._moment is not None)

    def _end_of(self, text: str) -> datetime:
        try:
            return self._moment_of(text)
        except OverflowError:  # the end of the last day of the calendar
            raise NotAMomentError(text) from None

    def _moment_of(self, text: str) -> datetime:
        try:
            day = parse(Kind.DATE, text).value if ":" not in text else None
        except UserError:
            day = None
        if isinstance(day, date):
            return datetime.combine(day + timedelta(days=1), time(), self._zone) - timedelta.resolution
        found = parse(Kind.MOMENT, text).value
        if not isinstance(found, datetime):
            raise TypeError(text)
        # A minute means its end: what was written within it was known then
        return found.replace(tzinfo=self._zone) + timedelta(minutes=1) - timedelta.resolution

    def _take(self) -> None:
        if self._moment is not None:
            self.close_sheet()
            self.chosen.emit(self._moment)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)
