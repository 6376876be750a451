"""Two parts of a panel with a handle between them, which stays where a person has drawn it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from workstation.ui.context import UiContext

ALWAYS_STACKED: Final = (1 << 24) - 1  # what Qt calls QWIDGETSIZE_MAX
_WHOLE: Final = 1000


class Split(QSplitter):
    """Beside each other where the panel is `beside_from` px wide or more, else one above the other.

    `first` gives the size of the first part by the program's own choice, in px: it is asked with the whole size and
    whether the parts stand beside each other. What a person draws holds instead, at every size and after a restart,
    each way of standing for itself: a share in thousandths under `name` and under `name` with "-stacked".
    """

    def __init__(
        self,
        context: UiContext,
        name: str,
        parts: tuple[QWidget, QWidget],
        first: Callable[[int, bool], int],
        beside_from: int = 0,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._arranged, self._name = context.arranged, name
        self._first, self._beside_from = first, beside_from
        self.setChildrenCollapsible(False)
        for part in parts:
            self.addWidget(part)
        self.splitterMoved.connect(self._keep)

    @property
    def beside(self) -> bool:
        return self.orientation() is Qt.Orientation.Horizontal

    def resizeEvent(self, event: QResizeEvent) -> None:
        beside = self.width() >= self._beside_from
        self.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        super().resizeEvent(event)
        whole = self.width() if beside else self.height()
        kept = self._arranged.splits.get(self._key, ())
        first = whole * kept[0] // _WHOLE if kept else self._first(whole, beside)
        self.setSizes([first, whole - first])

    def _keep(self) -> None:
        first, second = self.sizes()
        share = round(_WHOLE * first / (first + second))
        self._arranged.keep_split(self._key, (share, _WHOLE - share))

    @property
    def _key(self) -> str:
        return self._name if self.beside else f"{self._name}-stacked"
