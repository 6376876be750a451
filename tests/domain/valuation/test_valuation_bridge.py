from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from valuation_kit import lots, scenario, simple_lot, textile

from workstation.domain.valuation import Asset, value
from workstation.domain.valuation.bridge import BarKind, bridge


def test_the_bars_of_the_golden_lot_are_those_of_the_picture():
    bars = [(bar.kind, f"{bar.amount / 1_000_000:.2f}") for bar in bridge(value(textile()))]
    assert bars == [
        (BarKind.MARKET_VALUE, "28.00"),
        (BarKind.FORCED_SALE, "-9.95"),
        (BarKind.COSTS, "-2.00"),
        (BarKind.NOT_MORTGAGED, "-1.47"),
        (BarKind.PAID_BEFORE_US, "-1.97"),
        (BarKind.OTHERS_PAY, "0.81"),
        (BarKind.RECOVERY, "13.41"),
        (BarKind.FEES, "-0.99"),
        (BarKind.TIME, "-2.60"),
        (BarKind.CLOSING, "-0.18"),
        (BarKind.MAX_BID, "9.65"),
    ]


def test_what_is_not_sold_and_what_exceeds_the_cap_have_their_own_bars():
    capped = Asset(id="A", market_value=Decimal(1_000_000), cap=Decimal(600_000))
    idle = Asset(id="B", market_value=Decimal(300_000))
    bars = {bar.kind: bar.amount for bar in bridge(value(simple_lot(collateral=(capped, idle))))}
    assert bars[BarKind.NOT_SOLD] == -300_000
    assert bars[BarKind.BEYOND_CAP] == -400_000


def test_below_the_start_price_the_last_bar_is_the_exact_maximum():
    lot = simple_lot(scenarios=(scenario(prior="950000"),))
    assert bridge(value(lot))[-1].amount == 50_000
    assert bridge(value(replace(lot, scenarios=(scenario(prior="2000000"),))))[-1].amount == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lots())
def test_the_bars_add_up_exactly(lot):
    result = value(lot)
    bars = bridge(result)
    for before, after in pairwise(
        bar for bar in bars if not bar.is_total or bar.kind is BarKind.MARKET_VALUE
    ):
        assert after.before == before.after
    changes = [bar for bar in bars if not bar.is_total]
    assert bars[0].amount + sum(bar.amount for bar in changes) == bars[-1].amount
    until_recovery = bars[: [bar.kind for bar in bars].index(BarKind.RECOVERY)]
    recovery = next(bar for bar in bars if bar.kind is BarKind.RECOVERY)
    assert sum(bar.amount for bar in until_recovery) == recovery.amount
