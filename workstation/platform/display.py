"""Whether a window would be seen."""

import os
import sys


def has_display() -> bool:
    """True on Windows and macOS, where a user's session has one; elsewhere a display server must be named."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return named or sys.platform in {"win32", "darwin"}
