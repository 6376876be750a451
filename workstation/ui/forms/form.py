"""A form over the catalogue of fields: rows in groups, each field citable where the catalogue says so."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.domain.errors import UserError
from workstation.domain.fields import Field, fields_of
from workstation.ui.context import UiContext
from workstation.ui.forms.editors import ChoiceEditor, ReferenceEditor, hold
from workstation.ui.forms.options import default_options
from workstation.ui.forms.row import FormRow
from workstation.ui.forms.values import Check, FieldView, Option, Options
from workstation.ui.widgets.base import Label, bring_into_sight
from workstation.ui.widgets.buttons import Button, ButtonKind

FOLDED_FROM: Final = 5  # fields: a shorter group is shown whole
AT_ONCE: Final = 5  # lines that are made before the window may paint again
_NOTHING: Final = FieldView()


class RecordForm(QWidget):
    """Rows for `fields` of a record class (all that are shown when left out), under the headings of their groups.

    `options` gives the entries of reference fields (and may override those of choices); `check` raises a `UserError`
    when a text is no value of a field, or nothing where one is required: the text stays, the note line says why, and `edited` is not sent.

    Signals: `edited(field name, text)` when a changed text is committed (a choice gives its value, a reference its
    id, "" empties the field); `focused(field name)` when an editor of a citable field gets the focus, which makes it
    the target (a click on its bare chip gives it the focus); `chip_opened(field name)` of a chip that is not bare, and
    `chip_detach_asked(field name)`; `act_asked(field name, key)` for what can be done about a note.

    A long group of which nothing is filled is folded into one line until it is opened, or something of it is asked for.
    """

    edited = Signal(str, str)
    focused = Signal(str)
    chip_opened = Signal(str)
    chip_detach_asked = Signal(str)
    act_asked = Signal(str, str)

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
        self._fields = {field.name: field for field in _chosen(record_class, fields)}
        self._group_of = _groups(self._fields.values())
        self._views: dict[str, FieldView] = {}
        self._given: dict[str, Sequence[Option]] = {}
        self._rows: dict[str, FormRow] = {}
        self._headings: dict[str, Label] = {}
        self._folds: dict[str, Button] = {}
        self._opened: set[str] = set()
        self._sought = ""  # the field that was asked for while lines were still to come
        self._target: str | None = None
        self._frozen = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 4, 0, 8)
        self._layout.setSpacing(0)
        # A long form would hold the window for a tenth of a second: its lines come a few at a time
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._add_some)

    def _add_some(self) -> None:
        folded = self._folded()
        wanted = [
            name
            for name in self._fields
            if name not in self._rows and not self._view(name).hidden and self._group_of[name] not in folded
        ]
        for name in wanted[:AT_ONCE]:
            self._add_row(name)
        self._show_headings()
        if len(wanted) > AT_ONCE:
            self._more.start(0)
        elif self._sought:
            self._show_sought()  # lines came above it since it was asked for

    def _folded(self) -> set[str]:
        """The groups that are one line: long, nothing filled, and not opened."""
        found: set[str] = set()
        for group in set(self._group_of.values()) - self._opened - {""}:
            names = [name for name, own in self._group_of.items() if own == group]
            shown = [name for name in names if not self._view(name).hidden]
            if len(shown) >= FOLDED_FROM and not any(
                self._view(name).text or self._view(name).note for name in shown
            ):
                found.add(group)
            else:
                self._opened.add(group)
        return found

    def fold_again(self) -> None:
        """Another row is shown: its empty groups are folded, whatever was opened before."""
        self._opened.clear()

    def _open_group(self, group: str) -> None:
        self._opened.add(group)
        self._add_some()
        first = next(name for name, own in self._group_of.items() if own == group and name in self._rows)
        self.focus_field(first)

    def _fold(self, group: str, count: int) -> None:
        """The line of a folded group, in its place."""
        text = self._context.tr("{group}: {count} empty", group=self._context.tr(group), count=count)
        if group not in self._folds:
            line = Button(self._context, text, kind=ButtonKind.QUIET, icon="chevron-right")
            line.clicked.connect(lambda: self._open_group(group))
            first = next(name for name, own in self._group_of.items() if own == group)
            place, _ = self._place_of(first)
            self._folds[group] = line
            self._layout.insertWidget(place, line, 0, Qt.AlignmentFlag.AlignLeft)
        self._folds[group].setText(text)

    @property
    def is_whole(self) -> bool:
        """Whether all lines have come."""
        return not self._more.isActive()

    def _view(self, name: str) -> FieldView:
        return self._views.get(name, _NOTHING)

    def _add_row(self, name: str) -> FormRow:
        """In its place among the lines that are there already."""
        field = self._fields[name]
        row = FormRow(self._context, field, self._entries(field))
        place, last = self._place_of(name)
        group = self._group_of[name]
        if group and group not in self._headings:
            self._headings[group] = self._heading(group)
            self._layout.insertWidget(place, self._headings[group])
            place += 1
        row.edited.connect(lambda text: self._commit(name, text))
        if field.citable:
            row.focused.connect(lambda: self.focused.emit(name))
        row.chip_opened.connect(lambda: self.chip_opened.emit(name))
        row.detach_asked.connect(lambda: self.chip_detach_asked.emit(name))
        row.act_asked.connect(lambda key: self.act_asked.emit(name, key))
        self._rows[name] = row
        self._layout.insertWidget(place, row)
        row.show_view(self._view(name))
        row.set_target(name == self._target)
        if self._frozen:
            hold(row.editor, held=True)
        if not last:
            self._order_tabs()
        return row

    def _place_of(self, name: str) -> tuple[int, bool]:
        """Where a new line goes, and whether that is the end."""
        names = list(self._fields)
        for later in names[names.index(name) + 1 :]:
            group = self._group_of[later]
            if group in self._folds and group != self._group_of[name]:
                return self._layout.indexOf(self._folds[group]), False
            if later in self._rows:
                above = self._headings.get(group) if group != self._group_of[name] else None
                return self._layout.indexOf(above or self._rows[later]), False
        return self._layout.count(), True

    def _order_tabs(self) -> None:
        """The Tab key goes from top to bottom, whenever a line came."""
        rows = [self._rows[name] for name in self._fields if name in self._rows]
        for above, below in pairwise([stop for row in rows for stop in row.stops]):
            QWidget.setTabOrder(above, below)

    def _show_headings(self) -> None:
        folded = self._folded()
        for group in folded:
            views = [self._view(name) for name, own in self._group_of.items() if own == group]
            self._fold(group, sum(not view.hidden for view in views))
        for group, line in self._folds.items():
            line.setVisible(group in folded)
        for name, row in self._rows.items():
            row.setVisible(self._group_of[name] not in folded and not self._view(name).hidden)
        for group, heading in self._headings.items():
            rows = (row for name, row in self._rows.items() if self._group_of[name] == group)
            heading.setVisible(any(not row.isHidden() for row in rows))

    def _heading(self, group: str) -> Label:
        theme = self._context.theme
        heading = Label(
            self._context, self._context.tr(group), px=theme.tokens.type.caption, weight=600, tone="ink2"
        )
        heading.setContentsMargins(theme.tokens.space.page_inset, 10, 0, 4)
        return heading

    def _entries(self, field: Field) -> list[Option]:
        given = self._given.get(field.name)
        found = given if given is not None else self._options(field) if self._options else ()
        return list(found) or default_options(self._context, field)

    # what the panel asks

    def show_values(self, values: Mapping[str, FieldView]) -> None:
        """Shows what the record holds now; a field that is being typed in keeps its text."""
        self._views.update((name, view) for name, view in values.items() if name in self._fields)
        for name, row in self._rows.items():
            row.show_view(self._view(name))
        self._show_headings()
        self._add_some()

    def set_frozen(self, frozen: bool) -> None:  # noqa: FBT001 - a property setter
        """Whether nothing may be typed, in lines that are still to come too."""
        self._frozen = frozen
        for row in self._rows.values():
            hold(row.editor, held=frozen)

    def set_target(self, name: str | None) -> None:
        """Rings the field that receives the next Ctrl+E; None rings nothing."""
        self._target = name
        for field, row in self._rows.items():
            row.set_target(field == name)

    def target(self) -> str | None:
        return self._target

    def next_bare(self, after: str | None) -> str | None:
        """The next citable field below `after` whose value has no evidence yet, wrapping around; None when all do."""
        names = [
            name for name, field in self._fields.items() if field.citable and not self._view(name).hidden
        ]
        start = names.index(after) + 1 if after in names else 0
        return next((name for name in names[start:] + names[:start] if self.row(name).is_bare), None)

    def focus_field(self, name: str) -> None:
        """Gives a field the focus and brings its line into sight."""
        self.row(name).editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sought = name
        if self.is_whole:
            self._show_sought()

    def _show_sought(self) -> None:
        """Once what changed above the line is laid out."""
        name, self._sought = self._sought, ""
        QTimer.singleShot(0, self, lambda: bring_into_sight(self.row(name)))

    def flash(self, name: str) -> None:
        """The chip of a field that was just attached."""
        self.row(name).flash()

    def show_error(self, name: str, sentence: str) -> None:
        self.row(name).show_error(sentence)

    def set_entries(self, name: str, options: Sequence[Option]) -> None:
        """New entries of a choice or reference field."""
        self._given[name] = options
        editor = self._rows[name].editor if name in self._rows else None
        if isinstance(editor, ChoiceEditor | ReferenceEditor):
            editor.set_options(options)

    def commit(self) -> None:
        """Takes what stands half-typed in any field, as before a panel closes."""
        for row in self._rows.values():
            row.editor.commit()

    def row(self, name: str) -> FormRow:
        """The line of a field, made now if it has not come yet. `KeyError` for a field that the form lacks."""
        group = self._group_of[name]
        if group in self._folded():
            self._opened.add(group)
            self._add_some()
        if name not in self._rows:
            self._add_row(name)
            self._show_headings()
        return self._rows[name]

    def _commit(self, name: str, text: str) -> None:
        row = self._rows[name]
        if self._check is not None and (text or row.field.required):
            try:
                self._check(row.field, text)
            except UserError as error:
                row.show_error(self._context.tr.error(error))
                return
        row.clear_error()
        self.edited.emit(name, text)


def _groups(fields: Iterable[Field]) -> dict[str, str]:
    """The heading that each field stands under: its own, or that of the field above."""
    found, group = {}, ""
    for field in fields:
        group = field.group or group
        found[field.name] = group
    return found


def _chosen(record_class: type[Any], names: Iterable[str] | None) -> list[Field]:
    declared = {field.name: field for field in fields_of(record_class)}
    if names is None:
        return [field for field in declared.values() if field.shown]
    return [declared[name] for name in names]
