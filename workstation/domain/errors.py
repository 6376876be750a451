"""Mistakes a person can mend. Anything that is not a `UserError` is a bug and is shown as one."""

from typing import ClassVar


class Term(str):
    """A word of the program among what fills the braces of a message (the label of a field, the kind of a row): it is
    shown translated, while other texts are a person's own and stay as they are. Words that are joined by " · " are
    translated one by one."""

    __slots__ = ()


class UserError(Exception):
    """A mistake or a state that a person can mend. One subclass for each reason.

    message: the English sentence with its remedy; it is the key of the translation.
    code: the stable name for scripts.
    params: what fills the braces of the message.
    command: carries out the remedy on the command line, where the window has a button for it; "" where none does.
    """

    code: ClassVar[str]
    message: ClassVar[str]
    command: ClassVar[str] = ""

    def __init__(self, **params: object) -> None:
        super().__init__(self.message.format(**params))
        self.params = params


class NotFoundError(UserError):
    code = "record.not_found"
    message = "There is no {what} {name}. It may have been removed; Undo brings it back."
