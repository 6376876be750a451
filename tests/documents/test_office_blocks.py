"""What Word files, slides, sheets and RTF say: every word that is printed, in its order, with its place."""

import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from made_files import STRICT, docx, odt, p, zipped

from workstation.application.ports.documents import FileKind
from workstation.documents.office.rtf import read_rtf
from workstation.documents.opening import open_pages
from workstation.domain.reading import (
    DamagedFileError,
    OldWordError,
    OtherContentError,
    PasswordNeededError,
    TooManyCellsError,
)


def lines(data, **options):
    return open_pages(data, **options).text(0).text.split("\n")


@pytest.mark.parametrize("namespace", [None, STRICT])
def test_a_word_file_is_read_whole(namespace):
    body = p("借款合同") + "<w:sdt><w:sdtContent>" + p("控件内") + "</w:sdtContent></w:sdt>"
    body += "<w:p><w:ins><w:r><w:t>新增</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText></w:r></w:del></w:p>"
    data = docx(body, namespace) if namespace else docx(body)
    assert lines(data, name="a.docx") == ["借款合同", "控件内", "新增"]


def test_headers_footers_notes_and_comments_are_read_too():
    data = docx(
        p("正文"),
        header1=p("合同编号：2021-8"),
        footer1=p("第一页"),
        footnotes=f'<w:footnote w:type="separator">{p("-")}</w:footnote><w:footnote>{p("脚注")}</w:footnote>',
        comments=f'<w:comment w:author="律师">{p("待核实")}</w:comment>',
    )
    assert lines(data) == ["合同编号：2021-8", "正文", "第一页", "[脚注]", "[律师: 待核实]"]


def test_clauses_have_the_numbers_that_word_prints():
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>'
        '<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="*"/></w:lvl>'
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'

    def clause(text, level):
        return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>')

    body = "".join(clause("金额", 0) for _ in range(11))
    body += clause("用途", 1) + clause("利率", 1) + clause("罚息", 2) + clause("其他", 3) + clause("担保", 0)
    found = lines(docx(body, numbering=numbering))
    assert found[0] == "第一条金额"
    assert found[9:] == [
        "第十条金额",
        "第十一条金额",
        "11.1 用途",
        "11.2 利率",
        "(iii) 罚息",
        "其他",
        "第十二条担保",
    ]


