"""What reading a file came to, and why a file or a page could not be read, in words that say what to do.

They are never a library's own message.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from workstation.domain.errors import Term, UserError
from workstation.domain.file_kinds import kind_name


class ReadOutcome(StrEnum):
    """What reading a version came to (the words a person sees in the Documents panel)."""

    PENDING = "pending"
    OK = "ok"
    PARTIAL = "partial"
    DAMAGED = "damaged"
    PASSWORD = "password"  # noqa: S105 - an outcome, not a secret
    TOO_LARGE = "too_large"
    NOT_SUPPORTED = "not_supported"


class ReadingError(UserError):
    """`outcome` is what the whole file counts as when nothing of it could be read for this reason."""

    outcome: ClassVar[ReadOutcome] = ReadOutcome.DAMAGED


def _as_terms(params: dict[str, object]) -> dict[str, object]:
    """Names of kinds (`domain.file_kinds`) are shown translated, also when they came from a worker as plain text."""
    return {name: Term(value) for name, value in params.items()}


class PageNotMergedError(ReadingError):
    code = "memo.page_not_merged"
    message = "A cited page could not be put into the memo ({detail}). Nothing was written. Export again; if it stays, cite another page in its place."


class EmptyFileError(ReadingError):
    code = "document.empty"
    message = "The file is empty (0 bytes). Ask the seller to send it again."


class DamagedFileError(ReadingError):
    code = "document.damaged"
    message = (
        "The file is damaged and cannot be read. Ask the seller for a new copy; this one is kept as it is."
    )


class NoPagesError(ReadingError):
    code = "document.no_pages"
    message = (
        "The file holds no page that can be read. Ask the seller for a new copy; this one is kept as it is."
    )


class NoTextError(NoPagesError):
    code = "document.no_text"
    outcome = ReadOutcome.NOT_SUPPORTED
    message = (
        "The file is sound but holds no running text: it is empty, or holds drawings or embedded files only. It is kept; open the original "
        "in its own program, or ask the seller for it as PDF."
    )


class OtherContentError(ReadingError):
    code = "document.other_content"
    message = "The name says {named}, but the content is of another kind ({found}). Rename the file or ask the seller which one is right."

    def __init__(self, **params: object) -> None:
        super().__init__(**_as_terms(params))


class PasswordNeededError(ReadingError):
    code = "document.password"
    outcome = ReadOutcome.PASSWORD
    message = (
        "The file is locked with a password. Ask the seller for it; the file is kept and can be opened later."
    )


class WrongPasswordError(ReadingError):
    code = "document.wrong_password"
    outcome = ReadOutcome.PASSWORD
    message = (
        "This password does not open the file. Check capital letters and spaces, or ask the seller again."
    )


class UnsupportedLockError(ReadingError):
    code = "document.unsupported_lock"
    outcome = ReadOutcome.PASSWORD
    message = "The file is locked in a way that no password opens here. Ask the seller for a copy without protection."


class TooMuchMemoryError(ReadingError):
    code = "document.too_much_memory"
    outcome = ReadOutcome.TOO_LARGE
    message = (
        "Reading the file needs more memory than is allowed. It is kept; open a copy in another program."
    )


class FileTooLargeError(ReadingError):
    code = "document.too_large"
    outcome = ReadOutcome.TOO_LARGE
    message = (
        "The file is larger than {limit} MB and is not read. It is kept; split it or open a copy elsewhere."
    )


class TooManyCellsError(ReadingError):
    """Of this and the next the limit stands in the sentence: the workspace keeps the code of a reason alone."""

    code = "document.too_many_cells"
    outcome = ReadOutcome.TOO_LARGE
    message = (
        "The sheets hold more than 5,000,000 filled cells and are not read. The file is kept; split it into "
        "several files and take those in."
    )


class TooManyCharactersError(ReadingError):
    code = "document.too_many_characters"
    outcome = ReadOutcome.TOO_LARGE
    message = (
        "The text is longer than 4,000,000 characters and is not read. The file is kept; split it into "
        "several files and take those in."
    )


class TooSlowError(ReadingError):
    code = "document.too_slow"
    outcome = ReadOutcome.TOO_LARGE
    message = "Reading the file takes too long and was stopped. It is kept; open a copy in another program."


class ReaderStoppedError(ReadingError):
    code = "document.reader_stopped"
    message = (
        "The file made the reader stop. It is kept; ask the seller for a new copy or open a copy elsewhere."
    )


class NotSupportedError(ReadingError):
    code = "document.not_supported"
    outcome = ReadOutcome.NOT_SUPPORTED
    message = "This kind of file ({found}) cannot be read here. It is kept; ask the seller for it as PDF, or open the original in its own program."

    def __init__(self, **params: object) -> None:
        super().__init__(**_as_terms(params))


class RecordingError(ReadingError):
    code = "document.recording"
    outcome = ReadOutcome.NOT_SUPPORTED
    message = "This is a recording ({found}) and has no pages. It is kept; open the original in another program to see or hear it."

    def __init__(self, **params: object) -> None:
        super().__init__(**_as_terms(params))


class ProgramFileError(ReadingError):
    code = "document.program"
    outcome = ReadOutcome.NOT_SUPPORTED
    message = (
        "This is a program and no document. It is kept and is never run here; ask the seller what it is for."
    )


class ArchiveTooLargeError(ReadingError):
    code = "archive.too_large"
    outcome = ReadOutcome.TOO_LARGE
    message = (
        "What is inside is too large or too many files to be taken out. It is kept; unpack it yourself "
        "and take in what you need."
    )


class ArchiveTooDeepError(ReadingError):
    code = "archive.too_deep"
    outcome = ReadOutcome.PARTIAL
    message = (
        "Archives inside archives are opened {depth} deep and no deeper. It is kept; unpack it yourself."
    )


class HoldsItselfError(ReadingError):
    code = "archive.holds_itself"
    outcome = ReadOutcome.PARTIAL
    message = "This file holds itself, so it was opened once and no more."


class PartsMissingError(ReadingError):
    code = "archive.parts_missing"
    outcome = ReadOutcome.PARTIAL
    message = "This is one part of an archive in several parts; the others are missing. Ask the seller for all of them."


class EscapingNameError(ReadingError):
    code = "archive.escaping_name"
    outcome = ReadOutcome.PARTIAL
    message = "Its name points out of the archive, which no honest archive does, so it was not taken out."


class SpecialMemberError(ReadingError):
    code = "archive.special"
    outcome = ReadOutcome.PARTIAL
    message = "It is a link or a device and no file, so it was not taken out."


class MemberTooLargeError(ReadingError):
    code = "archive.member_too_large"
    outcome = ReadOutcome.TOO_LARGE
    message = "It is larger than {limit} MB, so it was not taken out. Unpack the archive yourself."


class MemberLockedError(ReadingError):
    code = "archive.member_locked"
    outcome = ReadOutcome.PASSWORD
    message = (
        "It is locked with a password. Ask the seller for it; the archive is kept and can be opened later."
    )


class MemberDamagedError(ReadingError):
    code = "archive.member_damaged"
    message = "It is damaged inside the archive and could not be taken out. Ask the seller for a new copy."


class MembersRefusedError(ReadingError):
    code = "archive.members_refused"
    outcome = ReadOutcome.PARTIAL
    message = "{count} of the files inside were not taken out. The others are there."


class MemberMethodError(ReadingError):
    code = "archive.member_method"
    outcome = ReadOutcome.NOT_SUPPORTED
    message = (
        "It is compressed in a way that cannot be opened here. Unpack the archive in another program and take in "
        "the files."
    )


class ArchiveNotSupportedError(ReadingError):
    code = "archive.not_supported"
    outcome = ReadOutcome.NOT_SUPPORTED
    message = (
        "This archive is of a kind, or compressed in a way, that cannot be opened here; nothing came out of it. It is "
        "kept; unpack it in another program and take in the files."
    )


class NoneTakenOutError(ReadingError):
    code = "archive.none_taken_out"
    outcome = ReadOutcome.NOT_SUPPORTED
    message = (
        "None of the files inside could be taken out. Import the archive again: it names each with its reason. It is "
        "kept; unpack it in another program and take in the files."
    )


class OldWordError(ReadingError):
    code = "document.old_word"
    outcome = ReadOutcome.NOT_SUPPORTED
    message = "This Word file is older than Word 6 of 1993 and cannot be read here. It is kept; ask the seller for it as PDF."


class PagesLostError(ReadingError):
    code = "document.pages_lost"
    outcome = ReadOutcome.PARTIAL
    message = "{lost} of {total} pages cannot be read. The others are there; ask the seller for a new copy."


class PageUnreadableError(ReadingError):
    code = "page.unreadable"
    message = "This page is damaged and cannot be shown. Ask the seller for a new copy of the file."


class PageTooSlowError(ReadingError):
    code = "page.too_slow"
    outcome = ReadOutcome.TOO_LARGE
    message = "Drawing this page takes longer than {seconds} seconds and was stopped. Open a copy in another program."


class PageTooLargeError(ReadingError):
    code = "page.too_large"
    outcome = ReadOutcome.TOO_LARGE
    message = "Drawing this page needs more memory than is allowed. Open a copy in another program."


class NoVisibleAreaError(ReadingError):
    code = "page.no_visible_area"
    message = (
        "This page has no visible area: its crop box lies outside the paper. Open a copy in another program."
    )


class NoSuchPageError(ReadingError):
    code = "page.not_there"
    message = "The document has no page {number}."


class ReadingCancelledError(ReadingError):
    code = "document.cancelled"
    message = "Reading was cancelled. Start it again when you want it."


_BY_CODE: dict[str, type[ReadingError]] = {
    error.code: error
    for error in (
        EmptyFileError,
        DamagedFileError,
        NoPagesError,
        NoTextError,
        OtherContentError,
        PasswordNeededError,
        WrongPasswordError,
        UnsupportedLockError,
        TooMuchMemoryError,
        FileTooLargeError,
        TooManyCellsError,
        TooManyCharactersError,
        TooSlowError,
        ArchiveTooLargeError,
        ArchiveTooDeepError,
        HoldsItselfError,
        PartsMissingError,
        EscapingNameError,
        SpecialMemberError,
        MemberTooLargeError,
        MemberLockedError,
        MemberDamagedError,
        MembersRefusedError,
        MemberMethodError,
        ArchiveNotSupportedError,
        NoneTakenOutError,
        OldWordError,
        ReaderStoppedError,
        NotSupportedError,
        ProgramFileError,
        RecordingError,
        PagesLostError,
        PageUnreadableError,
        PageTooSlowError,
        PageTooLargeError,
        NoVisibleAreaError,
        NoSuchPageError,
        ReadingCancelledError,
        PageNotMergedError,
    )
}


# The reader gave up: whether a password that was tried is the right one is not known
READER_GAVE_UP = (ReaderStoppedError, TooMuchMemoryError, TooSlowError)


def reading_error(code: str, **params: object) -> ReadingError:
    """The error of a stored or received code; an unknown code (from a newer version) reads as damaged."""
    return _BY_CODE.get(code, DamagedFileError)(**params)


def reason_message(code: str) -> str:
    """The sentence of a stored code as an English key; its braces are still empty."""
    return _BY_CODE.get(code, DamagedFileError).message


def stored_reason(code: str, media_type: str | None) -> ReadingError | None:
    """The reason that a version keeps the code of; None where what filled the braces of its sentence is not known any
    more. `media_type` is that of the version."""
    if code in {NotSupportedError.code, RecordingError.code}:
        return reading_error(code, found=kind_name(media_type))
    return None if "{" in reason_message(code) else reading_error(code)


def nothing_came_out(reasons: Sequence[ReadingError]) -> ReadingError:
    """Why an archive gave none of its files, from why each of them stayed inside."""
    codes = {each.code for each in reasons}
    if MemberLockedError.code in codes:
        return PasswordNeededError()
    if codes == {MemberDamagedError.code}:
        return DamagedFileError()
    if codes == {HoldsItselfError.code}:
        return HoldsItselfError()
    return ArchiveNotSupportedError() if codes == {MemberMethodError.code} else NoneTakenOutError()
