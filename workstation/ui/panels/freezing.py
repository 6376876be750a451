"""A lot that is only read, as known on a day or because another program writes: its editors are readable and focusable, not to be
typed into, and what would write is disabled and says why."""

from PySide6.QtWidgets import QTextEdit, QWidget

from workstation.ui.forms.editors import ChoiceEditor, LineEditor, ProseEditor, hold
from workstation.ui.forms.form import RecordForm
from workstation.ui.widgets.buttons import Button


def hold_writing(panel: QWidget, why: str) -> None:
    """The buttons of a panel that change what is stored."""
    for button in panel.findChildren(Button):
        if button.writes:
            button.hold(why)


def freeze(panel: QWidget, *, why: str) -> None:
    """Every editor of a panel but those that only choose what is shown (their property `reads`), the lines of forms that are
    still to come, and the buttons that write, which say `why`; "" lets go of all."""
    frozen = bool(why)
    hold_writing(panel, why)
    for form in panel.findChildren(RecordForm):
        form.set_frozen(frozen)
    for kind in (LineEditor, ProseEditor, QTextEdit, ChoiceEditor):
        for editor in panel.findChildren(kind):
            if not editor.property("reads"):
                hold(editor, held=frozen)
