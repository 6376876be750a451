"""One row of a lot as a form that is joined to the desk: typing edits it, focus makes a target, chips open pages."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.application.records import FieldRef, RequiredFieldError
from workstation.domain.citations import EvidenceKind
from workstation.domain.errors import Term
from workstation.domain.evidence import support
from workstation.domain.fields import Field, Kind, applies, fields_of
from workstation.domain.findings.finding import Subject
from workstation.domain.record import LotRecord
from workstation.ui.desk import Desk, Target
from workstation.ui.forms.form import RecordForm
from workstation.ui.forms.values import Option
from workstation.ui.panels.field_views import FieldViews
from workstation.ui.panels.finding_acts import act_on
from workstation.ui.typed import listed_value, names_party, typed_value


class RowForm(QWidget):
    """Shows the row it is given; without one it is hidden."""

    def __init__(
        self,
        desk: Desk,
        record_class: type[Any],
        fields: tuple[str, ...] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._class = record_class
        self._names = fields
        self._row: Any = None
        self._record: LotRecord | None = None
        self.form = RecordForm(
            desk.context, record_class, fields=fields, options=self._options, check=self._check
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        self.form.edited.connect(self._edit)
        self.form.focused.connect(self._take_target)
        self.form.chip_opened.connect(self._open)
        self.form.chip_detach_asked.connect(self._detach)
        self.form.act_asked.connect(self._act)
        desk.target_changed.connect(self._show_target)
        desk.field_focus_requested.connect(self._focus)
        desk.attached.connect(self._flash)

    @property
    def row(self) -> Any:
        return self._row

    def show_row(self, record: LotRecord, row: Any) -> None:
        changed = self._row is not None and (row is None or row.id != self._row.id)
        if changed:
            self.form.commit()
            self.form.fold_again()
        self._record, self._row = record, row
        self.setVisible(row is not None)
        if row is None:
            return
        views = FieldViews(self._desk.context, record, self._desk.findings, self._desk.parties)
        for field in self._references():
            self.form.set_entries(field.name, views.options(field))
        self.form.show_values(views.of_row(row))
        self._show_target(self._desk.target)

    def refs(self) -> list[FieldRef]:
        """The citable fields from top to bottom: the way of the target."""
        if self._row is None:
            return []
        return [
            self._ref(field.name) for field in self._shown() if field.citable and applies(self._row, field)
        ]

    def _shown(self) -> list[Field]:
        declared = [field for field in fields_of(self._class) if field.shown]
        if self._names is None:
            return declared
        named = {field.name: field for field in declared}
        return [named[name] for name in self._names if name in named]

    def _references(self) -> list[Field]:
        return [field for field in self._shown() if field.target]

    def _options(self, field: Field) -> list[Option]:
        if self._record is None:
            return []
        return FieldViews(self._desk.context, self._record, parties=self._desk.parties).options(field)

    def _ref(self, name: str) -> FieldRef:
        return FieldRef(self._class.entity, self._row.id, name)

    def _check(self, field: Field, text: str) -> object:
        ref = self._ref(field.name)
        if not text:
            raise RequiredFieldError(field=Term(field.label))
        if field.kind is Kind.REFERENCE and not names_party(ref):
            return listed_value(text, [option.value for option in self._options(field)])
        return typed_value(
            ref, text, currency=self._desk.currency_of(ref.entity, ref.row), today=self._desk.context.today()
        )

    def _edit(self, name: str, text: str) -> None:
        if self._row is not None:
            self._desk.edit_text(self._ref(name), text)

    def _open(self, name: str) -> None:
        if self._record is not None and self._row is not None:
            self._desk.open_source(self._ref(name))

    def _detach(self, name: str) -> None:
        if self._record is None or self._row is None:
            return
        found = support(self._record, self._row, name).evidence
        cited = [item for item in found if item.kind is EvidenceKind.CITED] or list(found)
        if cited:
            self._desk.detach(cited[-1].id)

    def _act(self, name: str, key: str) -> None:
        """A button below the note of a field: what the rule that speaks there offers."""
        if self._record is None or self._row is None:
            return
        subject = Subject(self._class.entity, self._row.id, name)
        for finding in self._desk.findings.get(subject, ()):
            act_on(self._desk, self._record, finding, key)

    def _take_target(self, name: str) -> None:
        """A form without a row may get the focus for a moment, when what had it goes."""
        if self._row is not None:
            self._desk.set_target(self._ref(name))

    def _mine(self, ref: FieldRef) -> bool:
        return (
            self._row is not None
            and (ref.entity, ref.row) == (self._class.entity, self._row.id)
            and self._has(ref.field)
        )

    def _has(self, name: str) -> bool:
        return any(field.name == name for field in self._shown())

    def _show_target(self, target: Target | None) -> None:
        self.form.set_target(target.ref.field if target is not None and self._mine(target.ref) else None)

    def _focus(self, ref: FieldRef) -> None:
        if self._mine(ref):
            self.form.focus_field(ref.field)

    def _flash(self, ref: FieldRef) -> None:
        if self._mine(ref):
            self.form.flash(ref.field)
