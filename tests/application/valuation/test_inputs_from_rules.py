"""The price asks the rules that stand today: ranks, caps, guarantors, kill findings; an override carries a reason."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from lots_by_hand import (
    APPRAISAL,
    HELD,
    OURS,
    PAID_ON,
    PAYS,
    PLANT,
    SUIT,
    bid,
    lacking,
    money,
    other,
    overrides,
    priced,
    reason,
    record_of,
    said_of,
    settles,
    sold,
)

from workstation.application.valuation.inputs import facts
from workstation.application.valuing import NotPriceableError, value_of
from workstation.domain.citations import Citation, EvidenceKind
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import (
    Collateral,
    CollateralType,
    EncumbranceKind,
    ExecutionFee,
    LandNature,
    SecuredClaim,
)
from workstation.domain.documents import Version
from workstation.domain.findings.rules import findings
from workstation.domain.money import Money
from workstation.domain.scenarios import Cost, CostKind, Scenario, ScenarioPrior
from workstation.language.finding_words import english, finding_sentence
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator

BEFORE, AFTER = date(2018, 1, 1), date(2020, 1, 1)
TODAY = date(2026, 11, 30)


# ranks


def test_without_anybody_else_the_plant_pays_up_to_our_cap():
    assert sold(record_of()).recovery == Decimal(16_800_000)
    assert sold(record_of(e1={"amount": money(6)})).recovery == Decimal(6_000_000)


def test_an_earlier_mortgage_is_paid_first_without_a_tick():
    found = sold(record_of(other(since=BEFORE)))
    assert (found.prior_claims, found.recovery) == (Decimal(15_000_000), Decimal(1_800_000))


def test_a_later_mortgage_takes_nothing():
    assert bid(record_of(other(since=AFTER))) == bid(record_of())


def test_a_mortgage_of_the_same_day_shares_in_proportion():
    found = sold(record_of(other(since=OURS.since)))
    # 16.8m over 18m of ours and 15m of theirs
    assert found.prior_claims == Decimal("7636363.64")
    assert found.recovery == Decimal("9163636.36")


def test_that_a_mortgage_of_the_same_day_may_come_first_is_said():
    assert any("ranks with ours" in text for text in said_of(record_of(other(since=OURS.since)), "e2"))


def test_a_mortgage_whose_day_is_not_known_is_taken_to_be_older():
    record = record_of(other())
    assert sold(record).recovery == Decimal(1_800_000)
    assert any("Its day is not known" in text for text in said_of(record, "e2"))


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        (EncumbranceKind.PRE_MORTGAGE_TAX, 15),
        (EncumbranceKind.CONSTRUCTION, 15),
        (EncumbranceKind.POST_MORTGAGE_TAX, 0),
        (EncumbranceKind.SEIZURE, 0),
        (EncumbranceKind.LEASE, 0),
    ],
)
def test_the_kind_decides_before_the_day_does(kind, taken):
    assert sold(record_of(other(kind=kind, since=AFTER))).prior_claims == taken * 10**6


def test_a_tax_of_a_day_before_our_mortgage_comes_first_also_where_it_is_called_younger():
    """Its kind alone counted: a slip in a list of two words was worth the whole tax (税收征管法第45条)."""
    tax = other(kind=EncumbranceKind.POST_MORTGAGE_TAX, since=OURS.since - timedelta(days=1))
    assert sold(record_of(tax)).prior_claims == 15 * 10**6
    assert any("By its rank it is paid before us" in text for text in said_of(record_of(tax), "e2"))
    assert sold(record_of(replace(tax, since=OURS.since))).prior_claims == 0


def test_purchase_money_that_was_filed_late_ranks_by_its_filing():
    late = other(kind=EncumbranceKind.PURCHASE_MONEY, since=AFTER)
    assert sold(record_of(late, co={"delivered_on": date(2019, 12, 1)})).prior_claims == 0
    assert sold(record_of(late, co={"delivered_on": date(2019, 12, 30)})).prior_claims == 15 * 10**6


def test_purchase_money_of_ours_without_its_days_is_not_paid_before_an_older_mortgage():
    bank = other(since=BEFORE)
    ours = {"kind": EncumbranceKind.PURCHASE_MONEY, "since": None}
    assert sold(record_of(bank, e1=ours)).prior_claims == 15 * 10**6
    assert any("No day of registration" in each for each in said_of(record_of(bank, e1=ours), "e1"))


def test_of_a_lien_of_ours_without_a_day_it_is_not_said_that_what_is_dated_comes_first():
    lien = {"kind": EncumbranceKind.LIEN, "since": None}
    assert sold(record_of(other(since=BEFORE), e1=lien)).prior_claims == 0
    assert said_of(record_of(e1=lien), "e1") == []


def test_what_is_paid_before_us_without_an_amount_is_missing():
    assert lacking(record_of(other(since=BEFORE, amount=None))) == [("e2", "amount")]


# overrides


def test_a_tick_that_agrees_with_the_law_changes_nothing():
    record = record_of(other(since=BEFORE, ahead=True))
    assert bid(record) == bid(record_of(other(since=BEFORE)))


def test_a_tick_against_the_law_counts_only_with_a_reason():
    later = other(since=AFTER, ahead=True)
    assert sold(record_of(later)).prior_claims == 0
    assert any("without a reason" in text for text in said_of(record_of(later), "e2"))
    with_reason = record_of(later, reason(later, "ahead"))
    assert sold(with_reason).prior_claims == 15 * 10**6
    assert any("but you count it so" in text for text in said_of(with_reason, "e2"))


def test_leaving_out_what_the_law_puts_first_needs_a_reason():
    earlier = other(since=BEFORE, ahead=False)
    assert sold(record_of(earlier)).prior_claims == 15 * 10**6
    assert sold(record_of(earlier, reason(earlier, "ahead"))).prior_claims == 0


def test_striking_it_out_of_a_scenario_needs_a_reason():
    earlier = other(since=BEFORE)
    struck = ScenarioPrior(id="sp", lot="l", scenario="s", encumbrance="e2", counted=False)
    assert sold(record_of(earlier, struck)).prior_claims == 15 * 10**6
    assert sold(record_of(earlier, struck, reason(struck, "counted"))).prior_claims == 0


def test_what_is_struck_out_without_a_reason_is_named_and_not_said_to_be_paid_first_by_law_where_a_person_said_so():
    later = other(since=AFTER, ahead=True)
    struck = ScenarioPrior(id="sp", lot="l", scenario="s", encumbrance="e2", counted=False)
    found = priced(record_of(later, reason(later, "ahead"), struck))
    (said,) = [english(each) for each in found.says if each.subject.row == "sp"]
    assert (
        said
        == "In Base you leave out what is paid before us or with us out of Plant, without a reason that stands: B, 15,000,000. It counts until you give one."
    )


def test_a_scenario_is_named_in_the_language_of_the_reader():
    earlier = other(since=BEFORE)
    struck = ScenarioPrior(id="sp", lot="l", scenario="s", encumbrance="e2", counted=False)
    found = facts(record_of(earlier, struck, reason(struck, "counted")), TODAY)
    tr = Translator(Language.CHINESE)
    said = "".join(finding_sentence(tr, Formats(Language.CHINESE), each) for each in found.says)
    assert "“基准”情景" in said
    assert "Base" not in said


# ours


def test_without_a_mortgage_of_ours_the_plant_brings_nothing_and_says_so():
    record = record_of(without=["e1"])
    assert sold(record).recovery == 0
    assert any("No mortgage or pledge of ours" in text for text in said_of(record, "co"))


def test_two_mortgages_of_ours_are_each_good_for_their_cap():
    small = other(id="e0", holder=None, ours=True, amount=money(6), since=AFTER)
    record = record_of(small, e1={"amount": money(6)})
    assert sold(record).recovery == Decimal(12_000_000)


def test_a_mortgage_of_somebody_else_between_two_of_ours_takes_its_place():
    record = record_of(
        other(since=date(2019, 6, 1), amount=money(8)),
        other(id="e3", holder=None, ours=True, amount=money(6), since=AFTER),
        e1={"amount": money(4)},
    )
    # 16.8m: 4m ours, 8m theirs, 4.8m of our second
    assert sold(record).recovery == Decimal(8_800_000)
    assert said_of(record, "e2") == [
        "It ranks between ours on {collateral}: it is paid after the first of ours and before the last."
    ]


def test_a_mortgage_is_good_for_no_more_than_the_claims_it_secures():
    second = Claim(id="c2", lot="l")
    more = Balance(id="b2", lot="l", claim="c2", kind=BalanceKind.PRINCIPAL, amount=money(5))
    named = SecuredClaim(id="sc", lot="l", encumbrance="e1", claim="c2")
    assert sold(record_of(second, more, named)).recovery == Decimal(5_000_000)


def test_what_secures_a_claim_alone_of_which_nothing_is_counted_brings_nothing():
    """It paid the other claim, which it does not secure: 16.8m and 3m."""
    second, named = Claim(id="c2", lot="l"), SecuredClaim(id="sc", lot="l", encumbrance="e1", claim="c2")
    record = record_of(second, named, HELD, SUIT, PAYS, g={"claim": "c2"})
    found = value_of(priced(record)).scenarios[0].recoveries
    assert (found.collateral["A1"].recovery, found.guarantors["G1"].recovery) == (0, 0)
    both = SecuredClaim(id="sd", lot="l", encumbrance="e1", claim="c")
    assert sold(record_of(second, named, both)).recovery == Decimal(16_800_000)


def test_that_security_for_some_claims_is_bounded_by_none_while_only_their_sum_is_listed_is_said():
    second, named = Claim(id="c2", lot="l"), SecuredClaim(id="sc", lot="l", encumbrance="e1", claim="c2")
    rows = [second, named, HELD, SUIT, PAYS]
    record = record_of(*rows, without=("b",), li={"claim_total": money(20)}, g={"claim": "c2"})
    said = "that {thing} is good for only some of them bounds nothing in this figure"
    assert [any(said in each for each in said_of(record, row)) for row in ("e1", "g")] == [True, True]
    assert not [each for each in said_of(record_of(*rows, g={"claim": "c2"}), "e1") if said in each]
    whole = record_of(second, HELD, SUIT, PAYS, without=("b",), li={"claim_total": money(20)})
    assert not [each for each in (*said_of(whole, "e1"), *said_of(whole, "g")) if said in each]


def test_two_mortgages_for_one_claim_are_together_good_for_it():
    second = other(id="e3", holder=None, ours=True, amount=money(9), since=AFTER)
    record = record_of(second, e1={"amount": money(9)}, b={"amount": money(10)})
    assert sold(record).recovery == Decimal(10_000_000)


def test_a_mortgage_without_a_cap_secures_the_claim_and_says_so():
    record = record_of(e1={"amount": None})
    assert sold(record).recovery == Decimal(16_800_000)
    assert any("No cap is entered" in text for text in said_of(record, "e1"))


def test_a_mortgage_that_was_only_assumed_gives_way_to_one_that_was_entered():
    assumed = other(id="e0", holder=None, ours=True, amount=None)
    record = record_of(assumed, reason(assumed, "kind"), e1={"amount": money(6)})
    assert sold(record).recovery == Decimal(6_000_000)


def test_that_a_mortgage_is_only_assumed_is_said():
    assumed = other(id="e0", holder=None, ours=True, amount=None)
    record = record_of(assumed, reason(assumed, "kind"), without=["e1"])
    assert said_of(record, "e0") == [
        "That a mortgage of ours stands on {collateral} is assumed: nobody has examined it."
    ]


# kill findings


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"type": CollateralType.RURAL}, "collateral.rural"),
        ({"land_nature": LandNature.COLLECTIVE}, "collateral.collective"),
    ],
)
def test_a_thing_with_a_kill_finding_brings_nothing_until_it_is_settled(changed, rule):
    record = record_of(co=changed)
    assert sold(record).recovery == 0
    assert any("brings nothing in this figure" in text for text in said_of(record, "co"))
    assert overrides(record) == []
    settled = record_of(settles(record, rule), co=changed)
    assert sold(settled).recovery == Decimal(16_800_000)
    (sentence,) = overrides(settled)
    assert sentence.startswith("A rule says of Plant: Collective land")
    assert sentence.endswith("it counts in this figure. Your reason: the village agreed")


def test_what_brings_nothing_all_the_same_is_not_said_to_count_for_it_was_settled():
    changed = {"land_nature": LandNature.COLLECTIVE}
    settled = record_of(settles(record_of(co=changed), "collateral.collective"), co=changed, without=["e1"])
    assert sold(settled).recovery == 0
    assert overrides(settled) == []


# currencies and what is missing


def test_a_finding_on_a_row_frees_no_row_of_another_kind_that_has_the_same_id():
    """Ids are unique among the rows of a kind alone."""
    void = replace(HELD, id="co", public_body=True)
    rows = [void, replace(SUIT, guarantee="co"), replace(PAYS, guarantee="co")]
    assert bid(record_of(*rows)) == bid(record_of())
    assert [
        each.asset_value for each in priced(record_of(replace(HELD, id="co"), *rows[1:])).inputs.guarantors
    ] == [3 * 10**6]


def test_currencies_are_never_added():
    dollars = Balance(
        id="b2", lot="l", claim="c2", kind=BalanceKind.PRINCIPAL, amount=Money.of(3_000_000, "USD")
    )
    assert lacking(record_of(Claim(id="c2", lot="l", currency="USD"), dollars)) == [("b2", "amount")]


def test_a_value_in_another_currency_has_no_rate():
    assert lacking(record_of(ap={"value": Money.of(4_000_000, "USD")})) == [("ap", "value")]


def test_a_collateral_of_ours_without_a_value_is_missing():
    assert lacking(record_of(without=["ap"])) == [("co", "")]


def test_a_collateral_that_brings_nothing_anyway_may_go_without_a_value():
    second = Collateral(id="co2", lot="l", name="Car")
    assert bid(record_of(second)) == bid(record_of())


@pytest.mark.parametrize(
    ("cost", "field"),
    [
        (Cost(id="k", lot="l", kind=CostKind.LEGAL, amount=money(1)), "on"),
        (Cost(id="k", lot="l", kind=CostKind.HOLDING, amount=money(1)), "months"),
        (Cost(id="k", lot="l", kind=CostKind.HOLDING, amount=money(1), months="13"), "months"),
        (Cost(id="k", lot="l", kind=CostKind.HOLDING, amount=money(1), months="3"), "until_collateral"),
        (Cost(id="k", lot="l", kind=CostKind.LEGAL, on=date(2027, 1, 1)), "amount"),
    ],
)
def test_a_cost_without_its_day_or_amount_is_asked_for_and_not_dropped(cost, field):
    assert lacking(record_of(cost)) == [("k", field)]


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"ss": {"cash_date": None}}, ("ss", "cash_date")),
        ({"ss": {"forced_sale_discount": None}}, ("ss", "forced_sale_discount")),
        ({"a": {"target_irr": None}}, ("a", "target_irr")),
        ({"a": {"valuation_date": None}}, ("a", "valuation_date")),
        ({"s": {"dividend": Decimal("0.1")}}, ("s", "dividend_date")),
    ],
)
def test_nothing_without_value_or_date_vanishes(changed, missing):
    assert lacking(record_of(**changed)) == [missing]


def test_a_payment_without_its_day_is_missing():
    assert lacking(record_of(HELD, SUIT, PAYS, sg={"cash_date": None})) == [("sg", "cash_date")]


def test_the_error_names_what_is_missing_in_a_sentence():
    with pytest.raises(
        NotPriceableError, match=r"The lot cannot be priced yet\. Plant has no appraised value\."
    ):
        value_of(facts(record_of(without=["ap"]), TODAY))


def test_an_appraisal_that_has_expired_by_the_day_of_payment_is_said():
    record = record_of(ap={"valued_on": date(2020, 1, 1)})
    assert any("rests on an appraisal that held until" in text for text in said_of(record, "ap"))
    assert said_of(record_of(), "ap") == []


def test_the_execution_fee_of_a_court_is_not_taken_from_dollars_by_a_table_in_yuan():
    dollars = {"start_price": Money.of(1, "USD"), "increment": None}
    rows = {"li": dollars, "b": {"amount": Money.of(20, "USD")}, "ap": {"value": Money.of(24, "USD")}}
    rows |= {"e1": {"amount": None}}
    assert lacking(record_of(**rows, co={"execution_fee": ExecutionFee.CN_COURT})) == [
        ("co", "execution_fee")
    ]
    assert bid(record_of(**rows, co={"execution_fee": ExecutionFee.NONE}))


def test_terms_that_nobody_entered_are_said():
    messages = said_of(record_of(), PLANT.id)
    assert "No taxes of the sale are entered for {collateral}: none are counted." in messages
    assert not [text for text in said_of(record_of(co={"tax_rate": Decimal(0)}), "co") if "taxes" in text]


@pytest.mark.parametrize("where", ["tax_rule", "tax_bearer"])
def test_who_bears_the_taxes_is_named_as_not_counted(where):
    assert any("Who bears the taxes" in text for text in said_of(record_of(li={where: "买受人承担"}), "li"))


def test_that_the_listing_states_another_claim_or_another_day_of_payment_is_said():
    """What is typed into a lot after its claim and its assumptions changed nothing, in silence."""
    listed = record_of(li={"claim_total": money(26), "payment_due": date(2026, 12, 10)})
    assert any("the balances count" in text for text in said_of(listed, "li"))
    assert any("wants the balance by" in text for text in said_of(listed, "a"))
    same = record_of(li={"claim_total": money(20), "payment_due": PAID_ON}, c={"capped_claim": None})
    assert not [text for text in (*said_of(same, "li"), *said_of(same, "a")) if "balance" in text]
    capped = record_of(li={"claim_total": money(26)}, c={"capped_claim": money(21)})
    assert not [text for text in said_of(capped, "li") if "balances" in text]


def test_the_standing_appraisal_is_the_latest():
    older = APPRAISAL.__class__(
        id="ap0", lot="l", collateral="co", value=money(99), valued_on=date(2025, 1, 1)
    )
    assert bid(record_of(older)) == bid(record_of())


def also_valued(**more):
    return replace(APPRAISAL, **({"id": "ap9"} | more))


def test_of_two_appraisals_of_one_day_the_lower_counts_whatever_their_ids_and_that_they_differ_is_said():
    for record in (
        record_of(also_valued(value=money(10))),
        record_of(also_valued(), ap={"value": money(10)}),
    ):
        assert priced(record).inputs.collateral[0].market_value == Decimal(10_000_000)
        (said,) = [each for each in priced(record).says if "of one day differ" in each.message]
        assert (said.params["value"], said.params["other"]) == (money(10), money(24))
    assert said_of(record_of(also_valued()), "ap9") == [], "both say the same"


def test_an_appraisal_whose_day_has_not_come_is_not_counted_and_that_is_said():
    ahead = also_valued(value=money(10), valued_on=date(2030, 1, 1))
    record = record_of(ahead)
    assert bid(record) == bid(record_of())
    assert said_of(record, "ap9") == [
        "An appraisal of {collateral} bears a day that has not come: it is not counted."
    ]
    assert lacking(record_of(ahead, without=("ap",))) == [("ap9", "valued_on")]
    today = also_valued(value=money(10), valued_on=TODAY)
    assert priced(record_of(today)).inputs.collateral[0].market_value == Decimal(10_000_000)


def test_an_appraisal_without_a_day_beside_a_dated_one_is_not_counted_and_that_is_said():
    record = record_of(also_valued(value=money(10), valued_on=None))
    assert bid(record) == bid(record_of())
    (said,) = said_of(record, "ap9")
    assert said.startswith("An appraisal of {collateral} without a day is not counted")


@pytest.mark.parametrize("kind", [EncumbranceKind.SEIZURE, EncumbranceKind.LEASE])
def test_a_seizure_or_a_lease_of_ours_is_no_security_and_that_is_said(kind):
    record = record_of(e1={"kind": kind})
    assert sold(record).recovery == 0
    assert any("no mortgage, pledge or the like" in text for text in said_of(record, "e1"))
    assert any("No mortgage or pledge of ours stands" in text for text in said_of(record, "co"))
    second = replace(OURS, id="e3", kind=kind)
    assert sold(record_of(second)).recovery == sold(record_of()).recovery


def test_capped_claims_hold_where_they_are_set():
    record = record_of(c={"capped_claim": money(7)})
    assert priced(record).inputs.claim.amount == Decimal(7_000_000)


# a sentence says what the number did


def struck(scenario="s"):
    return ScenarioPrior(id=f"sp-{scenario}", lot="l", scenario=scenario, encumbrance="e2", counted=False)


def ruled(record):
    """What the rules say of who is paid before us."""
    return [each.message for each in findings(record, TODAY) if each.rule.startswith("collateral.order")]


def test_of_what_the_only_scenario_leaves_out_no_sentence_says_that_it_is_taken_out():
    record = record_of(other(since=BEFORE), struck(), reason(struck(), "counted"))
    assert sold(record).prior_claims == 0
    assert said_of(record, "e2") == []
    (message,) = ruled(record)
    assert "the bid is computed without it" in message
    assert any("you leave out" in text for text in said_of(record, "sp-s"))


def test_of_what_one_of_two_scenarios_leaves_out_the_sentences_say_so():
    low, both = Scenario(id="t", lot="l", name="Down", ordinal=1), {"probability": Decimal("0.5")}
    record = record_of(other(since=BEFORE), low, struck(), reason(struck(), "counted"), s=both)
    assert any("but for the scenarios that leave it out" in text for text in said_of(record, "e2"))
    (message,) = ruled(record)
    assert "{out} of {count} scenarios" in message
    last = other(id="e3", holder=None, ours=True, amount=money(6), since=date(2021, 1, 1))
    between = record_of(other(since=AFTER), last, low, struck(), reason(struck(), "counted"), s=both)
    assert said_of(between, "e2") == [
        "It ranks between ours on {collateral}: it is paid after the first of ours and before the last, but for the scenarios that leave it out."
    ]


@pytest.mark.parametrize(
    ("since", "ahead", "said"),
    [(BEFORE, False, "the bid is computed after it"), (AFTER, True, "the bid is computed so")],
)
def test_what_is_said_against_the_law_without_a_reason_is_not_said_to_be_counted(since, ahead, said):
    (message,) = ruled(record_of(other(since=since, ahead=ahead)))
    assert said in message
    assert "only with a reason" in message


@pytest.mark.parametrize(
    ("since", "ahead", "said"),
    [(BEFORE, False, "but you leave it out"), (AFTER, True, "but you count it so")],
)
def test_an_override_names_whom_how_much_out_of_what_and_why(since, ahead, said):
    row = other(since=since, ahead=ahead)
    (sentence,) = overrides(record_of(row, reason(row, "ahead")))
    assert said in sentence
    assert ": B, 15,000,000 out of Plant. Your reason: because" in sentence


def test_a_claim_left_out_of_a_scenario_is_named_with_its_amount_its_thing_and_the_reason():
    record = record_of(other(since=BEFORE), struck(), reason(struck(), "counted"))
    (sentence,) = overrides(record)
    assert sentence.endswith("out of Plant: B, 15,000,000. Your reason: because")


def test_a_page_stands_for_a_reason_by_its_words():
    row = other(since=BEFORE, ahead=False)
    page = Citation(id="p", lot="l", version="v", page=0, quote="released on\n4 March")
    cited = replace(reason(row, "ahead", None), kind=EvidenceKind.CITED, citation="p")
    version = Version(id="v", lot="l", document="d", ordinal=1)
    (sentence,) = overrides(record_of(row, cited, page, version))
    assert sentence.endswith("Your reason: released on 4 March")


def test_short_names_are_unique_in_the_computation_whatever_a_person_calls_things():
    store = replace(PLANT, id="co2", name="Store", key="1")
    shed = replace(PLANT, id="co3", name="Shed", key="1")
    yard = replace(PLANT, id="co4", name="Yard", key="borrower")
    record = record_of(store, shed, yard, replace(HELD, key="1"), PAYS, co={"key": "1-2"})
    keys = facts(record, TODAY).keys
    things = [("collateral", each) for each in ("co", "co2", "co3", "co4")]
    assert sorted(keys.values()) == [*things, ("guarantee", "g")]
    assert "borrower" not in keys


def test_a_thing_and_a_guarantee_of_one_short_name_are_told_apart():
    found = priced(record_of(replace(HELD, key="A1"), PAYS))
    assert found.keys == {"A1": ("collateral", "co"), "A1-2": ("guarantee", "g")}
    recovered = value_of(found).scenarios[0].recoveries
    assert (set(recovered.collateral), set(recovered.guarantors)) == ({"A1"}, {"A1-2"})
