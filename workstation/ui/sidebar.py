"""The sidebar: places, then stages (over the list of lots) or the lots in work (inside a lot), the workspace's state
at the foot. Where there is no room for it, it is a rail of icons."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.application.overview import LotRow
from workstation.domain.checklists.answers import Severity
from workstation.domain.lots import ENDED, Stage
from workstation.ui.context import UiContext
from workstation.ui.lot_words import LotWords
from workstation.ui.widgets.base import ElidedLabel, Rule, column, row, surface
from workstation.ui.widgets.buttons import Button, ButtonKind, IconButton
from workstation.ui.widgets.sidebar import SideList
from workstation.ui.widgets.strip import IconLabel
from workstation.ui.widgets.values import SeverityMark, SideItem

RAIL = 48
ALL_OPEN = "open"


def _kill_mark(lot: LotRow) -> SeverityMark | None:
    """A kill finding is open, or a kill item was never asked for; nothing while the lot is not counted."""
    if lot.summary is None or lot.summary.clear:
        return None
    return SeverityMark(Severity.KILL, unknown=not lot.summary.counts.get(Severity.KILL))


def in_stage(lot: LotRow, stage: str) -> bool:
    """Whether the filter "all open" or a stage's value lets a lot through."""
    return lot.lot.stage not in ENDED if stage == ALL_OPEN else lot.lot.stage.value == stage


