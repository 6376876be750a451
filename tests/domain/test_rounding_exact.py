from decimal import Decimal, getcontext
from fractions import Fraction

import pytest

from workstation.domain.input_errors import TooLargeError
from workstation.domain.rounding import exact, to_cents, to_places, weighted


def test_half_a_cent_goes_away_from_zero():
    assert [str(to_cents(Decimal(text))) for text in ("0.005", "-0.005", "2.675")] == [
        "0.01",
        "-0.01",
        "2.68",
    ]


def test_a_rounded_negative_zero_has_no_sign():
    assert str(to_cents(Decimal("-0.001"))) == "0.00"
    assert str(to_places(Decimal("-0.0000001"), 6)) == "0.000000"


def test_amounts_of_a_quadrillion_stay_exact_to_the_cent():
    amount, rate = Decimal("1234567890123456.78"), Decimal("0.123456789012")
    cents = round(Fraction(amount) * Fraction(rate) * 100)
    with exact():
        assert to_cents(amount * rate) == Decimal(cents).scaleb(-2)


def test_the_context_of_the_thread_is_untouched():
    before = getcontext().prec
    with exact():
        assert getcontext().prec == 60
    assert getcontext().prec == before


def test_a_figure_beyond_the_range_is_an_error_and_never_a_wrong_number():
    with pytest.raises(TooLargeError), exact():
        to_cents(Decimal(10) ** 70)


def test_a_weighted_sum_is_not_rounded():
    third = Decimal("0.333")
    assert weighted([(third, Decimal("0.01")), (third, Decimal("0.02"))]) == Decimal("0.00999")
