"""Which findings a person has settled: a waiver holds while the facts behind the finding stay as they are."""

import hashlib
from collections.abc import Iterable

from workstation.domain.findings.finding import Finding
from workstation.domain.findings.waivers import Waiver
from workstation.domain.images import canonical
from workstation.domain.record import LotRecord


def facts_of(record: LotRecord, finding: Finding) -> str:
    """The key under which a person settles a finding: the row and field that it stands beside, and a hash of what that
    field and the sentence say. Another value, day or amount gives another key, so that the finding is asked again."""
    subject = finding.subject
    row = record.row(subject.entity, subject.row)
    value = canonical(getattr(row, subject.field, None)) if row is not None and subject.field else ""
    said = [value, finding.message, *(f"{name}={finding.params[name]}" for name in sorted(finding.params))]
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
    return f"{subject.entity}/{subject.row}/{subject.field}/{digest}"


def waiver_of(record: LotRecord, finding: Finding) -> Waiver | None:
    """What a person said of a finding as the facts stand now; None while it is open."""
    key = facts_of(record, finding)
    return next(
        (
            row
            for row in record.all(Waiver, rule=finding.rule)
            if row.facts == key and (row.reason or "").strip()
        ),
        None,
    )


def open_findings(record: LotRecord, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those that nobody has settled, in the given order."""
    return tuple(finding for finding in found if waiver_of(record, finding) is None)
