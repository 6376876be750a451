"""Care for a workspace that no window has open: doctor, snapshots, restore."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workstation.application.ports.upkeep import Ailment


@dataclass(frozen=True, slots=True)
class Upkeep:
    """`doctor(path, purge)` looks at log, records and objects; `snapshot(path)` returns the name of a verified
    copy; `restore(path, name)` puts one back and returns the name under which the present state was kept."""

    doctor: Callable[[Path, bool], tuple[Ailment, ...]]
    snapshot: Callable[[Path], str]
    restore: Callable[[Path, str], str]
