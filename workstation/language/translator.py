"""Sentences in the reader's language: gettext catalogues, loaded without a compile step."""

import gettext
from enum import StrEnum
from functools import cache
from io import BytesIO

from workstation.domain.errors import Term, UserError
from workstation.resources import resource


class Language(StrEnum):
    ENGLISH = "en"
    CHINESE = "zh_CN"


class Translator:
    """Turns English message keys into `language`. English needs no catalogue; a Chinese key that has
    no translation is shown in English and found by ``./check screens``."""

    def __init__(self, language: Language = Language.ENGLISH) -> None:
        self.language = language
        self._catalogue = _load(language)

    @property
    def is_chinese(self) -> bool:
        return self.language is Language.CHINESE

    def __call__(self, message: str, **params: object) -> str:
        """The translation with its braces filled; keys are whole sentences, never glued pieces."""
        translated = self._catalogue.gettext(message) if message else ""
        return translated.format(**params) if params else translated

    def error(self, error: UserError) -> str:
        """The sentence of an error; labels and findings among its parameters are put into the same language."""
        params = {name: self._word(value) for name, value in error.params.items()}
        return self(error.message).format(**params)

    def _word(self, value: object) -> object:
        if isinstance(value, Term):
            return " · ".join(map(self, value.split(" · ")))
        if not isinstance(value, tuple):
            return value
        from workstation.language.finding_words import finding_sentences  # noqa: PLC0415 - only where findings are named
        from workstation.language.formats import Formats  # noqa: PLC0415 - formats know the languages of this module

        return finding_sentences(self, Formats(self.language), value)


@cache
def translators() -> tuple[Translator, ...]:
    """One a language: what people copy from elsewhere is in either."""
    return tuple(Translator(language) for language in Language)


def _load(language: Language) -> gettext.NullTranslations:
    if language is Language.ENGLISH:
        return gettext.NullTranslations()
    folder = resource("i18n", language.value)
    compiled = folder / "workstation.mo"
    sources = sorted(folder.glob("*.po"))
    if compiled.exists() and all(compiled.stat().st_mtime >= po.stat().st_mtime for po in sources):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    return gettext.GNUTranslations(BytesIO(compile_catalogue(language)))


def compile_catalogue(language: Language) -> bytes:
    """The bytes of one .mo file from all .po files of a language (one per subject, so that two people
    rarely edit the same)."""
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - off the start-up path
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    merged = Catalog(locale=language.value)
    for path in sorted(resource("i18n", language.value).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language.value):
                if message.id:
                    merged.add(message.id, message.string)
    buffer = BytesIO()
    write_mo(buffer, merged)
    return buffer.getvalue()
