"""What a command prints: sentences for a person, or one JSON document with ``--json``."""

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from workstation.domain.errors import UserError
from workstation.language.translator import Translator

T = TypeVar("T")
BAD_INPUT = 3
WORKSPACE_TROUBLE = 4


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def say_json(value: Any) -> None:
    """Stable: keys in the order given, two spaces, no escapes for hanzi."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def guarded(work: Callable[[], int], tr: Translator) -> int:
    """Runs a command; a mistake of the user becomes a sentence on standard error and an exit code."""
    try:
        return work()
    except UserError as error:
        sys.stderr.write(tr.error(error) + "\n")
        return WORKSPACE_TROUBLE if error.code.startswith("workspace.") else BAD_INPUT
