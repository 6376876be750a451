"""Which signatures stand: one stands while the lot, its bid and what the rules find are as they were when it was
given."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from workstation.domain.findings.finding import Finding
from workstation.domain.findings.settled import facts_of
from workstation.domain.images import to_image
from workstation.domain.record import LotRecord
from workstation.domain.signatures import Signature, SignatureRole

# What signing, exporting and reading leave behind; everything else is what was signed
_BESIDE = frozenset({"signature", "memo", "run", "highlight", "page_reading"})
# the way of the lot through the pipeline, and who is to sign
_FIELDS_BESIDE = {"lot": ("stage",), "decision": ("analyst", "reviewer", "approver")}


@dataclass(frozen=True, slots=True)
class SignedFigures:
    """What is signed beside the rows of the lot, because the day and the tables of rates move it too: the hash of the
    `inputs` of the price, the highest `bid` on the ladder (None where there is none), and all that the rules find."""

    inputs: str
    bid: Decimal | None
    found: tuple[Finding, ...]


def content_hash(record: LotRecord, figures: SignedFigures) -> str:
    """SHA-256 over what is signed: the lot, and what the day and the tables of rates make of it.

    Of the lot every row that a decision can rest on counts (a value, a page, an answer, a word of the decision). Runs,
    memos, signatures, highlights and the stage do not. Beside the lot the bid, its inputs, and each finding with its
    severity and what it says count. The day itself does not, nor how near a date has come. So a memo of another day
    with the same bid and the same findings says what was signed.
    """
    digest = hashlib.sha256()
    for line in sorted((*_lines(record), *_figures(record, figures))):
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


def _figures(record: LotRecord, figures: SignedFigures) -> Iterator[str]:
    yield json.dumps(["price", figures.inputs, None if figures.bid is None else f"{figures.bid:f}"])
    for found in figures.found:
        yield json.dumps(["finding", found.rule, found.severity, facts_of(record, found)])


@dataclass(frozen=True, slots=True)
class Signatures:
    """The newest signature of each role: those that stand for what is decided on today, and those given `before` something
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


def signatures_of(record: LotRecord, figures: SignedFigures) -> Signatures:
    """The newest signature of each role, by whether it stands for the lot as it is and for `figures`, which are those
    of today.

    Hashes every row of a lot in which anybody has signed (about 30 ms a thousand facts): not for the window's thread.
    """
    signed = record.all(Signature)
    if not signed:
        return Signatures()
    now = content_hash(record, figures)
    stands = {row.role: row for row in signed if row.content == now}
    return Signatures(stands, {row.role: row for row in signed if row.role not in stands})


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, whatever their blanks, width and capitals."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
