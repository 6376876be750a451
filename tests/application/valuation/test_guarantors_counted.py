"""What a guarantor brings: by the rules that stand today, within the promise, and what is said of it."""

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal

import pytest
from lots_by_hand import HELD, PAYS, SUIT, bid, money, overrides, priced, record_of, said_of, settles

from workstation.application.valuing import value_of
from workstation.domain.guarantees import Fault, GuaranteeKind
from workstation.language.finding_words import english


def guarantor_pays(record):
    return value_of(priced(record)).scenarios[0].recoveries.guarantors


def test_a_guarantor_who_was_held_in_time_pays():
    assert guarantor_pays(record_of(HELD, SUIT, PAYS))["G1"].recovery == Decimal(3_000_000)


def test_a_guarantor_who_was_not_held_in_time_pays_nothing_and_it_is_said():
    record = record_of(HELD, PAYS, g={"period_months": 6})
    assert guarantor_pays(record) == {}
    assert any("pays nothing in this figure" in text for text in said_of(record, "g"))


def test_a_released_guarantor_counts_again_when_the_finding_is_settled():
    record = record_of(HELD, PAYS, g={"period_months": 6})
    settled = record_of(HELD, PAYS, settles(record, "guarantee.released"), g={"period_months": 6})
    assert guarantor_pays(settled)["G1"].recovery == Decimal(3_000_000)
    (sentence,) = overrides(settled)
    assert "You settled that, so it counts in this figure" in sentence


def test_a_guarantor_whose_own_limitation_is_over_pays_nothing():
    early = {"contract_date": date(2017, 2, 1), "debt_due": date(2018, 1, 10)}
    record = record_of(HELD, SUIT, PAYS, g=early, **{"as": {"on": date(2018, 3, 1)}})
    assert guarantor_pays(record) == {}


def test_the_cap_of_a_promise_bounds_what_is_paid():
    assert guarantor_pays(record_of(HELD, SUIT, PAYS, g={"cap": money("0.5")}))["G1"].recovery == 500_000


def test_a_cap_that_does_not_bind_leaves_the_wealth_as_it_was_entered():
    found = priced(record_of(HELD, SUIT, PAYS, g={"cap": money(9), "access_rate": Decimal("0.5")}))
    assert (found.inputs.guarantors[0].asset_value, found.inputs.guarantors[0].access_rate) == (
        Decimal(3_000_000),
        Decimal("0.5"),
    )


@pytest.mark.parametrize(
    ("fault", "paid"),
    [(Fault.BOTH, "1600000"), (Fault.MAIN_CONTRACT, "1066666.66"), (Fault.GUARANTOR, "3200000")],
)
def test_a_void_promise_bears_its_share_of_what_the_debtor_cannot_pay(fault, paid):
    """20m less the 16.8m of the sale leave 3.2m (担保制度解释第17条)."""
    record = record_of(HELD, SUIT, PAYS, g={"asset_value": money(30), "fault": fault})
    assert guarantor_pays(record)["G1"].recovery == Decimal(paid)
    assert any("is void: of what" in text for text in said_of(record, "g"))


def test_of_a_void_promise_for_one_claim_its_bound_is_not_said_to_be_the_claim():
    found = priced(
        record_of(HELD, SUIT, PAYS, g={"claim": "c", "fault": Fault.BOTH, "asset_value": money(30)})
    )
    (bound,) = [english(each) for each in found.says if each.subject.field == "claim"]
    assert bound.endswith("and the promise is void: no more than 10,000,000 is counted.")


def test_a_void_promise_lowers_the_bid_against_a_sound_one():
    sound, void = (
        record_of(HELD, SUIT, PAYS, g={"asset_value": money(30), "fault": fault})
        for fault in (None, Fault.BOTH)
    )
    assert bid(sound) == Decimal("16540898.20")
    assert bid(void) == Decimal("15217626.35")


def test_a_void_promise_pays_when_it_is_known_what_the_debtor_cannot_pay():
    """Not a year before the sale, out of a claim that then is still whole; nor before the dividend."""
    void = {"asset_value": money(30), "fault": Fault.BOTH}
    early = record_of(HELD, SUIT, PAYS, g=void, sg={"cash_date": date(2027, 3, 31)})
    assert bid(early) == bid(record_of(HELD, SUIT, PAYS, g=void))
    dividend = {"dividend": Decimal("0.25"), "dividend_date": date(2028, 12, 31)}
    paid = guarantor_pays(record_of(HELD, SUIT, PAYS, g=void, s=dividend))["G1"]
    assert (paid.cash_date, paid.recovery) == (date(2028, 12, 31), Decimal(1_200_000))


def test_of_a_void_promise_and_a_sound_one_of_the_same_day_the_sound_one_pays_first():
    first = replace(HELD, id="f", fault=Fault.BOTH, asset_value=money(30))
    acts = [replace(SUIT, id="fa", guarantee="f"), replace(PAYS, id="fp", guarantee="f")]
    paid = guarantor_pays(record_of(first, *acts, HELD, SUIT, PAYS))
    assert sorted(each.recovery for each in paid.values()) == [100_000, 3_000_000]


