"""Editors of a lot that is only read, as known on a day or because another program writes: readable, focusable, not to be typed
into."""

from PySide6.QtWidgets import QTextEdit, QWidget

from workstation.ui.forms.editors import ChoiceEditor, LineEditor, PersonalEditor, ProseEditor


def freeze(panel: QWidget, *, frozen: bool) -> None:
    """Every editor of a panel but those that only choose what is shown (their property `reads`)."""
    editors: list[LineEditor | ProseEditor | QTextEdit] = [
        *panel.findChildren(LineEditor),
        *panel.findChildren(ProseEditor),
        *panel.findChildren(QTextEdit),
    ]
    for editor in editors:
        if isinstance(editor, PersonalEditor) and not frozen:
            editor.mask_again()  # nobody types into a mask
        elif not editor.property("reads"):
            editor.setReadOnly(frozen)
    for choice in panel.findChildren(ChoiceEditor):
        if not choice.property("reads"):
            choice.setEnabled(not frozen)
