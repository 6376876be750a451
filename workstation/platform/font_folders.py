"""Where the system keeps its fonts, for libraries that must be told."""

import sys
from typing import Final

_LINUX: Final = (
    "/usr/share/fonts",
    "/usr/share/X11/fonts/Type1",
    "/usr/share/X11/fonts/TTF",
    "/usr/local/share/fonts",
)


def font_folders() -> tuple[str, ...]:
    """Empty on Windows and macOS, which bring Chinese faces and know their own fonts."""
    return () if sys.platform in {"win32", "darwin"} else _LINUX
