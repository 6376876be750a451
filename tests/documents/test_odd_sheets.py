"""Workbooks with modules, dialogs and macro sheets of old: the sheets with cells are read."""

import struct
import zipfile
from io import BytesIO

import pytest
from made_files import zipped
from test_large_sheets import xlsx
from test_sparse_cells import record, wide, xlsb_of

from workstation.documents.office.odd_sheets import cells_alone
from workstation.documents.opening import open_pages
from workstation.domain.reading import DamagedFileError

ROWS = [(1, '<c r="A1"><v>7</v></c>')]


def changed(data, **parts):
    """A package with other content in some parts: ``workbook=(old, new)`` by the end of the part's name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    for end, (old, new) in parts.items():
        (part,) = (name for name in content if name.endswith(end))
        assert old in content[part]
        content[part] = content[part].replace(old, new)
    return zipped(content)


MODULE = b'<sheet name="Module" sheetId="2" r:id=""/></sheets>'
MACROS = b'<sheet name="Macro1" sheetId="2" state="hidden" r:id="r2"/></sheets>'
MACRO_SHEET = b'<Relationship Id="r2" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/></Relationships>'


@pytest.mark.parametrize(
    "parts",
    [
        {"workbook.xml": (b"</sheets>", MODULE)},
        {
            "workbook.xml": (b"</sheets>", MACROS),
            "workbook.xml.rels": (b"</Relationships>", MACRO_SHEET),
        },
    ],
    ids=["module", "macros"],
)
def test_the_sheets_with_cells_are_read_without_the_others(parts):
    pages = open_pages(changed(xlsx(ROWS), **parts), name="a.xlsm")
    assert [entry.title for entry in pages.outline()] == ["债权"]
    assert pages.text(0).text == "7"


def bundle(relation, name):
    return record(156, struct.pack("<II", 0, 2) + wide(relation) + wide(name))


def test_of_a_binary_workbook_too_and_what_its_reader_stumbles_over_is_damaged():
    """It panics, which ended the worker."""
    sound = xlsb_of([(0, 0, "本金")])
    odd = changed(sound, **{"workbook.bin": (record(144), bundle("rId9", "Module") + record(144))})
    assert open_pages(odd, name="a.xlsb").text(0).text == "本金"
    unknown = changed(sound, **{"workbook.bin": (wide("rId1"), wide("rId7"))})
    assert cells_alone(unknown) is None
    with pytest.raises(DamagedFileError):
        open_pages(unknown, name="a.xlsb")


def test_what_has_none_is_left_as_it_is():
    assert cells_alone(xlsx(ROWS)) is None
    assert cells_alone(b"PK broken") is None
    assert cells_alone(b"no workbook") is None
