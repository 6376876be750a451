"""What stands behind each filled field, and how much of a lot stands on paper (design.md 4)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.documents import Version
from workstation.domain.fields import Kind, field_of, fields_of
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
    """The state of one field and the evidence behind it, citations first."""

    state: FieldState
    evidence: tuple[Evidence, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts over filled, citable fields."""

    evidenced: int = 0
    assumed: int = 0
    bare: int = 0
    troubled: int = 0

    @property
    def total(self) -> int:
        return self.evidenced + self.assumed + self.bare + self.troubled


def support(record: LotRecord, row: Any, field: str) -> Support:
    """The state of one field: a conflict when two sources say different things and none is chosen; broken
    when its citation's version was replaced by a newer one of the same document."""
    if getattr(row, field) is None:
        return Support(FieldState.EMPTY)
    found = record.all(Evidence, row_entity=row.entity, row=row.id, field=field)
    cited = tuple(item for item in found if item.kind is EvidenceKind.CITED)
    citations = tuple(c for item in cited if (c := record.get(Citation, item.citation)) is not None)
    if cited:
        is_prose = field_of(type(row), field).kind is Kind.PROSE
        state = _cited_state(record, cited, citations, is_prose=is_prose)
        return Support(state, (*cited, *(item for item in found if item not in cited)), citations)
    return Support(FieldState.ASSUMED if found else FieldState.BARE, found)


def _cited_state(
    record: LotRecord, cited: tuple[Evidence, ...], citations: tuple[Citation, ...], *, is_prose: bool
) -> FieldState:
    # two papers describe one thing in different words; only values contradict each other
    said = {item.value for item in cited if item.value}
    if len(said) > 1 and not is_prose and not any(item.chosen for item in cited):
        return FieldState.CONFLICT
    if all(_replaced(record, citation) for citation in citations):
        return FieldState.BROKEN
    return FieldState.EVIDENCED


def _replaced(record: LotRecord, citation: Citation) -> bool:
    version = record.get(Version, citation.version)
    if version is None:
        return True
    return any(other.ordinal > version.ordinal for other in record.all(Version, document=version.document))


def coverage(record: LotRecord, rows: tuple[Any, ...]) -> Coverage:
    """Coverage over the citable fields of `rows`."""
    counts = dict.fromkeys(FieldState, 0)
    for row in rows:
        for declared in fields_of(type(row)):
            if declared.citable:
                counts[support(record, row, declared.name).state] += 1
    return Coverage(
        evidenced=counts[FieldState.EVIDENCED],
        assumed=counts[FieldState.ASSUMED],
        bare=counts[FieldState.BARE],
        troubled=counts[FieldState.CONFLICT] + counts[FieldState.BROKEN],
    )


_NOT_FACTS = frozenset({"citation", "evidence", "run", "memo", "decision", "document", "version"})


def lot_coverage(record: LotRecord) -> Coverage:
    """Coverage over all rows of a lot that hold facts or assumptions."""
    rows = (found for entity, found in record.rows.items() if entity not in _NOT_FACTS)
    return coverage(record, tuple(row for found in rows for row in found.values()))


def same_value(left: object, right: object) -> bool:
    return canonical(left) == canonical(right)
