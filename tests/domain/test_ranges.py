"""What the numbers and days of a lot may be, and how a value beyond them is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workstation.domain.collateral import Appraisal, Collateral
from workstation.domain.fields import field_of
from workstation.domain.guarantees import Guarantee
from workstation.domain.input_errors import (
    FieldRangeError,
    RowNegativeError,
    RowRangeError,
    RowTwiceError,
    TextTooLongError,
)
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.notes import Note
from workstation.domain.parties import Party
from workstation.domain.ranges import LONGEST_TEXT, check_ranges, check_value, horizon
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Assumptions, Cost, Scenario, ScenarioGuarantor, ScenarioSale
from workstation.language.translator import Language, Translator

PAID = date(2026, 12, 20)
GIVEN = Assumptions(id="a", lot="l", valuation_date=PAID, target_irr=Decimal("0.16"))
PLANT = Collateral(id="co", lot="l", name="Plant", tax_rate=Decimal("0.056"))
BASE = Scenario(id="s", lot="l", name="Base", ordinal=0, probability=Decimal(1))
SALE = ScenarioSale(
    id="ss",
    lot="l",
    scenario="s",
    collateral="co",
    forced_sale_discount=Decimal("0.3"),
    cash_date=date(2028, 3, 31),
)
GUARANTEE = Guarantee(id="g", lot="l", access_rate=Decimal("0.5"))
PAYS = ScenarioGuarantor(id="sg", lot="l", scenario="s", guarantee="g", probability=Decimal("0.4"))
COST = Cost(id="c", lot="l", amount=Money.of(100), on=date(2027, 1, 1))
ROWS = (GIVEN, PLANT, BASE, SALE, GUARANTEE, PAYS, COST)


def lot(*changed):
    changed_by_id = {row.id: row for row in changed}
    known = [changed_by_id.pop(row.id, row) for row in ROWS]
    return LotRecord.of_rows([Lot(id="l", name="厂房"), *known, *changed_by_id.values()])


def test_a_sound_lot_is_within_all_ranges():
    check_ranges(lot())


@pytest.mark.parametrize(
    ("row", "name", "value"),
    [
        (PLANT, "tax_rate", "8.5"),
        (PLANT, "cost_rate", "600"),
        (PLANT, "secured_share", "1.01"),
        (GUARANTEE, "access_rate", "5"),
        (GIVEN, "success_fee_rate", "0.51"),
        (GIVEN, "target_irr", "-0.5"),
        (GIVEN, "target_irr", "1.1"),
        (GIVEN, "transaction_cost_rate", "1.5"),
        (GIVEN, "buyer_tax_rate", "-0.01"),
        (BASE, "probability", "1.2"),
        (BASE, "dividend", "2"),
        (SALE, "forced_sale_discount", "1.5"),
        (PAYS, "probability", "2"),
        (SALE, "cash_date", date(9999, 12, 31)),
        (SALE, "cash_date", date(2066, 12, 21)),
        (SALE, "cash_date", date(2026, 12, 19)),
        (PAYS, "cash_date", date(2527, 1, 1)),
        (COST, "on", date(2527, 1, 1)),
        (COST, "amount", Money.of(-1)),
        (GUARANTEE, "period_months", -24),
        (GUARANTEE, "period_months", 24_000_000),
    ],
)
def test_a_value_out_of_range_names_its_row_and_field(row, name, value):
    value = Decimal(value) if isinstance(value, str) else value
    with pytest.raises(RowRangeError) as caught:
        check_ranges(lot(replace(row, **{name: value})))
    found = caught.value
    assert (found.entity, found.row, found.name) == (row.entity, row.id, name)
    assert (found.code, found.field) == ("input.invalid", f"{row.entity}.{row.id}.{name}")


@pytest.mark.parametrize(
    ("row", "name", "value"),
    [(GIVEN, "success_fee_rate", "0.5"), (PLANT, "tax_rate", "1"), (GIVEN, "target_irr", "0")],
)
def test_the_ends_of_a_range_belong_to_it(row, name, value):
    check_ranges(lot(replace(row, **{name: Decimal(value)})))


def test_the_last_day_of_the_horizon_belongs_to_it():
    assert horizon(date(2026, 12, 20)) == date(2066, 12, 20)
    check_ranges(lot(replace(SALE, cash_date=date(2066, 12, 20))))
    assert horizon(date(9990, 1, 1)) == date.max
    assert horizon(date(9959, 12, 20)) == date(9999, 12, 20), "the last year from which forty can be counted"


@pytest.mark.parametrize("row", [SALE, COST])
def test_the_day_of_payment_itself_belongs_to_the_horizon(row):
    name = "on" if row is COST else "cash_date"
    check_ranges(lot(replace(row, **{name: GIVEN.valuation_date})))


@pytest.mark.parametrize(
    ("row", "name"),
    [(COST, "amount"), (GUARANTEE, "asset_value"), (PLANT, "fixed_cost"), (GIVEN, "fixed_closing_cost")],
)
def test_an_amount_of_nothing_is_no_negative_one(row, name):
    check_ranges(lot(replace(row, **{name: Money.of(0)})))
    with pytest.raises(RowNegativeError):
        check_ranges(lot(replace(row, **{name: Money.of(-1)})))


def test_without_a_day_of_payment_no_day_is_too_early():
    check_ranges(lot(replace(GIVEN, valuation_date=None), replace(SALE, cash_date=date(1990, 1, 1))))


def test_the_day_of_a_dividend_counts_where_there_is_a_dividend():
    early = date(2020, 1, 1)
    check_ranges(lot(replace(BASE, dividend=Decimal(0), dividend_date=early)))
    with pytest.raises(RowRangeError):
        check_ranges(lot(replace(BASE, dividend=Decimal("0.1"), dividend_date=early)))


def test_what_a_guarantor_pays_is_named_by_the_scenario_and_the_guarantor():
    """W36: which of several guarantors was not said."""
    wei = Party(id="p", name="Wei Holding")
    with pytest.raises(RowRangeError, match="Guarantor pays of Base · Wei Holding must lie between"):
        check_ranges(lot(wei, replace(GUARANTEE, guarantor="p"), replace(PAYS, probability=Decimal(2))))


def test_a_negative_value_is_named_by_what_it_values():
    wrong = Appraisal(id="ap", lot="l", collateral="co", value=Money.of(-1))
    with pytest.raises(RowRangeError, match="Appraised value of Plant must not be negative"):
        check_ranges(lot(wrong))


@pytest.mark.parametrize(
    ("second", "named"),
    [
        (replace(GIVEN, id="a2"), "Assumptions"),
        (replace(SALE, id="0", forced_sale_discount=None), "Base · Plant"),
        (replace(PAYS, id="sh", probability=None), "Base"),
    ],
)
def test_two_rows_of_which_a_lot_has_one_are_refused_and_neither_counts_by_its_id(second, named):
    with pytest.raises(RowTwiceError, match=f"Two rows say the same thing of {named},"):
        check_ranges(lot(second))
    check_ranges(lot(replace(BASE, id="t", name="Up"), replace(SALE, id="st", scenario="t")))


def test_a_deposit_after_the_balance_is_named_by_its_field():
    late = replace(GIVEN, deposit_date=date(2026, 12, 21))
    check_ranges(lot(late))  # without a deposit its day is no day
    with pytest.raises(RowRangeError, match="Deposit paid on of Assumptions must not be after 2026-12-20"):
        check_ranges(lot(late, Listing(id="li", lot="l", deposit=Money.of(1))))
    check_ranges(lot(replace(late, deposit_date=PAID), Listing(id="li", lot="l", deposit=Money.of(1))))


def test_a_name_of_two_scenarios_is_named_at_the_second():
    with pytest.raises(RowRangeError, match="Base is the Name of two rows") as caught:
        check_ranges(lot(replace(BASE, id="0", ordinal=1)))
    assert (caught.value.entity, caught.value.row, caught.value.name) == ("scenario", "0", "name")


def test_a_person_reads_the_label_the_row_and_both_ends_in_either_language():
    with pytest.raises(RowRangeError) as caught:
        check_ranges(lot(replace(SALE, forced_sale_discount=Decimal("1.5"))))
    assert (
        str(caught.value) == "Forced-sale discount of Base · Plant must lie between 0% and 100%. Correct it."
    )
    assert (
        Translator(Language.CHINESE).error(caught.value)
        == "“基准 · Plant”的变现折价率应在 0% 与 100% 之间。请更正。"
    )


def test_what_is_typed_is_asked_for_the_same_range():
    with pytest.raises(FieldRangeError, match="Taxes on sale must lie between 0% and 100%"):
        check_value(field_of(Collateral, "tax_rate"), Decimal("8.5"))
    with pytest.raises(FieldRangeError, match="Period in months must lie between 0 and 480"):
        check_value(field_of(Guarantee, "period_months"), -24)
    check_value(field_of(Guarantee, "period_months"), 24)
    check_value(field_of(Collateral, "tax_rate"), None)
    check_value(field_of(Collateral, "name"), "Plant")


def test_a_text_longer_than_thirty_pages_of_a_memo_is_refused_with_its_length():
    body = field_of(Note, "body")
    check_value(body, "字" * LONGEST_TEXT)
    with pytest.raises(TextTooLongError, match="Text has 100,001 characters; the most is 100,000"):
        check_value(body, "字" * (LONGEST_TEXT + 1))
