"""Rows copied from a spreadsheet: read and shown before anything is added, added as one batch."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workstation.application.batches import ROWS_AT_ONCE, chunks, in_chunks
from workstation.application.lots import add_collateral
from workstation.application.operations import OperationKind, Step
from workstation.application.parties import give_role, party_named
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.application.progress import SILENT, Progress
from workstation.domain.collateral import Collateral
from workstation.domain.defaults import Defaults
from workstation.domain.errors import UserError
from workstation.domain.fields import Field, Kind, fields_of
from workstation.domain.naming import name_of
from workstation.domain.parties import Party
from workstation.domain.ranges import check_value
from workstation.domain.record import LotRecord
from workstation.language.labels import choice_label
from workstation.language.translator import translators
from workstation.language.values import parse_whole

MOST_ROWS = 5_000


class NothingToPasteError(UserError):
    code = "paste.nothing"
    message = "There are no rows to paste. Copy them in the spreadsheet first."


class TooMuchToPasteError(UserError):
    code = "paste.too_much"
    message = "There are over {most} rows or a cell too long to paste. Paste fewer at a time."


class UnknownNameError(UserError):
    code = "paste.unknown_name"
    message = "Nothing here is called “{text}”. Enter it first, or leave the cell empty."


class CellNeededError(UserError):
    code = "paste.needed"
    message = "This cell cannot be empty."


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One line: its texts as they were copied, the values read from them, and why a cell could not be read."""

    id: str
    texts: dict[str, str]
    values: dict[str, object]
    refused: dict[str, UserError] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pasted:
    """`fields` in the order of their columns; `ignored` are heads (or places) of columns that no field takes."""

    fields: tuple[Field, ...]
    ignored: tuple[str, ...]
    rows: tuple[PastedRow, ...]

    @property
    def taken(self) -> tuple[PastedRow, ...]:
        """The rows without a fault."""
        return tuple(row for row in self.rows if not row.refused)


@dataclass(frozen=True, slots=True)
class Reading:
    """How cells are read, in either language: the currency of bare amounts, the rows that may be named."""

    currency: str
    record: LotRecord

    def cell(self, declared: Field, text: str) -> object:
        """A party stays a name, which may be a new one. Raises a `UserError` where the text is no value."""
        if declared.kind is Kind.REFERENCE:
            return text if declared.target == Party.entity else self._named(declared, text)
        if declared.choices is not None:
            wanted = text.casefold()
            for member in declared.choices:
                label = choice_label(member)
                if wanted in {tr(label).casefold() for tr in translators()}:
                    return member
        value = parse_whole(declared.kind, text, currency=self.currency, choices=declared.choices).value
        check_value(declared, value)
        return value

    def _named(self, declared: Field, text: str) -> str:
        for identity, row in self.record.rows.get(declared.target, {}).items():
            if name_of(row).casefold() == text.casefold():
                return identity
        raise UnknownNameError(text=text)


def read_rows(
    text: str, record_class: type[Any], columns: Sequence[str], parent: str, reading: Reading
) -> Pasted:
    """What the clipboard holds, as rows of `record_class` under a row that its field `parent` names. A first line that
    names fields, in either language, says which column is which; without one they stand as in the table, `columns`."""
    lines = _cells(text)
    open_fields = {
        declared.name: declared
        for declared in fields_of(record_class)
        if declared.shown and declared.name != parent
    }
    heads = _heads(lines[0], open_fields)
    if heads is None:
        width = max(len(line) for line in lines)
        given = [open_fields.get(name) for name in columns][:width]
        heads = [*given, *([None] * (width - len(given)))]
        titles = [str(place) for place in range(1, width + 1)]
    else:
        titles, lines = lines[0], lines[1:]
    if not lines:
        raise NothingToPasteError
    needed = [declared for declared in open_fields.values() if declared.required]
    return Pasted(
        fields=tuple(head for head in heads if head is not None),
        ignored=tuple(title for title, head in zip(titles, heads, strict=False) if head is None and title),
        rows=tuple(_row(str(place), line, heads, needed, reading) for place, line in enumerate(lines, 1)),
    )


def _cells(text: str) -> list[list[str]]:
    """As spreadsheets copy: cells parted by tabs, in quotes where they hold a line break. Empty lines are left out."""
    try:
        found = [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text), "excel-tab")]
    except csv.Error as error:
        raise TooMuchToPasteError(most=MOST_ROWS) from error
    lines = [line for line in found if any(line)]
    if not lines:
        raise NothingToPasteError
    if len(lines) > MOST_ROWS:
        raise TooMuchToPasteError(most=MOST_ROWS)
    return lines


def _heads(line: Sequence[str], open_fields: dict[str, Field]) -> list[Field | None] | None:
    """The field of each column; None when fewer than half of the cells name one: then it is no head."""
    known: dict[str, Field] = {}
    for declared in open_fields.values():
        for word in (declared.name, *(tr(declared.label) for tr in translators())):
            known.setdefault(word.casefold(), declared)
    found = [known.get(cell.casefold()) for cell in line]
    once = [head if head not in found[:place] else None for place, head in enumerate(found)]
    named = sum(head is not None for head in once)
    return once if named and named * 2 >= sum(bool(cell) for cell in line) else None


def _row(
    place: str, line: Sequence[str], heads: Sequence[Field | None], needed: Sequence[Field], reading: Reading
) -> PastedRow:
    row = PastedRow(place, {}, {})
    for head, text in zip(heads, line, strict=False):
        if head is None or not text:
            continue
        row.texts[head.name] = text
        try:
            row.values[head.name] = reading.cell(head, text)
        except UserError as error:
            row.refused[head.name] = error
    for declared in needed:
        if declared.name not in row.texts:
            row.refused[declared.name] = CellNeededError()
    return row


def paste_rows(
    writer: Writer,
    record_class: type[Any],
    given: dict[str, str],
    rows: Sequence[PastedRow],
    *,
    batch: str,
    defaults: Defaults | None = None,
    progress: Progress = SILENT,
) -> Committed[None] | None:
    """Adds the rows as one batch, each with the values of `given` (its lot, the row above it).

    A party is taken by name, or made. With `defaults`, collateral gets what it lacks to be priced, as a new one does.
    A cancelled paste keeps what was finished. None when there was nothing to add.
    """
    named = tuple(
        declared.name
        for declared in fields_of(record_class)
        if declared.kind is Kind.REFERENCE and declared.target == Party.entity
    )

    def work(tx: Transaction, some: Sequence[PastedRow]) -> None:
        for row in some:
            values = dict(row.values)
            parties = {name: party_named(tx, str(values[name])) for name in named if name in values}
            values.update((name, party.id) for name, party in parties.items())
            made = record_class(id=tx.new_id(), **given, **values)
            if isinstance(made, Collateral) and defaults is not None:
                add_collateral(tx, defaults, made)
            else:
                tx.put(made)
            for name, party in parties.items():
                give_role(tx, made, name, party)

    said = {"record": record_class.title, "count": str(len(rows))}
    step = Step(OperationKind.PASTE, said, batch)
    return in_chunks(writer, step, chunks(rows, ROWS_AT_ONCE), work, progress)
