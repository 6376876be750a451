"""Preferences as one JSON file: replaced as a whole, and never a reason not to start."""

import json
import logging
import math
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from workstation.application.ports.preferences import (
    SCHEMES,
    Preferences,
    ReadingPlace,
    RecentWorkspace,
    TableLook,
)
from workstation.language.translator import Language
from workstation.platform.files import DurableFiles, make_private_folder, write_whole

_LOG: Final = logging.getLogger(__name__)


class SettingsFile:
    """`application.ports.preferences.PreferenceStore`. A file that cannot be read is kept beside as ``.damaged``; a
    save that fails is logged and no more: nobody should lose their work to a window's place."""

    def __init__(self, folder: Path, files: DurableFiles | None = None) -> None:
        self._path = folder / "settings.json"
        self._files = files or DurableFiles()

    def load(self) -> Preferences:
        try:
            return _read(json.loads(self._path.read_text("utf-8")))
        except FileNotFoundError:
            return Preferences()
        except OSError as error:
            _LOG.warning("settings could not be read: %s", error)
            return Preferences()
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            _LOG.warning("settings are damaged and were set aside: %s", error)
            self._path.replace(self._path.with_name(self._path.name + ".damaged"))
            return Preferences()

    def save(self, preferences: Preferences) -> None:
        text = json.dumps(_written(preferences), indent=1)  # a path may hold bytes that are no UTF-8
        try:
            make_private_folder(self._path.parent)
            write_whole(self._path, text.encode(), self._files)
        except OSError as error:
            _LOG.warning("settings could not be saved: %s", error)


def _written(preferences: Preferences) -> dict[str, Any]:
    return {
        "user_name": preferences.user_name,
        "language": preferences.language,
        "scheme": preferences.scheme,
        "geometry": preferences.geometry,
        "watched": preferences.watched,
        "saved_in": preferences.saved_in,
        "hidden_columns": {table: list(keys) for table, keys in preferences.hidden_columns.items()},
        "tables": {name: asdict(look) for name, look in preferences.tables.items()},
        "splits": {name: list(sizes) for name, sizes in preferences.splits.items()},
        "documents": {version: asdict(place) for version, place in preferences.documents.items()},
        "recent": [
            asdict(entry) | {"path": str(entry.path), "opened_at": entry.opened_at.isoformat()}
            for entry in preferences.recent
        ],
    }


def _read(found: dict[str, Any]) -> Preferences:
    """What a later version added is not ours to keep, such as a language that is not known here; what an earlier one lacked
    has its default."""
    known = Preferences()

    def text(name: str, default: str, choices: Collection[str] | None = None) -> str:
        given = found.get(name, default)
        return given if isinstance(given, str) and (choices is None or given in choices) else default

    return Preferences(
        user_name=text("user_name", known.user_name),
        language=text("language", known.language, tuple(Language)),
        scheme=text("scheme", known.scheme, SCHEMES),
        geometry=text("geometry", known.geometry),
        watched=text("watched", known.watched),
        saved_in=text("saved_in", known.saved_in),
        hidden_columns={
            str(table): tuple(map(str, keys)) for table, keys in found.get("hidden_columns", {}).items()
        },
        tables={str(name): _look(look) for name, look in found.get("tables", {}).items()},
        splits={
            str(name): tuple(_points(size) for size in sizes)
            for name, sizes in found.get("splits", {}).items()
        },
        documents={
            str(version): _reading_place(place) for version, place in found.get("documents", {}).items()
        },
        recent=tuple(map(_recent, found.get("recent", []))),
    )


def _recent(found: dict[str, Any]) -> RecentWorkspace:
    lot, tab = str(found.get("lot", "")), str(found.get("tab", ""))
    return RecentWorkspace(
        Path(found["path"]), _moment(found["opened_at"]), int(found.get("lots", 0)), lot, tab
    )


def _reading_place(found: dict[str, Any]) -> ReadingPlace:
    known = ReadingPlace()
    part, scale = (float(found.get(name, getattr(known, name))) for name in ("part", "scale"))
    if not (math.isfinite(part) and math.isfinite(scale)):
        raise ValueError(found)
    page, turn = _points(found.get("page", known.page)), _points(found.get("turn", known.turn))
    return ReadingPlace(page, part, str(found.get("fit", known.fit)), scale, turn)


def _look(found: dict[str, Any]) -> TableLook:
    widths = {str(key): _points(width) for key, width in found.get("widths", {}).items()}
    order = tuple(map(str, found.get("order", ())))
    return TableLook(widths, order, str(found.get("sort", "")), bool(found.get("descending")))


def _points(found: object) -> int:
    """`TypeError` for what is no whole number, such as Infinity, which JSON of other programs may hold."""
    if not isinstance(found, int):
        raise TypeError(found)
    return found


def _moment(written: str) -> datetime:
    """`ValueError` for a time without its zone, which could not be compared with the others."""
    moment = datetime.fromisoformat(written)
    if moment.tzinfo is None:
        raise ValueError(written)
    return moment
