"""What the inputs of a price are where a value is empty, nothing or exactly at a limit."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from lots_by_hand import (
    APPRAISAL,
    CLAIM,
    GIVEN,
    HELD,
    LISTING,
    OURS,
    PAID_ON,
    PAYS,
    PLANT,
    ROWS,
    SALE,
    SOLD_ON,
    SUIT,
    TODAY,
    bid,
    lacking,
    money,
    other,
    priced,
    reason,
    record_of,
    said_of,
)

from workstation.application import pricing
from workstation.application.lot_files import put_lot
from workstation.application.lots import new_lot
from workstation.application.overview import ListingGlance, _claim
from workstation.application.pricing import first_bid, inputs_of
from workstation.application.records import remove_row
from workstation.application.valuation.inputs import facts
from workstation.application.valuation.security import paid_first
from workstation.application.valuing import NotPriceableError, freeze_run, value_of
from workstation.domain.collateral import EncumbranceKind, LandNature
from workstation.domain.guarantees import Fault
from workstation.domain.input_errors import RowRangeError
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.prior_claims import leaves_out
from workstation.domain.scenarios import Cost, CostKind, Scenario, ScenarioPrior
from workstation.domain.valuation import Leverage

GUARANTEED = (HELD, SUIT, PAYS)


def asset(record):
    return priced(record).inputs.collateral[0]


def guarantor(**changed):
    return priced(record_of(*GUARANTEED, g=changed)).inputs.guarantors[0]


# the security


def test_a_mortgaged_share_of_nothing_is_not_the_whole():
    assert asset(record_of(co={"secured_share": Decimal(0)})).secured_share == 0
    assert asset(record_of()).secured_share == 1


@pytest.mark.parametrize(
    ("valued_on", "valid_to", "ends"),
    [
        (date(2025, 12, 20), None, None),
        (date(2025, 12, 19), None, date(2026, 12, 19)),
        (None, PAID_ON, None),
        (None, date(2026, 12, 19), date(2026, 12, 19)),
        (date(2026, 6, 1), date(2026, 12, 19), date(2026, 12, 19)),
        (date(2025, 6, 1), date(2027, 6, 1), date(2026, 6, 1)),
    ],
)
def test_an_appraisal_holds_to_the_earlier_of_its_end_and_a_year_and_that_day_still_counts(
    valued_on, valid_to, ends
):
    """法释〔2018〕15号第27条; the day that matters is the one on which the balance is paid."""
    record = record_of(ap={"valued_on": valued_on, "valid_to": valid_to})
    said = [each for each in priced(record).says if each.subject.row == "ap"]
    assert [each.params["ends"] for each in said] == ([] if ends is None else [ends])


def test_of_an_appraisal_without_any_day_it_is_said_that_its_age_is_not_known():
    assert said_of(record_of(ap={"valued_on": None}), "ap") == [
        "The appraisal of {collateral} bears no day: how old the value is, is not known."
    ]


def test_an_appraisal_in_another_currency_is_missing_its_rate():
    assert lacking(record_of(ap={"value": Money.of(4_000_000, "USD")})) == [("ap", "value")]


@pytest.mark.parametrize("currency", ["USD", "JPY"])
@pytest.mark.parametrize("field", ["amount", "contract_cap"])
def test_a_cap_of_our_mortgage_in_another_currency_is_missing_its_rate(field, currency):
    cap = {"amount": None, "contract_cap": None, field: Money.of(6_000_000, currency)}
    assert lacking(record_of(e1=cap)) == [("e1", field)]


def test_the_contract_of_a_mortgage_with_a_registered_cap_needs_no_rate():
    in_dollars = record_of(e1={"contract_cap": Money.of(6_000_000, "USD")})
    assert priced(in_dollars).inputs == priced(record_of()).inputs


def test_a_cap_in_another_currency_on_a_thing_that_brings_nothing_needs_no_rate():
    collective = {"land_nature": LandNature.COLLECTIVE}
    assert asset(record_of(co=collective, e1={"amount": Money.of(1, "USD")})).cap == 0


def test_an_appraisal_without_its_amount_leads_to_the_amount():
    assert lacking(record_of(ap={"value": None})) == [("ap", "value")]
    assert lacking(record_of(without=("ap",))) == [("co", "")]


def test_who_is_paid_first_is_who_stands_before_or_beside_ours():
    older, same, younger = (
        other(id=name, since=since)
        for name, since in (("e2", date(2018, 1, 1)), ("e3", OURS.since), ("e4", date(2020, 1, 1)))
    )
    assert paid_first(record_of(older, same, younger), "co") == (older, same)


@pytest.mark.parametrize(
    ("counted", "with_reason", "left_out"),
    [(False, True, True), (False, False, False), (True, True, False), (None, True, False)],
)
def test_a_prior_claim_is_left_out_of_a_scenario_only_with_a_reason(counted, with_reason, left_out):
    prior = ScenarioPrior(id="sp", lot="l", scenario="s", encumbrance="e2", counted=counted)
    behind = (reason(prior, "counted"),) if with_reason else ()
    assert leaves_out(record_of(other(since=date(2018, 1, 1)), prior, *behind), prior) is left_out


# guarantors


def test_a_lease_that_is_ticked_as_paid_before_us_changes_nothing_and_that_is_said():
    lease = other(kind=EncumbranceKind.LEASE, ahead=True)
    for rows in ([lease], [lease, reason(lease, "ahead")]):
        assert bid(record_of(*rows)) == bid(record_of())
        assert [each[:15] for each in said_of(record_of(*rows), "e2")] == ["A lease is paid"]
    assert said_of(record_of(replace(lease, ahead=None)), "e2") == []


def test_a_scenario_whose_probability_is_empty_and_to_which_nothing_is_left_is_said_to_count_with_nothing():
    """The last one takes the rest; of any other one an empty cell was nothing, in silence."""
    rows = [Scenario(id=f"s{n}", lot="l", name=f"S{n}", ordinal=n) for n in (1, 2)]
    record = record_of(*rows, s={"probability": Decimal("0.5")})
    assert [each.probability for each in priced(record).inputs.scenarios] == [
        Decimal("0.5"),
        0,
        Decimal("0.5"),
    ]
    assert [each[:10] for each in said_of(record, "s1")] == ["How likely"]
    assert said_of(record, "s2") == []


@pytest.mark.parametrize("named", ["RMB", "人民币", "cny"])
def test_without_a_start_price_the_currency_of_the_claim_counts_by_its_code(named):
    """“Enter it in RMB” was a remedy that nobody could follow: what is typed so is kept as CNY."""
    record = record_of(c={"currency": named}, li={"start_price": None})
    assert priced(record).inputs.currency == "CNY"


def test_a_currency_that_is_not_known_is_not_taken_for_yuan():
    record = record_of(c={"currency": "缅元"}, li={"start_price": None})
    found = facts(record, TODAY)
    assert found.inputs is None
    assert any("缅元" in str(finding.params) for finding in found.missing)


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([replace(OURS, id="e9", registered_no=" 1")], "e9"),
        ([replace(PLANT, id="z", name="Again", certificate_no="浙（2019）1号")], "z"),
        ([replace(CLAIM, id="c2", contract_no="ABC-1")], "c2"),
        ([replace(HELD, contract_no="G1"), SUIT, PAYS, replace(HELD, id="h", contract_no="G1")], "h"),
    ],
)
def test_what_bears_the_number_of_another_row_counts_twice_and_that_is_said(rows, row):
    changed = {"co": {"certificate_no": "浙(2019)1号"}, "c": {"contract_no": "abc-1"}}
    assert any("bear the same" in each for each in said_of(record_of(*rows, **changed), row))
    theirs = [other(registered_no="1"), other(id="e3", registered_no="1", ours=False)]
    assert not any("bear the same" in each.message for each in priced(record_of(*theirs, **changed)).says)


def test_of_two_bounds_the_lower_one_counts():
    both = guarantor(cap=money(1), claim="c", asset_value=money(30), access_rate=Decimal(1))
    assert both.asset_value == 1_000_000
    claim = guarantor(cap=money(25), claim="c", asset_value=money(30), access_rate=Decimal(1))
    assert claim.asset_value == 20_000_000


def test_a_void_promise_for_one_claim_pays_its_share_of_that_claim_at_most():
    """担保制度解释第17条."""
    void = guarantor(fault=Fault.BOTH, claim="c", asset_value=money(30), access_rate=Decimal(1))
    assert (void.asset_value, void.void) == (10_000_000, Fault.BOTH)


def test_what_can_be_reached_is_measured_against_the_bound_and_not_the_wealth():
    """10m of which a tenth can be reached is below a cap of 1.5m: the cap takes nothing."""
    found = guarantor(asset_value=money(10), access_rate=Decimal("0.1"), cap=Money.of(1_500_000))
    assert (found.asset_value, found.access_rate) == (10_000_000, Decimal("0.1"))
    at_limit = guarantor(asset_value=money(10), access_rate=Decimal("0.1"), cap=money(1))
    assert (at_limit.asset_value, at_limit.access_rate) == (10_000_000, Decimal("0.1"))


def test_a_guarantor_who_pays_with_no_chance_needs_no_day():
    record = record_of(*GUARANTEED, sg={"probability": Decimal(0), "cash_date": None})
    paid = priced(record).inputs.scenarios[0].guarantors
    assert [each.probability for each in paid.values()] == [0]


def test_a_guarantor_who_pays_needs_a_day_and_one_without_a_chance_is_said():
    assert lacking(record_of(*GUARANTEED, sg={"cash_date": None})) == [("sg", "cash_date")]
    unknown = record_of(*GUARANTEED, sg={"probability": None})
    assert priced(unknown).inputs.scenarios[0].guarantors == {}
    assert said_of(unknown, "sg") == [
        "How likely a guarantor pays in {scenario} is not entered: nothing is counted there."
    ]


def test_an_amount_of_a_guarantor_in_another_currency_is_missing_its_rate():
    assert lacking(record_of(*GUARANTEED, g={"asset_value": Money.of(10, "USD")})) == [("g", "asset_value")]


# scenarios, the bid, borrowing


@pytest.mark.parametrize("field", ["forced_sale_discount", "cash_date"])
def test_a_sale_that_lacks_one_of_its_two_figures_names_it_alone(field):
    assert lacking(record_of(ss={field: None})) == [("ss", field)]


def test_a_sale_without_its_discount_is_not_shared_out_among_mortgages_of_one_day():
    record = record_of(other(since=OURS.since), ss={"forced_sale_discount": None})
    assert lacking(record) == [("ss", "forced_sale_discount")]


def test_a_sale_that_lacks_both_names_both():
    assert lacking(record_of(ss={"forced_sale_discount": None, "cash_date": None})) == [
        ("ss", "forced_sale_discount"),
        ("ss", "cash_date"),
    ]


def test_a_dividend_of_nothing_needs_no_day_and_another_one_does():
    assert priced(record_of(s={"dividend": Decimal(0)})).inputs.scenarios[0].borrower.cash_date is None
    assert lacking(record_of(s={"dividend": Decimal("0.05")})) == [("s", "dividend_date")]


def test_a_deposit_counts_on_its_day_and_without_one_not_at_all():
    undated = record_of(li={"deposit": Money.of(100_000)})
    dated = record_of(li={"deposit": Money.of(100_000)}, a={"deposit_date": date(2026, 12, 1)})
    assert priced(undated).inputs.bid.deposit is None
    terms = priced(dated).inputs.bid
    assert (terms.deposit, terms.deposit_date) == (100_000, date(2026, 12, 1))


def test_without_start_price_and_increment_the_ladder_is_said_to_begin_at_nothing_by_single_units():
    record = record_of(li={"start_price": None, "increment": None})
    assert [each.partition(":")[0] for each in said_of(record, LISTING.id)] == [
        "No start price is published",
        "No bid increment is known",
    ]
    terms = priced(record).inputs.bid
    assert (terms.start_price, terms.increment) == (0, 1)


BORROWED = {"leverage_share": Decimal("0.5"), "leverage_rate": Decimal("0.08"), "leverage_repaid_with": "co"}


def test_what_is_borrowed_is_repaid_with_a_sale_that_is_in_the_figure():
    assert priced(record_of(a=BORROWED)).inputs.leverage == Leverage(
        share=Decimal("0.5"), rate=Decimal("0.08"), repay_with="A1"
    )


@pytest.mark.parametrize("lacks", [{"leverage_rate": None}, {"leverage_repaid_with": None}])
def test_borrowing_that_lacks_its_rate_or_its_sale_is_left_out_and_said(lacks):
    record = record_of(a=BORROWED | lacks)
    assert priced(record).inputs.leverage is None
    assert any(each.startswith("A borrowed share without") for each in said_of(record, GIVEN.id))


UNSOLD = Scenario(id="s2", lot="l", name="Slow", ordinal=1, probability=Decimal("0.5"))


def test_a_loan_or_a_cost_until_a_sale_that_one_scenario_does_not_make_is_missing_at_its_row():
    half = {"probability": Decimal("0.5")}
    kept = Cost(
        id="k",
        lot="l",
        kind=CostKind.HOLDING,
        amount=money(1),
        months="3",
        until_collateral="co",
    )
    assert lacking(record_of(UNSOLD, kept, s=half)) == [("k", "until_collateral")]
    assert lacking(record_of(UNSOLD, s=half, a=BORROWED)) == [("a", "leverage_repaid_with")]
    sale = replace(SALE, id="ss2", scenario="s2")
    assert priced(record_of(UNSOLD, kept, sale, s=half, a=BORROWED)).inputs.leverage is not None


# what stops a price


def test_what_is_missing_is_named_by_the_error_and_what_is_out_of_range_is_the_error():
    with pytest.raises(NotPriceableError):
        value_of(facts(record_of(without=("ap",)), TODAY))
    with pytest.raises(RowRangeError) as refused:
        value_of(facts(record_of(ss={"cash_date": date(2527, 3, 31)}), TODAY))
    assert (refused.value.entity, refused.value.row, refused.value.name) == (
        "scenario_sale",
        SALE.id,
        "cash_date",
    )


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("c", "capped_claim"),
        ("li", "principal"),
        ("li", "claim_total"),
        ("li", "start_price"),
        ("li", "increment"),
        ("li", "deposit"),
        ("g", "cap"),
        ("g", "asset_value"),
    ],
)
def test_an_amount_below_nothing_is_refused_at_the_field_of_its_row(row, field):
    problem = facts(record_of(*GUARANTEED, **{row: {field: money(-1)}}), TODAY).problem
    assert isinstance(problem, RowRangeError)
    assert (problem.row, problem.name) == (row, field)


def test_an_increment_of_nothing_is_refused_and_not_taken_for_one():
    problem = facts(record_of(li={"increment": money(0)}), TODAY).problem
    assert problem.field == "listing.li.increment"
    assert (problem.code, "must be more than 0" in problem.message) == ("input.invalid", True)


def test_equal_inputs_have_equal_hashes_and_others_do_not():
    assert facts(record_of(), TODAY).hash == facts(record_of(), TODAY).hash
    later = record_of(ss={"cash_date": replace(SALE, cash_date=date(2028, 4, 1)).cash_date})
    assert facts(later, TODAY).hash != facts(record_of(), TODAY).hash
    assert SALE.cash_date == SOLD_ON


def test_the_inputs_in_a_trace_are_read_back_as_they_were():
    import json
    from dataclasses import asdict

    from workstation.application.valuation.inputs import canonical_json

    inputs = priced(record_of(*GUARANTEED, a=BORROWED, g={"fault": Fault.BOTH})).inputs
    assert inputs_of(json.loads(canonical_json(asdict(inputs)))) == inputs


@pytest.mark.parametrize(("start", "has_bid"), [(300_000, True), (9_000_000, False)])
def test_a_lot_that_is_not_frozen_has_a_first_bid_or_none(services, start, has_bid):
    given = NewLot(name="x", start_price=Money.of(start), principal=Money.of(20_000_000))
    record = services.reader.lot(new_lot(services.writer, services.defaults, given).value)
    found = first_bid(services, record)
    assert (found.bid is not None, found.loss is not None) == (has_bid, has_bid)


def test_a_lot_that_cannot_be_priced_has_no_first_bid(services):
    record = services.reader.lot(new_lot(services.writer, services.defaults, NewLot(name="x")).value)
    assert first_bid(services, record) is None


def test_the_claim_of_a_lot_is_not_what_stands_in_one_of_its_currencies():
    """20m of yuan and 3m of dollars were a claim of 20,000,000 in list and head."""
    yuan, dollars = money(20), Money.of(3_000_000, "USD")
    listed = dict.fromkeys(ListingGlance._fields) | {"principal": yuan}
    assert _claim([yuan, dollars], ListingGlance(**listed)) is None
    assert _claim([yuan, dollars], ListingGlance(**listed | {"claim_total": money(41)})) == money(41)
    assert _claim([yuan, money(3), None], None) == money(23)
    assert _claim([], ListingGlance(**listed)) == yuan


def test_the_names_in_a_run_that_is_out_of_date_stand_for_the_rows_that_they_stood_for(services):
    """A2 was the store; with the plant gone the store is A1, and the figures of the plant bore its name."""
    store = replace(PLANT, id="co2", name="Store")
    more = [
        store,
        replace(APPRAISAL, id="ap2", collateral="co2", value=money(5), valued_on=date(2025, 1, 1)),
        replace(APPRAISAL, valued_on=date(2025, 1, 1)),
        replace(SALE, id="ss2", collateral="co2"),
        replace(OURS, id="e2", collateral="co2"),
    ]
    put_lot(services, [*(row for row in ROWS if row is not APPRAISAL), *more])
    freeze_run(services, "l")
    live = pricing.priced(services, services.reader.lot("l"))
    assert (live.stale, live.keys) == (False, {"A1": ("collateral", "co"), "A2": ("collateral", "co2")})
    remove_row(services.writer, "collateral", "co")
    after = pricing.priced(services, services.reader.lot("l"))
    assert (after.stale, after.keys) == (True, live.keys)
