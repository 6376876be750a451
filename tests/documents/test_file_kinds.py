"""Files of every kind are told by their content, read where they can be, else kept and named with what to do."""

import base64
import io

import pytest
from made_files import OPEN_DOCUMENT_TYPES, cms_signed, docx, open_document, p, ppt, word97, zipped
from PIL import Image

from workstation.application.ports.documents import FileKind
from workstation.documents.archives.members import Budget
from workstation.documents.holding import may_hold_files, members_of
from workstation.documents.opening import open_pages
from workstation.documents.paged import Look
from workstation.documents.sniff import sniff
from workstation.domain.documents import Version
from workstation.domain.errors import UserError
from workstation.domain.file_kinds import KIND_NAMES
from workstation.domain.file_notices import FileNotice
from workstation.domain.reading import DamagedFileError, ReadingError, ReadOutcome
from workstation.language.translator import Language, Translator
from workstation.ui.panels.reading import outcome_reason

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
PDF += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
CHINESE, ENGLISH = Translator(Language.CHINESE), Translator()
NAMED = {
    b"\x00" * 40: ("未知类型", "not known"),
    b"\x00\x00\x00\x18ftypisom" + bytes(90): ("视频（MP4）", "video (MP4)"),
    b"AC1027" + bytes(90): ("AutoCAD 图纸", "AutoCAD drawing"),
    b"RIFF\x00\x00\x00\x00WAVEfmt " + bytes(90): ("音频（WAV）", "sound (WAV)"),
    b"KDH 2.00" + bytes(90): ("CAJ 文档", "CAJ document"),
    zipped({"[Content_Types].xml": "x", "FixedDocSeq.fdseq": "x"}): ("XPS 文档", "XPS document"),
    zipped({"Index/Document.iwa": "x", "preview.jpg": "x"}): (
        "Pages、Numbers 或 Keynote 文档",
        "Pages, Numbers or Keynote document",
    ),
    zipped({"合同.pages/Index.zip": "x", "合同.pages/Data/a.jpg": "x", "__MACOSX/._合同.pages": "x"}): (
        "Pages、Numbers 或 Keynote 文档",
        "Pages, Numbers or Keynote document",
    ),
    open_document("application/epub+zip", ""): ("EPUB 电子书", "EPUB book"),
    open_document(OPEN_DOCUMENT_TYPES + "graphics", ""): (
        "其他 OpenDocument 文件",
        "OpenDocument file of another kind",
    ),
    zipped({"[Content_Types].xml": "x", "visio/document.xml": "x"}): ("Visio 图形", "Visio drawing"),
    zipped({"[Content_Types].xml": "x", "3D/model.model": "x"}): (
        "其他程序的文件包",
        "package of another program",
    ),
    zipped({"OFD.xml": "x", "Doc_0/Document.xml": "x"}): ("OFD 文档", "OFD document"),
}


def reason(data, name="a.bin"):
    with pytest.raises(ReadingError) as refused:
        open_pages(data, name=name)
    return refused.value


@pytest.mark.parametrize(("data", "names"), NAMED.items(), ids=[names[1] for names in NAMED.values()])
def test_what_cannot_be_read_is_one_file_and_named_in_both_languages(data, names):
    for translator, name in zip((CHINESE, ENGLISH), names, strict=True):
        assert name in translator.error(reason(data))
    assert list(members_of(data, "a.bin", Budget(10**6, 99), ())) == []
    found = sniff(data)
    kept = Version(
        id="v",
        lot="l",
        document="d",
        ordinal=1,
        media_type=found.media_type,
        outcome=ReadOutcome.NOT_SUPPORTED,
        reason=reason(data).code,
    )
    assert outcome_reason(CHINESE, kept) == CHINESE.error(reason(data))


@pytest.mark.parametrize("mark", ["epub", "iwork"])
def test_a_data_room_that_holds_such_a_document_is_an_archive_all_the_same(mark):
    inside = {"epub": "书/META-INF/container.xml", "iwork": "合同.pages/Index/Document.iwa"}[mark]
    assert sniff(zipped({inside: "x", "合同.pdf": "x"})).kind is FileKind.ARCHIVE


def test_an_opendocument_that_says_its_kind_last_is_one_all_the_same():
    media_type = OPEN_DOCUMENT_TYPES + "text"
    assert sniff(zipped({"content.xml": "<a/>", "mimetype": media_type})).name == "ODT"


def test_no_kind_is_without_a_name():
    assert "?" not in "".join(KIND_NAMES.values())
    assert {CHINESE(name) for name in KIND_NAMES.values()} & {"", "?"} == set()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"MZ" + bytes(60), "ask the seller what it is for"),
        (zipped({"AndroidManifest.xml": "x"}), "ask the seller what it is for"),
        (b"MSCF" + bytes(60), "unpack it in another program"),
        (b"\x00\x00-lh5-" + bytes(60), "unpack it in another program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Ask the seller for a new copy"),
    ],
)
def test_what_to_do_is_said_of_programs_unknown_archives_and_broken_files(data, words):
    assert words in str(reason(data))


@pytest.mark.parametrize(
    "text", [b"MZ-2025 sale of loans", b"AC10 is a drawing", b"BM 2025, a list", b"ID3 tags", b"BZ"]
)
def test_a_text_that_begins_like_another_format_stays_a_text(text):
    assert sniff(text).kind in {FileKind.TEXT, FileKind.SHEET}


