"""An open lot: title, figures, tabs over the full width, then record | viewer with a movable split."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.overview import LotRow
from workstation.application.records import FieldRef
from workstation.domain.checklists.answers import Severity
from workstation.domain.lots import Stage
from workstation.domain.record import LotRecord
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.lot_words import LotWords
from workstation.ui.panels import lot_tabs
from workstation.ui.panels.freezing import freeze
from workstation.ui.panels.lot_figures import closing, figures
from workstation.ui.panels.lot_tabs import TABS, Tab, tab_items
from workstation.ui.passages import PassageDrops
from workstation.ui.widgets.banner import Banner, BannerPlace
from workstation.ui.widgets.base import ElidedLabel, Label, row, surface
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.figures import KeyFigureStrip
from workstation.ui.widgets.segments import Tabs
from workstation.ui.widgets.values import BannerAction, BannerText, KeyFigure, KeyHint

if TYPE_CHECKING:
    from workstation.application.pricing import FirstBid
    from workstation.application.services import Services

SPLIT = (44, 56)  # with a readable page in the smallest common window
SECOND, MINUTE = 1000, 60_000  # ms
AHEAD = 150  # ms between two panels that are made ahead
NARROW = 1100  # px of the window under which the viewer is a toggle


class RecordStack(QStackedWidget):
    """As wide as the panel that is shown wants to be: a wide one elsewhere must not take room from the page."""

    def sizeHint(self) -> QSize:
        current = self.currentWidget()
        return current.sizeHint() if current is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        current = self.currentWidget()
        return current.minimumSizeHint() if current is not None else super().minimumSizeHint()


class LotFrame(QWidget):
    """Signals: `tab_shown(key)`; `export_asked` from the title line."""

    tab_shown = Signal(str)
    export_asked = Signal()

    def __init__(self, context: UiContext, words: LotWords) -> None:
        super().__init__()
        self._context = context
        self._words = words
        self._desk: Desk | None = None
        self._row: LotRow | None = None
        self._record: LotRecord | None = None
        self._first: FirstBid | None = None
        self._figures: list[KeyFigure] = []
        self._panels: dict[str, QWidget] = {}
        self._viewer: QWidget | None = None
        self.viewers: dict[str, bool] = {}  # whether the page is shown, by tab, where a person chose
        surface(self, "canvas")
        self.figures = KeyFigureStrip(context)
        self.figures.chosen.connect(self._open_figure)
        self.tabs = Tabs(context, context.tr("Parts of the lot"), tab_items(context.tr, None))
        self.tabs.chosen.connect(self.show_tab)
        self.banner = Banner(context)
        self.past = Banner(context)
        self.past.chosen.connect(lambda _: self._desk.look_back(None) if self._desk else None)
        self._frozen: set[str] = set()
        self.records = RecordStack()
        self._drops = PassageDrops(self.records)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.records)
        self.split.splitterMoved.connect(self._remember_split)
        kept = context.arranged.splits.get("lot", ())
        self._shares = (kept[0], kept[1]) if len(kept) == len(SPLIT) and min(kept) > 0 else SPLIT
        self._build()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        # Panels are made one by one while nobody waits for them: a first look at a tab then takes no longer than others
        self._ahead = QTimer(self)
        self._ahead.setInterval(AHEAD)
        self._ahead.timeout.connect(self._make_one_ahead)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title_line())
        layout.addWidget(self.figures)
        layout.addWidget(self.tabs)
        layout.addWidget(BannerPlace(self.banner, self.split, self))
        layout.addWidget(self.past)
        layout.addWidget(self.split, 1)

    def _title_line(self) -> QWidget:
        context, theme = self._context, self._context.theme
        line = QWidget()
        line.setFixedHeight(theme.tokens.size.lot_title)
        self._number = Label(context, tone="ink2")
        self._name = ElidedLabel(context, px=theme.tokens.type.title, weight=600)
        self._stage = Button(context, "", chevron=True, name=context.tr("Stage"))
        self._stage.clicked.connect(self._drop_stages)
        self._about = ElidedLabel(context, tone="ink2")
        self._export = Button(context, context.tr("Export memo"), icon="export")
        self._export.clicked.connect(self.export_asked)
        inset = theme.tokens.space.page_inset
        box = row(
            self._number,
            self._name,
            self._stage,
            self._about,
            None,
            self._export,
            margins=(inset, 6, inset, 0),
        )
        line.setLayout(box)
        return line

    # the lot

    def attach(self, desk: Desk) -> None:
        """The desk of the workspace that was opened; panels and viewer are made when a lot is first shown."""
        self._desk = desk
        desk.in_sight = self._is_shown
        desk.record_changed.connect(self.show_record)
        desk.field_focus_requested.connect(self.show_field)
        desk.place_requested.connect(self._place_requested)
        desk.page_requested.connect(self._page_requested)
        self._drops.dropped.connect(desk.fill_requested)
        desk.passage_requested.connect(self._passage_requested)
        desk.history_requested.connect(self._history_requested)
        desk.part_requested.connect(self.show_tab)

    def show_record(self, record: LotRecord) -> None:
        desk = self._desk
        if desk is None or desk.row is None:
            return
        self._record, self._row = record, desk.row
        lot = record.lot
        self._number.setText(lot.number or "")
        self._number.setVisible(bool(lot.number))
        self._name.setText(lot.name)
        self._stage.setText(self._context.choice_word(lot.stage))
        for button in (self._stage, self._export):
            button.hold(desk.why_only_read)
        self._about.setText(lot_tabs.about(self._context, self._row, self._demo_date(desk)))
        self.tabs.set_items(tab_items(self._context.tr, record, self._row))
        self._show_past(desk)
        self._show_figures()
        if self._row.run is None:
            services = desk.services
            desk.read(
                lambda: _first_bid(services, record), self._show_first_bid, to=self, replaces="first bid"
            )
        panel = self.records.currentWidget()
        if panel is None:
            self.show_tab(self.tabs.current())
            desk.read(lot_tabs.load_panels, lambda _: self._ahead.start(), to=self)
        else:
            panel.show_record(record)  # type: ignore[attr-defined] # every panel of a lot has it
            self._freeze(self.tab, panel, desk.why_only_read)

    def _demo_date(self, desk: Desk) -> str:
        """The sample's date stands still: it is said where the lot is, the sidebar may have no room for it."""
        if not desk.services.stands_still:
            return ""
        return self._context.tr("Demo date {day}", day=f"{desk.services.clock():%Y-%m-%d}")

    def _show_past(self, desk: Desk) -> None:
        """The banner over a lot that is shown as it was known on a day."""
        moment, tr = desk.as_of, self._context.tr
        if moment is None:
            self.past.hide()
        else:
            what = tr("As known on {moment}", moment=f"{moment:%Y-%m-%d %H:%M}")
            text = BannerText(Severity.MEDIUM, what, tr("All parts of the lot, to read only."))
            self.past.show_banner(text, [BannerAction("now", tr("Back to now"))])

    def _freeze(self, key: str, panel: QWidget, why: str) -> None:
        if why or key in self._frozen:
            freeze(panel, why=why)
            (self._frozen.add if why else self._frozen.discard)(key)

    def _history_requested(self, ref: FieldRef) -> None:
        self.show_tab("history")
        panel = self._panels.get("history")
        if panel is not None:
            panel.show_history_of(ref)  # type: ignore[attr-defined] # the History panel has it

    def leave(self) -> None:
        """The lot was closed: nothing ticks."""
        self._clock.stop()
        self._ahead.stop()
        self._record, self._first = None, None
        self.banner.hide()
        self.past.hide()

    def _show_figures(self) -> None:
        if self._row is not None and self._record is not None:
            self._figures = figures(self._context, self._words, self._row, self._record, self._first)
            self._tick()

    def _show_first_bid(self, first: "FirstBid") -> None:
        """What the lot would be worth as it stands, while no run is frozen."""
        self._first = first
        self._show_figures()

    def _tick(self) -> None:
        """The clock alone goes on: every second in the last day, else every minute."""
        if self._row is None:
            return
        self._figures[0] = closing(self._context, self._words, self._row)
        self.figures.show_figures(self._figures)
        self._clock.start(SECOND if self._words.counts_seconds(self._row) else MINUTE)

    @property
    def row(self) -> LotRow | None:
        """The open lot on one line, as the list shows it."""
        return self._row

    # tabs

    @property
    def tab(self) -> str:
        return self.tabs.current()

    def show_tab(self, key: str) -> None:
        desk = self._desk
        if desk is None or self._record is None:
            self.tabs.set_current(key)
            return
        self.tabs.set_current(key)
        tab = next(tab for tab in TABS if tab.key == key)
        panel = self._made(tab, desk)
        self.records.setCurrentWidget(panel)
        panel.show_record(self._record)  # type: ignore[attr-defined] # every panel of a lot has it
        self._freeze(key, panel, desk.why_only_read)
        self._set_viewer(visible=self.viewers.get(key, tab.with_viewer and self.window().width() >= NARROW))
        target = desk.target
        elsewhere = target is not None and lot_tabs.tab_of(target.ref.entity) != key
        if target is not None and elsewhere and not tab.keeps_target and not self._is_shown(target.ref):
            desk.set_target(None)
        self.tab_shown.emit(key)

    def _is_shown(self, ref: FieldRef) -> bool:
        """Whether a person sees the row of a field: the panel that is shown says so, an event of a collateral stands there too;
        one that shows all of its rows at once is asked by its tab."""
        shows = getattr(self.records.currentWidget(), "shows_row_of", None)
        return bool(shows(ref)) if callable(shows) else lot_tabs.tab_of(ref.entity) == self.tab

    def _made(self, tab: Tab, desk: Desk) -> QWidget:
        if tab.key not in self._panels:
            self._panels[tab.key] = tab.make(desk)
            self.records.addWidget(self._panels[tab.key])
        return self._panels[tab.key]

    def _make_one_ahead(self) -> None:
        missing = next((tab for tab in TABS if tab.key not in self._panels), None)
        if missing is None or self._desk is None:
            self._ahead.stop()
        else:
            self._made(missing, self._desk)

    @property
    def key_hints(self) -> list[KeyHint]:
        """The keys of the shown panel: its own, and those that work in every part of a lot."""
        tr = self._context.tr
        own = getattr(
            self.records.currentWidget(), "key_hints", [KeyHint("Ctrl+E", tr("attach what you selected"))]
        )
        return [*own, KeyHint("F9", tr("value")), KeyHint("F8", tr("page")), KeyHint("F6", tr("next pane"))]

    def lead_to_export(self) -> None:
        """To what is checked before the memo goes out, with the button under the next key; from there, to its file."""
        before = self.records.currentWidget()
        self.show_tab("memo")
        panel = self.records.currentWidget()
        lead = getattr(panel, "lead_to_export", None)
        if lead is not None:
            lead(at_once=panel is before)

    def show_tab_at(self, place: int) -> None:
        if place < len(TABS):
            self.show_tab(TABS[place].key)

    def walk_tabs(self, step: int) -> None:
        keys = [tab.key for tab in TABS]
        self.show_tab(keys[(keys.index(self.tab) + step) % len(keys)])

    def show_field(self, ref: FieldRef) -> None:
        """Brings the panel of a field forward, unless it stands in the one that is shown; the panel focuses the field itself."""
        if self.records.currentWidget() is not None and self._is_shown(ref):
            return
        key = lot_tabs.tab_of(ref.entity)
        made = key in self._panels
        if key and key != self.tab:
            self.show_tab(key)
        if key and not made and self._desk is not None:
            desk = self._desk  # a panel that was made just now did not hear the request
            QTimer.singleShot(0, self, lambda: desk.field_focus_requested.emit(ref))

    def _open_figure(self, key: str) -> None:
        self.show_tab(lot_tabs.TAB_OF_FIGURE[key])

    # the viewer

    @property
    def viewer(self) -> QWidget | None:
        return self._viewer

    def page_place(self) -> object:
        """Which page the viewer shows, in its own terms; None without one."""
        place = getattr(self._viewer, "place", None)
        return place() if callable(place) else None

    def open_again(self) -> None:
        """A file that could not be shown may be there again."""
        viewer: Any = self._viewer
        if viewer is not None and viewer.version and self.page_place() is None:
            viewer.show_page(viewer.version)

    def page_shown(self) -> tuple[str, int] | None:
        """The version and the page (0-based) that the viewer shows."""
        spot: Any = self.page_place()
        return (spot.version, spot.page) if spot is not None else None

    def restore_page(self, place: object) -> None:
        restore = getattr(self._viewer, "restore", None)
        if place is not None and callable(restore):
            restore(place)

    def toggle_viewer(self) -> None:
        shown = self._viewer is not None and self._viewer.isVisible()
        self.viewers[self.tab] = not shown
        self._set_viewer(visible=not shown)

    def _place_requested(self, place: object) -> None:
        desk = self._desk
        if desk is not None and self._need_viewer():
            QTimer.singleShot(0, self, lambda: desk.place_requested.emit(place))

    def _page_requested(self, version: str, page: int) -> None:
        desk = self._desk
        if desk is not None and self._need_viewer():
            QTimer.singleShot(0, self, lambda: desk.page_requested.emit(version, page))

    def _passage_requested(self, passage: object) -> None:
        desk = self._desk
        if desk is not None and self._need_viewer():
            QTimer.singleShot(0, self, lambda: desk.passage_requested.emit(passage))

    def _need_viewer(self) -> bool:
        """Whether it was made just now, and so did not hear the request."""
        made = self._viewer is None
        self.viewers[self.tab] = True
        self._set_viewer(visible=True)
        return made

    def _set_viewer(self, *, visible: bool) -> None:
        # Asked before it is added: a splitter shows what it gets
        comes = visible and (self._viewer is None or not self._viewer.isVisible())
        if visible and self._viewer is None and self._desk is not None:
            self._viewer = lot_tabs.make_viewer(self._desk)
            self.split.addWidget(self._viewer)
        if self._viewer is not None:
            self._viewer.setVisible(visible)
            if comes:
                # Shares: Qt fits them to the width
                self.split.setSizes([part * 100 for part in self._shares])

    def _remember_split(self) -> None:
        """A split that a person moved stays where it is on every tab."""
        record, page = self.split.sizes()[:2]
        if record + page:
            share = round(100 * record / (record + page))
            self._shares = (share, 100 - share)
            self._context.arranged.keep_split("lot", self._shares)

    def panes(self) -> list[QWidget]:
        """What F6 walks: the record, then the viewer."""
        return [self.records, *([self._viewer] if self._viewer is not None else [])]

    def _drop_stages(self) -> None:
        desk, record = self._desk, self._record
        if desk is None or record is None:
            return
        menu = QMenu(self)
        menu.setFont(self._context.theme.font())
        for stage in Stage:
            menu.addAction(self._context.choice_word(stage)).setData(stage.value)
        lot = record.lot.id
        menu.triggered.connect(lambda action: desk.move_stage(lot, Stage(action.data())))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._stage.mapToGlobal(self._stage.rect().bottomLeft()))


def _first_bid(services: "Services", record: LotRecord) -> "FirstBid":
    from workstation.application.pricing import FirstBid, first_bid  # noqa: PLC0415 - the engine is off the start-up path

    return first_bid(services, record) or FirstBid(None, None, is_priced=False)
