"""One item of the checklist in full: its status, its page, what was found, what to look for and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workstation.application.readiness import SETTLED
from workstation.domain.checklists.answers import Severity
from workstation.ui.context import UiContext
from workstation.ui.forms.editors import ProseEditor
from workstation.ui.panels.check_rows import CheckLine
from workstation.ui.widgets.base import Label, Rule, ValueView, row, surface
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.chips import EvidenceChip
from workstation.ui.widgets.paint.severity import mark_size, paint_mark
from workstation.ui.widgets.statuskeys import StatusKeys
from workstation.ui.widgets.values import SeverityMark
from workstation.ui.widgets.words import bare_chip, severity_mark


class CheckDetail(QScrollArea):
    """Signals: `status_chosen(value)`, `answer_written(item, text)`, `answer_entered` when the answer gets the focus,
    `source_opened`, `source_detach_asked`, and `step_asked(-1 or 1)`."""

    status_chosen = Signal(str)
    answer_written = Signal(str, str)
    answer_entered = Signal()
    source_opened = Signal()
    source_detach_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._line: CheckLine | None = None
        tr, scale = context.tr, context.theme.tokens.type
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Check"))
        self._number = Label(context, tone="ink2")
        self._mark = ValueView(context, paint_mark, SeverityMark(Severity.LOW), mark_size)
        self._title = Label(context, px=scale.item, weight=600, wrap=True)
        self.keys = StatusKeys(context, tr("Status"))
        self.keys.chosen.connect(self.status_chosen)
        self.chip = EvidenceChip(context, bare_chip(tr, tr("Status")))
        self.chip.opened.connect(self.source_opened)
        self.chip.detach_asked.connect(self.source_detach_asked)
        self.answer = ProseEditor(context)
        self.answer.setAccessibleName(tr("What was found"))
        self.answer.setPlaceholderText(tr("Type what the paper says, or cite it with Ctrl+E."))
        self.answer.committed.connect(self._tell_answer)
        self.answer.entered.connect(self.answer_entered)
        self._filed = Label(context, wrap=True, tone="ink2")
        self._look_for = Label(context, wrap=True)
        self._why = Label(context, wrap=True)
        self._law = Label(context, wrap=True, tone="ink2")
        self._law_head = self._caption(tr("Law"))
        for label in (self._title, self._look_for, self._why, self._law):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setWidget(self._body())

    def _body(self) -> QWidget:
        tr = self._context.tr
        body = QWidget()
        surface(body, "canvas")
        box = QVBoxLayout(body)
        box.setContentsMargins(20, 10, 16, 16)
        box.setSpacing(6)
        box.addLayout(self._top_line())
        box.addWidget(self._title)
        box.addWidget(self._caption(tr("Status: one key sets it")))
        box.addWidget(self.keys)
        source = row(self._caption(tr("Source"), 0), None, self.chip)
        source.setContentsMargins(0, 6, 0, 0)
        box.addLayout(source)
        box.addWidget(self._filed)
        box.addWidget(self._caption(tr("What was found")))
        box.addWidget(self.answer)
        box.addSpacing(4)
        box.addWidget(Rule(self._context))
        box.addWidget(self._caption(tr("What to look for")))
        box.addWidget(self._look_for)
        box.addWidget(self._caption(tr("Why it matters")))
        box.addWidget(self._why)
        box.addWidget(self._law_head)
        box.addWidget(self._law)
        box.addStretch(1)
        return body

    def _top_line(self) -> QHBoxLayout:
        tr = self._context.tr
        back = IconButton(self._context, "chevron-left", tr("The check before"))
        back.clicked.connect(lambda: self.step_asked.emit(-1))
        on = IconButton(self._context, "chevron-right", tr("The next check"))
        on.clicked.connect(lambda: self.step_asked.emit(1))
        return row(self._number, self._mark, None, back, on)

    def _caption(self, words: str, above: int = 6) -> Label:
        label = Label(self._context, words, px=self._context.theme.tokens.type.caption, tone="ink3")
        label.setContentsMargins(0, above, 0, 0)
        return label

    def _tell_answer(self, text: str) -> None:
        if self._line is not None:
            self.answer_written.emit(self._line.item.id, text)

    def show_line(self, line: CheckLine) -> None:
        """Another item takes what stands half-typed in the answer with it before it goes."""
        tr = self._context.tr
        if self._line is not None and self._line.item.id != line.item.id:
            self.answer.commit()
            self.verticalScrollBar().setValue(0)
        self._line = line
        words = line.item.words(chinese=tr.is_chinese)
        self._number.setText(line.item.id)
        self._mark.show_value(severity_mark(tr, line.item.severity, open=line.status not in SETTLED))
        self._title.setText(words.title)
        self.keys.show_status(line.status)
        self.chip.show_chip(line.chip or bare_chip(tr, tr("Status")))
        self.answer.show_text((line.check.answer if line.check else None) or "")
        names = tr(", ").join(document.name for document in line.filed)
        self._filed.setText(tr("Filed: {names}", names=names))
        self._filed.setVisible(bool(line.filed))
        self._look_for.setText(words.look_for)
        self._why.setText(words.why)
        self._law.setText("\n".join(line.item.law))
        self._law_head.setVisible(bool(line.item.law))
        self._law.setVisible(bool(line.item.law))
