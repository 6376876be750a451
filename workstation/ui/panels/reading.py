"""What became of reading a file, in plain words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from workstation.application.read_sentences import (
    Learned,
    learned_sentences,
    learned_words,
    one_after_another,
)
from workstation.domain.documents import Version
from workstation.domain.file_notices import FileNotice, notices_of
from workstation.domain.reading import (
    MembersRefusedError,
    PagesLostError,
    ReadOutcome,
    stored_reason,
)
from workstation.language.labels import choice_label
from workstation.language.translator import Translator

LOCKED = ReadOutcome.PASSWORD
UNREADABLE = frozenset({ReadOutcome.DAMAGED, ReadOutcome.TOO_LARGE, ReadOutcome.NOT_SUPPORTED})
UNREAD = UNREADABLE | {LOCKED}
# of what was read in part the numbers are not kept, but where they are to be had again
_IN_PART = {
    MembersRefusedError.code: "Some of the files inside were not taken out. Import the archive again: it names each with its reason. A locked one opens with its password.",
    PagesLostError.code: "Some of its pages cannot be read. The others are there; ask the seller for a new copy.",
}


class Read(Learned, Protocol):
    @property
    def outcome(self) -> ReadOutcome: ...


def outcome_words(tr: Translator, version: Version) -> str:
    """A few words for a table: "Read", "Needs a password", "Scan, no text", "Read, signed"."""
    return tr(", ").join((_outcome(tr, version), *learned_words(tr, version)))


def _outcome(tr: Translator, version: Version) -> str:
    if version.is_scan:
        return tr("Scan, no text")
    if version.textless:
        return tr("{count} of {pages} pages no text", count=version.textless, pages=version.pages)
    return tr(choice_label(version.outcome))


def trouble_words(tr: Translator, files: Iterable[Read]) -> Iterator[str]:
    """How many are locked, unreadable, read in part, scans without text: each needs something else, so each is counted apart."""
    files = list(files)
    locked = sum(file.outcome is LOCKED for file in files)
    unreadable = sum(file.outcome in UNREADABLE for file in files)
    scans = sum(bool(file.pages) and file.textless == file.pages for file in files)
    if locked:
        one = tr("1 needs a password")
        yield one if locked == 1 else tr("{count} need a password", count=locked)
    if unreadable:
        yield tr("{count} could not be read", count=unreadable)
    in_part = sum(file.outcome is ReadOutcome.PARTIAL for file in files)
    if in_part:
        one = tr("1 read in part")
        yield one if in_part == 1 else tr("{count} read in part", count=in_part)
    if scans:
        one = tr("1 scan without text")
        yield one if scans == 1 else tr("{count} scans without text", count=scans)


def noticed_words(tr: Translator, files: Iterable[Read]) -> Iterator[str]:
    """Of how many files something was noticed, for each thing that was."""
    counted = Counter(notice for file in files for notice in notices_of(file.noticed))
    for notice in FileNotice:
        if counted[notice]:
            yield tr("{count} {what}", count=counted[notice], what=tr(notice.words))


def outcome_reason(tr: Translator, version: Version) -> str:
    """Why it was not or not wholly read, with a remedy, and what was noticed in it; "" when all went well. The workspace keeps the code of the
    reason, not what filled its braces: a sentence with braces gives way to the few words of the outcome."""
    return one_after_another(tr, (_reason(tr, version), *learned_sentences(tr, version)))


def _reason(tr: Translator, version: Version) -> str:
    if version.is_scan:
        return tr(
            "A scan without text: it is neither searched nor compared. Draw an area on a page to cite it."
        )
    if not version.reason or version.outcome is ReadOutcome.OK:
        return ""
    if version.reason in _IN_PART:
        return tr(_IN_PART[version.reason])
    reason = stored_reason(version.reason, version.media_type)
    return tr(choice_label(version.outcome)) if reason is None else tr.error(reason)
