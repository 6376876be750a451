"""Evidence walked both ways: a value against its page, a reason instead of a page, what rests on a page."""

import pytest
from journey_kit import ALT, CTRL, SHIFT, Key
from journey_steps import aims_at, goes_to_page

from workstation.application.records import FieldRef, Place
from workstation.domain.collateral import Appraisal
from workstation.domain.documents import Version
from workstation.domain.evidence import FieldState, support
from workstation.domain.money import Money
from workstation.ui.dialogs.resting import RestingSheet
from workstation.ui.dialogs.sources import SourcesSheet
from workstation.ui.widgets.base import Label

PAGE_SAYS = Money.of(24_000_000)


@pytest.fixture
def cited(at_work):
    """The appraised value rests on page 2 of the report."""
    at_work.clicks_row(at_work.panel.table, "report.pdf", twice=True)
    at_work.sees_page("report.pdf")
    at_work.presses(Key.Key_3, ALT)
    aims_at(at_work, "appraisal", "value")
    goes_to_page(at_work, "report.pdf", 1)
    at_work.selects(1, "RMB 24,000,000.00")
    at_work.waits(at_work.viewer.gesture.card.isVisible)
    at_work.presses(Key.Key_E, CTRL)
    at_work.waits(lambda: worth(at_work) == PAGE_SAYS)
    return at_work


def worth(person):
    return person.record.first(Appraisal).value


def state(person):
    return support(person.record, person.record.first(Appraisal), "value").state


def types_another_value(person):
    person.clicks(person.row("appraisal", "value").editor)
    person.clears()
    person.types("2,500万")
    person.presses(Key.Key_Return)
    person.waits(lambda: state(person) is FieldState.CONFLICT)


def opens_the_sources(person):
    person.waits(lambda: person.row("appraisal", "value").chip.chip.word == "1 sources" or True)
    person.clicks(person.row("appraisal", "value").chip)
    person.waits(lambda: person.is_there(SourcesSheet))
    return person.find(SourcesSheet)


def test_a_value_typed_over_its_page_is_a_conflict_that_enter_settles(cited):
    types_another_value(cited)
    sheet = opens_the_sources(cited)
    assert "says 25,000,000.00, and its sources say something else" in sheet._says.text()
    cited.presses(Key.Key_Return)
    cited.waits(lambda: state(cited) is FieldState.EVIDENCED)
    assert worth(cited) == PAGE_SAYS
    assert cited.strip == "Chose a source of Appraised value, Appraisal"
    cited.presses(Key.Key_Z, CTRL)
    cited.waits(lambda: state(cited) is FieldState.CONFLICT)


def test_a_source_that_another_contradicts_is_taken_with_a_reason(cited):
    version = cited.record.first(Version, file_name="report.pdf")
    cited.desk.set_target(FieldRef("appraisal", cited.record.first(Appraisal).id, "value"))
    cited.desk.attach(Place(version=version.id, page=2, quote="RMB 20,000,000.00"))
    cited.waits(lambda: state(cited) is FieldState.CONFLICT)
    sheet = opens_the_sources(cited)
    cited.presses(Key.Key_Return)
    cited.waits(sheet.reason.hasFocus)
    assert "stands, and the others do not" in sheet._ask.text()
    assert state(cited) is FieldState.CONFLICT
    cited.types("page 3 is of half the land")
    cited.presses(Key.Key_Return)
    cited.waits(lambda: state(cited) is FieldState.EVIDENCED)
    cited.waits(lambda: "page 3 is of half the land" in cited.row("appraisal", "value").note())


def test_a_reason_keeps_the_value_against_its_page(cited):
    types_another_value(cited)
    sheet = opens_the_sources(cited)
    cited.clicks(sheet.reason)
    cited.clears()
    cited.types("broker by phone")
    cited.presses(Key.Key_Return)
    cited.waits(lambda: state(cited) is FieldState.ASSUMED)
    assert worth(cited) == Money.of(25_000_000)
    said = "p. 2 says 24,000,000.00 CNY. It stands because: broker by phone"
    cited.waits(lambda: cited.row("appraisal", "value").note().endswith(said))


def test_a_reason_is_given_by_keys_where_there_is_no_page(at_work):
    at_work.presses(Key.Key_3, ALT)
    aims_at(at_work, "appraisal", "value")
    at_work.clears()
    at_work.types("2400万")
    at_work.presses(Key.Key_Return)
    at_work.waits(lambda: worth(at_work) == PAGE_SAYS)
    at_work.presses(Key.Key_S, CTRL | SHIFT)
    at_work.waits(lambda: at_work.is_there(SourcesSheet))
    at_work.types("offer of a neighbour")
    at_work.presses(Key.Key_Return)
    at_work.waits(lambda: state(at_work) is FieldState.ASSUMED)


def test_what_rests_on_the_page_is_a_key_away_and_leads_back_to_the_field(cited):
    cited.presses(Key.Key_2, ALT)
    cited.presses(Key.Key_R, CTRL | SHIFT)
    cited.waits(lambda: cited.is_there(RestingSheet))
    said = "report: 1 values rest on it, 1 of them lead to the bid."
    cited.waits(lambda: any(label.text() == said for label in cited.find(RestingSheet).findChildren(Label)))
    cited.presses(Key.Key_Return)
    cited.waits(lambda: cited.desk.target is not None and cited.desk.target.ref.field == "value")
    editor = cited.row("appraisal", "value").editor
    cited.waits(editor.hasFocus)


def test_f4_walks_to_the_next_value_without_a_source_wherever_it_is(cited):
    seen = set()
    for _ in range(3):
        before = cited.desk.target.ref if cited.desk.target else None
        cited.presses(Key.Key_F4)
        cited.waits(lambda before=before: cited.desk.target is not None and cited.desk.target.ref != before)
        ref = cited.desk.target.ref
        row = cited.record.row(ref.entity, ref.row)
        assert support(cited.record, row, ref.field).state is FieldState.BARE
        seen.add(ref)
    assert len(seen) == 3
