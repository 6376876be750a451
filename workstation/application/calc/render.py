"""Figures as the contract writes them: strings with a fixed number of decimals, never JSON floats."""

from decimal import Decimal
from typing import overload

from workstation.domain.rounding import to_places


@overload
def places(value: Decimal, count: int) -> str: ...
@overload
def places(value: None, count: int) -> None: ...
@overload
def places(value: Decimal | None, count: int) -> str | None: ...
def places(value: Decimal | None, count: int) -> str | None:
    """Rounded half up to `count` decimals; negative zero is written as zero; None stays None."""
    return None if value is None else f"{to_places(value, count):f}"


@overload
def money(value: Decimal) -> str: ...
@overload
def money(value: None) -> None: ...
@overload
def money(value: Decimal | None) -> str | None: ...
def money(value: Decimal | None) -> str | None:
    return places(value, 2)


@overload
def rate(value: Decimal) -> str: ...
@overload
def rate(value: None) -> None: ...
@overload
def rate(value: Decimal | None) -> str | None: ...
def rate(value: Decimal | None) -> str | None:
    return places(value, 6)
