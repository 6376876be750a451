"""What stands behind each filled field, and how much of a lot stands on paper (design.md 4)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workstation.domain.checklists.answers import Check
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.documents import Document, Version
from workstation.domain.fields import Field, Kind, field_of, fields_of
from workstation.domain.images import canonical
from workstation.domain.record import LotRecord


class FieldState(StrEnum):
    EMPTY = "empty"
    EVIDENCED = "evidenced"
    ASSUMED = "assumed"
    BARE = "bare"
    CONFLICT = "conflict"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Support:
    """The state of one field and the evidence behind it, citations first. `differing` are the pages that say another
    amount, number or date than the field; `reason` is why the value stands all the same, "" while nobody has said so."""

    state: FieldState
    evidence: tuple[Evidence, ...] = ()
    citations: tuple[Citation, ...] = ()
    differing: tuple[Evidence, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over the filled fields that feed a check, a deadline or a figure; `covered` is their evidenced and
    assumed part (design.md 4)."""

    evidenced: int = 0
    assumed: int = 0
    bare: int = 0
    troubled: int = 0

    @property
    def total(self) -> int:
        return self.evidenced + self.assumed + self.bare + self.troubled

    @property
    def covered(self) -> int:
        return self.evidenced + self.assumed

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.evidenced + other.evidenced,
            self.assumed + other.assumed,
            self.bare + other.bare,
            self.troubled + other.troubled,
        )


def support(record: LotRecord, row: Any, field: str) -> Support:
    """The state of one field. A conflict: a page says another amount, number, date, yes or no, and nobody has given a reason
    for the value; the only reason was given for the other of yes and no; or two papers use different words and none is
    chosen. Broken: every page that it rests on has lapsed
    (`has_lapsed`). A reason that stands against all pages makes it assumed; one that stands beside a page that says the
    value leaves it evidenced."""
    value = getattr(row, field)
    if value is None:
        return Support(FieldState.EMPTY)
    found = record.evidence_of(row.entity, row.id, field)
    cited = tuple(item for item in found if item.kind is EvidenceKind.CITED)
    kind = field_of(type(row), field).kind
    if not cited:
        return Support(_state_of_reasons(kind, found, value), found)
    reasons = tuple(item for item in found if item.kind is not EvidenceKind.CITED)
    citations = tuple(c for item in cited if (c := record.get(Citation, item.citation)) is not None)
    differing = tuple(item for item in cited if kind in EXACT and item.value and not _says(kind, item, value))
    reason = _reason(kind, found, value)
    if any(item.chosen for item in reasons) and reason:
        standing = _standing(record, _behind(record, cited, differing))
        agreed = (
            kind in EXACT and differing and len(differing) < len(cited) and standing is FieldState.EVIDENCED
        )
        state = FieldState.EVIDENCED if agreed else FieldState.ASSUMED
        return Support(state, (*reasons, *cited), citations, differing, reason)
    if (differing and not reason) or _words_differ(kind, cited):
        return Support(FieldState.CONFLICT, (*cited, *reasons), citations, differing)
    state = _standing(record, citations)
    return Support(state, (*cited, *reasons), citations, differing, reason if differing else "")


def reasons_for(record: LotRecord, row: Any, field: str) -> tuple[Evidence, ...]:
    """What stands for the value that a field has now: a reason in words, or a page of the lot that says this very
    value.

    What was given for another value, an empty reason and a page that is not there or no longer stands (`has_lapsed`) stand
    for nothing.
    """
    value = getattr(row, field)
    kind = field_of(type(row), field).kind
    return tuple(
        item
        for item in record.evidence_of(row.entity, row.id, field)
        if value is not None and _says(kind, item, value) and _is_said(record, item)
    )


def _is_said(record: LotRecord, item: Evidence) -> bool:
    page = record.get(Citation, item.citation) if item.kind is EvidenceKind.CITED else None
    return (page is not None and not has_lapsed(record, page)) or bool((item.reason or "").strip())


def _state_of_reasons(kind: Kind, found: tuple[Evidence, ...], value: object) -> FieldState:
    """Without a page. Why yes was said is no reason for no: then the reason is asked for again."""
    if not found:
        return FieldState.BARE
    told = [item for item in found if item.value]
    other = kind is Kind.BOOLEAN and told and not any(_says(kind, item, value) for item in told)
    return FieldState.CONFLICT if other else FieldState.ASSUMED


# of these a page says one thing exactly; two papers name a person or a place in different words
EXACT = frozenset({Kind.MONEY, Kind.RATE, Kind.NUMBER, Kind.INTEGER, Kind.DATE, Kind.MOMENT, Kind.BOOLEAN})


