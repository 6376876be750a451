"""Every sentence of the readers has a Chinese twin with the same braces."""

import string

import pytest

from workstation.documents import pictures
from workstation.documents.pdf import exhibit
from workstation.domain import file_notices, reading
from workstation.language.translator import Language, Translator

ERRORS = [error for error in vars(reading).values() if isinstance(error, type) and hasattr(error, "code")]
SENTENCES = [
    *(error.message for error in ERRORS),
    *(said for name in ("_MESSAGES", "_WORDS") for said in getattr(file_notices, name).values()),
    *(getattr(exhibit, name) for name in ("FONT", "DIFFERENT", "CROWDED")),
    pictures.PICTURE,
]


def braces(sentence):
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_sentence_is_translated_with_its_braces(sentence):
    translated = Translator(Language.CHINESE)(sentence)
    assert translated != sentence
    assert braces(translated) == braces(sentence)


def test_codes_are_unique_and_lead_back_to_their_error():
    params = dict.fromkeys(
        ("named", "found", "limit", "lost", "total", "seconds", "number", "depth", "count", "detail"), "1"
    )
    assert len({error.code for error in ERRORS}) == len(ERRORS)
    for error in ERRORS:
        assert type(reading.reading_error(error.code, **params)) is error
