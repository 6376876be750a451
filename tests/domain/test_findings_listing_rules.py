"""The rules of a listing at their boundaries."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from workstation.domain.findings.listing_rules import buyer_bears_all
from workstation.domain.findings.listing_shares import LIMITS
from workstation.domain.findings.rules import findings
from workstation.domain.listings import ListedSubject, Listing, Regime
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

CHINA = timezone(timedelta(hours=8))
START = datetime(2025, 9, 10, 10, tzinfo=CHINA)
NET = Listing(id="2", lot="1", regime=Regime.CN_JUDICIAL_NET, round=1, subject=ListedSubject.IMMOVABLE)
AMC = Listing(id="2", lot="1", regime=Regime.CN_AMC_ONLINE)


def rules(*listings):
    record = LotRecord.of_rows([Lot(id="1", name="厂房"), *listings])
    return {finding.rule for finding in findings(record, date(2025, 9, 5))}


@pytest.mark.parametrize(
    ("amount", "speaks"), [(399_999, True), (400_000, False), (1_600_000, False), (1_600_001, True)]
)
def test_a_court_deposit_is_five_to_twenty_percent_of_the_start_price(amount, speaks):
    listing = replace(NET, start_price=Money.of(8_000_000), deposit=Money.of(amount))
    assert ("cn.deposit" in rules(listing)) is speaks


@pytest.mark.parametrize(("start", "speaks"), [(13_440_000, False), (13_439_999, True)])
def test_a_second_round_takes_off_twenty_percent_at_most(start, speaks):
    first = replace(NET, start_price=Money.of(16_800_000))
    second = replace(NET, id="3", round=2, start_price=Money.of(start))
    assert ("cn.start_price.later_round" in rules(first, second)) is speaks


@pytest.mark.parametrize(
    ("subject", "number", "days", "speaks"),
    [
        (ListedSubject.IMMOVABLE, 1, 30, False),
        (ListedSubject.IMMOVABLE, 1, 29, True),
        (ListedSubject.MOVABLE, 1, 15, False),
        (ListedSubject.MOVABLE, 1, 14, True),
        (ListedSubject.IMMOVABLE, 2, 15, False),
        (ListedSubject.IMMOVABLE, 2, 14, True),
        (ListedSubject.MOVABLE, 2, 7, False),
        (ListedSubject.MOVABLE, 2, 6, True),
        (None, 1, 1, False),
    ],
)
def test_the_notice_period_depends_on_round_and_subject(subject, number, days, speaks):
    told = START.date() - timedelta(days=days)
    listing = replace(NET, subject=subject, round=number, bid_start=START, notice_on=told)
    assert ("cn.notice" in rules(listing)) is speaks


@pytest.mark.parametrize(("hours", "speaks"), [(24, False), (23, True)])
def test_a_court_auction_is_open_for_a_day(hours, speaks):
    listing = replace(NET, bid_start=START, bid_end=START + timedelta(hours=hours))
    assert ("cn.bidding_time" in rules(listing)) is speaks


@pytest.mark.parametrize(
    ("value", "meeting", "speaks"),
    [
        (10_000_000, date(2025, 9, 10), False),
        (10_000_000, date(2025, 9, 9), True),
        (10_000_001, date(2025, 9, 10), True),
    ],
)
def test_an_amc_notice_comes_seven_or_ten_working_days_before_the_meeting(value, meeting, speaks):
    listing = replace(
        AMC, book_value=Money.of(value), disposal_notice_on=date(2025, 9, 1), approval_on=meeting
    )
    assert ("cn.disposal_notice" in rules(listing)) is speaks


def test_the_extension_of_a_court_auction_is_five_minutes():
    assert "cn.extension" in rules(replace(NET, extension_minutes=4))
    assert "cn.extension" not in rules(replace(NET, extension_minutes=5))
    assert "cn.extension" not in rules(replace(AMC, extension_minutes=4))


def test_an_expired_appraisal_serves_six_months_more_after_a_notice_in_time():
    valid = replace(NET, appraisal_valid_to=date(2025, 3, 10), notice_on=date(2025, 3, 10), bid_start=START)
    assert not {rule for rule in rules(valid) if rule.startswith("cn.appraisal")}
    assert "cn.appraisal.expired" in rules(replace(valid, bid_start=START + timedelta(days=1)))
    assert "cn.appraisal.expired_unless" in rules(replace(valid, notice_on=None))


def test_a_listed_claim_adds_up_and_two_currencies_are_never_compared():
    listing = replace(
        AMC, principal=Money.of(100), interest=Money.of(20), advances=Money.of(1), claim_total=Money.of(121)
    )
    assert "claim.adds_up" not in rules(listing)
    assert "claim.adds_up" in rules(replace(listing, claim_total=Money.of(122)))
    assert "claim.adds_up" in rules(replace(listing, advances=None, claim_total=Money.of(119)))
    assert "claim.adds_up" not in rules(replace(listing, advances=None))
    assert "claim.adds_up" not in rules(replace(listing, claim_total=Money.of(1, "EUR")))


@pytest.mark.parametrize(
    ("wording", "all_"),
    [
        ("一切税费均由买受人承担", True),
        ("转让所涉及的税、费，均由受让人依法承担", True),
        ("依照税法规定由双方各自承担", False),
        ("税费由买卖双方依照税法分别承担；其他费用均由买受人承担", False),
        ("税费按法律法规规定由各方承担；水、电、物业等一切欠费由买受人承担", False),
        ("办理所有权转移登记的费用由买受人承担", False),
        (None, False),
    ],
)
def test_buyer_bears_all_is_read_from_the_words_of_the_notice(wording, all_):
    assert buyer_bears_all(wording) is all_
    assert ("cn.taxes" in rules(replace(NET, tax_bearer=wording))) is all_


def test_a_package_of_personal_loans_is_warned_of():
    assert "cn.personal_bulk" in rules(replace(AMC, subject=ListedSubject.PERSONAL_BULK))
    assert "cn.personal_bulk" not in rules(AMC)


def test_a_deposit_due_after_the_end_is_out_of_order():
    late = replace(AMC, bid_end=START, deposit_due=START + timedelta(minutes=1))
    assert "order.deposit_due.bid_end" in rules(late)
    assert "order.deposit_due.bid_end" not in rules(replace(late, deposit_due=START))


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.rule)
def test_each_share_speaks_outside_its_limits_and_is_silent_on_them(limit):
    """At the limit itself, one cent beyond it, and in a regime that does not know it."""
    whole = Money.of(10_000_000)
    subject = ListedSubject.VESSEL if limit.ship else ListedSubject.IMMOVABLE

    def spoken(minor, regime):
        amounts = {limit.whole: whole, limit.part: Money(minor)}
        listing = replace(NET, regime=regime, round=limit.round or 1, subject=subject, **amounts)
        return limit.rule in rules(listing)

    regime = min(limit.regimes)
    least = int(whole.minor * limit.least)
    assert (spoken(least - 1, regime), spoken(least, regime)) == (True, False)
    assert not spoken(least - 1, Regime.CN_AMC_ONLINE)
    if limit.most is not None:
        most = int(whole.minor * limit.most)
        assert (spoken(most, regime), spoken(most + 1, regime)) == (False, True)
