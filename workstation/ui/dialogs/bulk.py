"""One value for many records: what each would become is shown before anything is changed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.application.bulk import Planned, bulk_fields, plan
from workstation.application.records import FieldRef
from workstation.domain.errors import UserError
from workstation.domain.fields import Field, field_of
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.forms.editors import ChoiceEditor, Editor, make_editor
from workstation.ui.forms.options import default_options
from workstation.ui.forms.values import Option
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Column, TableSpec
from workstation.ui.panels.value_words import value_words
from workstation.ui.typed import typed_value
from workstation.ui.widgets.base import Label, row, set_tone


class BulkSheet(TitledSheet):
    """Rows of one kind; the field and the value are chosen above, the rows below show before and after."""

    def __init__(self, desk: Desk, host: QWidget, rows: Sequence[Any]) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Change {count} records", count=len(rows)), QSize(820, 560))
        self._desk = desk
        self._rows = list(rows)
        self._entity = rows[0].entity
        self._plan: tuple[Planned, ...] = ()
        self._value: object = None
        fields = bulk_fields(self._entity)
        self.field = ChoiceEditor(context, [Option(found.name, tr(found.label)) for found in fields])
        self.field.setAccessibleName(tr("Field"))
        self.field.setFixedWidth(240)
        self.field.show_text(_first(fields))
        self.field.committed.connect(lambda _: self._choose())
        self._place = QVBoxLayout()
        self.editor: Editor | None = None
        self._echo = Label(context, px=context.theme.tokens.type.caption, tone="ink2")
        self.table = RecordTable(context, self._spec())
        self.content.addLayout(row(self.field, Label(context, "→", tone="ink3")))
        self.content.addLayout(self._place)
        self.content.addWidget(self._echo)
        self.content.addWidget(self.table, 1)
        self._apply = self.add_buttons(tr("Change them"), key="Ctrl+Enter")
        self._apply.clicked.connect(self._take)
        self._choose()

    def _spec(self) -> TableSpec[Planned]:
        tr = self.context.tr
        return TableSpec(
            name=tr("What each record becomes"),
            key=lambda planned: planned.id,
            columns=(
                Column(key="name", title=tr("Record"), value=lambda planned: tr(planned.name), stretch=True),
                Column(
                    key="before",
                    title=tr("Before"),
                    value=lambda planned: self._words(planned.before),
                    width=200,
                ),
                Column(key="after", title=tr("After"), value=self._after, width=280),
            ),
        )

    def _words(self, value: object) -> str:
        declared = field_of(type(self._rows[0]), self.field.typed())
        return value_words(self.context, declared, value, self._desk.record)

    def _after(self, planned: Planned) -> str:
        if planned.refused is not None:
            return self.context.tr.error(planned.refused)
        return self._words(planned.after) if planned.changes else self.context.tr("unchanged")

    def _choose(self) -> None:
        """Another field: its editor, as a form has it."""
        declared = field_of(type(self._rows[0]), self.field.typed())
        if self.editor is not None:
            self._place.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
        self.editor = make_editor(self.context, declared, default_options(self.context, declared))
        self.editor.setProperty("reads", True)
        self.editor.setProperty("flat", False)
        if isinstance(self.editor, ChoiceEditor):
            self.editor.committed.connect(lambda _: self._preview())
        else:
            self.editor.textChanged.connect(lambda *_: self._preview())
        self._place.addWidget(self.editor)
        self.table.set_rows([])
        self._preview()

    def _preview(self) -> None:
        name = self.field.typed()
        text = self.editor.typed() if self.editor is not None else ""
        said, tone = "", "ink2"
        try:
            self._value = typed_value(
                FieldRef(self._entity, "", name),
                text,
                currency=self._desk.currency,
                today=self.context.today(),
            )
            self._plan = plan(self._rows, name, self._value)
            count = sum(planned.changes for planned in self._plan)
            said = self.context.tr("{count} of {total} records change", count=count, total=len(self._rows))
        except UserError as error:
            said, tone, self._plan = self.context.tr.error(error), "high", ()
        self._echo.setText(said)
        set_tone(self._echo, tone)
        self.table.set_rows(self._plan)
        self._apply.setEnabled(any(planned.changes for planned in self._plan))

    def _take(self) -> None:
        ids = [planned.id for planned in self._plan if planned.changes]
        if ids:
            self.close_sheet()
            self._desk.edit_many(self._entity, ids, self.field.typed(), self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take()
        else:
            super().keyPressEvent(event)


def _first(fields: Sequence[Field]) -> str:
    """A choice where there is one: what is set for many rows most."""
    return next((found.name for found in fields if found.choices is not None), fields[0].name)
