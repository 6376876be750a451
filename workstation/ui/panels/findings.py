"""Findings of a lot: what rules found, what is missing, what a person wrote down; each can be settled and opened again."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.notes import RiskNote
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.forms.editors import ProseEditor
from workstation.ui.forms.values import FieldAct
from workstation.ui.models.table import RecordTable
from workstation.ui.panels.finding_acts import act_on, acts_of
from workstation.ui.panels.finding_lines import (
    NEVER_ASKED,
    FindingLine,
    arranged,
    finding_lines,
    finding_spec,
)
from workstation.ui.panels.row_form import RowForm
from workstation.ui.widgets.base import Label, ValueView, row, scrolled, surface
from workstation.ui.widgets.buttons import Button, ButtonKind, mark_writing
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.paint.severity import mark_size, paint_mark
from workstation.ui.widgets.split import Split
from workstation.ui.widgets.values import EmptyAction, KeyHint, SeverityMark

SIDE_BY_SIDE = 760
ASIDE = 520  # px of the chosen finding


class FindingsPanel(QWidget):
    """Enter goes to the field that a finding stands beside, W to the reason that settles it (an own one is settled at once),
    + writes one down."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._lines: dict[str, FindingLine] = {}
        self._record: LotRecord | None = None
        self._wanted = ""  # the own finding that was made just now
        context, tr = self._context, self._context.tr
        surface(self, "canvas")
        self.table = RecordTable(context, finding_spec(context))
        self.table.current_changed.connect(lambda _: self._show_detail())
        self.table.row_activated.connect(self._go_to)
        self.table.key_typed.connect(self._typed)
        self.add = Button(context, tr("Own finding"), icon="plus", key="+")
        self.add.clicked.connect(self._write_own)
        mark_writing(self.add)
        self.detail = FindingDetail(desk)
        self.detail.go.clicked.connect(lambda: self._go_to(self.table.current_id() or ""))
        self._build()
        desk.field_focus_requested.connect(lambda ref: self.table.select_id(ref.row))

    def _build(self) -> None:
        context, tr = self._context, self._context.tr
        inset = context.theme.tokens.space.page_inset
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._said = Label(context, tone="ink2", wrap=True)
        head = row(self._said, self.add, margins=(inset, 4, inset, 2))
        head.setStretchFactor(self._said, 1)
        box.addLayout(head)
        self.body = QStackedWidget()
        self.body.addWidget(self.table)
        empty = EmptyState(
            context,
            "check",
            tr("No finding is open, and every item was asked for."),
            tr("Write down what you found yourself."),
            actions=[EmptyAction("new", tr("Own finding"), "plus", writes=True)],
        )
        empty.chosen.connect(lambda _: self._write_own())
        self.body.addWidget(empty)
        box.addWidget(self.body, 1)
        parts = (left, scrolled(self.detail))
        self.split = Split(context, "findings", parts, _list_first, SIDE_BY_SIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)

    @property
    def key_hints(self) -> list[KeyHint]:
        tr = self._context.tr
        return [KeyHint("↵", tr("go to it")), KeyHint("W", tr("settle")), KeyHint("+", tr("own finding"))]

    # what is shown

    def show_record(self, record: LotRecord) -> None:
        self._record = record
        shown = self._desk.row
        if shown is None or (summary := shown.summary) is None:
            return
        found = finding_lines(self._context, record, self._desk.found, summary, self._desk.services.checklist)
        self._lines = {line.id: line for line in found}
        self.table.set_rows(arranged(self._context, found))
        self.body.setCurrentIndex(0 if found else 1)
        counts = summary.counts
        self._said.setText(
            self._context.tr(
                "Open findings: {kill} kill, {high} high, {medium} medium, {low} low.",
                **{severity.name.lower(): counts.get(severity, 0) for severity in Severity},
            )
        )
        made, self._wanted = self._wanted, "" if self._wanted in self._lines else self._wanted
        if made in self._lines:
            self.table.select_id(made)
        elif self.table.current_id() not in self._lines and found:
            self.table.select_id(found[0].id)
        self._desk.set_field_order(())
        self._show_detail()
        if made in self._lines:
            self.detail.write()

    def _show_detail(self) -> None:
        if self._record is not None:
            self.detail.show_line(self._record, self._lines.get(self.table.current_id() or ""))

    # what a person does

    def _go_to(self, identity: str) -> None:
        line = self._lines.get(identity)
        if line is None:
            return
        if line.id == NEVER_ASKED:
            self._desk.part_requested.emit("checks")
        elif line.note is not None:
            self.detail.own.setFocus()
        elif line.ref is not None:
            self._desk.focus_field(line.ref)

    def _typed(self, identity: str, key: str) -> None:
        line = self._lines.get(identity)
        if key == "+":
            self._write_own()
        elif key.casefold() == "w" and line is not None and line.finding is not None:
            self.detail.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key.casefold() == "w" and line is not None and line.note is not None and line.open:
            self.detail.settle.click()

    def _write_own(self) -> None:
        def made(identity: str) -> None:
            self._wanted = identity

        self._desk.add(RiskNote.entity, {}, made)


