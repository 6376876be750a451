"""The parts of a row: a table of them, and the form of the one that is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.application.records import FieldRef
from workstation.domain.evidence import support
from workstation.domain.fields import Field, Kind, field_of
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.language.pinyin import says
from workstation.ui.context import UiContext
from workstation.ui.desk import Desk
from workstation.ui.desk_history import Pasting
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.field_views import FieldViews
from workstation.ui.panels.row_form import RowForm
from workstation.ui.widgets.base import Label, Rule, row
from workstation.ui.widgets.buttons import Button, ButtonKind, IconButton, mark_writing
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.values import Chip

SOURCE = "source"
FILTERED_FROM = 8  # rows: more of them get a filter, fewer on "/"
_ROOM = 4  # px under the last row


Mark = Callable[[LotRecord, tuple[Any, ...], Any], str]


def sum_of(context: UiContext, totals: Sequence[Money], *, whole: bool = False) -> str:
    """One sum a currency: CNY 26,479,100.00 + USD 3,000.00; the yuan alone needs no name."""
    several = len(totals) > 1
    shown = (
        context.formats.money(each, whole=whole, named=several or each.currency != "CNY") for each in totals
    )
    return " + ".join(shown)


_WIDTHS = {Kind.MONEY: 110, Kind.CHOICE: 100, Kind.DATE: 98}  # pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Which rows: of `record_class`, those whose `parent` field names the row above. `columns` are fields, the
    chip of `source` stands behind them; `remark` says something of all of them beside the heading; `arrange` puts
    them in order, and `marks` are columns of their own, computed from all of them: title and words of a row. `page`
    is the version whose page opens with a row, "" for none. An empty `source` leaves the chips out; what
    is not `filtered` has no filter of its own; marks that do not leave are neither copied nor exported."""

    record_class: type[Any]
    parent: str
    title: str
    add: str
    columns: Sequence[str]
    source: str
    fields: tuple[str, ...] | None = None
    remark: Callable[[LotRecord, tuple[Any, ...]], str] | None = None
    arrange: Callable[[LotRecord, tuple[Any, ...]], tuple[Any, ...]] | None = None
    marks: tuple[tuple[str, Mark], ...] = ()
    page: Callable[[LotRecord, Any], str] | None = None
    filtered: bool = True
    marks_leave: bool = True


