"""What is embedded in Office files comes out like an attachment, and a sound file without words is not called damaged."""

import io
import struct
import zlib

import olefile
import pytest
from made_files import (
    OPEN_DOCUMENT_TYPES,
    W,
    docx,
    native_package,
    ole_streams,
    open_document,
    p,
    ppt,
    word97,
    zipped,
)
from PIL import Image

from workstation.application.ports.documents import FileKind
from workstation.documents.archives.members import Budget
from workstation.documents.holding import may_hold_files, members_of
from workstation.documents.office.compound import compound_file
from workstation.documents.office.pictures import pictures_in
from workstation.documents.opening import open_pages
from workstation.documents.sniff import sniff
from workstation.domain.reading import ReadingError, ReadOutcome

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
PACKED = native_package("贷款明细.pdf", PDF)
LETTER = word97("担保函 正文")


def inside(data, name="a.bin", passwords=()):
    return {each.path: each.data for each in members_of(data, name, Budget(10**8, 100), passwords)}


def texts(data):
    pages = open_pages(data)
    return [line for index in range(pages.count) for line in pages.text(index).text.split("\n") if line]


def package(folder, content, name="oleObject1.bin"):
    main = {"word": "document.xml", "xl": "workbook.xml", "ppt": "presentation.xml"}[folder]
    return zipped(
        {"[Content_Types].xml": "x", f"{folder}/{main}": "<a/>", f"{folder}/embeddings/{name}": content}
    )


@pytest.mark.parametrize("folder", ["word", "xl", "ppt"])
def test_a_file_that_was_packed_into_an_office_file_comes_out_by_its_name(folder):
    data = package(folder, compound_file({"\x01Ole10Native": PACKED, "\x01CompObj": b"x"}))
    assert may_hold_files(data[:1024], "a")
    assert inside(data) == {"贷款明细.pdf": PDF}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (LETTER, "oleObject1.doc"),
        (compound_file({"CONTENTS": PDF}), "oleObject1.pdf"),
        (compound_file({"Package": docx(p("内"))}), "oleObject1.docx"),
        (PDF, "oleObject1.bin"),
    ],
)
def test_an_embedded_document_comes_out_whatever_keeps_it(content, name):
    assert list(inside(package("word", content))) == [name]


def test_what_is_only_drawn_is_no_file():
    equation = compound_file({"Equation Native": b"x" * 50, "\x01CompObj": b"x"})
    assert inside(package("word", equation)) == {}
    assert inside(package("word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken")) == {}


def test_an_embedded_file_that_is_not_marked_as_one_is_a_link_and_stays_out():
    link = bytearray(PACKED)
    at = PACKED.index(b"\x03\x00", 8)
    link[at] = 1
    assert inside(package("word", compound_file({"\x01Ole10Native": bytes(link)}))) == {}


@pytest.mark.parametrize("large", [False, True])
def test_what_lies_in_the_pool_of_a_word_file_of_2003_comes_out_as_a_file_that_opens(large):
    inner = dict(ole_streams(LETTER)) | ({"Data": bytes(9000)} if large else {})
    pool = {"_1234567890": inner, "_1234567891": {"\x01Ole10Native": PACKED}}
    data = compound_file({**ole_streams(word97("主合同")), "ObjectPool": pool})
    found = inside(data)
    assert list(found) == ["OLE-1.doc", "贷款明细.pdf"]
    assert texts(found["OLE-1.doc"]) == ["担保函 正文"]
    assert texts(data) == ["主合同"]


def test_what_lies_in_an_excel_file_of_2003_comes_out():
    data = compound_file({"Workbook": b"\x09\x08" + bytes(40), "MBD00A1B2C3": ole_streams(LETTER)})
    assert list(inside(data)) == ["OLE-1.doc"]


def test_a_file_in_an_rtf_text_comes_out():
    header = struct.pack("<II", 0x501, 2)
    for name in (b"Package\x00", b"", b""):
        header += struct.pack("<I", len(name)) + name
    for native in (PACKED[4:], compound_file({"\x01Ole10Native": PACKED})):
        body = (header + struct.pack("<I", len(native)) + native).hex().encode()
        lines = b"\n".join(body[at : at + 70] for at in range(0, len(body), 70))
        data = (
            rb"{\rtf1\ansi {\object\objemb{\*\objclass Package}{\*\objdata "
            + lines
            + rb"}{\result{\pict\wmetafile8 00}}}text}"
        )
        assert may_hold_files(data[:1024], "a.rtf")
        assert inside(data) == {"贷款明细.pdf": PDF}
        assert texts(data) == ["text"]


