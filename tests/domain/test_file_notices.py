"""What was noticed in a file is kept as words of a row, and read from it again."""

import pytest

from workstation.domain.file_notices import FileNotice, notices_of, notices_text, page_list


@pytest.mark.parametrize(
    ("pages", "listed"),
    [((), None), ((2,), "3"), ((7, 2, 3, 4, 3), "3-5, 8"), ((0, 1), "1-2"), ((0, 2, 4), "1, 3, 5")],
)
def test_pages_are_listed_as_people_write_them(pages, listed):
    assert page_list(pages) == listed


def test_notices_come_back_in_their_order_each_once():
    kept = notices_text([FileNotice.SIGNATURES, FileNotice.REPAIRED, FileNotice.SIGNATURES])
    assert notices_of(kept) == (FileNotice.REPAIRED, FileNotice.SIGNATURES)
    assert notices_text([]) is None
    assert notices_of(None) == ()
    assert notices_of("repaired of_a_newer_program") == (FileNotice.REPAIRED,)


def test_each_has_a_sentence_and_words():
    assert all(each.message and each.words for each in FileNotice)
