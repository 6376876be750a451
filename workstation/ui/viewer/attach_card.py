"""The pop-over at the selection: which field, what was read, what will happen, and the two ways to attach."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workstation.ui.context import UiContext
from workstation.ui.desk import Target
from workstation.ui.viewer.proposal import Proposal
from workstation.ui.widgets.base import ElidedLabel, Label, row, set_tone
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.popover import SHADOW, Popover


class AttachCard(Popover):
    """Never takes the focus; only the line for what is read on a scan does, when it is clicked or typed into.

    Signals: `fill_asked`, `attach_asked`, `change_asked` (another field), `read(text)` while the line is typed in,
    `left` when the reader leaves that line with Esc.
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
        self._fill = self._button(tr("Attach and fill"), ButtonKind.PRIMARY, "Ctrl+E")
        self._attach = self._button(tr("Attach only"), ButtonKind.OUTLINED, "Ctrl+Shift+E")
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
        head = row(self._to, self._icon, self._field, self._record, None, self._change, spacing=6)
        figure = row(self._value, self._unit, None)
        self.body.addLayout(head)
        self.body.addLayout(figure)
        self.body.addWidget(self.line)
        self.body.addWidget(self._note)
        self.body.addWidget(self._effect)
        self.body.addLayout(row(self._fill, self._attach, None))

    def show_proposal(self, target: Target | None, proposal: Proposal, *, typing: bool) -> None:
        """`typing` shows the line for what is read: an area without text, or a text that is no value."""
        tr = self._context.tr
        self._to.setText(tr("Attach to") if target else tr("No field is chosen yet"))
        self._icon.setVisible(target is not None)
        self._field.setText(tr(target.label) if target else "")
        self._record.setText(f"· {tr(target.record_name)}" if target else "")
        self._change.setText(tr("Change") if target else tr("Choose"))
        self._value.setText(proposal.shown)
        self._unit.setText(proposal.unit)
        for widget in (self._value, self._unit):
            widget.setVisible(bool(proposal.shown))
        self.line.setVisible(typing)
        self._note.setText(proposal.note)
        set_tone(self._note, "high" if proposal.doubt else "evid")
        self._note.setVisible(bool(proposal.note))
        self._effect.setText(proposal.effect)
        self._effect.setVisible(bool(proposal.effect))
        self._fill.setText(self._primary(target, proposal))
        self._fill.setEnabled(target is None or proposal.value is not None)
        self._attach.setVisible(target is not None)
        self.setAccessibleDescription(
            f"{proposal.shown} {proposal.unit} {proposal.note} {proposal.effect}".strip()
        )

    def _primary(self, target: Target | None, proposal: Proposal) -> str:
        tr = self._context.tr
        if target is None:
            return tr("Choose a field")
        if proposal.value is not None and not proposal.fill:
            return tr("Add second source")
        return tr("Attach and fill")

    def set_room(self, width: int) -> None:
        """As wide as the pop-over should be, or as there is room."""
        self.set_width(min(self._context.theme.tokens.size.popover, width - 2 * SHADOW + 20))

    def type(self, text: str) -> None:
        """A character typed on the page goes to the line."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        if text:
            self.line.insert(text)
            self.read.emit(self.line.text())

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if (
            watched is self.line
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.left.emit()
            return True
        return False
