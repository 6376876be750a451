"""Every rule, once."""

from collections.abc import Callable, Iterable
from datetime import date

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.buyer_rules import BUYER_RULES
from workstation.domain.findings.claim_rules import CLAIM_LOOKUPS, CLAIM_RULES
from workstation.domain.findings.collateral_rules import COLLATERAL_RULES, DATED_COLLATERAL_RULES
from workstation.domain.findings.finding import Finding, Subject
from workstation.domain.findings.guarantee_period_rules import GUARANTEE_LOOKUPS
from workstation.domain.findings.guarantee_rules import GUARANTEE_RULES
from workstation.domain.findings.listing_clock_rules import CLOCK_LOOKUPS, CLOCK_RULES
from workstation.domain.findings.listing_rules import LISTING_RULES
from workstation.domain.findings.party_rules import european_ids, registered_id
from workstation.domain.findings.security_rules import DATED_SECURITY_RULES, SECURITY_RULES
from workstation.domain.findings.title_rules import TITLE_RULES
from workstation.domain.findings.valuation_rules import VALUATION_RULES
from workstation.domain.record import LotRecord
from workstation.domain.reference import NO_REFERENCE, Reference

Rule = Callable[[LotRecord], Iterable[Finding]]
DatedRule = Callable[[LotRecord, date], Iterable[Finding]]
Lookup = Callable[[LotRecord, date, Reference], Iterable[Finding]]

RULES: tuple[Rule, ...] = (
    *LISTING_RULES,
    *CLOCK_RULES,
    *BUYER_RULES,
    *CLAIM_RULES,
    registered_id,
    european_ids,
    *COLLATERAL_RULES,
    *SECURITY_RULES,
    *TITLE_RULES,
    *GUARANTEE_RULES,
    *VALUATION_RULES,
)
# these also look at the day
DATED_RULES: tuple[DatedRule, ...] = (*DATED_COLLATERAL_RULES, *DATED_SECURITY_RULES)
# and these at the tables of rates and holidays
LOOKUPS: tuple[Lookup, ...] = (*CLAIM_LOOKUPS, *CLOCK_LOOKUPS, *GUARANTEE_LOOKUPS)
_WORST_FIRST = tuple(Severity)


def findings(record: LotRecord, today: date, reference: Reference = NO_REFERENCE) -> tuple[Finding, ...]:
    """All findings, worst first; equal ones in the order of the rules."""
    found = [finding for rule in RULES for finding in rule(record)]
    found += [finding for rule in DATED_RULES for finding in rule(record, today)]
    found += [finding for lookup in LOOKUPS for finding in lookup(record, today, reference)]
    return tuple(sorted(found, key=lambda finding: _WORST_FIRST.index(finding.severity)))


def by_subject(found: Iterable[Finding]) -> dict[Subject, tuple[Finding, ...]]:
    """Findings beside each field, worst first."""
    grouped: dict[Subject, tuple[Finding, ...]] = {}
    for finding in found:
        grouped[finding.subject] = (*grouped.get(finding.subject, ()), finding)
    return grouped
