"""Guarantees: a guarantor's promise, its period and what was asserted inside it (domain.md 4.1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import (
    FRACTION,
    MONTHS,
    boolean,
    choice,
    day,
    integer,
    money,
    rate,
    reference,
    text,
)
from workstation.domain.money import Money


class GuaranteeKind(StrEnum):
    JOINT = "joint"
    GENERAL = "general"
    UNCLEAR = "unclear"
    DEBT_JOINDER = "debt_joinder"  # 债务加入, 民法典第552条
    KEEP_WELL = "keep_well"  # 差额补足, 流动性支持: 担保制度解释第36条


class PeriodKind(StrEnum):
    NONE = "none"
    MONTHS = "months"
    DATE = "date"
    UNTIL_PAID = "until_paid"
    BEFORE_DUE = "before_due"


class AssertionAct(StrEnum):
    DEMAND = "demand"
    LAWSUIT = "lawsuit"
    ARBITRATION = "arbitration"
    NOTARISED_EXECUTION = "notarised_execution"
    NEWSPAPER = "newspaper"
    DEDUCTION = "deduction"  # taken from an account of the guarantor


class AssertionAgainst(StrEnum):
    GUARANTOR = "guarantor"
    DEBTOR = "debtor"


class ResolutionOrgan(StrEnum):
    """Who resolved on a company's guarantee (公司法第15条)."""

    NONE = "none"
    BOARD = "board"
    SHAREHOLDERS = "shareholders"
    NOT_NEEDED = "not_needed"  # 担保制度解释第8条


class Fault(StrEnum):
    """Whose fault it is that a guarantee is void (担保制度解释第17条)."""

    BOTH = "both"
    GUARANTOR = "guarantor"
    CREDITOR = "creditor"
    MAIN_CONTRACT = "main_contract"  # void with the loan, and the guarantor is at fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarantee:
    entity: ClassVar[str] = "guarantee"
    title: ClassVar[str] = "Guarantee"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    guarantor: str | None = reference("Guarantor", "party", citable=True)
    key: str | None = text("Short name")
    claim: str | None = reference("Claim", "claim")
    kind: GuaranteeKind | None = choice("Kind", GuaranteeKind, citable=True)
    contract_no: str | None = text("Contract no.", citable=True)
    contract_date: date | None = day("Contract date")
    debt_due: date | None = day("Debt due")
    period_kind: PeriodKind | None = choice("Period", PeriodKind, citable=True, group="Period")
    period_months: int | None = integer("Period in months", citable=True, group="Period", within=MONTHS)
    period_end: date | None = day("Agreed period end", group="Period")
    cap: Money | None = money("Cap", group="Liability")
    cap_is_principal: bool | None = boolean("Cap counts principal only", group="Liability")
    scope: str | None = text("Scope", citable=True, group="Liability")
    fault: Fault | None = choice("At fault, if void", Fault, citable=True, group="Liability")
    counter_guarantee: bool | None = boolean("Counter-guarantee given", group="Liability")
    spouse_consent: bool | None = boolean("Spouse consent", group="Liability")
    one_shareholder: bool | None = boolean("Company of one shareholder", group="Authority")
    public_body: bool | None = boolean("Public body or committee", group="Authority")
    branch: bool | None = boolean("Given by a branch", group="Authority")
    resolution: ResolutionOrgan | None = choice(
        "Resolution", ResolutionOrgan, citable=True, group="Authority"
    )
    resolved_on: date | None = day("Resolved on", group="Authority")
    resolved_amount: Money | None = money("Amount resolved", group="Authority")
    interested_excluded: bool | None = boolean("Interested member did not vote", group="Authority")
    listed: bool | None = boolean("Listed company", group="Authority")
    disclosed: bool | None = boolean("Resolution published", group="Authority")
    no_assignment: bool | None = boolean("For this creditor only", group="Changes")
    notified_on: date | None = day("Notified of the assignment", group="Changes")
    debt_moved: bool | None = boolean("Debtor changed without consent", group="Changes")
    applied_on: date | None = day("Enforcement against the debtor applied for", group="Recovery")
    exhausted_on: date | None = day("Ruling that the debtor has nothing", group="Recovery")
    asset_value: Money | None = money("Asset value", group="Recovery")
    access_rate: Decimal | None = rate("Accessible share", group="Recovery", within=FRACTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """One act by which the guarantor was held to the promise (民法典第693条)."""

    entity: ClassVar[str] = "assertion"
    title: ClassVar[str] = "Assertion"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    guarantee: str = reference("Guarantee", "guarantee", required=True, shown=False)
    act: AssertionAct = choice("Act", AssertionAct, citable=True, default=AssertionAct.DEMAND)
    against: AssertionAgainst | None = choice("Against", AssertionAgainst, citable=True)
    on: date | None = day("On")
    proof: str | None = text("Proof", citable=True)
