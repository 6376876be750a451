"""Three more lots entered through the window: a debtor in bankruptcy, a retail package, an EU loan with gaps.

Each value of a sheet is typed, or chosen from its list, once; a name that was used before is picked by completion.
"""

import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from journey_steps import starts_a_workspace
from journey_typist import Typist

from workstation.domain.claims import Balance, Claim, InterestStop
from workstation.domain.collateral import Collateral, CollateralType, Encumbrance
from workstation.domain.findings.rules import findings
from workstation.domain.guarantees import Guarantee
from workstation.domain.listings import Listing, PriceFinding, Regime
from workstation.domain.money import Money
from workstation.domain.parties import Party
from workstation.domain.prior_claims import is_assumed
from workstation.packs.reference import load_reference

pytestmark = pytest.mark.deep  # a minute of typing; the golden lot is typed in every check
TODAY = date(2025, 9, 5)
LOTS = Path(__file__).parents[2] / "data/lots"


def sheet_of(name):
    return tomllib.loads((LOTS / f"{name}.toml").read_text("utf-8"))


def enters(typist, sheet):
    """Row by row: what is new of a row is typed or chosen, a name that was used before is picked by completion."""
    for row in sheet["row"]:
        typist.goes_to(row["tab"])
        if "party" in row:
            typist.names_a_party(row["party"], row["role"])
            continue
        if "add" in row:
            typist.adds(row["add"], row["entity"])
        for field, (start, whole) in row.get("pick", {}).items():
            typist.picks(row["entity"], field, start, whole)
        typist.fills(row["entity"], **row["values"])


def values(sheet):
    """All of the fixture, each once."""
    texts = [text for text in (sheet["name"], *sheet["typed"]) if text]
    for row in sheet["row"]:
        texts += row.get("values", {}).values()
        texts += (whole for _, whole in row.get("pick", {}).values())
        texts += (row[key] for key in ("party", "role") if key in row)
    return Counter(texts)


@pytest.fixture
def typist(computer):
    person = computer.starts(size=(1500, 950))
    starts_a_workspace(person, computer)
    return Typist(person)


def said(typist):
    return {finding.rule for finding in findings(typist.record, TODAY, load_reference())}


def enters_once(typist, name):
    """A whole lot, and each value of its fixture typed or chosen once."""
    sheet = sheet_of(name)
    typist.makes_a_lot(sheet["name"], *sheet["typed"])
    enters(typist, sheet)
    assert Counter(typist.log + typist.chosen) == values(sheet)


def test_a_debtor_in_bankruptcy_is_entered_with_its_stop_and_who_comes_first(typist):
    enters_once(typist, "bankrupt")
    record = typist.record
    claim = record.last(Claim)
    listing = record.first(Listing)
    assert (listing.regime, listing.price_finding) == (Regime.CN_BKR, PriceFinding.APPRAISAL)
    assert (claim.loan_rate, claim.interest_stop_on) == (Decimal("0.054"), date(2023, 3, 1))
    owner = record.get(Party, record.last(Collateral).owner)
    assert (owner.name, owner.id) == ("Haigang Logistics", claim.borrower)
    assert record.last(Collateral).type is CollateralType.CONSTRUCTION
    rows = record.all(Encumbrance, collateral=record.last(Collateral).id)
    amounts = [row.amount for row in rows if not is_assumed(record, row)]
    assert amounts == [Money.of(50_000_000), Money.of(13_500_000), Money.of(412_000)]
    assert claim.interest_stop is InterestStop.BANKRUPTCY
    found = said(typist)
    assert {"collateral.order.before", "guarantee.released", "title.newspaper", "seizure.ended"} <= found
    assert {"collateral.construction.lapsed", "guarantee.resolution", "guarantee.spouse_consent"} <= found


def test_a_package_has_several_claims_each_with_its_borrower(typist):
    enters_once(typist, "package")
    record = typist.record
    claims = [claim for claim in record.all(Claim) if claim.contract_no]
    named = [record.get(Party, claim.borrower).name for claim in claims]
    assert named == ["Zhou Mou", "Wu Mou", "Shen Mou"]
    amounts = {row.claim: row.amount for row in record.all(Balance) if row.amount}
    assert [amounts[claim.id] for claim in claims] == [Money.of(each) for each in (460_000, 720_000, 530_000)]
    assert record.last(Guarantee).guarantor == claims[0].borrower
    found = said(typist)
    assert {"cn.lending_rate.four_lpr", "guarantee.kind"} <= found


def test_an_eu_loan_with_gaps_stays_open_and_its_name_is_picked_in_the_next_lot(typist):
    enters_once(typist, "eu_loan")
    listing, claim = typist.record.first(Listing), typist.record.last(Claim)
    assert (listing.start_price, listing.bid_end, listing.data_room_to) == (None, None, None)
    assert (claim.currency, claim.due) == ("EUR", None)
    assert typist.record.last(Balance).amount == Money.of(5_400_000, "EUR")
    assert "lease.survives" in said(typist)
    typist.makes_a_lot("Northgate, second charge", "", "", "", "")
    typist.goes_to("guarantees")
    typist.adds("Add a guarantee", "guarantee")
    typist.picks("guarantee", "guarantor", "northg", "Northgate Retail")
    named = typist.record.get(Party, typist.record.last(Guarantee).guarantor)
    assert named.id == claim.borrower
