"""Reading the log as an auditor: every link recomputed, every image against its digest, the rows replayed."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from workstation.application.ports.upkeep import Ailment
from workstation.domain.images import Image
from workstation.storage.ailments import (
    HistoryAltered,
    HistoryErased,
    HistoryMissing,
    HistoryTorn,
    ImageAltered,
    ImageErased,
    RecordDiffers,
    RecordMissing,
    RecordUnknown,
)
from workstation.storage.chain import (
    CHANGE_PARTS,
    GENESIS,
    OPERATION_PARTS,
    canonical_json,
    is_sealed,
    link,
    subject_text,
)
from workstation.storage.revisions import Revisions
from workstation.storage.tables import schema

Key = tuple[str, str]
_BESIDE_THE_CHAIN: Final = (
    "entity_id",
    "lot",
    "subject_salt",
    "before",
    "before_salt",
    "after",
    "after_salt",
)


@dataclass(slots=True)
class Replayed:
    """The rows that the log gives, in today's shape; `doubtful` are rows that an altered entry touched."""

    rows: dict[Key, Image] = field(default_factory=dict)
    doubtful: set[Key] = field(default_factory=set)


def audit(connection: Connection, revisions: Revisions, replayed: Replayed) -> Iterator[Ailment]:
    """What is wrong with the log, oldest first; fills `replayed` on the way."""
    previous, computed, expected = GENESIS, GENESIS, 1
    for operation, changes in _entries(connection):
        missing = operation["position"] != expected
        if missing:
            yield HistoryMissing.of(first=expected, last=operation["position"] - 1)
        if _is_erased(operation):
            yield HistoryErased.of(**_named(operation))
        links = {link(before, operation, changes) for before in (previous, computed)}
        broken = operation["digest"] not in links and not missing
        if broken or not _says_what_it_sealed(operation, changes):
            yield HistoryAltered.of(**_named(operation))
            replayed.doubtful.update(_key(change) for change in changes)
        yield from _replay(operation, changes, revisions, replayed)
        computed = link(previous, operation, changes)
        previous, expected = operation["digest"], operation["position"] + 1


def _is_erased(operation: dict[str, Any]) -> bool:
    return operation["what"] is None and operation["what_salt"] is None


def _says_what_it_sealed(operation: dict[str, Any], changes: Iterable[dict[str, Any]]) -> bool:
    """The words of the step, and which rows it changed, against their digests."""
    if not _is_erased(operation) and not is_sealed(
        operation["what"], operation["what_salt"], operation["what_digest"]
    ):
        return False
    return all(
        is_sealed(
            subject_text(change["entity_id"], change["lot"]), change["subject_salt"], change["subject_digest"]
        )
        for change in changes
    )


def _entries(connection: Connection) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    operation, change = schema().operation, schema().change
    heads = (*OPERATION_PARTS, "what", "what_salt", "digest")
    parts = [operation.c[name].label(f"of_{name}") for name in heads]
    kept = [change.c[name] for name in (*CHANGE_PARTS, *_BESIDE_THE_CHAIN)]
    found = connection.execute(
        select(*parts, *kept)
        .select_from(operation.outerjoin(change, change.c.operation == operation.c.id))
        .order_by(operation.c.position, change.c.seq)
    ).mappings()
    for _, rows in groupby(found, key=lambda row: row["of_position"]):
        group = list(rows)
        head = {name: group[0][f"of_{name}"] for name in heads}
        changes = [{part.name: row[part.name] for part in kept} for row in group if row["seq"] is not None]
        yield head, changes


def _replay(
    operation: dict[str, Any], changes: Iterable[dict[str, Any]], revisions: Revisions, replayed: Replayed
) -> Iterator[Ailment]:
    for change in changes:
        key = _key(change)
        for side in ("before", "after"):
            text, salt, digest = change[side], change[f"{side}_salt"], change[f"{side}_digest"]
            if not is_sealed(text, salt, digest):
                found = ImageErased if text is salt is None else ImageAltered
                yield found.of(**_named(operation, change))
                replayed.doubtful.add(key)
        image = _image(change, "after", revisions)
        if key not in replayed.doubtful and _image(change, "before", revisions) != replayed.rows.get(key):
            yield HistoryTorn.of(**_named(operation, change))
        if image is None:
            replayed.rows.pop(key, None)
        else:
            replayed.rows[key] = image


def _image(change: dict[str, Any], side: str, revisions: Revisions) -> Image | None:
    text = change[side]
    if text is None:
        return None
    try:
        return revisions.upcast(change["entity"], json.loads(text), change["revision"])
    except (ValueError, KeyError):  # altered beyond reading; its digest has said so
        return None


def _key(change: dict[str, Any]) -> Key:
    return change["entity"], change["entity_id"]


def _named(operation: dict[str, Any], change: dict[str, Any] | None = None) -> dict[str, Any]:
    named = {"operation": operation["id"], **{part: operation[part] for part in ("kind", "at", "actor")}}
    if change is not None:
        named |= {"entity": change["entity"], "row": change["entity_id"]}
    return named


def differences(stored: dict[Key, Image], replayed: Replayed) -> Iterator[Ailment]:
    """Rows of the tables that are not what the history says, field by field with both values; what an altered entry
    touched is named there."""
    for key in sorted(stored.keys() | replayed.rows.keys()):
        there, told = stored.get(key), replayed.rows.get(key)
        if key in replayed.doubtful or canonical_json(there) == canonical_json(told):
            continue
        of_row = {"entity": key[0], "row": key[1]}
        if there is None or told is None:
            yield (RecordUnknown if told is None else RecordMissing).of(**of_row)
            continue
        for name in sorted(there.keys() | told.keys()):
            if canonical_json(there.get(name)) != canonical_json(told.get(name)):
                values = {"told": _written(told.get(name)), "found": _written(there.get(name))}
                yield RecordDiffers.of(**of_row, field=name, **values)


def _written(value: Any) -> str:
    """A value of an image for a person: money with its point, whatever the language."""
    if value is None:
        return "-"
    if isinstance(value, dict) and value.keys() == {"minor", "currency"}:
        return f"{Decimal(value['minor']).scaleb(-2):,.2f} {value['currency']}"
    return value if isinstance(value, str) else canonical_json(value)
