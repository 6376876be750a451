"""Months in which a cost comes again: typed as people write them, kept as numbers, read as words."""

import pytest

from workstation.language.months import NotMonthsError, months_words, read_months
from workstation.language.translator import Language, Translator

ALL = "1,2,3,4,5,6,7,8,9,10,11,12"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("3,9", "3,9"),
        ("9月、3月", "3,9"),
        ("三月和十一月份", "3,11"),
        ("3 9 9", "3,9"),
        ("Sept, march and Dec", "3,9,12"),
        ("每月", ALL),
        ("Monthly", ALL),
        ("每季末", "3,6,9,12"),
        ("half-yearly", "6,12"),
    ],
)
def test_months_are_read_as_people_write_them(text, kept):
    assert read_months(text) == kept


@pytest.mark.parametrize("text", ["13", "0", "spring", "、", "3.9"])
def test_what_names_no_month_is_refused(text):
    with pytest.raises(NotMonthsError):
        read_months(text)


def test_months_are_words_in_both_languages():
    chinese = Translator(Language.CHINESE)
    assert months_words(Translator(), "3,9") == "Mar, Sep"
    assert months_words(chinese, "3,9") == "3月，9月"
    assert months_words(chinese, ALL) == "每月"
    assert months_words(chinese, "3,6,9,12") == "每季末"
    assert months_words(chinese, "soon") == "soon", "as an earlier version took it"
