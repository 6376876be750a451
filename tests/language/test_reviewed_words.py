"""Chinese words that a reader of the trade asked for, and those that went for them."""

import re

import pytest
from babel.messages.pofile import read_po
from gone_words import GONE

from workstation.language.translator import Language, Translator
from workstation.resources import resource

WORDS = {
    "What happened": "事件",
    "Why it pays": "出价理由",
    "Forced-sale discount": "变现折价率",
    "Rank": "顺位",
    "Paid": "已付款",
    "SHA-256": "校验码",
    "Money from": "来源",
    "Source": "依据",
    "Taxes fall on": "税费承担方",
    "Taxes borne by": "税费承担说明",
    "Mortgaged part": "抵押部分",
    "Costs of sale": "处置费用",
    "Taxes of the sale": "处置税金",
    "No snapshot yet": "尚无快照",
    "Papers seen": "已见文件",
    "Answered {record}": "更新核查项 {record}",
    "Run {number}, frozen {when}": "第 {number} 次估值，{when} 定稿",
    "Workstation": "不良资产尽调工作站",
}


@pytest.fixture(scope="module")
def said():
    """Every Chinese sentence of the program."""
    sentences = []
    for path in sorted(resource("i18n", "zh_CN").glob("*.po")):
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale="zh_CN")
        sentences += [str(message.string) for message in catalogue if message.id]
    return sentences


@pytest.mark.parametrize("english", WORDS)
def test_a_reviewed_word_is_the_one_in_use(english):
    assert Translator(Language.CHINESE)(english) == WORDS[english]


@pytest.mark.parametrize("word", GONE, ids=lambda word: word.pattern)
def test_a_word_that_went_stands_nowhere(said, word):
    assert [sentence for sentence in said if word.search(sentence)] == []


def test_a_sentence_in_chinese_has_the_colon_of_chinese(said):
    assert [sentence for sentence in said if re.search("[\u4e00-\u9fff}]: ", sentence)] == []
