"""The bar above the page: which field receives the next Ctrl+E."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from workstation.ui.context import UiContext
from workstation.ui.desk import Target
from workstation.ui.widgets.base import ElidedLabel, Label, announce, row, set_tone
from workstation.ui.widgets.keys import KeyCap
from workstation.ui.widgets.values import KeyHint


class TargetBar(QWidget):
    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        self._target: Target | None = None
        colours = context.theme.colours
        self.setFixedHeight(context.theme.tokens.size.target_bar)
        self._icon = Label(context)
        self._pixmaps = {
            there: context.icons.pixmap("target", colour, 16, self.devicePixelRatioF())
            for there, colour in ((True, colours.accent_ink), (False, colours.ink3))
        }
        self._lead = Label(context, tone="ink2")
        self._field = ElidedLabel(context, weight=600, tone="accent")
        self._record = ElidedLabel(context, tone="ink2")
        self._hint = ElidedLabel(context, tone="ink2")
        key = KeyCap(context, KeyHint("Ctrl+E", ""))
        box = row(
            self._icon, self._lead, self._field, self._record, None, self._hint, key, margins=(14, 0, 12, 0)
        )
        self.setLayout(box)
        self.show_target(None)

    def show_target(self, target: Target | None) -> None:
        tr = self._context.tr
        self._target = target
        self._icon.setPixmap(self._pixmaps[target is not None])
        self._lead.setText(tr("Attaching to") if target else tr("Nothing chosen"))
        self._field.setText(tr(target.label) if target else "")
        self._record.setText(tr(target.record_name) if target else "")
        self.show_hint()
        name = " ".join(label.text() for label in (self._lead, self._field, self._record))
        self.setAccessibleName(name.strip())
        self.update()

    def show_hint(self, *, missing: bool = False) -> None:
        """`missing`: Ctrl+E was pressed and nothing is selected."""
        tr = self._context.tr
        if missing:
            text = tr("Nothing is selected on the page: select first, then")
        elif self._target is None:
            text = tr("Choose a field with")
        else:
            text = tr("Select on the page, then")
        self._hint.setText(text)
        set_tone(self._hint, "high" if missing else "ink2")
        if missing:
            announce(self, text)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        colours = self._context.theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.accent_soft if self._target else colours.chrome)
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.line)
        painter.end()
