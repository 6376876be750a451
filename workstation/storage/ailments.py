"""What the doctor can find, each with the sentence that says it and what to do."""

from typing import ClassVar

from workstation.application.ports.upkeep import Ailment


class _Found:
    code: ClassVar[str]
    message: ClassVar[str]

    @classmethod
    def of(cls, **params: object) -> Ailment:
        return Ailment(cls.code, cls.message, {name: str(value) for name, value in params.items()})


class HistoryAltered(_Found):
    code = "history.altered"
    message = "Operation {operation} ({kind}, {at}, {actor}) was altered after it was written. Compare with a snapshot from before."


class ImageAltered(_Found):
    code = "history.image_altered"
    message = "Operation {operation} ({kind}, {at}, {actor}): what it recorded of {entity} {row} was altered afterwards. Compare with a snapshot from before."


class ImageErased(_Found):
    code = "history.image_erased"
    message = "Operation {operation} ({kind}, {at}, {actor}): what it recorded of {entity} {row} was erased. Compare with a snapshot from before."


class HistoryErased(_Found):
    code = "history.erased"
    message = "Operation {operation} ({kind}, {at}, {actor}): the words that say what it was were erased. Compare with a snapshot from before."


class HistoryTorn(_Found):
    code = "history.torn"
    message = "Operation {operation} ({kind}, {at}, {actor}) does not go on from what the history knew of {entity} {row}. Compare with a snapshot from before."


class HistoryMissing(_Found):
    code = "history.missing"
    message = "Operations {first} to {last} are missing from the history. Restore a snapshot that has them."


class RecordDiffers(_Found):
    code = "record.differs"
    message = "The {entity} {row} is not what the history says. Restore a snapshot, or set the value again."


class EvidenceOfNothing(_Found):
    code = "evidence.of_nothing"
    message = "Evidence {row} rests on {entity} {target}, which is not there. Restore a snapshot."


class ObjectLost(_Found):
    code = "object.missing"
    message = (
        "The file {sha256} ({name}) is missing. Put it back from a backup, or take the same file in again."
    )


class ObjectAltered(_Found):
    code = "object.altered"
    message = (
        "The file {sha256} ({name}) was altered. Put it back from a backup, or take the same file in again."
    )
