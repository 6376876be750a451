"""What every widget is handed: language, formats and the look."""

from dataclasses import dataclass, field
from enum import StrEnum

from workstation.language.formats import Formats
from workstation.language.labels import choice_label
from workstation.language.translator import Language, Translator
from workstation.ui.theme import Theme
from workstation.ui.theme.icons import Icons


@dataclass(frozen=True, slots=True)
class UiContext:
    """Resolved when a widget is built: on a change of language or theme the workbench builds its widgets again.

    `formats` writes numbers, money and dates as the language does (`workstation.language.formats.Formats`).
    """

    tr: Translator
    theme: Theme
    formats: Formats = field(default_factory=lambda: Formats(Language.ENGLISH))

    @property
    def icons(self) -> Icons:
        return self.theme.icons

    def choice_word(self, member: StrEnum) -> str:
        """The word that a person reads for a choice."""
        return self.tr(choice_label(member))
