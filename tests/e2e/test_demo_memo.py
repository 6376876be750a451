"""What the memo of the sample says, page by page of the record behind it."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader


@pytest.fixture(scope="module")
def pages(demo):
    """The pages in front of the exhibits, as text."""
    reader = PdfReader(BytesIO(demo.memo))
    (exhibits,) = (each for each in reader.outline if not isinstance(each, list) and each.title == "附件")
    return [page.extract_text() for page in reader.pages[: reader.get_destination_page_number(exhibits)]]


def test_returns_after_tax_and_with_the_loan_are_printed_and_the_bid_is_said_to_be_before_both(pages):
    assert "税前、融资前" in pages[0]
    assert "税后 IRR" in pages[0]
    record = "\n".join(pages)
    assert "未扣买受人收益税，未计融资" in record
    for figure in ("17.33%", "30.40%", "−23.96%"):
        assert figure in record


def test_findings_and_contradictions_of_the_sample_are_printed_with_articles_and_places(pages):
    record = "".join("\n".join(pages).split())
    assert "民法典第692条第2款" in record
    assert "海南会议纪要第9条" in record
    for number in ("越商银(2021)柯借字第0086号", "越商银(2021)柯借字第0068号"):
        assert number in record
    assert "文件矛盾之处12" in "".join(pages[0].split())


def test_the_summary_of_the_sample_is_one_page(pages):
    assert "签批" in pages[0]
    assert "规则发现" in pages[1]


def test_each_page_of_the_sample_prints_above_and_below_that_its_day_is_the_demos(pages):
    for page in pages:
        assert "版 · 演示日期 2025-09-05" in page
        assert "演示日期 2025-09-05 10:00" in page


def test_the_registered_cap_of_the_sample_stands_with_its_reason_and_what_the_contract_says(pages, demo):
    record = "".join("\n".join(pages).split())
    assert "该页所载为20,000,000.00" in record
    assert "以登记簿为准（担保制度解释第15条第2款、第47条）" in record
    assert "与来源不一致的事实0" in "".join(pages[0].split())
    assert demo.summary["max_bid_on_ladder"] == "9650000.00"


def test_what_the_bid_of_the_sample_takes_as_given_is_printed_with_the_reasons(pages):
    record = "".join("\n".join(pages).split())
    _, given = record.split("出价所依据的前提")
    assert "在“基准”情景中" in given
    assert "绍兴宏基建设有限公司" in given


def test_the_version_that_a_note_tells_of_is_an_exhibit_beside_the_one_that_replaced_it(pages, demo):
    (told,) = re.findall(
        r"首次披露承租人。 *((?:\[E-\d+ p\.12\] *)+)", "".join("\n".join(pages).splitlines())
    )
    first, second = re.findall(r"E-\d+", told)
    bands = [page.extract_text() for page in PdfReader(BytesIO(demo.memo)).pages[len(pages) :]]
    replaced = [band for band in bands if "已由第 2 版取代" in band]
    assert [first in band and "第 1 版" in band for band in replaced] == [True]
    assert any(second in band and "第 2 版" in band and "第 12 / 14 页" in band for band in bands)
