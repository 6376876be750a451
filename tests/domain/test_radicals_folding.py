"""Radicals in text layers are folded to hanzi, one to one."""

import unicodedata

from workstation.domain.radicals import fold_radicals


def test_radicals_become_the_hanzi_they_look_like():
    assert fold_radicals("最⾼⼈⺠法院⻓⻔") == "最高人民法院长门"


def test_folding_keeps_the_length_and_leaves_no_radical():
    every = "".join(map(chr, [*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)]))
    folded = fold_radicals(every)
    assert len(folded) == len(every)
    left = [character for character in folded if "RADICAL" in unicodedata.name(character, "")]
    assert left == ["\u2e80"]


def test_other_text_is_left_alone():
    assert fold_radicals("Plain 文本, 1,234") == "Plain 文本, 1,234"