def test_a_guarantee_of_which_everything_is_known_and_proven_says_nothing_of_it():
    assert said_of(record_of(HELD, SUIT, PAYS, g={"access_rate": Decimal(1)}), "g") == []


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"g": {"kind": GuaranteeKind.KEEP_WELL}}, "guarantee.keep_well"),
        # a day after the period, which ends on a Saturday
        ({"g": {"period_months": 1, "debt_due": date(2026, 1, 31)}}, "guarantee.late"),
        ({"as": {"proof": None}}, "guarantee.proof"),
        ({"g": {"spouse_consent": False}}, "guarantee.spouse_consent"),
    ],
)
def test_a_guarantor_who_counts_in_spite_of_a_finding_is_said(changed, rule):
    record = record_of(HELD, SUIT, PAYS, **changed)
    assert guarantor_pays(record)["G1"].recovery == Decimal(3_000_000)
    doubts = [each.params["finding"].rule for each in priced(record).says if "finding" in each.params]
    assert doubts == [rule]
    settled = record_of(HELD, SUIT, PAYS, settles(record, rule), **changed)
    assert not [each for each in priced(settled).says if "finding" in each.params]


@pytest.mark.parametrize("field", ["kind", "contract_date", "debt_due", "period_kind", "period_months"])
def test_a_guarantee_that_no_rule_can_look_at_is_counted_as_bound_and_that_is_said(field):
    found = priced(record_of(HELD, SUIT, PAYS, g={field: None}))
    said = [each.subject.field for each in found.says if "whether it still binds" in each.message]
    assert said == [field]


def test_what_a_party_owns_is_counted_once_however_many_guarantees_it_gave():
    again = replace(HELD, id="h", guarantor="p", cap=money(2), asset_value=money("2.5"))
    acts = [replace(SUIT, id="ha", guarantee="h"), replace(PAYS, id="hp", guarantee="h")]
    record = record_of(HELD, SUIT, PAYS, again, *acts, g={"guarantor": "p"})
    paid = guarantor_pays(record)
    assert [each.recovery for each in paid.values()] == [3_000_000, 0]
    assert any("owns what it owns once" in text for text in said_of(record, "h"))
    first_capped = record_of(HELD, SUIT, PAYS, again, *acts, g={"guarantor": "p", "cap": money(2)})
    assert [each.recovery for each in guarantor_pays(first_capped).values()] == [2_000_000, 1_000_000]
    others = record_of(HELD, SUIT, PAYS, again, *acts, g={"guarantor": "q"})
    assert sum(each.recovery for each in guarantor_pays(others).values()) == 3_200_000


@pytest.mark.parametrize("ids", [("g1", "g2"), ("g2", "g1")])
def test_of_two_void_promises_of_one_day_the_ids_of_their_rows_decide_nothing(ids):
    """One could bear half of what is unpaid and owns 1m, the other a third and owns enough: the first pays before."""
    poor, rich = ids
    rows = [
        replace(HELD, id=poor, fault=Fault.BOTH, asset_value=money(1)),
        replace(HELD, id=rich, fault=Fault.MAIN_CONTRACT, asset_value=money(30)),
    ]
    rows += [replace(SUIT, id=f"a{each}", guarantee=each) for each in ids]
    rows += [replace(PAYS, id=f"p{each}", guarantee=each) for each in ids]
    paid = value_of(priced(record_of(*rows))).scenarios[0].recoveries.guarantors
    left = 20 * 10**6 - Decimal(16800000)  # what the plant leaves of the claim
    assert sorted(each.recovery for each in paid.values()) == sorted(
        [Decimal(10**6), ((left - 10**6) / 3).quantize(Decimal("0.01"), ROUND_DOWN)]
    )


def test_two_void_promises_of_one_party_bear_its_share_once():
    void = {"fault": Fault.BOTH, "asset_value": money(30), "guarantor": "p"}
    again = replace(HELD, id="h", **void)
    acts = [replace(SUIT, id="ha", guarantee="h"), replace(PAYS, id="hp", guarantee="h")]
    paid = guarantor_pays(record_of(HELD, SUIT, PAYS, again, *acts, g=void))
    assert [each.recovery for each in paid.values()] == [1_600_000, 0]


def test_a_scenario_without_a_payment_of_a_guarantor_is_said_for_the_figure_counts_none_there():
    said = "No payment of {guarantor} is entered in {scenario}: it pays nothing there."
    assert said in said_of(record_of(HELD, SUIT), "g")
    assert guarantor_pays(record_of(HELD, SUIT)) == {}
    assert said not in said_of(record_of(HELD, SUIT, PAYS), "g")


def test_access_to_none_of_the_wealth_is_zero_and_not_all_of_it():
    assert guarantor_pays(record_of(HELD, SUIT, PAYS, g={"access_rate": Decimal(0)}))["G1"].recovery == 0


def test_wealth_that_nobody_entered_is_said():
    record = record_of(HELD, SUIT, PAYS, g={"asset_value": None})
    assert said_of(record, "g") == ["What {guarantor} owns is not entered: nothing is counted."]
