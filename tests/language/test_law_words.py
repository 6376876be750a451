"""Law is cited in Chinese; to a reader of English it is named in English."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from workstation.language.law_words import law_words
from workstation.language.translator import Language

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]")


def cited_in_code():
    """Every constant that is a citation and nothing else."""
    for path in (ROOT / "workstation").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value
                if (
                    not text.startswith("第")
                    and re.search(r"第\d+条|〔\d{4}〕", text)
                    and not re.search("[a-z {}]", text)
                ):
                    yield text


def cited_in_packs():
    for path in (ROOT / "resources/packs").rglob("*.toml"):
        for item in tomllib.loads(path.read_text("utf-8")).get("item", ()):
            yield from item.get("law", ())


@pytest.mark.parametrize(
    ("cited", "english"),
    [
        ("民法典第692条第2款", "Civil Code art. 692(2)"),
        ("民法典第203条、第693条", "Civil Code arts. 203, 693"),
        (
            "民法典第807条；建工解释第36条",
            "Civil Code art. 807; Construction Contract Interpretation art. 36",
        ),
        ("担保制度解释第54条第2项", "Security Interpretation art. 54, item 2"),
        ("法释〔2016〕18号第30条", "Fa Shi [2016] No. 18 art. 30"),
        ("法释〔2023〕1号", "Fa Shi [2023] No. 1"),
        ("拍卖变卖规定（2020修正）第5条", "Auction and Sale Provisions (2020) art. 5"),
        ("公司法（2023）第15条", "Company Law (2023) art. 15"),
        ("GB 32100-2015", "GB 32100-2015"),
        ("某市规定第5条", "某市规定第5条"),
    ],
)
def test_an_article_is_written_for_a_reader_of_english(cited, english):
    assert law_words(Language.ENGLISH, cited) == english
    assert law_words(Language.CHINESE, cited) == cited


def test_every_article_that_the_program_cites_has_a_name_in_english():
    cited = {*cited_in_code(), *cited_in_packs()}
    assert len(cited) > 100
    assert sorted(each for each in cited if CHINESE.search(law_words(Language.ENGLISH, each))) == []
