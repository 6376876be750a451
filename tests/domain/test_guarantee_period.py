"""Guarantee periods: the vectors of domain.md 4.4, and what keeps a guarantor bound."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.events import Event, EventKind
from workstation.domain.findings.rules import findings
from workstation.domain.guarantee_acts import acts
from workstation.domain.guarantee_liability import limitation_of_general, limitation_of_joint, void_cap
from workstation.domain.guarantee_period import period as period_in
from workstation.domain.guarantee_period import saving_act
from workstation.domain.guarantees import (
    Assertion,
    AssertionAct,
    AssertionAgainst,
    Fault,
    Guarantee,
    GuaranteeKind,
    PeriodKind,
    ResolutionOrgan,
)
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.reference import Calendar, Reference, weekend

OLD, NEW = date(2018, 1, 1), date(2021, 2, 1)
# what the state's calendar says of the days that the vectors touch
CLOSED = {date(2021, 9, 20), date(2021, 9, 21), *(date(2021, 2, day) for day in range(11, 18))}
WORKED = {date(2026, 2, 28)}


def holiday(day):
    return day in CLOSED or (weekend(day) and day not in WORKED)


def period(row, calendar=Calendar()):  # noqa: B008 - frozen
    return period_in(row, calendar)


def guarantee(due, kind=PeriodKind.NONE, *, contract=NEW, **more):
    return Guarantee(id="g", lot="l", debt_due=due, period_kind=kind, contract_date=contract, **more)


def joint(due, period_kind=PeriodKind.NONE, **more):
    """Of a contract whose day is not known."""
    return replace(guarantee(due, period_kind, contract=None, **more), kind=GuaranteeKind.JOINT)


@pytest.mark.parametrize(
    ("case", "nominal", "rolled"),
    [
        (guarantee(date(2021, 3, 20)), date(2021, 9, 20), date(2021, 9, 22)),
        (guarantee(date(2021, 8, 31)), date(2022, 2, 28), date(2022, 2, 28)),
        (guarantee(date(2023, 8, 30)), date(2024, 2, 29), date(2024, 2, 29)),
        (
            guarantee(date(2022, 3, 20), PeriodKind.MONTHS, period_months=24),
            date(2024, 3, 20),
            date(2024, 3, 20),
        ),
        (
            guarantee(date(2022, 3, 20), PeriodKind.MONTHS, period_months=36),
            date(2025, 3, 20),
            date(2025, 3, 20),
        ),
        (
            guarantee(date(2019, 6, 30), PeriodKind.UNTIL_PAID, contract=OLD),
            date(2021, 6, 30),
            date(2021, 6, 30),
        ),
        (
            guarantee(date(2018, 12, 31), PeriodKind.UNTIL_PAID, contract=OLD),
            date(2020, 12, 31),
            date(2020, 12, 31),
        ),
        (guarantee(date(2020, 8, 15), contract=OLD), date(2021, 2, 15), date(2021, 2, 18)),
        (
            guarantee(date(2024, 2, 29), PeriodKind.MONTHS, period_months=24),
            date(2026, 2, 28),
            date(2026, 2, 28),
        ),
        (guarantee(date(2021, 2, 28)), date(2021, 8, 28), date(2021, 8, 30)),
        (
            guarantee(date(2022, 3, 20), PeriodKind.DATE, period_end=date(2022, 3, 20)),
            date(2022, 9, 20),
            date(2022, 9, 20),
        ),
    ],
    ids=[f"GP{number}" for number in range(1, 12)],
)
def test_the_vectors_agree(case, nominal, rolled):
    found = period(case, Calendar(holiday))
    assert (found.nominal, found.rolled) == (nominal, rolled)


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.sampled_from(PeriodKind), st.integers(1, 120))
def test_a_period_ends_after_the_due_date_and_holidays_never_shorten_it(due, kind, months):
    found = period(guarantee(due, kind, period_months=months, period_end=due))
    assert due < found.nominal <= found.rolled
    assert not weekend(found.rolled)


def test_without_a_due_date_there_is_no_period():
    assert period(guarantee(None)) is None


def act(on, kind=AssertionAct.DEMAND, against=None):
    return Assertion(id="a", lot="l", guarantee="g", act=kind, against=against, on=on)


def test_a_letter_inside_the_period_keeps_a_joint_guarantor_for_three_years():
    row = joint(date(2022, 3, 20), PeriodKind.MONTHS, period_months=24)
    saved = saving_act(row, (act(date(2023, 11, 5)),), period(row).nominal)
    assert limitation_of_joint(saved, (), Calendar()) == date(2026, 11, 5)


def test_a_general_guarantor_is_kept_only_by_a_suit_against_the_debtor():
    row = Guarantee(
        id="g", lot="l", kind=GuaranteeKind.GENERAL, debt_due=date(2022, 3, 20), period_kind=PeriodKind.NONE
    )
    suit = AssertionAct.LAWSUIT
    against_guarantor = act(date(2022, 8, 1), suit, AssertionAgainst.GUARANTOR)
    assert saving_act(row, (against_guarantor,), period(row).nominal) is None
    against_debtor = act(date(2022, 9, 20), suit, AssertionAgainst.DEBTOR)
    assert saving_act(row, (against_debtor,), period(row).nominal) is against_debtor
    assert (
        saving_act(row, (act(date(2022, 9, 21), suit, AssertionAgainst.DEBTOR),), period(row).nominal) is None
    )


def said(row, *acts, today=date(2025, 9, 5)):
    record = LotRecord.of_rows((Lot(id="l", name="Lot"), row, *acts))
    return {finding.rule for finding in findings(record, today) if finding.rule.startswith("guarantee")}


def test_a_period_that_passed_without_an_act_releases_the_guarantor():
    row = joint(date(2022, 3, 20))
    assert "guarantee.released" in said(row)
    assert "guarantee.kept" in said(row, act(date(2022, 5, 1)), today=date(2025, 5, 1))
    assert "guarantee.barred" in said(row, act(date(2022, 5, 1)), today=date(2025, 5, 2))
    assert "guarantee.running" in said(row, today=date(2022, 8, 1))


def test_the_own_limitation_of_a_guarantor_that_ends_on_a_day_off_runs_to_the_next_working_day():
    """民法典第203条; 2025-05-10 was a Saturday, and so a letter of Monday was in time."""
    row, first = joint(date(2022, 3, 20)), act(date(2022, 5, 10))
    monday, tuesday = date(2025, 5, 12), date(2025, 5, 13)
    assert "guarantee.kept" in said(row, first, today=monday)
    assert "guarantee.barred" not in said(row, first, today=monday)
    assert "guarantee.barred" in said(row, first, today=tuesday)
    again = replace(act(monday), id="a2")
    assert limitation_of_joint(first, (first, again), Calendar()) == date(2028, 5, 12)
    assert "guarantee.kept" in said(row, first, again, today=tuesday)


def test_unclear_words_are_general_since_2021_and_joint_before():
    new = guarantee(date(2022, 3, 20), kind=PeriodKind.NONE)
    assert "guarantee.kind" in said(Guarantee(id="g", lot="l", kind=GuaranteeKind.UNCLEAR, contract_date=NEW))
    assert "guarantee.kind" not in said(new)


@pytest.mark.parametrize(
    "weak",
    [
        {"public_body": True},
        {"resolution": ResolutionOrgan.NONE},
        {"interested_excluded": False},
        {"disclosed": False},
        {"branch": True},
        {"no_assignment": True},
        {"debt_moved": True},
        {"spouse_consent": False},
    ],
)
def test_what_weakens_a_guarantee_is_found_beside_its_field(weak):
    (field,) = weak
    assert f"guarantee.{field}" in said(Guarantee(id="g", lot="l", **weak))


def test_only_a_listed_company_has_to_publish_its_resolution():
    assert said(Guarantee(id="g", lot="l", disclosed=False, listed=False)) == set()
    assert said(Guarantee(id="g", lot="l", disclosed=False, listed=True)) == {"guarantee.disclosed"}


def test_a_field_that_is_still_empty_releases_nobody_and_an_early_act_keeps_nobody():
    due = date(2022, 3, 20)
    assert said(Guarantee(id="g", lot="l", kind=GuaranteeKind.JOINT, debt_due=due)) == set()
    undated = {"debt_due": due, "period_kind": PeriodKind.UNTIL_PAID, "kind": GuaranteeKind.JOINT}
    assert said(Guarantee(id="g", lot="l", **undated)) == set()
    assert "guarantee.kept" not in said(joint(due), act(date(2022, 1, 1)))
    unknown = Guarantee(id="g", lot="l", debt_due=due, period_kind=PeriodKind.NONE)
    assert said(unknown, act(date(2022, 5, 1))) == {"guarantee.period"}


def test_an_act_in_a_break_after_the_safe_end_is_arguable_and_later_ones_are_late():
    """GP1: 2021-09-20 was Mid-Autumn, the end moved to the 22nd; which days were holidays is not known here."""
    row = joint(date(2021, 3, 20))
    assert "guarantee.kept" in said(row, act(date(2021, 9, 20)), today=date(2022, 1, 1))
    for day in (21, 22, 28):
        assert said(row, act(date(2021, 9, day))) == {"guarantee.period", "guarantee.late"}
    assert "guarantee.released" in said(row, act(date(2021, 9, 29)))
    assert "guarantee.past" in said(row, today=date(2021, 9, 28))
    assert "guarantee.released" in said(row, today=date(2021, 9, 29))


def test_where_the_days_off_are_known_only_they_make_a_late_act_arguable():
    row, known = joint(date(2021, 3, 20)), Reference(Calendar(holiday, range(2021, 2022)))
    record = LotRecord.of_rows((Lot(id="l", name="Lot"), row, act(date(2021, 9, 22))))
    (late,) = [each for each in findings(record, date(2025, 9, 5), known) if each.rule == "guarantee.late"]
    assert late.params["rolled"] == date(2021, 9, 22)
    record = LotRecord.of_rows((Lot(id="l", name="Lot"), row, act(date(2021, 9, 23))))
    assert "guarantee.released" in {each.rule for each in findings(record, date(2025, 9, 5), known)}


def test_an_act_without_proof_of_delivery_is_a_finding():
    row, day = joint(date(2024, 3, 20)), date(2024, 5, 1)
    assert "guarantee.proof" in said(row, act(day))
    assert "guarantee.proof" not in said(row, replace(act(day), proof="EMS 1043"))


GENERAL = Guarantee(
    id="g", lot="l", kind=GuaranteeKind.GENERAL, debt_due=date(2022, 3, 20), period_kind=PeriodKind.NONE
)


def test_gv5_without_a_ruling_the_limitation_of_a_general_guarantor_starts_a_year_after_the_application():
    applied = replace(GENERAL, applied_on=date(2023, 6, 1))
    assert limitation_of_general(applied) == (date(2024, 6, 1), date(2027, 6, 1))
    ruled = replace(applied, exhausted_on=date(2023, 12, 1))
    assert limitation_of_general(ruled) == (date(2023, 12, 1), date(2026, 12, 1))
    assert limitation_of_general(GENERAL) is None
    suit = act(date(2022, 8, 1), AssertionAct.LAWSUIT, AssertionAgainst.DEBTOR)
    assert "guarantee.kept" in said(applied, suit)
    assert "guarantee.barred" in said(applied, suit, today=date(2027, 6, 2))
    assert "guarantee.kept" in said(GENERAL, suit, today=date(2040, 1, 1))


@pytest.mark.parametrize(
    ("fault", "cap"),
    [
        (Fault.BOTH, "6568890.00"),
        (Fault.MAIN_CONTRACT, "4379260.00"),
        (Fault.GUARANTOR, "13137780.00"),
        (Fault.CREDITOR, "0.00"),
    ],
)
def test_gv1_and_gv2_a_void_guarantee_costs_a_part_of_what_the_debtor_leaves_unpaid(fault, cap):
    assert str(void_cap(fault, Decimal("13137780.00"))) == cap
    assert "guarantee.void" in said(replace(GENERAL, fault=fault))


def test_gv6_of_two_guarantors_the_one_who_was_held_may_point_at_the_one_who_was_not():
    held, let_go = joint(date(2022, 3, 20)), replace(joint(date(2022, 3, 20)), id="h")
    kept = replace(act(date(2022, 8, 1), AssertionAct.LAWSUIT), proof="(2022)浙0503民初4567号")
    assert {"guarantee.together", "guarantee.released"} <= said(held, let_go, kept, today=date(2024, 1, 1))
    assert "guarantee.together" not in said(held, kept, today=date(2024, 1, 1))


def test_gv7_a_letter_to_the_debtor_alone_begins_no_limitation_of_the_guarantor_anew():
    row, first = joint(date(2020, 3, 20)), act(date(2020, 5, 1))
    debtor = replace(act(date(2022, 5, 1), against=AssertionAgainst.DEBTOR), id="b")
    guarantor = replace(act(date(2022, 5, 1), against=AssertionAgainst.GUARANTOR), id="b")
    assert limitation_of_joint(first, (first, debtor), Calendar()) == date(2023, 5, 1)
    assert limitation_of_joint(first, (first, guarantor), Calendar()) == date(2025, 5, 1)
    assert "guarantee.barred" in said(row, first, debtor, today=date(2024, 1, 1))
    assert "guarantee.kept" in said(row, first, guarantor, today=date(2024, 1, 1))


@pytest.mark.parametrize(
    ("kind", "rule"),
    [(GuaranteeKind.DEBT_JOINDER, "guarantee.joinder"), (GuaranteeKind.KEEP_WELL, "guarantee.keep_well")],
)
def test_what_is_no_guarantee_by_its_words_has_no_period_of_one(kind, rule):
    row = replace(joint(date(2022, 3, 20)), kind=kind)
    assert said(row) == {rule}


def test_a_suit_on_the_timeline_counts_without_being_entered_again():
    row = replace(joint(date(2022, 3, 20)), claim="k")
    suit = Event(id="e", lot="l", kind=EventKind.FILING, guarantee="g", on=date(2022, 8, 1))
    assert {"guarantee.kept", "guarantee.proof"} <= said(row, suit, today=date(2024, 1, 1))
    assert "guarantee.released" in said(row, replace(suit, guarantee="another"))
    assert "guarantee.released" in said(
        row, replace(suit, guarantee=None, claim="k")
    )  # against the debtor alone
    general = replace(GENERAL, claim="k")
    assert "guarantee.kept" in said(general, replace(suit, guarantee=None, claim="k"))
    twice = act(date(2022, 8, 1), AssertionAct.LAWSUIT)
    assert len(acts(LotRecord.of_rows((Lot(id="l", name="Lot"), row, suit, twice)), row)) == 1


def test_a_resolution_binds_for_its_amount_and_one_shareholder_needs_none():
    short = replace(GENERAL, cap=Money.of(18_000_000), resolved_amount=Money.of(10_000_000))
    assert "guarantee.resolved" in said(short)
    assert "guarantee.resolved" not in said(replace(short, resolved_amount=Money.of(18_000_000)))
    alone = replace(GENERAL, one_shareholder=True, resolution=ResolutionOrgan.NONE)
    assert "guarantee.one" in said(alone)
