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
_DAMAGED: Final = (ValueError, KeyError, TypeError)  # a file without the shape of a draft
_ASIDE: Final = ".damaged-"


class DraftFolder:
    """`application.ports.drafts.Drafts`: one file a draft, replaced as a whole.

    A draft that cannot be written or removed is logged and raises nothing: it must not stop anybody from writing.
    """

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
        path = self._path(draft.row, draft.name)
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.touch(mode=0o600)
            with part.open("wb") as file:
                file.write(text.encode())
                self._files.sync(file)
            self._set_damaged_aside(path)
            self._files.replace(part, path)
        except OSError as error:
            _LOG.warning("a draft could not be written: %s", error.strerror)

    def discard(self, row: str, name: str | None = None) -> None:
        if self._read_only:
            return
        for path in self._of_row(row) if name is None else (self._path(row, name),):
            try:
                self._set_damaged_aside(path)
                path.unlink(missing_ok=True)
            except OSError as error:
                _LOG.warning("a draft could not be removed: %s", error.strerror)

    def all(self) -> tuple[Draft, ...]:
        if not self._folder.is_dir():
            return ()
        found = (_read(path) for path in sorted(self._folder.glob("*.json")))
        drafts = (draft for draft in found if draft is not None)
        return tuple(sorted(drafts, key=lambda draft: (draft.at, draft.row, draft.name)))

    def damaged(self) -> tuple[str, ...]:
        return tuple(f"{self._folder.name}/{path.name}" for path in unreadable_drafts(self._folder))

    def _set_damaged_aside(self, path: Path) -> None:
        """What lies there and is no draft is a text that somebody wrote: it gets a name of its own, and the doctor names
        it. `OSError` where it cannot be read now and perhaps later: it is left as it is."""
        if not path.exists():
            return
        try:
            _draft(path)
        except _DAMAGED as error:
            _LOG.warning("a draft is damaged: %s", type(error).__name__)
        else:
            return
        names = (path.with_name(f"{path.stem}{_ASIDE}{number}.json") for number in count(1))
        self._files.replace(path, next(name for name in names if not name.exists()))

    def _of_row(self, row: str) -> tuple[Path, ...]:
        named = (path for path in self._folder.glob(f"{row}.*.json") if _ASIDE not in path.name)
        return (self._path(row, ""), *named)

    def _path(self, row: str, name: str) -> Path:
        return self._folder / (f"{row}.{name}.json" if name else f"{row}.json")


def unreadable_drafts(folder: Path) -> tuple[Path, ...]:
    """What was removed while they are looked through was decided on, and is none of them."""
    return tuple(
        path
        for path in sorted(folder.glob("*.json"))
        if _ASIDE in path.name or (_read(path) is None and path.exists())
    )


def _read(path: Path) -> Draft | None:
    try:
        return _draft(path)
    except FileNotFoundError:
        return None
    except (OSError, *_DAMAGED) as error:
        _LOG.warning("a draft could not be read: %s", type(error).__name__)
        return None


def _draft(path: Path) -> Draft:
    """`OSError`, and the errors of `_DAMAGED` for what is no draft of the row that the file is named after."""
    if path.is_dir():
        raise ValueError
    found = json.loads(path.read_text("utf-8"))
    row, base, text = (found[name] for name in ("row", "base", "text"))
    of, _, name = path.stem.partition(".")
    at = datetime.fromisoformat(found["at"])
    if row != of or not isinstance(base, str) or not isinstance(text, str) or at.tzinfo is None:
        raise ValueError
    return Draft(row, base, text, at, name)
