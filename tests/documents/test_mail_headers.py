"""A mail is known by the shape of its header, whatever field comes first, and what is attached to it comes out."""

import base64
import quopri
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.application.ports.documents import FileKind
from workstation.documents.archives.members import Budget
from workstation.documents.holding import may_hold_files, members_of
from workstation.documents.html import read_html
from workstation.documents.mail.headers import is_mail
from workstation.documents.opening import open_pages
from workstation.documents.sniff import sniff

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF"
LATER = (
    b"From: =?gb18030?B?1cXI/Q==?= <zhang@example.cn>\r\nTo: li@example.cn\r\nSubject: notice\r\n"
    b"Date: Mon, 4 Aug 2025 10:00:00 +0800\r\nMIME-Version: 1.0\r\n"
)
BODY = (
    b'Content-Type: multipart/mixed;\r\n boundary="=-1"\r\n\r\n--=-1\r\nContent-Type: text/plain\r\n\r\nsee below\r\n'
    b"--=-1\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
    b'Content-Disposition: attachment; filename="notice.pdf"\r\n\r\n'
    + base64.encodebytes(PDF)
    + b"--=-1--\r\n"
)
FIRST = (
    "Delivered-To: li@example.cn",
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n\td=example.cn; b=" + "Ab+/" * 300,
    "ARC-Seal: i=1; a=rsa-sha256; t=1754272800; cv=none; b=xyz",
    "X-QQ-mid: xmsmtpt1754272800t4x8",
    "X-QQ-SSF: " + "0" * 1500,
    "X-NetEase-Attachment: yes",
    "Authentication-Results: mx.example.cn; spf=pass",
    "To: li@example.cn",
    "Reply-To: zhang@example.cn",
    "Sender: zhang@example.cn",
    "X-UIDL: 1tbiAQAH",
    "Received: from a by b; Mon, 4 Aug 2025 10:00:00 +0800",
    "Content-Language: zh-CN",
    "Thread-Index: AdwFH",
    "X-Priority : 3",
    "Disposition-Notification-To: zhang@example.cn",
    "+OK 4711 octets\r\nX-Spam: no",
    ">From zhang@example.cn Mon Aug  4 10:00:00 2025\r\nX-Spam: no",
    "X-Subject: 债权转让通知\r\nbroken by a gateway, no field",
    "List-Unsubscribe: <https://example.cn/u>",
)


def attached(data, name="letter.bin"):
    return [(each.path, each.data) for each in members_of(data, name, Budget(10**8, 100), ())]


@pytest.mark.parametrize(
    "mark", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", "utf-16"], ids=["bare", "bom", "blank", "utf-16"]
)
@pytest.mark.parametrize("first", FIRST, ids=lambda first: first.partition(":")[0][:20])
def test_what_is_attached_to_a_mail_comes_out_whatever_its_first_field_is(first, mark):
    data = first.encode() + b"\r\n" + LATER + BODY
    data = data.decode().encode(mark) if isinstance(mark, str) else mark + data
    assert may_hold_files(data[:1024], "letter.bin")
    assert sniff(data).name == "EML"
    assert attached(data) == [("notice.pdf", PDF)]
    pages = open_pages(data)
    assert pages.facts().kind is FileKind.MAIL
    assert {"notice", "Attachment: notice.pdf", "see below"} <= set(pages.text(0).text.split("\n"))


@pytest.mark.parametrize(
    "head",
    [
        b"X-Unsent: 1\r\nTo: \r\nSubject: draft\r\n",
        b"X-Anything: 1\r\n",
        b"Subject: nothing else\r\n",
        b"X-QQ-STYLE: 1\nX-QQ-mid: 2\n".replace(b"\n", b"\r"),
    ],
    ids=["draft", "unknown field", "subject alone", "line ends of old"],
)
def test_a_mail_that_says_next_to_nothing_of_itself_gives_what_is_attached(head):
    assert attached(head + (BODY.replace(b"\r\n", b"\r") if b"\n" not in head else BODY)) == [
        ("notice.pdf", PDF)
    ]


def test_a_pdf_that_is_the_whole_mail_comes_out():
    head = b"X-Scan: 5\nContent-Type: application/pdf; name=scan.pdf\nContent-Transfer-Encoding: base64\n\n"
    assert attached(head + base64.encodebytes(PDF)) == [("scan.pdf", PDF)]


def test_a_pdf_that_lies_in_a_mail_as_it_is_does_not_make_the_mail_a_pdf():
    data = (LATER + BODY).replace(b"base64", b"binary").replace(base64.encodebytes(PDF), PDF + b"\r\n")
    assert sniff(data).name == "EML"
    assert [path for path, _ in attached(data)] == ["notice.pdf"]


def test_a_line_of_a_letter_that_begins_with_from_does_not_cut_a_box_of_mails():
    body = BODY.replace(
        b"see below", b"see below\r\n\r\nFrom here on the seller: nothing.\r\nFrom now, 10:00: no"
    )
    letter = b"From zhang@example.cn Mon Aug  4 10:00:00 2025\r\nX-Mozilla-Status: 0001\r\n" + LATER + body
    assert attached(letter + letter, "box") == [("notice.pdf", PDF)] * 2


