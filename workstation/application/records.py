"""Use cases on records: one function per thing a person does, each one operation."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from workstation.application.marks import Caret, cited_evidence, drop, follow_marks, put_mark, strip_marks
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.documents import Document, Version
from workstation.domain.errors import Term, UserError
from workstation.domain.evidence import said_by
from workstation.domain.fields import Field, Kind, field_of, fields_of
from workstation.domain.images import canonical, said_text, said_value
from workstation.domain.naming import name_of
from workstation.domain.ranges import SINGLE, check_value


@dataclass(frozen=True, slots=True)
class FieldRef:
    """One field of one row."""

    entity: str
    row: str
    field: str

    @property
    def label(self) -> str:
        return field_of(BY_ENTITY[self.entity], self.field).label

    @property
    def rich(self) -> bool:
        return field_of(BY_ENTITY[self.entity], self.field).rich


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a citation points, before it has an identity (see `domain.citations.Citation`)."""

    version: str
    page: int
    rects: tuple[tuple[float, float, float, float], ...] = ()
    quote: str = ""
    before: str = ""
    after: str = ""
    part: str = ""


_READ = frozenset({Kind.MONEY, Kind.RATE, Kind.DATE, Kind.MOMENT})
_MEANT = 20  # values of a passage: one that holds more says nothing of a single field


class RequiredFieldError(UserError):
    code = "field.required"
    message = "{field} cannot be empty. Type a value, or press Esc to keep the old one."


def edit_field(writer: Writer, ref: FieldRef, value: object) -> Committed[None]:
    """Sets one field. Evidence stays: it shows what the page says beside what the field says."""
    return edit_fields(writer, ref.entity, ref.row, {ref.field: value})


def edit_fields(writer: Writer, entity: str, row: str, values: dict[str, object]) -> Committed[None]:
    record_class = BY_ENTITY[entity]
    for name, value in values.items():
        declared = field_of(record_class, name)
        if declared.required and value in {None, ""}:
            raise RequiredFieldError(field=Term(declared.label))
        check_value(declared, value)

    said = {"field": field_of(record_class, next(iter(values))).label}

    def work(tx: Transaction) -> None:
        stored = tx.get(record_class, row)
        said["record"] = name_of(stored)
        tx.put(replace(stored, **values))
        for name, value in values.items():
            if field_of(record_class, name).rich:
                follow_marks(tx, stored, name, str(value or ""))

    return writer.run(Step(OperationKind.EDIT, said), work)


def add_row(
    writer: Writer, entity: str, lot: str | None, values: dict[str, Any] | None = None
) -> Committed[str]:
    """A new row with the given values; returns its id. Required text fields may be given as titles. Of what a lot has one,
    such as the sale of a thing in a scenario, the row that is there gets the values: two cells may be filled faster than
    the first one is written."""
    record_class = BY_ENTITY[entity]
    given = dict(values or {})
    if lot is not None and any(declared.name == "lot" for declared in fields_of(record_class)):
        given["lot"] = lot
    for name, value in given.items():
        check_value(field_of(record_class, name), value)

    def work(tx: Transaction) -> str:
        there = _row_of_which_there_is_one(tx, record_class, given)
        record = record_class(id=tx.new_id(), **given) if there is None else replace(there, **given)
        tx.put(record)
        return str(record.id)

    return writer.run(Step(OperationKind.ADD, {"record": str(given.get("name") or record_class.title)}), work)


def _row_of_which_there_is_one(tx: Transaction, record_class: type[Any], given: dict[str, Any]) -> Any:
    names = SINGLE.get(record_class)
    if names is None:
        return None
    return next(iter(tx.rows(record_class, **{name: given.get(name) for name in ("lot", *names)})), None)


def remove_row(writer: Writer, entity: str, row: str) -> Committed[None]:
    """Removes a row with the rows that are nothing without it and the evidence on all of them."""
    said: dict[str, str] = {}

    def work(tx: Transaction) -> None:
        stored = tx.get(BY_ENTITY[entity], row)
        said["record"] = name_of(stored)
        remove_with_parts(tx, stored)

    return writer.run(Step(OperationKind.REMOVE, said), work)


