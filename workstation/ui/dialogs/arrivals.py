"""What was dropped, before it enters: new, known, a new version of which paper, unreadable and why."""

from dataclasses import replace
from operator import attrgetter
from pathlib import PurePath

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from workstation.application.jobs import Job
from workstation.application.surveyed import Standing
from workstation.domain.documents import Document, Version
from workstation.language.translator import Translator
from workstation.ui.desk import Desk
from workstation.ui.desk_files import Looked
from workstation.ui.dialogs.arriving import (
    OF_DROP,
    ArrivingRow,
    chosen_again,
    is_locked,
    is_partly_out,
    opened_again,
    place_of,
)
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.widgets.base import Label, announce, row, set_tone
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.values import FigureTone, TwoLines


class ArrivalsSheet(TitledSheet):
    """Space changes what becomes of the chosen file, Enter takes in. A password looks again,
    and what it does not open is said beside it."""

    def __init__(self, desk: Desk, host: QWidget, found: Looked) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("What came in"), QSize(980, 600))
        self._desk = desk
        self._found = found
        self._rows = {each.id: each for each in found.arrivals.rows}
        self._chosen = dict(found.chosen)
        self._decided = False
        self._trying: Job[object] | None = None  # a password
        self.closed.connect(self._forget)
        self.said = Label(context, self._count(), tone="ink2", wrap=True)
        self.table = RecordTable(context, self._spec())
        self.table.set_rows(self._rows.values())
        self.table.row_peeked.connect(self.change)
        self.table.row_activated.connect(lambda _: self._take())
        self.table.current_changed.connect(self._explain)
        self.why = Label(context, tone="ink2", wrap=True)
        self.content.addWidget(self.said)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self.why)
        self._add_password()
        self._turn = Button(context, tr("Another choice for this file"), key="Space")
        self._turn.clicked.connect(lambda: self.change(self.table.current_id() or ""))
        self.content.addLayout(row(self._turn, None))
        self.take = self.add_buttons(tr("Take in"))
        self.take.clicked.connect(self._take)
        self._explain(self.table.current_id() or "")

    @property
    def rows(self) -> tuple[ArrivingRow, ...]:
        return tuple(self._rows.values())

    def undecided(self, desk: Desk) -> Looked | None:
        """What is still to be decided on in the workspace of this desk, with what was chosen so far."""
        asks = self._desk is desk and not self._decided
        return replace(self._found, chosen=dict(self._chosen)) if asks else None

    def change(self, identity: str) -> None:
        """The next choice for a file, with everything that lies in it where it stays out."""
        found = self._rows.get(identity)
        if found is None or len(found.choices) < 2:
            return
        self._chosen[identity] = (self._chosen.get(identity, 0) + 1) % len(found.choices)
        self.table.set_rows(self._rows.values())
        self.table.select_id(identity)
        self.said.setText(self._count())

    def _name(self, document: str) -> str:
        record = self._desk.record
        found = record.get(Document, document) if record else None
        return found.name if found else ""

    def _choice(self, found: ArrivingRow) -> str | None:
        return found.choices[self._chosen.get(found.id, 0)] if found.choices else ""

    # what it shows

    def _spec(self) -> TableSpec[ArrivingRow]:
        tr = self.context.tr
        return TableSpec(
            name=tr("What came in"),
            key=attrgetter("id"),
            two_lines=True,
            columns=(
                Column(
                    key="file",
                    title=tr("File"),
                    value=_file,
                    kind=Cell.TWO_LINES,
                    stretch=True,
                    sort=lambda found: found.path,
                ),
                Column(
                    key="standing",
                    title=tr("How it stands"),
                    value=lambda found: standing_words(tr, found),
                    tone=_tone,
                    width=190,
                ),
                Column(key="note", title=tr("Known as"), value=lambda found: found.note, width=190, drop=1),
                Column(key="becomes", title=tr("Becomes"), value=self._becomes, width=210),
            ),
        )

    def _becomes(self, found: ArrivingRow) -> str:
        tr = self.context.tr
        if not found.choices:
            return ""
        choice = self._choice(found)
        if found.missing:
            return tr("marked as withdrawn") if choice else tr("stays as it is")
        if choice is None:
            return tr("stays out")
        if not choice:
            return tr("kept as it is") if found.is_archive else tr("a paper of its own")
        if choice.startswith(OF_DROP):
            earlier = self._rows[choice.removeprefix(OF_DROP)]
            return tr("version {number} of {document}", number=2, document=PurePath(earlier.path).stem)
        record = self._desk.record
        ordinal = (
            1 + max((each.ordinal for each in record.all(Version, document=choice)), default=0)
            if record
            else 2
        )
        return tr("version {number} of {document}", number=ordinal, document=self._name(choice))

    def _count(self) -> str:
        tr = self.context.tr
        found = self._found.arrivals
        counts = found.standing
        out = sum(self._choice(self._rows[identity]) is None for identity in self._chosen)
        parts = [
            tr(words, count=count)
            for words, count in (
                ("{count} new", counts[Standing.NEW]),
                ("{count} with a new version", counts[Standing.VERSION]),
                ("{count} already here", counts[Standing.DUPLICATE]),
                ("{count} not taken out", counts[Standing.REFUSED]),
                ("{count} will not be read", found.unread),
                ("{count} missing", found.missing),
                ("{count} stay out", out),
            )
            if count
        ]
        return tr(", ").join(parts)

    def _explain(self, identity: str) -> None:
        found = self._rows.get(identity)
        reason = self.context.tr.error(found.reason) if found and found.reason else ""
        self.why.setText(reason)
        self.why.setVisible(bool(reason))

    # passwords

    def _add_password(self) -> None:
        tr, context = self.context.tr, self.context
        self.password = self.password_line(tr("Password of the locked files"), self._look_again, width=260)
        again = Button(context, tr("Open them"))
        again.clicked.connect(self._look_again)
        self.tried = Label(context, tone="ink2")
        self._locked = (self.password, again, self.tried)
        self.password.textEdited.connect(lambda _: self.tried.clear())
        self.content.addLayout(row(*self._locked, None))
        self._show_locked()  # not before they stand in the sheet: each would be a window of its own

    def _show_locked(self) -> None:
        for widget in self._locked:
            widget.setVisible(self._found.arrivals.locked > 0)

    def _look_again(self) -> None:
        password = self.password.text()
        if password and self._trying is None:
            self._say(self.context.tr("Trying the password …"))
            self._trying = self._desk.look_again(self._found, password, self._tried, self._not_tried)

    def _tried(self, found: Looked) -> None:
        if not isValid(self) or self._decided:
            return
        self._trying = None
        tr, opened = self.context.tr, opened_again(self._found.arrivals, found.arrivals)
        if not opened:
            self._say_not_opened(tr("This password is wrong: it opens none of these files."))
        elif found.needs_a_look:
            self._show_again(found)
            if found.arrivals.locked:
                self._say_not_opened(tr("{count} opened. The others have another password.", count=opened))
        else:
            self._found = found
            self._take()

    def _not_tried(self, stopped: bool) -> None:  # noqa: FBT001 - as the desk says it
        """A look that failed is offered again; one that was stopped may be begun anew here."""
        if isValid(self) and not self._decided:
            self._trying = None
            self._decided = not stopped
            self._say("")
            if not stopped:
                self.close_sheet()

    def _say(self, said: str, tone: str = "ink2") -> None:
        """Beside the password."""
        self.tried.setText(said)
        set_tone(self.tried, tone)
        self.password.setAccessibleDescription(said)
        if said:
            announce(self.password, said)

    def _say_not_opened(self, said: str) -> None:
        """What was typed stays, to be typed over or mended."""
        self._say(said, "high")
        self.password.setFocus()
        self.password.selectAll()

    def _show_again(self, found: Looked) -> None:
        """What a second look found, with what was chosen and the line that was chosen."""
        line = self._rows.get(self.table.current_id() or "")
        self._chosen = chosen_again(self._found.arrivals, self._chosen, found.arrivals)
        self._found = found
        self._rows = {each.id: each for each in found.arrivals.rows}
        self.table.set_rows(self._rows.values())
        same = (each.id for each in self.rows if line and place_of(each) == place_of(line))
        self.table.select_id(next(same, ""))
        self.said.setText(self._count())
        self._explain(self.table.current_id() or "")
        self._say("")
        self._show_locked()
        if not found.arrivals.locked:
            self.password.clear()
            self.table.setFocus()

    def _forget(self) -> None:
        """Closed without a decision: it all stays out."""
        if self._trying is not None:
            self._trying.cancel()
        if not self._decided:
            self._decided = True
            self._desk.forget_import(self._found.entry.batch)

    # taking in

    def _take(self) -> None:
        survey = self._found.survey
        ours = [found for found in self.rows if not found.missing]
        withdrawn = tuple(found.id for found in self.rows if found.missing and self._choice(found))
        decided = {
            int(found.id): choice or None
            for found in ours
            if found.choices
            and (choice := self._choice(found)) is not None
            and not choice.startswith(OF_DROP)  # as the survey has it
        }
        out = {int(found.id) for found in ours if found.choices and self._choice(found) is None}
        for place, each in enumerate(survey.files):
            if each.holder in out:
                out.add(place)
        self._decided = True
        self.close_sheet()
        entry = replace(self._found.entry, decided=decided, left_out=frozenset(out), withdrawn=withdrawn)
        self._desk.enter(entry, survey)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)


def _file(found: ArrivingRow) -> TwoLines:
    """A file that stayed inside keeps the path that it has there."""
    if found.folder:
        return TwoLines(found.path, found.folder, strong=False)
    folder, _, name = found.path.rpartition("/")
    return TwoLines(name, folder, strong=False)


def _tone(found: ArrivingRow) -> FigureTone:
    return (
        FigureTone.AMBER
        if found.reason or found.missing or found.standing is Standing.REFUSED
        else FigureTone.INK
    )


def standing_words(tr: Translator, found: ArrivingRow) -> str:
    """How a file stands, in a few words; one that will not be read says so first."""
    if found.missing:
        return tr("not among these files")
    if is_locked(found.reason):
        return tr("locked with a password")
    if found.reason is not None and found.standing is not Standing.REFUSED:
        return tr("not all came out") if is_partly_out(found.reason) else tr("will not be read")
    return tr(_STANDING[found.standing])


# English keys
_STANDING = {
    Standing.NEW: "new",
    Standing.DUPLICATE: "already here",
    Standing.VERSION: "a new version",
    Standing.REFUSED: "stays where it is",
}