def said_by(kind: Kind, item: Evidence) -> tuple[str, ...]:
    """What a source says of a field, as `canonical` texts: of an amount, number or date everything of that kind in the
    passage, what was read from it first."""
    if not item.value:
        return ()
    return tuple(item.value.split("\n")) if kind in EXACT else (item.value,)


def _says(kind: Kind, item: Evidence, value: object) -> bool:
    return _words(canonical(value)) in map(_words, said_by(kind, item))


def _reason(kind: Kind, found: tuple[Evidence, ...], value: object) -> str:
    """Why the value stands against a page: what was said when a source was taken, or the value kept. It was said of that
    value: for another one it is asked again."""
    chosen = (item for item in found if item.chosen and (item.reason or "").strip())
    said = (
        item.reason or ""
        for item in chosen
        if kind not in EXACT or not item.value or _says(kind, item, value)
    )
    return next(said, "")


def _words_differ(kind: Kind, cited: tuple[Evidence, ...]) -> bool:
    if kind is Kind.PROSE or kind in EXACT:
        return False
    chosen = tuple(item for item in cited if item.chosen) or cited
    return len({_words(item.value) for item in chosen if item.value}) > 1


def _behind(
    record: LotRecord, cited: tuple[Evidence, ...], differing: tuple[Evidence, ...]
) -> tuple[Citation, ...]:
    agreeing = (item for item in cited if item not in differing)
    return tuple(c for item in agreeing if (c := record.get(Citation, item.citation)) is not None)


def _words(text: str) -> str:
    """Spaces and line ends of a page are no part of what it says."""
    return "".join(text.split())


def _standing(record: LotRecord, citations: tuple[Citation, ...]) -> FieldState:
    gone = all(has_lapsed(record, citation) for citation in citations)
    return FieldState.BROKEN if gone else FieldState.EVIDENCED


def has_lapsed(record: LotRecord, citation: Citation) -> bool:
    """Whether a place no longer stands for what it said: its document was withdrawn by the seller, or its version was
    replaced by a newer one, or is gone."""
    version = record.get(Version, citation.version)
    document = record.get(Document, version.document) if version is not None else None
    if version is None or (document is not None and document.withdrawn_on is not None):
        return True
    return any(other.ordinal > version.ordinal for other in record.versions_of(version.document))


def broken_fields(record: LotRecord) -> tuple[tuple[Any, Field], ...]:
    """The facts of a lot whose pages have all lapsed, each as a row and its field. Answers of checks are no facts."""
    return tuple(
        (row, declared)
        for row in fact_rows(record)
        if not isinstance(row, Check)
        for declared in fields_of(type(row))
        if declared.citable and support(record, row, declared.name).state is FieldState.BROKEN
    )


def feeds(declared: Field) -> bool:
    """Whether a field counts for coverage: a value that a rule can read. What is written in prose may be cited too,
    but nothing is computed from it."""
    return declared.citable and declared.kind is not Kind.PROSE


def coverage(record: LotRecord, rows: Iterable[Any]) -> Coverage:
    """Coverage over the fields of `rows` that feed something."""
    return counted(
        support(record, row, declared.name).state
        for row in rows
        for declared in fields_of(type(row))
        if feeds(declared)
    )


def counted(states: Iterable[FieldState]) -> Coverage:
    counts = Counter(states)
    return Coverage(
        evidenced=counts[FieldState.EVIDENCED],
        assumed=counts[FieldState.ASSUMED],
        bare=counts[FieldState.BARE],
        troubled=counts[FieldState.CONFLICT] + counts[FieldState.BROKEN],
    )


_NOT_FACTS = frozenset(
    {
        "citation",
        "evidence",
        "run",
        "memo",
        "decision",
        "document",
        "version",
        "document_part",
        "page_reading",
        "highlight",
        "note",
        "risk",
        "waiver",
    }
)


def lot_coverage(record: LotRecord) -> Coverage:
    """Coverage over all rows of a lot that hold facts or assumptions."""
    return coverage(record, fact_rows(record))


def fact_rows(record: LotRecord) -> tuple[Any, ...]:
    """The rows that hold facts or assumptions, in the order of the catalogue's reading."""
    found = (rows for entity, rows in record.rows.items() if entity not in _NOT_FACTS)
    return tuple(row for rows in found for row in rows.values())


def same_value(left: object, right: object) -> bool:
    return canonical(left) == canonical(right)
