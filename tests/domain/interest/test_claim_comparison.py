"""The disclosed interest of the golden loan against its terms (domain.md 5.4, I1 to I9)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workstation.domain.claims import Balance, BalanceKind, Claim, InterestStop
from workstation.domain.events import Event, EventKind
from workstation.domain.findings.rules import findings
from workstation.domain.interest.caps import LendingCap
from workstation.domain.interest.comparison import Cause, compare
from workstation.domain.interest.day_counts import DayCount
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.reference import LendingRate, Reference
from workstation.domain.scenarios import ScenarioSale

BASE = date(2025, 6, 20)
LOAN = Claim(
    id="c",
    lot="l",
    accrued_from=date(2021, 12, 20),
    due=date(2022, 3, 20),
    loan_rate=Decimal("0.06"),
    penalty_rate=Decimal("0.09"),
)
DISCLOSED = {
    BalanceKind.PRINCIPAL: 20_000_000,
    BalanceKind.INTEREST: 300_000,
    BalanceKind.PENALTY_INTEREST: 5_940_000,
    BalanceKind.COSTS: 150_000,
}


def compared(claim=LOAN, disclosed=None, *more):
    balances = [
        Balance(id=kind.value, lot="l", claim="c", kind=kind, amount=Money.of(amount), as_of=BASE)
        for kind, amount in (DISCLOSED | (disclosed or {})).items()
    ]
    record = LotRecord.of_rows([Lot(id="l", name="厂房"), claim, *balances, *more])
    return record, compare(record, claim)


def line(found, kind):
    return next(line for line in found.lines if line.kind is kind)


def test_what_agrees_has_no_difference_and_no_cause():
    _, found = compared()
    assert [line.difference.minor for line in found.lines] == [0, 0]
    assert [line.cause for line in found.lines] == [None, None]
    assert [line.days for line in found.lines] == [90, 1188]


@pytest.mark.parametrize(
    ("claim", "kind", "disclosed", "cause"),
    [
        (LOAN, BalanceKind.PENALTY_INTEREST, "5858630.14", Cause.OTHER_DAY_COUNT),
        (LOAN, BalanceKind.PENALTY_INTEREST, "3960000", Cause.LOAN_RATE_AFTER_DUE),
        (LOAN, BalanceKind.COMPOUND_INTEREST, "89100", Cause.COMPOUNDED),
        (replace(LOAN, compounds=True), BalanceKind.COMPOUND_INTEREST, "0", Cause.NOT_COMPOUNDED),
        (
            replace(LOAN, interest_stop=InterestStop.BANKRUPTCY, interest_stop_on=date(2024, 11, 15)),
            BalanceKind.PENALTY_INTEREST,
            "5940000",
            Cause.PAST_THE_STOP,
        ),
        (LOAN, BalanceKind.PENALTY_INTEREST, "5940000.01", None),
    ],
)
def test_a_difference_names_the_mistake_that_explains_it_to_the_cent(claim, kind, disclosed, cause):
    _, found = compared(claim, {kind: Decimal(disclosed)})
    assert line(found, kind).cause is cause
    assert line(found, kind).difference.minor != 0


def test_the_difference_of_a_wrong_day_count_is_the_vector():
    _, found = compared(
        replace(LOAN, day_count=DayCount.ACT_360), {BalanceKind.PENALTY_INTEREST: Decimal("5858630.14")}
    )
    assert line(found, BalanceKind.PENALTY_INTEREST).difference == Money.of("-81369.86")


def test_two_balances_of_one_kind_are_one_base_and_one_disclosure():
    """The last one alone was: a fourth of the interest of a loan that is listed in two."""
    more = Balance(id="p2", lot="l", claim="c", kind=BalanceKind.PRINCIPAL, amount=Money.of(5_000_000))
    _, found = compared(LOAN, {BalanceKind.PRINCIPAL: 15_000_000}, more)
    assert [line.difference.minor for line in found.lines] == [0, 0]
    dollars = replace(more, amount=Money.of(5_000_000, "USD"))
    assert compared(LOAN, {BalanceKind.PRINCIPAL: 15_000_000}, dollars)[1] is None


def test_of_a_contract_older_than_the_table_of_lending_rates_it_is_said_where_the_table_begins():
    claim = replace(PRIVATE, contract_date=date(2018, 1, 1))
    record, _ = compared(claim)
    (found,) = [each for each in findings(record, BASE, LPR) if each.rule == "cn.lending_rate.unknown"]
    assert "begins on {since}" in found.message
    assert found.params["since"] == date(2020, 4, 20)


def test_terms_that_do_not_suffice_give_no_comparison():
    for missing in ("accrued_from", "due", "loan_rate"):
        assert compared(replace(LOAN, **{missing: None}))[1] is None


def test_a_stop_at_the_transfer_is_worth_what_it_takes_until_the_last_sale():
    claim = replace(
        LOAN, compounds=True, interest_stop=InterestStop.TRANSFER, interest_stop_on=date(2025, 9, 30)
    )
    sale = ScenarioSale(id="s", lot="l", scenario="x", collateral="y", cash_date=date(2027, 3, 31))
    record, found = compared(claim, {BalanceKind.COMPOUND_INTEREST: Decimal(89_100)}, sale)
    assert found.at_end.total == Decimal("26996750.00")
    assert found.at_end.stopped == Decimal("2776025.00")
    (finding,) = [each for each in findings(record, BASE) if each.rule == "cn.interest.transfer"]
    assert finding.law == ("海南会议纪要第9条",)
    assert finding.params["stopped"] == Money.of("2776025.00")


LPR = Reference(lpr=(LendingRate(date(2020, 4, 20), Decimal("0.0385")),), lpr_until=date(2021, 12, 19))
PRIVATE = replace(
    LOAN, private_lending=True, contract_date=date(2021, 12, 1), loan_rate=Decimal("0.12"), penalty_rate=None
)


def test_between_private_lenders_interest_runs_at_four_times_the_lpr_and_no_faster():
    record, _ = compared(PRIVATE)
    found = compare(record, PRIVATE, LPR)
    assert found.cap == LendingCap(Decimal("0.1540"), date(2020, 4, 20))
    assert [line.rate for line in found.lines] == [
        Decimal("0.12"),
        Decimal("0.1540"),
    ]  # 1.5 x 12 % is above it
    assert line(found, BalanceKind.PENALTY_INTEREST).computed == Money.of(
        Decimal(20_000_000) * Decimal("0.154") * 1188 / 360
    )


def test_a_bank_s_loan_and_a_modest_private_one_keep_their_rates():
    record, _ = compared()
    assert compare(record, LOAN, LPR).cap is None
    assert (
        compare(record, replace(LOAN, private_lending=True, contract_date=date(2021, 12, 1)), LPR).cap is None
    )


@pytest.mark.parametrize(
    ("claim", "rules"),
    [
        (replace(PRIVATE, loan_rate=Decimal("0.18")), {"cn.lending_rate.four_lpr"}),
        (replace(PRIVATE, contract_date=date(2015, 1, 1)), {"cn.lending_rate.unknown"}),
        (replace(PRIVATE, loan_rate=Decimal("0.30")), {"cn.lending_rate.four_lpr"}),
        (replace(LOAN, loan_rate=Decimal("0.30")), {"cn.penalty_rate", "cn.practice_cap"}),
    ],
)
def test_which_cap_speaks_depends_on_who_lent(claim, rules):
    record, _ = compared(claim)
    said = {each.rule for each in findings(record, BASE, LPR) if "rate" in each.rule or "cap" in each.rule}
    assert said == rules


def test_late_performance_of_a_judgment_doubles_the_interest_on_what_is_unpaid():
    judged = replace(LOAN, judgment_base=Money.of(20_100_000), performance_end=date(2023, 5, 18))
    record, _ = compared(judged)
    found = compare(record, judged).double
    assert (found.days, found.per_day) == (764, Decimal("3517.50"))
    paid = Event(
        id="p", lot="l", claim="c", kind=EventKind.PAYMENT, on=date(2024, 5, 18), amount=Money.of(100_000)
    )
    record, _ = compared(judged, None, paid)
    assert compare(record, judged).double.double_interest < found.double_interest
    record, _ = compared(replace(judged, performance_end=BASE))
    assert compare(record, replace(judged, performance_end=BASE)).double is None


@pytest.mark.parametrize(
    ("stop", "on", "rule"),
    [
        (InterestStop.NONE, None, "claim.bankruptcy"),
        (InterestStop.BANKRUPTCY, date(2024, 11, 16), "claim.bankruptcy_day"),
        (InterestStop.BANKRUPTCY, date(2024, 11, 15), None),
    ],
)
def test_a_bankruptcy_on_the_timeline_speaks_beside_the_stop_of_the_claim(stop, on, rule):
    claim = replace(LOAN, interest_stop=stop, interest_stop_on=on)
    event = Event(id="b", lot="l", kind=EventKind.BANKRUPTCY, on=date(2024, 11, 15))
    record, _ = compared(claim, None, event)
    said = {each.rule for each in findings(record, BASE) if each.rule.startswith("claim.bankruptcy")}
    assert said == ({rule} if rule else set())
