"""What a picture of the window must keep: words that fit, Chinese that is Chinese, ink that can be read.

The window is drawn a second time into SVG, which keeps every text as text, with its place, size and colour: also what
delegates and charts paint themselves. The picture says what of it can be seen.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QBuffer, QByteArray, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QWidget

from workstation.ui.widgets.popover import Sheet

LEAST_CONTRAST = 4.5
SLACK = 2.0  # px: tabular figures and side bearings
ROOT = QModelIndex()
_GROUP = re.compile(r'<g [^>]*?transform="matrix\(([^)]*)\)"[^>]*>(.*?)</g>', re.DOTALL)
_TEXT = re.compile(
    r'<text fill="(#\w{6})" fill-opacity="([\d.]+)"[^>]*?x="([-\d.]+)" y="([-\d.]+)" '
    r'font-family="([^"]*)" font-size="([\d.]+)" font-weight="(\d+)"[^>]*>(.*?)</text>',
    re.DOTALL,
)
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")


@dataclass(frozen=True)
class Painted:
    """One run of text, its baseline at (`x`, `y`) of the window; `ink` is where its last stroke ends, from `x`."""

    text: str
    x: float
    y: float
    size: float
    width: float
    ink: float
    colour: QColor

    @property
    def box(self) -> QRect:
        return QRect(int(self.x), int(self.y - 0.8 * self.size), max(1, int(self.width)), int(self.size))


def painted(window: QWidget) -> list[Painted]:
    """Of the sheet alone where one lies over the window: what is under it is dimmed on purpose."""
    sheet = next((sheet for sheet in window.findChildren(Sheet) if sheet.isVisible()), None)
    part = window if sheet is None else sheet.card
    corner = part.mapTo(window, QPoint())
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setSize(part.size())
    part.render(drawing)
    buffer.close()
    source = bytes(content.data()).decode("utf-8")
    return [run for matrix, inside in _GROUP.findall(source) for run in _runs(matrix, inside, corner)]


def _runs(matrix: str, inside: str, corner: QPoint) -> Iterator[Painted]:
    across, turn, _, _, left, top = (float(part) for part in matrix.split(","))
    if across != 1 or turn:
        return
    left, top = left + corner.x(), top + corner.y()
    for colour, _opacity, x, y, family, size, weight, text in _TEXT.findall(inside):
        words = html.unescape(text)
        font = QFont(family)
        font.setPixelSize(round(float(size)))
        font.setWeight(QFont.Weight(int(weight)))
        metrics = QFontMetricsF(font)
        width, ink = metrics.horizontalAdvance(words), metrics.tightBoundingRect(words.rstrip()).right()
        yield Painted(words, left + float(x), top + float(y), float(size), width, ink, QColor(colour))


def seen(run: Painted, picture: QImage) -> bool:
    """Whether its ink is in the picture: not scrolled away, not under something."""
    box = run.box.intersected(picture.rect())
    if not run.text.strip() or box.isEmpty():
        return False
    return any(
        _distance(picture.pixelColor(x, y), run.colour) < 90
        for y in range(box.top(), box.bottom() + 1)
        for x in range(box.left(), min(box.right(), box.left() + 60) + 1)
    )


def _distance(one: QColor, other: QColor) -> int:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue())


def _owner(window: QWidget, run: Painted) -> QWidget | None:
    """None where the foot of the text lies in another widget than its head: a row that is half scrolled away."""
    head, middle = (
        window.childAt(QPoint(int(run.x) + 1, int(run.y - share * run.size))) for share in (0.8, 1 / 3)
    )
    return middle if head is middle else None


# words that fit


def misfits(window: QWidget, runs: Iterable[Painted]) -> Iterator[str]:
    """Text wider than what it stands in, text over text, numbers cut short, names cut short without a tooltip."""
    shown = sorted(runs, key=lambda run: (round(run.y), run.x))
    for run in shown:
        owner = _owner(window, run)
        if owner is None or isinstance(owner, QLineEdit):  # what is typed scrolls under the caret
            continue
        right = owner.mapTo(window, QPoint(owner.width(), 0)).x()
        if run.x + run.width > right + SLACK:
            over = run.x + run.width - right
            yield f"“{run.text}” is {over:.0f} px wider than its {type(owner).__name__}"
        if run.text.rstrip().endswith("…") and not _told_in_full(owner, run.text):
            yield f"“{run.text}” is cut short in a {type(owner).__name__} without a tooltip"
    for before, after in pairwise(shown):
        if round(before.y) == round(after.y) and before.x + before.width > after.x + SLACK:
            yield f"“{before.text}” runs into “{after.text}”"
    yield from _labels_cut_below(window)


def _told_in_full(owner: QWidget, text: str) -> bool:
    own = getattr(owner, "text", None)
    if callable(own) and str(own()).endswith(text.strip()):
        return True  # an ellipsis of the words themselves
    if re.fullmatch(r"[\d,.\s−-]+…", text):
        return False
    here: QWidget | None = owner
    while here is not None:
        if here.toolTip() or isinstance(here, QAbstractItemView):
            return True
        here = here.parentWidget()
    return False


def _labels_cut_below(window: QWidget) -> Iterator[str]:
    for label in window.findChildren(QLabel):
        if label.isVisible() and label.wordWrap() and label.text():
            needed = label.heightForWidth(label.width())
            if needed > label.height() + 2:
                yield f"“{label.text()[:40]}” needs {needed} px of height and has {label.height()}"


def clipped(window: QWidget, runs: Iterable[Painted], picture: QImage) -> Iterator[str]:
    """Short texts whose last stroke is not there: drawn into a rectangle too narrow for them."""
    for run in runs:
        if run.width > 150 or len(run.text.strip()) < 3 or run.text.rstrip().endswith("…"):
            continue
        if not _in_full_height(window, run):
            continue
        box = QRect(
            int(run.x), int(run.y - run.size), int(run.width) + 4, int(1.4 * run.size)
        )  # an underscore stands below the letters
        box = box.intersected(picture.rect())
        last = next((x for x in range(box.right(), box.left(), -1) if _has_ink(run, picture, x, box)), None)
        if last is not None and last < run.x + run.ink - 3:
            yield f"“{run.text}” is cut off at its end"


def _in_full_height(window: QWidget, run: Painted) -> bool:
    """Not half scrolled away."""
    owner = _owner(window, run)
    if owner is None:
        return False
    room = owner.visibleRegion().boundingRect()
    top = owner.mapTo(window, room.topLeft()).y()
    return top <= run.y - run.size and run.y + 0.3 * run.size <= top + room.height()


def _has_ink(run: Painted, picture: QImage, x: int, box: QRect) -> bool:
    return any(
        _distance(picture.pixelColor(x, y), run.colour) < 200 for y in range(box.top(), box.bottom() + 1)
    )


# Chinese that is Chinese


class Allowed:
    """Latin words that may stand in a Chinese window: regular expressions, each with its reason."""

    def __init__(self, path: Path) -> None:
        lines = (line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#"))
        patterns = [line.split("  # ")[0].strip() for line in lines]
        self._all = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

    def words_beside(self, text: str) -> list[str]:
        return _WORD.findall(self._all.sub(" ", text))


def english(window: QWidget, runs: Iterable[Painted], allowed: Allowed) -> Iterator[str]:
    """English words on the screen, in tooltips, in names for a screen reader, in menus and in tables."""
    for where, text in (*(("painted", run.text) for run in runs), *_told(window)):
        if words := allowed.words_beside(text):
            yield f"{where}: “{text[:70]}” has {', '.join(words)}"


def _told(window: QWidget) -> Iterator[tuple[str, str]]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        kind = type(widget).__name__
        for name in ("toolTip", "accessibleName", "accessibleDescription", "placeholderText", "text"):
            found = getattr(widget, name, None)
            text = found() if callable(found) else ""
            if isinstance(text, str) and text:
                yield f"{kind}.{name}", text
        for action in widget.actions():
            yield "action", action.text()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _in_table(widget)


def _in_table(view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(ROOT)
    for column in range(columns):
        head = model.headerData(column, Qt.Orientation.Horizontal)
        yield "head", str(head or "")
        for place in range(model.rowCount(ROOT)):
            yield "cell", str(model.index(place, column).data() or "")


# ink that can be read


def pale(runs: Iterable[Painted], picture: QImage, disabled: QColor) -> Iterator[str]:
    """Text under 4.5 : 1 against what it stands on. What is disabled may be pale (WCAG 1.4.3)."""
    for run in runs:
        if run.colour == disabled:
            continue
        box = run.box.adjusted(-2, -2, 2, 2).intersected(picture.rect())
        paper = Counter(
            picture.pixel(x, y)
            for y in range(box.top(), box.bottom() + 1)
            for x in range(box.left(), min(box.right(), box.left() + 80) + 1)
        )
        ground = QColor(paper.most_common(1)[0][0])
        ratio = contrast(run.colour, ground)
        if ratio < LEAST_CONTRAST:
            yield f"“{run.text[:40]}” {run.colour.name()} on {ground.name()}: {ratio:.2f} : 1"


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
