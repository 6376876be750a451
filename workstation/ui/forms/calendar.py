"""A calendar beside a line with a day: opened by a click on its icon or by Alt+Down, as a list is."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout, QWidget

from workstation.domain.errors import UserError
from workstation.domain.fields import Kind
from workstation.language.translator import Language
from workstation.ui.context import UiContext

KEY = "Alt+Down"
CAP = "Alt+↓"
_LOCALES = {
    Language.CHINESE: QLocale(QLocale.Language.Chinese, QLocale.Country.China),
    Language.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class CalendarPopup(QFrame):
    """One month, under the line that asked. Signal: `chosen(date)`; Esc and a click elsewhere choose nothing."""

    chosen = Signal(object)

    def __init__(self, context: UiContext, shown: date | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("popup", "calendar")
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(_LOCALES[context.tr.language])
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setFont(context.theme.font())
        self.calendar.setAccessibleName(context.tr("Calendar"))
        _paint_as_the_theme(self.calendar, context)
        if shown is not None:
            self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.calendar)

    def open_under(self, editor: QWidget) -> None:
        """Above it where the screen ends below."""
        self.adjustSize()
        at = editor.mapToGlobal(QPoint(0, editor.height() + 2))
        if at.y() + self.height() > editor.screen().availableGeometry().bottom():
            at = editor.mapToGlobal(QPoint(0, -self.height() - 2))
        self.move(at)
        self.show()
        self.calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _choose(self, day: QDate) -> None:
        if self.isVisible():  # Enter and a double click say it twice
            self.close()
            self.chosen.emit(date(day.year(), day.month(), day.day()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _paint_as_the_theme(calendar: QCalendarWidget, context: UiContext) -> None:
    """Qt draws weekends in red and its arrows in black, whatever the scheme."""
    colours, icons = context.theme.colours, context.theme.icons
    words, head = QTextCharFormat(), QTextCharFormat()
    words.setForeground(colours.ink)
    head.setForeground(colours.ink2)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, words)
    calendar.setHeaderTextFormat(head)
    for name, icon in (("qt_calendar_prevmonth", "chevron-left"), ("qt_calendar_nextmonth", "chevron-right")):
        button = calendar.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(icons.icon(icon, colours.ink2))


class CalendarAction(QAction):
    """The icon at the end of a line. The day that is chosen stands in the line with the time of day that was there; `then`
    is done where nothing is left to type: a moment without a time of day waits for it."""

    def __init__(
        self, context: UiContext, editor: QLineEdit, kind: Kind, then: Callable[[], object] | None = None
    ) -> None:
        icon = context.theme.icons.icon("calendar", context.theme.colours.ink2)
        super().__init__(icon, context.tr("Calendar"), editor)
        self._context = context
        self._editor = editor
        self._kind = kind
        self._then = then
        self.setShortcut(QKeySequence(KEY))
        self.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.setToolTip(f"{context.tr('Calendar')}  {CAP}")
        self.triggered.connect(self._open)
        editor.addAction(self, QLineEdit.ActionPosition.TrailingPosition)

    def _open(self) -> None:
        if self._editor.isReadOnly():
            return
        value = self._value()
        shown = value.date() if isinstance(value, datetime) else value
        popup = CalendarPopup(self._context, shown or self._context.today(), self._editor)
        popup.chosen.connect(self._take)
        popup.open_under(self._editor)

    def _value(self) -> date | datetime | None:
        """What the line says now; a moment of which the time is not known is a day."""
        from workstation.language.values import parse_whole  # noqa: PLC0415 - numerals are read on the first edit, not at start

        try:
            read = parse_whole(self._kind, self._editor.text(), today=self._context.today())
        except UserError:
            return None
        if isinstance(read.value, datetime):
            return read.value.date() if read.ambiguous else read.value
        return read.value if isinstance(read.value, date) else None

    def _take(self, day: date) -> None:
        from workstation.language.calendar_text import BEIJING  # noqa: PLC0415 - as above

        before = self._value()
        clock = f" {before:%H:%M}" if isinstance(before, datetime) else ""
        if isinstance(before, datetime) and before.utcoffset() != BEIJING.utcoffset(None):
            clock += f" {before.isoformat()[-6:]}"  # +00:00: what is typed without one is Beijing time
        waits = self._kind is Kind.MOMENT and not clock
        self._editor.setFocus(Qt.FocusReason.PopupFocusReason)
        self._editor.setText(f"{day:%Y-%m-%d}{clock or (' ' if waits else '')}")
        if self._then is not None and not waits:
            self._then()