class Sidebar(QWidget):
    """Signals: `lots_chosen`, `parties_chosen`, `stage_chosen(stage value or "open")`, `lot_chosen(lot id)`,
    `safety_asked`."""

    lots_chosen = Signal()
    parties_chosen = Signal()
    stage_chosen = Signal(str)
    lot_chosen = Signal(str)
    safety_asked = Signal()

    def __init__(self, context: UiContext, words: LotWords) -> None:
        super().__init__()
        self._context = context
        self._words = words
        self._lots: tuple[LotRow, ...] = ()
        self._open_lot = ""
        self._stage = ALL_OPEN
        surface(self, "chrome")
        tr = context.tr
        self.places = SideList(context, tr("Places"))
        self.lines = SideList(context, tr("Stages and lots"))
        self._rule = Rule(context)
        self._foot = self._make_foot()
        self._rail_state = IconButton(context, "shield", tr("Snapshots and recovery"))
        self._rail_state.clicked.connect(self.safety_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self.places)
        layout.addSpacing(8)
        layout.addWidget(self._rule)
        layout.addSpacing(8)
        layout.addWidget(self.lines, 1)
        layout.addStretch(0)
        layout.addWidget(self._foot)
        layout.addLayout(row(self._rail_state, margins=(10, 8, 9, 8)))
        self.places.chosen.connect(self._choose_place)
        self.lines.chosen.connect(self._choose)
        self.set_rail(rail=False)
        self.show_lots((), "", ALL_OPEN)

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        theme = self._context.theme
        caption, tr = theme.tokens.type.caption, self._context.tr
        self.state = Button(self._context, kind=ButtonKind.QUIET, name=tr("Snapshots and recovery"))
        self.state.clicked.connect(self.safety_asked)
        self.state.hide()
        self._today = ElidedLabel(self._context, px=caption, weight=600)
        self._today.hide()
        place = ElidedLabel(self._context, tr("Offline, this computer only"), px=caption, tone="ink2")
        self._shield = IconLabel(self._context, "shield", "ink3")
        box = row(self._shield, spacing=0, margins=(18, 8, 4, 8))
        lines = column(spacing=0)
        indent = (8, 0, 0, 0)  # in line with the words of the button, which has a margin of its own
        lines.addLayout(row(self._today, margins=indent))
        lines.addWidget(self.state)
        lines.addLayout(row(place, margins=indent))
        box.addLayout(lines, 1)
        foot.setLayout(box)
        return foot

    def set_rail(self, *, rail: bool) -> None:
        self.setFixedWidth(RAIL if rail else self._context.theme.tokens.size.sidebar)
        self._is_rail = rail
        for part in (self.lines, self._rule, self._foot):
            part.setVisible(not rail)
        self._show_rail_state()

    def _show_rail_state(self) -> None:
        self._rail_state.setVisible(self._is_rail and bool(self.state.text()))

    def show_today(self, sentence: str) -> None:
        """The date of a workspace whose clock stands still; "" where it is the computer's."""
        self._today.setText(sentence)
        self._today.setVisible(bool(sentence))

    def show_state(self, sentence: str, *, kept: bool, more: str = "") -> None:
        """What the snapshots of the workspace are like, `more` where there is room for it; the shield is green only while
        there is one and none fails."""
        self.state.setText(sentence)
        tr = self._context.tr
        full = tr("{kind}: {name}", kind=tr("Snapshots and recovery"), name=more or sentence)
        self.state.setAccessibleName(full)
        self.state.setToolTip(full)
        self.state.setVisible(bool(sentence))
        self._rail_state.set_name(full)
        self._show_rail_state()
        self._shield.show_icon("shield", "evid" if kept else "ink3")

    def show_lots(self, lots: Sequence[LotRow], open_lot: str, stage: str) -> None:
        """`open_lot` is the id of the lot that is open, or ""."""
        self._lots, self._open_lot, self._stage = tuple(lots), open_lot, stage
        count = str(len(lots)) if lots else ""
        tr = self._context.tr
        places = [SideItem("lots", tr("Lots"), icon="lots", count=count)]
        if lots:
            places.append(SideItem("parties", tr("Parties"), icon="people"))
        self.places.set_items(places)
        self.places.setFixedHeight(self.places.content_height() + 2)
        self.lines.set_items(self._lot_lines() if open_lot else self._stage_lines())
        if open_lot:
            self.places.set_current("")
            self.lines.set_current(open_lot)
        else:
            self.places.set_current("lots")
            self.lines.set_current(stage)

    def show_parties(self) -> None:
        """The parties are shown, not the lots."""
        self.places.set_current("parties")
        self.lines.set_current("")

    def _choose_place(self, key: str) -> None:
        (self.parties_chosen if key == "parties" else self.lots_chosen).emit()

    def _stage_lines(self) -> list[SideItem]:
        tr = self._context.tr
        if not self._lots:
            return [SideItem("none", tr("Lots appear here by stage."), heading=True)]
        counts = Counter(lot.lot.stage for lot in self._lots)
        still_open = sum(in_stage(lot, ALL_OPEN) for lot in self._lots)
        lines = [
            SideItem("stage", tr("Stage"), heading=True),
            SideItem(ALL_OPEN, tr("All open"), count=str(still_open)),
        ]
        return lines + [
            SideItem(stage.value, self._context.choice_word(stage), count=str(counts[stage]))
            for stage in Stage
            if counts[stage]
        ]

    def _lot_lines(self) -> list[SideItem]:
        words = self._words
        in_work = [lot for lot in self._lots if in_stage(lot, ALL_OPEN) or lot.lot.id == self._open_lot]
        heading = self._context.tr("In work · {count}", count=len(in_work))
        return [
            SideItem("work", heading, heading=True),
            *(self._lot_line(lot, words) for lot in words.by_closing(in_work)),
        ]

    def _lot_line(self, lot: LotRow, words: LotWords) -> SideItem:
        closing = words.closing(lot)
        return SideItem(
            lot.lot.id,
            lot.lot.name,
            detail=lot.lot.number or self._context.choice_word(lot.lot.stage),
            count=closing.remaining if closing else "",
            urgency=closing.urgency if closing else words.calm,
            mark=_kill_mark(lot),
        )

    def _choose(self, key: str) -> None:
        if self._open_lot:
            self.lot_chosen.emit(key)
        else:
            self.stage_chosen.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._context.theme.colours.chrome)
        painter.fillRect(self.width() - 1, 0, 1, self.height(), self._context.theme.colours.line)
        painter.end()
