"""How far the checklist has come: in all, by what was seen, group by group, and what is next."""

from decimal import Decimal

import pytest

from workstation.application.readiness import next_to_do, overview
from workstation.domain.checklists.answers import Check, CheckItem, CheckStatus, ItemWords, Severity
from workstation.domain.lots import Lot
from workstation.domain.record import LotRecord

WORDS = ItemWords("Group", "Title", "Look", "Why")
KILL, HIGH, LOW = (
    CheckItem("A-01", "A", Severity.KILL, WORDS, WORDS),
    CheckItem("A-02", "A", Severity.HIGH, WORDS, WORDS),
    CheckItem("B-01", "B", Severity.LOW, WORDS, WORDS),
)
ITEMS = (KILL, HIGH, LOW)


def seen(*statuses):
    checks = [
        Check(id=item.id, lot="l", item=item.id, status=status)
        for item, status in zip(ITEMS, statuses, strict=False)
        if status is not None
    ]
    return overview(LotRecord.of_rows([Lot(id="l", name="x"), *checks]), ITEMS)


def test_the_parts_of_the_score_add_up_to_it():
    found = seen(CheckStatus.ORIGINAL_SEEN, CheckStatus.COPY_SEEN, CheckStatus.REQUESTED)
    assert found.seen == Decimal(80) / 130
    assert found.copies == Decimal(24) / 130
    assert found.requested == Decimal(2) / 130
    assert found.seen + found.copies + found.requested == found.whole.score


def test_what_does_not_apply_counts_in_no_part():
    found = seen(CheckStatus.NOT_APPLICABLE, CheckStatus.VERIFIED, None)
    assert found.whole.score == found.seen == Decimal(40) / 50
    assert found.groups["A"].score == 1


def test_a_group_is_done_as_far_as_its_items_were_seen_and_names_what_is_lacking():
    found = seen(CheckStatus.MISSING, CheckStatus.REFUSED, CheckStatus.COPY_SEEN)
    assert (found.groups["A"].done, found.groups["A"].total, found.groups["A"].lacking) == (
        0,
        2,
        {Severity.KILL: 1, Severity.HIGH: 1},
    )
    assert (found.groups["B"].done, found.groups["B"].lacking) == (1, {})


def test_an_item_that_nobody_touched_is_counted_as_not_requested():
    assert seen().counts == {CheckStatus.NOT_REQUESTED: 3}
    assert seen().whole.score == 0


@pytest.mark.parametrize(
    ("statuses", "after", "found"),
    [
        ({}, "", "A-01"),
        ({}, "A-01", "A-02"),
        ({}, "B-01", "A-01"),
        ({}, "A-09", "A-01"),
        ({"A-02": CheckStatus.COPY_SEEN}, "A-01", "B-01"),
        ({"A-02": CheckStatus.MISSING, "B-01": CheckStatus.VERIFIED}, "A-02", "A-01"),
        (
            {"A-01": CheckStatus.VERIFIED, "A-02": CheckStatus.VERIFIED, "B-01": CheckStatus.NOT_APPLICABLE},
            "",
            None,
        ),
    ],
)
def test_the_next_item_to_see_to_stands_below_and_wraps_around(statuses, after, found):
    assert next_to_do(ITEMS, statuses, after) == found
