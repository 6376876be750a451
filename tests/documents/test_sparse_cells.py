"""A stray cell in the last corner of an OpenDocument or binary sheet: a page of its own, and every cell keeps its place."""

import io
import struct
import zipfile

import pytest
from made_files import zipped

from workstation.documents.laid.grid import column_letters
from workstation.documents.office import sparse_ods, sparse_xlsb
from workstation.documents.opening import open_pages
from workstation.domain.reading import TooManyCellsError

SHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "office table text"
OFFICE = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in NAMES.split()
)
EMPTY = '<table:table-cell table:number-columns-repeated="{}"/>'
FILLER = f'<table:table-row table:number-rows-repeated="{{}}">{EMPTY.format(16384)}</table:table-row>'


def cell(text, attributes='office:value-type="string"'):
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells, repeated=1):
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def ods(*rows):
    table = f'<table:table table:name="债权">{"".join(rows)}</table:table>'
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    manifest = f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{SHEET}"/></m:manifest>'
    content = f'<office:document-content {OFFICE} office:version="1.2">{body}</office:document-content>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:  # stored: what a file is stands in its first bytes
        for name, part in {
            "mimetype": SHEET,
            "META-INF/manifest.xml": manifest,
            "content.xml": content,
        }.items():
            archive.writestr(name, part)
    return target.getvalue()


def ods_with(stray_row, stray_column):
    """本金, 2.5 and 利息 in the first corner, and a stray cell."""
    first = [cell("本金"), cell("2,50", 'office:value-type="float" office:value="2.5"')]
    if stray_row == 0:
        return ods(row(*first, EMPTY.format(stray_column - 2), cell("stray")), row(), row(cell("利息")))
    stray = row(EMPTY.format(stray_column) if stray_column else "", cell("stray"))
    return ods(row(*first), row(), row(cell("利息")), FILLER.format(stray_row - 3), stray)


def record(kind, payload=b""):
    return sparse_xlsb._record(kind, payload)


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb_of(cells):
    """A binary workbook with one sheet, of (row, column, text or number)."""
    data = record(129) + record(148, struct.pack("<4I", 0, 0, 0, 0)) + record(145)
    at = None
    for number, column, value in sorted(cells):
        if number != at:
            data += record(0, struct.pack("<IIHHI", number, 0, 300, 0, 0) + b"\0")
            at = number
        head = struct.pack("<II", column, 0)
        data += (
            record(5, head + struct.pack("<d", value))
            if isinstance(value, float)
            else record(6, head + wide(value))
        )
    data += record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("债权"))
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/_rels/workbook.bin.rels": relations,
            "xl/workbook.bin": book + record(144) + record(132),
            "xl/worksheets/sheet1.bin": data,
        }
    )


def xlsb_with(stray_row, stray_column):
    return xlsb_of([(0, 0, "本金"), (0, 1, 2.5), (2, 0, "利息"), (stray_row, stray_column, "stray")])


@pytest.mark.parametrize(("made", "name"), [(ods_with, "a.ods"), (xlsb_with, "a.xlsb")])
@pytest.mark.parametrize(
    ("stray_row", "stray_column"),
    [(1_048_575, 0), (0, 16_383), (1_048_575, 16_383), (2_000, 16_383), (500_000, 90)],
)
def test_a_stray_cell_is_a_page_of_its_own_in_every_kind_of_sheet(made, name, stray_row, stray_column):
    pages = open_pages(made(stray_row, stray_column), name=name)
    assert pages.count == 2
    assert pages.text(0).text == "本金\t2.5\n利息"
    assert pages.text(1).text == "stray"
    assert pages.text(1).places == ((0, f"债权!{column_letters(stray_column)}{stray_row + 1}"),)
    assert [entry.title for entry in pages.outline()] == ["债权"]


def test_binary_cells_of_a_sparse_sheet_keep_their_places_and_values():
    cells = [(step * 800, step * 13, step + 0.5) for step in range(1200)]
    pages = open_pages(xlsb_of(cells), name="a.xlsb")
    assert pages.count == 1200
    for step in (0, 1, 600, 1199):
        assert pages.text(step).text == f"{step + 0.5:g}"
        assert pages.text(step).places == ((0, f"债权!{column_letters(step * 13)}{step * 800 + 1}"),)


def test_what_fills_an_open_document_sheet_up_is_no_stray_cell_and_is_left_to_the_reader():
    data = ods(row(cell("a")), FILLER.format(1_048_574), FILLER.format(1))
    assert sparse_ods.sparse_sheets(data) == ()
    assert open_pages(data, name="a.ods").text(0).text == "a"


def test_values_of_a_sparse_sheet_are_shown_as_in_others():
    data = ods(
        row(
            cell("2025年9月5日", 'office:value-type="date" office:date-value="2025-09-05"'),
            cell("10 时", 'office:value-type="date" office:date-value="2025-09-05T10:30:00"'),
            cell("50 %", 'office:value-type="percentage" office:value="0.5"'),
            cell("¥1,000", 'office:value-type="currency" office:value="1000"'),
            cell("true", 'office:value-type="boolean" office:boolean-value="true"'),
            cell("two</text:p><text:p>lines"),
            EMPTY.format(300),
            cell("", 'table:style-name="x" table:number-columns-repeated="16000"'),
        ),
        FILLER.format(900_000),
        row(EMPTY.format(30), cell("stray")),
    )
    (sheet,) = sparse_ods.sparse_sheets(data)
    first, stray = sheet.rows
    assert first.texts == ("2025-09-05", "2025-09-05 10:30:00", "0.5", "1000", "TRUE", "two\nlines")
    assert (stray.number, stray.columns, stray.texts) == (900_002, (30,), ("stray",))


@pytest.mark.parametrize(
    "filled",
    [
        row(cell("x", 'table:number-columns-repeated="16384"'), repeated=1_000_000),
        row(cell("x", 'table:number-columns-repeated="999999999"'), cell("y")),
    ],
)
def test_a_cell_that_is_repeated_without_end_is_refused_by_the_number_of_cells(filled):
    stray = row(EMPTY.format(500), cell("stray"))
    with pytest.raises(TooManyCellsError):
        open_pages(ods(filled, stray), name="a.ods")
