"""What was learned of a file when it was read, in sentences: what is inside and never run, which pages are not there."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from workstation.domain.file_notices import notices_of
from workstation.language.translator import Translator


class Learned(Protocol):
    """A version, or a file that was taken in."""

    @property
    def pages(self) -> int | None: ...

    @property
    def textless(self) -> int | None: ...

    @property
    def noticed(self) -> str | None: ...

    @property
    def failed_pages(self) -> str | None: ...

    @property
    def doubtful_pages(self) -> str | None: ...


def learned_sentences(tr: Translator, file: Learned) -> Iterator[str]:
    """Pages first, then the file. Of a file without any text nothing is said of its pages: that it is a scan is said
    by its outcome."""
    if file.failed_pages:
        single = file.failed_pages.isdigit()
        words = "Page {pages} could not be read." if single else "Pages {pages} could not be read."
        yield tr(words, pages=file.failed_pages)
    if file.doubtful_pages:
        words = "The hidden text behind the scan on page {pages} does not read as words: it is neither searched nor quoted."
        yield tr(words, pages=file.doubtful_pages)
    if file.textless and file.pages and file.textless < file.pages:
        words = "{count} of {pages} pages are without text: they are neither searched nor compared."
        yield tr(words, count=file.textless, pages=file.pages)
    for notice in notices_of(file.noticed):
        yield tr(notice.message)


def one_after_another(tr: Translator, sentences: Iterable[str]) -> str:
    """In one line: between Chinese sentences stands no blank."""
    return ("" if tr.is_chinese else " ").join(filter(None, sentences))


def learned_words(tr: Translator, file: Learned) -> Iterator[str]:
    """A word or two for each thing that was noticed, for a cell of a table."""
    for notice in notices_of(file.noticed):
        yield tr(notice.words)
