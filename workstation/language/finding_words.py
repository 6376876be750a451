"""A finding of a rule as a sentence, with the articles it rests on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from workstation.domain.errors import Term
from workstation.domain.fields import Field
from workstation.domain.findings.finding import Finding
from workstation.domain.money import Money
from workstation.language.formats import Formats
from workstation.language.labels import choice_label
from workstation.language.translator import Language, Translator


def finding_sentence(tr: Callable[..., str], formats: Formats, finding: Finding) -> str:
    """Such as: The deposit is 30 % … (法释〔2016〕18号第17条). A rule from memory says that it is to be verified.
    An article that a finding inside the sentence names already is not named again."""
    said = tr(finding.message, **finding_words(tr, formats, finding.params))
    quoted = {law for value in finding.params.values() if isinstance(value, Finding) for law in value.law}
    between = "、" if formats.language is Language.CHINESE else "; "
    law = between.join(law for law in finding.law if law not in quoted)
    marks = [law, tr("to verify")] if finding.to_verify else [law]
    behind = " · ".join(mark for mark in marks if mark)
    return tr("{finding} ({law})", finding=said, law=behind) if behind else said


def finding_sentences(tr: Callable[..., str], formats: Formats, found: Iterable[Finding]) -> str:
    """One sentence a line."""
    return "\n".join(finding_sentence(tr, formats, finding) for finding in found)


def english(finding: Finding) -> str:
    """The sentence without its articles, in English: for scripts and for messages that are no screen."""
    tr = Translator(Language.ENGLISH)
    return tr(finding.message, **finding_words(tr, Formats(Language.ENGLISH), finding.params))


def finding_words(tr: Callable[..., str], formats: Formats, params: Mapping[str, object]) -> dict[str, str]:
    """What fills the braces of a message, in the reader's language."""
    return {name: _word(tr, formats, value) for name, value in params.items()}


def _word(tr: Callable[..., str], formats: Formats, value: object) -> str:
    """Money with its currency's figures, a decimal as a percentage, a choice as its word, a field as its label."""
    match value:
        case Finding():
            return finding_sentence(tr, formats, value)
        case Money():
            return formats.money(value, whole=True, named=value.currency != "CNY")
        case Term() | Field() | StrEnum():
            return tr(_key(value))
        case Decimal():
            return formats.percent(value, 2)
        case date():
            return formats.moment(value) if isinstance(value, datetime) else formats.day(value)
    return str(value)


def _key(value: Term | Field | StrEnum) -> str:
    if isinstance(value, Term):
        return value
    return value.label if isinstance(value, Field) else choice_label(value)
