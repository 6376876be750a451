"""The first panel: one drop zone, three ways in, the sample, recent workspaces, the line from page to bid."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workstation.application.ports.preferences import RecentWorkspace
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import ElidedLabel, Label, Rule, column, row, surface
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.keys import KeyCap
from workstation.ui.widgets.strip import IconLabel
from workstation.ui.widgets.values import KeyHint

SIDE = 330
WIDEST = 1120


class WelcomePanel(QWidget):
    """Signals: `chosen(action id)` for what the buttons do, `recent_chosen(Path)`."""

    chosen = Signal(str)
    recent_chosen = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        surface(self, "canvas")
        tr, theme = context.tr, context.theme
        self._title = Label(context, tr("No lots yet"), px=theme.tokens.type.page, weight=600)
        self._said = Label(
            context,
            tr(
                "One lot takes about a minute: the notice becomes a record, and every field shows where it was found."
            ),
            tone="ink2",
            wrap=True,
        )
        self.zone = DropZone(context)
        self.zone.chosen.connect(self.chosen)
        left = column(self._title, self._said, 8, self.zone, 24, LineToBid(context), None, spacing=4)
        right = column(self._sample(), 20, self._recents_box(), 20, self._keys(), None, spacing=4)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        box = QHBoxLayout(inner)
        box.setContentsMargins(48, 48, 48, 24)
        box.setSpacing(48)
        box.addLayout(left, 1)
        side = QWidget()
        side.setFixedWidth(SIDE)
        side.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        box.addWidget(side)
        self._lay_out(inner)
        self.show_recent(())

    def _lay_out(self, inner: QWidget) -> None:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        surface(holder, "canvas")
        holder.setLayout(row(None, inner, None, spacing=0))
        layout = holder.layout()
        if isinstance(layout, QHBoxLayout):
            layout.setStretch(1, 100)
        scroll.setWidget(holder)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _sample(self) -> QWidget:
        context, tr = self._context, self._context.tr
        self._sample_card = Card(context)
        button = Button(context, tr("Open the sample"), icon="play")
        button.clicked.connect(lambda: self.chosen.emit("workspace.sample"))
        text = tr("A textile plant in Shaoxing: its papers, valued, with its memo.")
        self._sample_card.setLayout(
            column(
                Label(context, tr("See it finished"), weight=600),
                Label(context, text, tone="ink2", wrap=True),
                4,
                button,
                spacing=4,
                margins=(16, 12, 16, 14),
            )
        )
        return self._sample_card

    def _recents_box(self) -> QWidget:
        context, tr = self._context, self._context.tr
        box = QWidget()
        self._recents = QVBoxLayout()
        self._recents.setSpacing(0)
        another = Button(context, tr("Open another …"), kind=ButtonKind.LINK, icon="folder")
        another.clicked.connect(lambda: self.chosen.emit("workspace.open"))
        fresh = Button(context, tr("New workspace …"), kind=ButtonKind.LINK, icon="plus")
        fresh.clicked.connect(lambda: self.chosen.emit("workspace.new"))
        layout = column(Label(context, tr("Recent workspaces"), tone="ink2"), spacing=4)
        layout.addLayout(self._recents)
        layout.addLayout(row(another, fresh, None, spacing=12))
        box.setLayout(layout)
        return box

    def _keys(self) -> QWidget:
        context, tr = self._context, self._context.tr
        box = QWidget()
        hints = (
            KeyHint("Ctrl+E", tr("attach what you selected")),
            KeyHint("F9", tr("value the lot")),
            KeyHint("Ctrl+Z", tr("undo, even after a restart")),
            KeyHint("F6", tr("next part of the window")),
            KeyHint("F1", tr("all keys")),
        )
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.addWidget(Label(context, tr("Keys worth knowing"), tone="ink2"), 0, 0, 1, 2)
        for place, hint in enumerate(hints, 1):
            grid.addWidget(KeyCap(context, KeyHint(hint.key, "")), place, 0)
            grid.addWidget(Label(context, hint.word, tone="ink2"), place, 1)
        grid.setColumnStretch(1, 1)
        return box

    def show_workspace(self, name: str) -> None:
        """The same panel, opened (no lots yet) or not opened at all (name "")."""
        tr = self._context.tr
        self._title.setText(tr("No lots yet") if name else tr("Evidence to price"))

    def show_sample(self, *, there: bool) -> None:
        self._sample_card.setVisible(there)

    def show_recent(self, recent: Sequence[RecentWorkspace]) -> None:
        while self._recents.count():
            item = self._recents.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not recent:
            none = self._context.tr("None yet. A workspace is a folder that holds your lots.")
            self._recents.addWidget(Label(self._context, none, tone="ink3", wrap=True))
        for entry in recent[:4]:
            line = RecentLine(self._context, entry)
            line.clicked.connect(lambda _=False, path=entry.path: self.recent_chosen.emit(path))
            self._recents.addWidget(line)


class DropZone(QWidget):
    """What the whole window is too: a place for files. Signal: `chosen(action id)`."""

    chosen = Signal(str)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._theme = context.theme
        tr, theme = context.tr, context.theme
        title = Label(
            context, tr("Drop a notice or a folder of scans"), px=theme.tokens.type.title, weight=600
        )
        said = Label(
            context,
            tr(
                "Saved web pages, PDF, photos, Word, sheets, slides, zip, 7z and mails. Originals are kept unchanged, on this computer only."
            ),
            tone="ink2",
            wrap=True,
        )
        for label in (title, said):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        files = Button(context, tr("Choose files …"), kind=ButtonKind.PRIMARY, key="Ctrl+O")
        files.clicked.connect(lambda: self.chosen.emit("import.files"))
        self.setFocusProxy(files)
        folder = Button(context, tr("Choose a folder …"), key="Ctrl+Shift+O")
        folder.clicked.connect(lambda: self.chosen.emit("import.folder"))
        empty = Button(context, tr("Start an empty lot"), key="Ctrl+N")
        empty.clicked.connect(lambda: self.chosen.emit("lot.new"))
        icon = IconLabel(context, "import", "accent_ink", 28)
        layout = column(spacing=10, margins=(24, 36, 24, 36))
        layout.addLayout(row(None, icon, None))
        layout.addWidget(title)
        layout.addWidget(said)
        layout.addSpacing(6)
        layout.addLayout(row(None, files, folder, empty, None))
        self.setLayout(layout)
        self.setAccessibleName(title.text())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colours.accent, 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.colours.accent_soft)
        radius = self._theme.tokens.radius.sheet
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()


class Card(QWidget):
    """A sunken box with round corners."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._theme = context.theme

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colours.sunken)
        radius = self._theme.tokens.radius.card
        painter.drawRoundedRect(self.rect(), radius, radius)
        painter.end()


