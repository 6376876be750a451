"""What a command prints: sentences for a person, or one JSON document with ``--json``."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from types import FrameType
from typing import Any, TypeVar

from workstation.application.progress import Watched
from workstation.domain.errors import Term, UserError
from workstation.domain.system_errors import system_reason
from workstation.language.translator import Translator
from workstation.language.visible import escaped, visible

T = TypeVar("T")
FOUND_PROBLEMS = 1
BAD_INPUT = 3
WORKSPACE_TROUBLE = 4
NOT_EXAMINED = 5  # nothing found, but not everything could be looked at
COPY_FAILED = 6


class CopyNotTakenError(Exception):
    """The command did its work and has said so; what failed is the copy of the database at the end. `found` is the exit code of
    work that did not come out as it was asked for: that counts for more."""

    def __init__(self, reason: UserError, found: int = 0) -> None:
        super().__init__(reason.code)
        self.reason = reason
        self.found = found


def say(text: str) -> None:
    sys.stdout.write(visible(text) + "\n")


def note(text: str) -> None:
    """What is worth knowing beside the answer: on standard error, so that the answer can be piped."""
    sys.stderr.write(visible(text) + "\n")


def say_json(value: Any) -> None:
    """Stable: keys in the order given, two spaces, no escapes for hanzi but for what does not show; UTF-8 whatever the
    terminal speaks."""
    text = escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def be_readable_anywhere() -> None:
    """A terminal that lacks a character shows a substitute for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


class RefusedBySystemError(UserError):
    code = "file.refused"
    message = "The system refused {path} ({reason}). Check that the place is there and may be written, or name another one, then do it again."


def _told(work: Callable[[], int]) -> int:
    """What the system says of a path that a person named, as a sentence."""
    try:
        return work()
    except BrokenPipeError:  # whoever read the answer has enough of it
        raise
    except OSError as error:
        path = error.filename or "-"
        raise RefusedBySystemError(path=path, reason=system_reason(error)) from error
    except UnicodeEncodeError as error:
        raise RefusedBySystemError(path=error.object, reason=Term("the name is no UTF-8")) from error


def guarded(work: Callable[[], int], tr: Translator, *, as_json: bool = False) -> int:
    """Runs a command and returns its exit code.

    A mistake of the user becomes a sentence on standard error, with `as_json` also ``{"error": {"code", "message"}}``
    on standard output. Where only the copy at the end failed, the result stands on standard output already: the
    failure goes to standard error and has an exit code of its own.
    """
    try:
        return _told(work)
    except CopyNotTakenError as error:
        note(tr("What was done is kept, but no copy of the database could be taken."))
        note(in_words(error.reason, tr))
        return error.found or COPY_FAILED
    except UserError as error:
        note(in_words(error, tr))
        if as_json:
            say_json(error_json(error, tr))
        return exit_code(error)


def in_words(error: UserError, tr: Translator) -> str:
    return with_command(tr.error(error), error.command)


def with_command(remedy: str, command: str) -> str:
    """What is to be done, and the command that does it."""
    return f"{remedy} ({command})" if command else remedy


def error_json(error: UserError, tr: Translator) -> dict[str, dict[str, str]]:
    return {"error": {"code": error.code, "message": in_words(error, tr)}}


def exit_code(error: UserError) -> int:
    return WORKSPACE_TROUBLE if error.code.startswith("workspace.") else BAD_INPUT


@contextmanager
def stopped_by_interrupt() -> Iterator[Watched]:
    """Progress of work that Ctrl+C stops between two steps, so that it can tell what it finished; a second Ctrl+C ends
    the program."""
    progress, before = Watched(), signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        progress.stop.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield progress
    finally:
        signal.signal(signal.SIGINT, before)
