"""From the bytes of a file to its pages, whatever kind it is. Each worker loads only what its files need."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from workstation.application.ports.documents import FileKind
from workstation.documents.cms import signed_file
from workstation.documents.encoding import decode
from workstation.documents.joined import JoinedPages
from workstation.documents.marks import DOC, Sniffed
from workstation.documents.paged import Facts, Paged
from workstation.documents.sniff import is_broken_ole, is_rest_of_pdf, sniff
from workstation.domain.file_kinds import ARCHIVES, PROGRAMS, kind_name
from workstation.domain.file_notices import FileNotice
from workstation.domain.reading import (
    ArchiveNotSupportedError,
    DamagedFileError,
    EmptyFileError,
    NoTextError,
    NotSupportedError,
    OldWordError,
    OtherContentError,
    PasswordNeededError,
    ProgramFileError,
    ReadingError,
    RecordingError,
)

_OPENXML: Final = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT: Final = "application/vnd.oasis.opendocument."

if TYPE_CHECKING:
    from workstation.documents.laid.flow import Block
    from workstation.documents.laid.grid import Sheet

_EMPTY: Final = 2
# endings that people trust, what they promise, and the names that `sniff` may give to such content
_NAMED: Final = {
    ".pdf": ("application/pdf", frozenset({"PDF"})),
    ".docx": (f"{_OPENXML}wordprocessingml.document", frozenset({"DOCX", "ODT", "DOC", "RTF", "WORDML"})),
    ".odt": (f"{_OPEN_DOCUMENT}text", frozenset({"ODT", "DOCX"})),
    ".xlsx": (f"{_OPENXML}spreadsheetml.sheet", frozenset({"XLSX", "XLS", "ODS", "CSV", "HTML"})),
    ".ods": (f"{_OPEN_DOCUMENT}spreadsheet", frozenset({"ODS", "XLSX"})),
    ".pptx": (f"{_OPENXML}presentationml.presentation", frozenset({"PPTX", "PPT", "ODP"})),
    ".odp": (f"{_OPEN_DOCUMENT}presentation", frozenset({"ODP", "PPTX", "PPT"})),
}
_MAY_BE_CUT: Final = frozenset({"?", "TXT", "CSV"})


def open_pages(data: bytes, *, name: str = "", passwords: tuple[str, ...] = ()) -> Paged:
    """Raises a `ReadingError` that names what the content is where it is not what the name says."""
    if not data:
        raise EmptyFileError
    found = sniff(data)
    named, known = _NAMED.get(f".{name.lower().rpartition('.')[2]}", ("", frozenset({found.name})))
    if found.name not in known and found.name not in {"LOCKED", "OLE", "P7M"}:
        is_rest = found.name in _MAY_BE_CUT and known == {"PDF"} and is_rest_of_pdf(data)
        if found.name in {"?", "ZIP", "OPC"} or is_rest:
            raise DamagedFileError
        raise OtherContentError(named=kind_name(named), found=kind_name(found.media_type))
    return _opened(data, found, passwords)


def _opened(data: bytes, found: Sniffed, passwords: tuple[str, ...]) -> Paged:
    match found.kind:
        case FileKind.PDF:
            from workstation.documents.pdf.pages import PdfPages  # noqa: PLC0415

            return PdfPages(data, passwords)
        case FileKind.PICTURE:
            from workstation.documents.pictures import PicturePages  # noqa: PLC0415

            return PicturePages(data, found.media_type)
        case FileKind.OTHER | FileKind.ARCHIVE:
            return _other_pages(data, found, passwords)
        case _:
            return _LAID_OUT[found.kind](data, found, passwords)


def _text_pages(data: bytes, found: Sniffed, _passwords: tuple[str, ...]) -> Paged:
    from workstation.documents.laid.flow import blocks_of, flow_pages  # noqa: PLC0415

    text = decode(data)[0]
    if found.kind is FileKind.HTML:
        from workstation.documents.html import read_html  # noqa: PLC0415

        text = read_html(data).root.shown()
    return flow_pages(blocks_of(text), Facts(found.kind, found.media_type))


def _word_pages(data: bytes, found: Sniffed, passwords: tuple[str, ...]) -> Paged:
    from workstation.documents.laid.flow import flow_pages  # noqa: PLC0415
    from workstation.documents.office import docx, odt, rtf, slides  # noqa: PLC0415
    from workstation.documents.office.parts import Parts  # noqa: PLC0415

    password = found.password
    blocks: Iterable[Block]
    match found.name:
        case "DOCX":
            blocks = docx.docx_blocks(Parts(data))
        case "WORDML":
            blocks = docx.flat_blocks(data)
        case "ODT":
            blocks = odt.odt_blocks(Parts(data), passwords)
        case "ODP":
            blocks = odt.odp_blocks(Parts(data), passwords)
        case "PPTX":
            blocks = slides.pptx_blocks(Parts(data))
        case "RTF":
            blocks = rtf.rtf_blocks(data)
        case _:
            from workstation.documents.office.doc import doc_blocks  # noqa: PLC0415
            from workstation.documents.office.locks import unlocked  # noqa: PLC0415
            from workstation.documents.office.ppt import is_locked, ppt_blocks  # noqa: PLC0415

            if found.name == "PPT":
                if is_locked(data):
                    data, password = unlocked(data, passwords)
                    if password is None:
                        raise PasswordNeededError
                blocks = ppt_blocks(data)
            else:
                data, password = unlocked(data, passwords)
                blocks = doc_blocks(data)
    facts = Facts(found.kind, found.media_type, password=password, attachments=_inside(data, found, password))
    return _with_pictures(lambda: flow_pages(_closed_up(blocks), facts), data, facts)


def _closed_up(blocks: "Iterable[Block]") -> "Iterator[Block]":
    """Word files push text down by empty paragraphs; two of them say as much."""
    empty = 0
    for block in blocks:
        empty = 0 if block.text.strip() or block.cells else empty + 1
        if empty <= _EMPTY:
            yield block


def _with_pictures(laid_out: Callable[[], Paged], data: bytes, facts: Facts) -> Paged:
    """Many a paper is a Word file of nothing but photographed pages: its pictures follow its text."""
    from workstation.documents.office.pictures import pictures_in  # noqa: PLC0415

    pictures = list(_pictures(pictures_in(data)))
    try:
        text = laid_out()
    except NoTextError:
        pictures = pictures or list(_pictures(pictures_in(data, smallest=1)))
        if not pictures:
            raise
        return JoinedPages(pictures, facts)
    if not pictures:
        return text
    return JoinedPages([text, *pictures], text.facts())


def _pictures(found: Iterable[bytes]) -> Iterator[Paged]:
    from workstation.documents.pictures import PicturePages  # noqa: PLC0415

    for data in found:
        sniffed = sniff(data)
        if sniffed.kind is FileKind.PICTURE:
            try:
                yield PicturePages(data, sniffed.media_type)
            except ReadingError:
                continue  # the text around a broken picture is still worth reading


def _sheet_pages(data: bytes, found: Sniffed, passwords: tuple[str, ...]) -> Paged:
    from workstation.documents.office.sheets import csv_sheet, workbook_sheets  # noqa: PLC0415

    password = found.password
    if found.name == "CSV":
        sheets = iter((csv_sheet(data),))
    else:
        if found.name == "XLS":
            from workstation.documents.office.locks import unlocked  # noqa: PLC0415

            data, password = unlocked(data, passwords)
        sheets = workbook_sheets(data)
    facts = Facts(found.kind, found.media_type, password=password, attachments=_inside(data, found, password))
    return _with_pictures(lambda: _with_drawn_text(sheets, data, found, facts), data, facts)


def _with_drawn_text(sheets: "Iterator[Sheet]", data: bytes, found: Sniffed, facts: Facts) -> Paged:
    """The cells, and behind them what stands in shapes and charts over the sheets."""
    from workstation.documents.laid.flow import flow_pages  # noqa: PLC0415
    from workstation.documents.laid.grid import grid_pages  # noqa: PLC0415
    from workstation.documents.office.drawings import drawn_blocks  # noqa: PLC0415
    from workstation.documents.office.parts import Parts  # noqa: PLC0415

    drawn = list(drawn_blocks(Parts(data), "xl/")) if found.name == "XLSX" else []
    if not drawn:
        return grid_pages(sheets, facts)
    text = flow_pages(drawn, facts)
    try:
        cells = grid_pages(sheets, facts)
    except NoTextError:
        return text
    return JoinedPages([cells, text], cells.facts())


def _inside(data: bytes, found: Sniffed, password: str | None) -> tuple[str, ...]:
    """The names of what is embedded in a file that was locked: when it was surveyed nobody could look into it."""
    if password is None:
        return ()
    from workstation.documents.office.embedded import embedded_files  # noqa: PLC0415

    return tuple(each.name for each in embedded_files(data, found))


def _mail_pages(data: bytes, found: Sniffed, _passwords: tuple[str, ...]) -> Paged:
    from workstation.documents.holding import mails_of  # noqa: PLC0415
    from workstation.documents.laid.flow import flow_pages  # noqa: PLC0415
    from workstation.documents.mail.mail import mail_blocks  # noqa: PLC0415

    mails = mails_of(data, found)
    names = tuple(each.name for mail in mails for each in mail.attached)
    return flow_pages(mail_blocks(mails), Facts(found.kind, found.media_type, attachments=names))


def _other_pages(data: bytes, found: Sniffed, passwords: tuple[str, ...]) -> Paged:
    """A locked or signed file hides what it is; what is left cannot be read."""
    match found.name:
        case "LOCKED":
            return _unlocked_pages(data, passwords)
        case "P7M":
            return _signed_pages(data, passwords)
        case "OLE" if is_broken_ole(data):
            raise DamagedFileError
    if found.media_type in PROGRAMS:
        raise ProgramFileError
    if found.media_type in ARCHIVES:
        raise ArchiveNotSupportedError
    if found.media_type == DOC:
        raise OldWordError
    is_recording = found.media_type.startswith(("audio/", "video/"))
    raise (RecordingError if is_recording else NotSupportedError)(found=kind_name(found.media_type))


def _unlocked_pages(data: bytes, passwords: tuple[str, ...]) -> Paged:
    from workstation.documents.office.locks import unlocked  # noqa: PLC0415

    opened, password = unlocked(data, passwords)
    inner = sniff(opened)
    if inner.name == "LOCKED" or inner.kind not in {FileKind.WORD, FileKind.SHEET}:
        raise DamagedFileError
    return _opened(opened, replace(inner, password=password), passwords)


def _signed_pages(data: bytes, passwords: tuple[str, ...]) -> Paged:
    """What was signed, as it reads without its signature; that it has one is told among the facts."""
    content = signed_file(data)
    pages = _opened(content, sniff(content), passwords)
    facts = pages.facts()
    return JoinedPages([pages], replace(facts, notices=(*facts.notices, FileNotice.SIGNATURES)))


_LAID_OUT: Final = {
    FileKind.TEXT: _text_pages,
    FileKind.HTML: _text_pages,
    FileKind.WORD: _word_pages,
    FileKind.SHEET: _sheet_pages,
    FileKind.MAIL: _mail_pages,
}
