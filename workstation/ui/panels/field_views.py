"""What a form shows of the fields of a row: text, echo, and the chip of the evidence behind each."""

from collections.abc import Mapping, Sequence
from typing import Any

from workstation.application.bare_amounts import bare_currency
from workstation.domain.checklists.answers import Severity
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.documents import Document, Version
from workstation.domain.evidence import FieldState, Support, said_by, support
from workstation.domain.fields import Field, Kind, applies, fields_of
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.images import said_value
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.language.finding_words import finding_sentence
from workstation.language.row_words import row_words
from workstation.language.stored_words import stored_words
from workstation.language.wording import Wording
from workstation.ui.context import UiContext
from workstation.ui.forms.options import reference_options
from workstation.ui.forms.values import NO, YES, FieldAct, FieldView, Option
from workstation.ui.panels.finding_acts import acts_of
from workstation.ui.widgets.values import Chip, ChipState
from workstation.ui.widgets.words import place_words

_STATES = {
    FieldState.EVIDENCED: ChipState.EVIDENCED,
    FieldState.ASSUMED: ChipState.ASSUMED,
    FieldState.BARE: ChipState.BARE,
    FieldState.CONFLICT: ChipState.CONFLICT,
    FieldState.BROKEN: ChipState.BROKEN,
}


