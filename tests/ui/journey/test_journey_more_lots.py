"""Three more lots entered through the window: a debtor in bankruptcy, a retail package, an EU loan with gaps.

Each value of a sheet is typed, or chosen from its list, once; a name that was used before is picked by completion.
"""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from journey_steps import starts_a_workspace
from journey_typist import Typist

from workstation.domain.claims import Balance, Claim, InterestStop
from workstation.domain.collateral import Collateral, CollateralType, Encumbrance
from workstation.domain.findings.rules import findings
from workstation.domain.guarantees import Guarantee
from workstation.domain.listings import Listing, Regime
from workstation.domain.money import Money
from workstation.domain.parties import Party

TODAY = date(2025, 9, 5)
# tab, button that adds the row ("" for the one that is there), entity, fields as a person types them
BANKRUPT = (
    ("overview", "", "listing", {"regime": "Bankruptcy auction", "seller": "Administrator of Haigang"}),
    ("claims", "Add a claim", "claim", {
        "contract_no": "HG-2019-07", "borrower": "Haigang Logistics", "loan_rate": "5.4%", "penalty_rate": "8.1%",
        "accrued_from": "2019.7.21", "due": "2020-07-20", "interest_stop": "Bankruptcy",
        "interest_stop_on": "2023-03-01",
    }),
    ("claims", "Add a balance", "balance", {"as_of": "2023-3-1", "amount": "6,200万"}),
    ("collateral", "Add a collateral", "collateral", {"name": "Cold store", "type": "Construction in progress"}),
    ("collateral", "Add an encumbrance", "encumbrance", {"ours": "Yes", "since": "2019-07-25", "amount": "5000万"}),
    ("collateral", "Add an encumbrance", "encumbrance", {"kind": "Construction price", "amount": "1,350万"}),
    ("guarantees", "Add a guarantee", "guarantee", {"guarantor": "Chen Mou", "kind": "Joint", "debt_due": "2020.7.20", "period_kind": "No period agreed"}),
)  # fmt: skip
PACKAGE = (
    ("overview", "", "listing", {"regime": "Bank, single claim", "principal": "118万"}),
    ("claims", "Add a claim", "claim", {"contract_no": "R-1", "borrower": "Zhou Mou"}),
    ("claims", "Add a balance", "balance", {"amount": "46万"}),
    ("claims", "Add a claim", "claim", {"contract_no": "R-2", "borrower": "Wu Mou"}),
    ("claims", "Add a balance", "balance", {"amount": "72万"}),
)
EU_LOAN = (
    ("overview", "", "listing", {"regime": "EU data room"}),
    (
        "claims",
        "Add a claim",
        "claim",
        {"contract_no": "NG-44", "currency": "EUR", "borrower": "Northgate Retail"},
    ),
    (
        "collateral",
        "Add a collateral",
        "collateral",
        {"name": "Retail park", "type": "Commercial and office"},
    ),
)


def enters(typist, sheet):
    for tab, add, entity, fields in sheet:
        typist.goes_to(tab)
        if add:
            typist.adds(add, entity)
        typist.fills(entity, **fields)


def values(sheet):
    return Counter(text for *_, fields in sheet for text in fields.values())


@pytest.fixture
def typist(computer):
    person = computer.starts(size=(1500, 950))
    starts_a_workspace(person, computer)
    return Typist(person)


def said(typist):
    return {finding.rule for finding in findings(typist.record, TODAY)}


def enters_once(typist, name, sheet):
    """A lot of its own, and each value of the sheet typed or chosen once."""
    typist.makes_a_lot(name, "", "", "", "")
    typist.log.clear()
    enters(typist, sheet)
    assert Counter(typist.log + typist.chosen) == values(sheet)


def test_a_debtor_in_bankruptcy_is_entered_with_its_stop_and_who_comes_first(typist):
    enters_once(typist, "Haigang cold store", BANKRUPT)
    record = typist.record
    claim = record.last(Claim)
    assert record.first(Listing).regime is Regime.CN_BKR
    assert (claim.loan_rate, claim.interest_stop_on) == (Decimal("0.054"), date(2023, 3, 1))
    assert record.get(Party, claim.borrower).name == "Haigang Logistics"
    assert record.last(Balance).amount == Money.of(62_000_000)
    assert record.last(Collateral).type is CollateralType.CONSTRUCTION
    assert {row.amount for row in record.all(Encumbrance)} == {Money.of(50_000_000), Money.of(13_500_000)}
    assert claim.interest_stop is not InterestStop.NONE
    assert {"collateral.order.before", "guarantee.released"} <= said(typist)


def test_a_package_has_several_claims_each_with_its_borrower(typist):
    enters_once(typist, "Eleven retail loans", PACKAGE)
    record = typist.record
    claims = [claim for claim in record.all(Claim) if claim.contract_no]
    assert {record.get(Party, claim.borrower).name for claim in claims} == {"Zhou Mou", "Wu Mou"}
    amounts = {row.claim: row.amount for row in record.all(Balance) if row.amount}
    assert [amounts[claim.id] for claim in claims] == [Money.of(460_000), Money.of(720_000)]


def test_an_eu_loan_with_gaps_stays_open_and_its_name_is_picked_in_the_next_lot(typist):
    enters_once(typist, "Northgate, first charge", EU_LOAN)
    listing, claim = typist.record.first(Listing), typist.record.last(Claim)
    assert (listing.start_price, listing.bid_end) == (None, None)
    assert (claim.currency, claim.due) == ("EUR", None)
    typist.makes_a_lot("Northgate, second charge", "", "", "", "")
    typist.goes_to("guarantees")
    typist.adds("Add a guarantee", "guarantee")
    typist.picks("guarantee", "guarantor", "northg", "Northgate Retail")
    named = typist.record.get(Party, typist.record.last(Guarantee).guarantor)
    assert named.id == claim.borrower
