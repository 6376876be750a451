"""Several opinions of value: one of them carries the bid."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from workstation.domain.appraisals import dated_after, standing_appraisal
from workstation.domain.collateral import Appraisal, Collateral
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

PLANT = Collateral(id="c", lot="l", name="厂房")
OLD = Appraisal(id="2", lot="l", collateral="c", value=Money.of(30_000_000), valued_on=date(2022, 5, 12))
NEW = Appraisal(id="1", lot="l", collateral="c", value=Money.of(24_000_000), valued_on=date(2025, 5, 12))
UNDATED = Appraisal(id="3", lot="l", collateral="c", value=Money.of(1))
EMPTY = Appraisal(id="4", lot="l", collateral="c", valued_on=date(2026, 1, 1))


def standing(*appraisals):
    return standing_appraisal(LotRecord.of_rows([Lot(id="l", name="厂房"), PLANT, *appraisals]), PLANT)


def test_the_latest_by_date_stands_whenever_it_was_entered():
    for order in permutations((OLD, NEW, UNDATED, EMPTY)):
        assert standing(*order) == NEW


def test_an_undated_one_stands_where_none_is_dated():
    assert standing(UNDATED, EMPTY) == UNDATED


def test_nobody_has_valued_it():
    assert standing() is None
    assert standing(EMPTY) is None


def test_of_one_day_the_lower_stands_whatever_the_ids():
    low, high = replace(NEW, id="9", value=Money.of(10_000_000)), replace(NEW, id="0")
    assert standing(low, high) == low
    assert standing(replace(low, id="0"), replace(high, id="9")).value == Money.of(10_000_000)


def test_one_whose_day_has_not_come_does_not_stand():
    slip = replace(NEW, id="9", valued_on=date(2030, 1, 1))
    rows = LotRecord.of_rows([Lot(id="l", name="厂房"), PLANT, NEW, slip])
    not_yet = dated_after(rows, date(2026, 11, 30))
    assert not_yet == {"9"}
    assert dated_after(rows, date(2030, 1, 1)) == frozenset()
    assert standing_appraisal(rows, PLANT, not_yet) == NEW
