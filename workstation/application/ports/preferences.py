"""What the program remembers of its user between two starts; nothing here is a fact about a lot."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

KEPT_WORKSPACES = 8
KEPT_DOCUMENTS = 500
SCHEMES = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class RecentWorkspace:
    """A workspace that was open, when, how many lots it held then, and the lot and its tab in which it was left ("" for the
    list of lots)."""

    path: Path
    opened_at: datetime
    lots: int = 0
    lot: str = ""
    tab: str = ""


@dataclass(frozen=True, slots=True)
class TableLook:
    """How a person arranged a table, by the keys of its columns: widths that were drawn, in points; all columns in their
    order, empty for the program's; what it is sorted by, "" for its own order."""

    widths: dict[str, int] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ReadingPlace:
    """Where a document was left: the page from 0 and the part of it above the window, 0 to 1; "width", "page" or "free" for
    how it is fitted, with the scale (1 is the size on paper) that counts where it is free; degrees that it was turned by."""

    page: int = 0
    part: float = 0.0
    fit: str = "width"
    scale: float = 1.0
    turn: int = 0


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
    documents: where each was left, by the id of its version; the one read last stands last, and only the last
        `KEPT_DOCUMENTS` are kept.
    watched: the folder whose new files are told of, "" for none.
    saved_in: the folder that was chosen last to save a file in, "" before the first.
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
    documents: dict[str, ReadingPlace] = field(default_factory=dict)
    saved_in: str = ""

    def opened(self, path: Path, at: datetime, lots: int = 0) -> "Preferences":
        """With `path` on top of the recent workspaces."""
        others = tuple(entry for entry in self.recent if entry.path != path)
        before = self.left_at(path)
        newest = RecentWorkspace(path, at, lots, *before)
        return replace(self, recent=(newest, *others)[:KEPT_WORKSPACES])

    def left_at(self, path: Path) -> tuple[str, str]:
        """The lot and the tab in which the workspace was left; "" and "" for the list of lots."""
        return next(((entry.lot, entry.tab) for entry in self.recent if entry.path == path), ("", ""))

    def left(self, path: Path, lot: str, tab: str) -> "Preferences":
        """With the lot and the tab in which the workspace is left."""
        recent = (replace(entry, lot=lot, tab=tab) if entry.path == path else entry for entry in self.recent)
        return replace(self, recent=tuple(recent))

    def forgotten(self, path: Path) -> "Preferences":
        return replace(self, recent=tuple(entry for entry in self.recent if entry.path != path))


class PreferenceStore(Protocol):
    """`load` never fails: a file that cannot be read counts as none. `save` replaces the file as a whole."""

    def load(self) -> Preferences: ...

    def save(self, preferences: Preferences) -> None: ...