@pytest.mark.parametrize("kind", ["BMP", "JPEG2000", "AVIF"])
def test_pictures_of_rarer_kinds_are_pages(kind):
    target = io.BytesIO()
    Image.effect_noise((40, 30), 60).convert("RGB").save(target, kind)
    pages = open_pages(target.getvalue(), name="photo")
    assert (pages.count, pages.facts().kind) == (1, FileKind.PICTURE)
    assert pages.draw(0, Look(0.5)).width > 10


def test_slides_of_opendocument_are_read_with_their_notes():
    ns = "urn:oasis:names:tc:opendocument:xmlns:"
    slides = "".join(
        f"<d:page><d:frame><d:text-box><t:p>{text}</t:p></d:text-box></d:frame><p:notes><t:p>备注</t:p></p:notes></d:page>"
        for text in ("债权概况", "抵押物")
    )
    root = f'<r xmlns:d="{ns}drawing:1.0" xmlns:t="{ns}text:1.0" xmlns:p="{ns}presentation:1.0">{slides}</r>'
    data = open_document(OPEN_DOCUMENT_TYPES + "presentation", root)
    found = [line for line in open_pages(data, name="a.odp").text(0).text.split("\n") if line]
    assert found == ["— 1 —", "债权概况", "备注", "— 2 —", "抵押物", "备注"]


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("合同.wps", word97("借款合同"), "DOC"),
        ("合同.wps", docx(p("借款合同")), "DOCX"),
        ("汇报.dps", ppt([["借款合同"]]), "PPT"),
        ("明细.et", b"\x09\x04\x06\x00\x00\x00\x10\x00", "XLS4"),
    ],
)
def test_files_of_kingsoft_are_what_their_content_is_whatever_their_ending(name, data, kind):
    assert sniff(data).name == kind
    if kind != "XLS4":
        assert "借款合同" in open_pages(data, name=name).text(0).text


@pytest.mark.parametrize("head", [b"%PDF 1.4", b"%PDF\n", b"%PDF1.4"])
@pytest.mark.parametrize("before", [b"", b"\x00" * 900, b"HTTP/1.1 200 OK\r\nX: y\r\n\r\n", b"<html>" * 100])
def test_a_pdf_without_the_dash_or_behind_other_bytes_is_a_pdf(head, before):
    data = before + PDF.replace(b"%PDF-1.4", head)
    assert sniff(data).kind is FileKind.PDF
    assert open_pages(data, name="a.pdf").count == 1


def test_a_text_about_pdf_is_no_pdf():
    assert sniff(b"A file begins with %PDF and a version.\nThat is all.\n").kind is FileKind.TEXT


@pytest.mark.parametrize(
    "data",
    [
        PDF[12:],
        b"x" * 70_000 + PDF[12:400],
        b"\r\n12 0 obj\r\n<< /Type /Page >>\r\n" + b"BT (a, b) Tj ET\n" * 9,
        b"a,b\nc,d\ntrailer\nstartxref\n9\n%%EOF\n",
    ],
)
def test_a_damaged_pdf_is_called_damaged_and_never_another_kind(data):
    assert isinstance(reason(data, "合同.pdf"), DamagedFileError)


def test_a_text_that_is_called_a_pdf_is_named_in_the_language_of_the_reader():
    error = reason(b"plain words of a letter", "a.pdf")
    assert isinstance(error, UserError)
    assert "纯文本" in CHINESE.error(error)
    assert "plain text" in ENGLISH.error(error)


@pytest.mark.parametrize("form", ["der", "ber", "pem", "base64", "twice"])
def test_what_was_signed_is_read_as_it_is_without_its_signature(form):
    data = cms_signed(PDF, parts=16 if form == "ber" else None)
    if form == "twice":
        data = cms_signed(data)
    if form in {"pem", "base64"}:
        data = base64.encodebytes(data)
    if form == "pem":
        data = b"-----BEGIN PKCS7-----\n" + data + b"-----END PKCS7-----\n"
    assert may_hold_files(data[:1024], "")
    pages = open_pages(data, name="合同.pdf.p7m")
    assert (pages.count, pages.facts().kind) == (1, FileKind.PDF)
    assert pages.facts().notices == (FileNotice.SIGNATURES,)


def test_a_signed_mail_gives_what_is_attached_to_it():
    mail = b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: application/pdf; name=a.pdf\n"
    mail += b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(PDF) + b"--b--\n"
    inside = [(each.path, each.data) for each in members_of(cms_signed(mail), "m.p7m", Budget(10**6, 9), ())]
    assert inside == [("a.pdf", PDF)]
    outer = b"From: a@example.cn\nMIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n"
    outer += b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(cms_signed(mail))
    assert [(each.path, each.data) for each in members_of(outer, "m.eml", Budget(10**6, 9), ())] == inside


def test_a_signature_alone_and_a_file_for_the_holder_of_a_certificate_are_named():
    assert "另一文件的电子签名" in CHINESE.error(reason(cms_signed(None), "合同.pdf.p7s"))
    assert reason(cms_signed(PDF, locked=True), "a.p7m").code == "document.unsupported_lock"
    assert reason(cms_signed(PDF)[:-60], "a.p7m").code == "document.damaged"