def remove_with_parts(tx: Transaction, record: Any) -> None:
    """A row, the rows that are nothing without it, and the evidence on all of them; what only mentions it stays, and
    mentions nothing. Asked in sets: what rests on many rows of a kind is one question."""
    going: dict[tuple[str, str], Any] = {(record.entity, record.id): record}
    level = [record]
    while level:
        parts: list[Any] = []
        for entity in dict.fromkeys(row.entity for row in level):
            ids = frozenset(row.id for row in level if row.entity == entity)
            parts += _parts(tx, entity, ids, going)
            for evidence in tx.rows(Evidence, row_entity=entity, row=ids):
                going[evidence.entity, evidence.id] = evidence
        level = parts
    for row in going.values():
        tx.remove(row)


def _parts(tx: Transaction, entity: str, ids: frozenset[str], going: dict[tuple[str, str], Any]) -> list[Any]:
    """The rows that are nothing without these, which are noted as `going`; in rows that only mention one of these the
    mention is taken out."""
    found: list[Any] = []
    for part_class, declared in _references_to(entity):
        for part in tx.rows(part_class, **{declared.name: ids}):
            if (part.entity, part.id) in going:
                continue
            if declared.required or part_class is Evidence:
                going[part.entity, part.id] = part
                found.append(part)
            else:
                tx.put(replace(part, **{declared.name: None}))
    return found


@cache
def _references_to(entity: str) -> tuple[tuple[type[Any], Field], ...]:
    return tuple(
        (part_class, declared)
        for part_class in RECORDS
        for declared in fields_of(part_class)
        if declared.kind is Kind.REFERENCE and declared.target == entity
    )


def attach(
    writer: Writer,
    ref: FieldRef,
    place: Place,
    *,
    says: object = None,
    fill: bool = False,
    word: str = "",
    at: Caret | None = None,
) -> Committed[str]:
    """The gesture: a citation with its evidence on a field, and, with `fill`, the value it says.

    `says` is the parsed value of the selection; a field that is empty takes it when `fill` is asked for, a
    field that says something else keeps its value unless `fill` is asked for. A rich text gets a mark `at` its
    caret that reads as `word`, with `fill` behind the quote. Returns the evidence's id.
    """
    said = {"field": ref.label}
    if fill and says is not None:
        check_value(field_of(BY_ENTITY[ref.entity], ref.field), says)

    def work(tx: Transaction) -> str:
        row = tx.get(BY_ENTITY[ref.entity], ref.row)
        said.update(page_said(tx, place.version, place.page), record=name_of(row))
        lot = (
            row.id if ref.entity == "lot" else getattr(row, "lot", None) or _lot_of_version(tx, place.version)
        )
        citation = new_citation(tx, lot, place)
        tx.put(citation)
        said_there = _page_says(ref, place.quote, row, says)
        evidence = cited_evidence(tx, row, ref.field, citation, said_there)
        tx.put(evidence)
        _unchoose_reasons(tx, ref)
        if ref.rich:
            text = put_mark(getattr(row, ref.field) or "", at, citation, word, quote=fill)
            tx.put(replace(row, **{ref.field: text}))
        elif fill and says is not None:
            tx.put(replace(row, **{ref.field: says}))
        return evidence.id

    return writer.run(Step(OperationKind.CITE, said), work)


def _page_says(ref: FieldRef, quote: str, row: Any, says: object) -> str:
    """What a passage says of a field: what was read from it, else the value of the field.

    Of an amount, a rate or a day everything that it states, one a line; the value of the field is left out where it
    stands nowhere in it. A passage that states more than can be meant is taken at its word.
    """
    declared = field_of(BY_ENTITY[ref.entity], ref.field)
    if declared.rich:
        return ""
    value = says if says is not None else getattr(row, declared.name)
    if declared.kind not in _READ or not quote.strip():
        return said_text(value)
    from workstation.language.stated import stated  # noqa: PLC0415 - numerals load when asked for

    found = [canonical(each) for each in stated(declared.kind, quote, value)]
    if not found or len(found) > _MEANT:
        return said_text(value)
    first = [canonical(value)] if says is not None or canonical(value) in found else []
    return "\n".join(dict.fromkeys((*first, *found)))


def _unchoose_reasons(tx: Transaction, ref: FieldRef) -> None:
    """A reason was chosen against the pages that were there then."""
    for reason in tx.rows(Evidence, row_entity=ref.entity, row=ref.row, field=ref.field):
        if reason.kind is EvidenceKind.ASSUMED and reason.chosen:
            tx.put(replace(reason, chosen=None))


