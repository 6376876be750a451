"""A saved item page of the auction site becomes a proposed lot, every value with its place."""

import json
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workstation.documents.html import parse_html
from workstation.domain.listings import Regime
from workstation.domain.money import Money
from workstation.domain.parties import PartyKind, RoleKind
from workstation.domain.proposals import as_json
from workstation.intake.propose import UnknownPageError, propose
from workstation.language.translator import Language, Translator
from workstation.resources import resource

LISTINGS = Path(__file__).parents[2] / "../shared/data/listings"
COURT_PAGE = "sf_taobao_557630794279"
HERE = (LISTINGS / f"{COURT_PAGE}.expected.json").exists()
needs_shared = pytest.mark.skipif(not HERE, reason="3 files not here: ../shared/data/listings")


def expected():
    return json.loads((LISTINGS / f"{COURT_PAGE}.expected.json").read_text("utf-8"))


def court_page(encoding):
    name = f"{COURT_PAGE}_{encoding}.html"
    return propose(parse_html((LISTINGS / name).read_bytes()), source=name)


def demo_page():
    name = "挂牌页面.html"
    return propose(parse_html(resource("demo", "inputs", name).read_bytes()), source=name)


@needs_shared
@pytest.mark.parametrize("encoding", ["utf8", "gbk"])
def test_a_court_page_gives_exactly_the_expected_fields(encoding):
    printed = as_json(court_page(encoding))
    assert printed["fields"] == expected()["fields"]
    assert printed["derived"] == expected()["derived"]
    assert printed["not_in_the_saved_page"] == expected()["not_in_the_saved_page"]


@needs_shared
def test_both_byte_encodings_give_the_same_proposal():
    first, second = court_page("utf8"), court_page("gbk")
    assert (first.facts, first.fields, first.warnings) == (second.facts, second.fields, second.warnings)


@needs_shared
def test_sections_that_were_not_loaded_are_said():
    (warning,) = court_page("utf8").warnings
    assert "were not loaded when the page was saved" in str(warning)
    assert "竞买公告" in str(warning)


@needs_shared
def test_lots_that_the_site_recommends_are_not_taken():
    printed = json.dumps(as_json(court_page("utf8")), ensure_ascii=False)
    for foreign in ("565009638446", "565095396742", "1881490", "260000"):
        assert foreign not in printed


@needs_shared
def test_masked_contacts_stay_masked():
    assert court_page("utf8").row("listing")["contact"] == "太原公共资源拍卖中心 某先生 ***********"


@needs_shared
def test_a_court_page_proposes_a_listing_under_court_rules():
    listing = court_page("gbk").row("listing")
    assert listing["regime"] is Regime.CN_JUDICIAL_NET
    assert listing["start_price"] == Money.of("65454900")
    assert listing["bid_end"] == datetime.fromisoformat("2017-09-26T10:00:00+08:00")
    assert court_page("gbk").row("claim") == {}


def test_the_claim_page_proposes_the_listing_with_its_prices_and_window():
    listing = demo_page().row("listing")
    assert listing["regime"] is Regime.CN_AMC_ONLINE
    assert (listing["start_price"], listing["increment"], listing["deposit"]) == (
        Money.of("8000000"),
        Money.of("50000"),
        Money.of("1600000"),
    )
    assert listing["bid_end"] == datetime.fromisoformat("2025-09-11T10:00:00+08:00")
    assert listing["deposit_due"] == datetime.fromisoformat("2025-09-09T17:00:00+08:00")
    assert listing["claim_total"] == Money.of("26479100")
    assert "appraised_price" not in listing


def test_the_claim_page_proposes_parties_with_their_roles():
    proposal = demo_page()
    assert proposal.row("party.borrower") == {"name": "浙江锦川纺织有限公司", "kind": PartyKind.COMPANY}
    assert proposal.row("party.guarantor.2") == {"name": "陈某某", "kind": PartyKind.PERSON}
    assert proposal.row("role.seller") == {"party": "@party.seller", "kind": RoleKind.SELLER}
    assert proposal.row("claim")["borrower"] == "@party.borrower"
    assert proposal.row("balance.principal")["amount"] == Money.of("20000000")


def test_every_proposed_value_says_where_it_stands_and_quotes_the_page():
    page = parse_html(resource("demo", "inputs", "挂牌页面.html").read_bytes())
    shown = "".join(page.shown().split())
    for proposed in demo_page().fields:
        assert proposed.where, proposed
        attribute = proposed.where in {"link rel=canonical", "data-itemId"}
        assert attribute or "".join(proposed.quote.split()) in shown, proposed


