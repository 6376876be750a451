"""A scan without text says so: in the table, in the line about an import, in the viewer, in search and comparison."""

import shutil

import pytest
from PIL import Image, ImageDraw
from test_workbench_files import a_pdf, documents, drop, is_done

from workstation.domain.documents import Version
from workstation.domain.reading import ReadOutcome
from workstation.language.translator import Language, Translator
from workstation.ui.dialogs.disagreements import DisagreementsSheet
from workstation.ui.panels.reading import outcome_reason, outcome_words, trouble_words


def a_scan(path, pages=1):
    """A fax: pages that are pictures."""
    image = Image.new("1", (400, 560), 1)
    ImageDraw.Draw(image).rectangle((40, 40, 200, 60), fill=0)
    image.save(path, save_all=True, append_images=[image] * (pages - 1))
    return path


@pytest.fixture
def with_scan(at_work, tmp_path, pytestconfig):
    person = at_work
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan")
    folder = tmp_path / "room"
    folder.mkdir()
    a_scan(folder / "register.tiff", pages=2)
    a_pdf(folder / "contract.pdf")
    source = pytestconfig.rootpath / "tests/data/pdf"
    shutil.copy(source / "locked.pdf", folder / "locked.pdf")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"\x00" * 900)
    drop(person, folder)
    person.takes_in()
    person.waits(lambda: len(documents(person)) == 4 and is_done(person), 20000)
    return person


def test_it_is_recorded_how_many_pages_have_no_text(with_scan):
    textless = {each.file_name: each.textless for each in with_scan.desk.record.all(Version)}
    assert textless == {"register.tiff": 2, "contract.pdf": 0, "locked.pdf": None, "broken.pdf": None}


def test_the_table_and_the_lines_about_it_count_each_trouble_apart(with_scan):
    person, tr = with_scan, with_scan.desk.context.tr
    versions = {each.file_name: each for each in person.desk.record.all(Version)}
    assert outcome_words(tr, versions["register.tiff"]) == "Scan, no text"
    assert outcome_words(tr, versions["contract.pdf"]) == "Read"
    apart = ["1 needs a password", "1 could not be read", "1 scan without text"]
    assert list(trouble_words(tr, versions.values())) == apart
    assert ", ".join(apart) in person.texts(person.frame.lot)
    person.waits(lambda: ", ".join(apart) in person.texts(person.frame.strip))


def test_what_was_read_in_part_is_counted_and_says_what_to_do():
    """The row of an archive with a locked file inside said "Read in part", and the line above counted nothing."""
    tr, part = Translator(Language.ENGLISH), ReadOutcome.PARTIAL
    given = {"lot": "l", "document": "d", "ordinal": 1, "outcome": part}
    room = Version(id="v", **given, reason="archive.members_refused")
    paper = Version(id="w", **given, pages=3, textless=0, reason="document.pages_lost")
    assert list(trouble_words(tr, [room])) == ["1 read in part"]
    assert list(trouble_words(tr, [room, paper])) == ["2 read in part"]
    assert "Import the archive again" in outcome_reason(tr, room)
    assert "ask the seller for a new copy" in outcome_reason(tr, paper)


def test_the_viewer_names_it(with_scan):
    person = with_scan
    scan = next(each for each in person.desk.record.all(Version) if each.file_name == "register.tiff")
    person.desk.open_page(scan.id)
    person.waits(lambda: person.frame.lot._viewer is not None)
    bar = person.frame.lot._viewer.toolbar
    person.waits(lambda: bar._full_name == "register · Scan, no text")


def test_the_comparison_tells_it_from_what_could_not_be_read(with_scan):
    person = with_scan
    person.waits(lambda: person.desk.comparison is not None and person.desk.comparison.papers == 1, 20000)
    assert person.desk.comparison.silent == ("register",)
    assert set(person.desk.comparison.unopened) == {"locked", "broken"}
    person.desk.disagreements_requested.emit()
    said = person.texts(person.sheet(DisagreementsSheet))
    assert "Not compared, scans without text: register" in said
    assert "Not compared, locked or unreadable: " in said
