"""What a command prints: sentences for a person, or one JSON document with ``--json``."""

import json
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any, TypeVar

from workstation.domain.errors import UserError
from workstation.language.translator import Translator

T = TypeVar("T")
FOUND_PROBLEMS = 1
BAD_INPUT = 3
WORKSPACE_TROUBLE = 4
NOT_EXAMINED = 5  # nothing found, but not everything could be looked at


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """What is worth knowing beside the answer: on standard error, so that the answer can be piped."""
    sys.stderr.write(text + "\n")


def say_json(value: Any) -> None:
    """Stable: keys in the order given, two spaces, no escapes for hanzi; UTF-8 whatever the terminal speaks."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def be_readable_anywhere() -> None:
    """A terminal that lacks a character shows a substitute for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def guarded(work: Callable[[], int], tr: Translator, *, as_json: bool = False) -> int:
    """Runs a command; a mistake of the user becomes a sentence on standard error and an exit code, with `as_json`
    also ``{"error": {"code", "message"}}`` on standard output."""
    try:
        return work()
    except UserError as error:
        note(tr.error(error))
        if as_json:
            say_json({"error": {"code": error.code, "message": tr.error(error)}})
        return WORKSPACE_TROUBLE if error.code.startswith("workspace.") else BAD_INPUT
