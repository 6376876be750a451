"""A form over the catalogue of fields: rows in groups, each field citable where the catalogue says so."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.domain.errors import UserError
from workstation.domain.fields import Field, fields_of
from workstation.ui.context import UiContext
from workstation.ui.forms.editors import ChoiceEditor, ReferenceEditor, default_options
from workstation.ui.forms.row import FormRow
from workstation.ui.forms.values import Check, FieldView, Option, Options
from workstation.ui.widgets.base import Label


class RecordForm(QWidget):
    """Rows for `fields` of a record class (all that are shown when left out), under the headings of their groups.

    `options` gives the entries of reference fields (and may override those of choices); `check` raises a `UserError`
    when a text is no value of a field: the text stays, the note line says why, and `edited` is not sent.

    Signals: `edited(field name, text)` when a changed text is committed (a choice gives its value, a reference its
    id, "" empties the field); `focused(field name)` when an editor of a citable field gets the focus, which makes it
    the target (a click on its bare chip gives it the focus); `chip_opened(field name)` of a chip that is not bare, and
    `chip_detach_asked(field name)`.
    """

    edited = Signal(str, str)
    focused = Signal(str)
    chip_opened = Signal(str)
    chip_detach_asked = Signal(str)

    def __init__(
        self,
        context: UiContext,
        record_class: type[Any],
        *,
        fields: Iterable[str] | None = None,
        options: Options | None = None,
        check: Check | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._options = options
        self._check = check
        self._rows: dict[str, FormRow] = {}
        self._headings: dict[str, Label] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 8)
        self._layout.setSpacing(0)
        self._add_rows(_chosen(record_class, fields))

    def _add_rows(self, fields: Sequence[Field]) -> None:
        group = ""
        for field in fields:
            if field.group and field.group != group:
                self._headings[field.group] = self._heading(field.group)
                self._layout.addWidget(self._headings[field.group])
            group = field.group or group
            row = FormRow(self._context, field, self._entries(field))
            name = field.name
            row.edited.connect(lambda text, name=name: self._commit(name, text))
            if field.citable:
                row.focused.connect(lambda name=name: self.focused.emit(name))
            row.chip_opened.connect(lambda name=name: self.chip_opened.emit(name))
            row.detach_asked.connect(lambda name=name: self.chip_detach_asked.emit(name))
            self._rows[name] = row
            self._layout.addWidget(row)

    def _heading(self, group: str) -> Label:
        theme = self._context.theme
        heading = Label(
            self._context, self._context.tr(group), px=theme.tokens.type.caption, weight=600, tone="ink2"
        )
        heading.setContentsMargins(theme.tokens.space.page_inset, 10, 0, 4)
        return heading

    def _entries(self, field: Field) -> list[Option]:
        found = self._options(field) if self._options else ()
        return list(found) or default_options(self._context, field)

    # what the panel asks

    def show_values(self, values: Mapping[str, FieldView]) -> None:
        """Shows what the record holds now; a field that is being typed in keeps its text."""
        for name, view in values.items():
            if name in self._rows:
                self._rows[name].show_view(view)
        for group, heading in self._headings.items():
            rows = [row for row in self._rows.values() if row.field.group == group]
            heading.setVisible(any(not row.isHidden() for row in rows))

    def set_target(self, name: str | None) -> None:
        """Rings the field that receives the next Ctrl+E; None rings nothing."""
        for field, row in self._rows.items():
            row.set_target(field == name)

    def target(self) -> str | None:
        return next((name for name, row in self._rows.items() if row.is_target), None)

    def next_bare(self, after: str | None) -> str | None:
        """The next citable field below `after` whose value has no evidence yet, wrapping around; None when all do."""
        names = [name for name, row in self._rows.items() if row.field.citable]
        start = names.index(after) + 1 if after in names else 0
        return next((name for name in names[start:] + names[:start] if self._rows[name].is_bare), None)

    def focus_field(self, name: str) -> None:
        self._rows[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def flash(self, name: str) -> None:
        """The chip of a field that was just attached."""
        self._rows[name].flash()

    def show_error(self, name: str, sentence: str) -> None:
        self._rows[name].show_error(sentence)

    def set_entries(self, name: str, options: Sequence[Option]) -> None:
        """New entries of a choice or reference field."""
        editor = self._rows[name].editor
        if isinstance(editor, ChoiceEditor | ReferenceEditor):
            editor.set_options(options)

    def commit(self) -> None:
        """Takes what stands half-typed in any field, as before a panel closes."""
        for row in self._rows.values():
            row.editor.commit()

    def row(self, name: str) -> FormRow:
        return self._rows[name]

    def _commit(self, name: str, text: str) -> None:
        row = self._rows[name]
        if self._check is not None and text:
            try:
                self._check(row.field, text)
            except UserError as error:
                row.show_error(self._context.tr.error(error))
                return
        row.clear_error()
        self.edited.emit(name, text)


def _chosen(record_class: type[Any], names: Iterable[str] | None) -> list[Field]:
    declared = {field.name: field for field in fields_of(record_class)}
    if names is None:
        return [field for field in declared.values() if field.shown]
    return [declared[name] for name in names]