def test_a_table_is_read_row_by_row_and_a_text_box_once():
    row = "".join(f"<w:tc>{p(text)}</w:tc>" for text in ("抵押物", "面积"))
    box = (
        f"<w:p><w:r><w:AlternateContent><w:Choice><w:txbxContent>{p('框内')}</w:txbxContent></w:Choice>"
        f"<w:Fallback><w:txbxContent>{p('框内')}</w:txbxContent></w:Fallback></w:AlternateContent></w:r></w:p>"
    )
    found = lines(docx(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>{box}"))
    assert [line for line in found if line] == ["抵押物", "面积", "框内"]


def test_headings_are_the_outline_and_blocks_are_numbered():
    styles = '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    data = docx(p("第一章", '<w:pStyle w:val="H1"/>') + p("") + p("内容"), styles=styles)
    pages = open_pages(data)
    assert [(entry.title, entry.level, entry.page) for entry in pages.outline()] == [("第一章", 0, 0)]
    text = pages.text(0)
    assert [(text.text[at], name) for at, name in text.places] == [("第", "¶1"), ("内", "¶2")]


def test_photographed_pages_inside_a_word_file_follow_its_text(picture_bytes):
    data = zipped(
        {"[Content_Types].xml": "<x/>", "word/document.xml": "<d/>", "word/media/image1.png": picture_bytes}
    )
    pages = open_pages(data)
    assert (pages.count, pages.has_picture(0)) == (1, True)


def test_an_open_document_and_its_table_are_read():
    data = odt(
        '<t:h t:outline-level="1">标题</t:h><t:p>甲<t:s t:c="2"/>乙<t:tab/>丙<t:line-break/>丁</t:p>'
        "<b:table><b:table-row><b:table-cell><t:p>格</t:p></b:table-cell></b:table-row></b:table>"
    )
    assert lines(data, name="a.odt") == ["标题", "甲  乙    丙", "丁", "格"]


def test_a_locked_open_document_says_so():
    data = zipped({"[Content_Types].xml": "x"})
    locked = odt("")
    assert locked != data
    with pytest.raises(PasswordNeededError):
        open_pages(with_part(locked, "META-INF/manifest.xml", "<m:encryption-data/>"))


def with_part(data, name, content):
    import zipfile

    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, content)
    return target.getvalue()


RTF_WORDS = {
    rb"{\header kept}{\footerf as well}body\par": ["kept", "as well", "body"],
    rb"a{\footnote note}b": ["a [note] b"],
    rb"{\*\unknown not read}{\*\generator no}read": ["read"],
    rb"{\field{\*\fldinst HYPERLINK \"x\"}{\fldrslt shown}}": ["shown"],
    rb"\trowd\intbl one\cell two\par more\cell\row\pard after": ["one", "two", "more", "after"],
    rb"{\listtext 1.\tab}clause": ["1.  clause"],
    rb"{\shp{\*\shpinst{\sp{\sn fill}{\sv 1}}{\shptxt in the box\par}}{\shprslt again}}line\par": [
        "line",
        "in the box",
    ],
    rb"{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv art}}}}line\par": ["line", "art"],
    rb"{\do\dptxbx{\dptxbxtext old box\par}}line\par": ["line", "old box"],
    rb"{\upr{ansi ?}{\*\ud{\u20511?}}}": ["\u501f"],
    rb"\uc2\u20511??kept": ["\u501fkept"],
    rb"{\fonttbl{\f1\fcharset134 SimSun;}{\f2\fcharset0 Arial;}}{\f1 \'bd\'e8\'81@}{\f2 \'e9}": [
        "\u501f\u4e02\u00e9"
    ],
    b"{\\fonttbl{\\f1\\fcharset134 SimSun;}}\\f1 " + "\u501f\u6b3e".encode("gbk"): ["\u501f\u6b3e"],
    rb"{\pict\wmetafile8\bin3 }}}}text": ["text"],
    rb"{\deleted gone}stays\~here \{braces\}": ["stays\u00a0here {braces}"],
    rb"not closed{\b bold": ["not closedbold"],
}


@pytest.mark.parametrize("body", RTF_WORDS, ids=lambda body: body[:24].decode("latin-1"))
def test_rtf_says_what_is_printed_and_nothing_else(body):
    assert [line for line in lines(b"{\\rtf1\\ansi " + body + b"}") if line] == RTF_WORDS[body]


@given(st.binary(max_size=120))
def test_no_bytes_break_the_reader_of_rtf(data):
    read_rtf(b"{\\rtf1" + data)
    read_rtf(rb"{\rtf1{\pict\pngblip\bin9 " + data + rb"{\*\objdata{\upr\u9?")


def test_rtf_is_read_in_its_code_page_and_beyond_sixteen_bits():
    data = rb"{\rtf1\ansi\ansicpg936 \'bd\'e8\'bf\'ee \u-10179?\u-9068?\par second}"
    assert lines(data) == ["借款 💔", "second"]


def test_a_sheet_is_read_by_cells_hidden_ones_too():
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    first, hidden = book.add_worksheet("债权"), book.add_worksheet("底稿")
    first.write("B2", "本金")
    first.write("C2", 26479100.5)
    first.write("C3", 1234567890123451)
    hidden.hide()
    hidden.write("A1", "x")
    book.close()
    pages = open_pages(target.getvalue(), name="a.xlsx")
    assert (pages.facts().kind, [entry.title for entry in pages.outline()]) == (
        FileKind.SHEET,
        ["债权", "底稿"],
    )
    text = pages.text(0)
    assert text.text == "本金\t26479100.5\n1234567890123451"
    assert [name for _, name in text.places] == ["债权!B2", "债权!C2", "债权!C3"]
    assert (pages.label(0), pages.label(1)) == ("债权", "底稿")


def test_a_wide_and_long_sheet_goes_over_several_pages_and_loses_no_cell():
    rows = "\n".join(",".join(f"r{row}c{column} some words" for column in range(40)) for row in range(120))
    pages = open_pages(rows.encode())
    assert pages.count > 3
    assert sorted(name for index in range(pages.count) for _, name in pages.text(index).places) == sorted(
        f"CSV!{letters(column)}{row + 1}" for row in range(120) for column in range(40)
    )
    assert all(max(pages.size(index)) <= 2000 for index in range(pages.count))


def letters(column):
    from workstation.documents.laid.grid import column_letters

    return column_letters(column)


def workbook(*cells):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True}
    )  # row by row, it makes nothing of the empty ones
    sheet = book.add_worksheet("债权")
    for row, column, value in sorted(cells):
        sheet.write(row, column, value)
    book.add_worksheet("底稿").write("B2", "x")
    book.close()
    return target.getvalue()


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 0), (0, 16_383), (1_048_575, 16_383)])
def test_a_stray_cell_in_the_last_corner_of_a_sheet_is_a_page_of_its_own(row, column):
    pages = open_pages(
        workbook((0, 0, "本金"), (0, 1, 2.5), (2, 0, "利息"), (row, column, "stray")), name="a.xlsx"
    )
    assert pages.count == 3
    assert pages.text(0).text == "本金\t2.5\n利息"
    assert pages.text(1).places == ((0, f"债权!{letters(column)}{row + 1}"),)
    assert [entry.page for entry in pages.outline()] == [0, 2]
    assert all(max(pages.size(index)) < 900 for index in range(3))


