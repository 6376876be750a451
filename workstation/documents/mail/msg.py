"""Mails as Outlook keeps them ([MS-OXMSG]): streams of an OLE file, one for each property."""

import datetime as dt
import io
import struct
from collections.abc import Sequence
from typing import Final

import olefile

from workstation.documents.encoding import decode
from workstation.documents.mail.mail import Attached, Mail, no_folder
from workstation.documents.mail.rtf_body import letter_of
from workstation.documents.office.embedded import storage_files
from workstation.domain.reading import DamagedFileError

_PROPERTIES: Final = "__properties_version1.0"
_SUBJECT, _SENDER, _SENDER_MAIL, _TO, _CC, _BODY, _HTML = 0x37, 0xC1A, 0xC1F, 0xE04, 0xE03, 0x1000, 0x1013
_RTF: Final = 0x1009
_SENT, _RECEIVED = 0x0039, 0x0E06
_LONG_NAME, _SHORT_NAME, _DATA, _TITLE = 0x3707, 0x3704, 0x3701, 0x3001
_CODEPAGES: Final = (0x3FFD, 0x3FDE)
_EPOCH: Final = dt.datetime(1601, 1, 1, tzinfo=dt.UTC)
_DEPTH: Final = 8
Path = tuple[str, ...]


def read_msg(data: bytes) -> Mail:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return _Msg(ole, ()).mail(0)
    except (OSError, struct.error, IndexError, ValueError, OverflowError) as error:
        raise DamagedFileError from error


class _Msg:
    """A mail, or one that is embedded in it under `at`."""

    def __init__(self, ole: olefile.OleFileIO, at: Path) -> None:
        self._ole = ole
        self._at = at
        # the head before the properties is 32 bytes at the top, 24 in an embedded mail, 8 elsewhere (2.4)
        self._fixed = self._properties(at, 24 if at else 32)
        self._codec = self._codec_of()

    def mail(self, depth: int) -> Mail:
        sender, address = self._string(_SENDER), self._string(_SENDER_MAIL)
        return Mail(
            subject=self._string(_SUBJECT),
            sender=f"{sender} <{address}>" if sender and address and "@" in address else sender or address,
            to=self._string(_TO),
            cc=self._string(_CC),
            date=self._moment(_SENT) or self._moment(_RECEIVED),
            body=self._body(),
            attached=tuple(self._attachments(depth)) if depth < _DEPTH else (),
        )

    def _body(self) -> str:
        plain = self._string(_BODY)
        if plain.strip():
            return plain
        page, rtf = (self._bytes((*self._at, f"__substg1.0_{tag:04X}0102")) for tag in (_HTML, _RTF))
        return letter_of(html=page, rtf=rtf)

    def _attachments(self, depth: int) -> Sequence[Attached]:
        found = []
        folders = {path[len(self._at)] for path in self._ole.listdir() if self._is_attachment(path)}
        for number, folder in enumerate(sorted(folders), 1):
            at = (*self._at, folder)
            file_name = self._named(at)
            name = f"part-{number}"
            data = self._bytes((*at, f"__substg1.0_{_DATA:04X}0102"))
            inner = (*at, f"__substg1.0_{_DATA:04X}000D")
            if data:
                found.append(Attached(file_name or name, data))
            elif self._ole.exists([*inner, _PROPERTIES]):
                found.append(_as_eml(_Msg(self._ole, inner).mail(depth + 1), file_name))
            elif objects := tuple(storage_files(self._ole, list(inner), file_name or name)):
                found += objects
            else:  # linked to a file elsewhere, or empty: it is named all the same
                found.append(Attached(file_name or name, b""))
        return found

    def _is_attachment(self, path: Sequence[str]) -> bool:
        here = len(self._at)
        return (
            tuple(path[:here]) == self._at
            and len(path) > here
            and path[here].startswith("__attach_version1.0")
        )

    def _named(self, at: Path) -> str:
        return next(
            (name for tag in (_LONG_NAME, _TITLE, _SHORT_NAME) if (name := self._string(tag, at))), ""
        ).strip("\x00 ")

    def _string(self, tag: int, at: Path | None = None) -> str:
        at = self._at if at is None else at
        wide = self._bytes((*at, f"__substg1.0_{tag:04X}001F"))
        if wide:
            return wide.decode("utf-16-le", "replace").strip("\x00")
        narrow = self._bytes((*at, f"__substg1.0_{tag:04X}001E")).strip(b"\x00")
        if self._codec:
            return narrow.decode(self._codec, "replace")
        return decode(narrow)[0] if narrow else ""

    def _moment(self, tag: int) -> str:
        """A file time: tenths of a microsecond since 1601."""
        value = self._fixed.get(tag)
        if not value:
            return ""
        try:
            return (_EPOCH + dt.timedelta(microseconds=value // 10)).isoformat(timespec="seconds")
        except OverflowError:
            return ""

    def _codec_of(self) -> str:
        for tag in _CODEPAGES:
            page = self._fixed.get(tag, 0) & 0xFFFFFFFF
            name = {936: "gb18030", 950: "big5hkscs", 65001: "utf-8"}.get(page, f"cp{page}")
            try:
                "".encode(name)
            except LookupError:
                continue
            if page:
                return name
        return ""

    def _properties(self, at: Path, head: int) -> dict[int, int]:
        data = self._bytes((*at, _PROPERTIES))[head:]
        found = {}
        for place in range(0, len(data) - 15, 16):
            _, tag, _, value = struct.unpack_from("<HHIQ", data, place)
            found[tag] = value
        return found

    def _bytes(self, path: Path) -> bytes:
        return bytes(self._ole.openstream(list(path)).read()) if self._ole.exists(list(path)) else b""


def _as_eml(mail: Mail, name: str) -> Attached:
    """An embedded mail as a file of its own: there is no other form that can be taken out."""
    from email.message import EmailMessage  # noqa: PLC0415

    message = EmailMessage()
    heads = (("Subject", mail.subject), ("From", mail.sender), ("To", mail.to), ("Cc", mail.cc))
    for head, value in heads:
        if value:
            message[head] = " ".join(value.split())
    message.set_content(mail.body)
    for each in mail.attached:
        message.add_attachment(each.data, "application", "octet-stream", filename=each.name)
    message.set_boundary("=-attached-mail-=") if mail.attached else None
    stem = name or no_folder(mail.subject) or "mail"
    return Attached(stem if stem.lower().endswith(".eml") else f"{stem}.eml", message.as_bytes())
