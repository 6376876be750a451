"""A paper that came as several files is read as one: joined in the order shown, paged through, taken apart again."""

import pytest
from made_files import docx, p
from PySide6.QtCore import QItemSelectionModel, Qt
from test_workbench_files import documents, drop, is_done

from workstation.domain.documents import Document
from workstation.ui.viewer.side import CONTENTS


@pytest.fixture
def on_lot(at_work, tmp_path):
    person = at_work
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan")
    for name in ("page 1", "page 2", "page 3", "letter"):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(docx(p(f"This is {name}")))
        drop(person, path)
        person.waits(lambda name=name: is_done(person) and f"{name}.docx" in documents(person), 20000)
    return person


def panel(person):
    return person.frame.lot.records.currentWidget()


def names(person):
    return [panel(person).table.spec.columns[0].value(row).first for row in panel(person).rows]


def chooses(person, action, *wanted):
    """Selects rows by the names of their documents and takes an entry of their menu."""
    table = panel(person).table
    ids = [row.id for row in panel(person).rows if row.document.name in wanted]
    table.select_id(ids[0])
    for identity in ids[1:]:
        index = table.model().index(table.model().place_of(identity), 0)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().select(index, flags)
    dict(table.actions_of(ids[0]))[action]()


def test_files_joined_to_one_document_are_read_on_from_one_to_the_next(on_lot):
    person = on_lot
    chooses(person, "Read 3 files as one document", "page 1", "page 2", "page 3")
    person.waits(lambda: names(person) == ["page 1", "↳ 2 · page 2", "↳ 3 · page 3", "letter"])
    first = next(row for row in panel(person).rows if row.document.name == "page 1")
    assert first.files == 3
    person.desk.open_page(first.version.id, 0)
    person.waits(lambda: person.frame.lot._viewer is not None)
    viewer = person.frame.lot._viewer

    def shows(name):
        person.waits(lambda: viewer.toolbar._full_name == name and viewer.pictures.info is not None, 10000)

    shows("page 1")
    viewer.canvas.go_to_page(0)
    person.waits(viewer.toolbar._next.isEnabled)
    person.qtbot.mouseClick(viewer.toolbar._next, Qt.MouseButton.LeftButton)
    shows("page 2")
    bar = viewer.canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    person.qtbot.keyClick(viewer.canvas, Qt.Key.Key_PageDown)
    shows("page 3")
    assert not viewer.toolbar._next.isEnabled()
    bar.setValue(bar.minimum())
    person.qtbot.keyClick(viewer.canvas, Qt.Key.Key_PageUp)
    shows("page 2")
    viewer.toolbar.thumbnails.setChecked(True)
    viewer.side.show_part(CONTENTS)
    contents = viewer.side.contents
    assert [line.text for line in contents.model().rows] == ["1 · page 1", "2 · page 2", "3 · page 3"]
    contents.select_id(contents.model().rows[0].id)
    person.qtbot.keyClick(contents, Qt.Key.Key_Return)
    shows("page 1")


def test_joining_is_one_step_and_can_be_taken_apart(on_lot):
    person = on_lot
    chooses(person, "Read 2 files as one document", "page 1", "page 3")
    person.waits(lambda: "↳ 2 · page 3" in names(person))
    person.qtbot.keyClick(person.bench, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.waits(lambda: not [row for row in person.desk.record.all(Document) if row.joined])
    person.desk.redo()
    person.waits(lambda: "↳ 2 · page 3" in names(person))
    chooses(person, "Read 2 files as one document", "letter", "page 1")
    person.waits(lambda: names(person) == ["page 1", "↳ 2 · page 3", "↳ 3 · letter", "page 2"])
    chooses(person, "Take the joined files apart", "letter")
    person.waits(lambda: names(person) == ["page 1", "page 2", "page 3", "letter"])
