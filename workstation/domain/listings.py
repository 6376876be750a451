"""Listings: one offering of a lot under one regime (fields of domain.md 1.2)."""

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


class ListedSubject(StrEnum):
    """What is put up: notice periods and who may buy depend on it (domain.md 1.3, 1.5)."""

    CLAIM = "claim"
    PACKAGE = "package"
    PERSONAL_BULK = "personal_bulk"
    HOME = "home"
    IMMOVABLE = "immovable"
    MOVABLE = "movable"
    VESSEL = "vessel"
    EQUITY = "equity"
    OTHER_RIGHT = "other_right"


class PriceFinding(StrEnum):
    """How a court found the reference price (法释〔2018〕15号第2条)."""

    AGREEMENT = "agreement"
    TARGETED_ENQUIRY = "targeted_enquiry"
    ONLINE_ENQUIRY = "online_enquiry"
    APPRAISAL = "appraisal"


class Bearer(StrEnum):
    """Who pays taxes, arrears or fees; `STATUTORY` is whoever owes them by law."""

    STATUTORY = "statutory"
    BUYER_ALL = "buyer_all"
    SELLER_ALL = "seller_all"
    SHARED = "shared"


class Delivery(StrEnum):
    VACATED = "vacated"
    AS_IS = "as_is"
    BY_BUYER = "by_buyer"


class PaymentMethod(StrEnum):
    ONE_OFF = "one_off"
    INSTALMENTS = "instalments"


class LegalStage(StrEnum):
    """Where enforcement of the claim stands, as the listing says."""

    NOT_SUED = "not_sued"
    SUED = "sued"
    JUDGED = "judged"
    ENFORCEMENT = "enforcement"
    ENFORCEMENT_ENDED = "enforcement_ended"
    RESUMED = "resumed"
    BANKRUPTCY = "bankruptcy"
    REORGANISATION = "reorganisation"
    CLOSED = "closed"


class Outcome(StrEnum):
    SOLD = "sold"
    UNSOLD = "unsold"
    WITHDRAWN = "withdrawn"
    STAYED = "stayed"
    POSTPONED = "postponed"
    DEFAULTED = "defaulted"


