"""The pop-over at the selection: which field, what was read, what will happen, and the two ways to attach."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workstation.ui.context import UiContext
from workstation.ui.desk import Target
from workstation.ui.forms.editors import ChoiceEditor
from workstation.ui.forms.values import Option
from workstation.ui.viewer.proposal import Proposal
from workstation.ui.widgets.base import ElidedLabel, Label, row, set_tone
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.popover import SHADOW, Popover


class AttachCard(Popover):
    """Never takes the focus; only the line for what is read on a scan and the list of a field that has one do, when they
    are clicked or typed into.

    Signals: `fill_asked`, `attach_asked`, `change_asked` (another field), `read(text)` while the line is typed in
    or with the value that was chosen in the list, `left` when the reader leaves that line with Esc.
    """

    fill_asked = Signal()
    attach_asked = Signal()
    change_asked = Signal()
    read = Signal(str)
    left = Signal()

    def __init__(self, context: UiContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._context = context
        tr, scale = context.tr, context.theme.tokens.type
        self._to = Label(context, tr("Attach to"), tone="ink2")
        self._icon = Label(context)
        self._icon.setPixmap(
            context.icons.pixmap("target", context.theme.colours.accent_ink, 16, self.devicePixelRatioF())
        )
        self._field = ElidedLabel(context, weight=600, tone="accent")
        self._record = ElidedLabel(context, tone="ink2")
        self._change = self._button(tr("Change"), ButtonKind.LINK, "")
        self._value = ElidedLabel(context, px=scale.figure, weight=600)
        self._unit = Label(context, tone="ink2")
        self._note = Label(context, wrap=True)
        self._effect = Label(context, tone="ink2", wrap=True)
        self.line = QLineEdit()
        self.choices = ChoiceEditor(context, (), boxed=True)
        self._fill = self._button(tr("Attach and fill"), ButtonKind.PRIMARY, "Ctrl+E")
        self._attach = self._button(tr("Attach only"), ButtonKind.OUTLINED, "Ctrl+Shift+E")
        self._offered: list[Option] = []
        self._build()
        self._change.clicked.connect(self.change_asked)
        self._fill.clicked.connect(self.fill_asked)
        self._attach.clicked.connect(self.attach_asked)

    def _button(self, text: str, kind: ButtonKind, key: str) -> Button:
        button = Button(self._context, text, kind=kind, key=key)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return button

    def _build(self) -> None:
        tr = self._context.tr
        self.setAccessibleName(tr("Attach the selection"))
        self.line.setFont(self._context.theme.font())
        self.line.setFixedHeight(self._context.theme.tokens.size.field)
        self.line.setPlaceholderText(tr("Type what you read"))
        self.line.setAccessibleName(tr("Type what you read"))
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.line.textEdited.connect(self.read)
        self.line.returnPressed.connect(self.fill_asked)
        self.line.installEventFilter(self)
        self.choices.setAccessibleName(tr("Choose from the list"))
        self.choices.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.choices.committed.connect(self.read)
        self.choices.installEventFilter(self)
        head = row(self._to, self._icon, self._field, self._record, None, self._change, spacing=6)
        figure = row(self._value, self._unit, None)
        self.body.addLayout(head)
        self.body.addLayout(figure)
        self.body.addWidget(self.line)
        self.body.addWidget(self.choices)
        self.body.addWidget(self._note)
        self.body.addWidget(self._effect)
        self.body.addLayout(row(self._fill, self._attach, None))

    def show_proposal(
        self, target: Target, proposal: Proposal, *, typing: bool, options: Sequence[Option] = ()
    ) -> None:
        """`typing` shows the line for what is read: an area without text, or a text that is no value; of a field with a list
        its `options` instead."""
        tr = self._context.tr
        self._field.setText(tr(target.label))
        self._record.setText(f"· {tr(target.record_name)}")
        self._value.setText(proposal.shown)
        self._unit.setText(proposal.unit)
        for widget in (self._value, self._unit):
            widget.setVisible(bool(proposal.shown))
        self.line.setVisible(typing and not options)
        if list(options) != self._offered:
            self._offered = list(options)
            self.choices.set_options(options)
        self.choices.show_text(proposal.stored)
        self.choices.setVisible(bool(options))
        self._note.setText(proposal.note)
        set_tone(self._note, "high" if proposal.doubt else "evid")
        self._note.setVisible(bool(proposal.note))
        self._effect.setText(proposal.effect)
        self._effect.setVisible(bool(proposal.effect))
        adds = proposal.value is not None and not proposal.fill
        self._fill.setText(tr("Add second source") if adds else tr("Attach and fill"))
        self._fill.setEnabled(proposal.value is not None)
        self.setAccessibleDescription(
            f"{proposal.shown} {proposal.unit} {proposal.note} {proposal.effect}".strip()
        )

    def set_room(self, width: int) -> None:
        """As wide as the pop-over should be, or as there is room."""
        self.set_width(min(self._context.theme.tokens.size.popover, width - 2 * SHADOW + 20))

    def ask(self) -> None:
        """Ctrl+E found nothing that it could fill in: the value is typed or chosen here."""
        where: QWidget = self.line if not self.line.isHidden() else self.choices
        if not where.isHidden():
            where.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def type(self, text: str) -> None:
        """A character typed on the page goes to the line."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.line.insert(text)
            self.read.emit(self.line.text())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if (
            (watched is self.line or watched is self.choices)
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.left.emit()
            return True
        return False
