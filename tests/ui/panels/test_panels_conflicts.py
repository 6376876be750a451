"""What stands under a value whose sources say something else, and how a date of another year is written."""

from datetime import UTC, date, datetime

from PySide6.QtWidgets import QWidget

from workstation.application.records import FieldRef
from workstation.application.valuation.inputs import facts
from workstation.application.valuing import value_of
from workstation.domain.collateral import Appraisal, Encumbrance
from workstation.domain.fields import field_of
from workstation.domain.money import Money
from workstation.ui.dialogs.sources import SourcesSheet
from workstation.ui.lot_words import LotWords
from workstation.ui.panels.field_views import FieldViews
from workstation.ui.widgets.values import ChipState

DAY = date(2025, 9, 5)


def test_a_value_against_its_page_says_what_each_source_says_and_where(reader):
    appraisal = next(row for row in reader.desk.record.all(Appraisal) if row.value == Money.of(24_000_000))
    reader.desk.edit(FieldRef("appraisal", appraisal.id, "value"), Money.of(25_000_000))
    reader.waits(lambda: reader.desk.record.get(Appraisal, appraisal.id).value == Money.of(25_000_000))
    row = reader.desk.record.get(Appraisal, appraisal.id)
    note = (
        FieldViews(reader.desk.context, reader.desk.record).of_field(row, field_of(Appraisal, "value")).note
    )
    assert note.startswith("The value and its sources differ: ")
    assert "p. 12 says 24,000,000.00 CNY" in note


def test_a_value_that_stands_against_a_page_says_why_beneath_it(reader):
    cap = next(row for row in reader.desk.record.all(Encumbrance) if row.amount == Money.of(18_000_000))
    view = FieldViews(reader.desk.context, reader.desk.record).of_field(cap, field_of(Encumbrance, "amount"))
    assert "p. 2 says 20,000,000.00 CNY. It stands because: Registered at 18,000,000" in view.note
    assert view.chip.state is ChipState.EVIDENCED


def test_why_a_claim_is_paid_first_is_no_reason_to_leave_it_out_and_is_asked_for_anew(reader, qtbot):
    """The law counts until there is one: the bid of the sample stays."""
    tax = reader.row(Encumbrance, amount=Money.of(1_200_000))
    ref = FieldRef("encumbrance", tax.id, "ahead")
    assert tax.ahead is True
    before = value_of(facts(reader.desk.record, DAY)).price.max_bid
    reader.desk.edit(ref, value=False)
    reader.waits(lambda: reader.row(Encumbrance, id=tax.id).ahead is False)
    record = reader.desk.record
    view = FieldViews(reader.desk.context, record).of_field(
        record.get(Encumbrance, tax.id), field_of(Encumbrance, "ahead")
    )
    assert view.chip.state is ChipState.CONFLICT
    assert view.chip.word == "no reason"
    assert view.note == "The reason that was given is for another value: say why this one stands."
    assert value_of(facts(record, DAY)).price.max_bid == before
    host = QWidget()
    qtbot.addWidget(host)
    sheet = SourcesSheet(reader.desk, host, ref)
    assert sheet.reason.text() == ""
    sheet.reason.setText("the tax office waived it")
    reader.desk.record_changed.emit(record)  # something else of the lot changed meanwhile
    assert sheet.reason.text() == "the tax office waived it"


def test_a_date_of_another_year_bears_its_year(reader):
    words = LotWords(reader.desk.context, lambda: datetime(2025, 9, 5, tzinfo=UTC))
    assert words.countdown(datetime(2017, 9, 26, 10, tzinfo=UTC)).moment == "2017-09-26 10:00"
    assert words.countdown(datetime(2025, 9, 26, 10, tzinfo=UTC)).moment == "09-26 10:00"