COURT = frozenset({Regime.CN_JUDICIAL_NET, Regime.CN_JUDICIAL_SALE, Regime.CN_JUDICIAL_TRAD})
SEALED = frozenset({Regime.EU_VDR, Regime.US_SEALED})
ON_LINE = frozenset(Regime) - SEALED  # offered to the public against a clock
CLAIM_SALE = frozenset(Regime) - COURT
NOTICED_SALE = frozenset({Regime.CN_AMC_ONLINE, Regime.CN_BANK_SINGLE, Regime.CN_EXCHANGE})
ASSET_SALE = COURT | {Regime.CN_BKR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Of the 55 fields of domain.md 1.2 these are records of their own: debtors are the borrower of a `Claim` and
    `Role`s of parties, guarantors are `Guarantee`s, collateral is `Collateral`, seizures are `Encumbrance`s of the kind
    seizure and `Event`s, docket numbers stand on the `Claim`, the chain of transfers is `Role`s of prior holders and
    `Event`s of assignment, attachments are `Document`s with their hash. The currency is that of each amount. The
    page's snapshot is a `Document` with its versions; `page_saved` is when it was taken. Where bids are sealed,
    `bid_end` is when the binding bid is due. `disposal_notice_on` is the seller's notice before its approval meeting
    (财金〔2008〕87号), `notice_on` that of the auction.
    """

    entity: ClassVar[str] = "listing"
    title: ClassVar[str] = "Listing"
    variant: ClassVar[str] = "regime"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    regime: Regime | None = choice("Regime", Regime, citable=True)
    platform: str | None = text("Platform", citable=True)
    item_no: str | None = text("Item no.", citable=True)
    url: str | None = text("Address")
    title_text: str | None = text("Listing title", citable=True)
    subject: ListedSubject | None = choice("What is offered", ListedSubject, citable=True)
    round: int | None = integer("Round", citable=True)
    seller: str | None = text("Seller", citable=True)
    original_lender: str | None = only(CLAIM_SALE, text("Original lender", citable=True))
    contact: str | None = personal(text("Contact", citable=True))
    supervision_contact: str | None = only(ASSET_SALE, personal(text("Supervision contact", citable=True)))

    start_price: Money | None = money("Start price", group="Price")
    reserve_price: Money | None = only(CLAIM_SALE, money("Reserve price", group="Price"))
    reserve_hidden: bool | None = only(CLAIM_SALE, boolean("Reserve is hidden", group="Price"))
    increment: Money | None = money("Increment", group="Price")
    deposit: Money | None = money("Deposit", group="Price")
    appraised_price: Money | None = money("Appraised price", group="Price")
    price_finding: PriceFinding | None = only(
        ASSET_SALE, choice("How the price was found", PriceFinding, citable=True, group="Price")
    )
    appraised_on: date | None = only(ASSET_SALE, day("Appraisal base date", group="Price"))
    appraisal_valid_to: date | None = only(ASSET_SALE, day("Appraisal valid to", group="Price"))
    platform_fee_rate: Decimal | None = only(ON_LINE, rate("Platform fee rate", group="Price"))
    platform_fee: Money | None = only(ON_LINE, money("Platform fee", group="Price"))
    platform_fee_bearer: Bearer | None = only(
        ON_LINE, choice("Platform fee borne by", Bearer, citable=True, group="Price")
    )

    notice_on: date | None = only(ON_LINE, day("Notice date", group="Window"))
    deposit_due: datetime | None = moment("Deposit due", group="Window")
    bid_start: datetime | None = only(ON_LINE, moment("Bidding opens", group="Window"))
    bid_end: datetime | None = moment("Bidding closes", group="Window")
    cycle_hours: int | None = only(ON_LINE, integer("Bidding cycle", unit="h", citable=True, group="Window"))
    extension_minutes: int | None = only(
        ON_LINE, integer("Extension", unit="min", citable=True, group="Window")
    )
    viewing_from: date | None = only(ON_LINE, day("Inspection from", group="Window"))
    viewing_to: date | None = only(ON_LINE, day("Inspection to", group="Window"))
    viewing: str | None = only(ON_LINE, text("Inspection", citable=True, group="Window"))
    preemption_notice_on: date | None = only(ASSET_SALE, day("Pre-emptive bidders notified", group="Window"))
    contract_due: date | None = only(CLAIM_SALE, day("Agreement to be signed by", group="Window"))
    payment_due: date | None = day("Balance due", group="Window")

    nda_on: date | None = only(SEALED, day("NDA signed", group="Stages of the sale"))
    teaser_on: date | None = only(SEALED, day("Teaser received", group="Stages of the sale"))
    data_room_from: date | None = only(SEALED, day("Data room opens", group="Stages of the sale"))
    data_room_to: date | None = only(SEALED, day("Data room closes", group="Stages of the sale"))
    questions_due: date | None = only(SEALED, day("Questions until", group="Stages of the sale"))
    indicative_bid_due: date | None = only(
        {Regime.EU_VDR}, day("Indicative bid due", group="Stages of the sale")
    )
    bid_letter_on: date | None = only({Regime.EU_VDR}, day("Bid letter sent", group="Stages of the sale"))
    certified_on: date | None = only(
        {Regime.US_SEALED}, day("Purchaser eligibility certified", group="Stages of the sale")
    )
    bid_instructions_on: date | None = only(
        {Regime.US_SEALED}, day("Bid instructions received", group="Stages of the sale")
    )
    bid_deposit_on: date | None = only(SEALED, day("Bid deposit paid", group="Stages of the sale"))
    sale_agreement_on: date | None = only(SEALED, day("Sale agreement signed", group="Stages of the sale"))
    closing_on: date | None = only(SEALED, day("Closing", group="Stages of the sale"))

    notice_no: str | None = only(NOTICED_SALE, text("Notice no.", citable=True, group="Disposal notice"))
    newspaper: str | None = only(NOTICED_SALE, text("Newspaper", citable=True, group="Disposal notice"))
    disposal_notice_on: date | None = only(NOTICED_SALE, day("Disposal notice", group="Disposal notice"))
    approval_on: date | None = only(NOTICED_SALE, day("Approval meeting", group="Disposal notice"))
    book_value: Money | None = only(NOTICED_SALE, money("Book value", group="Disposal notice"))
    objections_until: date | None = only(NOTICED_SALE, day("Objections until", group="Disposal notice"))

    base_date: date | None = only(CLAIM_SALE, day("Base date", group="Claim as listed"))
    principal: Money | None = only(CLAIM_SALE, money("Listed principal", group="Claim as listed"))
    interest: Money | None = only(CLAIM_SALE, money("Listed interest", group="Claim as listed"))
    interest_on_book: Money | None = only(CLAIM_SALE, money("of it on the books", group="Claim as listed"))
    interest_off_book: Money | None = only(CLAIM_SALE, money("of it off the books", group="Claim as listed"))
    penalty_interest: Money | None = only(CLAIM_SALE, money("of it penalty", group="Claim as listed"))
    compound_interest: Money | None = only(CLAIM_SALE, money("of it compound", group="Claim as listed"))
    advances: Money | None = only(CLAIM_SALE, money("Advanced costs", group="Claim as listed"))
    claim_total: Money | None = only(CLAIM_SALE, money("Listed claim", group="Claim as listed"))
    borrowers: int | None = only(
        CLAIM_SALE, integer("Number of borrowers", citable=True, group="Claim as listed")
    )
    loans: int | None = only(CLAIM_SALE, integer("Number of loans", citable=True, group="Claim as listed"))
    composition: str | None = only(
        CLAIM_SALE, prose("Composition of the package", citable=True, group="Claim as listed")
    )
    legal_stage: LegalStage | None = only(
        CLAIM_SALE, choice("Legal stage", LegalStage, citable=True, group="Claim as listed")
    )
    limitation_note: str | None = only(
        CLAIM_SALE, text("Limitation, as listed", citable=True, group="Claim as listed")
    )

    tax_rule: Bearer | None = only(ON_LINE, choice("Taxes fall on", Bearer, citable=True, group="Terms"))
    tax_bearer: str | None = text("Taxes borne by", citable=True, group="Terms")
    arrears_rule: Bearer | None = only(
        ASSET_SALE, choice("Arrears fall on", Bearer, citable=True, group="Terms")
    )
    arrears: str | None = only(ASSET_SALE, text("Utilities and fees owed", citable=True, group="Terms"))
    delivery: Delivery | None = only(ASSET_SALE, choice("Delivery", Delivery, citable=True, group="Terms"))
    ruling_served_on: date | None = only(ASSET_SALE, day("Confirmation ruling served", group="Terms"))
    payment_method: PaymentMethod | None = only(
        CLAIM_SALE, choice("Payment", PaymentMethod, citable=True, group="Terms")
    )
    known_defects: str | None = prose("Known defects", citable=True, group="Terms")
    sold_as_is: bool | None = boolean("Sold as it is", group="Terms")
    disclaimer: str | None = prose("Disclaimer", citable=True, group="Terms")
    representations: str | None = only(
        CLAIM_SALE, prose("Seller's representations", citable=True, group="Terms")
    )

    priority_bidders: str | None = text("Pre-emptive bidders", citable=True, group="Who may buy")
    buyer_conditions: str | None = prose("Buyer conditions", citable=True, group="Who may buy")
    home_purchase_limit: str | None = only(
        ASSET_SALE, text("Home purchase limits", citable=True, group="Who may buy")
    )
    excluded_buyers: str | None = only(
        CLAIM_SALE, prose("Excluded buyers", citable=True, group="Who may buy")
    )
    bidder_foreign: bool | None = boolean("We bid from abroad", citable=False, group="Who may buy")
    bidder_guarantor: bool | None = boolean(
        "We are related to a guarantor", citable=False, group="Who may buy"
    )
    bidder_debtor: bool | None = only(
        CLAIM_SALE, boolean("We are related to the debtor", citable=False, group="Who may buy")
    )

    registrants: int | None = only(
        ON_LINE, integer("Registered bidders", citable=True, group="Demand and result")
    )
    watchers: int | None = only(ON_LINE, integer("Reminders set", citable=True, group="Demand and result"))
    views: int | None = only(ON_LINE, integer("Views", citable=True, group="Demand and result"))
    counted_at: datetime | None = only(ON_LINE, moment("Counted", citable=False, group="Demand and result"))
    outcome: Outcome | None = choice("Result", Outcome, citable=True, group="Demand and result")
    hammer_price: Money | None = money("Price reached", group="Demand and result")
    bids: int | None = integer("Number of bids", citable=True, group="Demand and result")
    page_saved: datetime | None = moment("Page saved", citable=False, group="Demand and result")
