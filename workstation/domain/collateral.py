"""Collateral, its appraisals, and the encumbrances that rank on it (domain.md 3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import (
    boolean,
    choice,
    day,
    integer,
    money,
    number,
    prose,
    rate,
    reference,
    text,
)
from workstation.domain.money import Money


class CollateralType(StrEnum):
    INDUSTRIAL = "industrial"
    RESIDENTIAL = "residential"
    COMMERCIAL = "commercial"
    CONSTRUCTION = "construction"
    MACHINERY = "machinery"
    INVENTORY = "inventory"
    RECEIVABLES = "receivables"
    EQUITY = "equity"
    DEPOSIT = "deposit"
    VEHICLE = "vehicle"
    VESSEL = "vessel"
    RIGHTS = "rights"
    OTHER = "other"


class Occupancy(StrEnum):
    OWNER = "owner"
    TENANT = "tenant"
    THIRD_PARTY = "third_party"
    VACANT = "vacant"
    UNKNOWN = "unknown"


class ExecutionFee(StrEnum):
    """How the court's execution fee is taken (诉讼费用交纳办法第14条)."""

    CN_COURT = "CN_COURT"
    NONE = "0"


class EncumbranceKind(StrEnum):
    """Kinds of the ladder of domain.md 3.3; `MORTGAGE` and `PLEDGE` may be ours."""

    MORTGAGE = "mortgage"
    PLEDGE = "pledge"
    LIEN = "lien"
    PURCHASE_MONEY = "purchase_money"
    CONSTRUCTION = "construction"
    LAND_PREMIUM = "land_premium"
    PRE_MORTGAGE_TAX = "pre_mortgage_tax"
    POST_MORTGAGE_TAX = "post_mortgage_tax"
    HOME_BUYER = "home_buyer"
    LEASE = "lease"
    SEIZURE = "seizure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Collateral:
    entity: ClassVar[str] = "collateral"
    title: ClassVar[str] = "Collateral"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    name: str = text("Name", required=True)
    key: str | None = text("Short name")
    type: CollateralType = choice("Type", CollateralType, citable=True, default=CollateralType.OTHER)
    owner: str | None = reference("Owner", "party", citable=True)
    certificate_no: str | None = text("Certificate", citable=True)
    location: str | None = text("Location", citable=True)
    land_area: Decimal | None = number("Land area", unit="m²")
    building_area: Decimal | None = number("Building area", unit="m²")
    land_use: str | None = text("Land use", citable=True)
    term_end: date | None = day("Land term ends")
    built: int | None = integer("Built", citable=True)
    occupancy: Occupancy | None = choice("Occupancy", Occupancy, citable=True)
    description: str | None = prose("Description", citable=True)
    secured_share: Decimal | None = rate("Mortgaged share", group="Realisation")
    cost_rate: Decimal | None = rate("Sale costs", group="Realisation")
    fixed_cost: Money | None = money("Fixed costs", group="Realisation")
    tax_rate: Decimal | None = rate("Taxes on sale", group="Realisation")
    execution_fee: ExecutionFee | None = choice(
        "Execution fee", ExecutionFee, citable=True, group="Realisation"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """One opinion of value; the latest by date is the market value that the bid rests on."""

    entity: ClassVar[str] = "appraisal"
    title: ClassVar[str] = "Appraisal"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    collateral: str = reference("Collateral", "collateral", required=True, shown=False)
    value: Money | None = money("Appraised value")
    valued_on: date | None = day("Appraised on")
    valid_to: date | None = day("Valid to")
    appraiser: str | None = text("Appraiser", citable=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encumbrance:
    """What ranks on a collateral. Ours names its registered cap; every other one is paid before or after us."""

    entity: ClassVar[str] = "encumbrance"
    title: ClassVar[str] = "Encumbrance"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    collateral: str = reference("Collateral", "collateral", required=True, shown=False)
    kind: EncumbranceKind = choice("Kind", EncumbranceKind, citable=True, default=EncumbranceKind.MORTGAGE)
    ours: bool | None = boolean("Ours", citable=False)
    holder: str | None = text("Holder", citable=True)
    amount: Money | None = money("Amount")
    registered_no: str | None = text("Registration no.", citable=True)
    since: date | None = day("Since")
    until: date | None = day("Until")
    ahead: bool | None = boolean("Paid before us", citable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecuredClaim:
    """Which claims an encumbrance of ours secures (many to many)."""

    entity: ClassVar[str] = "secured_claim"
    title: ClassVar[str] = "Secured claim"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    encumbrance: str = reference("Encumbrance", "encumbrance", required=True)
    claim: str = reference("Claim", "claim", required=True)
