"""Whole lots entered through the window, as a person enters them from the papers on the desk."""

import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from journey_kit import Key
from journey_steps import starts_a_workspace
from journey_typist import Typist

from workstation.application.calc import valuations
from workstation.application.valuing import lot_facts
from workstation.domain.decisions import Run
from workstation.domain.errors import UserError
from workstation.domain.fields import Kind
from workstation.domain.money import Money
from workstation.language.values import parse

GOLDEN = Path(__file__).parents[2] / "data/golden/textile.json"


def golden():
    """What a bidder enters of the golden lot: without the bids and the returns to look at."""
    given = json.loads(GOLDEN.read_text("utf-8"))
    del given["bid"]["analyse_at"], given["target_irrs"], given["currency"]
    return given


def values_of(given):
    """Every value of the fixture as it is to be entered: what ranks ahead in several scenarios is one fact."""
    ahead = set()
    for scenario in given["scenarios"]:
        yield from (scenario["probability"], *scenario["borrower"].values())
        for asset, sale in scenario["collateral"].items():
            yield from (sale["forced_sale_discount"], sale["cash_date"])
            ahead |= {(asset, prior["kind"], prior["amount"]) for prior in sale["prior_claims"]}
        for payment in scenario["guarantors"].values():
            yield from payment.values()
    yield from (amount for _, _, amount in ahead)
    for asset in given["collateral"]:
        yield from (value for name, value in asset.items() if name != "execution_fee")
    for guarantor in given["guarantors"]:
        yield from guarantor.values()
    yield from (given["valuation_date"], given["target_irr"], given["buyer_tax_rate"])
    yield from (*given["claim"].values(), *given["bid"].values())
    yield from (given["leverage"]["share"], given["leverage"]["rate"], given["costs"]["success_fee_rate"])
    for cost in given["costs"]["legal"]:
        yield from cost.values()
    for cost in given["costs"]["holding"]:
        yield from (cost["amount"], ",".join(map(str, cost["months"])))


def canonical(text):
    """2,400万, 24000000.00 and 24,000,000 are one value; so are 44% and 0.44, 2025.9.30 and 2025-09-30."""
    for kind in (Kind.DATE, Kind.MONEY, Kind.RATE):
        if kind is Kind.RATE and not text.endswith("%"):
            continue
        try:
            value = parse(kind, text).value
        except UserError:
            continue
        if isinstance(value, Money):
            value = value.amount if "." not in text or len(text.rsplit(".", 1)[1]) <= 2 else Decimal(text)
        return str(value.normalize()) if isinstance(value, Decimal) else str(value)
    return text


def alike(inputs):
    """Names of scenarios in small letters; a dividend of nothing is paid on no day; returns as they are."""
    scenarios = tuple(
        replace(each, name=each.name.casefold(), borrower=each.borrower if each.borrower.dividend else None)
        for each in inputs.scenarios
    )
    return replace(inputs, scenarios=scenarios, target_irrs=())


def enters_the_golden_lot(typist):
    typist.makes_a_lot("Textile plant", "800万", "50,000", "2025-09-11 10:00", "2,000万")
    enters_the_plant(typist)
    enters_the_machinery(typist)
    enters_the_guarantors(typist)
    enters_the_terms(typist)
    enters_the_scenarios(typist)


def enters_the_plant(typist):
    typist.goes_to("collateral")
    typist.fills("collateral", name="Land and plant", key="A", type="Industrial land and plant")
    typist.fills("appraisal", value="2400万")
    typist.adds("Add an encumbrance", "encumbrance")
    typist.fills("encumbrance", ours="Yes", amount="18,000,000")
    typist.adds("Add an encumbrance", "encumbrance")
    typist.fills("encumbrance", kind="Tax before the mortgage", ahead="Yes", amount="120万")
    typist.adds("Add an encumbrance", "encumbrance")
    typist.fills("encumbrance", kind="Construction price", ahead="Yes", amount="900,000")


