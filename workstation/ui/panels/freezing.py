"""Editors of a lot that is only read, as known on a day or because another program writes: readable, focusable, not to be typed
into."""

from PySide6.QtWidgets import QTextEdit, QWidget

from workstation.ui.forms.editors import ChoiceEditor, LineEditor, ProseEditor, hold
from workstation.ui.forms.form import RecordForm


def freeze(panel: QWidget, *, frozen: bool) -> None:
    """Every editor of a panel but those that only choose what is shown (their property `reads`), and the lines of forms that are
    still to come."""
    for form in panel.findChildren(RecordForm):
        form.set_frozen(frozen)
    for kind in (LineEditor, ProseEditor, QTextEdit, ChoiceEditor):
        for editor in panel.findChildren(kind):
            if not editor.property("reads"):
                hold(editor, held=frozen)
