"""Where else a party appears: the other lots that name it, each a jump away."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from workstation.application.parties import lots_naming
from workstation.domain.lots import Lot
from workstation.ui.desk import Desk
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.buttons import Button, ButtonKind

MOST = 4  # lots that are named; more are counted


class AlsoIn(QWidget):
    """Hidden while the party is in no other lot than the open one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._party = ""
        self.buttons: list[Button] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(desk.context.theme.tokens.space.page_inset, 2, 12, 6)
        self._layout.setSpacing(4)
        self._layout.addWidget(Label(desk.context, desk.context.tr("Also in"), tone="ink2"))
        self._more = Label(desk.context, tone="ink2")
        self._layout.addWidget(self._more)
        self._layout.addStretch(1)
        self.hide()

    def show_party(self, party: str) -> None:
        """The id of a party, or ""."""
        self._party = party
        if not party:
            self.hide()
            return
        reader = self._desk.services.reader
        self._desk.read(
            lambda: lots_naming(reader, party),
            lambda lots: self._show(party, lots),
            to=self,
            replaces="also in",
        )

    def _show(self, party: str, lots: Sequence[Lot]) -> None:
        if party != self._party:
            return
        others = [lot for lot in lots if lot.id != self._desk.lot]
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._button(lot) for lot in others[:MOST]]
        for place, button in enumerate(self.buttons, 1):
            self._layout.insertWidget(place, button)
        rest = len(others) - len(self.buttons)
        self._more.setText(self._desk.context.tr("and {count} more", count=rest) if rest else "")
        self.setVisible(bool(others))

    def _button(self, lot: Lot) -> Button:
        button = Button(self._desk.context, lot.name, kind=ButtonKind.LINK)
        button.clicked.connect(lambda: self._desk.lot_requested.emit(lot.id))
        return button
