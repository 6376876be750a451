"""What every widget is handed: language, formats and the look."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workstation.language.labels import choice_label
from workstation.language.translator import Translator
from workstation.ui.theme import Theme
from workstation.ui.theme.icons import Icons


@dataclass(frozen=True, slots=True)
class UiContext:
    """Resolved when a widget is built: on a change of language or theme the workbench builds its widgets again.

    `formats` writes numbers, money and dates as the language does (`workstation.language.formats.Formats`).
    """

    tr: Translator
    theme: Theme
    formats: Any = None

    @property
    def icons(self) -> Icons:
        return self.theme.icons

    def choice_word(self, member: StrEnum) -> str:
        return choice_word(self.tr, member)


def choice_word(tr: Callable[..., str], member: StrEnum) -> str:
    return tr(choice_label(member))
