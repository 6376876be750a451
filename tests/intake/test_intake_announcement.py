"""The text of a bank's transfer announcement becomes a proposed lot."""

import json
import unicodedata
from pathlib import Path

import pytest

from workstation.documents.html import parse_html
from workstation.domain.listings import Regime
from workstation.domain.money import Money
from workstation.domain.proposals import as_json
from workstation.intake.propose import propose

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
    assert listing["principal"] == Money.of("1000000")
    assert "start_price" not in listing
    assert proposal.row("balance.principal")["as_of"].isoformat() == "2025-06-30"
    assert proposal.fact("total_claim") is None
    assert [warning.code for warning in proposal.warnings] == ["intake.no_start_price"]
