"""Saved web pages as trees, in whatever encoding they came."""

import pickle
from pathlib import Path

import pytest

from workstation.documents.html import parse_html, read_html
from workstation.domain.html import TEXT_NODE

LISTINGS = Path(__file__).parents[2] / "../shared/data/listings"
PAGE = "<html><head><meta charset={declared}><title>抵押 物</title></head><body><p>起拍价<b>800万元</b>起</p></body></html>"


def page(declared: str, encoding: str) -> bytes:
    return PAGE.format(declared=declared).encode(encoding)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gbk", "gbk"),
        ("gb2312", "gb18030"),
        ("gbk", "utf-8"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("x", "utf-8-sig"),
    ],
)
def test_a_page_reads_the_same_in_every_encoding_even_if_it_declares_a_wrong_one(declared, encoding):
    read = read_html(page(declared, encoding))
    assert read.title == "抵押 物"
    assert read.root.shown() == "起拍价800万元起"


def test_a_page_that_declares_utf8_but_is_gbk_is_read():
    data = ("<meta charset=utf-8><p>" + "最高额抵押合同，编号与登记机关均以登记簿为准。" * 20).encode("gbk")
    assert read_html(data).root.shown().startswith("最高额抵押合同")


def test_a_page_cut_in_the_middle_of_a_character_keeps_its_encoding():
    assert read_html(page("gbk", "utf-8")[:-30]).encoding == "utf-8"


def test_text_between_elements_keeps_its_place():
    paragraph = parse_html(b"<p>a<b>b</b>c &amp; d</p>").first("p")
    assert paragraph is not None
    assert [(node.tag, node.inner()) for node in paragraph.children] == [
        (TEXT_NODE, "a"),
        ("b", "b"),
        (TEXT_NODE, "c & d"),
    ]


def test_scripts_are_kept_as_text_but_not_shown():
    root = parse_html(b"<p>seen<script>var price = 1 < 2;</script></p>")
    assert root.shown() == "seen"
    assert "1 < 2" in root.inner()


def test_elements_are_found_by_tag_class_and_attribute():
    root = parse_html(b'<div class="a b" id=x><i class=b>1</i></div><div>2</div>')
    assert [node.tag for node in root.all(classed="b")] == ["div", "i"]
    found = root.first("div", id="x")
    assert found is not None
    assert found.inner() == "1"
    assert root.first("table") is None


def test_the_address_a_page_was_saved_from_is_known():
    data = b"<!-- saved from url=(0033)https://sf.example.com/item/1.htm -->\n<html><p>x"
    assert read_html(data).saved_from == "https://sf.example.com/item/1.htm"


def test_a_page_nested_without_end_still_crosses_a_pipe():
    root = parse_html(b"<div>" * 5000 + b"deep")
    assert root.shown() == "deep"
    assert pickle.loads(pickle.dumps(root)) == root  # noqa: S301 - our own bytes


def test_an_empty_page_is_a_tree_too():
    assert parse_html(b"").shown() == ""


def test_the_two_byte_encodings_of_the_saved_listing_give_one_tree():
    pages = sorted(LISTINGS.glob("sf_taobao_*.html"))
    if not pages:
        pytest.skip("2 files not here")
    assert len({parse_html(path.read_bytes()).shown() for path in pages}) == 1
