"""All keys, from the table of actions."""

from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from workstation.ui.actions import ACTIONS, KEY_HELP, Menu
from workstation.ui.context import UiContext
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.keys import KeyCap
from workstation.ui.widgets.values import KeyHint

COLUMNS = 2


class KeysSheet(TitledSheet):
    def __init__(self, context: UiContext, host: QWidget) -> None:
        super().__init__(context, host, context.tr("All keys"), QSize(820, 620))
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        for column, sections in enumerate(_halves(_sections(context))):
            self._fill(grid, column * 3, sections)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        grid.setColumnMinimumWidth(2, 24)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName(context.tr("All keys"))
        self.content.addWidget(scroll)

    def _fill(self, grid: QGridLayout, column: int, sections: list[tuple[str, list[KeyHint]]]) -> None:
        line = 0
        for title, hints in sections:
            heading = Label(self.context, title, weight=600, tone="ink2")
            heading.setContentsMargins(0, 10 if line else 0, 0, 2)
            grid.addWidget(heading, line, column, 1, 2)
            for place, hint in enumerate(hints, line + 1):
                cap = KeyCap(self.context, KeyHint(hint.key, ""))
                grid.addWidget(cap, place, column, Qt.AlignmentFlag.AlignLeft)
                grid.addWidget(Label(self.context, hint.word, wrap=True), place, column + 1)
            line += len(hints) + 1
        grid.setRowStretch(max(grid.rowCount(), line), 1)


def _sections(context: UiContext) -> list[tuple[str, list[KeyHint]]]:
    tr = context.tr
    found: list[tuple[str, list[KeyHint]]] = []
    for menu in Menu:
        hints = [
            KeyHint(" / ".join(action.shortcuts), tr(action.text))
            for action in ACTIONS
            if action.menu is menu and action.shortcuts and action.listed
        ]
        if hints:
            found.append((tr(menu.value), hints))
    for part, keys in groupby(KEY_HELP, key=lambda entry: entry.part):
        found.append((tr(part), [KeyHint(entry.key, tr(entry.text)) for entry in keys]))
    return found


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
