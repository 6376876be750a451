"""A workspace that is open to read only: what another program writes into it is shown a few seconds later."""

from PySide6.QtCore import QObject, QTimer

from workstation.ui.desk import Desk

EVERY = 4000  # ms


class Following(QObject):
    """Looks at the end of the history, and lives as long as its desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._head = ""
        self._failed = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """On a reading thread. Where the history cannot be read, as while another program puts a snapshot in its place,
        that is said once, and it is looked again."""
        desk = self._desk
        desk.jobs.read(desk.services.reader.head, self._looked, replaces="head", failed=self._not_read)

    def _looked(self, head: str) -> None:
        before, self._head, self._failed = self._head, head, False
        if before not in {"", head}:
            self._desk.show_what_others_wrote()

    def _not_read(self, error: Exception) -> None:
        told, self._failed = self._failed, True
        if not told:
            self._desk.report(error)
