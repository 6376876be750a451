"""How ready a lot is: the weighted score and the gate of domain.md 2."""

from decimal import Decimal

from workstation.domain.checklists.answers import CheckItem, CheckStatus, ItemWords, Severity, readiness

WORDS = ItemWords("Group", "Title", "Look", "Why")
ITEMS = (
    CheckItem("A-01", "A", Severity.KILL, WORDS, WORDS),
    CheckItem("A-02", "A", Severity.HIGH, WORDS, WORDS),
    CheckItem("A-03", "A", Severity.MEDIUM, WORDS, WORDS),
    CheckItem("A-04", "A", Severity.LOW, WORDS, WORDS),
)


def test_nothing_asked_for_is_nothing_ready():
    found = readiness(ITEMS, {})
    assert (found.score, found.missing_kill, found.answered, found.total) == (Decimal(0), (), 0, 4)


def test_weights_go_by_severity_and_worth_by_status():
    found = readiness(
        ITEMS,
        {"A-01": CheckStatus.VERIFIED, "A-02": CheckStatus.COPY_SEEN, "A-03": CheckStatus.REQUESTED},
    )
    assert found.score == (8 + 4 * Decimal("0.6") + 2 * Decimal("0.2")) / 15


def test_what_does_not_apply_counts_in_neither_sum():
    found = readiness(ITEMS, {"A-01": CheckStatus.NOT_APPLICABLE, "A-02": CheckStatus.ORIGINAL_SEEN})
    assert (found.score, found.answered) == (Decimal(4) / 7, 2)


def test_a_kill_paper_that_is_missing_or_refused_bars_a_plain_bid():
    assert readiness(ITEMS, {"A-01": CheckStatus.MISSING}).missing_kill == ("A-01",)
    assert readiness(ITEMS, {"A-01": CheckStatus.REFUSED}).missing_kill == ("A-01",)
    assert readiness(ITEMS, {"A-02": CheckStatus.MISSING}).missing_kill == ()


def test_no_items_are_no_score():
    assert readiness((), {}).score == 0
