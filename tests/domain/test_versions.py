"""What changed between two versions, and where a cited passage stands in the new one."""

from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.pages import PageText, pack_boxes
from workstation.domain.versions import Change, anchored, compare_pages, same_picture

LOAN = "借款人浙江某纺织有限公司向银行借款人民币壹仟万元整，期限自2021年3月1日至2022年2月28日。"
PLEDGE = "抵押人以其位于杭州市的厂房设定抵押，评估价值为人民币2400万元，抵押期限同主债权期限一致。"
OTHER = "Appraisal of the plant and machinery as of 12 May 2025, prepared for the court by the valuers."


def told(changes):
    return [(each.old, each.new, each.change) for each in changes]


def page(text):
    boxes = [(10.0 * at, 0.0, 10.0 * at + 9, 10.0) for at in range(len(text))]
    return PageText(text, pack_boxes(boxes))


def test_equal_versions_have_equal_pages():
    assert told(compare_pages([LOAN, PLEDGE], [LOAN, PLEDGE])) == [(0, 0, Change.SAME), (1, 1, Change.SAME)]


def test_a_changed_figure_is_named_with_what_it_was():
    new = PLEDGE.replace("2400", "1980")
    change = compare_pages([LOAN, PLEDGE], [LOAN, new])[1]
    assert (change.old, change.new, change.change) == (1, 1, Change.WORDS)
    assert (change.gone, change.came) == (("2400",), ("1980",))


def test_pages_that_were_put_in_taken_out_or_moved_down_are_told():
    assert told(compare_pages([LOAN, PLEDGE], [OTHER, LOAN, PLEDGE])) == [
        (None, 0, Change.ADDED),
        (0, 1, Change.SAME),
        (1, 2, Change.SAME),
    ]
    new = PLEDGE.replace("2400", "1980")
    assert told(compare_pages([LOAN, OTHER, PLEDGE], [LOAN, new])) == [
        (0, 0, Change.SAME),
        (1, None, Change.REMOVED),
        (2, 1, Change.WORDS),
    ]


def test_spaces_and_line_ends_are_no_change_but_a_stamp_is():
    spaced = LOAN.replace("，", "，\n")
    assert told(compare_pages([LOAN], [spaced])) == [(0, 0, Change.SAME)]
    assert told(compare_pages([LOAN], [LOAN], lambda _old, _new: False)) == [(0, 0, Change.PICTURE)]


@given(
    st.lists(st.sampled_from([LOAN, PLEDGE, OTHER, ""]), max_size=6),
    st.lists(st.sampled_from([LOAN, PLEDGE, OTHER]), max_size=6),
)
def test_every_page_of_both_versions_is_told_of_once_and_in_order(old, new):
    changes = compare_pages(old, new)
    assert [each.old for each in changes if each.old is not None] == list(range(len(old)))
    assert [each.new for each in changes if each.new is not None] == list(range(len(new)))


def test_pictures_are_the_same_but_for_a_few_dots():
    paper = bytes([255]) * 10_000
    assert same_picture(paper, bytes([240]) * 10_000)
    assert same_picture(paper, bytes(30) + paper[30:])
    assert not same_picture(paper, bytes(300) + paper[300:])
    assert not same_picture(paper, paper[1:])


def cited(quote, pages, before="", after="", at=0):
    return anchored(quote, at, pages, before=before, after=after)


def test_a_passage_is_found_again_on_the_page_it_moved_to():
    pages = {0: page(OTHER), 1: page(LOAN), 2: page(PLEDGE)}
    found = cited("2400万元", pages, "评估价值为人民币", "，抵押期限")
    assert (found.page, found.quote.text, found.now) == (2, "2400万元", "")


def test_of_equal_passages_the_one_with_the_same_words_around_it_is_taken():
    pages = {0: page("本金1,000元。利息1,000元。"), 1: page("罚息1,000元。")}
    assert cited("1,000", pages, "利息", "元").quote.start == 11
    assert cited("1,000", pages, "罚息", "元").page == 1


def test_of_passages_that_fit_alike_the_nearest_page_is_taken():
    pages = {at: page("金额1,000元") for at in range(4)}
    assert cited("1,000", pages, "金额", "元", at=2).page == 2


def test_a_changed_passage_is_not_taken_but_what_stands_there_now_is_told():
    around = {"before": "方的厂房设定抵押，评估价值为人民币", "after": "，抵押期限同主债权期限一致"}
    found = cited("2400万元", {0: page(PLEDGE.replace("2400", "1980"))}, **around)
    assert (found.page, found.quote, found.now) == (0, None, "1980万元")
    assert cited("2400万元", {0: page(OTHER)}, **around).page is None
