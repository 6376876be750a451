"""What is told in a line: operations as the strip and the history say them, what a comparison of documents came to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workstation.application.operations import SENTENCES, OperationKind, Step
from workstation.language.translator import Language, Translator

if TYPE_CHECKING:
    from workstation.application.consistency import Comparison
    from workstation.application.ports.storage import HistoryRow

_WORDS = (
    "record",
    "field",
    "document",
    "page",
    "count",
    "when",
)  # empty where the words of a step were erased
_NAMED = 3  # documents that are left out are named, up to so many


def sentence(tr: Translator, step: Step) -> str:
    """One operation in words: Attached Appraisal report p. 12 to Appraised value, 抵押物 #1."""
    given = dict.fromkeys(_WORDS, "") | {name: tr(value) for name, value in step.params.items()}
    said = step.params.get(in_language(tr.language))
    if said is not None:
        given["record"] = said
    place = page_words(tr, given["document"], given["page"]) if given["page"] else ""
    return tr(SENTENCES[step.kind], place=place, **given)


def in_language(language: Language) -> str:
    """The parameter of a step that has its record in the words of a language, where no key of a translation gives them."""
    return f"record_{language.value}"


def page_words(tr: Translator, document: str, page: object) -> str:
    """A page of a document, as a reader counts it: Appraisal report p. 12."""
    return tr("{document} p. {page}", document=document, page=page).strip()


def undone_sentence(tr: Translator, step: Step | None) -> str:
    return tr("Undone: {what}", what=sentence(tr, step)) if step else tr("Undone")


def redone_sentence(tr: Translator, step: Step | None) -> str:
    return tr("Redone: {what}", what=sentence(tr, step)) if step else tr("Redone")


def row_sentence(tr: Translator, row: "HistoryRow") -> str:
    """A step of the history: of one that took back or brought back, what it was; and where the computer's clock stood
    before the last step, what it said."""
    what, of = sentence(tr, row.step), row.step.params.get("of")
    if of is not None and row.kind in {OperationKind.UNDO, OperationKind.REDO}:
        step = replace(row.step, kind=OperationKind(of))
        what = undone_sentence(tr, step) if row.kind == OperationKind.UNDO else redone_sentence(tr, step)
    if row.clock is None:
        return what
    when = f"{row.clock:%Y-%m-%d %H:%M:%S}"
    return tr("{what} (the clock of the computer said {when})", what=what, when=when)


def kind_of(name: str) -> OperationKind:
    return OperationKind(name)


def comparison_sentences(tr: Callable[..., str], found: "Comparison") -> Iterator[str]:
    """How much was compared and what came of it, then what was left out and why."""
    count = {"papers": found.papers, "values": found.values, "open": found.open}
    if not found.papers:
        yield tr("No document was compared.")
    elif found.open:
        yield tr("{papers} documents compared, {values} values read: {open} places do not agree.", **count)
    elif not found.values:
        yield tr(
            "{papers} documents compared, but no value that could be compared was found in them.", **count
        )
    else:
        yield tr("{papers} documents compared, {values} values read: none contradicts another.", **count)
    if found.textless:
        yield tr("{count} of their pages have no text and were not compared.", count=found.textless)
    if found.silent:
        yield tr("Not compared, scans without text: {names}", names=_named(tr, found.silent))
    if found.unopened:
        yield tr("Not compared, locked or unreadable: {names}", names=_named(tr, found.unopened))
    if found.waiting:
        yield tr("Not compared, not read yet: {names}", names=_named(tr, found.waiting))
    if found.lost:
        yield lost_sentence(tr, found.lost)


def lost_sentence(tr: Callable[..., str], names: Sequence[str]) -> str:
    """Of files whose pages are to be read again and cannot be (see `missing_pages.lost_files`)."""
    words = "Not searched and not compared, since their file is missing from the workspace or damaged: {names}. Put it back from a backup, or take the same file in again."
    return tr(words, names=_named(tr, names))


def _named(tr: Callable[..., str], names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return tr(", ").join(names[:_NAMED]) + (f" (+{more})" if more > 0 else "")
