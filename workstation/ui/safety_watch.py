"""Snapshots while the window is open: at an interval while something changed, a banner that stays while they fail, and
their state at the foot of the sidebar."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from workstation.application.ports.upkeep import Copy, CopyFailure
from workstation.domain.checklists.answers import Severity
from workstation.domain.copies import CopyReason
from workstation.domain.errors import UserError
from workstation.language.formats import near
from workstation.ui.desk import Desk
from workstation.ui.widgets.values import BannerAction, BannerText

if TYPE_CHECKING:
    from workstation.ui.workbench import Workbench

INTERVAL: Final = 30 * 60 * 1000  # ms
TRY_AGAIN, SHOW = "copy-again", "copies"


class SafetyWatch(QObject):
    """Lives as long as the window; `tick` comes every half hour and once behind the list of a workspace that was opened: a
    copy that failed or was never taken when the last program ended is taken then, or its failure told."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__(bench)
        self._bench = bench
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL)
        self._timer.timeout.connect(self.tick)

    def attach(self, desk: Desk) -> None:
        desk.copies_changed.connect(lambda: self.show(desk))
        if not desk.services.read_only:
            self._timer.start()

    def next_at(self) -> datetime | None:
        """When the next snapshot is taken if something changes; None while none is."""
        desk = self._bench.desk
        if desk is None or not self._timer.isActive():
            return None
        return desk.services.clock() + timedelta(milliseconds=self._timer.remainingTime())

    def detach(self) -> None:
        self._timer.stop()

    def tick(self) -> None:
        self._take(CopyReason.INTERVAL)

    def _take(self, reason: CopyReason) -> None:
        desk = self._bench.desk
        if desk is None or desk.services.read_only:
            return
        copies = desk.services.copies

        def work() -> None:
            try:
                copies.take(reason, only_if_changed=True)
            except UserError:
                return  # kept as `failure`, which is shown

        desk.read(work, lambda _: self.show(desk), replaces="copy-taken")

    def show(self, desk: Desk) -> None:
        """The state of the snapshots, in sidebar and banner."""
        copies = desk.services.copies
        desk.read(lambda: (copies.all(), copies.failure), self._show, to=desk, replaces="copies")

    def _show(self, found: tuple[Sequence[Copy], CopyFailure | None]) -> None:
        copies, failure = found
        desk, frame, tr = self._bench.desk, self._bench.frame, self._bench.context.tr
        if desk is None:
            return
        now = desk.services.clock()
        said, more = tr("No snapshot yet"), ""
        if copies:
            moment = near(copies[-1].taken_at.astimezone(now.tzinfo), now)
            said = tr("Snapshot {moment}", moment=moment)
            more = tr("Snapshot {moment}, verified", moment=moment)
        if failure is None:
            frame.sidebar.show_state(said, kept=bool(copies), more=more)
            frame.copy_banner.hide()
            return
        since = near(failure.since.astimezone(now.tzinfo), now)
        frame.sidebar.show_state(tr("Snapshots fail since {moment}", moment=since), kept=False)
        frame.copy_banner.show_banner(
            BannerText(
                Severity.HIGH, tr("Snapshots fail since {moment}.", moment=since), tr.error(failure.error)
            ),
            [BannerAction(TRY_AGAIN, tr("Try again")), BannerAction(SHOW, tr("Snapshots and recovery"))],
        )

    def remedy(self, key: str) -> None:
        if key == TRY_AGAIN:
            self._take(CopyReason.ASKED)
        if key == SHOW:
            self._bench.action("workspace.safety").trigger()
