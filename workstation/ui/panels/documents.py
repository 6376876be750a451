"""The documents of a lot: taken in, opened, unlocked, withdrawn."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.application.unlocking import is_locked
from workstation.domain.documents import Document, DocumentPart, PageStatus, Version
from workstation.domain.kinds import KindProposal
from workstation.domain.reading import ReadOutcome
from workstation.domain.record import LotRecord
from workstation.ui.arrivals import paths_of
from workstation.ui.desk import WHERE_LEFT, Desk
from workstation.ui.dialogs.files import ask_copy_file, ask_files, ask_folder
from workstation.ui.models.table import RecordTable, RowAction
from workstation.ui.panels.document_lines import (
    RESTS_ON,
    DocumentRow,
    document_rows,
    documents_spec,
    proposal_words,
    shot_words,
)
from workstation.ui.panels.reading import outcome_reason, trouble_words
from workstation.ui.widgets.base import ElidedLabel, Label, Rule, row, set_tone, surface
from workstation.ui.widgets.buttons import Button, mark_writing
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.values import EmptyAction, KeyHint

NOTHING: Final = object()  # has been shown yet
AT_ONCE: Final = 500  # documents whose lines are made on the thread of the window


class DocumentsPanel(QWidget):
    """What a person chooses is shown in the viewer beside it, and what the viewer shows is chosen; Enter opens the viewer
    where it is closed. Files and folders may be dropped anywhere on a lot. Signal: `shown(version id)`."""

    shown = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows: dict[str, DocumentRow] = {}
        self._rests_on: tuple[object, ...] = (NOTHING,) * len(RESTS_ON)
        self._proposals: dict[tuple[str | None, ReadOutcome], KindProposal | None] = {}
        context = desk.context
        self._context = context
        tr = context.tr
        surface(self, "canvas")
        self.setAcceptDrops(True)
        self.table = RecordTable(context, documents_spec(context))
        self.table.row_activated.connect(self.open_row)
        self.table.row_peeked.connect(self.open_row)
        self.table.actions_of = self._actions
        self.filter = FilterBox(context, tr("Filter documents"))
        self.filter.changed.connect(self.table.set_filter)
        self.filter.left.connect(self.table.setFocus)
        self._said = ElidedLabel(context, tone="ink2")
        self._make_buttons()
        desk.halted_changed.connect(self._show_halted)
        desk.comparison_changed.connect(self._show_comparison)
        self._reason = Label(context, tone="high", wrap=True)
        self.table.current_changed.connect(self._show_reason)
        self.table.current_changed.connect(self._choose)
        desk.document_shown.connect(self._follow)
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self._empty())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head())
        layout.addWidget(self._body, 1)
        self._foot = self._make_foot()
        layout.addWidget(self._foot)

    def _make_buttons(self) -> None:
        """What the chosen line may want: shown when it does."""
        context, tr = self._context, self._context.tr
        self.go_on = Button(context, "", icon="import")
        self.go_on.clicked.connect(self._desk.go_on)
        self.unlock = Button(context, tr("Open with a password …"), icon="lock")
        self.unlock.clicked.connect(lambda: self._ask_password(self.table.current_id() or ""))
        self.compare = Button(context, tr("What changed …"), icon="not-equal")
        self.compare.clicked.connect(lambda: self._desk.compare_versions(self.table.current_id() or ""))
        self.disagree = Button(context, "", icon="not-equal", key="Ctrl+Shift+N")
        self.disagree.clicked.connect(self._desk.disagreements_requested)
        self.agree = Button(context, tr("File it so"), icon="check")
        self.agree.clicked.connect(lambda: self._agree([self.table.current_id() or ""]))
        self.agree_all = Button(context, "", icon="check")
        self.agree_all.clicked.connect(lambda: self._agree(self._plain()))
        mark_writing(self.go_on, self.unlock, self.agree, self.agree_all)

    @property
    def key_hints(self) -> list[KeyHint]:
        tr = self._context.tr
        return [KeyHint("↵", tr("open")), KeyHint("Ctrl+O", tr("import files"))]

    def _head(self) -> QVBoxLayout:
        context, tr = self._context, self._context.tr
        files = Button(context, tr("Import files …"), icon="import", key="Ctrl+O")
        files.clicked.connect(self.choose_files)
        folder = Button(context, tr("A folder …"), icon="folder")
        folder.clicked.connect(self._choose_folder)
        mark_writing(files, folder)
        self.filter.setMinimumWidth(120)
        inset = context.theme.tokens.space.page_inset
        box = QVBoxLayout()
        box.setContentsMargins(inset, 8, inset, 8)
        box.setSpacing(6)
        line = row(files, folder)
        line.addWidget(self.filter, 1)
        box.addLayout(line)
        box.addWidget(self._second_line())
        return box

    def _second_line(self) -> QWidget:
        """What comes and goes by itself has its place kept here: rows under it never move, nor does a button."""
        line = QWidget()
        line.setLayout(row(self.go_on, self.agree_all, self._said, None, self.disagree))
        line.setFixedHeight(self._context.theme.tokens.size.button)
        for button in (self.disagree, self.go_on, self.agree_all):
            button.hide()
        return line

    def _make_foot(self) -> QWidget:
        """What is said of the chosen line and offered for it: its place is there before a line is chosen, so that the
        second click of two lands on the same row."""
        foot, theme = QWidget(), self._context.theme
        inset = theme.tokens.space.page_inset
        box = row(self._reason, self.unlock, self.compare, self.agree, margins=(inset, 6, 12, 6))
        box.setStretch(0, 1)
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Rule(self._context))
        lines.addLayout(box, 1)
        foot.setMinimumHeight(
            max(theme.tokens.size.button, 2 * self._reason.fontMetrics().lineSpacing()) + 12
        )
        for button in (self.unlock, self.compare, self.agree):
            button.hide()
        return foot

    def _empty(self) -> EmptyState:
        tr = self._context.tr
        actions = [
            EmptyAction("files", tr("Import files …"), "import", "Ctrl+O", writes=True),
            EmptyAction("folder", tr("A folder …"), "folder", writes=True),
        ]
        what = tr("No documents yet.")
        hint = tr("Drop files or folders anywhere on the lot. Originals are kept unchanged.")
        empty = EmptyState(self._context, "page", what, hint, actions=actions)
        empty.chosen.connect(lambda key: self.choose_files() if key == "files" else self._choose_folder())
        return empty

    @property
    def rows(self) -> list[DocumentRow]:
        return list(self._rows.values())

    def show_record(self, record: LotRecord) -> None:
        rests_on = tuple(record.rows.get(entity) for entity in RESTS_ON)
        if all(new is old for new, old in zip(rests_on, self._rests_on, strict=True)):
            self._said_of()
            return
        self._rests_on = rests_on
        if len(record.rows.get(Document.entity, ())) <= AT_ONCE:
            self._show_made(document_rows(record))
            return

        def made(rows: list[DocumentRow]) -> None:
            if self._rests_on is rests_on:
                self._show_made(rows)

        self._desk.read(lambda: document_rows(record), made, to=self, replaces="document rows")

    def _show_made(self, rows: Sequence[DocumentRow]) -> None:
        self._show([self._proposed_of(found) for found in rows])
        whole = [found for found in rows if found.part is None]
        if any(found.document.kind is None and _looked_at(found) not in self._proposals for found in whole):
            self._desk.propose_kinds(self._proposed)

    def _proposed_of(self, found: DocumentRow) -> DocumentRow:
        proposal = self._proposals.get(_looked_at(found)) if found.part is None else None
        return found if proposal is None else replace(found, proposal=proposal)

    def _proposed(self, kinds: dict[str, KindProposal]) -> None:
        rows = [
            found if found.part else replace(found, proposal=kinds.get(identity))
            for identity, found in self._rows.items()
        ]
        self._proposals |= {_looked_at(found): found.proposal for found in rows if found.part is None}
        if rows != self.rows:
            self._show(rows)

    def _agree(self, documents: Sequence[str]) -> None:
        """A proposal becomes the kind only here."""
        found = {identity: row for identity in documents if (row := self._rows.get(identity)) is not None}
        kinds = {
            identity: row.proposal.rule.label
            for identity, row in found.items()
            if row.proposal is not None and row.document.kind is None
        }
        if kinds:
            self._desk.file_kinds(kinds)

    def _plain(self) -> list[str]:
        """The documents whose kind their title or name says; a guess is agreed to alone."""
        return [
            identity
            for identity, row in self._rows.items()
            if row.proposal is not None and row.proposal.is_plain and row.document.kind is None
        ]

    def _show(self, rows: Sequence[DocumentRow]) -> None:
        first = not self._rows
        self._rows = {found.id: found for found in rows}
        self.table.set_rows(rows)
        self._said.setText(self._summary(rows))
        self._said.setVisible(bool(rows))
        self._foot.setVisible(bool(rows))
        self._body.setCurrentIndex(0 if rows else 1)
        if first:
            self._follow(self._desk.shown_version)
        self._said_of()

    def _said_of(self) -> None:
        self._desk.set_field_order(())
        self._show_halted()
        self._show_comparison()
        self._show_reason(self.table.current_id() or "")

    def _show_reason(self, document: str) -> None:
        """Why the chosen file could not be read, and what to do: below the table, in full. Of a picture, when and where
        the camera says that it was taken."""
        found = self._rows.get(document)
        self.unlock.setVisible(found is not None and is_locked(found.version))
        proposal = found.proposal if found is not None and found.document.kind is None else None
        open_kinds = len(self._plain())
        self.agree.setVisible(proposal is not None)
        self.agree_all.setVisible(open_kinds > 1 and self.go_on.isHidden())
        self.agree_all.setText(self._context.tr("File {count} by title or name", count=open_kinds))
        self.compare.setVisible(found is not None and found.versions > 1)
        shot = shot_words(self._context.tr, found.version) if found else ""
        # that a photo has no text needs no word: when and where it was taken does
        reason = outcome_reason(self._context.tr, found.version) if found and not shot else ""
        if found is not None and found.outdated:
            outdated = self._context.tr("{count} facts rest on an older version.", count=found.outdated)
            reason = f"{outdated} {reason}".strip()
        set_tone(self._reason, "high" if reason else "ink2")
        reason = reason or shot
        if proposal is not None:
            reason = f"{proposal_words(self._context.tr, proposal)} {reason}".strip()
        self._reason.setText(reason)

    def _summary(self, rows: Sequence[DocumentRow]) -> str:
        tr = self._context.tr
        rows = [found for found in rows if found.part is None]
        pages = sum(found.version.pages or 0 for found in rows)
        said = tr("{count} documents, {pages} pages", count=len(rows), pages=pages)
        read = sum(found.read for found in rows)
        said = f"{said}, {tr('{count} read', count=read)}" if read else said
        return tr(", ").join((said, *trouble_words(tr, (found.version for found in rows))))

    def _show_halted(self) -> None:
        halted = self._desk.halted
        shown = halted is not None and halted.entry.lot == self._desk.lot
        self.go_on.setVisible(shown)
        if shown and halted is not None:
            self.go_on.setText(self._context.tr("Go on taking in: {count} left", count=halted.left))

    def _show_comparison(self) -> None:
        """How many places wait to be looked at."""
        comparison, tr = self._desk.comparison, self._context.tr
        open_places = comparison.open if comparison is not None else 0
        self.disagree.setVisible(open_places > 0)
        self.disagree.setText(
            tr("1 place does not agree")
            if open_places == 1
            else tr("{count} places do not agree", count=open_places)
        )

    def _actions(self, document: str) -> Sequence[RowAction]:
        """What the menu of a line offers beside opening it."""
        found, tr = self._rows.get(document), self._context.tr
        if found is None:
            return ()
        if found.part is not None:
            part = found.part.id
            return [(tr("Take the part away"), lambda: self._desk.remove(DocumentPart.entity, part))]
        version = found.version
        back = found.document.withdrawn_on is not None
        withdrawing = tr("The seller gave it again") if back else tr("The seller withdrew it")
        actions: list[RowAction] = [
            (tr("Name its parts …"), lambda: self._desk.parts_requested.emit(version, found.document.name)),
            (tr("Open a copy in another program"), lambda: self._desk.open_copy(version)),
            (tr("Save a copy …"), lambda: self._save_copy(found)),
            (tr("All pages are read"), lambda: self._mark_all(version, PageStatus.READ)),
            (tr("Read it again"), lambda: self._mark_all(version, PageStatus.TO_READ)),
            (withdrawing, lambda: self._desk.withdraw(document, back=back)),
        ]
        if version.may_be_listing:
            words = tr("Read as listing page")
            actions.insert(0, (words, lambda: self._desk.listing_requested.emit(version)))
        chosen = [each for each in self.table.selected_ids() if self._rows[each].part is None]
        if len(chosen) > 1:
            words = tr("Read {count} files as one document", count=len(chosen))
            actions.insert(0, (words, lambda: self._desk.join(chosen)))
        if found.files > 1 or found.document.joined is not None:
            actions.append((tr("Take the joined files apart"), lambda: self._desk.take_apart(document)))
        if is_locked(version):
            actions.insert(0, (tr("Open with a password …"), lambda: self._ask_password(document)))
        return actions

    def _mark_all(self, version: Version, status: PageStatus) -> None:
        self._desk.mark_pages(version.id, range(version.pages or 0), status)

    def _save_copy(self, found: DocumentRow) -> None:
        version = found.version
        name = version.file_name or found.document.name
        ask_copy_file(self, self._context, name, self._saver(version.sha256 or ""))

    def _saver(self, sha256: str) -> Callable[[Path], object]:
        return lambda path: self._desk.save_copy(sha256, path)

    def _ask_password(self, document: str) -> None:
        found = self._rows.get(document)
        if found is not None:
            self._desk.password_requested.emit(
                found.version.id, found.version.file_name or found.document.name
            )

    def open_row(self, document: str) -> None:
        """A paper opens in the viewer; of an archive the files that came out of it are shown, a locked one asks."""
        found = self._rows.get(document)
        if found is not None and found.part is not None:
            self._desk.open_page(found.version.id, found.part.first)
            self.shown.emit(found.version.id)
        elif found is not None and found.version.outcome is ReadOutcome.PASSWORD:
            self._ask_password(document)
        elif found is not None and found.version.is_archive:
            self.filter.setText(f"{found.version.source_path}/")
        elif found is not None:
            self._desk.open_page(found.version.id)
            self.shown.emit(found.version.id)

    def _choose(self, document: str) -> None:
        """Only what a person chooses: a table that is filled chooses a line too, and has no focus."""
        found = self._rows.get(document)
        if found is None or not self.table.hasFocus():
            return
        if found.part is not None:
            self._desk.document_chosen.emit(found.version.id, found.part.first)
        elif found.version.id != self._desk.shown_version:
            self._desk.document_chosen.emit(found.version.id, WHERE_LEFT)

    def _follow(self, version: str) -> None:
        """The line of the document that the viewer shows."""
        current = self._rows.get(self.table.current_id() or "")
        if current is None or current.version.id != version:
            shown = next((key for key, found in self._rows.items() if found.version.id == version), "")
            self.table.select_id(shown)

    def choose_files(self) -> None:
        ask_files(self, self._context.tr, self._take_in)

    def _choose_folder(self) -> None:
        ask_folder(self, self._context.tr, self._take_in)

    def _take_in(self, paths: Sequence[Path]) -> None:
        self._desk.take_in(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_in(paths_of(event.mimeData()))
        event.acceptProposedAction()


def _looked_at(found: DocumentRow) -> tuple[str | None, ReadOutcome]:
    """A paper is looked at once, and again when it was read."""
    return found.version.sha256, found.version.outcome
