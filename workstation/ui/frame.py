"""The frame of the window: top bar, sidebar, what is worked on, bottom strip. Built anew for a language or a theme."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.ports.preferences import RecentWorkspace
from workstation.domain.checklists.answers import Severity
from workstation.domain.errors import UserError
from workstation.language.translator import Language
from workstation.ui.context import UiContext
from workstation.ui.lot_words import LotWords
from workstation.ui.menus import fill_menu
from workstation.ui.panels.freezing import hold_writing
from workstation.ui.panels.lot_frame import LotFrame
from workstation.ui.panels.lots import LotsPanel
from workstation.ui.panels.value_words import split_sentence
from workstation.ui.sidebar import Sidebar
from workstation.ui.widgets.banner import Banner, BannerPlace
from workstation.ui.widgets.base import surface
from workstation.ui.widgets.buttons import Button, ButtonKind, IconButton
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.strip import BottomStrip
from workstation.ui.widgets.topbar import JobsButton, SearchButton, TopBar
from workstation.ui.widgets.values import BannerAction, BannerText, JobView, TabItem

if TYPE_CHECKING:
    from workstation.ui.desk import Desk
    from workstation.ui.panels.parties import PartiesPanel
    from workstation.ui.panels.welcome import WelcomePanel

RAIL_BELOW = 1280  # px; look.md 5
# px; inside a lot the record and a readable page stand side by side, and the lots in work are one key away
RAIL_IN_LOT_BELOW = 1440


class Frame(QWidget):
    """Signals: `language_chosen(Language value)`, `theme_toggled`, `remedy_chosen(key)` from a banner, and from the
    welcome panel `action_chosen(action id)` and `recent_chosen(Path)`."""

    language_chosen = Signal(str)
    theme_toggled = Signal()
    remedy_chosen = Signal(str)
    action_chosen = Signal(str)
    recent_chosen = Signal(object)

    def __init__(self, context: UiContext, actions: Mapping[str, QAction], words: LotWords) -> None:
        super().__init__()
        self._context = context
        surface(self, "canvas")
        self.menu, self.workspace_menu, self.watch_menu = QMenu(self), QMenu(self), QMenu(self)
        fill_menu(self.menu, context, actions)
        self.top = self._make_top(actions)
        self.sidebar = Sidebar(context, words)
        self.welcome: WelcomePanel | None = None
        self.parties: PartiesPanel | None = None
        self._blank = QWidget()
        self.lots = LotsPanel(context, words)
        self.lot = LotFrame(context, words)
        self.strip = BottomStrip(context)
        self.banner = Banner(context)
        self.copy_banner = Banner(context)  # apart: it stays until a copy succeeds
        self.banner.chosen.connect(self.remedy_chosen)
        self.copy_banner.chosen.connect(self.remedy_chosen)
        self.lot.banner.chosen.connect(self.remedy_chosen)
        self.stack = QStackedWidget()
        for part in (self._blank, self.lots, self.lot):
            self.stack.addWidget(part)
        self.stack.currentChanged.connect(lambda _: self._fit_sidebar())
        content = QVBoxLayout()
        content.setSpacing(0)
        content.addWidget(BannerPlace(self.copy_banner, self.stack, self))
        content.addWidget(BannerPlace(self.banner, self.stack, self))
        content.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.sidebar)
        middle.addLayout(content, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top)
        layout.addLayout(middle, 1)
        layout.addWidget(self.strip)

    def _make_top(self, actions: Mapping[str, QAction]) -> TopBar:
        context, tr = self._context, self._context.tr
        self.menu_button = IconButton(context, "menu", tr("Menu"), key="Alt")
        self.menu_button.clicked.connect(lambda: drop_menu(self.menu, self.menu_button))
        self.workspace_button = Button(context, tr("No workspace"), kind=ButtonKind.QUIET, chevron=True)
        self.workspace_button.clicked.connect(lambda: drop_menu(self.workspace_menu, self.workspace_button))
        self.lot_button = Button(context, tr("Lot"), icon="plus", name=_hint(actions["lot.new"]))
        self.lot_button.clicked.connect(actions["lot.new"].trigger)
        self.import_button = Button(context, tr("Import"), icon="import", name=_hint(actions["import.files"]))
        self.import_button.clicked.connect(actions["import.files"].trigger)
        self.jobs_button = JobsButton(context)
        self.watch_button = IconButton(context, "eye", "")
        self.watch_button.hide()
        self.watch_button.clicked.connect(lambda: drop_menu(self.watch_menu, self.watch_button))
        self.watch_menu.setFont(context.theme.font())
        self.watch_menu.addActions([actions["import.watch"], actions["import.unwatch"]])
        self.languages = SegmentedControl(
            context,
            tr("Language"),
            [TabItem(Language.CHINESE.value, "中文"), TabItem(Language.ENGLISH.value, "English")],
        )
        self.languages.set_current(tr.language.value)
        self.languages.chosen.connect(self.language_chosen)
        dark = context.theme.dark
        name = tr("Light theme") if dark else tr("Dark theme")
        self.theme_button = IconButton(context, "sun" if dark else "moon", name)
        self.theme_button.clicked.connect(self.theme_toggled)
        left = (self.menu_button, self.workspace_button, self.lot_button, self.import_button)
        self.search_button = SearchButton(context)
        self.search_button.clicked.connect(actions["go.search"].trigger)
        self.search_button.setEnabled(actions["go.search"].isEnabled())
        actions["go.search"].enabledChanged.connect(self.search_button.setEnabled)
        right = (self.jobs_button, self.watch_button, self.languages, self.theme_button)
        return TopBar(context, left, self.search_button, right)

    def show_welcome(self, workspace: str, recent: Sequence[RecentWorkspace], *, sample: bool) -> None:
        """The first panel: with the name of an empty workspace, or "" while none is open."""
        if self.welcome is None:
            from workstation.ui.panels.welcome import WelcomePanel  # noqa: PLC0415 - most starts open a workspace

            self.welcome = WelcomePanel(self._context)
            self.welcome.chosen.connect(self.action_chosen)
            self.welcome.recent_chosen.connect(self.recent_chosen)
            self.stack.addWidget(self.welcome)
            self.welcome.zone.setFocus()
        self.welcome.show_workspace(workspace)
        self.welcome.show_recent(recent)
        self.welcome.show_sample(there=sample)
        self.stack.setCurrentWidget(self.welcome)

    def show_parties(self, desk: "Desk") -> "PartiesPanel":
        """The parties of the desk's workspace; the panel is made when it is first asked for."""
        if self.parties is None:
            from workstation.ui.panels.parties import PartiesPanel  # noqa: PLC0415 - most starts go to a lot

            self.parties = PartiesPanel(desk)
            self.stack.addWidget(self.parties)
        self.stack.setCurrentWidget(self.parties)
        self.parties.read()
        self.parties.table.setFocus()
        self.sidebar.show_parties()
        self.strip.show_keys(self.parties.key_hints)
        return self.parties

    def drop_parties(self) -> None:
        """Another workspace has other parties."""
        if self.parties is not None:
            self.stack.removeWidget(self.parties)
            self.parties.deleteLater()
            self.parties = None

    def show_workspace(self, name: str, where: str = "") -> None:
        """Its name; where it lies is said by the tool tip."""
        self.workspace_button.setText(name or self._context.tr("No workspace"))
        self.workspace_button.setToolTip(where)
        self.top.place()

    def hold_writing(self, why: str) -> None:
        """What makes lots and takes files in is disabled and says why; "" lets go of it."""
        for button in (self.lot_button, self.import_button):
            button.hold(why)
        hold_writing(self.lots, why)

    def show_watched(self, folder: str) -> None:
        """A sign that new files of `folder` are told of, with the way to end it; "" for none."""
        said = self._context.tr("Watching {folder}", folder=folder) if folder else ""
        self.watch_button.set_name(said)
        self.watch_button.setVisible(bool(folder))
        self.top.place()

    def show_jobs(self, jobs: Sequence[JobView]) -> None:
        self.strip.show_jobs(jobs)
        self.jobs_button.show_count(sum(not job.progress.failed for job in jobs))
        self.top.place()

    def show_problem(self, error: UserError, actions: Sequence[BannerAction] = ()) -> None:
        """What is wrong in 600, what to do about it in 400: the first sentence and the rest."""
        what, why = split_sentence(self._context.tr.error(error))
        banner = self.lot.banner if self.stack.currentWidget() is self.lot else self.banner
        banner.show_banner(BannerText(Severity.HIGH, what, why, can_close=True), actions)

    def show_offer(self, text: BannerText, actions: Sequence[BannerAction]) -> None:
        """Something to decide on about the workspace: above all panels, whatever is opened or left, until `hide_offer`."""
        self.banner.show_banner(text, actions)

    def hide_offer(self) -> None:
        """The offer was decided on, or is none any more."""
        self.banner.withdraw()

    def show_notice(self, text: BannerText, actions: Sequence[BannerAction]) -> None:
        """Something that happened and what can be done about it, where the reader is."""
        banner = self.lot.banner if self.stack.currentWidget() is self.lot else self.banner
        banner.show_banner(text, actions)

    def show_bug(self, kind: str, place: str, log_file: str) -> None:
        """A mistake of the program: nothing is lost, and where to find what a report needs."""
        tr = self._context.tr
        what = tr("A mistake of the program. Nothing is lost: what was kept stays kept.")
        why = tr("{kind} at {place}. Details are in {file}.", kind=kind, place=place, file=log_file)
        banner = self.lot.banner if self.stack.currentWidget() is self.lot else self.banner
        banner.show_banner(BannerText(Severity.KILL, what, why, can_close=True))

    def hide_problem(self) -> bool:
        """Whether there was a banner to take away. What must be decided on stays."""
        shown = [
            banner for banner in (self.banner, self.lot.banner) if banner.isVisible() and banner.can_close
        ]
        for banner in shown:
            banner.dismiss()
        return bool(shown)

    def walk_panes(self, step: int) -> None:
        """F6: record, viewer, sidebar, and around."""
        panes = [pane for pane in self._panes() if pane.isVisibleTo(self)]
        focus = QApplication.focusWidget()
        here = next(
            (
                place
                for place, pane in enumerate(panes)
                if focus and (pane is focus or pane.isAncestorOf(focus))
            ),
            -1,
        )
        pane = panes[(here + step) % len(panes)]
        _focus_into(pane)

    def _panes(self) -> list[QWidget]:
        if self.stack.currentWidget() is self.lot:
            return [*self.lot.panes(), self.sidebar]
        current = self.stack.currentWidget()
        return [current, self.sidebar] if current else [self.sidebar]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_sidebar()

    def _fit_sidebar(self) -> None:
        inside = self.stack.currentWidget() is self.lot
        self.sidebar.set_rail(rail=self.width() < (RAIL_IN_LOT_BELOW if inside else RAIL_BELOW))

    def minimumSizeHint(self) -> QSize:
        return QSize(900, 560)


def _hint(action: QAction) -> str:
    return f"{action.text().rstrip(' …')}  {action.shortcut().toString()}".strip()


def drop_menu(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _focus_into(pane: QWidget) -> None:
    """The part of a pane that had the focus last, else its first part that takes it."""
    target = pane.focusWidget() or next(
        (
            child
            for child in pane.findChildren(QWidget)
            if child.focusPolicy() & child.focusPolicy().TabFocus and child.isVisible()
        ),
        pane,
    )
    target.setFocus()
