"""Which signatures stand: one stands while the lot is as it was when it was signed."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workstation.domain.images import to_image
from workstation.domain.record import LotRecord
from workstation.domain.signatures import Signature, SignatureRole

# What signing, exporting and reading leave behind; everything else is what was signed
_BESIDE = frozenset({"signature", "memo", "run", "highlight", "page_reading"})
# the way of the lot through the pipeline, and who is to sign
_FIELDS_BESIDE = {"lot": ("stage",), "decision": ("analyst", "reviewer", "approver")}


def content_hash(record: LotRecord) -> str:
    """SHA-256 over every row of the lot that a decision can rest on: a value, a page, an answer, a word of the decision.
    Runs, memos, signatures, highlights and the stage of the lot do not count."""
    digest = hashlib.sha256()
    for line in sorted(_lines(record)):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def _lines(record: LotRecord) -> Iterator[str]:
    for entity, rows in record.rows.items():
        if entity in _BESIDE:
            continue
        beside = _FIELDS_BESIDE.get(entity, ())
        for row in rows.values():
            image = {name: value for name, value in to_image(row).items() if name not in beside}
            yield json.dumps([entity, image], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Signatures:
    """The newest signature of each role: those that stand for the lot as it is, and those given `before` something
    changed, where none stands."""

    standing: Mapping[SignatureRole, Signature] = field(default_factory=dict)
    before: Mapping[SignatureRole, Signature] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether an analyst and an approver stand by the lot as it is, and they are two persons."""
        analyst = self.standing.get(SignatureRole.ANALYST)
        approver = self.standing.get(SignatureRole.APPROVER)
        return (
            analyst is not None and approver is not None and not same_person(analyst.person, approver.person)
        )


def signatures_of(record: LotRecord) -> Signatures:
    """Hashes every row of the lot where anybody has signed: some 30 ms a thousand facts, so not for the window's thread."""
    signed = record.all(Signature)
    if not signed:
        return Signatures()
    now = content_hash(record)
    stands = {row.role: row for row in signed if row.content == now}
    return Signatures(stands, {row.role: row for row in signed if row.role not in stands})


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, whatever their blanks, width and capitals."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
