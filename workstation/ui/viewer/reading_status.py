"""Whether the page in the middle is to be read, being read or read, and the key that turns it on."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from workstation.domain.documents import PageReading, PageStatus
from workstation.ui.desk import Desk
from workstation.ui.viewer.canvas import Canvas
from workstation.ui.viewer.toolbar import ViewerToolbar

_NEXT = {
    PageStatus.TO_READ: PageStatus.READING,
    PageStatus.READING: PageStatus.READ,
    PageStatus.READ: PageStatus.TO_READ,
}


class ReadingStatus(QObject):
    """`version` gives the id of the version that is shown, "" without one."""

    def __init__(
        self, desk: Desk, canvas: Canvas, toolbar: ViewerToolbar, version: Callable[[], str]
    ) -> None:
        super().__init__(canvas)
        self._desk = desk
        self._canvas = canvas
        self._toolbar = toolbar
        self._version = version

    def _now(self) -> PageStatus:
        record, page = self._desk.record, self._canvas.page
        rows = record.all(PageReading, version=self._version(), page=page) if record else ()
        return rows[0].status if rows else PageStatus.TO_READ

    def show(self) -> None:
        """In the toolbar, for the page in the middle."""
        self._toolbar.show_reading(self._now())

    def mark(self) -> None:
        """To be read, being read, read, and around."""
        page, version = self._canvas.page, self._version()
        if version and page >= 0:
            self._desk.mark_pages(version, [page], _NEXT[self._now()])
