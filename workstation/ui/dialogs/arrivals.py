"""What was dropped, before it enters: new, known, a new version of which paper, unreadable and why."""

from collections import Counter
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from workstation.application.importing import Entry
from workstation.application.survey import Entering, Refused, Standing
from workstation.domain.documents import Document, ReadOutcome, Version
from workstation.domain.errors import UserError
from workstation.domain.reading import ReadingError
from workstation.language.translator import Translator
from workstation.ui.desk import Desk
from workstation.ui.desk_files import Looked
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.values import FigureTone, TwoLines


@dataclass(frozen=True, slots=True)
class ArrivingRow:
    """One file, or one that stays in its archive. `choices` are what Space walks through: the document that it becomes
    a version of, "" for a paper of its own, None for staying out; of a known paper that is `missing` from the drop ""
    for staying as it is and its own id for being withdrawn."""

    id: str
    path: str
    standing: Standing
    reason: UserError | None = None
    note: str = ""
    choices: tuple[str | None, ...] = ()
    is_archive: bool = False
    folder: str = ""
    missing: bool = False


class ArrivalsSheet(TitledSheet):
    """Space changes what becomes of the chosen file, Enter takes in. A password looks again."""

    def __init__(self, desk: Desk, host: QWidget, found: Looked) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("What came in"), QSize(980, 600))
        self._desk = desk
        self._found = found
        self._documents = {each.id: each for each in desk.record.all(Document)} if desk.record else {}
        self._rows = {each.id: each for each in self._made()}
        self._chosen: dict[str, int] = {}
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

    def change(self, identity: str) -> None:
        """The next choice for a file, with everything that lies in it where it stays out."""
        found = self._rows.get(identity)
        if found is None or len(found.choices) < 2:
            return
        self._chosen[identity] = (self._chosen.get(identity, 0) + 1) % len(found.choices)
        self.table.set_rows(self._rows.values())
        self.table.select_id(identity)
        self.said.setText(self._count())

    # what it is made from

    def _made(self) -> list[ArrivingRow]:
        made = []
        for place, each in enumerate(self._found.survey.files):
            made.append(self._arriving(place, each))
            made += [
                ArrivingRow(
                    f"{place}.{number}",
                    inner.path,
                    Standing.REFUSED,
                    inner.reason,
                    folder=each.source_path,
                )
                for number, inner in enumerate(each.refused)
                if not self._is_told_by_itself(place, inner)
            ]
        for document in self._found.survey.missing:
            known = self._name(document)
            made.append(
                ArrivingRow(document, known, Standing.DUPLICATE, choices=("", document), missing=True)
            )
        return made

    def _is_told_by_itself(self, place: int, inner: Refused) -> bool:
        """An archive inside that had trouble has a line of its own."""
        files = self._found.survey.files[place + 1 :]
        return any(each.holder == place and each.name == inner.path and each.reason for each in files)

    def _arriving(self, place: int, each: Entering) -> ArrivingRow:
        choices: tuple[str | None, ...] = ()
        if each.standing is Standing.NEW:
            choices = ("", each.like, None) if each.like else ("", None)
        elif each.standing is Standing.VERSION:
            choices = (each.document, "", None)
        return ArrivingRow(
            str(place),
            each.source_path,
            each.standing,
            each.reason,
            self._note(each),
            choices,
            each.is_archive,
        )

    def _note(self, each: Entering) -> str:
        tr = self.context.tr
        parts = []
        if each.standing is Standing.DUPLICATE and each.document:
            parts.append(tr("as {document}", document=self._name(each.document)))
        elif each.like:
            parts.append(tr("its name is like {document}", document=self._name(each.like)))
        if each.elsewhere:
            parts.append(tr("also in {lots}", lots=tr(", ").join(each.elsewhere)))
        return tr(", ").join(parts)

    def _name(self, document: str) -> str:
        found = self._documents.get(document)
        return found.name if found else ""

    def _choice(self, found: ArrivingRow) -> str | None:
        return found.choices[self._chosen.get(found.id, 0)] if found.choices else ""

    # what it shows

    def _spec(self) -> TableSpec[ArrivingRow]:
        tr = self.context.tr
        return TableSpec(
            name=tr("What came in"),
            key=lambda found: found.id,
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
        record = self._desk.record
        ordinal = (
            1 + max((each.ordinal for each in record.all(Version, document=choice)), default=0)
            if record
            else 2
        )
        return tr("version {number} of {document}", number=ordinal, document=self._name(choice))

    def _count(self) -> str:
        tr = self.context.tr
        counts = Counter(found.standing for found in self.rows if not found.missing)
        unread = sum(map(_is_unread, self.rows))
        out = sum(bool(found.choices) and self._choice(found) is None for found in self.rows)
        parts = [
            tr(words, count=count)
            for words, count in (
                ("{count} new", counts[Standing.NEW]),
                ("{count} with a new version", counts[Standing.VERSION]),
                ("{count} already here", counts[Standing.DUPLICATE]),
                ("{count} not taken out", counts[Standing.REFUSED]),
                ("{count} will not be read", unread),
                ("{count} missing", sum(found.missing for found in self.rows)),
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
        locked = any(_is_locked(found.reason) for found in self.rows)
        for widget in (self.password, again):
            widget.setVisible(locked)
        self.content.addLayout(row(self.password, again, None))

    def _look_again(self) -> None:
        password = self.password.text()
        if password:
            self.close_sheet()
            self._desk.take_in(self._found.paths, self._found.survey.lot, (password,))

    # taking in

    def _take(self) -> None:
        survey = self._found.survey
        ours = [found for found in self.rows if not found.missing]
        withdrawn = tuple(found.id for found in self.rows if found.missing and self._choice(found))
        decided = {
            int(found.id): choice or None
            for found in ours
            if found.choices and (choice := self._choice(found)) is not None
        }
        out = {int(found.id) for found in ours if found.choices and self._choice(found) is None}
        for place, each in enumerate(survey.files):
            if each.holder in out:
                out.add(place)
        self.close_sheet()
        entry = Entry(
            survey.lot,
            decided=decided,
            left_out=frozenset(out),
            passwords=self._found.passwords,
            withdrawn=withdrawn,
        )
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


def _is_locked(reason: UserError | None) -> bool:
    return isinstance(reason, ReadingError) and reason.outcome is ReadOutcome.PASSWORD


def _is_unread(found: ArrivingRow) -> bool:
    """Not an archive of which only some files stayed inside: that is told of the files."""
    partly = isinstance(found.reason, ReadingError) and found.reason.outcome is ReadOutcome.PARTIAL
    return found.reason is not None and found.standing is not Standing.REFUSED and not partly


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
    if _is_locked(found.reason):
        return tr("locked with a password")
    if found.reason is not None and found.standing is not Standing.REFUSED:
        is_archive_trouble = (
            isinstance(found.reason, ReadingError) and found.reason.outcome is ReadOutcome.PARTIAL
        )
        return tr("not all came out") if is_archive_trouble else tr("will not be read")
    return tr(_STANDING[found.standing])


# English keys
_STANDING = {
    Standing.NEW: "new",
    Standing.DUPLICATE: "already here",
    Standing.VERSION: "a new version",
    Standing.REFUSED: "stays where it is",
}
