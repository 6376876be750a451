"""The memo of a lot: what to check before export, the decision it carries, and what was exported."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.deciding import gate_of
from workstation.application.memo_review import ReviewPoint, review
from workstation.application.memos import NOT_COMPARED, MemoExport
from workstation.application.signing import signatures_with
from workstation.application.valuation.inputs import facts_with
from workstation.domain.decision_gate import GatePoint
from workstation.domain.decisions import Decision, DecisionKind, MemoRecord, Run
from workstation.domain.record import LotRecord
from workstation.domain.signing import Signatures
from workstation.language.translator import Language
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.dialogs.files import ask_memo_file
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.decision_acts import GateCard, SignCard
from workstation.ui.panels.memo_points import PointList
from workstation.ui.panels.row_form import RowForm
from workstation.ui.panels.valuation_notes import follow
from workstation.ui.widgets.base import Label, Rule, row, surface
from workstation.ui.widgets.buttons import Button, ButtonKind, mark_writing
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.split import Split
from workstation.ui.widgets.values import EmptyAction, TabItem

PARTS = {
    "not_examined": "checks",
    "findings": "findings",
}  # points that another tab settles, and which one
# the override is given with what it is given for, below the form
TYPED = ("kind", "thesis", "conditions", "analyst", "reviewer", "approver")
SIDE_BY_SIDE = 760
REVIEW = 430  # px of the list at the left


@dataclass(frozen=True, slots=True)
class _Read:
    """What is computed behind the panel."""

    points: tuple[ReviewPoint, ...]
    against: tuple[GatePoint, ...]
    signatures: Signatures


class MemoPanel(QWidget):
    """Exports in the language chosen here, whatever the window speaks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._record: LotRecord | None = None
        self._written: dict[str, tuple[MemoExport, Path]] = {}  # the last one of each lot
        context, tr = self._context, self._context.tr
        surface(self, "canvas")
        self.points = PointList(context)
        self.points.chosen.connect(self._go_to)
        self.language = SegmentedControl(
            context,
            tr("Language of the memo"),
            [TabItem(Language.CHINESE.value, "中文"), TabItem(Language.ENGLISH.value, "English")],
        )
        self.language.set_current(tr.language.value)
        self.export = Button(context, tr("Export memo …"), kind=ButtonKind.PRIMARY, icon="export")
        self.export.clicked.connect(self._ask_where)
        mark_writing(self.export)
        self.decision = RowForm(desk, Decision, fields=TYPED)
        self.gate = GateCard(context, desk.ungiven)
        self.gate.overridden.connect(lambda reason: desk.decide(DecisionKind.BID, reason))
        self.gate.hide()
        self.signing = SignCard(context)
        self.signing.signed.connect(desk.sign)
        self.signing.hide()
        self.exports = RecordTable(context, _exports_spec(context, self._run_number))
        self.exports.row_activated.connect(self._save_copy)
        desk.memo_exported.connect(self._show_written)
        desk.comparison_changed.connect(self._compared)
        self._build()

    def _build(self) -> None:
        parts = (self._left(), self._right())
        self.split = Split(
            self._context, "memo", parts, lambda whole, _: min(REVIEW, whole // 2), SIDE_BY_SIDE
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)

    def _left(self) -> QWidget:
        context, tr = self._context, self._context.tr
        inset = context.theme.tokens.space.page_inset
        self._said = Label(context, tone="ink2", wrap=True)
        self._not_compared = Label(context, tone="high", wrap=True)
        self._open = Button(context, tr("Open the memo"), icon="page")
        self._open.clicked.connect(self._open_written)
        body, checks = _page(inset)
        checks.addWidget(_heading(context, tr("Check before export")))
        checks.addWidget(self.points)
        checks.addStretch(1)
        foot, steps = _page(inset)  # stays in sight however long the list is
        steps.addLayout(row(Label(context, tr("Language of the memo"), tone="ink2"), self.language, None))
        steps.addLayout(row(self.export, self._open, None))
        steps.addWidget(self._said)
        steps.addWidget(self._not_compared)
        for widget in (self._open, self._said, self._not_compared):
            widget.hide()
        side = QWidget()
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(_scrolled(body), 1)
        box.addWidget(Rule(context))
        box.addWidget(foot)
        return side

    def _right(self) -> QWidget:
        context, tr = self._context, self._context.tr
        inset = context.theme.tokens.space.page_inset
        body = QWidget()
        surface(body, "canvas")
        box = QVBoxLayout(body)
        box.setContentsMargins(0, 10, 0, 12)
        box.setSpacing(4)
        box.addLayout(row(_heading(context, tr("Decision")), None, margins=(inset, 0, inset, 0)))
        self._deciding = QStackedWidget()
        self._deciding.addWidget(self.decision)
        self._deciding.addWidget(self._no_decision())
        box.addWidget(self._deciding)
        box.addWidget(self.gate)
        box.addWidget(self.signing)
        self._exported = _heading(context, tr("Exported memos"))
        box.addLayout(row(self._exported, None, margins=(inset, 12, inset, 0)))
        box.addWidget(self.exports)
        box.addStretch(1)
        return _scrolled(body)

    def _no_decision(self) -> EmptyState:
        tr = self._context.tr
        hint = tr("Bid, bid with conditions, watch or pass, and why: the memo opens with it.")
        actions = [EmptyAction("new", tr("Write the decision"), "pencil", writes=True)]
        empty = EmptyState(self._context, "gavel", tr("No decision is written."), hint, actions=actions)
        empty.chosen.connect(lambda _: self._desk.add("decision", {}))
        return empty

    # what is shown

    def show_record(self, record: LotRecord) -> None:
        if self._record is not None and self._record.lot.id != record.lot.id:
            self._forget_review()
        self._record = record
        self._say_written()
        decision = record.first(Decision)
        self.decision.show_row(record, decision)
        self._deciding.setCurrentIndex(0 if decision else 1)
        exported = sorted(record.all(MemoRecord), key=lambda memo: memo.id, reverse=True)
        self.exports.set_rows(exported)
        self._fit(self.exports, len(exported))
        self.exports.setVisible(bool(exported))
        self._exported.setVisible(bool(exported))
        self._desk.set_field_order(self.decision.refs())
        self._review(record)

    def _forget_review(self) -> None:
        """What stands against one lot, and who signs it, does not stand beside another until that is read: a click would bid
        on it, or sign it, for what was read of the first."""
        self.points.show_points(())
        self.gate.hide()
        self.signing.hide()

    def _review(self, record: LotRecord) -> None:
        services, row, comparison = self._desk.services, self._desk.row, self._desk.comparison
        if row is None or (found := row.summary) is None:
            return
        services, rules, decision = self._desk.services, self._desk.found, record.first(Decision)

        def work() -> _Read:
            against, signatures = gate_of(services, record, rules), signatures_with(record, rules)
            figures = facts_with(record, rules)
            points = review(record, found, figures, comparison, against=against, signatures=signatures)
            return _Read(points, against, signatures)

        def done(read: _Read) -> None:
            if self._record is None or self._record.lot.id != record.lot.id:
                return
            self.points.show_points(read.points)
            self.gate.show_gate(record.lot.id, decision, read.against)
            self.signing.show_signatures(decision, read.signatures)

        self._desk.read(work, done, to=self, replaces="memo review")

    def _compared(self) -> None:
        if self._record is not None:
            self._review(self._record)

    def _fit(self, table: RecordTable, lines: int) -> None:
        """At full height: the page scrolls, not the table."""
        height = table.verticalHeader().defaultSectionSize()
        table.setFixedHeight(table.horizontalHeader().height() + lines * height + 2)

    def _run_number(self, memo: MemoRecord) -> int | None:
        run = self._record.get(Run, memo.run) if self._record else None
        return run.ordinal if run else None

    # what a person does

    def _go_to(self, point: ReviewPoint) -> None:
        if point.ref is not None:
            self._desk.focus_field(point.ref)
        elif point.key == "decision":
            self._desk.add("decision", {})
        elif point.key == "disagreements":
            self._desk.disagreements_requested.emit()
        elif point.key == "gate":
            self.gate.reason.setFocus()
        elif point.key == "signatures":
            self.signing.focus_next()
        elif point.finding is not None:
            follow(self._desk, point.finding)
        elif point.key in PARTS:
            self._desk.part_requested.emit(PARTS[point.key])

    def lead_to_export(self, *, at_once: bool) -> None:
        """Asks for the file where the checks are in sight already; else the next Space or Enter does."""
        if at_once:
            self._ask_where()
        else:
            self.export.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_where(self) -> None:
        if self._record is not None:
            tr = self._context.tr
            name = tr("{lot}, memo", lot=self._record.lot.name)
            ask_memo_file(self, self._context, name, self.export_to)

    def export_to(self, path: Path) -> None:
        """Exports the memo in the chosen language."""
        if self._record is not None:
            self._written.pop(self._record.lot.id, None)
        self._say_written()
        self._desk.export_memo(path, Language(self.language.current()))

    def _show_written(self, lot: str, exported: MemoExport, path: Path) -> None:
        """Another lot may have been opened meanwhile: it is said when this one is shown again."""
        self._written[lot] = exported, path
        self._say_written()

    def _written_here(self) -> tuple[MemoExport, Path] | None:
        return self._written.get(self._record.lot.id) if self._record is not None else None

    def _say_written(self) -> None:
        tr, written = self._context.tr, self._written_here()
        for widget in (self._said, self._open):
            widget.setVisible(written is not None)
        self._not_compared.setVisible(written is not None and bool(written[0].unread))
        if written is None:
            return
        exported, path = written
        said = tr(
            "Version {number}, {pages} pages, on run {run}: written to {path}",
            number=exported.ordinal,
            pages=exported.pages,
            run=exported.run,
            path=path,
        )
        self._said.setText(said)
        self._not_compared.setText(tr(NOT_COMPARED, names=tr(", ").join(exported.unread)))

    def _open_written(self) -> None:
        if (written := self._written_here()) is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(written[1])))

    def _save_copy(self, memo: str) -> None:
        found = self._record.get(MemoRecord, memo) if self._record else None
        if found is None or found.sha256 is None or self._record is None:
            return
        sha256, tr = found.sha256, self._context.tr
        name = tr("{lot}, memo {number}", lot=self._record.lot.name, number=found.ordinal)
        ask_memo_file(self, self._context, name, lambda path: self._desk.save_copy(sha256, path))


