"""What the words of a listing mean."""

import pytest

from workstation.domain.listings import Bearer, LegalStage, ListedSubject, PriceFinding, Regime
from workstation.domain.proposals import PageFact
from workstation.intake.concluded import concluded, hours, legal_stage, tax_rule
from workstation.intake.page import fact


@pytest.mark.parametrize(("text", "value"), [("1天", 24), ("2 日", 48), ("24小时", 24), ("另行公告", None)])
def test_a_bidding_period_is_hours(text, value):
    assert hours(text) == value


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("未诉", LegalStage.NOT_SUED),
        ("已判决，执行中", LegalStage.ENFORCEMENT),
        ("已判决并申请执行，后终结本次执行程序", LegalStage.ENFORCEMENT_ENDED),
        ("终本后恢复执行", LegalStage.RESUMED),
        ("债务人已进入破产程序", LegalStage.BANKRUPTCY),
        ("详见公告", None),
    ],
)
def test_the_stage_of_the_suit_is_the_last_that_is_named(text, stage):
    assert legal_stage(text) is stage


@pytest.mark.parametrize(
    ("text", "bearer"),
    [
        ("债权转让过程中产生的税费由双方依法各自承担", Bearer.STATUTORY),
        ("过户产生的一切税费由买受人承担", Bearer.BUYER_ALL),
        ("交易产生的一切税费均由受让人依法承担", Bearer.BUYER_ALL),
        ("双方税费全部由竞买人自行承担", Bearer.BUYER_ALL),
        ("税费按法律法规规定由各方承担；水、电、物业等一切欠费由买受人承担", Bearer.STATUTORY),
        ("所有税费由买受人、转让方依法承担", Bearer.STATUTORY),
        ("税费由被执行人承担", Bearer.SELLER_ALL),
        ("详见须知", None),
    ],
)
def test_who_bears_the_taxes(text, bearer):
    assert tax_rule(text) is bearer


def said(regime, **texts):
    facts: dict[str, PageFact] = {key: fact(key, text, text, "page") for key, text in texts.items()}
    return {name: value for name, value, _ in concluded(facts, regime)}


def test_only_fields_of_the_regime_are_concluded():
    texts = {"title": "某纺织公司等3户债权资产包", "appraised_label": "评估价", "tax_bearer": "买受人承担"}
    assert said(Regime.CN_AMC_ONLINE, **texts) == {
        "tax_rule": Bearer.BUYER_ALL,
        "subject": ListedSubject.PACKAGE,
    }
    assert said(Regime.CN_JUDICIAL_NET, **texts) == {
        "tax_rule": Bearer.BUYER_ALL,
        "price_finding": PriceFinding.APPRAISAL,
    }
    assert said(Regime.CN_BANK_SINGLE, title="某公司债权")["subject"] is ListedSubject.CLAIM


@pytest.mark.parametrize("kind", ["信用卡透支", "住房按揭贷款", "个人经营性贷款", "个人消费"])
def test_a_package_of_personal_loans_is_one_whatever_stands_in_the_brackets(kind):
    """Of 个人不良贷款（信用卡透支） the kind alone was looked at, and the rule on its buyers was silent."""
    title = f"某银行关于2024年第1期个人不良贷款（{kind}）转让项目转让公告"
    assert said(Regime.CN_BANK_SINGLE, title=title, asset_kind=kind)["subject"] is ListedSubject.PERSONAL_BULK
    assert "subject" not in said(
        Regime.CN_BANK_SINGLE, title="某银行对公不良贷款转让项目", asset_kind="对公贷款"
    )
    assert said(Regime.CN_AMC_ONLINE, title="某个人独资企业债权")["subject"] is ListedSubject.CLAIM
