"""JSON Lines: one request a line, one answer a line; a bad line never stops the next."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NoReturn

from workstation.application.calc.calculators import CALCULATORS
from workstation.application.calc.schema import JsonObject
from workstation.domain.errors import UserError
from workstation.domain.input_errors import InputError
from workstation.domain.rounding import exact

# Longer whole numbers are beyond every field; Python refuses to read some thousand digits.
_LONGEST_INTEGER = 40


class NotJsonError(UserError):
    code = "json.invalid"
    message = "This line is not JSON. Send one JSON object a line."


class BadRequestError(UserError):
    code = "request.invalid"
    message = 'A request is an object with a text "id", a text "calc" and an object "input". Correct it.'


class UnknownCalculatorError(UserError):
    code = "calc.unknown"
    message = "There is no calculator {name}. There are: {names}."


Calculator = Callable[[Mapping[str, object]], dict[str, object]]


def answers(
    lines: Iterable[str | bytes], calculators: Mapping[str, Calculator] = CALCULATORS
) -> Iterator[str]:
    """One answer, without line break, for each line that is not blank."""
    for line in lines:
        if line.strip():
            yield answer(line, calculators)


def answer(line: str | bytes, calculators: Mapping[str, Calculator] = CALCULATORS) -> str:
    """The answer to one request as one line of JSON; bytes are read as UTF-8."""
    identity: str | None = None
    try:
        request = _request(line)
        identity = _identity(request)
        reply: dict[str, object] = {"id": identity, "result": _compute(request, calculators)}
    except UserError as error:
        reply = {"id": identity, "error": _error(error)}
    text = json.dumps(reply, ensure_ascii=False)
    # A lone surrogate, "\\ud800", is JSON but has no UTF-8: escaped it passes through unharmed.
    return text if text.isascii() or _is_utf8(text) else json.dumps(reply)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _error(error: UserError) -> dict[str, str]:
    described = {"code": error.code, "message": str(error)}
    if isinstance(error, InputError) and error.field:
        described["field"] = error.field
    return described


def _request(line: str | bytes) -> object:
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        return json.loads(
            text.removeprefix("\ufeff"),
            object_pairs_hook=JsonObject.of_pairs,
            parse_int=_integer,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError) as error:  # not UTF-8, not JSON, or nested without end
        raise NotJsonError from error


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _identity(request: object) -> str:
    if not isinstance(request, JsonObject):
        raise BadRequestError
    identity = request.get("id")
    if not isinstance(identity, str) or not identity:
        raise BadRequestError
    return identity


def _compute(request: object, calculators: Mapping[str, Calculator]) -> dict[str, object]:
    if not isinstance(request, JsonObject) or request.repeated is not None:
        raise BadRequestError
    name, given = request.get("calc"), request.get("input")
    if not isinstance(name, str) or not isinstance(given, JsonObject):
        raise BadRequestError
    calculator = calculators.get(name)
    if calculator is None:
        raise UnknownCalculatorError(name=name, names=", ".join(sorted(calculators)))
    with exact():
        return calculator(given)
