"""The rules of what papers state: they compile, they read, and they are called the same in both languages."""

from datetime import date

import pytest

from workstation.application.consistency import read_value
from workstation.domain.consistency.papers import leaf_of
from workstation.domain.consistency.statements import compiled, statements_in
from workstation.domain.fields import field_of
from workstation.domain.leases import Lease
from workstation.domain.money import Money
from workstation.domain.pages import PageText
from workstation.language.translator import Language, Translator
from workstation.packs.statements import load_statements
from workstation.resources import read_toml

PACK = read_toml("packs", "statements.toml")
RULES = (*load_statements().statements, *load_statements().leases)
HOSTILE = (
    "借款期限自" * 2000,
    "最高债权额(" * 2000,
    "抵字第(2021)" * 2000,
    "土地使用权(" + " " * 20000,
    "A and " * 5000,
)


def test_every_pattern_compiles_and_has_one_value():
    for rule in RULES:
        for pattern in (*rule.patterns, *rule.rows):
            assert "v" in compiled(pattern, rule.kind).groupindex, (rule.id, pattern)


def test_what_a_lease_says_fills_a_field_of_its_record_of_that_kind():
    for rule in load_statements().leases:
        declared = field_of(Lease, rule.id)
        assert (declared.kind, declared.label) == (rule.kind, rule.label)


@pytest.mark.parametrize(
    ("said", "field", "value"),
    [
        ("双方于2018年12月1日签订本合同", "signed_on", date(2018, 12, 1)),
        ("签订日期：2018-12-01", "signed_on", date(2018, 12, 1)),
        ("This Lease Agreement is made on 1 December 2018 between", "signed_on", date(2018, 12, 1)),
        ("租赁期限自2018年12月1日起至2027年8月31日止", "until", date(2027, 8, 31)),
        ("The term commences on 1 December 2018 and is ending on 31 August 2027", "until", date(2027, 8, 31)),
        ("年租金为人民币720,000元", "rent", Money.of(720_000)),
        ("每年租金：720,000元", "rent", Money.of(720_000)),
        ("Annual rent: CNY 720,000", "rent", Money.of(720_000)),
    ],
)
def test_a_lease_is_read_in_either_language(said, field, value):
    leaf = leaf_of("v", 0, PageText(said, b""))
    found = statements_in(load_statements().leases, read_value, leaf)
    assert [(each.rule.id, each.value) for each in found] == [(field, value)]


def test_a_loan_that_is_signed_is_no_lease():
    leaf = leaf_of("v", 0, PageText("借款期限自2018年12月1日起至2027年8月31日止，年利率6%", b""))
    assert list(statements_in(load_statements().leases, read_value, leaf)) == []


def test_every_rule_is_about_a_known_type_of_number():
    types = {each.id for each in load_statements().types}
    assert {rule.about for rule in load_statements().statements} - {""} <= types


def test_labels_are_those_of_the_catalogue():
    tr = Translator(Language.CHINESE)
    for entry in (*PACK["number"], *PACK["statement"], *PACK["lease"]):
        assert tr(entry["en"]) == entry["zh"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_pattern_goes_astray_on_a_page_that_repeats_itself(text):
    for rule in RULES:
        for pattern in rule.patterns:
            assert compiled(pattern, rule.kind).search(text[:20000]) is None
