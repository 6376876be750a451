"""Who did it, in the reader's language."""

from collections.abc import Callable

from workstation.domain.actors import COMMAND_LINE


def actor_word(tr: Callable[..., str], actor: str) -> str:
    """A person's name as it was given; where nobody gave one, that it was the command line."""
    return tr(COMMAND_LINE) if actor == COMMAND_LINE else actor
