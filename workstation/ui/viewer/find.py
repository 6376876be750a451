"""Finding words in the document: the bar, and the pages searched on a reading thread."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workstation.application.ports.storage import Pages
from workstation.domain.pages import CONTEXT, Quote, Rect
from workstation.domain.quotes import find_quote, folded
from workstation.ui.context import UiContext
from workstation.ui.widgets.base import Label, announce, row, set_tone, surface
from workstation.ui.widgets.buttons import IconButton

_BEFORE: Final = 6  # characters before a hit in the list: the hit itself stays in sight
MOST: Final = 500  # hits that are shown; nobody walks through more


@dataclass(frozen=True, slots=True)
class Hit:
    page: int
    rects: tuple[Rect, ...]
    around: str = ""  # the words with what stands beside them


@dataclass(frozen=True, slots=True)
class Hits:
    """`unread` counts pages without text (scans): nothing can be found there."""

    found: tuple[Hit, ...] = ()
    unread: int = 0


def find_in(pages: Pages, sha256: str, count: int, words: str) -> Hits:
    """Every place of the words, page by page, in reading order."""
    found: list[Hit] = []
    unread = 0
    for index in range(count):
        stored = pages.get(sha256, index)
        if stored is None or not stored.text.text.strip():
            unread += 1
            continue
        quotes = sorted(find_quote(stored.text, words), key=lambda quote: quote.start)
        found.extend(
            Hit(index, quote.rects, _around(stored.text.text, quote)) for quote in quotes if quote.rects
        )
        if len(found) >= MOST:
            break
    return Hits(tuple(found[:MOST]), unread)


def _around(text: str, quote: Quote) -> str:
    return folded(text[max(0, quote.start - _BEFORE) : quote.end + CONTEXT])


class FindBar(QWidget):
    """Signals: `asked(words)` shortly after typing, `shown(hit index)` for the hit at hand, `found(Hits)`, `listed` asks for
    the list of all hits, `left` for Esc."""

    asked = Signal(str)
    shown = Signal(int)
    left = Signal()
    listed = Signal()
    found = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._hits = Hits()
        self._now = 0
        tr = context.tr
        surface(self, "chrome")
        self.setFixedHeight(context.theme.tokens.size.toolbar)
        self.box = QLineEdit()
        self.box.setFont(context.theme.font())
        self.box.setFixedHeight(context.theme.tokens.size.field)
        self.box.setPlaceholderText(tr("Find in the document"))
        self.box.setAccessibleName(tr("Find in the document"))
        self.box.installEventFilter(self)
        self._said = Label(context, tone="ink2")
        back = IconButton(context, "chevron-up", tr("Hit before"), key="Shift+F3")
        after = IconButton(context, "chevron-down", tr("Next hit"), key="F3")
        every = IconButton(context, "bullets", tr("List of the hits"))
        every.clicked.connect(self.listed)
        close = IconButton(context, "cross", tr("Close"), key="Esc")
        back.clicked.connect(lambda: self.step(-1))
        after.clicked.connect(lambda: self.step(1))
        close.clicked.connect(self.left)
        box = row(self.box, self._said, back, after, every, close, spacing=4, margins=(12, 0, 6, 0))
        box.setStretchFactor(self.box, 1)
        self.setLayout(box)
        self._wait = QTimer(self, singleShot=True, interval=context.theme.tokens.motion.search_debounce)
        self._wait.timeout.connect(lambda: self.asked.emit(self.words))
        self.box.textChanged.connect(self._wait.start)
        self.hide()

    @property
    def words(self) -> str:
        return self.box.text().strip()

    @property
    def hits(self) -> Hits:
        return self._hits

    def open(self) -> None:
        self.show()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def show_hits(self, hits: Hits, first: int = 0) -> None:
        """`first` is the hit to begin with: the first one at or below the page that is read."""
        self._hits, self._now = hits, first
        self.found.emit(hits)
        self._say()
        if hits.found:
            self.shown.emit(first)

    def go_to(self, place: int) -> None:
        if 0 <= place < len(self._hits.found):
            self.step(place - self._now)

    def step(self, by: int) -> None:
        if self._hits.found:
            self._now = (self._now + by) % len(self._hits.found)
            self._say()
            self.shown.emit(self._now)

    def _say(self) -> None:
        tr, count = self._context.tr, len(self._hits.found)
        if not self.words:
            text = ""
        elif count:
            text = tr("{number} of {count}", number=self._now + 1, count=count)
        elif self._hits.unread:
            text = tr("Not found; {count} pages have no text", count=self._hits.unread)
        else:
            text = tr("Not found")
        self._said.setText(text)
        set_tone(self._said, "ink2" if count or not self.words else "high")
        if text:
            announce(self, text)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.box and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
        return False
