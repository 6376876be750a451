"""Collateral, its appraisals, and the encumbrances that rank on it (domain.md 3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import (
    FRACTION,
    boolean,
    choice,
    day,
    integer,
    money,
    number,
    only,
    prose,
    rate,
    reference,
    text,
    year,
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
    RURAL = "rural"
    OTHER = "other"


LAND = (
    CollateralType.INDUSTRIAL,
    CollateralType.RESIDENTIAL,
    CollateralType.COMMERCIAL,
    CollateralType.CONSTRUCTION,
    CollateralType.RURAL,
    CollateralType.OTHER,
)


class LandNature(StrEnum):
    """How the land was given (domain.md 3.1)."""

    GRANTED = "granted"  # 出让
    ALLOCATED = "allocated"  # 划拨
    COLLECTIVE = "collective"  # 集体
    CONTRIBUTED = "contributed"  # 作价入股


class AppraisalKind(StrEnum):
    MARKET = "market"
    FORCED = "forced"
    BOOK = "book"
    TAX = "tax"


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


_PLANT, _HOME, _SITE = CollateralType.INDUSTRIAL, CollateralType.RESIDENTIAL, CollateralType.CONSTRUCTION
_MACHINE, _STOCK, _DEBT = CollateralType.MACHINERY, CollateralType.INVENTORY, CollateralType.RECEIVABLES
_SHARES, _MONEY = CollateralType.EQUITY, CollateralType.DEPOSIT
_CAR, _SHIP, _RIGHT = CollateralType.VEHICLE, CollateralType.VESSEL, CollateralType.RIGHTS


# The name (a key that is translated) of what a lot is valued on before any paper was read
UNEXAMINED = "Security, not yet examined"
# The reason (translated too) why a mortgage of ours is taken to stand on what a listing calls security
MORTGAGE_OFFERED = "It is offered as security; the mortgage is not examined yet."


@dataclass(frozen=True, slots=True, kw_only=True)
class Collateral:
    """The common record of domain.md 3.1, and what each type must be looked at for (3.2)."""

    entity: ClassVar[str] = "collateral"
    title: ClassVar[str] = "Collateral"
    variant: ClassVar[str] = "type"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    name: str = text("Name", required=True)
    key: str | None = text("Short name")
    type: CollateralType = choice("Type", CollateralType, citable=True, default=CollateralType.OTHER)
    owner: str | None = reference("Owner", "party", citable=True)
    certificate_no: str | None = text("Certificate", citable=True)
    location: str | None = text("Location", citable=True)
    land_area: Decimal | None = only(LAND, number("Land area", unit="m²"))
    building_area: Decimal | None = only(LAND, number("Building area", unit="m²"))
    land_nature: LandNature | None = only(LAND, choice("Land given as", LandNature, citable=True))
    land_use: str | None = only(LAND, text("Land use", citable=True))
    term_end: date | None = only((*LAND, _RIGHT), day("Land term ends"))
    built: int | None = only((*LAND, _MACHINE, _CAR, _SHIP), year(integer("Built", citable=True)))
    occupancy: Occupancy | None = only(LAND, choice("Occupancy", Occupancy, citable=True))
    illegal_parts: bool | None = only(LAND, boolean("Built without permit"))
    after_mortgage: bool | None = only((_PLANT, _SITE), boolean("Buildings newer than the mortgage"))
    power: str | None = only((_PLANT,), text("Power capacity", citable=True))
    sole_home: bool | None = only((_HOME,), boolean("Only home of the owner"))
    residence_right: bool | None = only((_HOME,), boolean("Right of residence on it"))
    permits: str | None = only((_SITE,), text("Permits", citable=True))
    cost_to_complete: Money | None = only((_SITE,), money("Cost to complete"))
    price_due: date | None = only((_SITE,), day("Construction price due"))
    units_sold: int | None = only((_SITE,), integer("Units sold beforehand", citable=True))
    filed_on: date | None = only((_MACHINE, _STOCK, _DEBT, _CAR, _SHIP), day("Security filed on"))
    serial_no: str | None = only((_MACHINE, _CAR, _SHIP), text("Serial or plate no.", citable=True))
    fixed: bool | None = only((_MACHINE,), boolean("Built into a plant"))
    delivered_on: date | None = only((_MACHINE,), day("Delivered on"))
    counted_on: date | None = only((_STOCK,), day("Stock counted on"))
    custodian: str | None = only((_STOCK, _CAR, _SHIP), text("In custody of", citable=True))
    account_debtor: str | None = only((_DEBT,), text("Debtor of the receivable", citable=True))
    confirmed: bool | None = only((_DEBT,), boolean("Confirmed by that debtor"))
    company: str | None = only((_SHARES,), text("Company", citable=True))
    share: Decimal | None = only((_SHARES,), rate("Share", within=FRACTION))
    paid_in: bool | None = only((_SHARES,), boolean("Capital fully paid in"))
    account_no: str | None = only((_MONEY,), text("Account or bill no.", citable=True))
    controlled: bool | None = only((_MONEY,), boolean("Account held apart and controlled"))
    mileage: int | None = only((_CAR,), integer("Mileage", unit="km", citable=True))
    dues: Money | None = only((_CAR, _SHIP), money("Fines, wages and dues on it"))
    approval: bool | None = only((_RIGHT, _SHARES), boolean("Transfer needs an approval"))
    description: str | None = prose("Description", citable=True)
    secured_share: Decimal | None = rate("Mortgaged share", group="Realisation", within=FRACTION)
    cost_rate: Decimal | None = rate("Sale costs", group="Realisation", within=FRACTION)
    fixed_cost: Money | None = money("Fixed costs", group="Realisation")
    tax_rate: Decimal | None = rate("Taxes on sale", group="Realisation", within=FRACTION)
    execution_fee: ExecutionFee | None = choice(
        "Execution fee", ExecutionFee, citable=True, group="Realisation"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """One opinion of value; the latest of the market by date is what the bid rests on. Without a kind it is one."""

    entity: ClassVar[str] = "appraisal"
    title: ClassVar[str] = "Appraisal"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    collateral: str = reference("Collateral", "collateral", required=True, shown=False)
    kind: AppraisalKind | None = choice("Kind of value", AppraisalKind, citable=True)
    value: Money | None = money("Appraised value")
    valued_on: date | None = day("Appraised on")
    valid_to: date | None = day("Valid to")
    appraiser: str | None = text("Appraiser", citable=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encumbrance:
    """What ranks on a collateral. Ours names its registered cap, which prevails over the contract's (担保制度解释第15条,
    第47条); every other one is paid before or after us. `since` is the day of registration or delivery. `ranks_as` is the
    rank that a person gives to a construction price, a land premium or an earlier tax, whose order is settled by no one
    text (domain.md 3.3)."""

    entity: ClassVar[str] = "encumbrance"
    title: ClassVar[str] = "Encumbrance"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    collateral: str = reference("Collateral", "collateral", required=True, shown=False)
    kind: EncumbranceKind = choice("Kind", EncumbranceKind, citable=True, default=EncumbranceKind.MORTGAGE)
    ours: bool | None = boolean("Ours", citable=False)
    holder: str | None = text("Holder", citable=True)
    amount: Money | None = money("Amount")
    contract_cap: Money | None = money("Cap by the contract")
    max_amount: bool | None = boolean("Maximum-amount mortgage")
    crystallised_on: date | None = day("Crystallised on")
    registered_no: str | None = text("Registration no.", citable=True)
    since: date | None = day("Since")
    until: date | None = day("Until")
    ahead: bool | None = boolean("Paid before us")
    ranks_as: int | None = integer("Ranks as", citable=True)

    @property
    def name(self) -> str:
        """What tells it from the others where it is named: its registration, else who holds it."""
        return self.registered_no or self.holder or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecuredClaim:
    """Which claims an encumbrance of ours secures (many to many)."""

    entity: ClassVar[str] = "secured_claim"
    title: ClassVar[str] = "Secured claim"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    encumbrance: str | None = reference("Encumbrance", "encumbrance")
    claim: str = reference("Claim", "claim", required=True, shown=False)
