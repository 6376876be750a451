"""One row of a form: label 112 | editor | echo | chip 104, and a note line below when a rule speaks."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.checklists.answers import Severity
from workstation.domain.fields import Field
from workstation.ui.context import UiContext
from workstation.ui.forms.editors import Editor, make_editor, set_bad
from workstation.ui.forms.values import FieldAct, FieldView, Option
from workstation.ui.widgets.base import ElidedLabel, Label, set_tone
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.chips import EvidenceChip
from workstation.ui.widgets.paint.severity import paint_shape
from workstation.ui.widgets.values import Chip, ChipState, SeverityMark
from workstation.ui.widgets.words import bare_chip, target_chip

MARK = 12
INSET = 11  # where the text of an editor begins


class NoteLine(QWidget):
    """A rule's words under an editor, with its severity mark; a plain caption without one."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._theme = context.theme
        self._severity: Severity | None = None
        self._words = Label(context, px=context.theme.tokens.type.caption, tone="ink3", wrap=True)
        layout = QGridLayout(self)
        layout.setContentsMargins(INSET, 0, 0, 3)
        layout.setHorizontalSpacing(0)
        layout.setColumnMinimumWidth(0, 0)
        layout.addWidget(self._words, 0, 1)
        layout.setColumnStretch(1, 1)
        self._layout = layout
        self.hide()

    def show_note(self, note: str, severity: Severity | None) -> None:
        self._severity = severity
        self._words.setText(note)
        set_tone(self._words, severity.name.lower() if severity else "ink3")
        self._layout.setColumnMinimumWidth(0, MARK + 5 if severity else 0)
        self.setVisible(bool(note))
        self.update()

    def text(self) -> str:
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A form is laid out in parts: the first guess of a long note's height may be a line short
        self._words.setMinimumHeight(max(0, self._words.heightForWidth(self._words.width())))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        if self._severity is not None:
            painter = QPainter(self)
            mark = SeverityMark(self._severity)
            paint_shape(
                painter, QRectF(QPointF(INSET, 2), QPointF(INSET + MARK, 2 + MARK)), mark, self._theme
            )
            painter.end()


class FormRow(QWidget):
    """Signals: `edited(text)` on commit of a changed text, `focused` when its editor gets the focus,
    `chip_opened`, `detach_asked`, `act_asked(key)` for one of the acts below its note."""

    edited = Signal(str)
    focused = Signal()
    chip_opened = Signal()
    detach_asked = Signal()
    act_asked = Signal(str)

    def __init__(self, context: UiContext, field: Field, options: list[Option]) -> None:
        super().__init__()
        self.field = field
        self._context = context
        self._theme = context.theme
        self._view = FieldView()
        self._target = False
        self._bad = False
        scale = self._theme.tokens.type
        self._label = ElidedLabel(context, context.tr(field.label), tone="ink2")
        self.editor: Editor = make_editor(context, field, options)
        self._label.setBuddy(self.editor)
        self._echo = Label(context, px=scale.caption, tone="ink3")
        self._note = NoteLine(context)
        self.acts: list[Button] = []
        self._act_box = QVBoxLayout()
        self.chip: EvidenceChip | None = None
        if field.citable:
            self.chip = EvidenceChip(context, bare_chip(context.tr, context.tr(field.label)))
            self.chip.opened.connect(self._open)
            self.chip.detach_asked.connect(self.detach_asked)
        self.editor.committed.connect(self.edited)
        self.editor.entered.connect(self.focused)
        self.setAccessibleName(context.tr(field.label))
        self._lay_out()

    def _lay_out(self) -> None:
        space = self._theme.tokens.space
        height = self._theme.tokens.density.comfortable.form
        grid = QGridLayout(self)
        grid.setContentsMargins(space.page_inset, 0, space.page_inset - 12, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        self._label.setFixedWidth(space.form_label)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self.editor, 0, 1)
        grid.addWidget(self._echo, 0, 2)
        if self.chip is not None:
            grid.addWidget(self.chip, 0, 3, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._note, 1, 1, 1, 3)
        self._act_box.setContentsMargins(INSET, 0, 0, 0)
        self._act_box.setSpacing(0)
        grid.addLayout(self._act_box, 2, 1, 1, 3)
        grid.setColumnMinimumWidth(3, space.form_chip)
        grid.setColumnStretch(1, 1)
        grid.setRowMinimumHeight(0, height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_view(self, view: FieldView) -> None:
        """A text that was refused stays, with its error, until the record itself changes or it is mended."""
        refused = self._bad and view.text == self._view.text
        if view.acts != self._view.acts:
            self._show_acts(view.acts)
        self._view = view
        self.setVisible(not view.hidden)
        self._echo.setText(view.echo)
        self._echo.setVisible(bool(view.echo))
        self._show_chip()
        if not refused:
            self.editor.show_text(view.text)
            self.clear_error()

    def _show_acts(self, acts: Sequence[FieldAct]) -> None:
        for old in self.acts:
            self._act_box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.acts = [Button(self._context, act.word, kind=ButtonKind.LINK) for act in acts]
        for act, button in zip(acts, self.acts, strict=True):
            button.clicked.connect(lambda _=False, key=act.key: self.act_asked.emit(key))
            self._act_box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        for before, after in pairwise(self.stops):
            QWidget.setTabOrder(before, after)

    @property
    def stops(self) -> list[QWidget]:
        """Where the Tab key halts, in order."""
        return [self.editor, *([self.chip] if self.chip is not None else []), *self.acts]

    def show_error(self, sentence: str) -> None:
        """The typed text stays; the note line says what is wrong with it."""
        self._bad = True
        set_bad(self.editor, bad=True)
        self._note.show_note(sentence, Severity.HIGH)

    def clear_error(self) -> None:
        self._bad = False
        set_bad(self.editor, bad=False)
        self._note.show_note(self._view.note, self._view.severity)

    def set_target(self, target: bool) -> None:  # noqa: FBT001 - a property setter
        """The row that receives the next Ctrl+E: bar, fill, accent label and chip."""
        if self._target != target:
            self._target = target
            set_tone(self._label, "accent" if target else "ink2")
            self._show_chip()
            self.update()

    @property
    def is_target(self) -> bool:
        return self._target

    @property
    def is_bare(self) -> bool:
        """Nothing stands behind its value yet, or it has no value."""
        return self._view.chip is None or self._view.chip.state is ChipState.BARE

    def note(self) -> str:
        return self._note.text()

    def flash(self) -> None:
        if self.chip is not None:
            self.chip.flash()

    def _show_chip(self) -> None:
        if self.chip is None:
            return
        label = self._context.tr(self.field.label)
        empty = not self._view.text
        chip: Chip | None = target_chip(self._context.tr, label) if self._target else self._view.chip
        self.chip.show_chip(chip or bare_chip(self._context.tr, label))
        # A field without value and without source says nothing yet (look.md: nothing if it does not apply)
        self.chip.setVisible(self._target or chip is not None or not empty)

    def _open(self) -> None:
        """A click on a bare chip makes the row the target, any other opens what stands behind the value."""
        if self.is_bare:
            self.editor.setFocus(Qt.FocusReason.MouseFocusReason)
        else:
            self.chip_opened.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.editor.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        if not self._target:
            return
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.accent_soft))
        painter.fillRect(0, 0, self._theme.tokens.focus.row_bar, self.height(), colours.accent)
        painter.end()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 320), hint.height())
