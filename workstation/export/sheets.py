"""Tables as xlsx: numbers as numbers, dates as dates, and no text that a spreadsheet would run as a formula."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from workstation.application.ports.sheets import Sheet, SheetCell
from workstation.domain.money import Money
from workstation.language.formats import rounded

_WIDEST: Final = 60
_EXACT: Final = 15  # digits that a spreadsheet keeps of a number


def write_sheet(sheet: Sheet) -> bytes:
    """Same input, same bytes. A number with more digits than a spreadsheet keeps is written as text."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"created": sheet.made_at.replace(tzinfo=None)})
        page = book.add_worksheet()
        head = book.add_format({"bold": True, "bottom": 1})
        formats = {"date": book.add_format({"num_format": "yyyy-mm-dd"})}
        for currency in sorted(_currencies(sheet)):
            code = (
                "" if currency == "CNY" else f"[${currency}] "
            )  # the yuan goes without saying, as on the screen
            formats[currency] = book.add_format({"num_format": f"{code}#,##0.00"})
        page.write_row(0, 0, sheet.heads, head)
        page.freeze_panes(1, 0)
        for number, row in enumerate(sheet.rows, 1):
            for place, cell in enumerate(row):
                _write(page, number, place, cell, formats)
        for place, title in enumerate(sheet.heads):
            widest = max((len(_text(row[place])) for row in sheet.rows), default=0)
            page.set_column(place, place, min(max(widest, len(title)) + 2, _WIDEST))
    return content.getvalue()


def _currencies(sheet: Sheet) -> set[str]:
    return {cell.currency for row in sheet.rows for cell in row if isinstance(cell, Money)}


def _write(page: Any, row: int, place: int, cell: SheetCell, formats: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, Money):
        style = formats[cell.currency]
        cell = cell.amount
    else:
        style = formats["date"] if isinstance(cell, date) else None
    if isinstance(cell, Decimal | int) and len(Decimal(cell).as_tuple().digits) > _EXACT:
        cell = str(cell)
    if isinstance(cell, date):
        page.write_datetime(row, place, cell, style)
    elif isinstance(cell, str):
        page.write_string(row, place, cell)
    else:
        page.write_number(row, place, cell, style)


def _text(cell: SheetCell) -> str:
    return rounded(cell.amount, 2) if isinstance(cell, Money) else str(cell or "")
