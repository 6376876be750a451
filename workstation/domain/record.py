"""The record of a lot: one consistent reading of all its rows, on which every rule and panel works."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from workstation.domain.citations import Citation, Evidence
from workstation.domain.documents import Document, Version, in_place
from workstation.domain.lots import Lot

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class LotRecord:
    """All rows of one lot by entity, in the order of their ids, plus the parties it names. `head` is the digest of the
    last operation it shows."""

    rows: dict[str, dict[str, Any]]
    head: str = ""
    # By field and by version, put in order once: panels ask for hundreds of fields
    _behind: dict[tuple[str, str, str], list[Evidence]] = field(init=False, repr=False, compare=False)
    _cited: dict[str, list[Citation]] = field(init=False, repr=False, compare=False)
    _versions: dict[str, list[Version]] = field(init=False, repr=False, compare=False)
    _joined: dict[str, list[Document]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for entity, found in self.rows.items():
            keys = list(found)
            if keys != sorted(keys):
                self.rows[entity] = {key: found[key] for key in sorted(keys)}
        behind: defaultdict[tuple[str, str, str], list[Evidence]] = defaultdict(list)
        for item in self.all(Evidence):
            behind[item.row_entity, item.row, item.field].append(item)
        cited: defaultdict[str, list[Citation]] = defaultdict(list)
        for citation in self.all(Citation):
            cited[citation.version].append(citation)
        versions: defaultdict[str, list[Version]] = defaultdict(list)
        for version in sorted(self.all(Version), key=lambda version: version.ordinal):
            versions[version.document].append(version)
        joined: defaultdict[str, list[Document]] = defaultdict(list)
        for document in self.all(Document):
            if document.joined is not None:
                joined[document.joined].append(document)
        object.__setattr__(self, "_joined", {head: in_place(files) for head, files in joined.items()})
        object.__setattr__(self, "_versions", dict(versions))
        object.__setattr__(self, "_behind", dict(behind))
        object.__setattr__(self, "_cited", dict(cited))

    @classmethod
    def of_rows(cls, rows: Iterable[Any], head: str = "") -> "LotRecord":
        by_entity: dict[str, dict[str, Any]] = {}
        for row in rows:
            by_entity.setdefault(row.entity, {})[row.id] = row
        return cls(by_entity, head)

    @property
    def lot(self) -> Lot:
        return next(iter(self.all(Lot)))

    def all(self, record_class: type[R], **equals: object) -> tuple[R, ...]:
        """Rows in order of creation (ids are time-ordered) whose attributes equal the given values."""
        found: Iterable[Any] = self.rows.get(cast("Any", record_class).entity, {}).values()
        for name, value in equals.items():
            found = [row for row in found if getattr(row, name) == value]
        return tuple(found)

    def first(self, record_class: type[R], **equals: object) -> R | None:
        return next(iter(self.all(record_class, **equals)), None)

    def last(self, record_class: type[R], **equals: object) -> R | None:
        """The newest row: of listings, the round that is on offer."""
        return next(reversed(self.all(record_class, **equals)), None)

    def get(self, record_class: type[R], identity: str | None) -> R | None:
        return self.rows.get(cast("Any", record_class).entity, {}).get(identity or "")

    def evidence_of(self, entity: str, row: str, field: str) -> tuple[Evidence, ...]:
        """What stands behind one field, in order of creation."""
        return tuple(self._behind.get((entity, row, field), ()))

    def supported(self) -> tuple[tuple[str, str, str], ...]:
        """Every field that has evidence, as (entity, row, field), in order of its first evidence."""
        return tuple(self._behind)

    def citations_in(self, version: str) -> tuple[Citation, ...]:
        """What is cited from a version, in order of creation."""
        return tuple(self._cited.get(version, ()))

    def versions_of(self, document: str) -> tuple[Version, ...]:
        """The versions of a document, oldest first."""
        return tuple(self._versions.get(document, ()))

    def joined_to(self, document: str) -> tuple[Document, ...]:
        """The files that are read as one with a document, itself among them, in their order; only itself where nothing is
        joined."""
        found = self.get(Document, document)
        head = (
            found.joined if found is not None and found.joined in self.rows.get("document", {}) else document
        )
        joined = self._joined.get(head or document, ())
        first = self.get(Document, head or document)
        return (first, *joined) if first is not None else ()

    def row(self, entity: str, identity: str) -> Any:
        return self.rows.get(entity, {}).get(identity)
