"""Whether bytes are a mail, by the shape of their header block (RFC 5322, 2.2 and 3.6), whatever field comes first; and
the same bytes as the parser of the standard library wants them."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

WINDOW: Final = 1024 * 1024  # bytes: a thousand recipients and ten signatures of servers on the way fit in
_LINE: Final = re.compile(rb"\r\n|\r|\n")
# 2.2: a name is printable ASCII but for the colon; blanks before the colon are allowed in old mails (4.5.8)
_FIELD: Final = re.compile(rb"([!-9;-~]{1,100})[ \t]*:(.*)", re.DOTALL)
# RFC 4155, appendix A: "From address Mon Aug  4 10:00:00 2025"; some programs leave the date out
BOX_LINE: Final = re.compile(
    rb"^From (?:[^\r\n]*[A-Z][a-z]{2} +\d{1,2} +\d{1,2}:\d\d[^\r\n]*(?:\r?\n|\r|\Z)"
    rb"|\S+@\S+[ \t]*(?:\r?\n|\r)(?=[!-9;-~]{1,100}:))",
    re.MULTILINE,
)
_BEFORE: Final = (b">From ", b"+OK")  # what other programs left above the header
_TOLERATED: Final = 10  # one line in so many may be none: broken by a program on the way
# fields that only mails have, each with what stands in its value
_TELLING: Final = {
    b"received": b";",
    b"return-path": b"<",
    b"message-id": b"<",
    b"delivered-to": b"@",
    b"x-original-to": b"@",
    b"dkim-signature": b"=",
    b"domainkey-signature": b"=",
    b"arc-seal": b"=",
    b"arc-message-signature": b"=",
    b"arc-authentication-results": b";",
    b"authentication-results": b";",
    b"received-spf": b" ",
    b"mime-version": b"1.",
    b"content-transfer-encoding": b"",
}
_ADDRESSES: Final = (
    b"from", b"sender", b"reply-to", b"to", b"cc", b"bcc", b"resent-from", b"resent-to", b"x-sender", b"x-receiver",
)  # fmt: skip
_ORDINARY: Final = frozenset({b"subject", b"date", b"content-type", *_ADDRESSES})
_DATE: Final = re.compile(rb"\d{1,2} +[A-Z][a-z]{2} +\d{2,4} +\d{1,2}:\d\d")
_MULTIPART: Final = re.compile(rb"\s*multipart/.*boundary\s*=", re.IGNORECASE | re.DOTALL)
# the answers and questions of a web server have the same shape (RFC 9110)
_WEB: Final = frozenset(
    {b"host", b"accept", b"accept-encoding", b"cookie", b"set-cookie", b"cache-control", b"etag", b"server",
     b"connection", b"last-modified", b"transfer-encoding", b"content-security-policy"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Block:
    """`fields` by their names in small letters, the first of each; `strange` lines are none; `ended` by a blank line."""

    fields: Mapping[bytes, bytes]
    strange: int
    ended: bool


def is_box(data: bytes) -> bool:
    """A box of mails (mbox): it begins with a line "From address date"."""
    return bool(BOX_LINE.match(_text_bytes(data[:WINDOW])))


def is_mail(data: bytes, *, cut: bool = False) -> bool:
    """`cut` says that these are the first bytes of a longer file: what was seen of the header decides.

    A text that only looks like it (settings, notes of the form "Name: value", the head of a web server's answer) has
    neither a field that servers of mail write nor an address or a date as mails write them.
    """
    return _is_mail(_block(_text_bytes(data[:WINDOW])), cut=cut or len(data) > WINDOW)


def is_web_archive(data: bytes) -> bool:
    """A web page with its pictures, saved as one file (MHTML, RFC 2557): the shape is that of a mail, which nobody sent."""
    fields = _block(_text_bytes(data[:WINDOW])).fields
    parts = fields.get(b"content-type", b"").lower()
    if (
        not parts.startswith((b"multipart/related", b"multipart/mixed", b"text/html"))
        or b"received" in fields
    ):
        return False
    saved = fields.get(b"from", b"").strip(b'" ').lower().startswith(b"<saved by")
    sent = saved or any(name in fields for name in _ADDRESSES)
    return saved or b"snapshot-content-location" in fields or (b"text/html" in parts and not sent)


def may_be_mail(head: bytes) -> bool:
    """Of the first bytes of a file: nothing in them is no header. Only more of it tells whether it is a mail."""
    block = _block(_text_bytes(head))
    return is_box(head) or _is_mail(block, cut=True) or (bool(block.fields) and not block.ended)


def mended(data: bytes) -> bytes:
    """The same mail with a header that the parser reads to its end: it stops at the first line that is no field, and what is
    attached would be lost with the fields below. Byte order marks and what stands above the header go."""
    plain = _text_bytes(data)
    end = re.search(rb"\r\n\r\n|\n\n|\r\r", plain)
    head, rest = (plain[: end.start()], plain[end.start() :]) if end else (plain, b"")
    return b"\n".join(_mended(_LINE.split(head))) + rest


def _mended(lines: list[bytes]) -> Iterator[bytes]:
    for line in lines:
        field = _FIELD.fullmatch(line)
        if field:
            yield b"%s:%s" % field.groups()
        elif line.startswith((b" ", b"\t")) or BOX_LINE.match(line):
            yield line
        else:
            yield b" " + line


def _text_bytes(data: bytes) -> bytes:
    """Without a byte order mark, blank lines and leavings of other programs at the start; UTF-16 becomes UTF-8."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "ignore").encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n\t ")
    if data.startswith(_BEFORE):
        data = _LINE.split(data, 1)[-1].lstrip(b"\r\n")
    return data


def _block(data: bytes) -> _Block:
    fields: dict[bytes, bytes] = {}
    strange, name, at = 0, b"", 0
    while at < len(data):
        found = _LINE.search(data, at)
        line = data[at : found.start()] if found else data[at:]
        if not line:
            return _Block(fields, strange, ended=True)
        at = found.end() if found else len(data)
        field = _FIELD.fullmatch(line)
        if line.startswith((b" ", b"\t")) and fields:
            fields[name] += b" " + line.strip()
        elif field:
            name = field[1].lower()
            fields.setdefault(name, field[2].strip())
        elif not fields or strange * _TOLERATED > len(fields):
            return _Block({}, strange + 1, ended=False)
        else:
            strange += 1
    return _Block(fields, strange, ended=False)


def _is_mail(block: _Block, *, cut: bool) -> bool:
    fields = block.fields
    if not fields or block.strange * _TOLERATED > max(_TOLERATED, len(fields)):
        return False
    if block.strange and not (block.ended or cut):
        return False
    telling = {name for name, value in _TELLING.items() if name in fields and value in fields[name]}
    if _WEB & fields.keys():
        return bool(telling & {b"received", b"message-id", b"return-path"})
    if telling or _MULTIPART.match(fields.get(b"content-type", b"")):
        return len(fields) > 1 or block.ended or cut
    addressed = any(b"@" in fields.get(name, b"") for name in _ADDRESSES)
    dated = bool(_DATE.search(fields.get(b"date", b"")))
    from_alone = block.ended and fields.keys() == {b"from"}
    return (addressed or dated) and (from_alone or len(_ORDINARY & fields.keys()) > 1)
