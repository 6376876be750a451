"""The lines of what came in, made of a survey away from the thread of the window: there may be many thousands."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workstation.application.surveyed import Entering, Standing, Survey
from workstation.domain.errors import UserError
from workstation.domain.reading import ReadingError, ReadOutcome
from workstation.language.translator import Translator

OF_DROP = "@"  # before the place of a file, where an id of a document would stand


@dataclass(frozen=True, slots=True)
class ArrivingRow:
    """One file, or one that stays in its archive. `choices` are what Space walks through: the document that it becomes
    a version of, or `OF_DROP` and the place of a file of the same drop, "" for a paper of its own, None for staying out; of a known paper that is `missing` from the drop ""
    for staying as it is and its own id for being withdrawn."""

    id: str
    path: str
    standing: Standing
    reason: UserError | None = None
    note: str = ""
    choices: tuple[str | None, ...] = ()
    is_archive: bool = False
    folder: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Arrivals:
    """The lines in the order of the survey, and what is counted of them: by standing, those that will not be read and
    those that wait for a password, and known papers that are missing."""

    rows: tuple[ArrivingRow, ...]
    standing: Counter[Standing]
    unread: int
    locked: int
    missing: int


def arrivals(tr: Translator, survey: Survey, names: Mapping[str, str]) -> Arrivals:
    """`names` are those of the lot's documents by id."""
    # an archive inside that had trouble has a line of its own
    told = {(each.holder, each.name) for each in survey.files if each.holder is not None and each.reason}
    rows = tuple(_rows(tr, survey, names, told))
    return Arrivals(
        rows,
        Counter(each.standing for each in rows if not each.missing),
        unread=sum(map(is_unread, rows)),
        locked=sum(is_locked(each.reason) for each in rows),
        missing=len(survey.missing),
    )


def is_locked(reason: UserError | None) -> bool:
    return isinstance(reason, ReadingError) and reason.outcome is ReadOutcome.PASSWORD


def place_of(found: ArrivingRow) -> tuple[str, str]:
    """Where a file lies: the same at a second look, at which ids count more files."""
    return found.folder, found.path


def chosen_again(before: Arrivals, chosen: Mapping[str, int], after: Arrivals) -> dict[str, int]:
    """What was `chosen` of the lines `before`, for the same files `after` a second look, where they can still choose it."""
    places = {place_of(each): each for each in after.rows}
    ids = {each.id: places[place_of(each)].id for each in before.rows if place_of(each) in places}
    again = {}
    for each in before.rows:
        if each.id not in chosen or each.id not in ids:
            continue
        choice = each.choices[chosen[each.id]]
        if choice is not None and choice.startswith(OF_DROP):
            choice = f"{OF_DROP}{ids.get(choice.removeprefix(OF_DROP), '')}"
        choices = places[place_of(each)].choices
        if choice in choices:
            again[ids[each.id]] = choices.index(choice)
    return again


def opened_again(before: Arrivals, after: Arrivals) -> int:
    """How many of the locked files of `before` a password opened."""
    locked = [{place_of(each) for each in found.rows if is_locked(each.reason)} for found in (before, after)]
    return len(locked[0] - locked[1])


def is_partly_out(reason: UserError | None) -> bool:
    """An archive of which only some files stayed inside: that is told of the files."""
    return isinstance(reason, ReadingError) and reason.outcome is ReadOutcome.PARTIAL


def is_unread(found: ArrivingRow) -> bool:
    return (
        found.reason is not None
        and found.standing is not Standing.REFUSED
        and not is_partly_out(found.reason)
    )


def _rows(
    tr: Translator, survey: Survey, names: Mapping[str, str], told: set[tuple[int, str]]
) -> Iterator[ArrivingRow]:
    for place, each in enumerate(survey.files):
        note = _note(tr, each, names)
        yield ArrivingRow(
            str(place), each.source_path, each.standing, each.reason, note, _choices(each), each.is_archive
        )
        for number, inner in enumerate(each.refused):
            if (place, inner.path) not in told:
                yield ArrivingRow(
                    f"{place}.{number}", inner.path, Standing.REFUSED, inner.reason, folder=each.source_path
                )
    for document in survey.missing:
        name = names.get(document, "")
        yield ArrivingRow(document, name, Standing.DUPLICATE, choices=("", document), missing=True)


def _choices(each: Entering) -> tuple[str | None, ...]:
    if each.standing is Standing.NEW:
        return ("", each.like, None) if each.like else ("", None)
    if each.revises is not None:
        return (f"{OF_DROP}{each.revises}", "", None)
    return (each.document, "", None) if each.standing is Standing.VERSION else ()


def _note(tr: Translator, each: Entering, names: Mapping[str, str]) -> str:
    parts = []
    if each.standing is Standing.DUPLICATE and each.document:
        parts.append(tr("as {document}", document=names.get(each.document, "")))
    elif each.like:
        parts.append(tr("its name is like {document}", document=names.get(each.like, "")))
    if each.healed:
        parts.append(tr("replaces a damaged copy"))
    if each.elsewhere:
        parts.append(tr("also in {lots}", lots=tr(", ").join(each.elsewhere)))
    return tr(", ").join(parts)
