"""What is typed into a form is a value of the field, and within the range of the field."""

import json
from datetime import date
from decimal import Decimal

import pytest

from workstation.application.bare_amounts import bare_currency
from workstation.application.lot_json import read_value
from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.claims import Balance, Claim
from workstation.domain.fields import field_of
from workstation.domain.images import encode
from workstation.domain.input_errors import FieldRangeError
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.language.values import PartlyReadError
from workstation.ui.panels.field_views import FieldViews
from workstation.ui.typed import NotACurrencyError, typed_value

TAX = FieldRef("collateral", "co", "tax_rate")


MONTHS = FieldRef("guarantee", "g", "period_months")
AMOUNT = FieldRef("balance", "b", "amount")
RATE = FieldRef("claim", "c", "penalty_rate")


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        *((AMOUNT, text) for text in ("1 000 000", "5 500,00", "1e6", "1200-1500万", "800万 160万", "12..5")),
        *((AMOUNT, text) for text in ("12万5", "2kw", "5 MM", "1b", "1200元5角", "2亿多", "1'000'000")),
        *((AMOUNT, text) for text in ("24 000 000.00", "24 000 000元", "12000 dollars")),
        *((RATE, text) for text in ("日万分之五", "月利率5‰", "0.05%/日", "LPR+50bp", "6%或8%")),
        *((MONTHS, text) for text in ("3年", "三年", "2 years", "1e3", "6至12", "24m")),
        (FieldRef("claim", "c", "due"), "2024-01-05 2025-01-05"),
    ],
)
def test_what_is_typed_and_would_be_read_in_part_or_in_another_measure_is_refused(ref, text):
    with pytest.raises(PartlyReadError, match="is not taken as it stands"):
        typed_value(ref, text)


@pytest.mark.parametrize(
    ("ref", "text", "value"),
    [
        (AMOUNT, "1亿2000万", Money.of(120_000_000)),
        (AMOUNT, "3万5000", Money.of(35_000)),
        (AMOUNT, "1,200.50 元", Money.of("1200.50")),
        (AMOUNT, "USD 5m", Money.of(5_000_000, "USD")),
        (AMOUNT, "about 5 million yuan", Money.of(5_000_000)),
        (AMOUNT, "5,000 US dollars", Money.of(5_000, "USD")),
        (AMOUNT, "1.005", Money.of("1.01")),
        (RATE, "6", Decimal("0.06")),
        (RATE, "年利率6%", Decimal("0.06")),
        (MONTHS, "36个月", 36),
        (MONTHS, "36 months", 36),
        (FieldRef("collateral", "co", "built"), "1998年", 1998),
        (FieldRef("collateral", "co", "land_area"), "18,642.5m2", Decimal("18642.5")),
        (FieldRef("claim", "c", "due"), "01/02/2024", date(2024, 2, 1)),
    ],
)
def test_one_value_however_it_is_written_is_taken(ref, text, value):
    assert typed_value(ref, text) == value


CURRENCY = FieldRef("claim", "c", "currency")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CNY", "CNY"),
        ("rmb", "CNY"),
        ("人民币", "CNY"),
        ("人民币元", "CNY"),
        ("usd", "USD"),
        ("US$", "USD"),
        ("nok", "NOK"),
    ],
)
def test_a_currency_is_kept_as_its_code_for_amounts_are_read_in_it(text, code):
    assert typed_value(CURRENCY, text) == code


@pytest.mark.parametrize("text", ["其他", "renminbi or so", "1", "元宝"])
def test_what_is_no_currency_is_refused(text):
    with pytest.raises(NotACurrencyError, match="is not a currency"):
        typed_value(CURRENCY, text)


def test_a_rate_out_of_its_range_is_refused_where_it_is_typed():
    assert typed_value(TAX, "5.6%") == Decimal("0.056")
    with pytest.raises(FieldRangeError, match="Taxes on sale must lie between 0% and 100%"):
        typed_value(TAX, "850%")


@pytest.mark.parametrize(
    ("ref", "text"),
    [
        (FieldRef("appraisal", "x", "value"), "9,999,999,999,999,999.99"),
        (FieldRef("claim", "x", "loan_rate"), "33.33333333333333333333333333333333%"),
        (FieldRef("collateral", "x", "land_area"), "123456789.12345678901234567891"),
        (FieldRef("listing", "x", "views"), "999999999999999"),
    ],
)
def test_whatever_can_be_typed_leaves_a_workspace_and_enters_another(ref, text):
    declared = field_of(BY_ENTITY[ref.entity], ref.field)
    value = typed_value(ref, text)
    assert read_value(declared, json.loads(json.dumps(encode(value))), "here") == value


def test_a_digit_that_is_corrected_changes_no_currency(context):
    """An amount in yuan stood bare in the form of a claim in dollars, and was dollars when one digit was corrected."""
    dollars, yuan = Claim(id="c", lot="l", currency="USD"), Claim(id="c2", lot="l", currency="CNY")
    rows = [
        Balance(id=f"{claim.id} {currency}", lot="l", claim=claim.id, amount=Money.of(4_000, currency))
        for claim in (dollars, yuan)
        for currency in ("CNY", "USD", "EUR")
    ]
    record = LotRecord.of_rows([Lot(id="l", name="x"), dollars, yuan, *rows])
    views, amount = FieldViews(context, record), field_of(Balance, "amount")
    for row in rows:
        shown = views.of_field(row, amount).text.replace("4,000", "5,000")
        assert typed_value(AMOUNT, shown, currency=bare_currency(record, row)) == Money.of(
            5_000, row.amount.currency
        )
    assert bare_currency(record, record.lot) == "USD", "the first claim speaks for the lot"
    assert bare_currency(None) == "CNY"
