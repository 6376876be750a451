"""What the assumptions of a price say against each other, and what it rests on that nobody looked at."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workstation.domain.collateral import UNEXAMINED, Appraisal, Collateral
from workstation.domain.findings.rules import findings
from workstation.domain.findings.valuation_rules import VALUATION_RULES
from workstation.domain.guarantees import Guarantee
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Scenario, ScenarioGuarantor, ScenarioSale, weights
from workstation.language.finding_words import finding_sentence
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator


def said(*rows):
    record = LotRecord.of_rows([Lot(id="l", name="厂房"), *rows])
    return [finding for rule in VALUATION_RULES for finding in rule(record)]


def places(*rows):
    return [(found.rule, found.subject.row, found.subject.field) for found in said(*rows)]


def listing(deposit, start):
    return Listing(id="li", lot="l", deposit=Money.of(deposit), start_price=Money.of(start))


def scenarios(*shares, names=("Down", "Base", "Up")):
    return [
        Scenario(id=name, lot="l", name=name, ordinal=place, probability=share and Decimal(share))
        for place, (name, share) in enumerate(zip(names, shares, strict=False))
    ]


def sale(scenario, discount, cash_date="2027-01-01"):
    return ScenarioSale(
        id=f"sale {scenario}",
        lot="l",
        scenario=scenario,
        collateral="co",
        forced_sale_discount=Decimal(discount),
        cash_date=date.fromisoformat(cash_date),
    )


def test_a_deposit_above_the_start_price_is_named():
    assert places(listing(20_000_000, 8_000_000)) == [("listing.deposit_above_start", "li", "deposit")]


@pytest.mark.parametrize("start", [0, 8_000_000])
def test_a_deposit_up_to_the_start_price_is_silent(start):
    assert places(listing(8_000_000, start)) == []


def test_the_security_that_a_lot_begins_with_is_named_while_it_is_valued():
    unknown = Collateral(id="co", lot="l", name=UNEXAMINED)
    value = Appraisal(id="ap", lot="l", collateral="co", value=Money.of(12_000_000))
    (found,) = said(unknown, value)
    assert found.rule == "collateral.assumed"
    tr, formats = Translator(Language.CHINESE), Formats(Language.CHINESE)
    assert "假定价值 12,000,000 的担保物" in finding_sentence(tr, formats, found)
    assert said(unknown) == said(replace(unknown, name="厂房"), value) == []


@pytest.mark.parametrize(
    ("shares", "last"),
    [
        (("0.333333",) * 3, "0.333334"),
        (("0.333",) * 3, "0.334"),
        (("0.3", "0.5", None), "0.2"),
        (("0.33334",) * 3, "0.33332"),
        ((None,), "1"),
    ],
)
def test_the_last_scenario_takes_the_rest_and_says_so(shares, last):
    rows = scenarios(*shares)
    assert weights(rows)[rows[-1].id] == Decimal(last)
    assert sum(weights(rows).values()) == 1
    assert places(*rows) == [("scenario.rest", rows[-1].id, "probability")]


def test_probabilities_that_make_one_are_silent():
    assert places(*scenarios("0.3", "0.5", "0.2")) == []
    assert places() == []


@pytest.mark.parametrize("shares", [("0.3", "0.5", "0.1"), ("0.3", "0.5", "0.3"), ("0.8", "0.5", None)])
def test_probabilities_that_are_no_slip_of_rounding_are_not_mended(shares):
    rows = scenarios(*shares)
    assert weights(rows) == {row.id: row.probability or 0 for row in rows}
    assert places(*rows) == [("scenario.probabilities", "Up", "probability")]


def test_an_optimistic_scenario_that_is_worse_is_named_at_the_assumption():
    three = scenarios("0.3", "0.5", "0.2")
    sales = [sale("Down", "0.6"), sale("Base", "0.7"), sale("Up", "0.5", "2029-01-01")]
    assert places(*three, *sales) == [
        ("scenario.order", "sale Base", "forced_sale_discount"),
        ("scenario.order", "sale Up", "cash_date"),
    ]
    (found, _) = said(*three, *sales)
    tr, formats = Translator(Language.CHINESE), Formats(Language.CHINESE)
    assert finding_sentence(tr, formats, found) == "“基准”应优于“悲观”，但此处并非如此：70.00% 对 60.00%。"


@pytest.mark.parametrize(
    "names",
    [("最差", "中性", "最好"), ("悲观情形", "基准情形", "乐观情形"), ("Bear", "Base scenario", "Bull")],
)
def test_worse_and_better_are_known_by_other_names_too(names):
    rows = [replace(row, name=name) for row, name in zip(scenarios("0.3", "0.5", "0.2"), names, strict=True)]
    sales = [sale("Down", "0.6"), sale("Base", "0.3"), sale("Up", "0.5")]
    assert places(*rows, *sales) == [("scenario.order", "sale Up", "forced_sale_discount")]


def test_guarantors_and_dividends_are_compared_too():
    down, base, up = scenarios("0.3", "0.5", "0.2")
    pays = [
        ScenarioGuarantor(
            id=f"pays {name}", lot="l", scenario=name, guarantee="g", probability=Decimal(share)
        )
        for name, share in (("Base", "0.4"), ("Up", "0.2"))
    ]
    rows = [
        down,
        replace(base, dividend=Decimal("0.1")),
        replace(up, dividend=Decimal("0.05")),
        Guarantee(id="g", lot="l"),
    ]
    assert places(*rows, *pays) == [
        ("scenario.order", "pays Up", "probability"),
        ("scenario.order", "Up", "dividend"),
    ]


def test_scenarios_in_their_order_and_others_of_any_name_are_silent():
    three = scenarios("0.3", "0.5", "0.2")
    assert places(*three, sale("Down", "0.6"), sale("Base", "0.5"), sale("Up", "0.5")) == []
    others = scenarios("0.3", "0.5", "0.2", names=("A", "B", "C"))
    assert places(*others, sale("A", "0.1"), sale("B", "0.5"), sale("C", "0.9")) == []


def test_they_stand_among_all_findings():
    record = LotRecord.of_rows([Lot(id="l", name="厂房"), listing(2, 1)])
    assert "listing.deposit_above_start" in {found.rule for found in findings(record, date(2026, 1, 1))}
