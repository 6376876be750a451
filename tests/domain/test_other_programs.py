"""What another program is given: files whose content and name are of one kind that only shows something."""

import pytest

from workstation.domain.other_programs import may_be_opened, name_of_copy

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PROGRAMS = [
    "exe",
    "com",
    "bat",
    "cmd",
    "scr",
    "msi",
    "ps1",
    "vbs",
    "js",
    "jse",
    "wsf",
    "hta",
    "lnk",
    "jar",
    "sh",
    "app",
    "desktop",
    "url",
    "docm",
    "dotm",
    "xlsm",
    "xltm",
    "xlam",
    "xll",
    "pptm",
    "html",
    "htm",
    "mht",
    "svg",
    "chm",
    "hlp",
    "reg",
    "pif",
    "cpl",
    "msc",
    "vbe",
    "wsh",
    "ps1xml",
    "psm1",
    "iso",
    "img",
    "vhd",
    "vhdx",
    "scf",
    "inf",
    "py",
    "pyw",
    "command",
    "pkg",
    "dmg",
    "appimage",
    "deb",
    "rpm",
    "xml",
    "xsl",
    "eml",
    "msg",
    "zip",
    "7z",
    "rar",
    "lnk",
    "library-ms",
    "settingcontent-ms",
    "one",
    "application",
    "gadget",
    "sct",
    "iqy",
    "slk",
    "ade",
    "accdb",
]
KINDS = (
    PDF, WORD, SHEET, "text/plain", "text/csv", "text/html", "image/png", "application/zip", "application/octet-stream",
    "application/vnd.microsoft.portable-executable", "application/x-executable", "application/msword", None,
)  # fmt: skip


@pytest.mark.parametrize("suffix", PROGRAMS)
def test_a_suffix_that_is_not_on_the_list_is_never_opened_whatever_the_content(suffix):
    names = (
        f"a.{suffix}",
        f"a.{suffix.upper()}",
        f"a.pdf.{suffix}",
        f"a.{suffix}.",
        f"a.{suffix} ",
        f"a.{suffix}. . ",
        f"a.{suffix}\u00a0",
        f"a.{suffix}\n",
        f"a\u202efdp.{suffix}",
        f"a.pdf\\..\\b.{suffix}",
    )
    assert not [(name, kind) for name in names for kind in KINDS if may_be_opened(name, kind)]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.pdf", "application/vnd.microsoft.portable-executable"),
        ("a.pdf", "text/html"),
        ("a.pdf", None),
        ("a.txt", "text/html"),
        ("a.docx", "application/x-ole-storage"),
        ("a.xls", "text/html"),
        ("a.png", "application/octet-stream"),
        ("pdf", PDF),
        (".pdf", PDF),
        ("a", PDF),
        ("", PDF),
        ("a.pdf:b.exe", PDF),
    ],
)
def test_a_name_that_the_content_does_not_bear_out_is_not_opened(name, media_type):
    assert not may_be_opened(name, media_type)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("附件1_借款合同.pdf", PDF),
        ("A.PDF", PDF),
        ("a.pdf. ", PDF),
        ("表.xlsx", SHEET),
        ("表.xlsb", SHEET),
        ("合同.docx", WORD),
        ("合同.doc", "application/msword"),
        ("合同.wps", "application/msword"),
        ("合同.doc", "application/rtf"),
        ("清单.csv", "text/plain"),
        ("照片.jpg", "image/heic"),
        ("发票.ofd", "application/ofd"),
    ],
)
def test_a_paper_whose_name_and_content_are_of_one_kind_is_opened(name, media_type):
    assert may_be_opened(name, media_type)


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("附件1_借款合同.pdf", "附件1_借款合同.pdf"),
        ("invoice_\u202efdp.exe", "invoice__fdp.exe"),
        ("a\x1b[2J.pdf", "a_[2J.pdf"),
        ("a.pdf. . ", "a.pdf"),
        ("../../etc/a.pdf", "a.pdf"),
        ("..\\a.pdf", "a.pdf"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("..", "file"),
        ("\ud800.pdf", "_.pdf"),
        ("抵" * 100 + ".pdf", "抵" * 65 + ".pdf"),
        ("a" * 300, "a" * 200),
    ],
)
def test_the_copy_bears_a_name_that_shows_as_it_is_and_that_every_system_takes(name, copy):
    assert name_of_copy(name) == copy