def test_the_printed_proposal_is_plain_json_with_stable_keys():
    printed = as_json(demo_page())
    assert list(printed) == [
        "source",
        "fields",
        "found",
        "derived",
        "not_in_the_saved_page",
        "warnings",
        "proposed",
    ]
    assert printed["fields"]["guarantors"] == ["周某某", "陈某某"]
    assert printed["fields"]["appraised_price"] is None
    assert "appraised_price" not in printed["found"]
    assert printed["derived"] == {"deposit_to_start_percent": "20.00", "start_to_claim_percent": "30.21"}
    assert printed["proposed"][0].keys() == {"row", "entity", "field", "value", "text", "where", "quote"}
    assert json.loads(json.dumps(printed)) == printed


def test_a_page_that_is_no_item_is_refused_with_a_remedy():
    with pytest.raises(UnknownPageError, match="neither an auction page nor an announcement"):
        propose(parse_html(b"<html><body><p>news</p></body></html>"), source="news.html")


ITEM = """<html><head><title>{title} - x - y</title>
<link rel="canonical" href="//sf.taobao.com/sf_item/1.htm"></head><body>
<li class="J_PItem" id="sf-countdown" data-itemid="1" data-now="x" data-start="1757469600000"></li>
<table><tr>{cells}</tr></table><div id="J_desc"><table>{rows}</table></div>{more}</body></html>"""


def item(*, title="某房产", cells="", rows="", more=""):
    table = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    page = ITEM.format(title=title, cells=cells, rows=table, more=more)
    return propose(parse_html(page.encode()), source="item.html")


def cell(label, value):
    return f"<td><span class='pay-mark'>{label}</span><span>: {value}</span></td>"


def test_a_missing_start_price_is_null_and_is_said():
    proposal = item(rows=[("所在", "绍兴")])
    assert as_json(proposal)["fields"]["start_price"] is None
    assert [warning.code for warning in proposal.warnings] == ["intake.no_start_price"]


def test_the_title_comes_from_the_head_where_the_page_has_no_other():
    assert item(title="绍兴某地块").row("lot") == {"name": "绍兴某地块"}


def test_a_lot_without_any_title_is_named_by_its_file():
    bare = b"<html><body><li class='J_PItem' data-itemid='1'></li></body></html>"
    assert propose(parse_html(bare), source="saved.html").row("lot") == {"name": "saved.html"}


@pytest.mark.parametrize(
    ("shared", "title"), [('{"title": "甲"}', "甲"), ("{title}", "某房产"), ("[1]", "某房产")]
)
def test_the_title_of_the_share_button_is_taken_where_it_can_be_read(shared, title):
    more = f"<a class='J_ShareBtn' data-shareparam='{shared}'></a>"
    assert item(more=more).row("lot") == {"name": title}


def test_the_seller_decides_the_regime_before_the_site():
    sold = item(more="<p>处置单位：某资产管理有限公司</p>")
    (regime,) = (found for found in sold.fields if found.field == "regime")
    assert (regime.value, regime.where) == (Regime.CN_AMC_ONLINE, "处置单位")
    unknown = b"<html><body><li class='J_PItem' data-itemid='1'></li></body></html>"
    assert "regime" not in propose(parse_html(unknown), source="x").row("listing")


def test_a_sale_after_failed_auctions_has_its_own_labels_and_regime():
    kind = "<td><span class='pay-mark'>类型</span><span class='pay-type'>变卖</span></td>"
    proposal = item(cells=cell("变 卖 价", "¥85,000") + cell("变卖预缴款", "¥8,500") + kind)
    listing = proposal.row("listing")
    assert (listing["start_price"], listing["deposit"]) == (Money.of("85000"), Money.of("8500"))
    assert listing["regime"] is Regime.CN_JUDICIAL_SALE


def test_a_bankruptcy_administrator_sells_under_bankruptcy_rules():
    assert item(more="<p>处置单位：某公司管理人</p>").row("listing")["regime"] is Regime.CN_BKR


def test_figures_that_do_not_add_up_are_said():
    rows = [("本金", "1,000万元"), ("利息", "200万元"), ("代垫费用", "0元"), ("债权合计", "1,300万元")]
    proposal = item(cells=cell("起拍价", "¥1"), rows=rows)
    assert [str(warning) for warning in proposal.warnings] == [
        "Principal, interest and costs come to 12,000,000, but the page says 13,000,000. Ask the seller which is right."
    ]


