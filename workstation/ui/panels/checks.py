"""The checklist of a lot: the gate, the weighted score, 87 lines by group, and the chosen one in full."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.application.checks import statuses
from workstation.application.kinds import filed_for
from workstation.application.readiness import LotReadiness, next_to_do, overview
from workstation.application.records import FieldRef
from workstation.domain.checklists.answers import GATE, CheckStatus, Readiness, Severity
from workstation.domain.citations import EvidenceKind
from workstation.domain.documents import Document
from workstation.domain.evidence import FieldState
from workstation.domain.record import LotRecord
from workstation.language.formats import rounded
from workstation.ui.desk import Desk, Target
from workstation.ui.models.table import RecordTable
from workstation.ui.panels.check_detail import CheckDetail
from workstation.ui.panels.check_head import ScoreHead
from workstation.ui.panels.check_rows import (
    ANSWER,
    STATUS,
    CheckLine,
    arranged,
    check_lines,
    check_spec,
    with_filed,
)
from workstation.ui.panels.lists import listed
from workstation.ui.widgets.banner import Banner
from workstation.ui.widgets.base import Rule, announce, row, surface
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.split import Split
from workstation.ui.widgets.statuskeys import KEYS
from workstation.ui.widgets.values import BannerAction, BannerText, TabItem

SIDE_BY_SIDE = 760  # px of the panel under which the chosen item stands below the list
NEXT = "n"


class ChecksPanel(QWidget):
    """Digits set the status of the current line, N goes to the next one to see to, Enter to what was found, Space
    opens the page. The status of the current line, once it has one, is the target of Ctrl+E."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._lines: dict[str, CheckLine] = {}
        self._ready: LotReadiness | None = None
        self._record: LotRecord | None = None
        self._filed: Mapping[str, tuple[Document, ...]] = {}
        self._closed: frozenset[str] | None = None  # None until it is known which item is looked at first
        self._current = ""
        self._aim_at = ""  # the item that becomes the target as soon as its row is there
        self._passed: bool | None = None
        surface(self, "canvas")
        self.banner = Banner(self._context)
        self.banner.chosen.connect(lambda _: self.go_to_next())
        self.head = ScoreHead(self._context)
        self.shown = SegmentedControl(self._context, self._context.tr("Which checks are shown"))
        self.shown.chosen.connect(lambda _: self._show_lines())
        self.table = RecordTable(self._context, check_spec(self._context))
        self.detail = CheckDetail(self._context)
        self._centre = QTimer(self, singleShot=True, interval=0)  # once the table has its size
        self._centre.timeout.connect(self._scroll_to_current)
        self._connect()
        self._build()

    def _connect(self) -> None:
        table, detail, desk = self.table, self.detail, self._desk
        table.current_changed.connect(self._choose)
        table.key_typed.connect(self._typed)
        table.row_activated.connect(self._activated)
        table.row_peeked.connect(self._open_source)
        table.chip_opened.connect(lambda item, _: self._open_source(item))
        table.chip_detach_asked.connect(lambda item, _: self._detach(item))
        table.clicked.connect(self._clicked)
        detail.status_chosen.connect(lambda value: self._set_status(self._current, CheckStatus(value)))
        detail.answer_written.connect(self._write_answer)
        detail.answer_entered.connect(lambda: self._aim(self._current, ANSWER))
        detail.source_opened.connect(lambda: self._open_source(self._current))
        detail.source_detach_asked.connect(lambda: self._detach(self._current))
        detail.step_asked.connect(self._step)
        desk.target_changed.connect(self._show_target)
        desk.field_focus_requested.connect(self._focus)
        desk.attached.connect(self._flash)

    def _build(self) -> None:
        context = self._context
        inset = context.theme.tokens.space.page_inset
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.head)
        box.addWidget(Rule(context))
        box.addLayout(row(self.shown, None, margins=(inset - 6, 8, inset, 6)))
        box.addWidget(self.table, 1)
        aside = context.theme.tokens.size.check_panel

        def list_first(whole: int, beside: bool) -> int:  # noqa: FBT001 - as `Split` asks
            return max(whole - aside, 0) if beside else whole * 3 // 5

        self.split = Split(context, "checks", (left, self.detail), list_first, SIDE_BY_SIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.split, 1)

    # what is shown

    def show_record(self, record: LotRecord) -> None:
        if self._record is None or self._record.lot.id != record.lot.id:
            self._closed = None
        self._record = record
        services = self._desk.services
        self._desk.read(lambda: filed_for(services, record), self._take_filed, to=self, replaces="filed")
        self._ready = overview(record, self._desk.services.checklist)
        self._read_lines()
        self.head.show_readiness(self._ready)
        self._show_gate(self._ready)
        todo = sum(line.to_do for line in self._lines.values())
        kill = sum(line.item.severity is Severity.KILL and not line.settled for line in self._lines.values())
        tr = self._context.tr
        self._name_segments(
            [
                TabItem("all", tr("All"), len(self._lines)),
                TabItem("todo", tr("To do"), todo),
                TabItem("kill", tr("Kill, open"), kill),
            ]
        )
        self._show_lines()
        self._desk.set_field_order(())
        if self._aim_at:
            item, self._aim_at = self._aim_at, ""
            self._aim(item, STATUS)

    def _name_segments(self, items: list[TabItem]) -> None:
        focused = self.shown.isAncestorOf(QGuiApplication.focusObject())  # type: ignore[arg-type] # a widget here
        self.shown.set_items(items)
        if focused:
            self.table.setFocus()

    def _read_lines(self) -> None:
        target = self._desk.target
        waiting = target.ref.row if target is not None and target.ref.entity == "check" else ""
        if self._record is not None:
            lines = check_lines(self._context, self._record, self._desk.services.checklist, waiting)
            self._lines = with_filed(self._context, lines, self._filed)

    def _take_filed(self, filed: Mapping[str, tuple[Document, ...]]) -> None:
        """The documents of a kind that answers an item, which were read behind the list."""
        if filed != self._filed:
            self._filed = filed
            self._read_lines()
            self._show_lines()

    def _show_lines(self) -> None:
        if self._ready is None:
            return
        if self._current not in self._lines:
            self._current = self._first()
        if self._closed is None:  # an overview of the groups, with the one that is looked at
            self._closed = frozenset(self._ready.groups) - {self._group_of(self._current)}
        rows = arranged(self._context, self._lines, self._ready.groups, self.shown.current(), self._closed)
        self.table.set_rows(rows)
        if self.table.current_id() is None and self.table.select_id(self._current):
            self._centre.start()
        self._show_detail()

    def _scroll_to_current(self) -> None:
        """Into the middle, unless it is in sight with the heads of the groups above it."""
        self.table.scrollToTop()
        if self.table.visualRect(self.table.currentIndex()).bottom() > self.table.viewport().height():
            self.table.scrollTo(self.table.currentIndex(), RecordTable.ScrollHint.PositionAtCenter)

    def _first(self) -> str:
        """The item that was asked for elsewhere, else a kill paper that is missing, else the first open item."""
        target = self._desk.target
        asked = self._item_of(target.ref) if target is not None else ""
        if asked:
            return asked
        lacking = self._ready.whole.missing_kill if self._ready else ()
        if lacking:
            return lacking[0]
        return next((item for item, line in self._lines.items() if line.to_do), next(iter(self._lines), ""))

    def _show_detail(self) -> None:
        line = self._lines.get(self._current)
        self.detail.setVisible(line is not None)
        if line is not None:
            self.detail.show_line(line)

    def _show_gate(self, ready: LotReadiness) -> None:
        found = self._against_a_bid(ready.whole)
        if found is None:
            self.banner.hide()
        else:
            self.banner.show_banner(found, [BannerAction("next", self._context.tr("Next to do"), "N")])
        passed = found is None
        if self._passed is not None and passed != self._passed:
            tr = self._context.tr
            closed = tr("The checklist stands against a plain bid.")
            announce(self, tr("The checklist no longer stands against a plain bid.") if passed else closed)
        self._passed = passed

    def _against_a_bid(self, ready: Readiness) -> BannerText | None:
        """What of the checklist stands against a plain bid, the worst of it; None where nothing does."""
        tr, why = self._context.tr, ""
        if ready.missing_kill:
            names = listed(self._context, (f"{item} {self._title(item)}" for item in ready.missing_kill))
            why = tr("Kill papers missing: {count}. {names}", count=len(ready.missing_kill), names=names)
        elif ready.not_examined_kill:
            why = tr("{count} kill items never asked for", count=len(ready.not_examined_kill))
        elif ready.awaited_kill:
            names = listed(self._context, ready.awaited_kill)
            why = tr("Kill papers were asked for and not seen yet: {names}.", names=names)
        if why:
            return BannerText(Severity.KILL, tr("Not to be bid on as it stands."), why)
        if ready.score >= GATE:
            return None
        why = tr(
            "Readiness is {score} of the {gate} that a plain bid needs.",
            score=rounded(ready.score * 100, 1),
            gate=rounded(GATE * 100, 0),
        )
        return BannerText(Severity.MEDIUM, tr("Not ready yet."), why)

    def _group_of(self, item: str) -> str:
        return self._lines[item].item.group if item in self._lines else ""

    def _title(self, item: str) -> str:
        line = self._lines.get(item)
        return line.item.words(chinese=self._context.tr.is_chinese).title if line else ""

    # what a person does

    def go_to_next(self) -> None:
        """The next item that is to do, in its place in the full list if the filter hides it."""
        if self._record is None:
            return
        found = next_to_do(self._desk.services.checklist, statuses(self._record), self._current)
        if found is not None:
            self._go_to(found)

    def _go_to(self, item: str) -> None:
        self._closed = (self._closed or frozenset()) - {self._group_of(item)}
        self._show_lines()
        if not self.table.select_id(item):
            self.shown.set_current("all")
            self._show_lines()
            self.table.select_id(item)
        self.table.setFocus()

    def _step(self, by: int) -> None:
        items = list(self._lines)
        place = items.index(self._current) + by if self._current in items else 0
        if 0 <= place < len(items):
            self._go_to(items[place])

    def _choose(self, item: str) -> None:
        line = self._lines.get(item)
        if line is None:
            return
        self._current = item
        self._show_detail()
        if line.check is not None:
            self._aim(item, line.field)
        elif self._desk.target is not None and self._desk.target.ref.entity == "check":
            self._desk.set_target(None)

    def _typed(self, item: str, key: str) -> None:
        if key.casefold() == NEXT:
            self.go_to_next()
        elif key in KEYS and item in self._lines:
            self._set_status(item, KEYS[key])

    def _activated(self, item: str) -> None:
        if item in self._lines:
            self.detail.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not QGuiApplication.mouseButtons():  # a click has opened or closed the group already
            self._toggle(item)

    def _clicked(self, index: QModelIndex) -> None:
        item = self.table.records.id_at(index.row())
        if item not in self._lines:
            self._toggle(item)

    def _toggle(self, group: str) -> None:
        self._closed = (self._closed or frozenset()) ^ {group}
        self._show_lines()

    def _set_status(self, item: str, status: CheckStatus) -> None:
        line = self._lines.get(item)
        if line is None or (line.check is not None and line.status is status):
            return
        if line.check is None and item == self._current:
            self._aim_at = item
        self._desk.answer_check(item, status=status)

    def _write_answer(self, item: str, text: str) -> None:
        self._desk.answer_check(item, text=text)

    # the page behind an answer

    def _open_source(self, item: str) -> None:
        """A page opens; where there is none the line waits for Ctrl+E, and gets its row if it has none yet."""
        line = self._lines.get(item)
        if line is None:
            return
        if line.source.citations:
            self._desk.open_citation(line.source.citations[0].id)
        elif (
            line.filed and line.source.state is FieldState.EMPTY and (page := self._newest(line)) is not None
        ):
            self._desk.open_page(page)
        elif line.check is not None:
            self._aim(item, STATUS)
        else:
            self._aim_at = item
            self._desk.answer_check(item, status=line.status)

    def _newest(self, line: CheckLine) -> str | None:
        """The newest version of the first document that is filed for an item."""
        versions = self._record.versions_of(line.filed[0].id) if self._record is not None else ()
        return versions[-1].id if versions else None

    def _detach(self, item: str) -> None:
        line = self._lines.get(item)
        found = line.source.evidence if line else ()
        cited = [each for each in found if each.kind is EvidenceKind.CITED] or list(found)
        if cited:
            self._desk.detach(cited[-1].id)

    def _aim(self, item: str, field: str) -> None:
        line = self._lines.get(item)
        if line is not None and line.check is not None:
            self._desk.set_target(FieldRef("check", line.check.id, field))

    def _item_of(self, ref: FieldRef) -> str:
        if ref.entity != "check":
            return ""
        lines = self._lines.items()
        return next((item for item, line in lines if line.check and line.check.id == ref.row), "")

    def _show_target(self, target: Target | None) -> None:  # noqa: ARG002 - the lines read it from the desk
        if self._record is not None and self.isVisible():
            self._read_lines()
            self._show_lines()

    def _focus(self, ref: FieldRef) -> None:
        item = self._item_of(ref)
        if item:
            self._go_to(item)

    def _flash(self, ref: FieldRef) -> None:
        if self._item_of(ref) == self._current:
            self.detail.chip.flash()
