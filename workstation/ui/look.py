"""Language and theme of the window: from the reader's choice, or from the system."""

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from workstation.application.ports.preferences import Preferences
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator
from workstation.ui.context import HiddenColumns, UiContext
from workstation.ui.theme import Theme
from workstation.ui.theme.scheme import SchemeChoice, scheme_of, wants_more_contrast


class Look:
    """Makes the context that widgets are built from; keeps the fonts and icons that were drawn already."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._theme: Theme | None = None
        self._translators: dict[Language, Translator] = {}

    def context(self, preferences: Preferences) -> UiContext:
        """Puts the scheme on the application and gives the context for it; the window wears the style sheet."""
        language = language_of(preferences)
        scheme = scheme_of(SchemeChoice(preferences.scheme))
        if self._theme is None or self._theme.name != scheme:
            last = self._theme
            self._theme = Theme.load(
                scheme,
                fonts=last.fonts if last else None,
                icons=last.icons if last else None,
                more_contrast=wants_more_contrast(),
            )
            self._theme.apply(self._app)
        if language not in self._translators:
            self._translators[language] = Translator(language)
        hidden = HiddenColumns(preferences.hidden_columns)
        return UiContext(self._translators[language], self._theme, Formats(language), hidden)


def language_of(preferences: Preferences) -> Language:
    if preferences.language:
        return Language(preferences.language)
    chinese = QLocale.system().language() == QLocale.Language.Chinese
    return Language.CHINESE if chinese else Language.ENGLISH
