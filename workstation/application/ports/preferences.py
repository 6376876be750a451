"""What the program remembers of its user between two starts; nothing here is a fact about a lot."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

KEPT_WORKSPACES = 8
SCHEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class RecentWorkspace:
    """A workspace that was open, when, and how many lots it held then."""

    path: Path
    opened_at: datetime
    lots: int = 0


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a person arranged a table, by the keys of its columns: widths that were drawn, in points; all columns in their
    order, empty for the program's; what it is sorted by, "" for its own order."""

    widths: dict[str, int] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person has chosen, for all workspaces.

    user_name: signs every operation; asked for once.
    language: a `Language` value, "" for the system's.
    scheme: one of `SCHEMES`.
    geometry: what the window wrote about its place.
    hidden_columns: by table.
    tables: how the others stand, by table.
    splits: sizes of the parts of a splitter, by its name.
    watched: the folder whose new files are told of, "" for none.
    recent: the workspaces opened last.
    """

    user_name: str = ""
    language: str = ""
    scheme: str = "system"
    geometry: str = ""
    recent: tuple[RecentWorkspace, ...] = ()
    hidden_columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    watched: str = ""
    tables: dict[str, TableLook] = field(default_factory=dict)
    splits: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def opened(self, path: Path, at: datetime, lots: int = 0) -> "Preferences":
        """With `path` on top of the recent workspaces."""
        others = tuple(entry for entry in self.recent if entry.path != path)
        newest = RecentWorkspace(path, at, lots)
        return replace(self, recent=(newest, *others)[:KEPT_WORKSPACES])

    def forgotten(self, path: Path) -> "Preferences":
        return replace(self, recent=tuple(entry for entry in self.recent if entry.path != path))


class PreferenceStore(Protocol):
    """`load` never fails: a file that cannot be read counts as none. `save` replaces the file as a whole."""

    def load(self) -> Preferences: ...

    def save(self, preferences: Preferences) -> None: ...
