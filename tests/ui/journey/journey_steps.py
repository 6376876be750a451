"""Steps that several journeys take."""

from datetime import date

from journey_kit import ALT, CTRL, Key

from workstation.domain.collateral import Appraisal
from workstation.domain.documents import Version
from workstation.domain.evidence import support
from workstation.domain.reading import ReadOutcome
from workstation.ui.dialogs.name import NameSheet
from workstation.ui.dialogs.new_lot import NewLotSheet
from workstation.ui.widgets.buttons import Button


def starts_a_workspace(person, computer):
    person.waits(lambda: person.is_there(Button, "New workspace"))
    person.clicks(person.find(Button, "New workspace"))
    person.answers_file_dialog(computer.folders.documents / "Court lots")
    answers_with_a_name(person, "Lin Mei")
    assert (computer.folders.documents / "Court lots.workspace" / "workspace.db").is_file()


def answers_with_a_name(person, name):
    """Asked for once, before the first workspace opens."""
    person.waits(lambda: person.is_there(NameSheet))
    person.clears()
    person.types(name)
    person.presses(Key.Key_Return)
    person.waits(lambda: person.desk is not None)


def types_a_lot(person):
    person.presses(Key.Key_N, CTRL)
    person.waits(lambda: person.is_there(NewLotSheet))
    for text in ("Zhejiang textile", "300万", "50,000", "2025.9.11 10:00", "3,500万"):
        person.types(text)
        person.presses(Key.Key_Tab)
    person.presses(Key.Key_Return)
    person.waits(lambda: person.desk.record is not None)
    person.waits(lambda: person.frame.stack.currentWidget() is person.frame.lot)


def drops_the_papers(person, papers):
    person.presses(Key.Key_5, ALT)
    person.drops([papers])
    person.agrees_to_what_came_in()
    person.waits(lambda: "4 files taken in, 1 could not be read" in person.strip)
    good, bad = ReadOutcome.OK, ReadOutcome.DAMAGED
    wanted = {"report.pdf": good, "scan.pdf": good, "contract.pdf": good, "damaged.pdf": bad}
    person.waits(lambda: {row.file_name: row.outcome for row in person.record.all(Version)} == wanted)


def comes_back_to_the_lot(person):
    """The next morning: the workspace, the lot and the tab open by themselves."""
    person.waits(lambda: person.desk is not None and person.desk.record is not None)
    person.waits(lambda: person.frame.stack.currentWidget() is person.frame.lot)
    person.waits(lambda: person.frame.lot.tab == "documents")
    person.waits(lambda: person.record.all(Version))


def aims_at(person, entity, field):
    """A click into a field makes it the target."""
    person.clicks(person.row(entity, field).editor)
    person.waits(lambda: person.desk.target is not None and person.desk.target.ref.field == field)


def goes_to_page(person, file_name, page):
    person.presses(Key.Key_G, CTRL)
    person.types(str(page + 1))
    person.presses(Key.Key_Return)
    person.sees_page(file_name, page)


def types_what_a_scan_says(person):
    """The day of an appraisal, drawn around on the page that is shown and typed where it is seen."""
    person.draws_area(0, (100.0, 500.0, 300.0, 540.0))
    person.waits(person.viewer.gesture.card.line.isVisible)
    person.types("2025-05-12")
    person.presses(Key.Key_E, CTRL)
    person.waits(lambda: person.record.first(Appraisal).valued_on == date(2025, 5, 12))
    (citation,) = support(person.record, person.record.first(Appraisal), "valued_on").citations
    assert citation.quote is None
    assert len(citation.rects) == 1
