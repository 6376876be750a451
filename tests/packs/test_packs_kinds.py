"""The kinds of papers: right where they speak, and speaking often enough, on a labelled set."""

import tomllib
from pathlib import Path

import pytest

from workstation.domain.kinds import Where, propose_kind
from workstation.language.translator import Language, Translator
from workstation.packs.checklists import load_checklist
from workstation.packs.kinds import load_kinds
from workstation.resources import read_toml

TESTS = Path(__file__).parents[1]
DATA = TESTS / "../../shared/data"
PAPERS = tomllib.loads((TESTS / "data/kinds.toml").read_text("utf-8"))["paper"]
PACK = read_toml("packs", "kinds.toml")["kind"]
RIGHT, SPEAKS = 0.95, 0.70
# of ../shared/data, by what stands in them; the name of one says guaranty, and it is a construction agency agreement
SHARED = {
    "legal_en/1001840_1997-08-28_CREDIT AGREEMENT.txt": "loan_contract",
    "legal_en/1010612_1998-04-28_CREDIT AGREEMENT.txt": "loan_contract",
    "legal_en/1013218_2000-03-30_CONSTRUCTION LOAN AND SECURITY AGREEMENT 5 1 1998.txt": "loan_contract",
    "legal_en/1023902_2002-05-01_CREDIT AGREEMENT.txt": "extension",
    "legal_en/102993_1995-05-10_CREDIT AGREEMENT.txt": "extension",
    "legal_en/103145_2000-08-14_CREDIT AGREEMENT.txt": "extension",
    "legal_en/1043044_2004-04-14_CREDIT AGREEMENT.txt": "loan_contract",
    "legal_en/1054040_2004-02-13_CREDIT AGREEMENT.txt": "extension",
    "legal_en/1119807_2008-10-17_EXH 10-7 CONSTRUCTION MORTGAGE.txt": "mortgage_contract",
    "legal_en/1130713_2006-01-06_CREDIT AGREEMENT.txt": "extension",
    "legal_en/1158114_2016-06-17_MODIFICATION TO THE CONSTRUCTION LOAN AGREEMENT.txt": "extension",
    "legal_en/1233275_2005-04-28_CREDIT AGREEMENT.txt": "loan_contract",
    "legal_en/1409375_2008-03-21_CREDIT AGREEMENT.txt": "loan_contract",
    "legal_en/1452168_2014-10-29_CREDIT AGREEMENT.txt": "loan_contract",
    "legal_en/1556364_2016-08-08_CONSTRUCTION DEED OF TRUST.txt": "mortgage_contract",
    "legal_en/882259_1998-11-16_CONSTRUCTION LOAN SECURITY AGREEMENT.txt": "pledge_contract",
    "legal_en/886982_2000-07-05_CONSTRUCTION GUARANTY AGREEMENT.txt": "",
    "legal_zh/forms/CMBC-HT-494_最高额担保合同.html": "guarantee_contract",
    "legal_zh/forms/CMBC-HT-495_担保合同.html": "guarantee_contract",
    "legal_zh/forms/CMBC-HT-644_个人额度借款合同.html": "loan_contract",
    "legal_zh/forms/CMBC-HT-702_借款合同（零售小贷）.html": "loan_contract",
    "legal_zh/forms/CMBC-WJ-89_借款支用申请书.html": "loan_receipt",
    "legal_zh/judgments/2017_qiong96_minzhong_316.txt": "judgment",
    "legal_zh/judgments/2021_lu0591_minchu_563.txt": "judgment",
    "legal_zh/借款合同.docx": "loan_contract",
}


def said(path, text):
    found = propose_kind(load_kinds(), path, text)
    return found.rule.id if found else ""


def measured(papers):
    """``(papers that are wrong, share right where it speaks, share of those with a kind of which it speaks)``."""
    answers = [(paper["kind"], said(paper["path"], paper["text"]), paper["path"]) for paper in papers]
    spoken = [(kind, answer, path) for kind, answer, path in answers if answer]
    wrong = [(path, kind, answer) for kind, answer, path in spoken if kind != answer]
    with_kind = [answer for kind, answer, _ in answers if kind]
    return wrong, 1 - len(wrong) / len(spoken), sum(map(bool, with_kind)) / len(with_kind)


def test_the_rules_are_right_where_they_speak_and_speak_often():
    wrong, right, speaks = measured(PAPERS)
    print(f"{len(PAPERS)} papers: right {right:.1%}, speaks of {speaks:.1%}; wrong: {wrong}")
    assert right >= RIGHT
    assert speaks >= SPEAKS


def test_they_are_as_good_by_the_text_alone():
    nameless = [{**paper, "path": "scan.pdf"} for paper in PAPERS]
    wrong, right, speaks = measured(nameless)
    print(f"without names: right {right:.1%}, speaks of {speaks:.1%}; wrong: {wrong}")
    assert right >= RIGHT
    assert speaks >= SPEAKS


def test_the_legal_papers_of_the_shared_data_are_known():
    if not DATA.is_dir():
        print(f"{len(SHARED)} files not here")
        pytest.skip(f"{len(SHARED)} files not here")
    from workstation.documents.opening import open_pages

    papers = []
    for path, kind in SHARED.items():
        pages = open_pages((DATA / path).read_bytes())
        text = "\n".join(pages.text(index).text for index in range(min(2, pages.count)))
        papers.append({"kind": kind, "path": path.rpartition("/")[2], "text": text})
    wrong, right, speaks = measured(papers)
    print(f"{len(papers)} shared papers: right {right:.1%}, speaks of {speaks:.1%}; wrong: {wrong}")
    assert right >= RIGHT
    assert speaks >= SPEAKS


def test_a_proposal_says_why():
    found = propose_kind(load_kinds(), "scan.pdf", "某银行\n最高额抵押合同\n抵押人：甲")
    assert (found.rule.label, found.where, found.phrase) == (
        "Mortgage contract",
        Where.TITLE,
        "最高额抵押合同",
    )
    assert propose_kind(load_kinds(), "2 评估报告.pdf", "").where is Where.NAME


def test_a_heading_of_a_part_is_no_title_and_a_sentence_is_a_guess():
    """W13: an opinion "on the security" was a judgment, by its heading "1. Claim and judgment"."""
    opinion = (
        "Privileged and confidential\nOpinion on the security\n1. Claim and judgment\nThe loan fell due."
    )
    found = propose_kind(load_kinds(), "Legal_opinion.pdf", opinion)
    assert (found.rule.label, found.is_plain) == ("Legal opinion", True)
    for heading in ("1. Claim and judgment", "三、民事判决书", "（二）最高额抵押合同", "2）租赁合同"):
        assert propose_kind(load_kinds(), "scan.pdf", f"某律师事务所\n{heading}\n略") is None
    said = "本院认为，判决如下。\n依据（2022）浙01民初88号民事判决书，被告应于十日内清偿全部借款本息并承担诉讼费用。"
    assert not propose_kind(load_kinds(), "scan.pdf", said).is_plain


def test_every_kind_is_called_in_both_languages_as_the_pack_says():
    chinese = Translator(Language.CHINESE)
    assert {entry["en"]: chinese(entry["en"]) for entry in PACK} == {
        entry["en"]: entry["zh"] for entry in PACK
    }


def test_every_kind_names_lines_of_the_checklist_that_there_are():
    known = {item.id for item in load_checklist()}
    assert {check for rule in load_kinds() for check in rule.checks} <= known
    assert len({rule.id for rule in load_kinds()}) == len(load_kinds())
