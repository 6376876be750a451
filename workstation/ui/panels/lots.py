"""The list of lots: what decides the next hour, from left to right (look.md, pictures 01 and 02)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.overview import LotRow, portfolio_coverage
from workstation.domain.lots import Stage
from workstation.language.translator import Translator
from workstation.ui.context import UiContext
from workstation.ui.lot_words import LotWords
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Align, Cell, Column, TableSpec
from workstation.ui.panels.coverage_line import CoverageLine
from workstation.ui.sidebar import ALL_OPEN, in_stage
from workstation.ui.widgets.base import Label, row, surface
from workstation.ui.widgets.buttons import Button, IconButton, mark_writing
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.values import EmptyAction, KeyHint

MINUTE = 60_000


class LotsPanel(QWidget):
    """Signals: `opened(lot id)`, `stage_chosen(stage value or "open")`, `stage_moved(lot id, stage value)`,
    `new_lot_asked`, `paste_asked`, `remove_asked(lot id)`."""

    opened = Signal(str)
    stage_chosen = Signal(str)
    stage_moved = Signal(str, str)
    new_lot_asked = Signal()
    paste_asked = Signal()
    remove_asked = Signal(str)

    def __init__(self, context: UiContext, words: LotWords) -> None:
        super().__init__()
        self._context = context
        self.words = words
        self._lots: tuple[LotRow, ...] = ()
        self._stage = ALL_OPEN
        surface(self, "canvas")
        tr = context.tr
        self.table = RecordTable(context, lots_spec(context, words))
        self.table.sort_at_first_by("closing")
        self.table.row_activated.connect(self.opened)
        self.table.key_typed.connect(self._key)
        self.table.paste_asked.connect(self.paste_asked)
        delete = QShortcut(
            QKeySequence(QKeySequence.StandardKey.Delete),
            self.table,
            context=Qt.ShortcutContext.WidgetShortcut,
        )
        delete.activated.connect(self._remove)
        self.filter = FilterBox(context, tr("Filter lots: name, number, region"))
        self.filter.changed.connect(self._filter)
        self.filter.left.connect(self.table.setFocus)
        self._count = Label(context, tone="ink2")
        self.coverage = CoverageLine(context)
        self._stages = Button(context, tr("Stage: {stage}", stage=tr("All open")), chevron=True)
        self._stages.clicked.connect(self._drop_stages)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        self._body.setContentsMargins(0, 0, context.theme.tokens.space.page_inset - 8, 0)  # a cell has 8
        layout.addWidget(self._body, 1)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE)
        self._clock.timeout.connect(self._show)

    def _head(self) -> QVBoxLayout:
        theme = self._context.theme
        inset = theme.tokens.space.page_inset
        box = QVBoxLayout()
        box.setContentsMargins(inset, 12, inset, 12)
        box.setSpacing(12)
        title = Label(self._context, self._context.tr("Lots"), px=theme.tokens.type.page, weight=600)
        box.addLayout(row(title, 12, self._count, None, self.coverage))
        self.filter.setFixedWidth(308)
        paste = IconButton(
            self._context, "paste", self._context.tr("Paste lots from a spreadsheet"), key="Ctrl+V"
        )
        paste.clicked.connect(self.paste_asked)
        mark_writing(paste)
        box.addLayout(row(self.filter, self._stages, None, paste))
        return box

    def _empty(self) -> EmptyState:
        tr = self._context.tr
        empty = EmptyState(
            self._context,
            "filter",
            tr("No lot passes this filter."),
            tr("Clear it to see all lots."),
            actions=[EmptyAction("clear", tr("Clear filter"))],
        )
        empty.chosen.connect(lambda _: self.clear_filter())
        return empty

    @property
    def key_hints(self) -> list[KeyHint]:
        tr = self._context.tr
        return [
            KeyHint("↵", tr("open")),
            KeyHint("S", tr("stage")),
            KeyHint("/", tr("filter")),
            KeyHint("Ctrl+N", tr("new lot")),
        ]

    def show_lots(self, lots: Sequence[LotRow], stage: str) -> None:
        self._lots, self._stage = tuple(lots), stage
        self._show()
        self._clock.start()

    def _show(self) -> None:
        tr = self._context.tr
        shown = [lot for lot in self._lots if in_stage(lot, self._stage)]
        word = tr("All open") if self._stage == ALL_OPEN else self._context.choice_word(Stage(self._stage))
        self._stages.setText(tr("Stage: {stage}", stage=word))
        self._count.setText(tr("{count} shown, {total} in all", count=len(shown), total=len(self._lots)))
        self.coverage.setVisible(any(lot.coverage for lot in shown))
        self.coverage.show_coverage(portfolio_coverage(shown))
        self.table.set_rows(shown)
        if self.table.current_id() is None and shown:
            self.table.select_id(self.words.by_closing(shown)[0].lot.id)
        self._show_body()

    def _filter(self, text: str) -> None:
        self.table.set_filter(text)
        self._show_body()

    def clear_filter(self) -> None:
        self.filter.clear()
        if self._stage != ALL_OPEN:
            self.stage_chosen.emit(ALL_OPEN)

    def _show_body(self) -> None:
        self._body.setCurrentIndex(0 if self.table.records.rowCount() else 1)

    def _key(self, lot: str, key: str) -> None:
        if key in {"s", "S"}:
            self._move(lot)
        elif key == "/":
            self.filter.setFocus()
        elif key == "+":
            self.new_lot_asked.emit()

    def _remove(self) -> None:
        """To the bin; Undo brings it back, so nothing is asked."""
        if (lot := self.table.current_id()) is not None:
            self.remove_asked.emit(lot)

    def _move(self, lot: str) -> None:
        """The stages to choose from, under the row."""
        menu = QMenu(self)
        menu.setFont(self._context.theme.font())
        for stage in Stage:
            menu.addAction(self._context.choice_word(stage)).setData(stage.value)
        menu.triggered.connect(lambda action: self.stage_moved.emit(lot, action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        place = self.table.visualRect(self.table.currentIndex()).bottomLeft()
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _drop_stages(self) -> None:
        menu = QMenu(self)
        menu.setFont(self._context.theme.font())
        tr = self._context.tr
        menu.addAction(tr("All open")).setData(ALL_OPEN)
        for stage in Stage:
            if any(lot.lot.stage is stage for lot in self._lots):
                menu.addAction(self._context.choice_word(stage)).setData(stage.value)
        menu.triggered.connect(lambda action: self.stage_chosen.emit(action.data()))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._stages.mapToGlobal(self._stages.rect().bottomLeft()))


def _covered(lot: LotRow) -> float | None:
    """The share of the values that stand on paper; lots without a value come last."""
    found = lot.coverage
    return found.covered / found.total if found is not None and found.total else None


def lots_spec(context: UiContext, words: LotWords) -> TableSpec[LotRow]:
    tr = context.tr
    return TableSpec(
        name=tr("Lots"),
        key=lambda lot: lot.lot.id,
        two_lines=True,
        match=words.matches,
        columns=(*_state_columns(tr, words), *_measure_columns(tr, words), *_money_columns(tr, words)),
    )


def _state_columns(tr: Translator, words: LotWords) -> tuple[Column[LotRow], ...]:
    return (
        Column(key="lot", title=tr("Lot"), value=words.title, kind=Cell.TWO_LINES, stretch=True),
        Column(key="stage", title=tr("Stage"), value=words.stage, kind=Cell.TAG, width=96),
        Column(
            key="closing",
            title=tr("Closes in"),
            value=words.closing,
            kind=Cell.COUNTDOWN,
            sort=words.closing_key,
            width=116,
        ),
    )


def _measure_columns(tr: Translator, words: LotWords) -> tuple[Column[LotRow], ...]:
    return (
        Column(
            key="ready",
            title=tr("Readiness"),
            value=words.readiness,
            kind=Cell.METER,
            sort=lambda lot: lot.readiness.score,
            width=116,
        ),
        Column(
            key="findings",
            title=tr("Findings"),
            value=words.findings,
            kind=Cell.COUNTS,
            sort=words.findings_key,
            width=124,
            drop=1,
        ),
        Column(
            key="coverage",
            title=tr("Evidence"),
            value=words.coverage,
            kind=Cell.COVERAGE,
            sort=_covered,
            width=100,
            drop=3,
        ),
    )


def _money_columns(tr: Translator, words: LotWords) -> tuple[Column[LotRow], ...]:
    return (
        Column(
            key="claim",
            title=tr("Claim"),
            value=lambda lot: lot.claim,
            kind=Cell.NUMBER,
            show=words.money,
            sort=words.amount_key(lambda lot: lot.claim),
            drop=2,
        ),
        Column(
            key="start",
            title=tr("Start price"),
            value=words.start_price,
            kind=Cell.NUMBER,
            show=words.money,
            sort=words.amount_key(words.start_price),
        ),
        Column(
            key="bid",
            title=tr("Max bid"),
            value=words.bid,
            kind=Cell.TWO_LINES,
            sort=words.amount_key(words.max_bid),
            align=Align.RIGHT,
            width=156,
        ),
    )
