"""Mails as they travel (RFC 5322, MIME), and boxes of them (mbox)."""

import email
import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Final

from workstation.documents.cms import signed_content
from workstation.documents.encoding import decode
from workstation.documents.mail.headers import BOX_LINE, mended
from workstation.documents.mail.mail import Attached, Mail, no_folder
from workstation.domain.reading import ReadingError

_SIGNED: Final = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)


def read_eml(data: bytes) -> Mail:
    return _mail(email.message_from_bytes(mended(data)))


def read_mbox(data: bytes) -> tuple[Mail, ...]:
    """One mail for each line "From address date": a line of a letter may begin with "From" too."""
    return tuple(read_eml(_QUOTED.sub(rb"\1", part)) for part in BOX_LINE.split(data)[1:] if part.strip())


def _mail(message: "Message[str, str]") -> Mail:
    parts = list(_leaves(message))
    body = next((part for part in parts if _is_body(part, "text/plain")), None)
    page = next((part for part in parts if _is_body(part, "text/html")), None)
    attached = tuple(
        each
        for number, part in enumerate(parts)
        if part is not body
        and not (part is page and not part.get_filename())
        and (each := _attached(part, number))
    )
    return Mail(
        subject=header(message, "subject"),
        sender=header(message, "from"),
        to=header(message, "to"),
        cc=header(message, "cc"),
        date=_date(message),
        body=_text(body) if body is not None and _text(body).strip() else _shown(page),
        attached=attached,
    )


def _leaves(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """The parts of a mail without those of the mails attached to it; of a signed part, what was signed."""
    if message.get_content_type() in _SIGNED and (inner := _signed(message)) is not None:
        yield from _leaves(inner)
        return
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part)


def _signed(part: "Message[str, str]") -> "Message[str, str] | None":
    """None of what is locked for somebody's certificate, or broken: then the part itself is what is attached."""
    data = part.get_payload(decode=True)
    try:
        content = signed_content(data) if isinstance(data, bytes) else None
    except ReadingError:
        return None
    return email.message_from_bytes(content) if content else None


def _is_body(part: "Message[str, str]", content_type: str) -> bool:
    attachment = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() == content_type and not attachment


def _attached(part: "Message[str, str]", number: int) -> Attached | None:
    name = _words(str(part.get_filename() or ""))
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        mail = inner[0] if isinstance(inner, list) and inner else None
        if not isinstance(mail, Message):
            return None
        return Attached(name or f"{no_folder(header(mail, 'subject')) or number}.eml", mail.as_bytes())
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not (data or name):
        return None
    if not name and part.get_content_maintype() == "text" and not data.strip():
        return None
    return Attached(name or f"part-{number}.{part.get_content_subtype()}", data)


def _text(part: "Message[str, str]") -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset() or ""
    try:
        return data.decode(charset) if charset else decode(data)[0]
    except (LookupError, UnicodeDecodeError):
        return decode(data)[0]


def _shown(page: "Message[str, str] | None") -> str:
    if page is None:
        return ""
    from workstation.documents.html import read_html  # noqa: PLC0415 - many mails are plain

    data = page.get_payload(decode=True)
    return read_html(data).root.shown() if isinstance(data, bytes) else ""


def header(message: "Message[str, str]", name: str) -> str:
    return _words(str(message.get(name, "")))


def _words(value: str) -> str:
    """Encoded words as text; bytes that nobody declared are read as what they look like."""
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        parts = [(value, None)]
    pieces = []
    for part, charset in parts:
        raw = part if isinstance(part, bytes) else part.encode("utf-8", "surrogateescape")
        try:
            pieces.append(raw.decode(charset) if charset else decode(raw)[0])
        except (LookupError, UnicodeDecodeError):
            pieces.append(decode(raw)[0])
    return " ".join("".join(pieces).split())


def _date(message: "Message[str, str]") -> str:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
