"""Claims: one loan's debt and its balances."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import boolean, choice, day, money, rate, reference, text
from workstation.domain.interest.day_counts import DayCount
from workstation.domain.money import Money


class BalanceKind(StrEnum):
    PRINCIPAL = "principal"
    INTEREST = "interest"
    PENALTY_INTEREST = "penalty_interest"
    COMPOUND_INTEREST = "compound_interest"
    COSTS = "costs"
    OTHER = "other"  # kinds that a notice lumps together, or the rest up to its total


class InterestStop(StrEnum):
    """Whether interest stops at the transfer (海南会议纪要第9条) or at bankruptcy (企业破产法第46条)."""

    NONE = "none"
    TRANSFER = "transfer"
    BANKRUPTCY = "bankruptcy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    entity: ClassVar[str] = "claim"
    title: ClassVar[str] = "Claim"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    name: str | None = text("Name")
    contract_no: str | None = text("Contract no.", citable=True)
    borrower: str | None = reference("Borrower", "party", citable=True)
    contract_date: date | None = day("Contract date")
    due: date | None = day("Due")
    accrued_from: date | None = day("Interest from")
    loan_rate: Decimal | None = rate("Interest rate")
    penalty_rate: Decimal | None = rate("Penalty rate")
    day_count: DayCount | None = choice("Day count", DayCount, citable=True)
    compounds: bool | None = boolean("Compounds")
    private_lending: bool | None = boolean("Between private lenders")
    currency: str | None = text("Currency")
    judgment_no: str | None = text("Judgment no.", citable=True, group="Enforcement")
    enforcement_no: str | None = text("Enforcement no.", citable=True, group="Enforcement")
    performance_end: date | None = day("Performance period ends", group="Enforcement")
    judgment_base: Money | None = money("Judgment money without interest", group="Enforcement")
    interest_stop: InterestStop | None = choice(
        "Interest stops at", InterestStop, citable=True, group="Claim for the bid"
    )
    interest_stop_on: date | None = day("Stops on", group="Claim for the bid")
    capped_claim: Money | None = money("Claim, capped", group="Claim for the bid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One kind of money owed on a claim as of a date."""

    entity: ClassVar[str] = "balance"
    title: ClassVar[str] = "Balance"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    claim: str = reference("Claim", "claim", required=True, shown=False)
    kind: BalanceKind = choice("Kind", BalanceKind, default=BalanceKind.PRINCIPAL)
    amount: Money | None = money("Amount")
    as_of: date | None = day("As of")
