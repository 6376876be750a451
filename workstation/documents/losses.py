"""What becomes of a file or a page when its worker is lost, and what is too large to be given to one."""

from typing import Final

from workstation.application.ports.documents import Source
from workstation.documents.process import Cause
from workstation.domain.reading import (
    FileTooLargeError,
    PageTooLargeError,
    PageTooSlowError,
    PageUnreadableError,
    ReaderStoppedError,
    ReadingError,
    TooMuchMemoryError,
    TooSlowError,
)

SIZE_LIMIT: Final = 1024**3
_LONGEST: Final = 30.0  # the worker ends itself after 45


def content_of(source: Source) -> bytes:
    """`FileTooLargeError` instead of a program that fills the memory."""
    if isinstance(source, bytes):
        data = source
    elif callable(source):
        with source() as stream:
            data = stream.read(SIZE_LIMIT + 1)
    else:
        source.seek(0)
        data = source.read(SIZE_LIMIT + 1)
    if len(data) > SIZE_LIMIT:
        raise FileTooLargeError(limit=SIZE_LIMIT // 1024**2)
    return data


def opening_seconds(least: float, size: int) -> float:
    """How long a file of so many bytes may take to open: a large table takes a second for each megabyte."""
    return min(_LONGEST, least + size / 1024**2)


def file_error(cause: Cause) -> ReadingError:
    match cause:
        case Cause.MEMORY:
            return TooMuchMemoryError()
        case Cause.TIME:
            return TooSlowError()
        case _:
            return ReaderStoppedError()


def page_error(cause: Cause, seconds: float) -> ReadingError:
    match cause:
        case Cause.MEMORY:
            return PageTooLargeError()
        case Cause.TIME:
            return PageTooSlowError(seconds=int(seconds))
        case _:
            return PageUnreadableError()
