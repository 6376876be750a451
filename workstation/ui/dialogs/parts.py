"""The papers inside one long scan: named page ranges, added and taken away; the file stays as it is."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workstation.application.document_parts import name_part
from workstation.domain.documents import DocumentPart, Version
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet, deleted_row
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button, ButtonKind


class PartsSheet(TitledSheet):
    """Enter in a line adds the part, Enter on a part opens its first page, Del takes it away."""

    def __init__(self, desk: Desk, host: QWidget, version: Version, name: str) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Parts of {name}", name=name), QSize(640, 480))
        self._desk = desk
        self._version = version
        said = tr(
            "The document has {count} pages. A part is a paper inside it, from one page to another.",
            count=version.pages or 0,
        )
        self.table = RecordTable(context, self._spec())
        self.table.row_activated.connect(self._open)
        self.name = self._line(tr("Name of the paper"), 260)
        self.first = self._line(tr("From page"), 90)
        self.last = self._line(tr("To page"), 90)
        self.add = Button(context, tr("Add the part"), kind=ButtonKind.PRIMARY, key="Enter")
        self.add.clicked.connect(self._add)
        self.content.addWidget(Label(context, said, tone="ink2", wrap=True))
        self.content.addLayout(row(self.name, self.first, self.last, self.add))
        self.content.addWidget(self.table, 1)
        desk.record_changed.connect(self._show)
        if desk.record is not None:
            self._show(desk.record)

    def _line(self, hint: str, width: int) -> QLineEdit:
        return self.line(hint, hint, self._add, width=width)

    def _spec(self) -> TableSpec[DocumentPart]:
        tr = self.context.tr
        return TableSpec(
            name=tr("Parts"),
            key=lambda part: part.id,
            columns=(
                Column(key="name", title=tr("Name of the paper"), value=lambda part: part.name, stretch=True),
                Column(
                    key="first",
                    title=tr("From page"),
                    value=lambda part: part.first + 1,
                    kind=Cell.NUMBER,
                    width=100,
                ),
                Column(
                    key="last",
                    title=tr("To page"),
                    value=lambda part: part.last + 1,
                    kind=Cell.NUMBER,
                    width=100,
                ),
            ),
        )

    def _show(self, record: LotRecord) -> None:
        parts = record.all(DocumentPart, version=self._version.id)
        self.table.set_rows(sorted(parts, key=lambda part: (part.first, part.last)))

    def _add(self) -> None:
        """What is no page number counts as a page that is not there, and is told so."""
        name, first, last = self.name.text(), _page(self.first), _page(self.last)
        writer, version = self._desk.services.writer, self._version.id
        self._desk.write(lambda: name_part(writer, version, name, first, last), self._added)

    def _added(self, _: str) -> None:
        """The next part begins where this one ended."""
        following = _page(self.last) + 2
        for line in (self.name, self.first, self.last):
            line.clear()
        if following <= (self._version.pages or 0):
            self.first.setText(str(following))
        self.name.setFocus()

    def _open(self, identity: str) -> None:
        part = self._desk.record.get(DocumentPart, identity) if self._desk.record else None
        if part is not None:
            self.close_sheet()
            self._desk.open_page(part.version, part.first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        identity = deleted_row(self.table, event)
        if identity is not None:
            self._desk.remove(DocumentPart.entity, identity)
        else:
            super().keyPressEvent(event)


def _page(line: QLineEdit) -> int:
    """0-based; -1 where there is no number."""
    text = line.text().strip()
    return int(text) - 1 if text.isdigit() else -1
