"""From an empty disk to a memo, by mouse and keyboard alone, with a restart on the way."""

from decimal import Decimal

from journey_kit import ALT, CTRL, Key
from journey_steps import (
    aims_at,
    drops_the_papers,
    goes_to_page,
    starts_a_workspace,
    types_a_lot,
    types_what_a_scan_says,
)
from memo_verify import unembedded_fonts, verify_marks

from workstation.domain.claims import Claim
from workstation.domain.collateral import Appraisal
from workstation.domain.decisions import Run
from workstation.domain.evidence import FieldState, support
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.scenarios import Assumptions, Scenario, ScenarioSale
from workstation.ui.widgets.base import Label


def sees_a_first_bid_on_assumptions(person):
    listing = person.record.first(Listing)
    assert listing.start_price == Money.of(3_000_000)
    assert listing.increment == Money.of(50_000)
    assert listing.principal == Money.of(35_000_000)
    assert listing.bid_end.isoformat() == "2025-09-11T10:00:00+08:00"
    person.waits(lambda: person.figure("bid").value != "—")
    bid = person.figure("bid")
    assert int(bid.value.replace(",", "")) > 3_000_000
    assert "not frozen" in bid.qualifier
    assert bid.qualifier.endswith("on assumed security")
    assumed = {Assumptions: "target_irr", Scenario: "probability", ScenarioSale: "forced_sale_discount"}
    for kind, field in assumed.items():
        assert person.record.all(kind)
        for row in person.record.all(kind):
            assert support(person.record, row, field).state is FieldState.ASSUMED


def reads_why_a_file_is_refused(person):
    person.clicks_row(person.panel.table, "damaged.pdf")
    person.waits(lambda: person.is_there(Label, "The file is damaged and cannot be read."))


def opens_the_report(person):
    person.clicks_row(person.panel.table, "report.pdf", twice=True)
    person.sees_page("report.pdf")


def attaches_a_text(person):
    """A field gets the focus, a text is drawn over, Ctrl+E: value, chip, strip, and on to the next bare field."""
    person.presses(Key.Key_3, ALT)
    aims_at(person, "appraisal", "value")
    goes_to_page(person, "report.pdf", 1)
    person.selects(1, "RMB 24,000,000.00")
    person.waits(person.viewer.gesture.card.isVisible)
    person.presses(Key.Key_E, CTRL)
    row = person.row("appraisal", "value")
    person.waits(lambda: row.chip.chip.word == "p. 2")
    appraisal = person.record.first(Appraisal)
    assert appraisal.value == Money.of(24_000_000)
    assert support(person.record, appraisal, "value").state is FieldState.EVIDENCED
    assert row.editor.text() == "24,000,000.00"
    assert person.strip == "Attached report p. 2 to Appraised value, Appraisal"
    assert person.desk.target.ref.field != "value"


def attaches_an_area_of_a_scan(person):
    """What a scan says is typed where it is seen."""
    person.clicks(person.viewer.toolbar.document)
    person.chooses("scan")
    person.sees_page("scan.pdf")
    aims_at(person, "appraisal", "valued_on")
    types_what_a_scan_says(person)
    person.waits(lambda: person.row("appraisal", "valued_on").chip.chip.word == "p. 1")


def opens_the_page_of_a_chip(person):
    person.clicks(person.row("appraisal", "value").chip)
    person.sees_page("report.pdf", 1)
    (cited,) = support(person.record, person.record.first(Appraisal), "value").citations
    canvas = person.viewer.canvas
    assert canvas.current == cited.id
    box = canvas.frame_of(1).rect_to_canvas(cited.rects[0])
    down = canvas.offset()[1]
    assert down < box.top < box.bottom < down + canvas.viewport().height()


def edits_and_takes_it_back(person):
    """The strip names what was undone; a text that is half typed is undone letter by letter first."""
    person.presses(Key.Key_2, ALT)
    row = person.row("claim", "loan_rate")
    person.clicks(row.editor)
    person.types("6.525%")
    person.presses(Key.Key_Return)
    person.waits(lambda: person.record.first(Claim).loan_rate == Decimal("0.06525"))
    assert "Interest rate" in person.strip, person.strip
    person.presses(Key.Key_Z, CTRL)
    person.waits(lambda: person.record.first(Claim).loan_rate is None)
    assert person.strip.startswith("Undone: "), person.strip
    person.presses(Key.Key_Y, CTRL)
    person.waits(lambda: person.record.first(Claim).loan_rate == Decimal("0.06525"))
    assert person.strip.startswith("Redone: "), person.strip
    person.waits(lambda: row.editor.text() == "6.525%")
    person.clears()
    person.types("7")
    person.presses(Key.Key_Z, CTRL)
    assert row.editor.text() != "7"
    assert person.record.first(Claim).loan_rate == Decimal("0.06525")
    person.presses(Key.Key_Escape)


def restarts(person, computer):
    """The program is ended and started again: the lot is open as it was left, and the last step is there."""
    computer.shuts(person)
    again = computer.starts()
    again.waits(lambda: again.desk is not None and again.desk.record is not None)
    again.waits(lambda: again.frame.stack.currentWidget() is again.frame.lot)
    return again


def test_a_newcomer_gets_from_an_empty_disk_to_a_memo(computer, papers, tmp_path):
    person = computer.starts()
    starts_a_workspace(person, computer)
    types_a_lot(person)
    sees_a_first_bid_on_assumptions(person)
    drops_the_papers(person, papers)
    reads_why_a_file_is_refused(person)
    opens_the_report(person)
    attaches_a_text(person)
    attaches_an_area_of_a_scan(person)
    opens_the_page_of_a_chip(person)
    edits_and_takes_it_back(person)
    person = restarts(person, computer)
    takes_back_the_step_before_the_restart(person)
    values(person)
    exports_the_memo(person, tmp_path / "memo.pdf")


def takes_back_the_step_before_the_restart(person):
    person.presses(Key.Key_Z, CTRL)
    person.waits(lambda: person.record.first(Claim).loan_rate is None)
    assert person.strip.startswith("Undone: ")
    assert support(person.record, person.record.first(Appraisal), "value").state is FieldState.EVIDENCED


def values(person):
    person.presses(Key.Key_F9)
    person.waits(lambda: person.record.first(Run) is not None)
    assert person.frame.lot.tab == "valuation"
    run = person.record.first(Run)
    assert run.max_bid_on_ladder is not None
    person.waits(lambda: person.figure("bid").value == f"{run.max_bid_on_ladder.amount:,.0f}")


def exports_the_memo(person, path):
    person.presses(Key.Key_0, ALT)
    person.clicks(person.panel.export)
    person.answers_file_dialog(path)
    person.waits(path.is_file)
    person.waits(lambda: "written to" in person.panel._said.text())
    content = path.read_bytes()
    assert verify_marks(content) == ()
    assert unembedded_fonts(content) == ()
