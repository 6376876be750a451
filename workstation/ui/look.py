"""Language and theme of the window: from the reader's choice, or from the system."""

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from workstation.application.ports.preferences import Preferences
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator
from workstation.ui.context import Arrangement, HiddenColumns, UiContext
from workstation.ui.theme import Theme
from workstation.ui.theme.scheme import SchemeChoice, scheme_of, wants_more_contrast

log = logging.getLogger(__name__)


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
        self._translate_qt(language)
        self._app.setApplicationDisplayName(
            program_name(self._translators[language])
        )  # X11 adds it to titles that lack it
        hidden = HiddenColumns(preferences.hidden_columns)
        arranged = Arrangement(
            preferences.tables, preferences.splits, preferences.documents, preferences.saved_in
        )
        return UiContext(self._translators[language], self._theme, Formats(language), hidden, arranged)

    def _translate_qt(self, language: Language) -> None:
        """Qt's own words, of file dialogs and of the menu of a text field, are in a catalogue that comes with Qt."""
        installed = self._app.findChildren(QTranslator)
        if bool(installed) is (language is Language.CHINESE):
            return
        for catalogue in installed:
            self._app.removeTranslator(catalogue)
            catalogue.deleteLater()
        if language is Language.CHINESE:
            catalogue = QTranslator(self._app)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            if catalogue.load("qtbase_zh_CN", folder):
                self._app.installTranslator(catalogue)
            else:
                log.warning("Qt has no Chinese catalogue in %s: its own words stay English", folder)


def program_name(tr: Translator) -> str:
    """As titles of windows have it."""
    return tr("Workstation")


def language_of(preferences: Preferences) -> Language:
    if preferences.language:
        return Language(preferences.language)
    chinese = QLocale.system().language() == QLocale.Language.Chinese
    return Language.CHINESE if chinese else Language.ENGLISH
