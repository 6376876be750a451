import re
from collections import Counter

import pytest

from workstation.domain.checklists.answers import CheckItem, CheckStatus, Severity, readiness
from workstation.packs.checklists import load_checklist

ITEMS = load_checklist()
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_the_checklist_has_the_87_items_of_eight_groups():
    assert Counter(item.group for item in ITEMS) == {
        "A": 12, "B": 17, "C": 10, "D": 6, "E": 15, "F": 11, "G": 11, "H": 5
    }  # fmt: skip


def test_ids_count_up_inside_their_group():
    numbers = Counter()
    for item in ITEMS:
        numbers[item.group] += 1
        assert item.id == f"{item.group}-{numbers[item.group]:02d}"


def test_25_items_kill():
    assert Counter(item.severity for item in ITEMS) == {
        Severity.KILL: 25,
        Severity.HIGH: 40,
        Severity.MEDIUM: 19,
        Severity.LOW: 3,
    }


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_says_what_to_look_for_and_why_in_both_languages(item: CheckItem):
    for chinese in (True, False):
        words = item.words(chinese=chinese)
        for text in (words.group, words.title, words.look_for, words.why):
            assert text
            assert text == text.strip()
            assert bool(HAN.search(text)) is chinese
    assert item.title_zh == item.zh.title
    assert item.title_en == item.en.title


def test_titles_tell_items_apart():
    assert len({item.title_zh for item in ITEMS}) == len({item.title_en for item in ITEMS}) == 87


def test_law_is_cited_by_article_in_its_own_language():
    cited = [article for item in ITEMS for article in item.law]
    assert len(cited) > 60
    assert all(re.search(r"第\d+条$|号$", article) for article in cited)


def test_a_lot_with_every_original_seen_is_ready():
    seen = {item.id: CheckStatus.ORIGINAL_SEEN for item in ITEMS}
    assert readiness(ITEMS, seen).score == 1
    assert readiness(ITEMS, seen | {"C-04": CheckStatus.MISSING}).missing_kill == ("C-04",)
