"""Passwords for a command. One that is given as an argument stands in the list of processes, for everybody to read."""

import sys
from collections.abc import Sequence
from getpass import getpass

from workstation.cli.output import note
from workstation.cli.program import Program
from workstation.domain.errors import UserError

ASK = "-"
SEEN = "A password that stands in a command can be read by whoever uses this computer. With --password - you are asked for it."


class PasswordNotGivenError(UserError):
    code = "password.not_given"
    message = "No password came from standard input. Type it when you are asked, or send it as a line."


def passwords_of(program: Program, given: Sequence[str]) -> tuple[str, ...]:
    """Each as it was given; for a "-" it is asked for, or read as a line of standard input where nobody is there to be
    asked. That others can read one that was given is said."""
    if any(word != ASK for word in given):
        note(program.tr(SEEN))
    return tuple(_asked(program) if word == ASK else word for word in given)


def _asked(program: Program) -> str:
    if sys.stdin.isatty():
        word = getpass(program.tr("{kind}: {name}", kind=program.tr("Password"), name=""), sys.stderr)
    else:
        word = sys.stdin.readline().rstrip("\r\n")
    if not word:
        raise PasswordNotGivenError
    return word
