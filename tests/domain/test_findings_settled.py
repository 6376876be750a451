"""A finding is settled with a reason, and asked again when its facts change."""

from dataclasses import replace
from datetime import date

import pytest

from workstation.domain.checklists.answers import Severity
from workstation.domain.claims import Claim
from workstation.domain.collateral import Collateral, LandNature
from workstation.domain.findings.finding import beside
from workstation.domain.findings.rules import findings
from workstation.domain.findings.settled import facts_of, open_findings, waiver_of
from workstation.domain.findings.waivers import Waiver
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

TODAY = date(2025, 9, 5)
LAND = Collateral(id="co", lot="l", name="A", land_nature=LandNature.COLLECTIVE)


def record_with(*rows, land=LAND):
    return LotRecord.of_rows([Lot(id="l", name="x"), Claim(id="c", lot="l"), land, *rows])


def about(record, rule):
    return next(found for found in findings(record, TODAY) if found.rule == rule)


def settled(record, finding, reason="village meeting of 2019 agreed"):
    return Waiver(id="w", lot="l", rule=finding.rule, facts=facts_of(record, finding), reason=reason)


def test_a_finding_is_open_until_somebody_says_why_it_is_settled():
    record = record_with()
    found = about(record, "collateral.collective")
    assert waiver_of(record, found) is None
    assert found in open_findings(record, [found])


def test_a_reason_settles_it():
    record = record_with()
    found = about(record, "collateral.collective")
    with_reason = record_with(settled(record, found))
    assert waiver_of(with_reason, found).reason == "village meeting of 2019 agreed"
    assert open_findings(with_reason, [found]) == ()


def test_a_waiver_without_a_reason_settles_nothing():
    record = record_with()
    found = about(record, "collateral.collective")
    assert open_findings(record_with(settled(record, found, reason=None)), [found]) == (found,)


def test_changed_facts_ask_again():
    record = record_with()
    found = about(record, "collateral.collective")
    changed = record_with(settled(record, found), land=replace(LAND, land_nature=LandNature.ALLOCATED))
    again = about(changed, "collateral.allocated")
    assert open_findings(changed, [again]) == (again,)


def test_another_row_is_not_settled_with_it():
    record = record_with()
    found = about(record, "collateral.collective")
    other = replace(LAND, id="co2")
    both = record_with(settled(record, found), other)
    mine, others = (each for each in findings(both, TODAY) if each.rule == "collateral.collective")
    assert open_findings(both, [mine, others]) == (others,)


def by_hand(field="land_nature", message="{holder} stands first.", rule="x", **params):
    return beside(LAND, field, rule, Severity.KILL, message=message, **params)


@pytest.mark.parametrize(
    "again",
    [
        by_hand(holder="another bank"),
        by_hand(holder="bank", amount=Money.of(1)),
        by_hand(message="{holder} stands beside us.", holder="bank"),
        by_hand(field="name", holder="bank"),
        by_hand(rule="y", holder="bank"),
    ],
)
def test_another_name_amount_sentence_field_or_rule_asks_again(again):
    found = by_hand(holder="bank")
    record = record_with()
    assert open_findings(record_with(settled(record, found)), [found, again]) == (again,)


def test_another_value_of_the_field_asks_again_though_the_sentence_is_the_same():
    found = by_hand(holder="bank")
    changed = record_with(settled(record_with(), found), land=replace(LAND, land_nature=LandNature.ALLOCATED))
    assert open_findings(changed, [found]) == (found,)


def test_a_finding_about_a_whole_row_or_a_row_that_is_gone_is_settled_too():
    whole = by_hand(field="", holder="bank")
    record = record_with()
    assert open_findings(record_with(settled(record, whole)), [whole]) == ()
    gone = LotRecord.of_rows([Lot(id="l", name="x")])
    assert facts_of(gone, by_hand(holder="bank")).startswith("collateral/co/land_nature/")


def test_the_order_in_which_parameters_are_given_is_no_other_fact():
    record = record_with()
    one, other = by_hand(holder="bank", amount=1), by_hand(amount=1, holder="bank")
    assert facts_of(record, one) == facts_of(record, other)
