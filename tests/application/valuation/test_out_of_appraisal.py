"""What each gets out of the appraised value, as the Collateral panel shows it: by the ranks, caps and claims of the price."""

from dataclasses import replace
from datetime import date

from lots_by_hand import OURS, PLANT, money, other, reason, record_of

from workstation.application.valuation.security import out_of_appraisal
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import (
    Collateral,
    CollateralType,
    Encumbrance,
    EncumbranceKind,
    SecuredClaim,
)
from workstation.domain.money import Money


def gets(*rows, **more):
    """In millions, by the id of the encumbrance; our cap is 18m of 24m, and 20m are owed."""
    found = out_of_appraisal(record_of(*rows, **more), PLANT.id)
    return found and {name: amount.minor / 10**8 for name, amount in found.items()}


def test_each_gets_what_its_rank_leaves_and_ours_no_more_than_its_cap():
    tax = other(kind=EncumbranceKind.PRE_MORTGAGE_TAX, since=None, amount=Money.of(1_200_000))
    assert gets() == {"e1": 18}
    assert gets(tax) == {"e1": 18, "e2": 1.2}
    assert gets(tax, ap={"value": money(16)}) == {"e1": 14.8, "e2": 1.2}
    assert gets(other(since=date(2020, 1, 1))) == {"e1": 18, "e2": 6}


def test_of_what_nobody_valued_or_in_several_currencies_nothing_is_said():
    assert gets(without=("ap",)) is None
    assert gets(other(since=date(2018, 1, 1), amount=Money.of(1, "USD"))) is None


def test_purchase_money_that_was_filed_late_takes_nothing_from_ours():
    late = other(kind=EncumbranceKind.PURCHASE_MONEY, since=date(2021, 4, 1))
    looms = {"type": CollateralType.MACHINERY, "delivered_on": date(2021, 3, 1)}
    assert gets(late, co=looms) == {"e1": 18, "e2": 6}
    assert gets(late, co=looms | {"delivered_on": date(2021, 3, 25)}) == {"e1": 9, "e2": 15}


def test_what_is_left_out_with_a_reason_takes_what_ours_leave():
    first = other(since=date(2018, 1, 1), ahead=False)
    assert gets(first) == {"e1": 9, "e2": 15}
    assert gets(first, reason(first, "ahead")) == {"e1": 18, "e2": 6}


def test_between_two_of_ours_it_takes_what_the_first_leaves():
    second = replace(OURS, id="e3", since=date(2022, 1, 1))
    assert gets(second, other(since=date(2020, 1, 1)), e1={"amount": money(6)}) == {
        "e1": 6,
        "e2": 15,
        "e3": 3,
    }


def test_ours_with_a_cap_by_the_contract_alone_gets_that():
    assert gets(e1={"amount": None, "contract_cap": money(6)}) == {"e1": 6}
    assert gets(e1={"amount": None}) == {"e1": 20}


def test_ours_is_bounded_by_the_claims_that_it_secures():
    second = (Claim(id="c2", lot="l"), Balance(id="b2", lot="l", claim="c2", amount=money(2)))
    named = SecuredClaim(id="s2", lot="l", encumbrance="e1", claim="c2")
    assert gets(*second) == {"e1": 18}
    assert gets(*second, named) == {"e1": 2}


def test_who_seized_is_paid_out_of_what_security_leaves():
    seized = other(kind=EncumbranceKind.SEIZURE, since=date(2018, 1, 1))
    assert gets(seized) == {"e1": 18, "e2": 6}


def test_ours_gets_nothing_while_an_open_finding_takes_its_value_or_that_of_the_thing():
    older = other(since=date(2018, 1, 1))
    record = record_of(older)
    paid = {
        thing: out_of_appraisal(record, PLANT.id, dead={thing})
        for thing in (
            (Encumbrance.entity, "e1"),
            (Collateral.entity, PLANT.id),
            (Encumbrance.entity, PLANT.id),
        )
    }
    assert [found and found["e1"].minor / 10**8 for found in paid.values()] == [0, 0, 9]
    assert [found and found["e2"].minor / 10**8 for found in paid.values()] == [15, 15, 15]