class ChildRows(QWidget):
    """Heading with +, table, form. Hidden while there is no row above."""

    def __init__(self, desk: Desk, parts: Parts) -> None:
        super().__init__()
        self._desk = desk
        self._parts = parts
        self._record: LotRecord | None = None
        self._above = ""
        self._rows: tuple[Any, ...] = ()
        self._choose = ""
        self._filtered = ""  # the row above whose parts the filter narrows
        self._keep: Callable[[Any], bool] | None = None
        context = desk.context
        self.table = RecordTable(context, self._spec())
        self.table.current_changed.connect(self._show_form)
        self.table.chip_opened.connect(self._open)
        self.table.paste_asked.connect(self._paste)
        self.table.row_activated.connect(self._open_page)
        self.table.row_peeked.connect(self._open_page)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.horizontalScrollBar().rangeChanged.connect(lambda _low, _high: self._fit_height())
        self.form = RowForm(desk, parts.record_class, parts.fields)
        self._remark = Label(context, tone="ink2")
        self.add = IconButton(context, "plus", context.tr(parts.add))
        self.add.clicked.connect(self.add_row)
        self.paste = IconButton(context, "paste", context.tr("Paste rows from a spreadsheet"), key="Ctrl+V")
        self.paste.clicked.connect(self._paste)
        self.remove = IconButton(context, "trash", context.tr("Remove this row"))
        self.remove.clicked.connect(self._remove_row)
        mark_writing(self.add, self.paste, self.remove)
        self._make_filter()
        self._empty = self._make_empty()
        self._lay_out()

    def _make_filter(self) -> None:
        self.filter = FilterBox(self._desk.context, self._desk.context.tr("Filter rows"))
        self.filter.setFixedWidth(150)
        self.filter.hide()
        self.filter.changed.connect(self.table.set_filter)
        self.filter.left.connect(self.table.setFocus)
        self.table.key_typed.connect(self._key)

    def _make_empty(self) -> QWidget:
        """What is not there and what to do next, in one line."""
        context, tr = self._desk.context, self._desk.context.tr
        self.add_first = Button(context, tr(self._parts.add), kind=ButtonKind.LINK)
        self.add_first.clicked.connect(self.add_row)
        paste = Button(context, tr("Paste rows from a spreadsheet"), kind=ButtonKind.LINK)
        paste.clicked.connect(self._paste)
        mark_writing(self.add_first, paste)
        empty, inset = QWidget(), context.theme.tokens.space.page_inset
        said = Label(context, tr("Nothing entered yet."), tone="ink2")
        empty.setLayout(row(said, self.add_first, paste, None, margins=(inset, 0, 12, 4)))
        return empty

    def _lay_out(self) -> None:
        context = self._desk.context
        title = Label(context, context.tr(self._parts.title), weight=600)
        inset = context.theme.tokens.space.page_inset
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Rule(context))
        layout.addLayout(
            row(
                title,
                self._remark,
                None,
                self.filter,
                self.remove,
                self.paste,
                self.add,
                margins=(inset, 6, 12, 2),
            )
        )
        layout.addWidget(self._empty)
        layout.addWidget(self.table)
        layout.addWidget(self.form)

    def _spec(self) -> TableSpec[Any]:
        context, parts = self._desk.context, self._parts
        tr = context.tr
        columns: list[Column[Any]] = []
        fields = [field_of(parts.record_class, name) for name in parts.columns]
        # who or what a row is of takes what room there is, not what kind it is
        widest = next((field for field in fields if field.kind is not Kind.CHOICE), fields[0])
        for place, (name, field) in enumerate(zip(parts.columns, fields, strict=True)):
            columns.append(
                Column(
                    key=name,
                    title=tr(field.label),
                    value=partial(self._text, name),
                    kind=Cell.NUMBER if field.kind in {Kind.MONEY, Kind.DATE, Kind.RATE} else Cell.TEXT,
                    width=_WIDTHS.get(field.kind, 110),
                    stretch=field is widest,
                    drop=len(parts.marks) if place and field.kind is Kind.DATE and parts.marks else 0,
                    sort=partial(self._order, field),
                    sortable=parts.arrange is None,
                )
            )
        columns += [
            Column(
                key=heading,
                title=tr(heading),
                value=partial(self._mark, words),
                kind=Cell.NUMBER if place else Cell.TEXT,
                width=96 if place else 108,
                sortable=False,
                drop=place,
                leaves=parts.marks_leave,
            )
            for place, (heading, words) in enumerate(parts.marks)
        ]
        if parts.source:
            chip, title = Cell.CHIP, tr("Source")
            columns.append(
                Column(key=SOURCE, title=title, value=self._chip, kind=chip, width=104, sortable=False)
            )
        return TableSpec(name=tr(parts.title), key=lambda item: item.id, columns=columns, match=self._says)

    def _says(self, item: Any, needle: str) -> bool:
        return says(self.words(item), needle)

    def _order(self, field: Field, item: Any) -> Any:
        """Amounts by size within their currency, dates by day, all else by what is read."""
        value = getattr(item, field.name)
        if isinstance(value, Money):
            return value.currency, value.minor
        if field.kind in {Kind.RATE, Kind.NUMBER, Kind.INTEGER, Kind.DATE, Kind.MOMENT}:
            return value
        return self._text(field.name, item)

    def _text(self, name: str, item: Any) -> str | None:
        if self._record is None:
            return None
        views = FieldViews(self._desk.context, self._record)
        return views.text(item, field_of(self._parts.record_class, name)) or None

    def _mark(self, words: Mark, item: Any) -> str:
        return words(self._record, self._rows, item) if self._record is not None else ""

    def _chip(self, item: Any) -> Chip | None:
        if self._record is None:
            return None
        views = FieldViews(self._desk.context, self._record)
        field = field_of(self._parts.record_class, self._parts.source)
        return views.chip(field, support(self._record, item, field.name))

    def _fit_height(self) -> None:
        """All rows are in sight: the panel scrolls, not the table. In a narrow panel it scrolls sideways, below its rows."""
        size, rows = self._desk.context.theme.tokens, len(self._rows)
        aside = self.table.horizontalScrollBar()
        bar = aside.sizeHint().height() if aside.maximum() > aside.minimum() else 0
        lines = size.size.table_head + rows * size.density.comfortable.one_line
        self.table.setFixedHeight(lines + _ROOM + bar)

    def show_rows(self, record: LotRecord, above: str | None) -> None:
        """The parts of the row `above`."""
        self._record, self._above = record, above or ""
        self.setVisible(above is not None)
        rows = record.all(self._parts.record_class, **{self._parts.parent: above}) if above else ()
        if self._parts.arrange is not None:
            rows = self._parts.arrange(record, rows)
        if self._keep is not None:
            rows = tuple(row for row in rows if self._keep(row))
        self._rows = rows
        self.table.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._fit_height()
        self.remove.setVisible(bool(rows))
        self._empty.setVisible(not rows and self._keep is None)
        self.add_first.setVisible(not self.add.isHidden())
        if self._filtered != self._above:
            self.filter.clear()
            self._filtered = self._above
        many = len(rows) > FILTERED_FROM and self._parts.filtered
        self.filter.setVisible(many or bool(self.filter.text()))
        remark = self._parts.remark
        self._remark.setText(remark(record, rows) if remark is not None and rows else "")
        if self._choose and any(item.id == self._choose for item in rows):
            self.table.select_id(self._choose)
            self._choose = ""
        elif rows and self.table.current_id() not in {item.id for item in rows}:
            self.table.select_id(rows[0].id)
        self._show_form(self.table.current_id() or "")

    def keep_only(self, keep: Callable[[Any], bool] | None) -> None:
        """Shows some of the rows; None shows all."""
        self._keep = keep
        if self._record is not None:
            self.show_rows(self._record, self._above or None)

    def words(self, item: Any) -> str:
        """What a row says in its table: for filters."""
        return " ".join(self._text(name, item) or "" for name in self._parts.columns)

    @property
    def entity(self) -> str:
        return str(self._parts.record_class.entity)

    def refs(self) -> list[FieldRef]:
        """The fields of the chosen part."""
        return self.form.refs()

    def bring(self, ref: FieldRef) -> None:
        """Brings a part forward and focuses its field."""
        if self.table.select_id(ref.row) and self.form.row is not None:
            self.form.form.focus_field(ref.field)

    def add_row(self) -> None:
        """A new part; it is chosen when it comes."""
        values = {self._parts.parent: self._above} if self._parts.parent != "lot" else {}
        self._desk.add(self._parts.record_class.entity, values, self._chosen)

    def _paste(self) -> None:
        """What a spreadsheet put on the clipboard, shown before it is added."""
        parts, desk = self._parts, self._desk
        if desk.can_write():
            above = self._above if parts.parent != "lot" else desk.lot or ""
            entity = field_of(parts.record_class, parts.parent).target
            currency = desk.currency_of(entity, above)
            desk.paste_requested.emit(
                Pasting(parts.record_class, parts.parent, above, tuple(parts.columns), currency)
            )

    def _chosen(self, identity: str) -> None:
        self._choose = identity

    def _remove_row(self) -> None:
        current = self.table.current_id()
        if current:
            self._desk.remove(self._parts.record_class.entity, current)

    def _show_form(self, identity: str) -> None:
        record = self._record
        if record is not None:
            self.form.show_row(record, record.get(self._parts.record_class, identity))

    def _key(self, _: str, key: str) -> None:
        if key == "/" and self._parts.filtered:
            self.filter.show()
            self.filter.setFocus()

    def _open_page(self, identity: str) -> None:
        page, record = self._parts.page, self._record
        item = record.get(self._parts.record_class, identity) if record is not None else None
        version = page(record, item) if page is not None and record is not None and item is not None else ""
        if version:
            self._desk.open_page(version)

    def _open(self, identity: str, _: str) -> None:
        self._desk.open_source(FieldRef(self._parts.record_class.entity, identity, self._parts.source))
