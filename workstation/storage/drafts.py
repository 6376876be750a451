"""Drafts: text that is being written and not kept yet. They lie beside the database, outside the history."""

import json
import logging
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Final

from workstation.application.ports.drafts import Draft
from workstation.application.ports.files import Files

_LOG: Final = logging.getLogger(__name__)


class DraftFolder:
    """`application.ports.drafts.Drafts`: one file a draft, replaced as a whole. A draft that cannot be written or removed
    is logged: it must not stop anybody from writing."""

    def __init__(self, folder: Path, files: Files, *, read_only: bool = False) -> None:
        self._folder = folder
        self._files = files
        self._read_only = read_only

    def keep(self, draft: Draft) -> None:
        if self._read_only:
            return
        text = json.dumps(
            {"row": draft.row, "base": draft.base, "text": draft.text, "at": draft.at.isoformat()},
        )
        path = self._path(draft.row)
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.touch(mode=0o600)
            with part.open("wb") as file:
                file.write(text.encode())
                self._files.sync(file)
            self._spare(path)
            self._files.replace(part, path)
        except OSError as error:
            _LOG.warning("a draft could not be written: %s", error.strerror)

    def discard(self, row: str) -> None:
        if self._read_only:
            return
        path = self._path(row)
        try:
            self._spare(path)
            path.unlink(missing_ok=True)
        except OSError as error:
            _LOG.warning("a draft could not be removed: %s", error.strerror)

    def all(self) -> tuple[Draft, ...]:
        if not self._folder.is_dir():
            return ()
        found = (_read(path) for path in sorted(self._folder.glob("*.json")))
        return tuple(draft for draft in found if draft is not None)

    def _spare(self, path: Path) -> None:
        """What lies there and cannot be read is a text that somebody wrote: it gets another name, by which the doctor has
        it saved."""
        if path.exists() and _read(path) is None:
            names = (path.with_name(f"{path.stem}.unreadable-{number}.json") for number in count(1))
            self._files.replace(path, next(name for name in names if not name.exists()))

    def _path(self, row: str) -> Path:
        return self._folder / f"{row}.json"


def unreadable_drafts(folder: Path) -> tuple[Path, ...]:
    return tuple(path for path in sorted(folder.glob("*.json")) if _read(path) is None)


def _read(path: Path) -> Draft | None:
    try:
        found = json.loads(path.read_text("utf-8"))
        return Draft(found["row"], found["base"], found["text"], datetime.fromisoformat(found["at"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        _LOG.warning("a draft could not be read: %s", type(error).__name__)
        return None
