"""The rules of what papers state: they compile, they read, and they are called the same in both languages."""

import pytest

from workstation.domain.consistency.statements import compiled
from workstation.language.translator import Language, Translator
from workstation.packs.statements import load_statements
from workstation.resources import read_toml

PACK = read_toml("packs", "statements.toml")
HOSTILE = (
    "借款期限自" * 2000,
    "最高债权额(" * 2000,
    "抵字第(2021)" * 2000,
    "土地使用权(" + " " * 20000,
    "A and " * 5000,
)


def test_every_pattern_compiles_and_has_one_value():
    for rule in load_statements().statements:
        for pattern in (*rule.patterns, *rule.rows):
            assert "v" in compiled(pattern, rule.kind).groupindex, (rule.id, pattern)


def test_every_rule_is_about_a_known_type_of_number():
    types = {each.id for each in load_statements().types}
    assert {rule.about for rule in load_statements().statements} - {""} <= types


def test_labels_are_those_of_the_catalogue():
    tr = Translator(Language.CHINESE)
    for entry in (*PACK["number"], *PACK["statement"]):
        assert tr(entry["en"]) == entry["zh"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_pattern_goes_astray_on_a_page_that_repeats_itself(text):
    for rule in load_statements().statements:
        for pattern in rule.patterns:
            assert compiled(pattern, rule.kind).search(text[:20000]) is None
