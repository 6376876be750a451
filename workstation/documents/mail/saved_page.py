"""The page inside a web archive (MHTML): what a browser saves as "one file"."""

import email
from email.message import Message

from workstation.documents.mail.headers import is_web_archive, mended


def page_inside(data: bytes) -> tuple[bytes, str] | None:
    """The page in UTF-8 and the address it was saved from; None of what is no web archive."""
    if not is_web_archive(data):
        return None
    message = email.message_from_bytes(mended(data))
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(content, bytes):
        return None
    charset = page.get_content_charset() or ""
    return _in_utf_8(content, charset), _address(message, page)


def _in_utf_8(content: bytes, charset: str) -> bytes:
    """As it came where it is not what it declares: it is then read as what it looks like."""
    try:
        return content.decode(charset or "utf-8").encode()
    except (LookupError, UnicodeError):
        return content


def _address(message: "Message[str, str]", page: "Message[str, str]") -> str:
    found = message.get("Snapshot-Content-Location") or page.get("Content-Location") or ""
    return str(found).strip()
