"""Chinese words that a reader of the trade asked for, and those that went for them."""

import pytest
from babel.messages.pofile import read_po

from workstation.language.translator import Language, Translator
from workstation.resources import resource

WORDS = {
    "What happened": "事件",
    "Why it pays": "出价理由",
    "Forced-sale discount": "变现折价率",
    "SHA-256": "校验码",
    "Money from": "来源",
    "Source": "依据",
    "Taxes fall on": "税费承担方",
    "Taxes borne by": "税费承担说明",
    "Answered {record}": "更新核查项 {record}",
    "Run {number}, frozen {when}": "第 {number} 次估值，{when} 定稿",
    "Workstation": "不良资产尽调工作站",
}
GONE = ("次运行", "变现折扣", '处不一"', "为什么值得", "答复了核查项", "税费负担", "Workstation")


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


@pytest.mark.parametrize("word", GONE)
def test_a_word_that_went_stands_nowhere(said, word):
    assert [sentence for sentence in said if word in sentence] == []
