"""Files inside files: what an archive or a mail holds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from workstation.application.ports.documents import FileKind, Member
from workstation.documents.archives.members import Budget, refusal_of
from workstation.documents.cms import cms_kind, signed_file
from workstation.documents.mail.headers import may_be_mail
from workstation.documents.marks import Sniffed
from workstation.documents.sniff import OLE_MARK, sniff
from workstation.domain.reading import DamagedFileError, ReadingError

if TYPE_CHECKING:
    from workstation.documents.mail.mail import Attached, Mail

_MARKS: Final = (
    b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x78\x9f\x3e\x22",
)  # fmt: skip
_ENDINGS: Final = frozenset({"eml", "mbox", "msg", "tar", "zip"})


def may_hold_files(head: bytes, name: str) -> bool:
    """A quick look at the first kilobyte, so that papers need not pass through a worker twice."""
    return (
        head.startswith(_MARKS)
        or name.lower().rpartition(".")[2] in _ENDINGS
        or head[257:262] == b"ustar"
        or cms_kind(head) is not None
        or may_be_mail(head)
    )


def members_of(data: bytes, name: str, budget: Budget, passwords: tuple[str, ...]) -> Iterator[Member]:
    """The members in the order of the archive; none where the file is a paper. Raises a `ReadingError`."""
    found = sniff(data)
    if found.kind is FileKind.MAIL:
        from workstation.documents.mail.mail import unique_names  # noqa: PLC0415 - few files are mails

        for mail in mails_of(data, found):
            for each in unique_names(mail.attached):
                yield _taken_out(each, budget)
    elif found.kind is FileKind.PDF:
        yield from _attached(data, budget, passwords)
    elif found.kind is FileKind.ARCHIVE:
        yield from _unpacked(data, name, found, (budget, passwords))
    elif found.kind in {FileKind.WORD, FileKind.SHEET} or found.name == "LOCKED":
        yield from _embedded(data, found, budget, passwords)
    elif found.name == "P7M":
        content = signed_file(data)
        if content is not data:
            yield from members_of(content, name, budget, passwords)


def _embedded(data: bytes, found: Sniffed, budget: Budget, passwords: tuple[str, ...]) -> Iterator[Member]:
    """What Office files hold. Of a locked one nothing is seen without its password, and reading it says so."""
    from workstation.documents.mail.mail import unique_names  # noqa: PLC0415 - see `_attached`
    from workstation.documents.office.embedded import embedded_files  # noqa: PLC0415 - only Office files need it
    from workstation.documents.office.locks import unlocked  # noqa: PLC0415

    if found.name == "LOCKED" or (passwords and data.startswith(OLE_MARK)):
        try:
            data, _ = unlocked(data, passwords)
        except DamagedFileError:
            pass  # what is not damaged of it may still come out
        except ReadingError:
            return
        found = sniff(data)
    for each in unique_names(tuple(embedded_files(data, found))):
        yield _taken_out(each, budget)


def _attached(data: bytes, budget: Budget, passwords: tuple[str, ...]) -> Iterator[Member]:
    from workstation.documents.mail.mail import Attached, unique_names  # noqa: PLC0415 - few PDFs hold files
    from workstation.documents.pdf.attachments import attached_files  # noqa: PLC0415 - only a PDF needs it
    from workstation.documents.pdf.opening import open_pdf  # noqa: PLC0415

    opened = open_pdf(data, passwords)
    try:
        files = tuple(Attached(name, content) for name, content in attached_files(opened, data))
    finally:
        opened.close()
    for each in unique_names(files):
        yield _taken_out(each, budget)


def _taken_out(each: "Attached", budget: Budget) -> Member:
    refusal = refusal_of(each.name, len(each.data))
    if refusal is not None:
        return Member(each.name, refusal=refusal)
    budget.spend(len(each.data))
    return Member(each.name, each.data)


def _unpacked(
    data: bytes, name: str, found: Sniffed, allowed: tuple[Budget, tuple[str, ...]]
) -> Iterator[Member]:
    budget, passwords = allowed
    match found.name:
        case "ZIP":
            from workstation.documents.archives.zips import zip_members  # noqa: PLC0415 - each loads its own library

            yield from zip_members(data, budget, passwords)
        case "7Z":
            from workstation.documents.archives.sevens import seven_members  # noqa: PLC0415

            yield from seven_members(data, budget, passwords)
        case "RAR":
            from workstation.documents.archives.rars import rar_members  # noqa: PLC0415

            yield from rar_members(data, budget, passwords)
        case "TAR":
            from workstation.documents.archives.tars import tar_members  # noqa: PLC0415

            yield from tar_members(data, budget)
        case _:
            from workstation.documents.archives.tars import squeezed_members  # noqa: PLC0415

            yield from squeezed_members(data, name, budget)


def mails_of(data: bytes, found: Sniffed) -> "tuple[Mail, ...]":
    from workstation.documents.mail import eml, msg, tnef  # noqa: PLC0415 - few files are mails

    match found.name:
        case "MSG":
            return (msg.read_msg(data),)
        case "TNEF":
            return (tnef.read_tnef(data),)
        case "MBOX":
            return eml.read_mbox(data)
        case _:
            return (eml.read_eml(data),)
