"""What is made of a budget of `./check perf`: the median of three figures decides.

A budget that is missed by less than half warns, by more it fails; both print the figures. A shared machine misses a budget
by a third without anybody's doing, and no change of ours that matters hides below a half.
"""

import statistics
import warnings

TIMES = 3  # figures at least
HALF = 1.5


class BudgetMissedWarning(UserWarning):
    """Missed by less than half; pytest lists it at the end of a run."""


def keeps(what, figures, budget, unit="s"):
    """Of times and sizes, which should not be above the budget."""
    _judge(what, figures, budget, unit, statistics.median(figures) / budget)


def reaches(what, figures, budget, unit=""):
    """Of rates, which should not be below the budget."""
    _judge(what, figures, budget, unit, budget / statistics.median(figures))


def _judge(what, figures, budget, unit, missed):
    assert len(figures) >= TIMES, f"{what}: a budget is judged by the median of {TIMES}"
    said = ", ".join(f"{figure:.4g}" for figure in figures)
    told = f"{what}: median {statistics.median(figures):.4g} {unit} of {said} (budget {budget:.4g} {unit})"
    print(f"\n{told}")
    assert missed < HALF, f"missed by more than half: {told}"
    if missed > 1:
        warnings.warn(told, BudgetMissedWarning, stacklevel=3)