def new_citation(tx: Transaction, lot: str, place: Place) -> Citation:
    """A place with an identity of its own, not stored yet."""
    return Citation(
        id=tx.new_id(),
        lot=lot,
        version=place.version,
        page=place.page,
        rects=place.rects,
        quote=place.quote or None,
        before=place.before or None,
        after=place.after or None,
        part=place.part or None,
    )


def page_said(tx: Transaction, version: str, page: int) -> dict[str, str]:
    """What the history keeps of a page: the name of its document, and its number as a reader counts."""
    document = tx.get(Document, tx.get(Version, version).document)
    return {"document": document.name, "page": str(page + 1)}


def detach(writer: Writer, evidence_id: str) -> Committed[None]:
    """Takes one piece of evidence off its field; its citation goes with it when nothing else uses it."""
    said: dict[str, str] = {}

    def work(tx: Transaction) -> None:
        evidence = tx.get(Evidence, evidence_id)
        if evidence.citation is not None:
            citation = tx.get(Citation, evidence.citation)
            said.update(page_said(tx, citation.version, citation.page))
        drop(tx, evidence)
        row = tx.get(BY_ENTITY[evidence.row_entity], evidence.row)
        declared = field_of(type(row), evidence.field)
        if declared.rich and evidence.citation:
            strip_marks(tx, row, declared.name, evidence.citation)
        said.update(field=declared.label, record=name_of(row))

    return writer.run(Step(OperationKind.DETACH, said), work)


def choose(writer: Writer, evidence_id: str, reason: str = "") -> Committed[None]:
    """Of several sources of a field one is taken: the field gets what it says, the others stay beside it. `reason` says why
    the others do not count; without one pages that say another amount, number or day stay a conflict. A reason that is
    chosen keeps the value that the field has, against its pages."""
    said: dict[str, str] = {}

    def work(tx: Transaction) -> None:
        chosen = tx.get(Evidence, evidence_id)
        row = tx.get(BY_ENTITY[chosen.row_entity], chosen.row)
        declared = field_of(type(row), chosen.field)
        said.update(field=declared.label, record=name_of(row))
        for item in tx.rows(Evidence, row_entity=row.entity, row=row.id, field=chosen.field):
            taken = item.id == evidence_id
            kept = item.reason if item.kind is EvidenceKind.ASSUMED else None
            why = (reason.strip() or item.reason) if taken else kept
            tx.put(replace(item, chosen=taken or None, reason=why))
        texts = said_by(declared.kind, chosen)
        if (
            chosen.kind is EvidenceKind.CITED
            and texts
            and canonical(getattr(row, declared.name)) not in texts
        ):
            tx.put(replace(row, **{chosen.field: said_value(declared, texts[0])}))

    return writer.run(Step(OperationKind.CHOOSE, said), work)


def assume(writer: Writer, ref: FieldRef, reason: str, *, value: object = None) -> Committed[str]:
    """Says why a value stands without a page, or against the pages that say something else; one reason a field. With a
    `value` the field takes it in the same step. `FieldRangeError`."""
    said = {"field": ref.label}
    if value is not None:
        check_value(field_of(BY_ENTITY[ref.entity], ref.field), value)

    def work(tx: Transaction) -> str:
        row = tx.get(BY_ENTITY[ref.entity], ref.row)
        said["record"] = name_of(row)
        if value is not None:
            row = replace(row, **{ref.field: value})
            tx.put(row)
        cited = None
        for old in tx.rows(Evidence, row_entity=ref.entity, row=ref.row, field=ref.field):
            if old.kind is EvidenceKind.ASSUMED:
                tx.remove(old)
                continue
            cited = True
            if old.chosen:
                tx.put(replace(old, chosen=None, reason=None))
        evidence = replace(assumed(tx, row, ref.field, reason), chosen=cited)
        tx.put(evidence)
        return evidence.id

    return writer.run(Step(OperationKind.ASSUME, said), work)


def assumed(tx: Transaction, row: Any, field: str, reason: str) -> Evidence:
    """The evidence row that marks a field of `row` as assumed."""
    lot = row.id if row.entity == "lot" else row.lot
    return Evidence(
        id=tx.new_id(),
        lot=lot,
        row_entity=row.entity,
        row=row.id,
        field=field,
        kind=EvidenceKind.ASSUMED,
        value=said_text(getattr(row, field)) or None,
        reason=reason,
    )


def _lot_of_version(tx: Transaction, version: str) -> str:
    """A party belongs to no lot; what is cited on it belongs to the lot of the paper."""
    return tx.get(Version, version).lot
