"""What the program itself says in a memo is in the memo's language; words of pages and of persons stay as they are."""

import re
from contextlib import closing
from dataclasses import fields, is_dataclass
from enum import StrEnum

import pytest

from workstation import bootstrap
from workstation.application.consistency import Extracts
from workstation.application.memos import material_of, memo_of
from workstation.domain.decisions import Run
from workstation.domain.documents import Version
from workstation.language.translator import Language

CHINESE = re.compile("[\u3000-\u9fff\uff00-\uffef]+")
ENGLISH = re.compile("[A-Za-z]{2,}")
TRADE = {"CNY", "IRR", "MOIC", "GB"}


def texts(node):
    if isinstance(node, str) and not isinstance(node, StrEnum):
        yield node
    elif isinstance(node, (tuple, dict)):
        for child in node.values() if isinstance(node, dict) else node:
            yield from texts(child)
    elif is_dataclass(node) and not isinstance(node, type):
        for attribute in fields(node):
            yield from texts(getattr(node, attribute.name))


@pytest.fixture(scope="module")
def memos(demo):
    """Per language the memo of the sample; and all that persons and pages say in it, as one text."""
    with closing(bootstrap.open_services(demo.workspace, True, actor="reader")) as services:
        (lot,) = (row.id for row in services.reader.lots())
        record = services.reader.lot(lot)
        material = material_of(services, record, record.all(Run)[-1], Extracts())
        made = {
            language: memo_of(services, material, bootstrap.memo_language(language), 1)
            for language in (Language.ENGLISH, Language.CHINESE)
        }
        stored = [text for rows in record.rows.values() for row in rows.values() for text in texts(row)]
        for version in record.all(Version):
            pages = (services.pages.get(version.sha256 or "", at) for at in range(version.pages or 0))
            stored += [page.text.text for page in pages if page is not None]
        stored += [said.who for said in material.said.values()]
    return made, "".join(" ".join(stored).split())


def foreign(memo, pattern, known):
    """Words of the other language that neither a page nor a person said."""
    for text in texts(memo):
        for found in pattern.findall(text):
            if found not in known and found not in TRADE:
                yield found


def test_the_english_memo_says_nothing_in_chinese_by_itself(memos):
    made, known = memos
    assert set(foreign(made[Language.ENGLISH], CHINESE, known)) == set()


def test_the_chinese_memo_says_nothing_in_english_by_itself(memos):
    made, known = memos
    assert set(foreign(made[Language.CHINESE], ENGLISH, known)) == set()


def test_articles_are_cited_in_the_memos_language(memos):
    made, _ = memos
    english, chinese = (" ".join(texts(made[each])) for each in (Language.ENGLISH, Language.CHINESE))
    assert "Civil Code art. 692(2)" in english
    assert "民法典第692条第2款" in chinese
    assert "百万元" in chinese