class FieldViews:
    """Made once for each record that is shown; `findings` are what the rules say beside its fields,
    `parties` who may be named of all lots."""

    def __init__(
        self,
        context: UiContext,
        record: LotRecord,
        findings: Mapping[Subject, tuple[Finding, ...]] | None = None,
        parties: Sequence[Party] = (),
    ) -> None:
        self._context = context
        self._record = record
        self._findings = findings or {}
        self._parties = parties
        self._wording = Wording(context.tr, context.formats)

    def of_row(self, row: Any) -> dict[str, FieldView]:
        return {field.name: self.of_field(row, field) for field in fields_of(type(row)) if field.shown}

    def of_field(self, row: Any, field: Field) -> FieldView:
        value = getattr(row, field.name)
        text = value or "" if field.kind is Kind.REFERENCE else self._editor_text(row, field, value)
        found = support(self._record, row, field.name) if field.citable else None
        chip = self.chip(field, found) if found else None
        note, severity = self._rule_note(row, field)
        if not note:
            note = self._note(field, found) if found else ""
        applying = applies(row, field)
        if not applying and value is not None:
            note, severity = self._context.tr("No longer applies; kept with its evidence."), Severity.LOW
        return FieldView(
            text=text,
            echo=self._echo(field, value),
            chip=chip,
            note=note,
            severity=severity,
            hidden=not applying and value is None,
            acts=self._acts(row, field),
        )

    def _rule_note(self, row: Any, field: Field) -> tuple[str, Severity | None]:
        """What rules say of this field, worst first, one sentence a line."""
        found = self._findings.get(Subject(row.entity, row.id, field.name), ())
        sentences = [finding_sentence(self._context.tr, self._context.formats, finding) for finding in found]
        return "\n".join(sentences), found[0].severity if found else None

    def _acts(self, row: Any, field: Field) -> tuple[FieldAct, ...]:
        found = self._findings.get(Subject(row.entity, row.id, field.name), ())
        return tuple(act for finding in found for act in acts_of(self._context.tr, self._record, finding))

    def _editor_text(self, row: Any, field: Field, value: Any) -> str:
        if field.kind is Kind.CHOICE:
            return value.value if value is not None else ""
        if field.kind is Kind.BOOLEAN:
            return "" if value is None else YES if value else NO
        if field.kind is Kind.MONEY:
            return self._wording.typed(field, value, currency=bare_currency(self._record, row))
        return value or "" if field.personal else self._wording.typed(field, value)

    def _echo(self, field: Field, value: Any) -> str:
        if value is None:
            return ""
        if field.kind is Kind.MONEY:
            echo = self._context.formats.echo(value)
            return f"{echo}  {value.currency}" if echo else value.currency
        return self._context.tr(field.unit) if field.kind in {Kind.NUMBER, Kind.INTEGER} else ""

    def text(self, row: Any, field: Field) -> str:
        """As it is read, in a table."""
        return self._wording.value(field, getattr(row, field.name), self.name)

    def name(self, entity: str, identity: str) -> str:
        found = self._record.row(entity, identity)
        return row_words(self._context.tr, self._record, found) if found is not None else ""

    def chip(self, field: Field, found: Support) -> Chip | None:
        """None where there is nothing to support."""
        if found.state is FieldState.EMPTY:
            return None
        tr = self._context.tr
        word = self._word(found)
        spoken = ", ".join((tr(field.label), self._spoken(found)))
        return Chip(_STATES[found.state], word, spoken)

    def _word(self, found: Support) -> str:
        tr = self._context.tr
        if found.state is FieldState.EVIDENCED:
            first, *more = found.citations
            place = place_words(tr, first.page, first.part)
            return f"{place} +{len(more)}" if more else place
        if found.state is FieldState.CONFLICT:
            return tr("{count} sources", count=len(found.citations)) if found.citations else tr("no reason")
        if found.state is FieldState.BROKEN:
            return tr("withdrawn") if self._is_withdrawn(found) else tr("changed")
        return tr("assumed") if found.state is FieldState.ASSUMED else tr("no source")

    def _is_withdrawn(self, found: Support) -> bool:
        version = self._record.get(Version, found.citations[0].version) if found.citations else None
        document = self._record.get(Document, version.document) if version else None
        return document is not None and document.withdrawn_on is not None

    def _spoken(self, found: Support) -> str:
        tr = self._context.tr
        if not found.citations:
            reason = next((item.reason for item in found.evidence if item.reason), "")
            return f"{self._word(found)}, {stored_words(tr, reason)}" if reason else self._word(found)
        first = found.citations[0]
        version = self._record.get(Version, first.version)
        document = self._record.get(Document, version.document) if version else None
        name = document.name if document else ""
        place = tr("{document} page {page}", document=name, page=first.page + 1)
        place = f"{name} {first.part}" if first.part else place
        return (
            f"{tr('evidenced')}, {place}"
            if found.state is FieldState.EVIDENCED
            else f"{self._word(found)}, {place}"
        )

    def _note(self, field: Field, found: Support) -> str:
        """Why it is assumed, or stands against a page that says something else; what each source says, and where, when they
        differ and nobody has said why."""
        tr = self._context.tr
        if found.differing and found.reason:
            against = tr("; ").join(self._says(field, item) for item in found.differing)
            return tr("{said}. It stands because: {reason}", said=against, reason=found.reason)
        if found.state is FieldState.ASSUMED:
            return stored_words(tr, next((item.reason for item in found.evidence if item.reason), ""))
        if found.state is FieldState.CONFLICT:
            cited = [item for item in found.evidence if item.kind is EvidenceKind.CITED]
            if not cited:
                return tr("The reason that was given is for another value: say why this one stands.")
            said = tr("; ").join(self._says(field, item) for item in cited)
            return tr("The value and its sources differ: {said}.", said=said)
        return ""

    def _says(self, field: Field, item: Evidence) -> str:
        return self._context.tr(
            "{place} says {value}", place=self._place(item), value=self._said(field, item)
        )

    def _said(self, field: Field, item: Evidence) -> str:
        """What a source says, written as the field writes it."""
        texts = said_by(field.kind, item)
        if not texts:
            return "—"
        value = self._wording.value(field, said_value(field, texts[0]), self.name)
        return value if field.kind is not Kind.MONEY else f"{value} {texts[0].partition(' ')[0]}"

    def _place(self, item: Evidence) -> str:
        citation = self._record.get(Citation, item.citation)
        version = self._record.get(Version, citation.version) if citation is not None else None
        document = self._record.get(Document, version.document) if version is not None else None
        if citation is None or document is None:
            return self._context.tr("A page that is gone")
        place = place_words(self._context.tr, citation.page, citation.part)
        return self._context.tr("{document} {place}", document=document.name, place=place)

    def options(self, field: Field) -> list[Option]:
        """Rows that a reference may name."""
        return reference_options(self._context, self._record, field, self._parties)
