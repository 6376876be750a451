"""A lot leaves a workspace as one JSON text and enters another (golden contract, section 8)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from workstation.application.calc.schema import JsonObject
from workstation.application.lot_json import read_rows
from workstation.application.lots import retire_placeholder
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Transaction
from workstation.application.removal import users_first
from workstation.application.services import Services
from workstation.domain.catalogue import RECORDS
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.collateral import Collateral
from workstation.domain.decisions import MemoRecord, Run
from workstation.domain.documents import Document, DocumentPart, PageReading, Photo, Version
from workstation.domain.errors import NotFoundError, Term, UserError
from workstation.domain.fields import Kind, fields_of
from workstation.domain.highlights import Highlight
from workstation.domain.images import to_image
from workstation.domain.input_errors import NotOneOfError, RepeatedError, UnknownInputError, UnknownNameError
from workstation.domain.lots import Lot
from workstation.domain.parties import Party
from workstation.domain.ranges import SINGLE, check_ranges, check_single, check_texts
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Scenario
from workstation.domain.signatures import Signature

FORMAT: Final = "workstation.lot/1"
# what rests on files of the workspace; reasons (assumed evidence) need none
_ON_FILES: Final = (Document, Version, DocumentPart, PageReading, Highlight, Photo, Citation, Run, MemoRecord)
# their objects are no files that anybody could import
_FROZEN: Final = ((Run, "trace"), (MemoRecord, "sha256"))
_NAMED: Final = 5  # files that a message names


class NotALotFileError(UserError):
    code = "lot.not_json"
    message = "This file is not a lot as JSON: {detail}. “lot get W LOT” writes one."


class NoJsonError(NotALotFileError):
    message = "This file is no JSON: line {line}, column {column}. “lot get W LOT” writes a lot as JSON."


class ObjectLackingError(UserError):
    code = "lot.object_missing"
    message = "Files that the lot rests on are not in this workspace ({count}): {names}. Import them here first, or use --without-evidence."


class RowElsewhereError(UserError):
    code = "lot.row_elsewhere"
    message = (
        "A row of the file has the id {id}, which belongs to another lot here. Give it an id of its own."
    )


def lot_json(record: LotRecord) -> dict[str, Any]:
    """The rows of a lot by entity, and the parties it names, as history and `--json` write them."""
    order = [record_class.entity for record_class in RECORDS]
    return {
        "format": FORMAT,
        "rows": {
            entity: [to_image(row) for row in record.rows[entity].values()]
            for entity in order
            if record.rows.get(entity)
        },
    }


def read_lot(text: str) -> tuple[Any, ...]:
    """The rows of a text that `lot_json` gave. `NotALotFileError` when it is none, an `InputError` where a row is not
    what it says, or a number lies out of its range."""
    node = _parsed(text)
    if not isinstance(node, JsonObject) or "rows" not in node:
        raise NotALotFileError(detail=Term("no rows"))
    if node.get("format") != FORMAT:
        raise NotOneOfError(field="format", choices=FORMAT)
    for name in node:
        if name not in {"format", "rows"}:
            raise UnknownInputError(field=name)
    rows = read_rows(node["rows"])
    lots = [row for row in rows if isinstance(row, Lot)]
    if len(lots) != 1:
        raise RepeatedError(field="rows.lot") if lots else NotALotFileError(detail=Term("no lot"))
    for row in rows:
        if getattr(row, "lot", lots[0].id) != lots[0].id:
            raise UnknownNameError(field=f"{row.entity} {row.id}: lot")
    check_ranges(LotRecord.of_rows(rows))
    for row in rows:
        check_texts(row)
    return rows


def _parsed(text: str) -> object:
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=JsonObject.of_pairs)
    except json.JSONDecodeError as error:
        raise NoJsonError(line=error.lineno, column=error.colno) from error
    except (ValueError, RecursionError) as error:
        raise NotALotFileError(detail=Term("a number in it is too long, or it is nested too deep")) from error


@dataclass(frozen=True, slots=True)
class LotPut:
    """What `put_lot` came to: how many rows are others now, how many runs and memos stayed out, and how many signatures."""

    changed: int
    left_out: int
    unsigned: int


def put_lot(
    services: Services,
    rows: Iterable[Any],
    *,
    replaces: bool = False,
    without_evidence: bool = False,
) -> LotPut:
    """Makes the lot of `rows`, or changes the lot of that id. One operation: all of it or nothing, and one step to
    undo.

    Rows that the lot has and `rows` lacks stay; where it `replaces` the lot, they are removed. A party that is here
    already is taken as it is here. Runs and memos whose frozen figures and pages are not in this workspace are left
    out: no file of a person holds them. So are signatures that do not stand here already: to sign is an act of its
    person, and no row that anybody may write. `without_evidence` leaves out citations and what rests on files; reasons
    stay.

    Raises:
        ObjectLackingError: files that the lot rests on are not in this workspace.
        RowElsewhereError: a row of that id belongs to another lot.
        RowTwiceError: the lot would have two rows of which it has one.
    """
    given = list(without_files(rows) if without_evidence else rows)
    lot = next(row for row in given if isinstance(row, Lot))
    _check_files(services, lot.id, given)
    left_out = _frozen_elsewhere(services, lot.id, given)
    unsigned = _signed_elsewhere(services, lot.id, given)
    given = _without(given, [*left_out, *unsigned])
    gone = _lacking(services, lot.id, [*given, *unsigned]) if replaces else []

    def work(tx: Transaction) -> None:
        _put(tx, lot.id, reversed(users_first(given)))
        _remove(tx, users_first(gone))
        check_single(LotRecord.of_rows(_standing(tx, lot)))

    done = services.writer.run(Step(OperationKind.PUT_LOT, {"record": lot.name}), work)
    return LotPut(len(done.touched), len(left_out), len(unsigned))


def without_files(rows: Iterable[Any]) -> list[Any]:
    """The rows that need no file of a workspace; what names one of the others names nothing any more, or goes with it."""
    rows = list(rows)
    there = {(row.entity, row.id) for row in rows}

    def is_unwanted(row: Any) -> bool:
        if isinstance(row, Evidence):
            return row.kind is EvidenceKind.CITED or (row.row_entity, row.row) not in there
        return isinstance(row, _ON_FILES)

    return _without(rows, [row for row in rows if is_unwanted(row)])


def _without(rows: Sequence[Any], unwanted: Sequence[Any]) -> list[Any]:
    gone = {(row.entity, row.id) for row in unwanted}
    kept = [row for row in rows if (row.entity, row.id) not in gone]
    while True:
        mended = [each for row in kept if (each := _mended(row, gone)) is not None]
        if len(mended) == len(kept):
            return mended
        gone |= {(row.entity, row.id) for row in kept} - {(row.entity, row.id) for row in mended}
        kept = mended


def _mended(row: Any, gone: set[tuple[str, str]]) -> Any:
    """A row without references to what is gone; None where one of them was required."""
    if isinstance(row, Evidence) and (row.row_entity, row.row) in gone:
        return None
    for declared in fields_of(type(row)):
        target = getattr(row, declared.name) if declared.kind is Kind.REFERENCE else None
        if target is None or (declared.target, target) not in gone:
            continue
        if declared.required:
            return None
        row = replace(row, **{declared.name: None})
    return row


def _check_files(services: Services, lot: str, rows: Sequence[Any]) -> None:
    """What the lot rests on here already was lost here: the doctor says so, and it hinders no change of anything else."""
    names = {row.id: row.name for row in rows if isinstance(row, Document)}
    lacking = _objects_lacking(services, lot, rows, Version, "sha256")
    if lacking:
        named = [row.file_name or names[row.document] for row in lacking]
        more = ", …" if len(named) > _NAMED else ""
        raise ObjectLackingError(count=len(named), names=", ".join(named[:_NAMED]) + more)


def _frozen_elsewhere(services: Services, lot: str, rows: Sequence[Any]) -> list[Any]:
    return [
        row
        for record_class, name in _FROZEN
        for row in _objects_lacking(services, lot, rows, record_class, name)
    ]


def _signed_elsewhere(services: Services, lot: str, rows: Sequence[Any]) -> list[Signature]:
    """The signatures that were not given here, or not as the text has them."""
    given = [row for row in rows if isinstance(row, Signature)]
    standing = services.reader.rows(Signature, lot=lot) if given else ()
    return [row for row in given if row not in standing]


def _objects_lacking(
    services: Services, lot: str, rows: Sequence[Any], record_class: type[Any], name: str
) -> list[Any]:
    """The rows of a kind whose object is neither in the workspace nor what the lot rested on here before."""
    given = [row for row in rows if isinstance(row, record_class) and getattr(row, name)]
    standing = {getattr(row, name) for row in services.reader.rows(record_class, lot=lot)} if given else set()
    return [
        row
        for row in given
        if getattr(row, name) not in standing and not services.objects.holds(getattr(row, name))
    ]


def _lacking(services: Services, lot: str, given: Sequence[Any]) -> list[Any]:
    """The rows of the lot that the text does not have; its parties stay, for they may be of other lots."""
    try:
        record = services.reader.lot(lot)
    except NotFoundError:
        return []
    named = {(row.entity, row.id) for row in given}
    return [
        row
        for found in record.rows.values()
        for row in found.values()
        if (row.entity, row.id) not in named and not isinstance(row, Party | Lot)
    ]


def _put(tx: Transaction, lot: str, rows: Iterable[Any]) -> None:
    for row in rows:
        stored = tx.find(type(row), row.id)
        if isinstance(row, Party) and stored is not None:
            continue
        if stored is not None and getattr(stored, "lot", lot) != lot:
            raise RowElsewhereError(id=row.id)
        if isinstance(row, Collateral) and stored is None:
            retire_placeholder(tx, lot)
        if stored != row:
            tx.put(row)


def _standing(tx: Transaction, lot: Lot) -> list[Any]:
    """What a lot has now of the rows of which it has one, with what names them."""
    classes: tuple[type[Any], ...] = (*SINGLE, Scenario, Collateral)
    return [lot, *(row for each in classes for row in tx.rows(each, lot=lot.id))]


def _remove(tx: Transaction, rows: Iterable[Any]) -> None:
    for row in rows:
        if tx.find(type(row), row.id) is not None:
            tx.remove(row)
