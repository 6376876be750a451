"""What restoring a copy would change, lot by lot, before anybody restores it."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from workstation.application.ports.storage import Reader
from workstation.application.pricing import first_bid
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.money import Money
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord


@dataclass(frozen=True, slots=True)
class RestoreChange:
    """A line of the preview: how many rows of an entity a lot has `now` and had `then`, and how many of those in both
    differ.

    `what` is the English title of the entity, "" for a lot as a whole (1 where it is there, 0 where it is not). `lot`
    is "" for what all lots share.
    """

    lot: str
    what: str
    now: int
    then: int
    differing: int = 0


class NoBid(StrEnum):
    """Why there is no amount; English keys."""

    BELOW_START = "below start"
    NO_PRICE = "no price"
    NO_LOT = "—"


@dataclass(frozen=True, slots=True)
class RestoreBid:
    """The highest bid on the ladder that the rows of a lot give, as they are `now` and as they were `then`; both by the
    rules and tables of today, as `first_bid` computes it, whatever was frozen."""

    lot: str
    now: Money | NoBid
    then: Money | NoBid


@dataclass(frozen=True, slots=True)
class RestorePreview:
    """`alike` counts the lots without any difference. Every other lot has one `RestoreBid`."""

    changes: tuple[RestoreChange | RestoreBid, ...]
    alike: int


def preview_restore(services: Services, then: Reader, progress: Progress) -> RestorePreview:
    """What all lots share first, then lots by name: whether there is one, its highest bid, its entities in the order of
    the catalogue."""
    now = services.reader
    today = {lot.id: lot.name for lot in now.lots()}
    past = {lot.id: lot.name for lot in then.lots()}
    found: list[RestoreChange | RestoreBid] = [*_shared(now, then)]
    alike = 0
    names = sorted((today | past).items(), key=lambda item: (item[1], item[0]))
    for done, (lot, name) in enumerate(names):
        progress.step(done, len(names))
        of_now = now.lot(lot) if lot in today else None
        of_then = then.lot(lot) if lot in past else None
        if of_now is None or of_then is None:
            changes = [RestoreChange(name, "", int(lot in today), int(lot in past))]
        else:
            changes = _changes(name, of_now, of_then)
        if not changes:
            alike += 1
            continue
        bid = RestoreBid(name, _bid(services, of_now), _bid(services, of_then))
        found += [bid, *changes] if changes[0].what else [*changes, bid]
    return RestorePreview(tuple(found), alike)


def _bid(services: Services, record: LotRecord | None) -> Money | NoBid:
    if record is None:
        return NoBid.NO_LOT
    found = first_bid(services, record)
    if found is None:
        return NoBid.NO_PRICE
    return NoBid.BELOW_START if found.bid is None else found.bid


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
