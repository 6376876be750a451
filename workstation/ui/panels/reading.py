"""What became of reading a file, in plain words."""

from workstation.domain.documents import ReadOutcome, Version
from workstation.domain.reading import reason_message
from workstation.language.labels import choice_label
from workstation.language.translator import Translator

UNREAD = frozenset(
    {ReadOutcome.DAMAGED, ReadOutcome.PASSWORD, ReadOutcome.TOO_LARGE, ReadOutcome.NOT_SUPPORTED}
)


def outcome_words(tr: Translator, version: Version) -> str:
    """A few words for a table: "Read", "Needs a password"."""
    return tr(choice_label(version.outcome))


def outcome_reason(tr: Translator, version: Version) -> str:
    """Why, with a remedy, or "" when all went well or nothing more is known. The workspace keeps the code of the
    reason, not what filled its braces: a sentence with braces gives way to the few words of the outcome."""
    if not version.reason or version.outcome is ReadOutcome.OK:
        return ""
    message = reason_message(version.reason)
    return outcome_words(tr, version) if "{" in message else tr(message)
