"""What restoring a snapshot would change, lot by lot, before the button that asks once more."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workstation.application.restore_preview import NoBid, RestoreBid, RestoreChange, RestorePreview
from workstation.domain.money import Money
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Align, Column, TableSpec
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button

_LEAST: Final = 110  # px: the doctor below has the rest
_WHOLE: Final = _LEAST + 136  # px: with what stands above and below the lines
_AMOUNT: Final = 92  # px: nine figures with their commas
_ALL: Final = 100  # against the empty room below
Line = RestoreChange | RestoreBid


class RestorePart(QWidget):
    """Signals: `restore_asked`, by the second button alone; `remove_asked`."""

    restore_asked = Signal()
    remove_asked = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.heading = Label(context, weight=600)
        self.changes = RecordTable(context, self._spec())
        self.changes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.changes.setMinimumHeight(_LEAST)
        self.changes.setToolTip(tr("Max bid: what the records of that day give by the rules of today"))
        self.alike = Label(context, tone="ink2", wrap=True)
        self.restore = Button(context, tr("Restore …"), icon="history")
        self.restore.clicked.connect(self._ask)
        self.sure = Button(context, tr("Restore now"), icon="history")
        self.sure.clicked.connect(self.restore_asked)
        self.remove = Button(context, tr("Remove it"), icon="trash")
        self.remove.clicked.connect(self.remove_asked)
        kept = tr(
            "A snapshot of now is taken first, so this can be undone. Imported files are never removed."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(self.heading, None, Label(context, tr("today → then"), tone="ink2")))
        layout.addWidget(self.changes, _ALL)
        layout.addWidget(self.alike)
        layout.addLayout(row(self.remove, None, self.restore, self.sure))
        layout.addWidget(Label(context, kept, tone="ink2", wrap=True))
        layout.addStretch(1)  # the room of the table where it has no line
        self.setMinimumHeight(_WHOLE)
        self.show_nothing("", "")

    def _spec(self) -> TableSpec[tuple[int, Line]]:
        tr = self._context.tr
        return TableSpec(
            name=tr("What would change"),
            key=lambda numbered: str(numbered[0]),
            columns=(
                Column(key="lot", title=tr("Lot"), value=lambda each: each[1].lot or tr("All lots"), width=150),
                Column(key="what", title=tr("What"), value=lambda each: self._what(each[1]), stretch=True),
                Column(
                    key="now", title=tr("Today"), value=lambda each: self._said(each[1], each[1].now),
                    align=Align.RIGHT, width=_AMOUNT,
                ),
                Column(
                    key="then", title=tr("Then"), value=lambda each: self._said(each[1], each[1].then),
                    align=Align.RIGHT, width=_AMOUNT, strong=True,
                ),
            ),
        )  # fmt: skip

    def _what(self, change: Line) -> str:
        tr = self._context.tr
        if isinstance(change, RestoreBid):
            return tr("Max bid")
        if not change.what:
            return tr("the lot itself")
        if change.differing:
            return tr("{what}, {count} with other values", what=tr(change.what), count=change.differing)
        return tr(change.what)

    def _said(self, change: Line, side: int | Money | NoBid) -> str:
        """A count of rows, whether the lot is there, or its highest bid."""
        tr = self._context.tr
        if isinstance(side, Money):
            return self._context.formats.money(side, whole=True, named=side.currency != "CNY")
        if isinstance(side, NoBid):
            return tr(side.value)
        if isinstance(change, RestoreChange) and not change.what:
            return tr("there") if side else tr("gone")
        return str(side)

    def show_nothing(self, heading: str, why: str, *, removable: bool = False) -> None:
        """No snapshot, one that is being compared, or one that is not whole: nothing can be restored."""
        self.heading.setText(heading)
        self._put([])
        self.alike.setText(why)
        self.sure.hide()
        self.restore.show()
        self.restore.setEnabled(False)
        self.remove.setVisible(removable)

    def show_preview(self, preview: RestorePreview, *, may_restore: bool) -> None:
        tr = self._context.tr
        self._put(preview.changes)
        self.restore.setEnabled(may_restore)
        if not preview.changes:
            self.alike.setText(tr("Nothing differs from now."))
        elif preview.alike == 1:
            self.alike.setText(tr("1 other lot: no difference"))
        else:
            self.alike.setText(tr("{count} other lots: no difference", count=preview.alike))

    def _put(self, changes: Sequence[Line]) -> None:
        self.changes.set_rows(list(enumerate(changes)))
        self.changes.setVisible(bool(changes))

    def _ask(self) -> None:
        """Never at one key: the button asks once more, beside what would change."""
        self.restore.hide()
        self.sure.show()
        self.sure.setFocus()
