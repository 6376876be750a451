"""Imports that were begun and have not ended: one file each beside the database, outside the history."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from workstation.application.ports.files import Files
from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.storage.failures import told_of_disk


class ImportFolder:
    """`application.ports.imports.Imports`. Each file is replaced as a whole and synced before the import goes on."""

    def __init__(self, folder: Path, files: Files, *, read_only: bool = False) -> None:
        self._folder = folder
        self._files = files
        self._read_only = read_only

    def begin(self, begun: BegunImport) -> None:
        path = self._path(begun.batch)
        part = path.with_suffix(".part")
        kept = asdict(begun) | {"begun_at": begun.begun_at.isoformat()}
        kept |= {"checksum": _checksum(kept)}
        with told_of_disk():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(json.dumps(kept, ensure_ascii=True).encode())
                self._files.sync(file)
            self._files.replace(part, path)
            self._files.sync_folder(self._folder)

    def end(self, batch: str) -> None:
        if not self._read_only:
            with told_of_disk():
                self._path(batch).unlink(missing_ok=True)

    def all(self) -> tuple[BegunImport, ...]:
        if not self._folder.is_dir():
            return ()
        found = (_read(path) for path in sorted(self._folder.glob("*.json")))
        return tuple(sorted((each for each in found if each is not None), key=lambda each: each.begun_at))

    def damaged(self) -> tuple[str, ...]:
        return tuple(path.name for path in unreadable_imports(self._folder))

    def _path(self, batch: str) -> Path:
        return self._folder / f"{batch}.json"


def unreadable_imports(folder: Path) -> tuple[Path, ...]:
    return tuple(path for path in sorted(folder.glob("*.json")) if _read(path) is None)


def _checksum(kept: dict[str, Any]) -> int:
    return crc32(json.dumps(kept, sort_keys=True).encode())


def _read(path: Path) -> BegunImport | None:
    """None for what is damaged: the files that it named are taken in again by hand."""
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if found.pop("checksum") != _checksum(found):
            return None
        return BegunImport(
            **found
            | {
                "begun_at": datetime.fromisoformat(found["begun_at"]),
                "files": tuple(BegunFile(**file) for file in found["files"]),
                "left_out": tuple(found["left_out"]),
                "withdrawn": tuple(found["withdrawn"]),
                "dropped": tuple(found.get("dropped", ())),
                "holding": tuple(found.get("holding", ())),
            }
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
