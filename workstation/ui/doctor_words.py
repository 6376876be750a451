"""What the doctor found in plain words: what it is, what shows it, and the button that mends it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from workstation.application.ports.upkeep import Ailment
from workstation.application.upkeep import Examined
from workstation.domain.checklists.answers import Severity
from workstation.language.formats import Formats
from workstation.language.translator import Translator

REPAIR, RESTORE, REMOVE, PUT_BACK, GO_ON = "repair", "restore", "remove", "put-back", "go-on"
PUT_ASIDE, PURGE = "put-aside", "purge"
_OF_A_KIND: Final = 20
_LOW_ROOM: Final = 1 << 30  # bytes
# code -> English keys of what it is and of the button, and what the button does
_KINDS: Final[dict[str, tuple[str, str, str]]] = {
    "record.differs": ("A record is not what the history says", "Repair from the history", REPAIR),
    "record.missing": ("A record is missing from its table", "Repair from the history", REPAIR),
    "record.unknown": ("A record is not in the history", "Repair from the history", REPAIR),
    "record.unreadable": ("A record cannot be read", "Repair from the history", REPAIR),
    "database.schema_altered": ("A table of the database was altered", "Repair from the history", REPAIR),
    "database.index_stale": ("An index does not agree with its rows", "Repair from the history", REPAIR),
    "snapshot.unsound": ("A snapshot is not whole", "Remove it", REMOVE),
    "object.missing": ("A file is missing", "Put it back …", PUT_BACK),
    "object.altered": ("A file was altered", "Put it back …", PUT_BACK),
    "object.unnamed": ("A file that nothing names was altered", "Move it to the bin", PURGE),
    "draft.unreadable": ("A text that was not kept yet cannot be read", "Put it aside", PUT_ASIDE),
    "import.unreadable": ("The note of an import cannot be read", "Put it aside", PUT_ASIDE),
    "workspace.behind": ("Steps are missing", "Go on without them", GO_ON),
    "evidence.of_nothing": ("A source rests on nothing", "Choose a snapshot", RESTORE),
    "workspace.damaged": ("The database is damaged", "Choose a snapshot", RESTORE),
}
# What no person entered
_NOT_ENTERED: Final = {
    "snapshot.unsound",
    "object.missing",
    "object.altered",
    "object.unnamed",
    "import.unreadable",
}
_OTHER: Final = ("The history is not whole", "Choose a snapshot", RESTORE)


@dataclass(frozen=True, slots=True)
class DoctorLine:
    """`what` in a few words, `why` in full; no `severity` where all is well. `remedy` is what the button does and `to` what
    it does it to; "" where there is no button."""

    what: str
    why: str
    severity: Severity | None = None
    button: str = ""
    remedy: str = ""
    to: str = ""


def doctor_lines(tr: Translator, formats: Formats, found: Examined) -> list[DoctorLine]:
    """What is wrong first."""
    lines: list[DoctorLine] = []
    for code, group in groupby(found.ailments, key=lambda each: each.code):
        lines += _of_a_kind(tr, code, list(group))
    codes = {each.code for each in found.ailments}
    said = {each.code.partition(".")[0] for each in found.ailments}
    if not codes - _NOT_ENTERED:
        why = tr("replaying the history gives the records of now")
        lines.append(DoctorLine(tr("What you entered is all there"), why))
    if "object" not in said and "workspace" not in said:
        what = tr("All {count} files are as they came", count=found.files)
        lines.append(DoctorLine(what, tr("each was compared with its SHA-256")))
    if "snapshot" not in said:
        lines.append(DoctorLine(tr("All snapshots are whole"), tr("each gives its records when replayed")))
    if found.holds_lock:
        lines.append(DoctorLine(tr("Nothing else writes here"), tr("this window holds the lock")))
    free = tr("{size} free", size=formats.size(found.free))
    low = Severity.MEDIUM if found.free < _LOW_ROOM else None
    lines.append(
        DoctorLine(tr("Room on the disk") if low is None else tr("The disk is nearly full"), free, low)
    )
    return lines


def _of_a_kind(tr: Translator, code: str, found: Sequence[Ailment]) -> list[DoctorLine]:
    what, button, remedy = _KINDS.get(code, _OTHER)
    if remedy == REPAIR and not any(each.command for each in found):  # the history is damaged too
        button, remedy = "Choose a snapshot", RESTORE
    lines = [
        DoctorLine(
            tr(what),
            tr(each.text, **each.params),
            Severity.MEDIUM if remedy == REMOVE else Severity.HIGH,
            tr(button),
            remedy,
            each.params.get("sha256") or each.params.get("name", ""),
        )
        for each in found[:_OF_A_KIND]
    ]
    more = len(found) - len(lines)
    if more:
        lines.append(DoctorLine(tr("{count} more of the kind", count=more), "", Severity.HIGH))
    return lines
