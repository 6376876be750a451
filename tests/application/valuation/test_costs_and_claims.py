"""What is owed and what it costs to get it, from rows by hand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from lots_by_hand import GIVEN, LISTING, PLANT, money, priced, record_of

from workstation.application.valuation.claims import owed
from workstation.application.valuation.costs import costs, months
from workstation.application.valuation.notes import InputNotes
from workstation.application.valuing import value_of
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.money import Money
from workstation.domain.scenarios import Cost, CostKind
from workstation.domain.valuation import HoldingCost, LegalCost


def due(record, listing=LISTING):
    notes = InputNotes("CNY")
    found = owed(record, listing, notes)
    return found, [each.message for each in notes.says], [each.subject.field for each in notes.missing]


def charged(*rows, keys=None):
    notes = InputNotes("CNY")
    found = costs(record_of(*rows), GIVEN, {PLANT.id: "A"} if keys is None else keys, notes)
    return found, [(each.subject.row, each.subject.field) for each in notes.missing]


def interest(amount, claim="c", identity="i"):
    return Balance(id=identity, lot="l", claim=claim, kind=BalanceKind.INTEREST, amount=amount)


def cost(kind=CostKind.LEGAL, **more):
    return Cost(**({"id": "k", "lot": "l", "kind": kind, "amount": Money.of(100)} | more))


def test_balances_add_up_and_only_principal_is_principal():
    found, _, _ = due(record_of(interest(money(5))))
    assert (found.whole.principal, found.whole.amount) == (20_000_000, 25_000_000)
    assert found.by_claim == {"c": 25_000_000}


def test_a_balance_without_an_amount_is_said_and_one_under_a_capped_claim_is_not_asked_for():
    said = "A balance of {claim} has no amount: nothing is counted for it."
    found, messages, _ = due(record_of(interest(None)))
    assert (found.whole.amount, messages) == (20_000_000, [said])
    assert due(record_of(interest(None), c={"capped_claim": money(20)}))[1] == []


def test_the_capped_claim_takes_the_place_of_the_balances_of_its_claim_alone():
    other = Claim(id="c2", lot="l", currency="CNY")
    record = record_of(other, interest(money(7), "c2"), c={"capped_claim": money(18)})
    found, _, _ = due(record)
    assert found.by_claim == {"c": 18_000_000, "c2": 7_000_000}
    assert found.whole.amount == 25_000_000


def test_a_claim_without_a_balance_counts_nothing_and_that_is_said():
    found, said, _ = due(record_of(Claim(id="c2", lot="l", name="Second")))
    assert (found.whole.amount, found.by_claim) == (20_000_000, {"c": 20_000_000, "c2": 0})
    assert said == ["{claim} has no balance: nothing is counted for it, nor of what secures it alone."]
    assert due(record_of())[1] == []


def test_what_is_listed_counts_while_no_balance_is_known():
    listed = _listing(claim_total=money(26), principal=money(20))
    found, said, _ = due(record_of(without=("b",)), listed)
    assert (found.whole.principal, found.whole.amount, found.by_claim, said) == (
        20_000_000,
        26_000_000,
        {},
        [],
    )
    assert due(record_of(), listed)[0].whole.amount == 20_000_000, "a balance is nearer than the notice"


@pytest.mark.parametrize(
    ("listed", "principal", "amount"),
    [
        ({"claim_total": money(26)}, 26_000_000, 26_000_000),
        ({"principal": money(20)}, 20_000_000, 20_000_000),
    ],
)
def test_one_listed_figure_stands_for_both(listed, principal, amount):
    found, _, _ = due(record_of(without=("b",)), _listing(**listed))
    assert (found.whole.principal, found.whole.amount) == (principal, amount)


def test_a_claim_of_nothing_is_known_and_brings_nothing_whatever_is_listed():
    listed = _listing(claim_total=money(26), principal=money(20))
    capped = record_of(c={"capped_claim": money(0)})
    paid = record_of(interest(money(-20)))
    for record in (capped, paid):
        assert due(record, listed)[0].whole.amount == 0
        assert due(record, listed)[0].by_claim == {"c": 0}
        assert value_of(priced(record)).scenarios[0].gross_recovery == 0
    assert due(capped)[0].whole.principal == 20_000_000, "a percentage of it still means something"
    assert due(record_of(without=("b",)), _listing(claim_total=money(0)))[0].whole.amount == 0


def test_a_claim_paid_more_than_in_full_is_nothing_and_lessens_no_other():
    record = record_of(interest(money(-21)), Claim(id="c2", lot="l"), interest(money(7), "c2", identity="i2"))
    found, said, _ = due(record)
    assert found.by_claim == {"c": 0, "c2": 7_000_000}
    assert found.whole.amount == 7_000_000
    assert said == ["The balances of {claim} add up to less than nothing: nothing is counted for it."]


def test_with_nothing_known_nothing_is_owed():
    assert due(record_of(without=("b",)))[0] is None
    assert due(record_of(without=("b",)), None)[0] is None


def test_a_balance_in_another_currency_is_missing_its_rate_and_is_not_added():
    found, _, missing = due(record_of(interest(Money.of(3_000_000, "USD"))))
    assert found.whole.amount == 20_000_000
    assert missing == ["amount"]


def _listing(**more):

    return replace(LISTING, **more)


def test_a_cost_with_its_day_is_charged_on_it():
    day = date(2027, 1, 31)
    found, missing = charged(cost(on=day), cost(CostKind.HOLDING, id="h", on=day))
    assert found.legal == (LegalCost(date=day, amount=Decimal(100)),)
    assert found.holding == (HoldingCost(date=day, amount=Decimal(100)),)
    assert missing == []


@pytest.mark.parametrize("kind", CostKind)
def test_a_cost_with_a_day_and_months_is_asked_for_one_of_them(kind):
    """Its months would not be counted: a cost of each month came once."""
    both, missing = charged(cost(kind, on=date(2027, 3, 31), months="1, 2, 3", until_collateral=PLANT.id))
    assert (both.legal, both.holding) == ((), ())
    assert missing == [("k", "months")]


def test_a_holding_cost_by_months_runs_until_its_collateral_is_sold():
    found, missing = charged(cost(CostKind.HOLDING, months="3, 9", until_collateral=PLANT.id))
    assert found.holding == (HoldingCost(amount=Decimal(100), months=(3, 9), until_collateral="A"),)
    assert missing == []


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"amount": None, "on": date(2027, 1, 31)}, "amount"),
        ({"amount": Money.of(100, "USD"), "on": date(2027, 1, 31)}, "amount"),
        ({}, "on"),
        ({"kind": CostKind.LEGAL, "months": "3,9", "until_collateral": "co"}, "on"),
        ({"kind": CostKind.HOLDING}, "months"),
        ({"kind": CostKind.HOLDING, "months": "3,13", "until_collateral": "co"}, "months"),
        ({"kind": CostKind.HOLDING, "months": "3,9,3", "until_collateral": "co"}, "months"),
        ({"kind": CostKind.HOLDING, "months": "3,9"}, "until_collateral"),
        ({"kind": CostKind.HOLDING, "months": "3,9", "until_collateral": "gone"}, "until_collateral"),
    ],
)
def test_a_cost_that_lacks_something_is_missing_and_never_nothing(more, field):
    found, missing = charged(cost(**more))
    assert (found.legal, found.holding) == ((), ())
    assert missing == [("k", field)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3,9", (3, 9)),
        ("1、12", (1, 12)),
        ("3，6", (3, 6)),
        ("0,3", ()),
        ("3,13", ()),
        ("March", ()),
        ("3,", ()),
        ("", ()),
    ],
)
def test_months_are_a_list_of_numbers_from_1_to_12_or_nothing(text, found):
    assert months(text) == found


def test_the_collateral_that_a_cost_waits_for_must_be_in_the_figure():
    _, missing = charged(cost(CostKind.HOLDING, months="3", until_collateral=PLANT.id), keys={})
    assert missing == [("k", "until_collateral")]
