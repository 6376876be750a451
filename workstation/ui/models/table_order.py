"""Which rows are shown, and in which order: the quick filter and the sorted column. Pure functions over rows."""

from collections.abc import Sequence
from typing import Any

from workstation.language.pinyin import says
from workstation.ui.models.table_spec import (
    Column,
    GroupRow,
    TableSpec,
    TotalRow,
    cell_text,
    cell_value,
    order_key,
)


def arranged(
    rows: Sequence[Any], spec: TableSpec[Any], *, column: Column[Any] | None, descending: bool, needle: str
) -> list[Any]:
    """The rows that match `needle`, ordered by `column` inside their groups; a group without rows is left out
    while a filter is on; totals keep their place."""
    shown: list[Any] = []
    for head, body, totals in _segments(rows):
        kept = [row for row in body if matches(spec, row, needle)] if needle else body
        if needle and not kept:
            continue
        if column is not None:
            kept = _ordered(kept, column, descending=descending)
        shown.extend([*head, *kept, *totals])
    return shown


def matches(spec: TableSpec[Any], row: Any, needle: str) -> bool:
    """Every word of `needle` stands somewhere in the row, whatever the case, or as its pinyin."""
    if not needle:
        return True
    if spec.match is not None:
        return spec.match(row, needle)
    texts = (cell_text(column, cell_value(column, row)) for column in spec.columns)
    return says("\n".join(texts), needle)


def _ordered(rows: list[Any], column: Column[Any], *, descending: bool) -> list[Any]:
    keyed = [(order_key(column, row), row) for row in rows]
    present = [pair for pair in keyed if not pair[0][0]]
    absent = [row for key, row in keyed if key[0]]
    present.sort(key=lambda pair: pair[0][1], reverse=descending)
    return [row for _, row in present] + absent


def is_grouped(rows: Sequence[Any]) -> bool:
    """Whether there are heads of groups or totals; looks at kinds of rows, for there may be very many rows."""
    return not {GroupRow, TotalRow}.isdisjoint(set(map(type, rows)))


def _segments(rows: Sequence[Any]) -> list[tuple[list[Any], list[Any], list[Any]]]:
    """(head, rows, totals) for every group; rows before the first group have no head."""
    if not is_grouped(rows):
        return [([], list(rows), [])] if rows else []
    segments: list[tuple[list[Any], list[Any], list[Any]]] = [([], [], [])]
    for row in rows:
        if isinstance(row, GroupRow):
            segments.append(([row], [], []))
        elif isinstance(row, TotalRow):
            segments[-1][2].append(row)
        else:
            segments[-1][1].append(row)
    return [segment for segment in segments if any(segment)]
