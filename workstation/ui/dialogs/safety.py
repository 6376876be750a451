"""Snapshots and recovery: the copies that are kept, what restoring one would change, the doctor, a copy on another disk."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout
from shiboken6 import isValid

from workstation.application.ports.upkeep import Ailment, Copy, Mirror
from workstation.application.progress import Silent
from workstation.application.restore_preview import RestoreChange, RestorePreview, preview_restore
from workstation.domain.copies import CopyAge, CopyReason, age_of
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Align, Column, GroupRow, TableSpec
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.figures import KeyFigureStrip
from workstation.ui.widgets.values import FigureTone, KeyFigure

if TYPE_CHECKING:
    from workstation.ui.workbench import Workbench

SIZE: Final = QSize(1200, 780)
_RIGHT: Final = 560
OLD_DAYS: Final = 2


class SafetySheet(TitledSheet):
    """↑↓ choose a copy and show what restoring it would change; Ctrl+S takes one now. All work runs off this thread."""

    def __init__(self, bench: "Workbench", desk: Desk) -> None:
        tr = desk.context.tr
        super().__init__(desk.context, bench.sheet_host, tr("Snapshots and recovery"), SIZE)
        self._bench, self._desk = bench, desk
        self._path = Path(desk.services.location)
        self._copies: dict[str, Copy] = {}
        self._mirror: Mirror | None = None
        self._shown_next = ""  # the copy to show when they are read again
        self._ailments: Sequence[Ailment] | None = None
        said = tr(
            "Snapshots lie in the folder of the workspace: they undo mistakes. Only a copy on another disk survives the loss of this one."
        )
        self.content.addWidget(Label(self.context, said, tone="ink2", wrap=True))
        self.figures = KeyFigureStrip(self.context)
        self.content.addWidget(self.figures)
        self.table = RecordTable(self.context, self._spec())
        self.table.current_changed.connect(lambda _: self._preview())
        sides = QHBoxLayout()
        sides.setSpacing(20)
        sides.addLayout(self._left(), 1)
        sides.addLayout(self._right())
        self.content.addLayout(sides, 1)
        self.read()
        self.examine()

    # its parts

    def _left(self) -> QVBoxLayout:
        tr = self.context.tr
        self.take = Button(self.context, tr("Take one now"), icon="plus", key="Ctrl+S")
        self.take.clicked.connect(self.take_now)
        self.take.setEnabled(not self._desk.services.read_only)
        self.elsewhere = Button(self.context, tr("Copy to another disk …"), icon="save")
        self.elsewhere.clicked.connect(self._ask_folder)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addLayout(row(self.take, self.elsewhere, None))
        rhythm = tr("every 30 min while something changed · at close · before bulk work")
        left.addWidget(Label(self.context, rhythm, tone="ink2"))
        return left

    def _right(self) -> QVBoxLayout:
        tr = self.context.tr
        self.heading = Label(self.context, weight=600)
        self.changes = RecordTable(self.context, self._changes_spec())
        self.alike = Label(self.context, tone="ink2", wrap=True)
        self.restore = Button(self.context, tr("Restore …"), icon="history")
        self.restore.clicked.connect(self._ask_restore)
        self.sure = Button(self.context, tr("Restore now"), icon="history")
        self.sure.clicked.connect(self._restore)
        self.remove = Button(self.context, tr("Remove it"), icon="trash")
        self.remove.clicked.connect(self._remove)
        for button in (self.sure, self.remove):
            button.hide()
        kept = tr(
            "A snapshot of now is taken first, so this can be undone. Imported files are never removed."
        )
        self.doctor = RecordTable(self.context, self._doctor_spec())
        again = Button(self.context, tr("Look again"))
        again.clicked.connect(self.examine)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.heading)
        right.addWidget(self.changes, 3)
        right.addWidget(self.alike)
        right.addLayout(row(self.remove, None, self.restore, self.sure))
        right.addWidget(Label(self.context, kept, tone="ink2", wrap=True))
        right.addLayout(row(Label(self.context, tr("Doctor"), weight=600), None, again))
        right.addWidget(self.doctor, 2)
        for part in (self.changes, self.doctor):
            part.setMinimumWidth(_RIGHT)
        return right

    def _spec(self) -> TableSpec[Copy]:
        tr, context = self.context.tr, self.context
        return TableSpec(
            name=tr("Snapshots"),
            key=lambda copy: copy.name,
            columns=(
                Column(
                    key="at",
                    title=tr("When"),
                    value=lambda copy: f"{self._local(copy.taken_at):%m-%d %H:%M}",
                    sort=lambda copy: copy.number,
                    width=110,
                ),
                Column(
                    key="why",
                    title=tr("Why it was taken"),
                    value=lambda copy: context.choice_word(copy.reason),
                    stretch=True,
                ),
                Column(key="verified", title=tr("Verified"), value=self._verified, width=150),
                Column(
                    key="size",
                    title=tr("Size"),
                    value=lambda copy: context.formats.size(copy.size),
                    align=Align.RIGHT,
                    sort=lambda copy: copy.size,
                    width=80,
                ),
            ),
        )

    def _changes_spec(self) -> TableSpec[tuple[int, RestoreChange]]:
        tr = self.context.tr
        return TableSpec(
            name=tr("What would change"),
            key=lambda numbered: str(numbered[0]),
            columns=(
                Column(key="lot", title=tr("Lot"), value=lambda each: each[1].lot, width=170),
                Column(key="what", title=tr("What"), value=lambda each: self._what(each[1]), stretch=True),
                Column(
                    key="now", title=tr("Today"), value=lambda each: self._count(each[1], each[1].now),
                    align=Align.RIGHT, width=80,
                ),
                Column(
                    key="then", title=tr("Then"), value=lambda each: self._count(each[1], each[1].then),
                    align=Align.RIGHT, width=80, strong=True,
                ),
            ),
        )  # fmt: skip

    def _doctor_spec(self) -> TableSpec[tuple[int, str]]:
        return TableSpec(
            name=self.context.tr("Doctor"),
            key=lambda numbered: str(numbered[0]),
            columns=(
                Column(
                    key="said",
                    title=self.context.tr("What the doctor says"),
                    value=lambda numbered: numbered[1],
                    stretch=True,
                ),
            ),
        )

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(self._desk.services.clock().tzinfo)

    def _verified(self, copy: Copy) -> str:
        tr = self.context.tr
        if copy.name in self._unsound():
            return tr("not whole")
        if copy.steps is None:
            return tr("not looked at")
        return tr("{steps} steps replayed", steps=copy.steps)

    def _unsound(self) -> set[str]:
        return {found.params["name"] for found in self._ailments or () if found.code == "snapshot.unsound"}

    def _what(self, change: RestoreChange) -> str:
        tr = self.context.tr
        if not change.what:
            return tr("the lot itself")
        if change.differing:
            return tr("{what}, {count} with other values", what=tr(change.what), count=change.differing)
        return tr(change.what)

    def _count(self, change: RestoreChange, count: int) -> str:
        if change.what:
            return str(count)
        return self.context.tr("there") if count else self.context.tr("gone")

    # reading

    def read(self) -> None:
        services, upkeep = self._desk.services, self._bench.shell.upkeep
        self._desk.read(
            lambda: (services.copies.all(), upkeep.last_mirror(self._path)),
            self._show,
            to=self,
            replaces="safety",
        )

    def _show(self, found: tuple[tuple[Copy, ...], Mirror | None]) -> None:
        copies, self._mirror = found
        self._copies = {copy.name: copy for copy in copies}
        self.table.set_rows(self._grouped(copies))
        wanted, self._shown_next = self._shown_next, ""
        if copies and (wanted or self.table.current_id() not in self._copies):
            self.table.select_id(wanted or copies[-1].name)
        self.restore.setEnabled(bool(copies) and not self._desk.services.read_only)
        self._show_figures()
        self._preview()

    def _grouped(self, copies: Sequence[Copy]) -> list[Copy | GroupRow]:
        tr, now = self.context.tr, self._desk.services.clock()
        titles = {
            CopyAge.ALL: (tr("Today and yesterday"), tr("all are kept for two days")),
            CopyAge.DAILY: (tr("Daily"), tr("one a day for two weeks")),
            CopyAge.WEEKLY: (tr("Weekly"), tr("one a week for eight weeks")),
            CopyAge.MONTHLY: (tr("Monthly"), tr("one a month for a year")),
            CopyAge.OVER: (tr("Older"), tr("the newest ten are always kept")),
        }
        rows: list[Copy | GroupRow] = []
        shown = None
        for copy in reversed(copies):
            age = age_of(copy.taken_at, now)
            if age is not shown:
                title, detail = titles[age]
                rows.append(GroupRow(f"group-{age.value}", title, detail))
                shown = age
            rows.append(copy)
        return rows

    def _show_figures(self) -> None:
        tr, copies = self.context.tr, list(self._copies.values())
        last = f"{self._local(copies[-1].taken_at):%m-%d %H:%M}" if copies else "—"
        steps = copies[-1].steps if copies else None
        replayed = tr("verified, {steps} steps replayed", steps=steps) if steps is not None else ""
        size = self.context.formats.size(sum(copy.size for copy in copies))
        self.figures.show_figures(
            [
                KeyFigure("last", tr("Last snapshot"), last, replayed),
                KeyFigure("kept", tr("Snapshots kept"), str(len(copies)), size),
                self._mirror_figure(),
                self._doctor_figure(),
            ]
        )

    def _mirror_figure(self) -> KeyFigure:
        tr = self.context.tr
        if self._mirror is None:
            return KeyFigure("mirror", tr("On another disk"), tr("none yet"), tone=FigureTone.AMBER)
        days = (self._desk.services.clock() - self._mirror.at).days
        value = tr("{days} days old", days=days) if days else tr("today")
        tone = FigureTone.AMBER if days > OLD_DAYS else FigureTone.INK
        return KeyFigure("mirror", tr("On another disk"), value, self._mirror.path, tone=tone)

    def _doctor_figure(self) -> KeyFigure:
        tr = self.context.tr
        if self._ailments is None:
            return KeyFigure("doctor", tr("Doctor"), "…")
        count = len(self._ailments)
        if count:
            return KeyFigure("doctor", tr("Doctor"), tr("{count} to do", count=count), tone=FigureTone.AMBER)
        return KeyFigure("doctor", tr("Doctor"), tr("sound"))

    def examine(self) -> None:
        self._ailments = None
        self._show_figures()
        doctor, path = self._bench.shell.upkeep.doctor, self._path
        self._desk.read(lambda: doctor(path), self._show_ailments, to=self, replaces="doctor")

    def _show_ailments(self, found: Sequence[Ailment]) -> None:
        tr = self.context.tr
        self._ailments = found
        said = [tr(each.text, **each.params) for each in found] or [
            tr("What you entered is all there: replaying the history gives the records of now."),
            tr("All files are as they came: each was compared with its fingerprint."),
            tr("All snapshots are whole."),
        ]
        self.doctor.set_rows(list(enumerate(said)))
        self.table.set_rows(self._grouped(list(self._copies.values())))
        self._show_figures()
        self._preview()

    # a copy

    def _chosen(self) -> Copy | None:
        return self._copies.get(self.table.current_id() or "")

    def _preview(self) -> None:
        tr, copy = self.context.tr, self._chosen()
        self.sure.hide()
        self.restore.show()
        self.remove.setVisible(copy is not None and copy.name in self._unsound())
        self.changes.set_rows([])
        self.alike.setText("")
        if copy is None:
            self.heading.setText(tr("No snapshot yet"))
            return
        moment = f"{self._local(copy.taken_at):%m-%d %H:%M}"
        self.heading.setText(tr("If you restore {moment}", moment=moment))
        services = self._desk.services

        def work() -> RestorePreview:
            with services.copies.reading(copy.name) as then:
                return preview_restore(services.reader, then, Silent())

        if copy.name not in self._unsound():
            self._desk.read(work, self._show_preview, to=self, replaces="preview")

    def _show_preview(self, preview: RestorePreview) -> None:
        tr = self.context.tr
        self.changes.set_rows(list(enumerate(preview.changes)))
        self.alike.setText(tr("{count} other lots: no difference", count=preview.alike))

    def take_now(self) -> None:
        copies = self._desk.services.copies
        self._desk.read(lambda: copies.take(CopyReason.ASKED), self._taken, to=self)

    def _taken(self, name: str) -> None:
        self._shown_next = name
        self.read()
        self._bench.safety.show(self._desk)

    def _remove(self) -> None:
        copy = self._chosen()
        if copy is not None:
            copies = self._desk.services.copies
            self._desk.read(lambda: copies.remove(copy.name), self._removed, to=self)

    def _removed(self, _: None) -> None:
        self.read()
        self.examine()

    def _ask_restore(self) -> None:
        """Never at one key: the button asks once more, beside what would change."""
        self.restore.hide()
        self.sure.show()
        self.sure.setFocus()

    def _restore(self) -> None:
        copy = self._chosen()
        if copy is not None:
            self.close_sheet()
            self._bench.doors.restore(self._path, copy.name)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.context.tr("Folder on another disk"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.copy_to(Path(name)))
        dialog.open()

    def copy_to(self, folder: Path) -> None:
        """The whole workspace into a folder on another disk, as a job that the strip shows."""
        mirror, path = self._bench.shell.upkeep.mirror, self._path
        self._desk.run_long(
            "Copying the workspace", lambda progress: mirror(path, folder, progress), self._mirrored
        )

    def _mirrored(self, _: Mirror) -> None:
        if isValid(self):  # the sheet may be gone: the copying goes on
            self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_S and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.take.isEnabled():
                self.take_now()
            return
        super().keyPressEvent(event)
