"""Who stands beside a step in the history: a person by name, or the command line where nobody gave one."""

from typing import Final

from workstation.domain.errors import Term

COMMAND_LINE: Final = "command line"


def actor_said(actor: str) -> str:
    """The actor for a sentence: a person's name as it is, the command line as a word of the program."""
    return Term(actor) if actor == COMMAND_LINE else actor
