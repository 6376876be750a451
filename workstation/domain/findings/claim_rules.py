"""What a claim's own figures say against each other (domain.md 5.3)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from workstation.domain.checklists.answers import Severity
from workstation.domain.claims import Balance, Claim, InterestStop
from workstation.domain.events import Event, EventKind
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.interest.accrual import PENALTY_FACTOR
from workstation.domain.interest.caps import LAW, RULE, lending_cap
from workstation.domain.interest.comparison import compare
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.reference import Reference

# 法发〔2017〕22号, from memory: practice caps the whole cost of a bank loan near this rate a year
_PRACTICE_CAP = Decimal("0.24")


def dates(record: LotRecord) -> Iterator[Finding]:
    for claim in record.all(Claim):
        if claim.due and claim.contract_date and claim.due < claim.contract_date:
            yield beside(
                claim,
                "due",
                "claim.due",
                Severity.HIGH,
                message="The debt is due before its contract was made. One of the two dates is wrong.",
            )
        stop = claim.interest_stop
        if stop not in {None, InterestStop.NONE} and claim.interest_stop_on is None:
            yield beside(
                claim,
                "interest_stop",
                "claim.stop_without_day",
                Severity.LOW,
                message="Enter the day on which interest stops, and the claim is computed with it.",
            )


def rates(record: LotRecord) -> Iterator[Finding]:
    for claim in record.all(Claim):
        loan, penalty = claim.loan_rate, claim.penalty_rate
        if loan and penalty and not loan <= penalty <= loan * PENALTY_FACTOR:
            yield beside(
                claim,
                "penalty_rate",
                "cn.penalty_rate",
                Severity.LOW,
                message="The penalty rate is usually up to 1.5 times the loan's rate.",
                to_verify=True,
            )
        highest = max(loan or Decimal(0), penalty or Decimal(0))
        if highest > _PRACTICE_CAP and not claim.private_lending:
            yield beside(
                claim,
                "penalty_rate" if penalty else "loan_rate",
                "cn.practice_cap",
                Severity.MEDIUM,
                message="Courts seldom allow more than 24 % a year in all on a loan of a bank.",
                law=("法发〔2017〕22号",),
                to_verify=True,
            )


def stop(record: LotRecord, today: date, reference: Reference) -> Iterator[Finding]:  # noqa: ARG001 - a lookup's shape
    """What the choice of the stop costs, and how contested it is."""
    for claim in record.all(Claim):
        found = compare(record, claim, reference)
        if found is None or claim.interest_stop_on is None or not found.at_end.stopped:
            continue
        yield beside(
            claim,
            "interest_stop",
            found.at_end.rule,
            Severity.MEDIUM,
            message="The stop takes {stopped} off the claim by {to}. Whether it holds outside state-owned debtors is contested.",
            stopped=Money.of(found.at_end.stopped, found.currency),
            to=found.end,
            law=found.at_end.law,
        )


def balances(record: LotRecord) -> Iterator[Finding]:
    listing = record.last(Listing)
    base: date | None = listing.base_date if listing else None
    for claim in record.all(Claim):
        rows = [row for row in record.all(Balance, claim=claim.id) if row.amount is not None]
        currencies = {row.amount.currency for row in rows if row.amount}
        for row in rows:
            if len(currencies) > 1 and row.amount and row.amount.currency != (claim.currency or "CNY"):
                yield beside(
                    row,
                    "amount",
                    "claim.currency",
                    Severity.MEDIUM,
                    message="This balance is in another currency than the rest of the claim.",
                )
            if base and row.as_of and row.as_of != base:
                yield beside(
                    row,
                    "as_of",
                    "claim.as_of",
                    Severity.LOW,
                    message="The listing's base date is {base}.",
                    base=base,
                )


def private_rates(record: LotRecord, today: date, reference: Reference) -> Iterator[Finding]:  # noqa: ARG001 - a lookup's shape
    """Between private lenders the law draws the line; the claim above it is not owed."""
    for claim in record.all(Claim, private_lending=True):
        found = lending_cap(claim, reference)
        for name in ("loan_rate", "penalty_rate"):
            charged = getattr(claim, name)
            if found is None or charged is None or charged <= found.rate:
                continue
            yield beside(
                claim,
                name,
                RULE,
                Severity.HIGH,
                message="Between private lenders at most four times the LPR of the contract's day: {rate} a year, from {since}. "
                "What is above it is not owed, and the claim is computed without it.",
                law=LAW,
                to_verify=True,
                rate=found.rate,
                since=found.since,
            )
        if found is None and claim.contract_date is not None:
            yield _unknown_rate(claim, claim.contract_date, reference)


def _unknown_rate(claim: Claim, day: date, reference: Reference) -> Finding:
    """What it is settled for is what its sentence names, and no more."""
    message = "The LPR of this day is not in the table of this program, which ends on {until}: look up four times the LPR that holds for the contract. Newer rates stand one a line, as 2025-12-22,3.00%, in lending-rates.csv in the folder of the workspace."
    first = min((rate.since for rate in reference.lpr), default=day)
    named: dict[str, object] = {"until": reference.lpr_until or "—", "fault": reference.lpr_fault}
    if day < first:
        named["since"] = first
        message = "The LPR of this day is not in the table of this program, which begins on {since}: look up what held for the contract."
    elif reference.lpr_fault:
        message = "The LPR of this day is not known: the table of this program ends on {until}, and newer rates cannot be read at {fault}. Write a day after that and a rate, as 2025-12-22,3.00%."
    return beside(
        claim,
        "contract_date",
        "cn.lending_rate.unknown",
        Severity.LOW,
        message=message,
        law=LAW,
        to_verify=True,
        **named,
    )


def bankruptcy(record: LotRecord) -> Iterator[Finding]:
    """What the timeline knows of the debtor, and the claim does not say yet."""
    law = ("企业破产法第46条第2款",)
    for event in record.all(Event, kind=EventKind.BANKRUPTCY):
        for claim in record.all(Claim):
            if event.on is None or event.claim not in {None, claim.id}:
                continue
            if claim.interest_stop is not InterestStop.BANKRUPTCY:
                yield beside(
                    claim,
                    "interest_stop",
                    "claim.bankruptcy",
                    Severity.MEDIUM,
                    message="A bankruptcy was accepted on {on}: against that debtor interest stops on this day.",
                    law=law,
                    on=event.on,
                )
            elif claim.interest_stop_on not in {None, event.on}:
                yield beside(
                    claim,
                    "interest_stop_on",
                    "claim.bankruptcy_day",
                    Severity.LOW,
                    message="The timeline says that the bankruptcy was accepted on {on}.",
                    on=event.on,
                )


CLAIM_RULES = (dates, rates, balances, bankruptcy)
CLAIM_LOOKUPS = (stop, private_rates)
