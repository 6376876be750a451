"""The list "Check before export": one point a line, the worst first, what is in order with a tick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from workstation.application.memo_review import ReviewPoint
from workstation.domain.errors import UserError
from workstation.domain.findings.finding import Finding
from workstation.language.finding_words import finding_sentence
from workstation.ui.context import UiContext
from workstation.ui.panels.lists import listed
from workstation.ui.widgets.base import Label, ValueView
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.paint.severity import mark_size, paint_mark
from workstation.ui.widgets.strip import IconLabel
from workstation.ui.widgets.values import SeverityMark
from workstation.ui.widgets.words import severity_word

# points that no field settles: the panel knows where to go
LED_TO = frozenset({"decision", "disagreements", "not_examined", "findings", "gate", "signatures"})


class PointLine(QWidget):
    def __init__(self, context: UiContext, point: ReviewPoint) -> None:
        super().__init__()
        tr = context.tr
        sentence = point_sentence(context, point)
        word = severity_word(tr, point.severity)
        mark: QWidget = IconLabel(context, "check", "evid", context.theme.tokens.size.severity)
        if point.open:
            mark = ValueView(context, paint_mark, SeverityMark(point.severity), mark_size, spoken=word)
        said = Label(context, sentence, wrap=True, tone="" if point.open else "ink3")
        self.setAccessibleName(tr("{kind}: {name}", kind=word, name=sentence) if point.open else sentence)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setHorizontalSpacing(10)
        grid.addWidget(mark, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(said, 0, 1)
        grid.setColumnStretch(1, 1)
        self.go: Button | None = None
        if point.open and (point.ref or point.finding or point.key in LED_TO):
            self.go = Button(
                context,
                tr("Go to it"),
                kind=ButtonKind.LINK,
                name=tr("{kind}: {name}", kind=tr("Go to it"), name=sentence),
            )
            grid.addWidget(self.go, 0, 2, Qt.AlignmentFlag.AlignVCenter)


class PointList(QWidget):
    """Signal: `chosen(ReviewPoint)`."""

    chosen = Signal(object)

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._points: tuple[ReviewPoint, ...] = ()
        self.lines: list[PointLine] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)

    def show_points(self, points: Sequence[ReviewPoint]) -> None:
        """Builds the lines anew only when a point changed, so that the focus stays."""
        if tuple(points) == self._points:
            return
        self._points = tuple(points)
        for old in self.lines:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.lines = [PointLine(self._context, point) for point in points]
        for line, point in zip(self.lines, points, strict=True):
            if line.go is not None:
                line.go.clicked.connect(lambda _=False, point=point: self.chosen.emit(point))
            self._box.addWidget(line)


def point_sentence(context: UiContext, point: ReviewPoint) -> str:
    return context.tr(point.message, **{name: _words(context, value) for name, value in point.params.items()})


def _words(context: UiContext, value: object) -> object:
    """Findings and errors as sentences, labels as a list."""
    if isinstance(value, UserError):
        return context.tr.error(value)
    if not isinstance(value, tuple):
        return value
    found = [each for each in value if isinstance(each, Finding)]
    sentences = [finding_sentence(context.tr, context.formats, each) for each in found]
    return " ".join(sentences) if found else listed(context, map(context.tr, value))
