"""Which scheme to show: the reader's choice, or what the system says."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication


class SchemeChoice(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def scheme_of(choice: SchemeChoice) -> str:
    """The name of a theme, light or dark; a system that says nothing is light.

    Connect ``QGuiApplication.styleHints().colorSchemeChanged`` to ask again while the choice is SYSTEM.
    """
    if choice is not SchemeChoice.SYSTEM:
        return choice.value
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def wants_more_contrast() -> bool:
    """Whether the system asks for more contrast."""
    hints = QGuiApplication.styleHints()  # held: its wrapper takes the answer below with it when it goes
    preference = hints.accessibility().contrastPreference()
    return preference == Qt.ContrastPreference.HighContrast
