"""Spreadsheets as cells: Excel of any age, OpenDocument, values parted by commas, semicolons, tabs or bars."""

import csv
import datetime as dt
import io
from collections.abc import Iterator
from typing import Final

from workstation.documents.encoding import decode
from workstation.documents.laid.grid import Sheet
from workstation.documents.tables import delimiter_of
from workstation.domain.reading import DamagedFileError

_CSV_NAME: Final = "CSV"


def workbook_sheets(data: bytes) -> Iterator[Sheet]:
    """Hidden sheets too: what a seller hides is what a buyer reads first."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only sheets need it

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except (CalamineError, ValueError, OSError):
        return _old_sheets(data)
    return _sheets(book)


def _sheets(book: "object") -> Iterator[Sheet]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415

    assert isinstance(book, CalamineWorkbook)  # noqa: S101 - narrows the type without importing calamine above
    for name in book.sheet_names:
        try:
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=True)
        except CalamineError as error:
            raise DamagedFileError from error
        top, left = sheet.start or (0, 0)
        yield Sheet(name, [[_shown(value) for value in row] for row in rows], top, left)


def _old_sheets(data: bytes) -> Iterator[Sheet]:
    """Excel 2 to 4, which calamine does not know."""
    import xlrd  # noqa: PLC0415 - files of the early nineties are rare

    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
        for sheet in book.sheets():
            yield Sheet(
                sheet.name, [[_shown(value) for value in sheet.row_values(row)] for row in range(sheet.nrows)]
            )
    except (
        xlrd.XLRDError,
        ValueError,
        KeyError,
        IndexError,
        AssertionError,
        AttributeError,
        TypeError,
    ) as error:
        raise DamagedFileError from error


def _shown(value: object) -> str:
    """A number with the fifteen digits that a spreadsheet shows: what lies beyond is dust of its arithmetic."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e18 else f"{value:.15g}"
        case dt.datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00")
        case dt.date() | dt.time():
            return value.isoformat()
        case None:
            return ""
        case _:
            return str(value)


def csv_sheet(data: bytes) -> Sheet:
    lines = decode(data)[0].splitlines()
    return Sheet(_CSV_NAME, list(csv.reader(lines, delimiter=delimiter_of(lines) or ",", strict=False)))
