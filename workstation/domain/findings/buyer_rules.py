"""Who may buy (domain.md 1.5): spoken only where a field of the listing says what it is about."""

from collections.abc import Iterator

from workstation.domain.checklists.answers import Severity
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.listings import (
    CLAIM_SALE,
    COURT,
    NOTICED_SALE,
    SEALED,
    ListedSubject,
    Listing,
    PaymentMethod,
    Regime,
)
from workstation.domain.record import LotRecord

_BATCH = 3  # borrowers


def personal_package(record: LotRecord) -> Iterator[Finding]:
    """A bulk package of personal loans cannot be sold on."""
    for listing in record.all(Listing, subject=ListedSubject.PERSONAL_BULK):
        if listing.regime not in SEALED:
            yield beside(
                listing,
                "subject",
                "cn.personal_bulk",
                Severity.KILL,
                message="A package of personal loans may not be transferred onward: its buyer must be admitted to the pilot and "
                "collect it itself.",
                law=("银保监办便函〔2021〕26号", "银保监办便函〔2022〕1191号"),
            )


def batch(record: LotRecord) -> Iterator[Finding]:
    """Three borrowers or more out of a bank's hand are a batch, for licensed AMCs only."""
    for listing in record.all(Listing, regime=Regime.CN_BANK_SINGLE):
        if (
            listing.borrowers is not None
            and listing.borrowers >= _BATCH
            and listing.subject is not ListedSubject.PERSONAL_BULK
        ):
            yield beside(
                listing,
                "borrowers",
                "cn.batch",
                Severity.HIGH,
                message="{count} borrowers sold by a bank are a batch: only a licensed AMC may buy it first hand.",
                law=("财金〔2012〕6号", "银监办便函〔2017〕702号"),
                to_verify=True,
                count=listing.borrowers,
            )


def related_guarantor(record: LotRecord) -> Iterator[Finding]:
    """A guarantor that buys the claim performs its guarantee by it."""
    for listing in record.all(Listing, bidder_guarantor=True):
        if listing.regime not in SEALED:
            yield beside(
                listing,
                "bidder_guarantor",
                "cn.bidder_guarantor",
                Severity.HIGH,
                message="A guarantor that buys the claim is treated as performing its guarantee and cannot turn to the other "
                "guarantors.",
                law=("担保制度解释第14条",),
            )


def related_debtor(record: LotRecord) -> Iterator[Finding]:
    """An AMC may not sell back to the debtor or its side."""
    for listing in record.all(Listing, bidder_debtor=True):
        if listing.regime in NOTICED_SALE:
            yield beside(
                listing,
                "bidder_debtor",
                "cn.bidder_debtor",
                Severity.KILL,
                message="The claim may not be sold back to the debtor or to those who stand close to it: the transfer would be "
                "void.",
                law=("海南会议纪要第6条",),
                to_verify=True,
            )


def foreign_buyer(record: LotRecord) -> Iterator[Finding]:
    """Filing and payment at once where the buyer comes from abroad."""
    for listing in record.all(Listing, bidder_foreign=True):
        if listing.regime not in CLAIM_SALE - SEALED:
            continue
        yield beside(
            listing,
            "bidder_foreign",
            "cn.bidder_foreign",
            Severity.MEDIUM,
            message="A buyer from abroad needs filings with NDRC and SAFE, cannot buy claims with a government debtor or "
            "guarantor, and pays at once.",
            law=("发改外资〔2007〕254号", "发改外资〔2016〕1712号"),
            to_verify=True,
        )
        if listing.payment_method is PaymentMethod.INSTALMENTS:
            yield beside(
                listing,
                "payment_method",
                "cn.bidder_foreign.payment",
                Severity.HIGH,
                message="A buyer from abroad cannot pay in instalments.",
                law=("发改外资〔2007〕254号",),
            )


def home_buyer(record: LotRecord) -> Iterator[Finding]:
    """Who buys a home at a court auction must be allowed to own one more there."""
    for listing in record.all(Listing, subject=ListedSubject.HOME):
        if listing.regime in COURT:
            yield beside(
                listing,
                "subject",
                "cn.home_buyer",
                Severity.MEDIUM,
                message="The buyer of a home must be qualified to buy one there, from the application to the ruling. A false "
                "statement voids the sale and costs damages.",
                law=("法释〔2021〕18号",),
                to_verify=True,
            )


BUYER_RULES = (personal_package, batch, related_guarantor, related_debtor, foreign_buyer, home_buyer)
