"""Menus and shortcuts from the table of actions."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from workstation.application.ports.preferences import RecentWorkspace
from workstation.ui.actions import ACTIONS, ActionSpec, Menu, Need
from workstation.ui.context import UiContext

if TYPE_CHECKING:
    from workstation.ui.workbench import Workbench

MOST_RECENT = 6


def make_actions(bench: "Workbench", owner: QWidget) -> dict[str, QAction]:
    """One QAction for each line of the table, bound to `owner`; they go when it goes."""
    actions = {spec.id: _action(bench, spec, owner) for spec in ACTIONS}
    owner.addActions(list(actions.values()))
    return actions


def _action(bench: "Workbench", spec: ActionSpec, owner: QObject) -> QAction:
    context = bench.context
    action = QAction(context.tr(spec.text), owner)
    action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
    action.triggered.connect(lambda: spec.run(bench))
    return action


def enable(actions: Mapping[str, QAction], there: frozenset[Need]) -> None:
    for spec in ACTIONS:
        actions[spec.id].setEnabled(spec.need in there)


def fill_menu(menu: QMenu, context: UiContext, actions: Mapping[str, QAction]) -> None:
    """The menu behind ≡: one submenu for each group of the table."""
    menu.setFont(context.theme.font())
    for group in Menu:
        part = menu.addMenu(context.tr(group.value))
        part.setFont(context.theme.font())
        for spec in ACTIONS:
            if spec.menu is group and spec.listed:
                part.addAction(actions[spec.id])
    menu.aboutToShow.connect(lambda: draw_icons(context, actions))


def draw_icons(context: UiContext, actions: Mapping[str, QAction]) -> None:
    """When a menu opens first: drawing them all would hold up the start."""
    colours = context.theme.colours
    for spec in ACTIONS:
        if spec.icon and actions[spec.id].icon().isNull():
            actions[spec.id].setIcon(context.icons.icon(spec.icon, colours.ink2, colours.disabled))


def fill_workspace_menu(
    menu: QMenu,
    context: UiContext,
    actions: Mapping[str, QAction],
    recent: Sequence[RecentWorkspace],
    open_: Callable[[Path], None],
) -> None:
    """Behind the workspace's name: the others, and what can be done with workspaces."""
    menu.clear()
    draw_icons(context, actions)
    menu.setFont(context.theme.font())
    menu.setToolTipsVisible(True)
    for entry in recent[:MOST_RECENT]:
        action = menu.addAction(entry.path.name.removesuffix(".workspace"))
        action.setToolTip(str(entry.path))
        action.triggered.connect(lambda _=False, path=entry.path: open_(path))
    if recent:
        menu.addSeparator()
    for spec in ACTIONS:
        if spec.menu is Menu.WORKSPACE and spec.id != "quit":
            menu.addAction(actions[spec.id])
