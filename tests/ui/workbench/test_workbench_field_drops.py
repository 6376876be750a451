"""Files that a person lets go over a line to type in are taken in, wherever the line stands; the line stays as it is."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from test_workbench_files import a_pdf, is_done

from workstation.domain.documents import Version
from workstation.ui.forms.editors import LineEditor, ProseEditor


def drops_on(person, widget, path):
    """As the system tells the window: the drag comes, moves and is let go over the middle of a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    handle = person.bench.windowHandle()
    at = widget.mapTo(person.bench, widget.rect().center())
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for event in (QDragEnterEvent(at, *how), QDragMoveEvent(at, *how), QDropEvent(QPointF(at), *how)):
        QApplication.sendEvent(handle, event)
        assert event.isAccepted()


@pytest.mark.parametrize(
    ("tab", "kind"), [("overview", LineEditor), ("overview", ProseEditor), ("notes", QTextEdit)]
)
def test_files_dropped_on_a_field_of_a_lot_are_taken_into_the_lot(at_work, tmp_path, tab, kind):
    person = at_work
    person.makes_lot("Jinchuan")
    person.opens("Jinchuan", tab=tab)
    if tab == "notes":
        person.desk.add("note", {"heading": "Visit"})
        person.waits(lambda: person.desk.record.rows.get("note"))
    shown = lambda: [each for each in person.frame.lot.findChildren(kind) if each.isVisible()]  # noqa: E731
    person.waits(shown)
    field = shown()[0]
    before = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    drops_on(person, field, a_pdf(tmp_path / "notice.pdf"))
    person.waits(lambda: is_done(person) and person.desk.record.all(Version), 20000)
    assert [version.file_name for version in person.desk.record.all(Version)] == ["notice.pdf"]
    assert (field.text() if isinstance(field, QLineEdit) else field.toPlainText()) == before