def _heading(context: UiContext, words: str) -> Label:
    return Label(context, words, px=context.theme.tokens.type.item, weight=600)


def _page(inset: int) -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    surface(body, "canvas")
    box = QVBoxLayout(body)
    box.setContentsMargins(inset, 10, inset, 12)
    box.setSpacing(8)
    return body, box


def _scrolled(body: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(body)
    return area


def _exports_spec(
    context: UiContext, run_number: Callable[[MemoRecord], int | None]
) -> TableSpec[MemoRecord]:
    tr = context.tr
    languages = {Language.CHINESE.value: "中文", Language.ENGLISH.value: "English"}

    def text(key: str, title: str, value: Callable[[MemoRecord], object], width: int) -> Column[MemoRecord]:
        return Column(key=key, title=title, value=value, width=width, sortable=False)

    def number(key: str, title: str, value: Callable[[MemoRecord], object]) -> Column[MemoRecord]:
        return Column(key=key, title=title, value=value, kind=Cell.NUMBER, width=64, sortable=False)

    return TableSpec(
        name=tr("Exported memos"),
        key=lambda memo: memo.id,
        columns=(
            text("version", tr("Version"), lambda memo: f"v{memo.ordinal}", 84),
            text("language", tr("Language"), lambda memo: languages.get(memo.language or "", ""), 90),
            number("run", tr("Run"), run_number),
            number("pages", tr("Pages"), lambda memo: memo.pages),
            text(
                "exported",
                tr("Exported at"),
                lambda memo: f"{memo.exported_at:%Y-%m-%d %H:%M}" if memo.exported_at else None,
                150,
            ),
            Column(
                key="sha256",
                title=tr("SHA-256"),
                value=lambda memo: (memo.sha256 or "")[:16],
                stretch=True,
                sortable=False,
                drop=1,
            ),
        ),
    )
