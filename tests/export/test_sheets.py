"""What a table shows becomes a spreadsheet: numbers count, texts stay texts, equal input gives equal bytes."""

import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET

from workstation.application.ports.sheets import Sheet
from workstation.domain.money import Money
from workstation.export.sheets import write_sheet

AT = datetime(2025, 9, 5, 10, 0, tzinfo=UTC)
NAME = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(*rows):
    return Sheet("Lots", ("Lot", "Amount"), rows, AT)


def cells(content):
    """(reference, type, value) of each cell of the first page."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        page = ET.fromstring(parts.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - written just now
    return [
        (cell.get("r"), cell.get("t"), cell.findtext(f"{NAME}v"), cell.find(f"{NAME}f"))
        for cell in page.iter(f"{NAME}c")
    ]


def test_money_and_numbers_are_numbers_and_dates_are_days():
    found = cells(write_sheet(sheet(("锦川", Money.of("26479100.10")), (date(2025, 9, 5), Decimal("0.06")))))
    assert ("B2", None, "26479100.10", None) in found
    assert ("A3", None, "45905", None) in found
    assert ("B3", None, "0.06", None) in found


def test_no_text_of_a_listing_becomes_a_formula_or_a_link():
    found = cells(write_sheet(sheet(('=HYPERLINK("http://x")', "http://x"), ("+1", "@SUM(A1)"))))
    assert {kind for _, kind, _, _ in found} == {"s"}
    assert all(formula is None for *_, formula in found)


def test_a_number_longer_than_a_spreadsheet_keeps_is_written_as_text():
    ((_, kind, _, _),) = [
        cell for cell in cells(write_sheet(sheet((1234567890123456789, None)))) if cell[0] == "A2"
    ]
    assert kind == "s"


def test_the_same_table_gives_the_same_bytes():
    made = sheet(("锦川", Money.of(1)))
    assert write_sheet(made) == write_sheet(made)


def test_another_currency_than_the_yuan_is_named_and_the_number_still_counts():
    content = write_sheet(sheet((Money.of(5, "EUR"), Money.of(7))))
    assert [value for _, _, value, _ in cells(content)][-2:] == ["5.00", "7.00"]
    with zipfile.ZipFile(BytesIO(content)) as parts:
        styles = parts.read("xl/styles.xml").decode()
    assert "[$EUR] #,##0.00" in styles
    assert "CNY" not in styles
