"""Ways into a workspace and out of it: create, open, the sample, close; and the user's name, asked for once."""

from collections.abc import Callable, Collection
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workstation.application.demo.sample import SampleMade
from workstation.application.ports.upkeep import Restored
from workstation.application.services import Services
from workstation.domain.checklists.answers import Severity
from workstation.domain.errors import UserError
from workstation.ui.panels.lot_tabs import TABS
from workstation.ui.widgets.values import BannerAction, BannerText

if TYPE_CHECKING:
    from workstation.ui.shell import Shell
    from workstation.ui.workbench import Workbench


class Mending(StrEnum):
    """The kinds of the buttons of banners, before the colon of their keys."""

    RESTORE_NEWEST = "restore-newest"
    RESTORE_COPY = "restore-copy"
    REPAIR = "repair"
    GO_ON_WITHOUT = "go-on-without"


_RESTORABLE = {
    "workspace.database_missing",
    "workspace.behind",
    "workspace.damaged",
    "workspace.not_repairable",
}


class Doors(QObject):
    """What was asked for before a workspace is open waits in `_then` until it is."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__(bench)
        self._bench = bench
        self._then: Callable[[], None] | None = None
        self._left_at = ("", "")
        self.opening = True  # until `start` knows better, nothing is shown that would be gone at once

    def start(self, path: Path | None) -> None:
        """The given workspace, else the last one that is still there, else the welcome panel."""
        recent = (entry.path for entry in self._bench.preferences.recent)
        wanted = path or next((found for found in recent if found.is_dir()), None)
        self.opening = wanted is not None
        if wanted is not None:
            self.open(wanted)
        else:
            self._bench.show_welcome()

    def open(self, path: Path) -> None:
        self._named(
            lambda name: self._enter(path, lambda at, only: self._shell.open_workspace(at, name, only))
        )

    def open_read_only(self, path: Path) -> None:
        self._enter(
            path, lambda at, _: self._shell.open_workspace(at, self._bench.preferences.user_name, True)
        )

    def create(self, path: Path) -> None:
        self._named(lambda name: self._enter(path, lambda at, _: self._shell.create_workspace(at, name)))

    def with_workspace(self, then: Callable[[], None]) -> None:
        """Runs `then` once a workspace is open: at once, or after the default one was opened, or after a person said where
        the first one lies."""
        if self._bench.desk is not None:
            then()
            return
        default = self._shell.default_workspace
        if default.exists():
            self._then = then
            self.open(default)
            return

        def placed(place: Path | None) -> None:
            self._then = then
            at = place or default
            (self.open if at.exists() else self.create)(at)

        self._ask_name(placed, place=default)

    def rename_user(self) -> None:
        """Signs what is done from now on with another name."""
        self._ask_name(lambda _: self._sign())

    def _sign(self) -> None:
        name, session = self._bench.preferences.user_name, self._bench.sessions.current
        if session is not None:  # behind what waits to be written, which was done under the earlier name
            session.jobs.write(lambda: session.services.writer.sign_as(name))

    def open_sample(self) -> None:
        """Opens the sample that was built, as it stands; builds it first, away from the window's thread, where it is
        not there yet."""
        self._build_sample(fresh=False)

    def start_sample_over(self) -> None:
        """Builds the sample anew. An earlier one in which somebody worked is moved aside, and the window says where."""
        self._bench.sessions.close()
        self._build_sample(fresh=True)

    def _build_sample(self, *, fresh: bool) -> None:
        build = self._shell.build_sample
        if build is not None:
            self._named(
                lambda _: self._bench.sessions.build(lambda job: build(job, fresh), self._sample_made)
            )

    def _sample_made(self, made: SampleMade) -> None:
        aside = made.moved_to
        if aside is not None:
            self._then = lambda: self._say_moved(aside)
        self.open(made.workspace)

    def _say_moved(self, aside: Path) -> None:
        tr = self._bench.context.tr
        what = tr("The earlier sample was moved aside. Nothing was removed from it.")
        self._bench.frame.show_notice(BannerText(Severity.LOW, what, str(aside), can_close=True), ())

    def close(self) -> None:
        self._bench.sessions.close()

    # what mends a workspace: it is closed meanwhile, and opened again afterwards

    def remedies(self, path: Path, error: UserError) -> list[BannerAction]:
        """What the window can do about a workspace that does not open."""
        tr, found = self._bench.context.tr, []
        if error.code in _RESTORABLE:
            found.append(BannerAction(f"{Mending.RESTORE_NEWEST}:{path}", tr("Restore the newest snapshot")))
        # Of a damaged history nothing can be made anew
        of_history = str(error.params.get("detail", "")).startswith("history.")
        if error.code in {"workspace.damaged", "workspace.records_differ"} and not of_history:
            found.append(BannerAction(f"{Mending.REPAIR}:{path}", tr("Repair from the history")))
        if error.code == "workspace.behind":
            found.append(BannerAction(f"{Mending.GO_ON_WITHOUT}:{path}", tr("Go on without them")))
        return found

    def remedy(self, kind: str, rest: str) -> bool:
        """Whether the button of a banner was one of these; then it was done."""
        current = self._bench.sessions.current
        match kind:
            case Mending.RESTORE_NEWEST:
                self.restore(Path(rest))
            case Mending.GO_ON_WITHOUT:
                self.accept_loss(Path(rest))
            case Mending.REPAIR:
                self.repair(Path(rest))
            case Mending.RESTORE_COPY if current is not None:
                self.restore(current.path, rest)
            case _:
                return False
        return True

    def restore(self, path: Path, name: str = "") -> None:
        """The copy of that name, or the newest that is whole; what stood before is offered again."""
        upkeep = self._shell.upkeep

        def work() -> tuple[BannerText, list[BannerAction]]:
            names = [name] if name else [copy.name for copy in reversed(upkeep.copies(path))]
            for place, one in enumerate(names):
                try:
                    kept = upkeep.restore(path, one)
                except UserError as error:
                    if error.code != "snapshot.failed" or place == len(names) - 1:
                        raise
                else:
                    return self._restored(kept)
            upkeep.restore(path, "-")  # says that there is none
            raise AssertionError

        self._mend(path, work)

    def _restored(self, kept: Restored) -> tuple[BannerText, list[BannerAction]]:
        tr = self._bench.context.tr
        what = tr("The snapshot was restored.")
        if not kept.kept:
            return BannerText(Severity.LOW, what, can_close=True), []
        if kept.is_copy:
            why = tr("What stood before is kept as a snapshot.")
            back = BannerAction(f"{Mending.RESTORE_COPY}:{kept.kept}", tr("Go back to it"))
            return BannerText(Severity.LOW, what, why, can_close=True), [back]
        why = tr(
            "What stood before was not whole; it is kept in the folder {folder} of the workspace.",
            folder=kept.kept,
        )
        return BannerText(Severity.LOW, what, why, can_close=True), []

    def accept_loss(self, path: Path) -> None:
        tr = self._bench.context.tr

        def work() -> tuple[BannerText, list[BannerAction]]:
            last = self._shell.upkeep.accept(path)
            what = tr("The workspace goes on from step {step}.", step=last)
            return BannerText(Severity.LOW, what, can_close=True), []

        self._mend(path, work)

    def repair(self, path: Path) -> None:
        what = self._bench.context.tr("The records were made anew from the history.")
        self._keeping_what_stood(path, what, self._shell.upkeep.repair)

    def put_aside(self, path: Path) -> None:
        """Notes and texts beside the history that cannot be read."""
        what = self._bench.context.tr("What cannot be read was put aside.")
        self._keeping_what_stood(path, what, self._shell.upkeep.put_aside)

    def purge(self, path: Path) -> None:
        """Files that nothing names."""
        what = self._bench.context.tr("Files that nothing names were moved to the bin.")
        self._keeping_what_stood(path, what, lambda at: self._shell.upkeep.purge(at).folder)

    def _keeping_what_stood(self, path: Path, what: str, mend: Callable[[Path], str]) -> None:
        tr = self._bench.context.tr

        def work() -> tuple[BannerText, list[BannerAction]]:
            folder = mend(path)
            kept = tr("What stood before is kept in the folder {folder} of the workspace.", folder=folder)
            why = kept if folder else ""
            return BannerText(Severity.LOW, what, why, can_close=True), []

        self._mend(path, work)

    def _mend(self, path: Path, work: Callable[[], tuple[BannerText, list[BannerAction]]]) -> None:
        """What could not be mended is opened as it stands, with the reason; what does not open then either says why it could
        not be mended."""

        def mended_and_opened(at: Path, name: str) -> Services:
            try:
                notice, actions = work()
            except UserError as error:
                refused = error
                try:
                    services = self._shell.open_workspace(at, name, False)
                except UserError:
                    raise refused from None
                self._then = lambda: self._bench.frame.show_problem(refused)
                return services
            services = self._shell.open_workspace(at, name, False)
            self._then = lambda: self._bench.frame.show_notice(notice, actions)
            return services

        self._named(lambda name: self._enter(path, lambda at, _: mended_and_opened(at, name), mends=True))

    def opened(self, lot: str, tab: str) -> None:
        """The session is there: what waited for it goes on; else the lot and the tab in which it was left come back, once it
        is known which lots there are."""
        self.opening = False
        then, self._then = self._then, None
        self._left_at = (lot, tab) if then is None else ("", "")
        if then is not None:
            then()

    def go_back(self, lots: Collection[str]) -> bool:
        """To the lot in which the workspace was left, if it is one of those that there are."""
        (lot, tab), self._left_at = self._left_at, ("", "")
        if lot not in lots:
            return False
        self._bench.open_lot(lot)
        if any(each.key == tab for each in TABS):
            self._bench.frame.lot.show_tab(tab)
        return True

    def refused(self, path: Path) -> None:
        """The workspace could not be opened."""
        self._then = None
        self.opening = False
        if not path.exists():
            self._bench.keep(self._bench.preferences.forgotten(path))

    @property
    def _shell(self) -> "Shell":
        return self._bench.shell

    def _enter(self, path: Path, work: Callable[[Path, bool], Services], *, mends: bool = False) -> None:
        self._bench.sessions.open(path, self._bench.context, work, mends=mends)

    def _named(self, then: Callable[[str], None]) -> None:
        name = self._bench.preferences.user_name
        if name:
            then(name)
            return
        self._ask_name(lambda _: then(self._bench.preferences.user_name))

    def _ask_name(self, then: Callable[[Path | None], None], place: Path | None = None) -> None:
        """Keeps the name, and goes on with the place where one was asked for."""
        from workstation.ui.dialogs.name import NameSheet  # noqa: PLC0415 - asked for once in a lifetime

        bench = self._bench

        def named(given: str) -> None:
            bench.keep(replace(bench.preferences, user_name=given))
            then(sheet.place)

        known = bench.preferences.user_name
        sheet = NameSheet(bench.context, bench.frame, self._shell.suggested_name, known=known, place=place)
        sheet.named.connect(named)
        bench.show_sheet(sheet, sheet.editor)
