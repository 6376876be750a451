"""The text of a bank's transfer announcement becomes a proposed lot."""

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from workstation.documents.html import parse_html
from workstation.domain.findings.rules import findings
from workstation.domain.listings import ListedSubject, Listing, Regime
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.proposals import as_json
from workstation.domain.record import LotRecord
from workstation.intake.propose import propose
from workstation.language.labels import choice_label

LISTINGS = Path(__file__).parents[2] / "../shared/data/listings"
NAME = "yindeng_ccb_sichuan_2024_1"
needs_shared = pytest.mark.skipif(
    not (LISTINGS / f"{NAME}.txt").exists(), reason="2 files not here: ../shared/data/listings"
)


def same(text):
    return "".join(unicodedata.normalize("NFKC", text).split()) if isinstance(text, str) else text


@needs_shared
def test_a_bank_announcement_gives_exactly_the_expected_fields():
    expected = json.loads((LISTINGS / f"{NAME}.expected.json").read_text("utf-8"))["fields"]
    del expected["title_note"]
    printed = as_json(propose(parse_html((LISTINGS / f"{NAME}.txt").read_bytes()), source=f"{NAME}.txt"))[
        "fields"
    ]
    assert {key: same(value) for key, value in printed.items()} == {
        key: same(value) for key, value in expected.items()
    }


SHORT = """某银行股份有限公司关于2025年第2期个人不良贷款（个人消费贷款）转让项目转让公告
拟通过银登中心开展不良贷款转让 交易基准日20250630未偿本金总额(元)1,000,000.00
资产笔数(笔)12未偿利息总额(元)50,000.00"""


def test_an_announcement_proposes_a_bank_listing_without_a_start_price():
    proposal = propose(parse_html(SHORT.encode()), source="notice.txt")
    listing = proposal.row("listing")
    assert listing["regime"] is Regime.CN_BANK_SINGLE
    assert choice_label(listing["regime"]) == "Bank, Yindeng centre", (
        "packages of 439 borrowers come there too"
    )
    assert listing["principal"] == Money.of("1000000")
    assert "start_price" not in listing
    assert proposal.row("balance.principal")["as_of"].isoformat() == "2025-06-30"
    assert proposal.fact("total_claim") is None
    warned = {warning.code: dict(warning.params) for warning in proposal.warnings}
    assert list(warned) == ["intake.no_start_price", "intake.figures_not_found"]
    assert warned["intake.figures_not_found"] == {"figures": "未偿本息总额、借款人户数"}


CELLS = """某银行股份有限公司关于2025年第3期个人不良贷款（信用卡透支）转让项目转让公告
拟通过银登中心开展不良贷款转让
交易基准日 | 2025-06-30 | 未偿本金总额（元） | 1,000,000.00
资产笔数（笔） | 12 | 借款人户数（户） | 9
未偿利息总额（元） | 50,000 | 未偿本息总额（元） | 1,050,000.00
五级分类情况 | 次级7笔；损失5笔 | 加权平均年龄 | 41.20"""


@pytest.mark.parametrize("between", [" | ", "|", "\t", "\n", "｜"])
def test_cells_of_an_announcement_are_parted_by_bars_tabs_or_line_ends(between):
    """F3: with "|" every figure was null and a class read "|损失", without a word."""
    page = parse_html(("<pre>" + CELLS.replace(" | ", between) + "</pre>").encode())
    proposal = propose(page, source="notice.html")
    figures = {name: proposal.fact(name) for name in ("principal", "interest", "loans", "borrowers")}
    assert [int(value) for value in figures.values()] == [1_000_000, 50_000, 12, 9]
    assert proposal.fact("cutoff_date") == date(2025, 6, 30)
    assert proposal.fact("five_class") == {"次级": 7, "损失": 5}
    assert [warning.code for warning in proposal.warnings] == ["intake.no_start_price"]


def test_a_figure_that_a_line_end_may_have_cut_is_not_found_rather_than_made_up():
    cut = CELLS.replace("1,000,000.00", "1,000,\n000.00").replace("| 12 |", "| 1\n2 |")
    proposal = propose(parse_html(cut.replace("（元） | 50,000", "（万元） | 5").encode()), source="n.txt")
    assert {proposal.fact(name) for name in ("principal", "interest", "loans")} == {None}
    assert dict(proposal.warnings[-1].params)["figures"] == "未偿本金总额、未偿利息总额、资产笔数"


def test_a_package_of_personal_loans_is_kept_whole_and_reaches_its_rule():
    more = SHORT + "借款人户数(户)9 五级分类情况 次级 7 笔;可疑 5 笔 诉讼情况概述 未诉 11 笔;诉讼中 1 笔"
    proposal = propose(parse_html(more.encode()), source="notice.txt")
    listing = proposal.row("listing")
    assert (listing["borrowers"], listing["loans"]) == (9, 12)
    assert listing["subject"] is ListedSubject.PERSONAL_BULK
    assert listing["composition"].splitlines() == [
        "不良贷款(个人消费贷款)",
        "五级分类情况次级7笔;可疑5笔",
        "诉讼情况概述未诉11笔;诉讼中1笔",
    ]
    row = Listing(id="li", lot="l", **listing)
    record = LotRecord.of_rows([Lot(id="l", name="包"), row])
    assert "cn.personal_bulk" in {found.rule for found in findings(record, date(2025, 8, 1))}
