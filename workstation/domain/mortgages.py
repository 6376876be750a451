"""Maximum-amount mortgages: how much they secure, when the claim under them crystallises, and whether they pass with it
(最高额抵押, domain.md 3.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workstation.domain.dates import add_months

RULE = "cn.max_amount_mortgage"
LAW = ("民法典第421条", "民法典第423条", "担保制度解释第15条", "担保制度解释第47条")
_REQUEST_AFTER = 24  # months from the creation of the mortgage (民法典第423条第2项)


class CrystallisationKind(StrEnum):
    """民法典第423条, items 1 to 6."""

    AGREED_PERIOD_END = "agreed_period_end"
    REQUEST = "request"
    NO_NEW_CLAIMS = "no_new_claims"
    SEIZURE_KNOWN = "seizure_known"
    BANKRUPTCY = "bankruptcy"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Crystallisation:
    kind: CrystallisationKind
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxAmountMortgage:
    """At least one cap is given; the register prevails over the contract (担保制度解释第15条第2款, 第47条)."""

    claim: Decimal
    distributable: Decimal
    registered_cap: Decimal | None = None
    contract_cap: Decimal | None = None
    assigned_on: date | None = None
    created_on: date | None = None
    transfer_agreed: bool = False
    events: tuple[Crystallisation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SecuredAmount:
    """`mortgage_passed` is None while the claim was not assigned. 民法典第421条 speaks of the transfer of a part of the
    claims: a whole transfer is not covered by its words."""

    cap: Decimal
    secured_claim: Decimal
    recovery: Decimal
    surplus: Decimal
    shortfall: Decimal
    crystallised_on: date | None
    mortgage_passed: bool | None


def secured_amount(mortgage: MaxAmountMortgage) -> SecuredAmount:
    cap = mortgage.registered_cap if mortgage.registered_cap is not None else mortgage.contract_cap
    if cap is None:
        raise ValueError("a maximum-amount mortgage has a cap")  # the reader of inputs asks for one
    secured = min(cap, mortgage.claim)
    recovery = min(secured, mortgage.distributable)
    crystallised = crystallised_on(mortgage.events, mortgage.created_on)
    passed = None
    if mortgage.assigned_on is not None:
        in_time = crystallised is not None and crystallised <= mortgage.assigned_on
        passed = mortgage.transfer_agreed or in_time
    return SecuredAmount(
        cap=cap,
        secured_claim=secured,
        recovery=recovery,
        surplus=mortgage.distributable - recovery,
        shortfall=mortgage.claim - recovery,
        crystallised_on=crystallised,
        mortgage_passed=passed,
    )


def crystallised_on(events: Sequence[Crystallisation], created_on: date | None) -> date | None:
    """The earliest event that counts. A request counts from two years after the creation of the mortgage, and not
    where a period was agreed (民法典第423条第2项)."""
    agreed = any(event.kind is CrystallisationKind.AGREED_PERIOD_END for event in events)

    def counts(event: Crystallisation) -> bool:
        if event.kind is not CrystallisationKind.REQUEST:
            return True
        return not agreed and created_on is not None and event.date >= add_months(created_on, _REQUEST_AFTER)

    return min((event.date for event in events if counts(event)), default=None)
