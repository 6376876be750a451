"""Imports that were begun: what a window that closes, or a program that is killed, must not make anybody forget."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class BegunFile:
    """A file of an import by its path at the seller. Its bytes are in the workspace already. One that `is_inside` came
    out of another of the files."""

    source_path: str
    sha256: str
    size: int
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class BegunImport:
    """Files that were to be taken into a lot as one `batch`, without those that a person left out.

    decided: by path at the seller, the document of which a file is a version; None for a document of its own.
    withdrawn: the documents to be marked as withdrawn.
    dropped: while the files are still looked through, the paths on this computer; there are no `files` yet.
    holding: the hashes of files of which it showed, when they were read, that others are attached to them.
    """

    batch: str
    lot: str
    begun_at: datetime
    files: tuple[BegunFile, ...]
    version_of: str | None = None
    decided: Mapping[str, str | None] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()


class Imports(Protocol):
    """Kept from the moment files are dropped until all of it is in, or a person gives it up."""

    def begin(self, begun: BegunImport) -> None:
        """Replaces what was kept of the same batch."""

    def end(self, batch: str) -> None: ...

    def all(self) -> tuple[BegunImport, ...]:
        """In the order in which they were begun; without those that are `damaged`."""

    def damaged(self) -> tuple[str, ...]:
        """What was kept of an import and cannot be read any more, by the names of its files."""