class RecentLine(Button):
    """One recent workspace: its name, its folder, when it was open."""

    def __init__(self, context: UiContext, entry: RecentWorkspace) -> None:
        name = entry.path.name.removesuffix(".workspace")
        super().__init__(context, "", kind=ButtonKind.QUIET, name=f"{name}, {entry.path.parent}")
        theme = context.theme
        caption = theme.tokens.type.caption
        self.setFixedHeight(46)
        self.setMinimumWidth(200)
        self.setSizePolicy(self.sizePolicy().Policy.Expanding, self.sizePolicy().Policy.Fixed)
        where = ElidedLabel(context, _home_relative(entry.path.parent), px=caption, tone="ink2")
        when = Label(context, f"{entry.opened_at:%Y-%m-%d}", px=caption, tone="ink2")
        line = row(IconLabel(context, "archive"), spacing=10, margins=(2, 2, 2, 2))
        line.addWidget(_stacked(ElidedLabel(context, name, weight=500), where), 1)
        line.addWidget(when)
        self.setLayout(line)


def _stacked(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(first, second, spacing=0))
    holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return holder


def _home_relative(path: Path) -> str:
    home = Path.home()
    return str(path.relative_to(home)) if path.is_relative_to(home) else str(path)


class LineToBid(QWidget):
    """The line that the program walks, explained once: page, fact, check, cash flow, bid, memo."""

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        tr = context.tr
        steps = (
            ("page", tr("Paper"), tr("seller's scans, read offline")),
            ("target", tr("Fact"), tr("Ctrl+E ties it to the passage")),
            ("shield", tr("Check"), tr("87 papers to ask for")),
            ("chart", tr("Cash flow"), tr("who is paid, when")),
            ("gavel", tr("Price"), tr("highest price, and what loses")),
            ("page-blank", tr("Memo"), tr("every figure opens its page")),
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        heading = Label(context, tr("The line from page to bid"), weight=600)
        grid.addWidget(heading, 0, 0, 1, len(steps))
        for place, (icon, name, said) in enumerate(steps):
            tile, line = IconTile(context, icon), Rule(context)
            grid.addLayout(row(tile, *([line] if place < len(steps) - 1 else [None]), spacing=8), 1, place)
            grid.addWidget(Label(context, name, weight=600), 2, place)
            words = Label(context, said, px=context.theme.tokens.type.caption, tone="ink2", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, 3, place)
            grid.setColumnStretch(place, 1)
            grid.setColumnMinimumWidth(place, 84)


class IconTile(QWidget):
    """A small icon in an outlined square."""

    def __init__(self, context: UiContext, icon: str) -> None:
        super().__init__()
        self._theme = context.theme
        self._icon = icon
        self.setFixedSize(32, 32)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.line, 1))
        painter.setBrush(colours.sunken)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self._theme.paint_icon(painter, QRectF(8, 8, 16, 16), self._icon, colours.accent_ink)
        painter.end()