@pytest.mark.parametrize("squeezed", [False, True])
def test_a_file_in_old_slides_comes_out(squeezed):
    content = compound_file({"\x01Ole10Native": PACKED})
    data = ppt([["页"]], objects=[content], squeezed=squeezed)
    assert inside(data) == {"贷款明细.pdf": PDF}


def test_an_ole_file_that_is_written_here_is_read_by_others_as_it_was():
    tree = {"a": b"1" * 5000, "b": b"2" * 70, "c": {"d": b"3" * 64, "e": {"f": b"4" * 20_000}}, "g" * 31: b""}
    tree |= {f"s{number}": bytes([number]) * number * 9 for number in range(200)}
    with olefile.OleFileIO(io.BytesIO(compound_file(tree)), raise_defects=olefile.DEFECT_INCORRECT) as ole:
        assert ole.openstream("a").read() == tree["a"]
        assert ole.openstream(["c", "e", "f"]).read() == b"4" * 20_000
        assert ole.openstream(["c", "d"]).read() == b"3" * 64
        assert all(ole.openstream(name).read() == tree[name] for name in tree if name.startswith("s"))
        assert len(ole.listdir()) == 205


def picture(size, form="PNG"):
    target = io.BytesIO()
    Image.effect_noise((size, size), 60).save(target, form)
    return target.getvalue()


EMPTY = {
    "docx": docx("<w:p/>"),
    "docx with a drawing": docx('<w:p><w:r><w:drawing><a xmlns="x"/></w:drawing></w:r></w:p>'),
    "doc": word97(""),
    "rtf": rb"{\rtf1\ansi{\pict\wmetafile8 0100}}",
    "pptx": package("ppt", b""),
    "ppt": ppt([[]]),
    "odt": open_document(OPEN_DOCUMENT_TYPES + "text", "<a/>"),
}


@pytest.mark.parametrize("kind", [kind for kind in EMPTY if kind not in {"pptx", "ppt"}])
def test_a_sound_file_without_words_is_not_called_damaged(kind):
    with pytest.raises(ReadingError) as told:
        open_pages(EMPTY[kind])
    assert told.value.code == "document.no_text"
    assert told.value.outcome is ReadOutcome.NOT_SUPPORTED


@pytest.mark.parametrize("size", [20, 200])
def test_a_file_of_nothing_but_a_picture_is_drawn_however_small_it_is(size):
    data = zipped(
        {
            "[Content_Types].xml": "x",
            "word/document.xml": f"<w:document {W}><w:body><w:p/></w:body></w:document>",
            "word/header1.xml": f"<w:hdr {W}><w:p/></w:hdr>",
            "word/media/image1.png": picture(size),
        }
    )
    pages = open_pages(data)
    assert (pages.count, pages.facts().kind, pages.has_picture(0)) == (1, FileKind.WORD, True)


def test_pictures_of_old_word_files_slides_and_rtf_are_drawn():
    photo = picture(150, "JPEG")
    blip = struct.pack("<HHI", 0x46A0, 0xF01D, len(photo) + 17) + bytes(17) + photo
    for data in (
        compound_file({**ole_streams(word97("")), "Data": bytes(99) + blip + blip}),
        ppt([["页"]], pictures=blip + blip),
    ):
        assert list(pictures_in(data)) == [photo, photo]
    rtf = (
        rb"{\rtf1{\*\shppict{\pict\jpegblip\picw9 "
        + photo.hex().encode()
        + rb"}}{\nonshppict{\pict\jpegblip 00}}}"
    )
    assert list(pictures_in(rtf)) == [photo]
    raw = rb"{\rtf1{\pict\jpegblip\bin" + str(len(photo)).encode() + b" " + photo + rb"}after}"
    assert list(pictures_in(raw)) == [photo]
    assert texts(raw) == ["after"]


