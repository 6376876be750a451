"""Opens a PDF, however it is locked or broken, and says plainly why it cannot."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pypdfium2 as pdfium
from pypdfium2 import raw

from workstation.documents.pdf.library import start_with_fonts
from workstation.domain.reading import (
    DamagedFileError,
    EmptyFileError,
    NoPagesError,
    PasswordNeededError,
    UnsupportedLockError,
    WrongPasswordError,
)

_HEADER: Final = b"%PDF"


@dataclass(slots=True)
class OpenPdf:
    """An open document. `repaired` tells that pypdf had to rebuild it, so that something may be lost."""

    document: pdfium.PdfDocument
    pages: int
    password: str | None = None
    repaired: bool = False

    def close(self) -> None:
        self.document.close()


def open_pdf(data: bytes, passwords: Sequence[str] = ()) -> OpenPdf:
    """Tries no password first, then those given. Raises a `ReadingError` when nothing helps."""
    if not data:
        raise EmptyFileError
    start_with_fonts()
    opened = _by_pdfium(data, passwords)
    if opened is None and data.find(_HEADER) > 0:
        # offsets in such files count from the header, and PDFium looks for it in the first 1024 bytes only
        opened = _by_pdfium(data[data.find(_HEADER) :], passwords)
    if opened is None:
        opened = _by_pypdf(data, passwords)
    if opened.pages < 1:
        opened.close()
        raise NoPagesError
    return opened


def _by_pdfium(data: bytes, passwords: Sequence[str]) -> OpenPdf | None:
    for password in (None, *passwords):
        try:
            document = pdfium.PdfDocument(data, password=password)
        except pdfium.PdfiumError as error:
            if error.err_code != raw.FPDF_ERR_PASSWORD:
                return None
            continue
        return OpenPdf(document, len(document), password)
    return None


def _by_pypdf(data: bytes, passwords: Sequence[str]) -> OpenPdf:
    """The second reader: what it can decrypt or rebuild is written anew in memory, and PDFium opens that."""
    import pypdf  # noqa: PLC0415 - 0.1 s, needed for odd files only
    from pypdf.errors import DependencyError, PyPdfError  # noqa: PLC0415

    failures = (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        AssertionError,
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        password = _decrypt(reader, passwords) if reader.is_encrypted else None
        writer = pypdf.PdfWriter(clone_from=reader)
        rebuilt = io.BytesIO()
        writer.write(rebuilt)
    except (DependencyError, NotImplementedError) as error:
        raise UnsupportedLockError from error
    except failures as error:
        raise _refusal(data, passwords) from error
    opened = _by_pdfium(rebuilt.getvalue(), ())
    if opened is None:
        raise _refusal(data, passwords)
    return OpenPdf(opened.document, opened.pages, password, repaired=password is None)


def _decrypt(reader: "object", passwords: Sequence[str]) -> str:
    import pypdf  # noqa: PLC0415

    assert isinstance(reader, pypdf.PdfReader)  # noqa: S101 - narrows the type without importing pypdf above
    for password in ("", *passwords):
        if reader.decrypt(password):
            return password
    raise WrongPasswordError if passwords else PasswordNeededError


def _refusal(data: bytes, passwords: Sequence[str]) -> Exception:
    """PDFium's own error code may be left over from an earlier file; the file itself tells whether it is locked."""
    if b"/Encrypt" not in data:
        return DamagedFileError()
    return WrongPasswordError() if passwords else PasswordNeededError()
