"""Every sentence of the readers has a Chinese twin with the same braces."""

import string

import pytest

from workstation.documents import pictures
from workstation.documents.laid import pages
from workstation.documents.pdf import exhibit, facts
from workstation.domain import reading
from workstation.language.translator import Language, Translator

ERRORS = [error for error in vars(reading).values() if isinstance(error, type) and hasattr(error, "code")]
SENTENCES = [
    *(error.message for error in ERRORS),
    *(getattr(facts, name) for name in ("REPAIRED", "SCRIPTS", "ACTIONS", "XFA_FORM", "SIGNATURES")),
    *(getattr(exhibit, name) for name in ("FONT", "DIFFERENT", "CROWDED")),
    pictures.PICTURE,
    pages.LAID_OUT,
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
