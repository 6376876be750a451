"""Every rule, once: records that make it speak, the same with one thing put right, and no rule without such a case."""

import ast
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from claim_cases import CLAIM_CASES
from collateral_cases import COLLATERAL_CASES
from guarantee_cases import GUARANTEE_CASES
from listing_cases import LISTING_CASES
from rule_cases import record_of
from title_cases import TITLE_CASES

from workstation.domain.claims import InterestStop
from workstation.domain.fields import Kind, fields_of
from workstation.domain.findings import collateral_rules, guarantee_rules, listing_clock_rules, security_rules
from workstation.domain.findings.rules import findings
from workstation.domain.next_dates import next_dates
from workstation.language.finding_words import finding_sentence
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator

DOMAIN = Path(collateral_rules.__file__).parents[1]
CASES = (*LISTING_CASES, *CLAIM_CASES, *COLLATERAL_CASES, *GUARANTEE_CASES, *TITLE_CASES)
# where ids of rules are written
WRITTEN = (*DOMAIN.glob("findings/*.py"), DOMAIN / "interest/caps.py", DOMAIN / "interest/accrual.py")
ID = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")
# what ids that are put together begin with, and the ends that they get
BUILT = {
    "order.": {f"{first}.{second}" for first, second in listing_clock_rules._ORDER},
    "collateral.order.": {name for name, *_ in collateral_rules._PAID_FIRST.values()},
    "guarantee.": {weak.field for weak in guarantee_rules._WEAKNESSES},
    "lease.": {fate.value for fate in security_rules._FATES},
    "cn.interest.": {mode.value for mode in InterestStop} - {InterestStop.NONE.value},  # that stops nothing
    "party.registered_id.": {"lei", "resident", "resident.born", "uscc", "uscc.characters"},
}


def spoken(rows, case):
    """``{(rule, severity, place)}`` of a lot of these rows."""
    return {
        (found.rule, found.severity.value, f"{found.subject.entity}.{found.subject.field}")
        for found in findings(record_of(rows), case.today, case.reference)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.severity}")
def test_a_rule_speaks_of_its_case_beside_the_field_and_is_silent_when_it_is_put_right(case):
    told = case.rule, case.severity, case.beside
    assert told in spoken(case.fires, case)
    assert told not in spoken(case.silent, case)


@pytest.mark.parametrize("language", Language)
def test_what_every_rule_says_is_a_whole_sentence(language):
    tr, formats = Translator(language), Formats(language)
    for case in CASES:
        for found in findings(record_of(case.fires), case.today, case.reference):
            said = finding_sentence(tr, formats, found)
            assert "{" not in said
            assert said.endswith((".", "。", ")", "）")), said  # the articles come last


# papers write 9999-12-31 for a right without end
FARTHEST = {
    Kind.DATE: (date.max, date.min),
    Kind.MOMENT: (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)),
    Kind.INTEGER: (10**14, -(10**14)),
}


def with_farthest_values(rows):
    """The rows once for each of their days and numbers, set to the farthest value that it can have."""
    for place, row in enumerate(rows):
        for declared in fields_of(type(row)):
            for value in FARTHEST.get(declared.kind, ()) if getattr(row, declared.name) is not None else ():
                yield [*rows[:place], replace(row, **{declared.name: value}), *rows[place + 1 :]]


def test_no_day_and_no_number_of_months_ends_the_rules_of_a_lot():
    for case in CASES:
        for rows in (*with_farthest_values(case.fires), *with_farthest_values(case.silent)):
            found = record_of(rows)
            findings(found, case.today, case.reference)
            next_dates(found, case.today, case.reference.calendar)


def test_no_rule_is_without_a_case():
    plain, built = ids_in_the_code()
    assert built <= set(BUILT), "say which ends these ids get"
    whole = {f"{start}{end}" for start, ends in BUILT.items() for end in ends}
    ends = set().union(*BUILT.values())
    assert {case.rule for case in CASES} == (plain - ends) | whole


def test_an_id_in_the_code_is_found_however_it_is_written():
    tree = ast.parse(
        'RULE = "cn.a"\nbeside(row, "b", f"c.d.{name}", H)\nrule, level = "e.f", L\n'
        'Limit(rule="g.h_i", law=("民法典第1.2条",))\nimport j.k\n"""Not l.m."""'
    )
    assert ids_of(tree) == ({"cn.a", "e.f", "g.h_i"}, {"c.d."})


def ids_in_the_code():
    """Ids that stand there whole, and what the others begin with."""
    found = [ids_of(ast.parse(path.read_text("utf-8"))) for path in WRITTEN]
    return set().union(*(plain for plain, _ in found)), set().union(*(built for _, built in found))


def ids_of(tree):
    plain, built = set(), set()
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            start = node.values[0].value
            if re.fullmatch(r"[a-z]+(\.[a-z_]+)*\.", start):
                built.add(start)
        elif isinstance(node, ast.Constant) and id(node) not in inside and ID.fullmatch(str(node.value)):
            plain.add(node.value)
    return plain, built
