"""A memo does not go out on pages that changed or were withdrawn; what else is weak is counted on its first page."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from workstation import bootstrap
from workstation.application.deciding import BrokenEvidenceError
from workstation.application.importing import take_in
from workstation.application.memo_review import review
from workstation.application.memos import export_memo
from workstation.application.progress import Silent
from workstation.application.records import FieldRef, Place, add_row, assume, attach, edit_field
from workstation.application.valuing import lot_facts
from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import Appraisal
from workstation.domain.documents import Document, Version
from workstation.domain.money import Money
from workstation.language.translator import Language

PAPER = Path(__file__).parents[1] / "data/pdf/plain.pdf"


@pytest.fixture
def lot(priced_lot):
    return priced_lot


def value_cited(services, lot):
    """An appraised value that rests on a page of a paper."""
    take_in(services, lot, [PAPER], Silent())
    record = services.reader.lot(lot)
    row = record.first(Appraisal)
    ref = FieldRef("appraisal", row.id, "value")
    place = Place(version=record.first(Version).id, page=0, quote="x")
    attach(services.writer, ref, place, says=row.value)
    return ref


def exported(services, lot):
    return export_memo(services, lot, bootstrap.memo_language(Language.ENGLISH), Silent())


def withdraw(services, lot):
    document = services.reader.lot(lot).first(Document).id
    edit_field(services.writer, FieldRef("document", document, "withdrawn_on"), date(2025, 9, 1))


def test_a_memo_on_a_withdrawn_page_is_refused_by_name_until_a_reason_stands_for_the_value(services, lot):
    ref = value_cited(services, lot)
    withdraw(services, lot)
    with pytest.raises(BrokenEvidenceError, match=r"1 of its facts .* \(Appraised value: "):
        exported(services, lot)
    assume(services.writer, ref, "The court ordered the sale on this value.")
    assert exported(services, lot).ordinal == 1


def test_the_check_before_export_names_the_field_that_keeps_the_memo(services, lot):
    ref = value_cited(services, lot)
    record = services.reader.lot(lot)
    found = bootstrap_summary(services, record)
    assert not next(
        point for point in review(record, found, lot_facts(services, record)) if point.key == "broken"
    ).open
    withdraw(services, lot)
    record = services.reader.lot(lot)
    point = next(
        point for point in review(record, found, lot_facts(services, record)) if point.key == "broken"
    )
    assert (point.open, point.severity, point.ref) == (True, Severity.KILL, ref)


def bootstrap_summary(services, record):
    from workstation.application.lot_summary import summary_of

    return summary_of(record, (), services.checklist)


def test_page_one_counts_facts_without_a_source_and_facts_whose_sources_differ(services, lot):
    ref = value_cited(services, lot)
    place = Place(version=services.reader.lot(lot).first(Version).id, page=1, quote="y")
    attach(services.writer, ref, place, says=Money.of(1))
    page = PdfReader(BytesIO(exported(services, lot).pdf)).pages[0].extract_text()
    assert "Facts whose sources differ" in page
    assert "Facts without a source" in page


def test_pages_that_no_fact_rests_on_neither_changed_nor_agree(services, lot):
    def said(key):
        record = services.reader.lot(lot)
        points = review(record, bootstrap_summary(services, record), lot_facts(services, record))
        return [point.open for point in points if point.key == key]

    assert (said("uncited"), said("broken"), said("conflict")) == ([True], [], [])
    take_in(services, lot, [PAPER], Silent())
    note = add_row(services.writer, "note", lot, {"heading": "Look"}).value
    quoted = Place(version=services.reader.lot(lot).first(Version).id, page=0, quote="x")
    attach(services.writer, FieldRef("note", note, "body"), quoted, at=(0, 0))
    assert (said("uncited"), said("broken"), said("conflict")) == ([True], [], []), "a note is no fact"
    value_cited(services, lot)
    assert (said("uncited"), said("broken"), said("conflict")) == ([], [False], [False])


def test_where_no_fact_has_a_page_page_one_does_not_say_that_no_source_differs(services, lot):
    def differing():
        page = PdfReader(BytesIO(exported(services, lot).pdf)).pages[0].extract_text()
        return page.partition("Facts whose sources differ")[2].split("\n")[0].strip()

    assert differing() == "not known yet"
    value_cited(services, lot)
    assert differing() == "0"
