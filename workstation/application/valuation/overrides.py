"""What the figure counts otherwise than the law or a rule says, for a person gave a reason: said beside the number."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from workstation.application.valuation.guarantors import ENDED
from workstation.application.valuation.notes import InputNotes, RowKey, key_of, named
from workstation.domain.checklists.answers import Severity
from workstation.domain.citations import Citation
from workstation.domain.collateral import Collateral, Encumbrance
from workstation.domain.errors import Term
from workstation.domain.evidence import reasons_for
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.settled import waiver_of
from workstation.domain.guarantees import Guarantee
from workstation.domain.parties import Party
from workstation.domain.prior_claims import ours_on
from workstation.domain.record import LotRecord

_VALUED: Final = frozenset({Collateral.entity, Encumbrance.entity, Guarantee.entity})

_LONGEST: Final = 120  # characters of a reason inside a sentence


def reason_of(record: LotRecord, row: Any, field: str) -> str:
    """Why a field says what it says now: the words of the person, else of the page that is cited."""
    behind = reasons_for(record, row, field)
    written = (item.reason for item in behind)
    pages = (record.get(Citation, item.citation) for item in behind)
    quotes = (page.quote for page in pages if page is not None)
    words = next((text for text in (*written, *quotes) if text and text.strip()), "")
    return _short(words) if words else Term("the page that is cited")


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def takes_value(finding: Finding) -> bool:
    """Whether what a finding stands on brings nothing while it is open."""
    return finding.subject.entity in _VALUED and (finding.severity is Severity.KILL or finding.rule in ENDED)


def without_value(opened: Sequence[Finding]) -> dict[RowKey, Finding]:
    """By row of a collateral, encumbrance or guarantee that brings nothing, the worst of the open findings for which it
    does not. `opened` is worst first."""
    return {(each.subject.entity, each.subject.row): each for each in reversed(opened) if takes_value(each)}


def say_settled(
    record: LotRecord, found: Iterable[Finding], dead: Iterable[RowKey], notes: InputNotes
) -> None:
    """Says what counts only because a person settled a finding that would take its value. `dead` are the rows that
    bring nothing all the same, for another finding of them is open."""
    gone = frozenset(dead)
    for each in found:
        waiver = waiver_of(record, each) if takes_value(each) else None
        if waiver is None:
            continue
        row = record.row(each.subject.entity, each.subject.row)
        thing = _counted(record, row, gone)
        if thing is not None:
            message = "A rule says of {thing}: {finding} You settled that, so it counts in this figure. Your reason: {reason}"
            reason = _short(waiver.reason or "")
            notes.override(
                row, each.subject.field, message, each.law, thing=thing, finding=each, reason=reason
            )


def _counted(record: LotRecord, row: Any, gone: frozenset[RowKey]) -> str | None:
    """What a row is called, where the figure counts it."""
    if row is None or key_of(row) in gone:
        return None
    if isinstance(row, Guarantee):
        party = record.get(Party, row.guarantor)
        return None if row.asset_value is None else party.name if party is not None else named(row)
    thing = row if isinstance(row, Collateral) else record.get(Collateral, row.collateral)
    if thing is None or key_of(thing) in gone:
        return None
    ours = [each for each in ours_on(record, thing.id) if key_of(each) not in gone]
    return named(thing) if (ours if thing is row else row in ours) else None
