"""A valuation against the work that it cannot do without, so that the figure does not depend on the machine."""

import json
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from budgets import keeps

from workstation.application.calc.valuations import read
from workstation.domain.rounding import exact
from workstation.domain.valuation import value

pytestmark = pytest.mark.perf
GOLDEN = Path(__file__).parents[1] / "data" / "golden"
# 500 valuations took 3.9 s and 4.4 times as long as 500 times this many exponentials; 2 s are asked for
EXPONENTIALS, MOST = 150, 2.2


def test_a_valuation_with_taxes_a_loan_and_a_dated_deposit_costs_little():
    lot = read(json.loads((GOLDEN / "textile.json").read_text(encoding="utf-8")), "")
    lot = replace(lot, bid=replace(lot.bid, analyse_at=()))
    ratios = []
    for number in range(15):
        varied = replace(lot, target_irr=Decimal("0.16") + Decimal(number) / 10_000)
        valued = _seconds(lambda varied=varied: value(varied))
        ratios.append(valued / _seconds(_exponentials))
    keeps(f"A valuation for each {EXPONENTIALS} exponentials", ratios, MOST, "times")


def _exponentials():
    with exact():
        for number in range(EXPONENTIALS):
            (Decimal(number) / 365).exp()


def _seconds(act):
    began = time.process_time()
    act()
    return time.process_time() - began
