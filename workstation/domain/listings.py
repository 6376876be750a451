"""Listings: one offering of a lot under one regime (fields of domain.md 1.2)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, day, integer, moment, money, prose, reference, text
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    entity: ClassVar[str] = "listing"
    title: ClassVar[str] = "Listing"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    regime: Regime | None = choice("Regime", Regime, citable=True)
    platform: str | None = text("Platform", citable=True)
    item_no: str | None = text("Item no.", citable=True)
    url: str | None = text("Address")
    title_text: str | None = text("Listing title", citable=True)
    round: int | None = integer("Round", citable=True)
    seller: str | None = text("Seller", citable=True)
    original_lender: str | None = text("Original lender", citable=True)
    contact: str | None = text("Contact", citable=True)
    start_price: Money | None = money("Start price", group="Price")
    increment: Money | None = money("Increment", group="Price")
    deposit: Money | None = money("Deposit", group="Price")
    appraised_price: Money | None = money("Appraised price", group="Price")
    notice_on: date | None = day("Notice date", group="Window")
    deposit_due: datetime | None = moment("Deposit due", group="Window")
    bid_start: datetime | None = moment("Bidding opens", group="Window")
    bid_end: datetime | None = moment("Bidding closes", group="Window")
    extension_minutes: int | None = integer("Extension", unit="min", citable=True, group="Window")
    payment_due: date | None = day("Balance due", group="Window")
    base_date: date | None = day("Base date", group="Claim as listed")
    principal: Money | None = money("Listed principal", group="Claim as listed")
    interest: Money | None = money("Listed interest", group="Claim as listed")
    claim_total: Money | None = money("Listed claim", group="Claim as listed")
    tax_bearer: str | None = text("Taxes borne by", citable=True, group="Terms")
    priority_bidders: str | None = text("Pre-emptive bidders", citable=True, group="Terms")
    buyer_conditions: str | None = prose("Buyer conditions", citable=True, group="Terms")
    known_defects: str | None = prose("Known defects", citable=True, group="Terms")