def test_a_box_whose_lines_tell_no_date_is_one_all_the_same():
    letter = b"From zhang@example.cn\r\n" + LATER + BODY
    assert sniff(letter).name == "MBOX"
    assert attached(letter + letter, "box") == [("notice.pdf", PDF)] * 2


SAVED = (
    ("From: <Saved by Blink>\nSnapshot-Content-Location: https://sf.example.cn/1\n", "utf-8"),
    ("From: <Saved by Windows Internet Explorer 8>\nSubject: =?gb2312?B?yc/F?=\n", "gb18030"),
    ('From: "Saved by Windows Internet Explorer 11"\nSnapshot-Content-Location: x\n', "utf-8"),
    ("Date: Mon, 4 Aug 2025 10:00:00 +0800\n", "utf-8"),
)


@pytest.mark.parametrize(("head", "charset"), SAVED)
def test_a_web_page_that_was_saved_as_one_file_is_a_page_and_its_pictures_are_none_of_the_papers(
    head, charset
):
    page = quopri.encodestring(
        "<html><title>拍卖</title><body><p>某某公司债权</p></body></html>".encode(charset)
    )
    data = (
        head.encode()
        + b'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n--b\n'
    )
    data += (
        f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: quoted-printable\n".encode()
    )
    data += b"Content-Location: https://sf.example.cn/1\n\n" + page + b"\n--b\nContent-Type: image/png\n"
    data += b"Content-Location: https://sf.example.cn/a.png\nContent-Transfer-Encoding: base64\n\naGVsbG8=\n--b--\n"
    assert attached(data) == []
    pages = open_pages(data)
    assert pages.facts().kind is FileKind.HTML
    assert "某某公司债权" in pages.text(0).text
    assert "boundary" not in pages.text(0).text
    found = read_html(data)
    assert found.title == "拍卖"
    assert found.saved_from in {"https://sf.example.cn/1", "x"}


def test_a_letter_with_pictures_in_its_text_is_no_saved_page():
    data = (
        b"From: a@example.cn\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/related; type="text/html"; boundary=b\n\n--b\n'
    )
    data += (
        b"Content-Type: text/html\n\n<p>see</p>\n--b\nContent-Type: image/png; name=scan.png\n\nx\n--b--\n"
    )
    assert [path for path, _ in attached(data)] == ["scan.png"]


def test_an_attachment_with_a_path_in_its_name_comes_out_by_the_last_part():
    for path in (r"C:\Users\Li\notice.pdf", "../../notice.pdf", "/srv/notice.pdf"):
        message = EmailMessage()
        message["From"] = "a@example.cn"
        message.add_attachment(PDF, "application", "pdf", filename=path)
        assert attached(message.as_bytes()) == [("notice.pdf", PDF)]


@pytest.mark.parametrize(
    "text",
    [
        "name: build\non:\n  push:\n    branches: [main]\njobs:\n  test: {runs-on: linux}\n",
        "from: 2024\nto: 2025\nsubject: rent\n\nkeep: yes\n",
        "甲方：某某资产管理有限公司\n乙方：某某投资有限公司\n\n第一条 标的债权\n",
        "Borrower: Alpha Ltd\nLender: Beta Bank\nDate: 4 August 2025\n\nThe parties agree as follows.\n",
        "HTTP/1.1 200 OK\nDate: Mon, 4 Aug 2025 10:00:00 GMT\nServer: nginx\nContent-Type: text/html\n\nok",
        "Host: example.cn\nUser-Agent: curl\nAccept: */*\nFrom: bot@example.cn\nDate: Mon, 4 Aug 2025 10:00:00 GMT\n\n",
        "Name: Li\nPhone: 138\nEmail: li@example.cn\n\nCalled on Monday.\n",
        "From: Legal\nTo: Board\nDate: 4 August\nSubject: lot 5\n\nA memorandum.\n",
        "From 1 January 2024 the tenant pays: 5,000.\nSubject: to approval\n",
        "From: the desk of Li\n\nNotes of a call\n",
        "Date: call with the bank at ten\nSubject: price\n\nThey want more.\n",
        "Note: the seller's letter begins\nwith no field and goes on\nlike this\n",
        "2024-01-01 10:00:00 Received: from 10.0.0.1; ok\n",
        "https://example.cn/lot\nSubject: x@y\n",
        "BEGIN:VCARD\nVERSION:3.0\nEMAIL:li@example.cn\nEND:VCARD\n",
    ],
)
def test_a_text_that_merely_looks_like_a_mail_stays_a_text(text):
    assert sniff(text.encode()).kind is FileKind.TEXT
    assert sniff(b"\xef\xbb\xbf" + text.encode()).kind is FileKind.TEXT


@given(st.binary(max_size=200))
def test_no_bytes_break_the_look_at_a_header(data):
    is_mail(data)
    is_mail(b"X: 1\n" + data, cut=True)
    attached(b"Message-ID: <1@x>\nX: 1\n\n" + data, "a.eml")