def test_cells_of_a_sparse_sheet_keep_their_places_values_and_days():
    import datetime as dt

    from workstation.documents.office import sheets

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"constant_memory": True}
    )  # row by row, it makes nothing of the empty ones
    sheet = book.add_worksheet("a&b")
    sheet.write(0, 0, 0.5)
    sheet.write(5, 5, dt.date(2025, 9, 5), book.add_format({"num_format": "yyyy-mm-dd"}))
    for step in range(1, 1200):
        sheet.write(step * 800, step * 13, step + 0.5)
    book.close()
    (read,) = sheets.workbook_sheets(target.getvalue())
    rows = {row.number: (row.columns, row.texts) for row in read.rows}
    assert (read.name, rows[6]) == ("a&b", ((5,), ("2025-09-05",)))
    assert all(rows[step * 800 + 1] == ((step * 13,), (f"{step + 0.5:g}",)) for step in range(1200))
    assert len(rows) == 1201


def test_a_page_of_a_sheet_is_laid_out_when_it_is_asked_for(monkeypatch):
    from workstation.documents.laid import grid

    made = []
    page = grid._Draft.page
    monkeypatch.setattr(grid._Draft, "page", lambda self, *size: (made.append(1), page(self, *size))[1])
    pages = open_pages("\n".join(f"{row};loan" for row in range(50_000)).encode())
    sizes = [pages.size(index) for index in range(pages.count)]
    assert (pages.count, pages.label(900), made) == (len(sizes), "CSV", [])
    assert pages.text(pages.count - 1).text.endswith("49999\tloan")
    assert made == [1]


def test_empty_rows_between_are_shown_as_they_are_and_many_of_them_begin_a_page():
    rows = [["a", "1"], *[["", ""]] * 3, ["b", "2"], *[["", ""]] * 21, ["c", "3"]] + [["d", "4"]] * 8
    pages = open_pages("\n".join(",".join(row) for row in rows).encode(), name="a.csv")
    assert pages.count == 2
    first, second = pages.text(0), pages.text(1)
    assert ([name for _, name in first.places], first.box(0)[1] - first.box(4)[1]) == (
        ["CSV!A1", "CSV!B1", "CSV!A5", "CSV!B5"],
        4 * 13.5,
    )
    assert second.places[0][1] == "CSV!A27"


def test_sheets_with_more_filled_cells_than_the_limit_are_refused_by_the_number_of_cells():
    from workstation.documents.laid.grid import CELLS, Sheet, filled_rows, grid_pages
    from workstation.documents.paged import Facts

    def sheet():
        return Sheet("a", filled_rows([["1", "", "2"], ["", "", ""], ["3", "", ""]]))

    facts = Facts(FileKind.SHEET, "text/csv")
    assert grid_pages([sheet()], facts, limit=3).text(0).text == "1\t2\n3"
    with pytest.raises(TooManyCellsError) as refused:
        grid_pages([sheet(), sheet()], facts, limit=5)
    assert f"{CELLS:,} filled cells" in str(refused.value)


@pytest.mark.deep
def test_a_million_rows_are_read_page_by_page():
    pages = open_pages("\n".join(f"{row};loan" for row in range(1_000_000)).encode())
    assert pages.text(pages.count - 1).text.endswith("999999\tloan")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_values_parted_by_any_usual_character_are_a_sheet(delimiter):
    rows = [["姓名", "金额"], ["甲", "1,000"], ["乙", "2;000"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    pages = open_pages(text.encode("gb18030"))
    assert pages.text(0).text == "姓名\t金额\n甲\t1,000\n乙\t2;000"


def test_prose_with_commas_is_no_sheet():
    prose = "Whereas the borrower, being in default, has failed to pay the principal.\nNow, therefore, the parties agree as follows, in witness whereof.\n"
    assert open_pages(prose.encode()).facts().kind is FileKind.TEXT


def test_what_is_broken_or_something_else_says_so():
    whole = docx(p("借款合同" * 200))
    with pytest.raises(DamagedFileError):
        open_pages(whole[: len(whole) // 2], name="a.docx")
    with pytest.raises(OtherContentError):
        open_pages(b"plain words", name="a.docx")
    with pytest.raises(OldWordError):
        open_pages(b"\xdb\xa5" + bytes(600))
    with pytest.raises(DamagedFileError):
        open_pages(zipped({"[Content_Types].xml": "x", "word/document.xml": "<a><b></a>"}))


def test_a_passage_knows_its_blocks_and_its_cells():
    from workstation.domain.quotes import find_quote, quote_at

    text = open_pages(docx(p("第一条 本金壹仟万元") + p("第二条 年利率6.5%"))).text(0)
    assert find_quote(text, "壹仟万元")[0].part == "¶1"
    assert quote_at(text, 0, len(text.text)).part == "¶1–¶2"
    cells = open_pages(b"a,b\n1,2\n").text(0)
    assert find_quote(cells, "2")[0].part == "CSV!B2"
    assert quote_at(cells, 0, len(cells.text)).part == "CSV!A1:B2"
