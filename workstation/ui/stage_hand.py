"""Connects the frame with the desk: lots to the lists, operations and jobs to the strip, problems to the banner."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from workstation.application.operations import Step
from workstation.application.overview import LotRow
from workstation.application.ports.storage import Committed
from workstation.application.records import FieldRef
from workstation.application.sentences import redone_sentence, sentence, undone_sentence
from workstation.domain.checklists.answers import Severity
from workstation.domain.errors import UserError
from workstation.domain.lots import Stage
from workstation.domain.new_lots import PASTED, NewLot
from workstation.domain.record import LotRecord
from workstation.language.pinyin import warm
from workstation.language.translator import Translator
from workstation.ui.arrivals import SHOW_TAB, report_sentence, tell_begun
from workstation.ui.desk import Desk
from workstation.ui.desk_history import Pasting
from workstation.ui.desk_papers import NoProgramError
from workstation.ui.following import Following
from workstation.ui.frame import Frame
from workstation.ui.job_watch import JobWatch
from workstation.ui.look import program_name
from workstation.ui.lot_lines import LotLines
from workstation.ui.party_sheets import show_merge, show_new_party
from workstation.ui.safety_watch import SHOW
from workstation.ui.session import Sessions
from workstation.ui.sidebar import ALL_OPEN
from workstation.ui.watching import TAKE
from workstation.ui.widgets.values import BannerAction, BannerText, JobView

if TYPE_CHECKING:
    from workstation.application.importing import ImportReport
    from workstation.application.interrupted import InterruptedImport
    from workstation.application.versions import VersionReport
    from workstation.domain.documents import Version
    from workstation.ui.desk_files import Looked
    from workstation.ui.workbench import Workbench

BEHIND_AFTER = 1500  # ms
IN_SAFETY = "doctor"  # what this command mends, the window mends in the sheet Snapshots and recovery
GO_ON, GIVE_UP, CLOSE_NOW = "import-go-on", "import-give-up", "close-now"  # keys of buttons of banners


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is: what a rebuild puts back."""

    lot: str | None
    tab: str = "overview"
    stage: str = ALL_OPEN
    page: Any = None
    viewers: dict[str, bool] = field(default_factory=dict)
    arriving: "tuple[Looked, ...]" = ()  # what came in and is not decided on yet
    parties: bool = False  # shown instead of the lots


