"""What restoring a copy would change, lot by lot, before anybody restores it."""

from collections import Counter
from dataclasses import dataclass

from workstation.application.ports.storage import Reader
from workstation.application.progress import Progress
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord


@dataclass(frozen=True, slots=True)
class RestoreChange:
    """One line: of a lot, how many rows of an entity (its English title) there are `now` and were `then`, and how many of
    those in both differ. `what` is "" for a lot as a whole: 1 where it is there, 0 where it is not; `lot` is "" for what all
    lots share."""

    lot: str
    what: str
    now: int
    then: int
    differing: int = 0


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """`alike` counts the lots without any difference."""

    changes: tuple[RestoreChange, ...]
    alike: int


def preview_restore(now: Reader, then: Reader, progress: Progress) -> RestorePreview:
    """What all lots share first, then lots by name; entities of a lot in the order of the catalogue."""
    today = {lot.id: lot.name for lot in now.lots()}
    past = {lot.id: lot.name for lot in then.lots()}
    found = _shared(now, then)
    alike = 0
    names = sorted((today | past).items(), key=lambda item: (item[1], item[0]))
    for done, (lot, name) in enumerate(names):
        progress.step(done, len(names))
        if lot not in today or lot not in past:
            found.append(RestoreChange(name, "", int(lot in today), int(lot in past)))
            continue
        changes = _changes(name, now.lot(lot), then.lot(lot))
        alike += not changes
        found += changes
    return RestorePreview(tuple(found), alike)


def _shared(now: Reader, then: Reader) -> list[RestoreChange]:
    of_now = {party.id: party for party in now.rows(Party)}
    of_then = {party.id: party for party in then.rows(Party)}
    differing = sum(of_now[row] != of_then[row] for row in of_now.keys() & of_then.keys())
    if not differing and of_now.keys() == of_then.keys():
        return []
    return [RestoreChange("", Party.title, len(of_now), len(of_then), differing)]


def _changes(name: str, now: LotRecord, then: LotRecord) -> list[RestoreChange]:
    changes = []
    for entity, record_class in BY_ENTITY.items():
        if record_class is Party:
            continue  # shared
        of_now, of_then = now.rows.get(entity, {}), then.rows.get(entity, {})
        differing = Counter(of_now[row] != of_then[row] for row in of_now.keys() & of_then.keys())[True]
        if differing or of_now.keys() != of_then.keys():
            changes.append(RestoreChange(name, record_class.title, len(of_now), len(of_then), differing))
    return changes
