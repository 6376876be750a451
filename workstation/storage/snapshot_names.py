"""Copies by their file names: number, moment, end of the chain, and why each was taken."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from workstation.domain.copies import CopyReason

_NAME: Final = re.compile(
    rf"(\d{{6}})-(\d{{8}}T\d{{6}}Z)-([0-9a-f]{{12}})-({'|'.join(CopyReason)})\.db", re.ASCII
)
_STAMP: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`head` is the beginning of the digest at the end of its chain; `number` counts up whatever the clock says."""

    name: str
    number: int
    taken_at: datetime
    head: str
    reason: CopyReason


def snapshots_in(folder: Path) -> tuple[Snapshot, ...]:
    """Oldest first; what is no snapshot is passed over."""
    found = (_parsed(path.name) for path in folder.glob("*.db"))
    return tuple(sorted((one for one in found if one is not None), key=lambda one: one.number))


def snapshot_named(number: int, now: datetime, digest: str, reason: CopyReason) -> Snapshot:
    stamp = now.astimezone(UTC).strftime(_STAMP)
    name = f"{number:06}-{stamp}-{digest[:12]}-{reason.value}.db"
    taken = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    return Snapshot(name, number, taken, digest[:12], reason)


def _parsed(name: str) -> Snapshot | None:
    if (found := _NAME.fullmatch(name)) is None:
        return None
    number, stamp, head, reason = found.groups()
    try:
        taken = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:  # digits that are no date
        return None
    return Snapshot(name, int(number), taken, head, CopyReason(reason))
