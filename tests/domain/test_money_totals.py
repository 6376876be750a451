"""Amounts of several currencies have several sums."""

from workstation.domain.money import Money


def test_each_currency_has_its_sum_and_what_is_not_known_is_left_out():
    amounts = [Money.of(1), None, Money.of(5, "USD"), Money.of(2)]
    assert Money.totals(amounts) == (Money.of(3), Money.of(5, "USD"))
    assert Money.totals([None]) == ()