def test_several_borrowers_become_several_parties():
    proposal = item(rows=[("债务人", "甲纺织有限公司、乙印染有限公司（已注销）")])
    assert proposal.row("party.borrower")["name"] == "甲纺织有限公司"
    assert proposal.row("party.borrower.2")["name"] == "乙印染有限公司"


def test_without_a_table_the_notice_text_is_read():
    notice = "<div id='J_NoticeDetail'><p>对某钢铁有限公司享有的债权，债权总额995万元，其中本金为人民币9,000,000.00元。</p></div>"
    facts = as_json(item(more=notice))["fields"]
    assert facts["claim_total"] == "9950000"
    assert facts["principal"] == "9000000.00"


def test_an_impossible_day_is_no_date():
    assert "base_date" not in as_json(item(rows=[("基准日", "2025年6月31日")]))["fields"]


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_page_is_read_or_refused_but_never_breaks(data):
    page = bytearray(resource("demo", "inputs", "挂牌页面.html").read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(page) - 1))
        length = data.draw(st.integers(0, 400))
        page[place : place + length] = data.draw(
            st.sampled_from(
                [
                    b"",
                    b"9" * 25,
                    b"<td>",
                    b"</div>",
                    b"2025\xe5\xb9\xb499\xe6\x9c\x88",
                    b"1..2,",
                    b'"',
                    b"\xff",
                ]
            )
        )
    with suppress(UnknownPageError):
        json.dumps(as_json(propose(parse_html(bytes(page)), source="damaged.html")))


def test_every_sentence_of_intake_has_a_chinese_translation():
    chinese = Translator(Language.CHINESE)
    for warning in item().warnings:
        assert chinese(warning.message, **dict(warning.params)) != str(warning)
    assert chinese(UnknownPageError.message, source="x") != UnknownPageError.message.format(source="x")


def test_amounts_of_the_notice_are_read_in_any_form_and_currency():
    told = """<div id="J_NoticeDetail">截至2025年6月20日，债权总额为1亿2,000万元，其中本金人民币贰仟万元整，利息2000万美元。</div>"""
    found = item(rows=[("代垫费用（万元）", "15.50")], more=told)
    assert (found.fact("claim_total"), found.fact("principal")) == (Decimal(120_000_000), Decimal(20_000_000))
    assert found.fact("interest") == Money.of(20_000_000, "USD")
    assert found.fact("advances") == Decimal(155_000)
    assert as_json(found)["fields"]["interest"] == "USD 20000000.00"
    assert found.row("listing")["interest"] == Money.of(20_000_000, "USD")


def amounts(found):
    return {
        one.row: (found.row(one.row)["kind"].value, one.value)
        for one in found.fields
        if one.field == "amount"
    }


def test_what_the_total_leaves_of_the_parts_is_a_balance_that_cites_the_total():
    found = item(rows=[("本金余额", "1,000万元"), ("利息", "200万元"), ("债权合计", "1,250万元")])
    assert amounts(found) == {
        "balance.principal": ("principal", Money.of(10_000_000)),
        "balance.interest": ("interest", Money.of(2_000_000)),
        "balance.other": ("other", Money.of(500_000)),
    }
    (rest,) = (one for one in found.fields if (one.row, one.field) == ("balance.other", "amount"))
    assert rest.text == "1,250万元"


def test_parts_that_make_the_total_or_are_in_another_currency_leave_no_rest():
    assert "balance.other" not in amounts(item(rows=[("本金余额", "1,000万元"), ("债权合计", "1,000万元")]))
    mixed = item(rows=[("本金余额", "1,000万元"), ("利息", "20万美元"), ("债权合计", "1,250万元")])
    assert amounts(mixed)["balance.interest"] == ("interest", Money.of(200_000, "USD"))
    assert "balance.other" not in amounts(mixed)


@pytest.mark.parametrize(
    ("text", "kind", "cap"),
    [
        ("某厂房（最高额1,800万元）", "mortgage", Money.of(18_000_000)),
        ("某厂房，最高债权额为人民币贰仟万元", "mortgage", Money.of(20_000_000)),
        ("某公司30%股权质押，最高额度500万美元", "pledge", Money.of(5_000_000, "USD")),
        ("应收账款", "pledge", None),
        ("某住宅，第二顺位", "mortgage", None),
    ],
)
def test_what_a_notice_lists_as_security_is_a_right_of_ours_with_its_cap(text, kind, cap):
    right = item(rows=[("抵押物", text)]).row("encumbrance.1")
    assert (right["kind"].value, right["ours"], right.get("amount")) == (kind, True, cap)
