"""Tapes of the size of the trade are read whole, and a limit names cells."""

import pytest
from made_files import zipped

from workstation.application.ports.documents import FileKind
from workstation.documents.laid.grid import CELLS, Sheet, column_letters, filled_rows, grid_pages
from workstation.documents.opening import open_pages
from workstation.documents.paged import Facts
from workstation.domain.reading import TooManyCellsError, reason_message

COLUMNS = 56
LOANS = 20_000
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OPENXML = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(rows):
    """`rows`: (number of the row, what stands in it as XML)."""
    filled = "".join(f'<row r="{number}">{cells}</row>' for number, cells in rows)
    types = "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="{OPENXML}.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"))
    )
    relation = '<Relationship Id="r1" Type="{}/{}" Target="{}"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation.format(RELATIONS, "officeDocument", "xl/workbook.xml")}</Relationships>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation.format(RELATIONS, "worksheet", "worksheets/sheet1.xml")}</Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="债权" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{filled}</sheetData></worksheet>',
        }
    )


def tape(loans):
    """A sheet of numbers that count its cells."""
    letters = [column_letters(column) for column in range(COLUMNS)]
    return xlsx(
        (
            row,
            "".join(
                f'<c r="{letter}{row}"><v>{at}</v></c>'
                for at, letter in enumerate(letters, (row - 1) * COLUMNS)
            ),
        )
        for row in range(1, loans + 1)
    )


@pytest.mark.parametrize("loans", [400, pytest.param(LOANS, marks=pytest.mark.deep)])
def test_every_cell_of_a_tape_is_on_a_page(loans):
    pages = open_pages(tape(loans), name="债权清单.xlsx")
    texts = [pages.text(index) for index in range(pages.count)]
    read = [value for page in texts for value in page.text.split()]
    assert sorted(map(int, read)) == list(range(loans * COLUMNS))
    assert sum(len(page.places) for page in texts) == loans * COLUMNS
    last = max(name for page in texts for _, name in page.places if name.endswith(f"BD{loans}"))
    assert last == f"债权!BD{loans}"


def test_a_stray_cell_in_the_last_corner_is_a_page_of_its_own():
    corner = '<c r="XFD1048576" t="inlineStr"><is><t>stray</t></is></c>'
    pages = open_pages(xlsx([(1, '<c r="A1"><v>1</v></c>'), (1_048_576, corner)]), name="a.xlsx")
    assert [pages.text(index).text for index in range(pages.count)] == ["1", "stray"]
    assert pages.text(1).places == ((0, "债权!XFD1048576"),)


def test_the_limit_counts_cells_and_says_so():
    facts = Facts(FileKind.SHEET, "text/csv")
    rows = [["a", "", "b"]] * 3
    assert grid_pages([Sheet("s", filled_rows(rows))], facts, limit=6).count == 1
    with pytest.raises(TooManyCellsError, match="filled cells"):
        grid_pages([Sheet("s", filled_rows(rows))], facts, limit=5)
    assert f"{CELLS:,} filled cells" in reason_message(TooManyCellsError.code)
    assert CELLS > 80_000 * COLUMNS  # packages of the trade have as many loans
