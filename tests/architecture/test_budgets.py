"""A budget that is missed by less than half in the median of three warns, by more it fails."""

import warnings
from pathlib import Path

import pytest
from budgets import BudgetMissedWarning, keeps, reaches

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize(("judge", "figures"), [(keeps, [9, 10, 99]), (reaches, [10, 11, 0.1])])
def test_the_median_decides_and_is_printed(judge, figures, capsys):
    judge("A start", figures, 10, "s")
    assert "A start: median 10 s of" in capsys.readouterr().out


@pytest.mark.parametrize(("judge", "figures"), [(keeps, [14.9, 14.9, 1]), (reaches, [6.7, 6.7, 99])])
def test_a_budget_that_is_missed_by_less_than_half_warns(judge, figures):
    with pytest.warns(BudgetMissedWarning, match="budget 10"):
        judge("A start", figures, 10)


@pytest.mark.parametrize(("judge", "figures"), [(keeps, [15, 15, 1]), (reaches, [6.6, 6.6, 99])])
def test_a_budget_that_is_missed_by_more_fails(judge, figures):
    with warnings.catch_warnings(), pytest.raises(AssertionError, match="more than half"):
        judge("A start", figures, 10)


def test_no_budget_is_judged_by_one_figure():
    with pytest.raises(AssertionError, match="median of 3"):
        keeps("A start", [1], 10)


def test_every_test_of_pace_is_judged_here():
    """A file with a test marked `perf` asks `budgets`, none compares by itself."""
    of_pace = [path for path in TESTS.rglob("*.py") if "pytest.mark.perf" in path.read_text("utf-8")]
    assert [
        path.name
        for path in of_pace
        if "from budgets import" not in path.read_text("utf-8") and path != Path(__file__)
    ] == []
