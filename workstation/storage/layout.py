"""Where the parts of a workspace lie in its folder, and what it is handed by the program around it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from workstation.application.ports.files import Files, TakeLock
from workstation.storage.chain import RandomBytes
from workstation.storage.failures import ClockWrongError
from workstation.storage.revisions import Revisions

_YEARS: Final = range(2000, 2200)  # in which a clock may be


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths only; nothing is looked at or made."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "workspace.db"

    @property
    def journal(self) -> Path:
        return self.folder / "workspace.db-wal"

    @property
    def mark(self) -> Path:
        return self.folder / "workspace.head"

    @property
    def seal(self) -> Path:
        return self.folder / "workspace.seal"

    @property
    def lock(self) -> Path:
        return self.folder / "workspace.lock"

    @property
    def objects(self) -> Path:
        return self.folder / "objects"

    @property
    def derived(self) -> Path:
        return self.folder / "derived"

    @property
    def pages(self) -> Path:
        return self.derived / "pages.db"

    @property
    def search(self) -> Path:
        return self.derived / "search.db"

    @property
    def drafts(self) -> Path:
        return self.folder / "drafts"

    @property
    def imports(self) -> Path:
        return self.folder / "imports"

    @property
    def bin(self) -> Path:
        """Objects that a purge took out, by the day it did."""
        return self.folder / "bin"

    @property
    def snapshots(self) -> Path:
        return self.folder / "snapshots"


@dataclass(frozen=True, slots=True)
class Host:
    """The system under the workspace. `version` is the program's; `extractor` that of the page reader, whose
    older pages are read anew; `random_bytes` gives as many bytes as asked for, which nobody can foresee."""

    files: Files
    take_lock: TakeLock
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    version: str
    random_bytes: RandomBytes
    extractor: int = 2
    revisions: Revisions = field(default_factory=Revisions)

    def now(self) -> datetime:
        """`ClockWrongError` for a time that cannot be: it would stay at the end of the history for good, since its moments
        never go back, and every copy would look old enough to go."""
        now = self.clock()
        if now.year not in _YEARS:
            raise ClockWrongError(when=f"{now:%Y-%m-%d %H:%M}")
        return now
