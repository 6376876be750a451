"""Snapshots and recovery: the copies that are kept, what restoring one would change, the doctor, a copy on another disk."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from workstation.application.ports.upkeep import Copy, Mirror
from workstation.application.progress import Watched
from workstation.application.restore_preview import RestorePreview, preview_restore
from workstation.application.upkeep import Examined, examine
from workstation.domain.checklists.answers import Severity
from workstation.domain.copies import CopyReason
from workstation.domain.errors import UserError
from workstation.language.formats import near
from workstation.ui import doctor_words
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.dialogs.safety_doctor import DoctorPart
from workstation.ui.dialogs.safety_list import OLD_DAYS, grouped, mirror_figure, snapshot_spec
from workstation.ui.dialogs.safety_restore import RestorePart
from workstation.ui.models.table import RecordTable
from workstation.ui.widgets.banner import Banner
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button, ButtonKind
from workstation.ui.widgets.figures import KeyFigureStrip
from workstation.ui.widgets.strip import KeyLine
from workstation.ui.widgets.values import BannerAction, BannerText, FigureTone, KeyFigure, KeyHint

if TYPE_CHECKING:
    from workstation.ui.workbench import Workbench

T = TypeVar("T")
SIZE: Final = QSize(1240, 800)
_RIGHT: Final = 560
ELSEWHERE, COPY_NOW = "elsewhere", "copy-now"


class SafetySheet(TitledSheet):
    """↑↓ choose a copy and show what restoring it would change; Ctrl+S takes one now. All work runs off this thread."""

    def __init__(self, bench: "Workbench", desk: Desk) -> None:
        tr = desk.context.tr
        super().__init__(desk.context, bench.sheet_host, tr("Snapshots and recovery"), SIZE)
        self._bench, self._desk = bench, desk
        self._path = Path(desk.services.location)
        self._copies: dict[str, Copy] = {}
        self.mirror: Mirror | None = None
        self._shown_next = ""  # the copy to show when they are read again
        self.examined: Examined | None = None
        self._comparing = Watched()
        self.figures = KeyFigureStrip(self.context)
        self.banner = Banner(self.context)
        self.banner.chosen.connect(self._banner_chosen)
        self.problem = Banner(self.context)
        self.table = RecordTable(
            self.context, snapshot_spec(self.context, self._said, self._verified, self._on_both)
        )
        self.table.current_changed.connect(lambda _: self._preview())
        self.part = RestorePart(self.context)
        self.part.restore_asked.connect(self._restore)
        self.part.remove_asked.connect(lambda: self._remove(self.table.current_id() or ""))
        self.doctor = DoctorPart(self.context)
        self.doctor.again_asked.connect(self.examine)
        self.doctor.remedy_chosen.connect(self._mend)
        self._lay_out()
        self.read()
        self.examine()

    def _lay_out(self) -> None:
        tr = self.context.tr
        said = tr(
            "Snapshots lie in the folder of the workspace: they undo mistakes. Only a copy on another disk survives the loss of this one."
        )
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.part, 6)
        right.addWidget(self.doctor, 5)
        self.part.setFixedWidth(_RIGHT)
        self.doctor.setFixedWidth(_RIGHT)
        sides = QHBoxLayout()
        sides.setSpacing(20)
        sides.addLayout(self._left(), 1)
        sides.addLayout(right)
        keys = KeyLine(self.context)
        keys.show_keys([KeyHint("↑ ↓", tr("snapshots")), KeyHint("Ctrl+S", tr("take one now"))])
        rhythm = tr("every 30 min while something changed · at close · before bulk work")
        where = Label(
            self.context, tr("This workspace is the folder {folder}", folder=str(self._path)), tone="ink2"
        )
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for widget in (
            where,
            Label(self.context, said, tone="ink2", wrap=True),
            self.figures,
            self.banner,
            self.problem,
        ):
            self.content.addWidget(widget)
        self.content.addLayout(sides, 1)
        foot = row(keys, None, Label(self.context, rhythm, tone="ink2"), 16, self.next)
        self.content.addLayout(foot)

    def _left(self) -> QVBoxLayout:
        tr = self.context.tr
        self.take = Button(self.context, tr("Take one now"), icon="plus")
        self.take.clicked.connect(self.take_now)
        self.take.setEnabled(not self._desk.services.read_only)
        self.verify = Button(self.context, tr("Verify all again"), kind=ButtonKind.QUIET, icon="shield")
        self.verify.clicked.connect(self.examine)
        self.elsewhere = Button(self.context, tr("Copy to another disk …"), icon="save")
        self.elsewhere.clicked.connect(self._ask_folder)
        self.next = Label(self.context, tone="ink2")
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addLayout(row(self.take, self.elsewhere, self.verify, None))
        return left

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._desk.services.clock().tzinfo)

    def _said(self, moment: datetime) -> str:
        return near(self._local(moment), self._desk.services.clock())

    def _verified(self, copy: Copy) -> str:
        tr = self.context.tr
        if copy.name in self._unsound():
            return tr("not whole")
        if copy.steps is None:
            return tr("not looked at")
        return tr("{steps} steps replayed", steps=copy.steps)

    def _on_both(self, copy: Copy) -> str:
        mirror, tr = self.mirror, self.context.tr
        there = mirror is not None and not mirror.same_disk and copy.name in mirror.snapshots
        return tr("both disks") if there else tr("here only")

    def _unsound(self) -> set[str]:
        ailments = self.examined.ailments if self.examined else ()
        return {found.params["name"] for found in ailments if found.code == "snapshot.unsound"}

    # reading

    def _read(self, work: Callable[[], T], done: Callable[[T], None], *, replaces: str = "") -> None:
        """On a reading thread; what goes wrong is said in the sheet while it is there."""

        def delivered(value: T) -> None:
            if isValid(self):
                done(value)

        self._desk.jobs.read(work, delivered, replaces=replaces, failed=self._failed)

    def _failed(self, error: Exception) -> None:
        if not isValid(self) or not isinstance(error, UserError):
            self._desk.report(error)
            return
        self.problem.show_banner(BannerText(Severity.HIGH, "", self.context.tr.error(error), can_close=True))

    def read(self) -> None:
        services, upkeep = self._desk.services, self._bench.shell.upkeep
        self._read(
            lambda: (services.copies.all(), upkeep.last_mirror(self._path)), self._show, replaces="safety"
        )

    def _show(self, found: tuple[tuple[Copy, ...], Mirror | None]) -> None:
        copies, self.mirror = found
        self._copies = {copy.name: copy for copy in copies}
        self._show_list()
        wanted, self._shown_next = self._shown_next, ""
        if copies and (wanted or self.table.current_id() not in self._copies):
            self.table.select_id(wanted or copies[-1].name)
        tr, at = self.context.tr, self._bench.safety.next_at()
        self.next.setText(tr("next {time}, or at close", time=f"{self._local(at):%H:%M}") if at else "")
        self._show_figures()
        self._show_mirror()
        self._preview()

    def _show_list(self) -> None:
        now = self._desk.services.clock()
        self.table.set_rows(grouped(self.context.tr, list(self._copies.values()), now))

    def _show_figures(self) -> None:
        tr, copies = self.context.tr, list(self._copies.values())
        last = self._said(copies[-1].taken_at) if copies else "—"
        steps = copies[-1].steps if copies else None
        replayed = tr("verified, {steps} steps replayed", steps=steps) if steps is not None else ""
        size = self.context.formats.size(sum(copy.size for copy in copies))
        self.figures.show_figures(
            [
                KeyFigure("last", tr("Last snapshot"), last, replayed),
                KeyFigure("kept", tr("Snapshots kept"), str(len(copies)), size),
                mirror_figure(tr, self.mirror, self._desk.services.clock()),
                self._doctor_figure(),
            ]
        )

    def _doctor_figure(self) -> KeyFigure:
        tr = self.context.tr
        if self.examined is None:
            return KeyFigure("doctor", tr("Doctor"), "…")
        count = len(self.examined.ailments)
        if count:
            return KeyFigure("doctor", tr("Doctor"), tr("{count} to do", count=count), tone=FigureTone.AMBER)
        return KeyFigure("doctor", tr("Doctor"), tr("sound"))

    def _show_mirror(self) -> None:
        """What stands between this workspace and the loss of this disk."""
        tr, mirror = self.context.tr, self.mirror
        elsewhere, again = (
            BannerAction(ELSEWHERE, tr("Another disk …")),
            BannerAction(COPY_NOW, tr("Copy now")),
        )
        if mirror is None:
            text = tr("There is no copy on another disk."), tr("If this disk fails, the work is lost.")
            self.banner.show_banner(
                BannerText(Severity.MEDIUM, *text), [BannerAction(ELSEWHERE, tr("Choose a disk …"))]
            )
            return
        days = (self._desk.services.clock() - mirror.at).days
        if mirror.same_disk:
            text = tr("The copy lies on the same disk."), tr("If this disk fails, both are lost.")
            self.banner.show_banner(BannerText(Severity.MEDIUM, *text), [elsewhere])
        elif mirror.lacking:
            what = tr("{count} files are damaged here and were not copied.", count=mirror.lacking)
            self.banner.show_banner(BannerText(Severity.MEDIUM, what, tr("The doctor names them.")), [again])
        elif days > OLD_DAYS:
            what = tr("The copy in {folder} is {days} days old.", folder=Path(mirror.path).parent, days=days)
            why = tr(
                "If this computer fails now, the work since {day} is lost.",
                day=f"{self._local(mirror.at):%Y-%m-%d}",
            )
            self.banner.show_banner(BannerText(Severity.MEDIUM, what, why), [elsewhere, again])
        else:
            self.banner.hide()

    def _banner_chosen(self, key: str) -> None:
        if key == ELSEWHERE:
            self._ask_folder()
        elif self.mirror is not None:
            self.copy_to(Path(self.mirror.path).parent)

    # the doctor

    def examine(self) -> None:
        self.examined = None
        self._show_figures()
        self.doctor.show_words(self.context.tr("Looking at history, records, files and snapshots …"))
        upkeep, path, services = self._bench.shell.upkeep, self._path, self._desk.services
        self._desk.jobs.read(
            lambda: examine(upkeep, path, services),
            lambda found: self._show_examined(found) if isValid(self) else None,
            replaces="doctor",
            failed=self._not_examined,
        )

    def _not_examined(self, error: Exception) -> None:
        if isValid(self) and isinstance(error, UserError):
            self.doctor.show_words(self.context.tr.error(error))
        else:
            self._desk.report(error)

    def _show_examined(self, found: Examined) -> None:
        self.examined = found
        lines = doctor_words.doctor_lines(self.context.tr, self.context.formats, found)
        self.doctor.show_lines(lines, may_mend=not self._desk.services.read_only)
        self._show_list()
        self._show_figures()
        self._preview()

    def _mend(self, remedy: str, to: str) -> None:
        doors = self._bench.doors
        if remedy == doctor_words.REMOVE:
            self._remove(to)
        elif remedy == doctor_words.PUT_BACK:
            self._recover_object(to)
        elif remedy == doctor_words.RESTORE:
            self._choose_sound()
        else:
            self.close_sheet()
            mends = {
                doctor_words.REPAIR: doors.repair,
                doctor_words.PUT_ASIDE: doors.put_aside,
                doctor_words.PURGE: doors.purge,
            }
            mends.get(remedy, doors.accept_loss)(self._path)

    def _choose_sound(self) -> None:
        """The newest snapshot that is whole, with what it would change."""
        sound = [name for name in self._copies if name not in self._unsound()]
        if sound:
            self.table.select_id(sound[-1])
            self.table.setFocus()

    def _recover_object(self, sha256: str) -> None:
        """From the copy on another disk where it is there, else from a file that the person names."""
        if self.mirror is not None:
            there = Path(self.mirror.path, "objects", sha256[:2], sha256[2:])
            self._desk.jobs.read(
                lambda: self._bench.shell.upkeep.recover_object(self._path, sha256, there),
                self._recovered,
                failed=lambda _: self._ask_file(sha256) if isValid(self) else None,
            )
            return
        self._ask_file(sha256)

    def _ask_file(self, sha256: str) -> None:
        dialog = QFileDialog(self, self.context.tr("The file as it was taken in"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.recover_from(sha256, Path(name)))
        dialog.open()

    def recover_from(self, sha256: str, file: Path) -> None:
        recover = self._bench.shell.upkeep.recover_object
        self._read(lambda: recover(self._path, sha256, file), self._recovered)

    def _recovered(self, _: None) -> None:
        """What was said of another file, and that the page cannot be shown, is true no more."""
        self._bench.frame.lot.open_again()
        if isValid(self):
            self.problem.hide()
            self.examine()

    # a snapshot

    def _preview(self) -> None:
        tr, copy = self.context.tr, self._copies.get(self.table.current_id() or "")
        self._comparing.stop.set()
        self._comparing = progress = Watched()
        if copy is None:
            self.part.show_nothing(tr("No snapshot yet"), tr("Take one now with Ctrl+S."))
            return
        heading = tr("If you restore {moment}", moment=self._said(copy.taken_at))
        if copy.name in self._unsound():
            self.part.show_nothing(
                heading, tr("This snapshot is not whole and cannot be restored."), removable=True
            )
            return
        self.part.show_nothing(heading, tr("Comparing …"))
        services = self._desk.services

        def work() -> RestorePreview:
            with services.copies.reading(copy.name) as then:
                return preview_restore(services, then, progress)

        self._read(work, self._show_preview, replaces="preview")

    def _show_preview(self, preview: RestorePreview) -> None:
        self.part.show_preview(preview, may_restore=not self._desk.services.read_only)

    def take_now(self) -> None:
        copies = self._desk.services.copies

        def failed(error: Exception) -> None:
            self._failed(error)
            self._bench.safety.show(self._desk)

        self._desk.jobs.read(lambda: copies.take(CopyReason.ASKED), self._taken, failed=failed)

    def _taken(self, name: str) -> None:
        self._bench.safety.show(self._desk)
        if isValid(self):
            self.problem.hide()
            if name in self._copies:
                same = self.context.tr("Nothing was changed since the newest snapshot.")
                self.problem.show_banner(BannerText(Severity.LOW, same, can_close=True))
            self._shown_next = name
            self.read()

    def _remove(self, name: str) -> None:
        copies = self._desk.services.copies
        self._read(lambda: copies.remove(name), self._removed)

    def _removed(self, _: None) -> None:
        self.read()
        self.examine()

    def _restore(self) -> None:
        name = self.table.current_id()
        if name in self._copies:
            self.close_sheet()
            self._bench.doors.restore(self._path, name)

    # another disk

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.context.tr("Folder on another disk"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.copy_to(Path(name)))
        dialog.open()

    def copy_to(self, folder: Path) -> None:
        """The whole workspace into a folder on another disk, as a job that the strip shows and can cancel."""
        mirror, path = self._bench.shell.upkeep.mirror, self._path
        self._desk.run_long(
            "Copying the workspace",
            lambda progress: mirror(path, folder, progress),
            self._mirrored,
            failed=self._failed,
        )

    def _mirrored(self, _: Mirror) -> None:
        if isValid(self):  # the sheet may be gone: the copying goes on
            self.problem.hide()
            self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_S and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.take.isEnabled():
                self.take_now()
            return
        super().keyPressEvent(event)
