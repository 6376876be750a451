"""A new lot from typed fields: each is read back while it is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from workstation.domain.errors import UserError
from workstation.domain.fields import Kind
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.language.values import parse_whole
from workstation.ui.context import UiContext
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.forms.calendar import CalendarAction
from workstation.ui.widgets.base import Label, set_tone

ECHO = 300  # px, for two lines of caption: what is said of a field moves no field


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of the sheet: the attribute of `NewLot`, its label and an example, both keys."""

    name: str
    kind: Kind
    label: str
    example: str


ASKED = (
    # the five that a first bid is computed from (issue 2, item 3)
    Asked("name", Kind.TEXT, "Name", "borrower or title of the listing"),
    Asked("start_price", Kind.MONEY, "Start price", "8,000,000 or 800万"),
    Asked("increment", Kind.MONEY, "Increment", "50,000 or 5万"),
    Asked("bid_end", Kind.MOMENT, "Bidding closes", "2025-09-11 10:00 or 9月11日上午10点"),
    Asked("principal", Kind.MONEY, "Principal", "20,000,000 or 2000万"),
    # what stands on the same page, and is looked for later
    Asked("deposit", Kind.MONEY, "Deposit", "1,600,000 or 160万"),
    Asked("number", Kind.TEXT, "Lot no.", "your own, such as 2025-0611"),
    Asked("platform", Kind.TEXT, "Platform", "where it is offered"),
    Asked("region", Kind.TEXT, "Region", "province and city"),
)


class NewLotSheet(TitledSheet):
    """Only the name is needed; the rest can come from the papers. Signal: `created(NewLot)`."""

    created = Signal(object)

    def __init__(self, context: UiContext, host: QWidget) -> None:
        tr = context.tr
        super().__init__(context, host, tr("New lot"), QSize(780, 560))
        said = tr(
            "Start price, increment, end of bidding and principal give a first bid on default assumptions, each marked as assumed. Only the name is needed."
        )
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self._lines = [AskedLine(context, asked, self._changed) for asked in ASKED]
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        for place, line in enumerate(self._lines):
            grid.addWidget(Label(context, tr(line.asked.label), tone="ink2"), place, 0)
            grid.addWidget(line.editor, place, 1)
            grid.addWidget(line.echo, place, 2)
        grid.setColumnMinimumWidth(0, 110)
        grid.setColumnStretch(1, 1)
        self.content.addLayout(grid)
        self.content.addStretch(1)
        self._create = self.add_buttons(tr("Create lot"))
        self._create.clicked.connect(self._take)
        self._changed()

    @property
    def editors(self) -> dict[str, QLineEdit]:
        return {line.asked.name: line.editor for line in self._lines}

    def open(self, focus: QWidget | None = None) -> None:
        super().open(focus or self._lines[0].editor)

    def _changed(self) -> None:
        good = all(line.good for line in self._lines)
        self._create.setEnabled(good and bool(self._lines[0].editor.text().strip()))

    def _take(self) -> None:
        if not self._create.isEnabled():
            return
        values: dict[str, Any] = {line.asked.name: line.value for line in self._lines}
        self.close_sheet()
        self.created.emit(NewLot(**values))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)


class AskedLine:
    """Editor and echo of one field: what the typed text is read as, or why it cannot be."""

    def __init__(self, context: UiContext, asked: Asked, changed: Callable[[], None]) -> None:
        self.asked = asked
        self.value: object = None
        self.good = True
        self._context = context
        self._changed = changed
        tr = context.tr
        self.editor = QLineEdit()
        self.editor.setFont(context.theme.font())
        self.editor.setFixedHeight(context.theme.tokens.size.field + 2)
        self.editor.setAccessibleName(tr(asked.label))
        self.editor.setPlaceholderText(tr(asked.example))
        self.echo = Label(context, px=context.theme.tokens.type.caption, tone="ink2", wrap=True)
        self.echo.setFixedSize(ECHO, 2 * self.echo.fontMetrics().lineSpacing() + 2)
        if asked.kind is Kind.MOMENT:
            CalendarAction(context, self.editor, asked.kind)
        self.editor.textChanged.connect(self._read)

    def _read(self, text: str) -> None:
        self.value, self.good, said = None, True, ""
        if text.strip():
            try:
                parsed = parse_whole(self.asked.kind, text, today=self._context.today())
                self.value = parsed.value
                note = self._context.tr(parsed.note, **parsed.params) if parsed.note else ""
                said = "\n".join(part for part in (self._words(parsed.value), note) if part)
            except UserError as error:
                self.good, said = False, self._context.tr.error(error)
        self.echo.setText(said)
        self.echo.setToolTip(said)
        set_tone(self.echo, "ink2" if self.good else "high")
        self._changed()

    def _words(self, value: object) -> str:
        formats = self._context.formats
        match value:
            case Money():
                return f"{formats.money(value)} {value.currency}"
            case datetime():
                return f"{formats.weekday(value.date())} {value:%Y-%m-%d %H:%M}"
        return ""
