"""All keys, from the table of actions."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from workstation.ui.actions import ACTIONS, KEY_HELP
from workstation.ui.context import UiContext
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.keys import KeyCap
from workstation.ui.widgets.values import KeyHint


class KeysSheet(TitledSheet):
    def __init__(self, context: UiContext, host: QWidget) -> None:
        super().__init__(context, host, context.tr("All keys"), QSize(820, 660))
        inner = QWidget()
        columns = QHBoxLayout(inner)
        columns.setContentsMargins(0, 0, 12, 0)
        columns.setSpacing(32)
        for sections in _halves(_sections(context)):
            columns.addLayout(self._column(sections), 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName(context.tr("All keys"))
        self.content.addWidget(scroll)

    def _column(self, sections: list[tuple[str, list[KeyHint]]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        line = 0
        for title, hints in sections:
            heading = Label(self.context, title, weight=600, tone="ink2")
            heading.setContentsMargins(0, 8 if line else 0, 0, 2)
            grid.addWidget(heading, line, 0, 1, 2)
            for place, hint in enumerate(hints, line + 1):
                cap = KeyCap(self.context, KeyHint(hint.key, ""))
                grid.addWidget(cap, place, 0, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(Label(self.context, hint.word, wrap=True), place, 1)
            line += len(hints) + 1
        grid.setRowStretch(line, 1)
        grid.setColumnStretch(1, 1)
        return grid


def _sections(context: UiContext) -> list[tuple[str, list[KeyHint]]]:
    tr = context.tr
    found: dict[str, list[KeyHint]] = {}
    for action in ACTIONS:
        if action.shortcuts and action.listed:
            hint = KeyHint(" / ".join(action.shortcuts), tr(action.text))
            found.setdefault(tr(action.menu.value), []).append(hint)
    for entry in KEY_HELP:
        found.setdefault(tr(entry.part), []).append(KeyHint(entry.key, tr(entry.text)))
    return list(found.items())


def _halves(sections: list[tuple[str, list[KeyHint]]]) -> list[list[tuple[str, list[KeyHint]]]]:
    """Two columns of about the same length, sections kept whole."""
    half = sum(len(hints) + 1 for _, hints in sections) / 2
    left: list[tuple[str, list[KeyHint]]] = []
    used = 0
    for section in sections:
        if used >= half:
            break
        left.append(section)
        used += len(section[1]) + 1
    return [left, sections[len(left) :]]
