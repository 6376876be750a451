"""The kind of a file comes from its content."""

import io
import zipfile

import pytest

from workstation.application.ports.documents import FileKind
from workstation.documents.sniff import glance, sniff


def zipped(*names):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "name"),
    [
        (b"%PDF-1.4\n", FileKind.PDF, "PDF"),
        (b"<html>" + b" " * 200 + b"%PDF-1.4\n", FileKind.PDF, "PDF"),
        (b"junk" * 1000 + b"%PDF-1.4\n 1 0 obj %%EOF", FileKind.PDF, "PDF"),
        (b"\x89PNG\r\n\x1a\n", FileKind.PICTURE, "PNG"),
        (b"\xff\xd8\xff\xe0", FileKind.PICTURE, "JPEG"),
        (b"II*\x00", FileKind.PICTURE, "TIFF"),
        (b"RIFF....WEBPVP8 ", FileKind.PICTURE, "WebP"),
        (b"....ftypheic", FileKind.PICTURE, "HEIC"),
        (b"Rar!\x1a\x07", FileKind.ARCHIVE, "RAR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OTHER, "OLE"),
        (b"\x00" * 257 + b"ustar", FileKind.ARCHIVE, "TAR"),
        (zipped("[Content_Types].xml", "word/document.xml"), FileKind.WORD, "DOCX"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), FileKind.SHEET, "XLSX"),
        (zipped("word/合同.pdf"), FileKind.ARCHIVE, "ZIP"),
        (zipped("合同.pdf"), FileKind.ARCHIVE, "ZIP"),
        ("<!DOCTYPE html><p>标的".encode("gbk"), FileKind.HTML, "HTML"),
        (b"From: a@b.c\r\nSubject: x\r\n\r\nbody", FileKind.MAIL, "EML"),
        ("借款合同 正文".encode("gb18030"), FileKind.TEXT, "TXT"),
        (b"\x00\x01\x02\x03" * 9, FileKind.OTHER, "?"),
        (b"", FileKind.OTHER, "?"),
    ],
)
def test_a_kind_is_known_by_its_content(data, kind, name):
    found = sniff(data)
    assert (found.kind, found.name) == (kind, name)


def test_a_zip_that_holds_a_pdf_is_not_a_pdf():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.pdf", b"%PDF-1.4\n")
    assert sniff(target.getvalue()).kind is FileKind.ARCHIVE


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("head", "kind", "name"),
    [
        (OLE + bytes(1016), FileKind.OTHER, "OLE"),
        (zipped("[Content_Types].xml", "word/document.xml"), FileKind.WORD, "DOCX"),
        (zipped("a.txt"), FileKind.ARCHIVE, "ZIP"),
        (b"%PDF-1.4\n", FileKind.PDF, "PDF"),
        (b"From: a@b.cn\r\nSubject: x\r\n\r\nx", FileKind.MAIL, "EML"),
        ("借款合同".encode("gbk") * 20, FileKind.TEXT, "TXT"),
    ],
)
def test_the_program_itself_looks_at_first_bytes_by_no_library_that_takes_files_apart(
    monkeypatch, head, kind, name
):
    def taken_apart(*_, **__):
        raise AssertionError("a file is taken apart outside a worker")

    monkeypatch.setattr("olefile.OleFileIO", taken_apart)
    monkeypatch.setattr("zipfile.ZipFile", taken_apart)
    found = glance(head[:1024])
    assert (found.kind, found.name) == (kind, name)