def enters_the_machinery(typist):
    typist.adds("Add a collateral", "collateral")
    typist.fills("collateral", name="Machinery", key="B", type="Machinery")
    typist.adds("Add an appraisal", "appraisal")
    typist.fills("appraisal", value="400万")
    typist.adds("Add an encumbrance", "encumbrance")
    typist.fills("encumbrance", ours="Yes", amount="6,000,000")
    typist.adds("Add an encumbrance", "encumbrance")
    typist.fills("encumbrance", kind="Purchase money", ahead="Yes", amount="50万")


def enters_the_guarantors(typist):
    typist.goes_to("guarantees")
    typist.adds("Add a guarantee", "guarantee")
    typist.fills("guarantee", key="G", asset_value="150万")


def enters_the_terms(typist):
    typist.goes_to("valuation")
    typist.types_over("Claim, capped", "2690万")
    typist.types_over("Deposit", "1,600,000")
    typist.types_over("Balance paid on", "2025.9.30")
    typist.types_over("Deposit paid on", "2025年9月8日")
    typist.types_over("Target IRR", "16%")
    typist.types_over("Transaction costs", "1%")
    typist.types_over("Closing costs", "5万")
    typist.types_over("Success fee", "6%")
    typist.types_over("Tax on the gain", "20%")
    typist.types_over("Borrowed share", "50%")
    typist.types_over("Borrowing rate", "10%")
    typist.types_over("Repaid with", "Land and plant")
    typist.drops_menu("Scenarios and costs", "Add legal costs", "cost")
    typist.types_over("Legal costs", "120,000")
    typist.types_over("Legal costs: On", "20251231")
    typist.drops_menu("Scenarios and costs", "Add holding costs", "cost")
    typist.types_over("Holding costs", "1.8万")
    typist.types_over("Holding costs: Months", "3,9")
    typist.types_over("Holding costs: Until sold", "Land and plant")


def enters_the_scenarios(typist):
    typist.types_over("Probability", "30%", "50%", "20%")
    plant, machinery = "Land and plant", "Machinery"
    labels = ("Mortgaged share", "Sale costs", "Fixed costs", "Taxes on sale")
    for asset, texts in {plant: ("90%", "2%", "0", "8.5%"), machinery: ("100%", "8%", "0.00", "3%")}.items():
        for label, text in zip(labels, texts, strict=True):
            typist.types_over(label, text, under=asset)
    typist.types_over("Forced-sale discount", "44%", "30%", "15%", under=plant)
    typist.types_over("Sold on", "2028-03-31", "2027-03-31", "2026-09-30", under=plant)
    for place in (1, 2):
        typist.leaves_out("Ahead: Construction price", place, "counsel doubts it", under=plant)
    typist.types_over("Forced-sale discount", "75%", "60%", "45%", under=machinery)
    typist.types_over("Sold on", "2027-03-31", "2026-09-30", "2026-06-30", under=machinery)
    typist.types_over("Guarantor pays", "20%", "40%", "70%")
    typist.types_over("Paid on", "2028-09-30", "2027-09-30", "2027-03-31", under="Guarantor")
    typist.types_over("Borrower's dividend", "0%", "2%", "4%")
    typist.types_over("Dividend paid on", "", "2028-09-30", "2028-03-31")


@pytest.mark.deep
def test_the_golden_lot_entered_by_hand_has_the_golden_bid(computer):
    """Ten seconds of typing. That the lot has this bid, the golden vectors show each time, and that lots are typed, the
    other journeys."""
    person = computer.starts(size=(1500, 950))
    starts_a_workspace(person, computer)
    typist = Typist(person)
    enters_the_golden_lot(typist)
    read = valuations.read(golden() | {"currency": "CNY", "target_irrs": []}, "")
    assert alike(lot_facts(person.desk.services, person.record).inputs) == alike(read)
    person.presses(Key.Key_F9)
    person.waits(lambda: person.record.first(Run) is not None)
    assert person.record.first(Run).max_bid_on_ladder == Money.of(9_650_000)
    typed, given = Counter(map(canonical, typist.log)), Counter(map(canonical, values_of(golden())))
    assert given - typed == Counter(), "values that were not typed"
    assert set(typed - given) == {
        "Textile plant", "Land and plant", "Machinery", "2025-09-11", "no",
    }  # fmt: skip