class StageHand(QObject):
    """Lives as long as the window; the frame and the desk come and go."""

    def __init__(self, bench: "Workbench") -> None:
        super().__init__(bench)
        self._bench = bench
        self._rows: tuple[LotRow, ...] = ()
        self._lines: LotLines | None = None
        self._stage = ALL_OPEN
        self._read = False
        self._said: tuple[Callable[[Translator], str], dict[str, bool]] | None = None
        self._copy_of: Frame | None = None
        self._cut_off: InterruptedImport | None = None

    @property
    def rows(self) -> tuple[LotRow, ...]:
        """The lots as they were read last."""
        return self._rows

    @property
    def _frame(self) -> Frame:
        return self._bench.frame

    def dress(self, frame: Frame) -> None:
        frame.sidebar.lots_chosen.connect(self.show_lots)
        frame.sidebar.parties_chosen.connect(self.show_parties)
        frame.sidebar.stage_chosen.connect(self._choose_stage)
        frame.sidebar.lot_chosen.connect(self.open_lot)
        frame.lots.opened.connect(self.open_lot)
        frame.lots.stage_chosen.connect(self._choose_stage)
        frame.lots.remove_asked.connect(self._remove_lot)
        frame.lots.stage_moved.connect(self._move_stage)
        frame.lots.paste_asked.connect(self._paste_lots)
        frame.lots.new_lot_asked.connect(lambda: self._bench.action("lot.new").trigger())
        frame.lot.tab_shown.connect(lambda _: self._show_keys())
        frame.lot.export_asked.connect(frame.lot.lead_to_export)
        frame.remedy_chosen.connect(self._remedy)
        frame.remedy_chosen.connect(self._bench.safety.remedy)
        frame.remedy_chosen.connect(self._bench.listing_pages.remedy)
        frame.sidebar.safety_asked.connect(lambda: self._bench.action("workspace.safety").trigger())
        self._jobs: dict[str, tuple[JobView, ...]] = {}
        self._watch_jobs(self._bench.sessions, "program")
        desk = self._bench.desk
        record = desk.record if desk else None
        self._title(record.lot.name if record else None)
        if desk is None:
            self._rows, self._stage, self._read = (), ALL_OPEN, False
            frame.show_workspace("")
            if not self._bench.doors.opening:
                self._bench.show_welcome()
        else:
            self._bind(desk)

    def _bind(self, desk: Desk) -> None:
        """The desk's signals to this frame's widgets; Qt cuts them when the frame goes."""
        frame = self._frame
        frame.show_workspace(self._workspace_name(desk), desk.services.location)
        frame.hold_writing(desk.why_only_read if desk.services.read_only else "")
        frame.lot.attach(desk)
        self._watch_jobs(desk, "workspace")

    def _watch_jobs(self, source: Desk | Sessions, part: str) -> None:
        frame = self._frame
        watch = JobWatch(source, self._bench.context, frame)

        def show(views: Sequence[JobView]) -> None:
            self._jobs[part] = tuple(views)
            frame.show_jobs([view for shown in self._jobs.values() for view in shown])

        watch.changed.connect(show)
        frame.strip.cancel_asked.connect(watch.cancel)
        frame.strip.retry_asked.connect(watch.retry)

    def _show_copy(self, desk: Desk) -> None:
        """At the foot of the sidebar: the date of a workspace whose clock stands still, and its snapshots."""
        tr, services = self._bench.context.tr, desk.services
        today = tr("Demo date {day}", day=f"{services.clock():%Y-%m-%d}") if services.stands_still else ""
        self._frame.sidebar.show_today(today)
        self._bench.safety.show(desk)

    # a new desk

    def attach(self, desk: Desk) -> None:
        self._cut_off = None  # of the workspace before
        self._lines = LotLines(desk)
        self._lines.changed.connect(self._show_lots)
        desk.committed.connect(self._committed)
        desk.undone.connect(self._undone)
        desk.redone.connect(self._redone)
        desk.problem.connect(self._problem)
        desk.imported.connect(self._imported)
        desk.begun.connect(lambda made, report: tell_begun(self._bench, made, len(report.files)))
        desk.abandoned.connect(self._remove_lot)
        desk.looked.connect(self._show_arrivals)
        desk.cut_off.connect(self._show_cut_off)
        self._bench.watching.attach(desk)
        self._bench.safety.attach(desk)
        self._bench.listing_pages.attach(desk)
        desk.password_requested.connect(self._ask_password)
        desk.unlocked.connect(self._unlocked)
        desk.compared.connect(self._show_versions)
        desk.parts_requested.connect(self._show_parts)
        desk.disagreements_requested.connect(lambda: self._bench.action("lot.disagreements").trigger())
        desk.copy_made.connect(self._open_outside)
        desk.record_changed.connect(self._record_changed)
        desk.sources_requested.connect(self._show_sources)
        desk.paste_requested.connect(self._show_paste)
        desk.lot_requested.connect(self.open_lot)
        desk.lot_gone.connect(self._leave_what_is_gone)
        if desk.services.read_only:
            Following(desk)
        desk.search_requested.connect(lambda: self._bench.action("go.search").trigger())
        self._frame.drop_parties()
        self._title(None)
        self._bind(desk)
        self._lines.read()

    def _open_outside(self, copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self._problem(NoProgramError(name=copy.name))

    def _show_sources(self, ref: FieldRef) -> None:
        from workstation.ui.dialogs.sources import SourcesSheet  # noqa: PLC0415 - loads when it is asked for

        bench = self._bench
        if bench.desk is not None:
            sheet = SourcesSheet(bench.desk, bench.sheet_host, ref)
            bench.show_sheet(sheet, sheet.first)

    def _show_arrivals(self, found: "Looked") -> None:
        from workstation.ui.dialogs.arrivals import ArrivalsSheet  # noqa: PLC0415 - loads when it is asked for

        bench = self._bench
        if bench.desk is not None:
            sheet = ArrivalsSheet(bench.desk, bench.sheet_host, found)
            # In a turn of its own: to fill it and to draw it both take their time where thousands came in
            QTimer.singleShot(0, sheet, lambda: bench.show_sheet(sheet, sheet.table))

    def _show_versions(self, report: "VersionReport") -> None:
        from workstation.ui.dialogs.versions import VersionsSheet  # noqa: PLC0415 - loads when it is asked for

        bench = self._bench
        if bench.desk is not None:
            sheet = VersionsSheet(bench.desk, bench.sheet_host, report)
            bench.show_sheet(sheet, sheet.first)

    def _show_parts(self, version: "Version", name: str) -> None:
        from workstation.ui.dialogs.parts import PartsSheet  # noqa: PLC0415 - loads when it is asked for

        bench = self._bench
        if bench.desk is not None:
            sheet = PartsSheet(bench.desk, bench.sheet_host, version, name)
            bench.show_sheet(sheet, sheet.name)

    def _ask_password(self, version: str, name: str) -> None:
        from workstation.ui.dialogs.unlock import UnlockSheet  # noqa: PLC0415 - loads when it is asked for

        bench = self._bench
        if bench.desk is not None:
            sheet = UnlockSheet(bench.desk, bench.sheet_host, version, name)
            bench.show_sheet(sheet, sheet.first)

    def _unlocked(self, count: int) -> None:
        self.say(lambda tr: tr("1 file opened") if count == 1 else tr("{count} files opened", count=count))

    def _paste_lots(self) -> None:
        desk = self._bench.desk
        if desk is not None and desk.can_write():
            self._show_paste(Pasting(NewLot, "", "", PASTED, "CNY"))

    def _show_paste(self, asked: Pasting) -> None:
        from workstation.ui.dialogs.paste import PasteSheet  # noqa: PLC0415 - loads when it is asked for

        bench = self._bench
        if bench.desk is not None:
            sheet = PasteSheet(bench.desk, bench.sheet_host, asked, QGuiApplication.clipboard().text())
            bench.show_sheet(sheet, sheet.table)

    # lots

    def _show_lots(self, rows: Sequence[LotRow]) -> None:
        desk, frame = self._bench.desk, self._frame
        if desk is None:
            return
        self._rows, self._read = tuple(rows), True
        frame.sidebar.show_lots(self._rows, desk.lot or "", self._stage)
        frame.lots.show_lots(self._rows, self._stage)
        if self._parties_shown:
            frame.sidebar.show_parties()
        elif desk.lot is None and not self._bench.doors.go_back({row.lot.id for row in self._rows}):
            self._show_list()
        if self._copy_of is not frame:
            self._copy_of = frame  # not before the list: nobody waits for it
            QTimer.singleShot(BEHIND_AFTER, frame, lambda: self._behind_the_list(desk))
            self._show_copy(desk)

    def _behind_the_list(self, desk: Desk) -> None:
        """Once the list is painted, what the start does not wait for: pinyin for the filter, coverage."""
        if self._bench.desk is desk and self._lines is not None:
            rows, words, count = self._rows, self._frame.lots.words, self._lines.count
            desk.read(lambda: warm(words.text(row) for row in rows), lambda _: count())
            desk.read_missing()
            desk.look_for_interrupted()
            self._bench.safety.tick()

    def _show_list(self) -> None:
        frame = self._frame
        came = frame.stack.currentWidget() is not frame.lots
        if not self._rows:
            self._bench.show_welcome()
            return
        frame.stack.setCurrentWidget(frame.lots)
        if came:
            frame.strip.show_keys(frame.lots.key_hints)
            frame.lots.table.setFocus()

    def show_lots(self) -> None:
        desk, frame = self._bench.desk, self._frame
        if desk is None:
            return
        self._bench.commit_typed()
        lot = desk.lot
        desk.close_lot()
        frame.lot.leave()
        frame.sidebar.show_lots(self._rows, "", self._stage)
        self._title(None)
        if self._read:
            self._show_list()
            frame.lots.table.select_id(lot or "")
            frame.lots.table.setFocus()

    def _leave_what_is_gone(self) -> None:
        """To the list; what was done last stays said, for it tells why."""
        said = self._said
        self.show_lots()
        if self._lines is not None:
            self._lines.read()
        if said is not None:
            self.say(said[0], **said[1])

    @property
    def _parties_shown(self) -> bool:
        frame = self._frame
        return frame.parties is not None and frame.stack.currentWidget() is frame.parties

    def show_parties(self) -> None:
        desk, frame = self._bench.desk, self._frame
        if desk is None:
            return
        self._bench.commit_typed()
        desk.close_lot()
        frame.lot.leave()
        frame.sidebar.show_lots(self._rows, "", self._stage)
        self._title(None)
        new = frame.parties is None
        panel = frame.show_parties(desk)
        if new:
            panel.lot_asked.connect(self.open_lot)
            panel.merge_asked.connect(partial(show_merge, self._bench))
            panel.add_asked.connect(partial(show_new_party, self._bench))

    def _choose_stage(self, stage: str) -> None:
        self._stage = stage
        if self._parties_shown:
            self._show_list()
        self._show_lots(self._rows)

    def _move_stage(self, lot: str, stage: str) -> None:
        if self._bench.desk is not None:
            self._bench.desk.move_stage(lot, Stage(stage))

    def open_lot(self, lot: str) -> None:
        desk, frame = self._bench.desk, self._frame
        if desk is None:
            return
        if desk.lot not in {None, lot}:
            self._bench.commit_typed()  # an amount is read in the currency of its own lot
            frame.lot.leave()
        desk.open_lot(lot)
        frame.sidebar.show_lots(self._rows, lot, self._stage)
        frame.strip.show_keys([])

    def _record_changed(self, record: LotRecord) -> None:
        frame = self._frame
        if frame.stack.currentWidget() is not frame.lot:
            frame.stack.setCurrentWidget(frame.lot)
            frame.lot.tabs.setFocus()
            self._show_keys()
        self._title(record.lot.name)

    def _show_keys(self) -> None:
        self._said = None
        self._frame.strip.show_keys(self._frame.lot.key_hints)

    def say(self, words: Callable[[Translator], str], **offers: bool) -> None:
        """What was done last, and what the strip `offers`; it stays until the next operation, also through a rebuild."""
        self._said = (words, offers)
        self._frame.strip.show_operation(words(self._bench.context.tr), **offers)

    def _workspace_name(self, desk: Desk) -> str:
        name, tr = desk.services.name, self._bench.context.tr
        return tr("{workspace}, read only", workspace=name) if desk.services.read_only else name

    def _title(self, lot: str | None) -> None:
        desk = self._bench.desk
        workspace = self._workspace_name(desk) if desk else None
        parts = [part for part in (lot, workspace, program_name(self._bench.context.tr)) if part]
        self._bench.setWindowTitle(" — ".join(parts))

    def _remove_lot(self, lot: str) -> None:
        if self._bench.desk is not None:
            self._bench.desk.remove_lot(lot)

    # the strip and the banner

    def _committed(self, result: Committed[Any]) -> None:
        self.say(lambda tr: sentence(tr, result.step))

    def _undone(self, step: Step | None) -> None:
        self.say(lambda tr: undone_sentence(tr, step), can_undo=False, can_redo=True)

    def _redone(self, step: Step | None) -> None:
        self.say(lambda tr: redone_sentence(tr, step))

    def _imported(self, report: "ImportReport") -> None:
        if self._bench.closing_was_put_off:
            self._bench.closing_was_put_off = False
            self._frame.hide_problem()
        self.say(lambda tr: report_sentence(tr, report))

    def _problem(self, error: UserError) -> None:
        tr, actions = self._bench.context.tr, []
        if error.command.startswith(IN_SAFETY):
            actions.append(BannerAction(SHOW, tr("Snapshots and recovery")))
        self._frame.show_problem(error, actions)

    def _show_cut_off(self, found: "InterruptedImport | None") -> None:
        """An import that did not end is offered until it is gone on with or given up; None withdraws the offer."""
        from workstation.application.interrupted import interrupted_sentence  # noqa: PLC0415 - off the start-up path

        tr = self._bench.context.tr
        self._cut_off = found
        if found is None:
            self._frame.hide_offer()
            return
        what = interrupted_sentence(tr, found)
        kept = tr("Their bytes are kept; nothing has to be chosen again.")
        why = tr("They are looked through again where they lie.") if found.begun.dropped else kept
        actions = [BannerAction(GO_ON, tr("Go on")), BannerAction(GIVE_UP, tr("Leave them out"))]
        self._frame.show_offer(BannerText(Severity.MEDIUM, what, why), actions)

    def say_closing(self, left: tuple[int, int]) -> None:
        """The window was to be closed while files come in."""
        tr = self._bench.context.tr
        done, total = left
        what = tr("Files are being taken in: {done} of {total}.", done=done, total=total)
        why = tr("If you close now, the rest is offered again at the next start.")
        self._frame.show_notice(
            BannerText(Severity.MEDIUM, what, why, can_close=True),
            [BannerAction(CLOSE_NOW, tr("Close now"))],
        )

    def _remedy(self, key: str) -> None:
        kind, _, rest = key.partition(":")
        desk, cut_off = self._bench.desk, self._cut_off
        if kind in {GO_ON, GIVE_UP} and desk is not None and cut_off is not None:
            self._frame.hide_offer()
            self._cut_off = None
            if kind == GO_ON and cut_off.begun.dropped:  # what came in is decided on over its lot
                self._bench.open_lot(cut_off.begun.lot)
                self._frame.lot.show_tab("documents")
            if kind == GO_ON:
                desk.resume(cut_off.begun)
            else:
                desk.forget_import(cut_off.begun.batch)
        if kind == CLOSE_NOW:
            self._bench.close()
        if kind == SHOW_TAB:
            self._frame.hide_problem()
            self._frame.lot.show_tab(rest)
        if kind == TAKE:
            self._bench.watching.take()
        if self._bench.doors.remedy(kind, rest):
            self._frame.hide_problem()
        if kind == "read-only":
            self._frame.hide_problem()
            self._bench.doors.open_read_only(Path(rest))

    # the place of the reader

    def place(self) -> Place:
        desk, frame = self._bench.desk, self._frame
        lot = desk.lot if desk else None
        page, viewers = frame.lot.page_place(), frame.lot.viewers
        return Place(lot, frame.lot.tab, self._stage, page, viewers, self._arriving(), self._parties_shown)

    def _arriving(self) -> "tuple[Looked, ...]":
        from workstation.ui.dialogs.arrivals import ArrivalsSheet  # noqa: PLC0415 - off the start-up path

        desk = self._bench.desk
        if desk is None:
            return ()
        asked = (sheet.undecided(desk) for sheet in self._frame.findChildren(ArrivalsSheet))
        return tuple(found for found in asked if found is not None)

    def restore(self, place: Place) -> None:
        desk, frame = self._bench.desk, self._frame
        said = self._said
        if desk is None:
            return
        self._show_lots(self._rows)
        frame.lot.viewers = place.viewers
        frame.lot.show_tab(place.tab)
        if place.lot is not None and desk.record is not None:
            frame.lot.show_record(desk.record)
            frame.lot.restore_page(place.page)
            frame.stack.setCurrentWidget(frame.lot)
            frame.lot.tabs.setFocus()
            self._show_keys()
        elif place.parties:
            self.show_parties()
        if self._cut_off is not None:
            self._show_cut_off(self._cut_off)
        for found in place.arriving:
            desk.ask_again(found)
        if said is not None:
            self.say(said[0], **said[1])
