"""The language that the system speaks with the user."""

import locale
import os

_NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides (POSIX, 8.2)


def speaks_chinese() -> bool:
    """Whether the user's locale is a Chinese one; where no variable says so, as on Windows, that of the process."""
    named = next((value for name in _NAMES if (value := os.environ.get(name))), None)
    said = named if named is not None else (locale.getlocale()[0] or "")
    return said.lower().startswith(("zh", "chinese"))
