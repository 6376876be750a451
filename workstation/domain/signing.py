"""Which signatures stand: one stands while the lot is as it was when it was signed."""

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from typing import Any

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


def standing(record: LotRecord) -> dict[SignatureRole, Signature]:
    """The signatures that stand for the lot as it is, the newest of each role."""
    signed = record.all(Signature)
    if not signed:
        return {}
    now = content_hash(record)
    return {row.role: row for row in signed if row.content == now}


def outdated(record: LotRecord) -> dict[SignatureRole, Signature]:
    """The newest signature of each role that was given before something changed, where none stands."""
    stands = standing(record)
    return {row.role: row for row in record.all(Signature) if row.role not in stands}


def is_signed(record: LotRecord) -> bool:
    """Whether an analyst and an approver stand by the lot as it is, and they are two persons."""
    stands: dict[Any, Signature] = dict(standing(record))
    analyst, approver = stands.get(SignatureRole.ANALYST), stands.get(SignatureRole.APPROVER)
    return analyst is not None and approver is not None and not same_person(analyst.person, approver.person)


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, whatever their blanks, width and capitals."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