def _list_first(whole: int, _: bool) -> int:  # noqa: FBT001 - as `Split` asks
    return whole - min(ASIDE, whole // 2)


class FindingDetail(QWidget):
    """The chosen finding in full: what it says, and how it is settled or opened again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._line: FindingLine | None = None
        self._about: tuple[str, ...] = ()  # the finding whose reason is shown
        self._given = ""  # the reason that was given for it
        context, tr = desk.context, desk.context.tr
        scale = context.theme.tokens.type
        self._mark = ValueView(context, paint_mark, SeverityMark(Severity.LOW), mark_size)
        self._origin = Label(context, tone="ink2")
        self.said = Label(context, px=scale.item, weight=600, wrap=True)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.go = Button(context, tr("Go to it"), kind=ButtonKind.LINK)
        self.acts: list[Button] = []
        self._acts: tuple[FieldAct, ...] = ()
        self._acted_on: Finding | None = None
        self._act_box = QVBoxLayout()
        self._act_box.setSpacing(4)
        self._caption = Label(context, tr("Why it is settled"), px=scale.caption, tone="ink3")
        self.reason = self._reason_editor()
        self.settle = Button(context, tr("Settle"), icon="check")
        self.settle.clicked.connect(self._settle)
        self.reopen = Button(context, tr("Open again"), icon="undo")
        self.reopen.clicked.connect(self._reopen)
        self.own = RowForm(desk, RiskNote)
        self.remove = Button(context, tr("Remove"), icon="trash")
        self.remove.clicked.connect(self._remove)
        mark_writing(self.settle, self.reopen, self.remove)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 8, 16)
        box.setSpacing(8)
        box.addLayout(row(self._mark, self._origin, None, self.go))
        box.addWidget(self.said)
        box.addLayout(self._act_box)
        box.addWidget(self._caption)
        box.addWidget(self.reason)
        box.addLayout(row(self.settle, self.reopen, None))
        box.addWidget(self.own)
        box.addLayout(row(self.remove, None))
        box.addStretch(1)

    def _reason_editor(self) -> ProseEditor:
        tr = self._desk.context.tr
        editor = ProseEditor(self._desk.context)
        editor.setAccessibleName(tr("Why it is settled"))
        editor.setPlaceholderText(tr("Such as: the register of 2025-08-18 shows it released"))
        editor.textChanged.connect(self._keep)
        return editor

    def show_line(self, record: LotRecord, line: FindingLine | None) -> None:
        self._line = line
        rule = line is not None and line.finding is not None
        note = line.note if line is not None else None
        self._mark.setVisible(line is not None)
        self._origin.setVisible(line is not None)
        for part in (self._caption, self.reason):
            part.setVisible(rule)
        is_closed = note is not None and not (line is not None and line.open)
        self.settle.setVisible(rule or (note is not None and not is_closed))
        self.reopen.setVisible(is_closed or (line is not None and line.waiver is not None))
        self.remove.setVisible(note is not None)
        self.said.setVisible(line is not None and (note is None or bool(note.statement)))
        self.own.show_row(record, note)
        self._show_acts(record, line)
        self.go.setVisible(line is not None and note is None and (line.ref is not None or line.unknown))
        if line is None:
            return
        mark = SeverityMark(line.severity, open=line.open, unknown=line.unknown)
        self._mark.show_value(mark, spoken="" if line.open else self._desk.context.tr("settled"))
        self._origin.setText(line.origin)
        self.said.setText(line.sentence)
        self._show_reason(line, (line.waiver.reason or "") if line.waiver is not None else "")

    def _show_reason(self, line: FindingLine, given: str) -> None:
        """What is typed and not given yet stays while other rows of the lot change, and comes back with its finding; another
        reason that is given takes its place."""
        about = "finding", line.id.rpartition("|")[0]  # without its place in the list
        if (about, given) == (self._about, self._given):
            return
        if about == self._about:
            self._desk.ungiven.drop(about)
        self.reason.commit()
        self._about, self._given = about, given
        self.reason.show_text(self._desk.ungiven.text(about, given))

    def _keep(self) -> None:
        self._desk.ungiven.keep(self._about, self.reason.typed(), self._given)

    def _show_acts(self, record: LotRecord, line: FindingLine | None) -> None:
        """What can be done about it in one click; nothing about what is settled."""
        finding = line.finding if line is not None and line.open else None
        acts = acts_of(self._desk.context.tr, record, finding) if finding is not None else ()
        if acts == self._acts and finding == self._acted_on:
            return
        self._acts, self._acted_on = acts, finding
        for old in self.acts:
            self._act_box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.acts = [Button(self._desk.context, act.word, icon="plus") for act in acts]
        for act, button in zip(acts, self.acts, strict=True):
            button.clicked.connect(lambda _=False, key=act.key: self._act(key))
            self._act_box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for before, after in pairwise((self.go, *self.acts, self.reason)):
            QWidget.setTabOrder(before, after)

    def _act(self, key: str) -> None:
        record, finding = self._desk.record, self._acted_on
        if record is not None and finding is not None:
            act_on(self._desk, record, finding, key)

    def write(self) -> None:
        """The words of the own finding that was made just now are typed next."""
        self.own.form.focus_field("statement")

    def _close(self, *, resolved: bool) -> None:
        """An own finding; what became of it stands beside its words."""
        if self._line is not None and self._line.note is not None:
            self._desk.edit(FieldRef(RiskNote.entity, self._line.note.id, "resolved"), resolved)

    def _settle(self) -> None:
        self._close(resolved=True)
        if self._line is not None and self._line.finding is not None:
            reason = self.reason.typed()
            if not reason:  # is refused, and the one that stands is shown again
                self.reason.setPlainText(self._given)
            self._desk.settle_finding(self._line.finding, reason)

    def _reopen(self) -> None:
        self._close(resolved=False)
        if self._line is not None and self._line.finding is not None:
            self._desk.reopen_finding(self._line.finding)

    def _remove(self) -> None:
        if self._line is not None and self._line.note is not None:
            self._desk.remove(RiskNote.entity, self._line.note.id)
