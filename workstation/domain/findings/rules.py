"""Every rule, once."""

from collections.abc import Callable, Iterable
from datetime import date

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings import listing_rules, party_rules
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.record import LotRecord

Rule = Callable[[LotRecord], Iterable[Finding]]
DatedRule = Callable[[LotRecord, date], Iterable[Finding]]

RULES: tuple[Rule, ...] = (listing_rules.start_price, party_rules.registered_id)
# these also look at the day
DATED_RULES: tuple[DatedRule, ...] = ()
_WORST_FIRST = tuple(Severity)


def findings(record: LotRecord, today: date) -> tuple[Finding, ...]:
    """All findings, worst first; equal ones in the order of the rules."""
    found = [finding for rule in RULES for finding in rule(record)]
    found += [finding for rule in DATED_RULES for finding in rule(record, today)]
    return tuple(sorted(found, key=lambda finding: _WORST_FIRST.index(finding.severity)))


def by_subject(found: Iterable[Finding]) -> dict[Subject, tuple[Finding, ...]]:
    """Findings beside each field, worst first."""
    grouped: dict[Subject, tuple[Finding, ...]] = {}
    for finding in found:
        grouped[finding.subject] = (*grouped.get(finding.subject, ()), finding)
    return grouped
