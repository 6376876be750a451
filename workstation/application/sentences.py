"""Operations as sentences: what the strip and the history say was done."""

import re

from workstation.application.operations import SENTENCES, OperationKind, Step
from workstation.language.translator import Translator

_PLACE = re.compile(r"(?P<document>.*) p\. (?P<page>\d+)")


def sentence(tr: Translator, step: Step) -> str:
    """One operation in words: Attached Appraisal report p. 12 to Appraised value, 抵押物 #1."""
    words = {"record": "", "field": "", "place": ""} | step.params
    shown = {name: place_words(tr, value) if name == "place" else tr(value) for name, value in words.items()}
    return tr(SENTENCES[step.kind], **shown)


def place_words(tr: Translator, place: str) -> str:
    """A place as the desk writes it into the history ("Appraisal report p. 12"), in the reader's language."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return place
    return tr("{document} p. {page}", document=found["document"], page=found["page"])


def undone_sentence(tr: Translator, step: Step | None) -> str:
    return tr("Undone: {what}", what=sentence(tr, step)) if step else tr("Undone")


def redone_sentence(tr: Translator, step: Step | None) -> str:
    return tr("Redone: {what}", what=sentence(tr, step)) if step else tr("Redone")


def kind_of(name: str) -> OperationKind:
    return OperationKind(name)
