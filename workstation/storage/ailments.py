"""What the doctor can find, each with the sentence that says it and what to do."""

from dataclasses import replace
from typing import ClassVar, Final

from workstation.application.ports.upkeep import Ailment


class _Found:
    code: ClassVar[str]
    message: ClassVar[str]
    command: ClassVar[str] = ""
    # The message of what is made anew from the history, where the history itself is damaged
    beside_damage: ClassVar[str] = ""

    @classmethod
    def of(cls, **params: object) -> Ailment:
        filled = {name: str(value) for name, value in params.items()}
        return Ailment(cls.code, cls.message, filled, cls.command)


class HistoryAltered(_Found):
    code = "history.altered"
    message = "Operation {operation} ({kind}, {at}, {actor}) was altered after it was written. Restore a snapshot from before it."


class ImageAltered(_Found):
    code = "history.image_altered"
    message = "Operation {operation} ({kind}, {at}, {actor}): what it recorded of {entity} {row} was altered afterwards. Restore a snapshot from before it."


class ImageErased(_Found):
    code = "history.image_erased"
    message = "Operation {operation} ({kind}, {at}, {actor}): what it recorded of {entity} {row} was erased. Restore a snapshot from before it."


class HistoryErased(_Found):
    code = "history.erased"
    message = "Operation {operation} ({kind}, {at}, {actor}): the words that say what it was were erased. Compare with a snapshot from before."


class HistoryTorn(_Found):
    code = "history.torn"
    message = "Operation {operation} ({kind}, {at}, {actor}) does not go on from what the history knew of {entity} {row}. Restore a snapshot from before it."


class HistoryMissing(_Found):
    code = "history.missing"
    message = "Operations {first} to {last} are missing from the history. Restore a snapshot that has them."


class IndexStale(_Found):
    code = "database.index_stale"
    message = (
        "An index of the database does not agree with its rows ({detail}); no row is lost. Have it made anew."
    )
    beside_damage = "An index of the database does not agree with its rows ({detail}). Restore a snapshot."
    command = "doctor --repair"


class RecordDiffers(_Found):
    code = "record.differs"
    message = "The {entity} {row} is not what the history says, {field}: history {told}, table {found}. Repair it from the history."
    beside_damage = "The {entity} {row} is not what the history says, {field}: history {told}, table {found}. Restore a snapshot."
    command = "doctor --repair"


class RecordMissing(_Found):
    code = "record.missing"
    message = (
        "The {entity} {row} stands in the history and is missing from its table. Repair it from the history."
    )
    beside_damage = (
        "The {entity} {row} stands in the history and is missing from its table. Restore a snapshot."
    )
    command = "doctor --repair"


class RecordUnknown(_Found):
    code = "record.unknown"
    message = "The {entity} {row} stands in its table, and the history does not know it. Repair it from the history."
    beside_damage = (
        "The {entity} {row} stands in its table, and the history does not know it. Restore a snapshot."
    )
    command = "doctor --repair"


class RecordUnreadable(_Found):
    code = "record.unreadable"
    message = "A row of {entity} cannot be read ({detail}). Repair it from the history."
    beside_damage = "A row of {entity} cannot be read ({detail}). Restore a snapshot."
    command = "doctor --repair"


class SchemaAltered(_Found):
    code = "database.schema_altered"
    message = "A table, index or rule of the database is missing or was altered ({detail}). Repair it from the history."
    beside_damage = (
        "A table, index or rule of the database is missing or was altered ({detail}). Restore a snapshot."
    )
    command = "doctor --repair"


class HistoryUnreadable(_Found):
    code = "history.unreadable"
    message = "The history cannot be read ({detail}). Restore a snapshot."


class SnapshotUnsound(_Found):
    code = "snapshot.unsound"
    message = "The snapshot {name} is not whole ({detail}). Remove it; the others do not need it."
    command = "snapshot --remove"


class ImportUnreadable(_Found):
    code = "import.unreadable"
    message = "What was noted of an import that was cut off cannot be read ({file}). Take its files in again, then have the note put aside."
    command = "doctor --repair"


class DraftUnreadable(_Found):
    code = "draft.unreadable"
    message = "A text that was being written and not kept yet cannot be read ({file}); what was kept before is whole. Save what can be read in that file, then have it put aside."
    command = "doctor --repair"


class EvidenceOfNothing(_Found):
    code = "evidence.of_nothing"
    message = "Evidence {row} rests on {entity} {target}, which is not there. Restore a snapshot."


class ObjectLost(_Found):
    code = "object.missing"
    message = "The file {sha256} ({name}) is missing. Put it back from a backup, or take the same file in again (of a valuation or a memo: export the memo again; one of earlier inputs only a backup has)."


class ObjectAltered(_Found):
    code = "object.altered"
    message = "The file {sha256} ({name}) was altered. Put it back from a backup, or take the same file in again (of a valuation or a memo: export the memo again; one of earlier inputs only a backup has)."


class ObjectUnnamed(_Found):
    code = "object.unnamed"
    message = "The file {sha256} was altered, and nothing names it: no record, no step of the history and no snapshot. Have it moved to the bin."
    command = "doctor --purge"


# What is made anew from the history, which has all of it
_MADE_ANEW: Final = {
    found.code: found
    for found in (IndexStale, RecordDiffers, RecordMissing, RecordUnknown, RecordUnreadable, SchemaAltered)
}
REPAIRABLE: Final = frozenset(_MADE_ANEW)


def beside_damage(found: Ailment) -> Ailment:
    """The same finding where the history is damaged too: nothing is made anew from it, so a snapshot is named."""
    known = _MADE_ANEW.get(found.code)
    return found if known is None else replace(found, text=known.beside_damage, command="")
