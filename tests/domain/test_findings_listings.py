"""What the rules of its regime say of a listing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workstation.domain.findings.rules import findings
from workstation.domain.listings import Listing, Regime
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

TODAY = date(2025, 9, 5)
LISTING = Listing(
    id="2", lot="1", regime=Regime.CN_JUDICIAL_NET, round=1, appraised_price=Money.of(24_000_000)
)


def found(listing):
    record = LotRecord.of_rows([Lot(id="1", name="厂房"), listing])
    return {finding.rule: finding for finding in findings(record, TODAY)}


@pytest.mark.parametrize(("start", "speaks"), [(16_800_000, False), (16_799_999, True)])
def test_a_first_round_begins_at_seventy_percent_of_the_appraisal(start, speaks):
    listing = replace(LISTING, start_price=Money.of(start))
    assert ("cn.start_price.first_round" in found(listing)) is speaks


def test_a_finding_names_its_field_its_share_and_its_article():
    finding = found(replace(LISTING, start_price=Money.of(12_000_000)))["cn.start_price.first_round"]
    assert (finding.subject.entity, finding.subject.row, finding.subject.field) == (
        "listing",
        "2",
        "start_price",
    )
    assert finding.params == {"share": Decimal("0.5")}
    assert finding.law == ("法释〔2016〕18号第10条",)


@pytest.mark.parametrize(
    "listing",
    [
        replace(LISTING, start_price=None),
        replace(LISTING, start_price=Money.of(1), round=2),
        replace(LISTING, start_price=Money.of(1), regime=Regime.CN_AMC_ONLINE),
        replace(LISTING, start_price=Money.of(1, "EUR")),
    ],
    ids=["unknown", "second round", "not a court", "two currencies"],
)
def test_the_rule_is_silent_where_it_does_not_apply(listing):
    assert "cn.start_price.first_round" not in found(listing)
