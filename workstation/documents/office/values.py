"""Values of cells as a spreadsheet shows them."""

import datetime as dt


def shown(value: object) -> str:
    """A number with the fifteen digits that a spreadsheet shows: what lies beyond is dust of its arithmetic."""
    match value:
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e18 else f"{value:.15g}"
        case dt.datetime():
            return value.isoformat(" ").removesuffix(" 00:00:00")
        case dt.date() | dt.time():
            return value.isoformat()
        case None:
            return ""
        case _:
            return str(value)
