"""Listings: one offering of a lot under one regime (the 55 fields of domain.md 1.2).

Some of the 55 are records of their own: debtors, guarantors and court are parties with roles, collateral and seizures
stand on the collateral, docket numbers on the claim, the chain of transfers among the events, attachments and the
snapshot of the page are documents.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import (
    boolean,
    choice,
    day,
    integer,
    moment,
    money,
    only,
    personal,
    prose,
    rate,
    reference,
    text,
)
from workstation.domain.money import Money


class Regime(StrEnum):
    """The body of rules a listing follows (domain.md 1.1); every computed rule keys on it."""

    CN_JUDICIAL_NET = "CN_JUDICIAL_NET"
    CN_JUDICIAL_SALE = "CN_JUDICIAL_SALE"
    CN_JUDICIAL_TRAD = "CN_JUDICIAL_TRAD"
    CN_AMC_ONLINE = "CN_AMC_ONLINE"
    CN_BANK_SINGLE = "CN_BANK_SINGLE"
    CN_EXCHANGE = "CN_EXCHANGE"
    CN_BKR = "CN_BKR"
    EU_VDR = "EU_VDR"
    US_SEALED = "US_SEALED"


COURT = frozenset({Regime.CN_JUDICIAL_NET, Regime.CN_JUDICIAL_SALE, Regime.CN_JUDICIAL_TRAD})
SALE_OF_CLAIMS = frozenset({Regime.CN_AMC_ONLINE, Regime.CN_BANK_SINGLE, Regime.CN_EXCHANGE})
CHINA = frozenset({*COURT, *SALE_OF_CLAIMS, Regime.CN_BKR})
ABROAD = frozenset({Regime.EU_VDR, Regime.US_SEALED})
CLAIMS = frozenset({*SALE_OF_CLAIMS, *ABROAD})


class OfferKind(StrEnum):
    """What is offered. Packages of loans to persons may not be sold on (domain.md 1.5)."""

    SINGLE = "single"
    PACKAGE = "package"
    PERSONAL_BULK = "personal_bulk"


class PriceFinding(StrEnum):
    """How the reference price was found (法释〔2018〕15号第2条)."""

    AGREED = "agreed"
    DIRECTED_INQUIRY = "directed_inquiry"
    ONLINE_INQUIRY = "online_inquiry"
    APPRAISAL = "appraisal"


class PaymentMode(StrEnum):
    ONE_PAYMENT = "one_payment"
    INSTALMENTS = "instalments"


class Bearer(StrEnum):
    """Who bears taxes or arrears. In court sales the law says who (法释〔2016〕18号第30条)."""

    STATUTE = "statute"
    BUYER = "buyer"
    SELLER = "seller"
    OTHER = "other"


class LegalStage(StrEnum):
    NOT_SUED = "not_sued"
    SUED = "sued"
    JUDGED = "judged"
    ENFORCING = "enforcing"
    ROUND_ENDED = "round_ended"
    RESUMED = "resumed"
    BANKRUPTCY = "bankruptcy"
    REORGANISATION = "reorganisation"
    CONCLUDED = "concluded"


class Outcome(StrEnum):
    SOLD = "sold"
    UNSOLD = "unsold"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"
    POSTPONED = "postponed"
    DEFAULTED = "defaulted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A lot has one a round. Only the fields of its regime are shown; `start_price` may be unknown: 银登中心 has
    published none since 2025-10-27."""

    entity: ClassVar[str] = "listing"
    title: ClassVar[str] = "Listing"
    variant: ClassVar[str] = "regime"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    regime: Regime | None = choice("Regime", Regime, citable=True)
    offer: OfferKind | None = choice("Offered", OfferKind, citable=True)
    platform: str | None = text("Platform", citable=True)
    item_no: str | None = text("Item no.", citable=True)
    url: str | None = text("Address")
    title_text: str | None = text("Listing title", citable=True)
    round: int | None = integer("Round", citable=True)
    seller: str | None = text("Seller", citable=True)
    original_lender: str | None = only(CLAIMS, text("Original lender", citable=True))
    contact: str | None = personal(text("Contact", citable=True))
    supervision: str | None = only(CHINA, text("Supervision", citable=True))
    adviser: str | None = only(ABROAD, text("Sale adviser", citable=True))

    start_price: Money | None = money("Start price", group="Price")
    reserve_price: Money | None = only(CLAIMS, money("Reserve price", group="Price"))
    reserve_hidden: bool | None = only(CLAIMS, boolean("Reserve kept secret", group="Price"))
    increment: Money | None = money("Increment", group="Price")
    deposit: Money | None = money("Deposit", group="Price")
    appraised_price: Money | None = money("Appraised price", group="Price")
    price_finding: PriceFinding | None = only(
        COURT, choice("Price found by", PriceFinding, citable=True, group="Price")
    )
    appraised_on: date | None = only(COURT, day("Appraisal date", group="Price"))
    appraisal_valid_to: date | None = only(COURT, day("Appraisal valid to", group="Price"))

    notice_on: date | None = only(CHINA, day("Notice date", group="Window"))
    first_notice_on: date | None = only(COURT, day("First notice", group="Window"))
    notice_no: str | None = only(SALE_OF_CLAIMS, text("Notice no.", citable=True, group="Window"))
    newspaper: str | None = only(SALE_OF_CLAIMS, text("Newspaper", citable=True, group="Window"))
    approval_on: date | None = only(SALE_OF_CLAIMS, day("Approval meeting", group="Window"))
    objections_until: date | None = only(SALE_OF_CLAIMS, day("Objections until", group="Window"))
    viewing: str | None = only(CHINA, text("Inspection", citable=True, group="Window"))
    preemption_notified_on: date | None = only(COURT, day("Pre-emptive holders told", group="Window"))
    nda_on: date | None = only(ABROAD, day("Confidentiality signed", group="Window"))
    data_room_from: date | None = only(ABROAD, day("Data room opens", group="Window"))
    data_room_to: date | None = only(ABROAD, day("Data room closes", group="Window"))
    questions_until: date | None = only(ABROAD, day("Questions until", group="Window"))
    indicative_on: date | None = only(ABROAD, day("Indicative bid", group="Window"))
    certification_on: date | None = only({Regime.US_SEALED}, day("Purchaser certification", group="Window"))
    deposit_due: datetime | None = moment("Deposit due", group="Window")
    bid_start: datetime | None = moment("Bidding opens", group="Window")
    bid_end: datetime | None = moment("Bidding closes", group="Window")
    cycle_hours: int | None = only(CHINA, integer("Cycle", unit="h", citable=True, group="Window"))
    extension_minutes: int | None = only(
        CHINA, integer("Extension", unit="min", citable=True, group="Window")
    )
    payment_due: date | None = day("Balance due", group="Window")
    contract_due: date | None = only(CLAIMS, day("Contract signed by", group="Window"))
    closing_on: date | None = only(ABROAD, day("Closing", group="Window"))

    base_date: date | None = only({*CLAIMS, Regime.CN_BKR}, day("Base date", group="Claim as listed"))
    principal: Money | None = money("Listed principal", group="Claim as listed")
    interest: Money | None = money("Listed interest", group="Claim as listed")
    penalty_interest: Money | None = money("Listed penalty interest", group="Claim as listed")
    compound_interest: Money | None = money("Listed compound interest", group="Claim as listed")
    advances: Money | None = money("Listed advances", group="Claim as listed")
    claim_total: Money | None = money("Listed claim", group="Claim as listed")
    legal_stage: LegalStage | None = choice("Legal stage", LegalStage, citable=True, group="Claim as listed")
    limitation_note: str | None = text("On limitation", citable=True, group="Claim as listed")

    payment_mode: PaymentMode | None = choice("Paid", PaymentMode, citable=True, group="Terms")
    platform_fee_rate: Decimal | None = only(CHINA, rate("Platform fee", group="Terms"))
    taxes_by: Bearer | None = only(CHINA, choice("Taxes are on", Bearer, citable=True, group="Terms"))
    tax_bearer: str | None = text("Taxes borne by", citable=True, group="Terms")
    arrears_by: Bearer | None = only(COURT, choice("Arrears are on", Bearer, citable=True, group="Terms"))
    delivery: str | None = only({*COURT, Regime.CN_BKR}, text("Delivery", citable=True, group="Terms"))
    vacated: bool | None = only({*COURT, Regime.CN_BKR}, boolean("Handed over vacant", group="Terms"))
    home_limits: str | None = only(COURT, text("Home purchase limits", citable=True, group="Terms"))
    priority_bidders: str | None = text("Pre-emptive bidders", citable=True, group="Terms")
    buyer_conditions: str | None = prose("Buyer conditions", citable=True, group="Terms")
    excluded_buyers: str | None = only(SALE_OF_CLAIMS, prose("Excluded buyers", citable=True, group="Terms"))
    representations: str | None = only(CLAIMS, prose("Representations", citable=True, group="Terms"))
    known_defects: str | None = prose("Known defects", citable=True, group="Terms")
    as_is: bool | None = boolean("Sold as it stands", group="Terms")

    registrants: int | None = only(CHINA, integer("Registered", citable=True, group="Demand and result"))
    watchers: int | None = only(CHINA, integer("Reminders set", citable=True, group="Demand and result"))
    views: int | None = only(CHINA, integer("Views", citable=True, group="Demand and result"))
    counted_at: datetime | None = only(CHINA, moment("Counted at", group="Demand and result"))
    outcome: Outcome | None = choice("Result", Outcome, citable=True, group="Demand and result")
    hammer_price: Money | None = money("Hammer price", group="Demand and result")
    bids: int | None = integer("Bids", citable=True, group="Demand and result")
    captured_at: datetime | None = moment("Page saved at", citable=False, group="Demand and result")
