"""What stands behind a field, and how much of a lot stands on paper."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.claims import Claim
from workstation.domain.collateral import Encumbrance
from workstation.domain.documents import Document, Version
from workstation.domain.evidence import (
    FieldState,
    broken_fields,
    coverage,
    lot_coverage,
    reasons_for,
    same_value,
    support,
)
from workstation.domain.lots import Lot
from workstation.domain.record import LotRecord

LOT = Lot(id="lot", name="Jinchuan")
CLAIM = Claim(id="claim", lot="lot", contract_no="A-1", loan_rate=Decimal("0.06"))
PAPERS = (
    Document(id="doc", lot="lot", name="Contract"),
    Version(id="v1", lot="lot", document="doc", ordinal=1),
)


def cited(name: str, value: str, *, version: str = "v1", field: str = "loan_rate", chosen=None, reason=None):
    citation = Citation(id=f"c-{name}", lot="lot", version=version, page=0)
    evidence = Evidence(
        id=f"e-{name}",
        lot="lot",
        row_entity="claim",
        row="claim",
        field=field,
        kind=EvidenceKind.CITED,
        citation=citation.id,
        value=value,
        chosen=chosen,
        reason=reason,
    )
    return citation, evidence


def record(*rows):
    return LotRecord.of_rows((LOT, CLAIM, *PAPERS, *rows))


def test_an_empty_field_needs_no_support():
    assert support(record(), CLAIM, "due").state is FieldState.EMPTY


def test_a_value_without_a_source_is_bare():
    assert support(record(), CLAIM, "loan_rate").state is FieldState.BARE


def test_a_value_with_a_page_is_evidenced():
    found = support(record(*cited("a", "0.06")), CLAIM, "loan_rate")
    assert (found.state, [c.id for c in found.citations]) == (FieldState.EVIDENCED, ["c-a"])


def test_a_value_with_a_reason_is_assumed():
    reason = Evidence(
        id="r",
        lot="lot",
        row_entity="claim",
        row="claim",
        field="loan_rate",
        kind=EvidenceKind.ASSUMED,
        reason="phone",
    )
    assert support(record(reason), CLAIM, "loan_rate").state is FieldState.ASSUMED


def test_two_sources_that_differ_are_a_conflict_until_one_is_chosen_for_a_reason():
    assert (
        support(record(*cited("a", "0.06"), *cited("b", "0.07")), CLAIM, "loan_rate").state
        is FieldState.CONFLICT
    )
    chosen = record(*cited("a", "0.06", chosen=True), *cited("b", "0.07"))
    assert support(chosen, CLAIM, "loan_rate").state is FieldState.CONFLICT
    explained = record(*cited("a", "0.06", chosen=True, reason="the register prevails"), *cited("b", "0.07"))
    found = support(explained, CLAIM, "loan_rate")
    assert (found.state, found.reason) == (FieldState.EVIDENCED, "the register prevails")
    assert [item.value for item in found.differing] == ["0.07"]


def test_two_descriptions_in_different_words_are_no_conflict():
    claim = replace(LOT, summary="plant")
    evidence = [
        replace(row, row_entity="lot", row="lot", field="summary") if isinstance(row, Evidence) else row
        for row in (*cited("a", "plant"), *cited("b", "land and plant"))
    ]
    rows = LotRecord.of_rows((claim, *PAPERS, *evidence))
    assert support(rows, claim, "summary").state is FieldState.EVIDENCED


@pytest.mark.parametrize("newer", [True, False])
def test_a_citation_of_a_replaced_version_is_broken(newer):
    second = (Version(id="v2", lot="lot", document="doc", ordinal=2),) if newer else ()
    state = support(record(*second, *cited("a", "0.06")), CLAIM, "loan_rate").state
    assert state is (FieldState.BROKEN if newer else FieldState.EVIDENCED)


def test_a_citation_of_a_version_that_is_gone_is_broken():
    assert support(record(*cited("a", "0.06", version="gone")), CLAIM, "loan_rate").state is FieldState.BROKEN


def test_one_page_that_still_stands_holds_the_value_up():
    second = Version(id="v2", lot="lot", document="doc", ordinal=2)
    rows = record(second, *cited("a", "0.06"), *cited("b", "0.06", version="v2"))
    assert support(rows, CLAIM, "loan_rate").state is FieldState.EVIDENCED


def test_coverage_counts_filled_citable_fields_by_their_state():
    rows = record(*cited("a", "0.06"))
    found = coverage(rows, (CLAIM,))
    assert (found.evidenced, found.assumed, found.bare, found.troubled, found.total) == (1, 0, 1, 0, 2)


def test_the_coverage_of_a_lot_leaves_papers_and_citations_out():
    assert lot_coverage(record(*cited("a", "0.06"))).total == 3


def test_values_are_compared_by_what_they_say():
    assert same_value(Decimal("0.060"), Decimal("0.06"))
    assert not same_value("A", "B")


def test_rows_are_found_by_class_by_id_and_by_what_they_equal():
    rows = record(*cited("a", "0.06"))
    assert rows.lot is LOT
    assert rows.get(Claim, "claim") is CLAIM
    assert rows.get(Claim, None) is None
    assert rows.first(Claim, contract_no="B-2") is None
    assert rows.row("claim", "claim") is CLAIM
    assert rows.row("nothing", "claim") is None


def test_the_facts_of_a_withdrawn_document_are_broken_until_a_page_of_another_stands_behind_them():
    withdrawn = replace(PAPERS[0], withdrawn_on=date(2025, 9, 1))
    found = LotRecord.of_rows((LOT, CLAIM, withdrawn, PAPERS[1], *cited("a", "0.06")))
    assert support(found, CLAIM, "loan_rate").state is FieldState.BROKEN
    assert lot_coverage(found).troubled == 1
    assert [(row.id, field.name) for row, field in broken_fields(found)] == [("claim", "loan_rate")]
    other = (
        Document(id="other", lot="lot", name="Ledger"),
        Version(id="v9", lot="lot", document="other", ordinal=1),
        *cited("b", "0.06", version="v9"),
    )
    found = LotRecord.of_rows((LOT, CLAIM, withdrawn, PAPERS[1], *cited("a", "0.06"), *other))
    assert support(found, CLAIM, "loan_rate").state is FieldState.EVIDENCED
    assert broken_fields(found) == ()


TAX = Encumbrance(id="tax", lot="lot", collateral="co", ahead=False)


def behind(value, kind=EvidenceKind.ASSUMED, **more):
    given = {"id": "e", "lot": "lot", "row_entity": "encumbrance", "row": "tax", "field": "ahead"}
    return Evidence(**given, kind=kind, value=value, **more)


def test_why_yes_was_said_is_asked_again_for_no():
    said = {value: behind(value, reason="the register says so") for value in ("true", "false")}
    found = support(record(said["true"]), TAX, "ahead")
    assert (found.state, found.reason) == (FieldState.CONFLICT, "")
    assert support(record(said["false"]), TAX, "ahead").state is FieldState.ASSUMED
    assert reasons_for(record(said["true"]), TAX, "ahead") == ()
    assert reasons_for(record(said["false"]), TAX, "ahead") == (said["false"],)


def test_a_page_that_says_yes_and_a_field_that_says_no_are_a_conflict():
    page = cited("a", "true")[0]
    item = behind("true", EvidenceKind.CITED, citation=page.id)
    found = support(record(page, item), TAX, "ahead")
    assert (found.state, found.differing) == (FieldState.CONFLICT, (item,))
