"""What stands against a lot, counted in one place: findings of rules, findings of persons, and the papers that are
missing or were never asked for. The list, the head, the memo, the commands and the calculators count with this alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from workstation.application.checks import lot_readiness
from workstation.domain.checklists.answers import CheckItem, Readiness, Severity
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.notes import RiskNote
from workstation.domain.findings.rules import findings
from workstation.domain.findings.settled import open_findings
from workstation.domain.record import LotRecord
from workstation.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class LotSummary:
    """`rules` counts by severity what rules find and nobody has settled, `settled` what a person has; `notes` counts
    the open findings of persons. `unnoted` are the kill items, missing or refused, that no open note is about."""

    rules: Mapping[Severity, int]
    settled: int
    notes: Mapping[Severity, int]
    readiness: Readiness
    unnoted: tuple[str, ...]

    @property
    def counts(self) -> dict[Severity, int]:
        """Everything that is open, by severity; what counts nothing is left out. A missing kill paper that a person has
        written down as a finding counts once."""
        total = Counter(self.rules) + Counter(self.notes) + Counter({Severity.KILL: len(self.unnoted)})
        return {severity: total[severity] for severity in Severity if total[severity]}

    @property
    def not_examined(self) -> int:
        """Items of the checklist that nobody has asked for yet."""
        return self.readiness.not_examined

    @property
    def not_examined_kill(self) -> int:
        return len(self.readiness.not_examined_kill)

    @property
    def clear(self) -> bool:
        """Whether no kill finding is open and every kill item was asked for: only then may "none" be said."""
        return not self.counts.get(Severity.KILL) and not self.not_examined_kill


def summary(
    record: LotRecord, today: date, reference: Reference, checklist: tuple[CheckItem, ...]
) -> LotSummary:
    """The lot as the rules see it on `today`, with the tables of `reference`, against the items of `checklist`."""
    return summary_of(record, findings(record, today, reference), checklist)


def summary_of(record: LotRecord, found: Iterable[Finding], checklist: tuple[CheckItem, ...]) -> LotSummary:
    """The same from findings of rules that are at hand already."""
    found = tuple(found)
    still_open = open_findings(record, found)
    ready = lot_readiness(record, checklist)
    notes = [note for note in record.all(RiskNote) if not note.resolved]
    noted = {note.check_item for note in notes}
    return LotSummary(
        rules=Counter(finding.severity for finding in still_open),
        settled=len(found) - len(still_open),
        notes=Counter(note.severity for note in notes),
        readiness=ready,
        unnoted=tuple(item for item in ready.missing_kill if item not in noted),
    )


def counts_json(counts: Mapping[Severity, int]) -> dict[str, int]:
    """Counts by severity under the names of the calculators' contract (golden/README.md 8): kill, high, medium, low."""
    return {severity.name.lower(): counts.get(severity, 0) for severity in Severity}


def summary_json(found: LotSummary) -> dict[str, int]:
    """Everything that is open by severity, and how many items nobody has asked for, as `--json` prints it."""
    return {
        **counts_json(found.counts),
        "not_examined": found.not_examined,
        "not_examined_kill": found.not_examined_kill,
    }
