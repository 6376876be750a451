"""Spreadsheets as cells: Excel of any age, OpenDocument, values parted by commas, semicolons, tabs or bars."""

import csv
import io
import struct
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from workstation.documents.encoding import decode
from workstation.documents.laid.grid import Sheet, filled_rows
from workstation.documents.office.odd_sheets import cells_alone
from workstation.documents.office.sparse_cells import moved_together, rows_of
from workstation.documents.office.sparse_ods import sparse_sheets
from workstation.documents.office.values import shown
from workstation.documents.tables import delimiter_of
from workstation.domain.reading import DamagedFileError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_CSV_NAME: Final = "CSV"


def workbook_sheets(data: bytes) -> Iterator[Sheet]:
    """Hidden sheets too: what a seller hides is what a buyer reads first."""
    if sparse := sparse_sheets(data):
        return iter(sparse)
    moved, places = moved_together(data)
    book = _opened(moved)
    if book is None and (alone := cells_alone(moved)) is not None:
        book = _opened(alone)
    return _old_sheets(data) if book is None else _sheets(book, places)


def _opened(data: bytes) -> "CalamineWorkbook | None":
    """None where the reader of sheets refuses it, or stumbles over it: its panics are no `Exception`."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only sheets need it

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, ValueError, OSError):
        return None
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return None


def _sheets(book: "CalamineWorkbook", places: "Mapping[str, array[int]]") -> Iterator[Sheet]:
    from python_calamine import CalamineError  # noqa: PLC0415

    for name in book.sheet_names:
        try:
            sheet = book.get_sheet_by_name(name)
        except CalamineError as error:
            raise DamagedFileError from error
        rows, left = map(_shown_row, sheet.iter_rows()), (sheet.start or (0, 0))[1]
        yield Sheet(
            name, rows_of(rows, places[name], left) if name in places else filled_rows(rows, left=left)
        )


def _old_sheets(data: bytes) -> Iterator[Sheet]:
    """Excel 2 to 4, which calamine does not know."""
    import xlrd  # noqa: PLC0415 - files of the early nineties are rare

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        for sheet in book.sheets():
            yield Sheet(
                sheet.name, filled_rows(_shown_row(sheet.row_values(row)) for row in range(sheet.nrows))
            )
    except (
        xlrd.XLRDError,
        xlrd.compdoc.CompDocError,
        struct.error,
        ValueError,
        KeyError,
        IndexError,
        AssertionError,
        AttributeError,
        TypeError,
    ) as error:
        raise DamagedFileError from error


def _shown_row(values: Sequence[object]) -> list[str]:
    """Nothing of a row without a filled cell: a stray one below may come after a million of them."""
    return list(map(shown, values)) if values.count("") < len(values) else []


def csv_sheet(data: bytes) -> Sheet:
    lines = decode(data)[0].splitlines()
    rows = csv.reader(lines, delimiter=delimiter_of(lines) or ",", strict=False)
    return Sheet(_CSV_NAME, filled_rows(rows))
