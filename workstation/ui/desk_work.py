"""The desk's work on records: forms, tables, checks, files. One method for each thing a person does."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, Signal

from workstation.application import checks, lots, parties, records, rounds
from workstation.application.jobs import Job, Jobs
from workstation.application.ports.drafts import Draft
from workstation.application.ports.storage import Committed
from workstation.application.progress import Progress
from workstation.application.records import FieldRef
from workstation.application.services import Services
from workstation.domain.checklists.answers import CheckStatus
from workstation.domain.errors import UserError
from workstation.domain.lots import Stage
from workstation.domain.new_lots import NewLot
from workstation.language.translator import Language
from workstation.ui.context import UiContext
from workstation.ui.desk_review import ReviewDesk
from workstation.ui.typed import names_party, typed_value

if TYPE_CHECKING:
    from workstation.application.memos import MemoExport, MemoLanguage
    from workstation.application.ports.sheets import Sheet
    from workstation.domain.decisions import DecisionKind
    from workstation.domain.stages import Move


class WorkDesk(ReviewDesk):
    """Signal: `memo_exported(lot id, MemoExport, Path)` when a memo stands in its file. `memo_language` gives the words of a
    memo; the window sets it when a workspace is opened."""

    memo_exported = Signal(str, object, object)

    def __init__(
        self, services: Services, jobs: Jobs, context: UiContext, parent: QObject | None = None
    ) -> None:
        super().__init__(services, jobs, context, parent)
        self.memo_language: Callable[[Language], MemoLanguage] | None = None

    def new_lot(self, given: NewLot, then: Callable[[str], None] | None = None) -> None:
        services = self.services
        self.write(lambda: lots.new_lot(services.writer, services.defaults, given), then or self.open_lot)

    def edit(self, ref: FieldRef, value: object) -> None:
        """Sets one field; the decision itself is a use case of its own, with a gate."""
        if (ref.entity, ref.field) == ("decision", "kind"):
            self.decide(cast("DecisionKind | None", value))
            return
        self.write(lambda: records.edit_field(self.services.writer, ref, value))

    def edit_text(self, ref: FieldRef, text: str) -> None:
        """What was typed in a form: a text that is no value of the field becomes a banner."""
        if text and names_party(ref):
            self.write(lambda: parties.name_party(self.services.writer, ref, text))
            return
        try:
            value = typed_value(
                ref, text, currency=self.currency_of(ref.entity, ref.row), today=self.context.today()
            )
        except UserError as error:
            self.problem.emit(error)
            return
        self.edit(ref, value)

    def edit_fields(self, entity: str, row: str, values: dict[str, object]) -> None:
        self.write(lambda: records.edit_fields(self.services.writer, entity, row, values))

    def add(
        self,
        entity: str,
        values: dict[str, Any] | None = None,
        then: Callable[[str], None] | None = None,
    ) -> None:
        """A new row of the open lot; `then` gets its id."""
        lot = self.lot
        self.write(lambda: records.add_row(self.services.writer, entity, lot, values), then)

    def remove(self, entity: str, row: str) -> None:
        self.write(lambda: records.remove_row(self.services.writer, entity, row))

    def edit_note(self, ref: FieldRef, text: str, draft: Draft | None) -> None:
        """Keeps the heading or the text of a note; once it is kept, and not before, its draft goes."""

        def work() -> Committed[None]:
            kept = records.edit_field(self.services.writer, ref, text or None)
            if draft is not None:
                self.services.drafts.discard(draft.row, draft.name)
            return kept

        self.write(work)

    def remove_note(self, row: str, then: Callable[[str], None]) -> None:
        """With all its drafts; `then` gets its id."""

        def work() -> Committed[None]:
            removed = records.remove_row(self.services.writer, "note", row)
            self.services.drafts.discard(row)
            return removed

        self.write(work, lambda _: then(row))

    def merge_parties(self, gone: str, kept: str) -> None:
        self.write(lambda: parties.merge_parties(self.services.writer, gone, kept))

    def move_stage(self, lot: str, to: Stage) -> None:
        """A step that the house blocks, and what another step lacks, become a banner with its remedy."""
        from workstation.application.stages import gaps, move_stage  # noqa: PLC0415 - the engine is off the start-up path

        tr = self.context.tr

        def said(step: "Move") -> None:
            lack = gaps(step, tr)
            if lack is not None:
                self.problem.emit(lack)

        self.write(lambda: move_stage(self.services, lot, to, tr), said)

    def new_round(self) -> None:
        """The open lot is offered again."""
        lot = self.lot
        if lot is not None:
            reason = self.context.tr("Carried over from the earlier round; look at the new notice.")
            self.write(lambda: rounds.new_round(self.services.writer, lot, reason))

    def remove_round(self, listing: str) -> None:
        self.write(lambda: rounds.remove_round(self.services.writer, listing))

    def answer_check(
        self,
        item: str,
        *,
        status: CheckStatus | None = None,
        text: str | None = None,
        then: Callable[[str], None] | None = None,
    ) -> None:
        """`then` gets the id of the check's row, which is made on demand."""
        lot = self.lot
        if lot is not None:
            self.write(lambda: checks.answer(self.services.writer, lot, item, status=status, text=text), then)

    def choose(self, evidence: str, reason: str = "") -> None:
        """Of several sources of a field, takes one with what it says; `reason` is why the others do not count."""
        self.write(lambda: records.choose(self.services.writer, evidence, reason))

    def assume(self, ref: FieldRef, reason: str, value: object = None) -> None:
        """A reason for the value of a field, or for a `value` that it takes in the same step."""
        self.write(lambda: records.assume(self.services.writer, ref, reason, value=value))

    def freeze_run(self) -> None:
        """Values the lot as it stands; unchanged inputs give the run that is there."""
        from workstation.application.valuing import freeze_run  # noqa: PLC0415 - the engine is off the start-up path

        lot = self.lot
        if lot is not None:
            self.write(lambda: freeze_run(self.services, lot))

    def export_memo(self, path: Path, language: Language) -> Job[object] | None:
        """Renders the memo in the background and writes it to `path`; a run is frozen when the figures moved."""
        from workstation.application.memos import export_memo  # noqa: PLC0415 - off the start-up path

        lot, words = self.lot, self.memo_language
        if lot is None or words is None or not self.can_write():
            return None

        extracts = self._known()

        def work(progress: Progress) -> "MemoExport":
            tr = self.context.tr
            exported = export_memo(self.services, lot, words(language), progress, tr, extracts=extracts)
            self.services.write_file(path, exported.pdf)
            return exported

        def done(exported: "MemoExport") -> None:
            self.reload()
            self.lots_changed.emit(frozenset({lot}))
            self.memo_exported.emit(lot, exported, path)

        return self.run_long("Exporting the memo", work, done)

    def export_sheet(self, sheet: "Sheet", path: Path) -> Job[object]:
        """Writes what a table shows as a spreadsheet to `path`."""
        write = self.services.write_file
        return self.run_long("Exporting a table", lambda _: write(path, self.services.write_sheet(sheet)))

    def save_copy(self, sha256: str, path: Path) -> Job[object]:
        """Writes an object of the workspace, such as an exported memo, to `path`."""

        def work(_: Progress) -> None:
            with self.services.objects.open(sha256) as stream:
                self.services.write_file(path, stream.read())

        return self.run_long("Saving a copy", work)