CHART = """<c:chartSpace xmlns:c="c" xmlns:a="a"><c:chart><c:title><a:p><a:r><a:t>逾期余额</a:t></a:r></a:p></c:title><c:plotArea>
<c:ser><c:tx><c:strRef><c:strCache><c:pt idx="0"><c:v>本金</c:v></c:pt></c:strCache></c:strRef></c:tx>
<c:cat><c:strCache><c:pt idx="0"><c:v>2023</c:v></c:pt><c:pt idx="1"><c:v>2024</c:v></c:pt></c:strCache></c:cat>
<c:val><c:numCache><c:pt idx="1"><c:v>1680</c:v></c:pt></c:numCache></c:val></c:ser></c:plotArea></c:chart></c:chartSpace>"""
DIAGRAM = '<d:dataModel xmlns:d="d" xmlns:a="a"><d:pt><d:t><a:p><a:r><a:t>借款人</a:t></a:r></a:p></d:t></d:pt></d:dataModel>'


def test_the_words_of_charts_diagrams_and_lettering_are_read():
    art = '<w:p><w:r><w:pict><v:shape xmlns:v="v"><v:textpath string="仅供参考"/></v:shape></w:pict></w:r></w:p>'
    data = zipped(
        {
            "[Content_Types].xml": "x",
            "word/document.xml": f"<w:document {W}><w:body>{art}</w:body></w:document>",
            "word/charts/chart1.xml": CHART,
            "word/diagrams/data1.xml": DIAGRAM,
        }
    )
    assert texts(data) == ["仅供参考", "逾期余额", "本金", "2023", "2024", "1680", "借款人"]


def test_the_words_of_text_boxes_over_a_sheet_are_read():
    shape = '<x:wsDr xmlns:x="x" xmlns:a="a"><x:sp><x:txBody><a:p><a:r><a:t>本表未经审计</a:t></a:r></a:p></x:txBody></x:sp></x:wsDr>'
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet("明细")
        sheet.write(0, 0, "本金")
        sheet.insert_textbox(3, 3, "本表未经审计")
    assert texts(target.getvalue()) == ["本金", "本表未经审计"]
    alone = zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "<a/>", "xl/drawings/drawing1.xml": shape})
    assert sniff(alone).kind is FileKind.SHEET


def test_old_slides_are_read_in_their_order_with_shapes_and_notes():
    data = ppt([["债权概况", "本金 1,680 万元"], ["Collateral"]], shapes={0: "框内文字"}, notes=["备注"])
    assert texts(data) == ["— 1 —", "债权概况", "本金 1,680 万元", "框内文字", "— 2 —", "Collateral", "备注"]
    assert open_pages(data, name="a.ppt").facts().media_type == "application/vnd.ms-powerpoint"


def test_of_old_slides_that_lost_their_way_every_text_is_read():
    assert texts(ppt([["甲"], ["乙"]], lost=True)) == ["甲", "乙"]


def test_slides_that_are_locked_say_so():
    with pytest.raises(ReadingError) as told:
        open_pages(ppt([["甲"]], locked=True))
    assert told.value.outcome is ReadOutcome.PASSWORD


@pytest.mark.parametrize("number", range(40))
def test_no_change_of_a_byte_breaks_out(number):
    for whole in (
        compound_file({**ole_streams(LETTER), "ObjectPool": {"_1234567890": {"\x01Ole10Native": PACKED}}}),
        ppt([["甲"]], objects=[compound_file({"\x01Ole10Native": PACKED})], squeezed=True),
        rb"{\rtf1{\object{\*\objdata "
        + PACKED.hex().encode()
        + rb"}}\u8364?\'bd\'e8{\shp{\*\shpinst{\shptxt x}}}}",
    ):
        data = bytearray(whole)
        data[zlib.crc32(bytes([number])) % len(data)] ^= 0xFF
        for read in (texts, inside):
            try:
                read(bytes(data))
            except ReadingError:
                continue


def test_a_star_in_the_midst_of_an_rtf_group_hides_nothing():
    assert texts(rb"{\rtf1\ansi{\f2\b0\*\cs7\cf0 The quick brown fox}}") == ["The quick brown fox"]
