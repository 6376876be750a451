"""A folder that is watched, such as the downloads: what arrived there since it was last looked at."""

import contextlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

# what browsers and archivers write until a file is whole
_UNFINISHED: Final = frozenset({".part", ".crdownload", ".download", ".tmp", ".partial"})
Sizes = Mapping[Path, int]


def arrivals(folder: Path, since: datetime, earlier: Sizes) -> tuple[tuple[Path, ...], dict[Path, int]]:
    """``(files that came after `since` and grow no more, sizes for the next look)``. A folder that is gone has none;
    folders inside it are not looked into."""
    sizes: dict[Path, int] = {}
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") or path.suffix.lower() in _UNFINISHED or not path.is_file():
                continue
            told = path.stat()
            # a copy keeps the time of its original; the second time is that of its coming here
            if max(told.st_mtime, told.st_ctime) > since.timestamp():
                sizes[path] = told.st_size
    return tuple(path for path, size in sizes.items() if earlier.get(path) == size), sizes
