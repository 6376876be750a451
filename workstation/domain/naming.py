"""What a row is called in a sentence: of the history, of an error, on a panel."""

from collections.abc import Iterable
from typing import Any

from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.errors import Term

_SHOWN = 3


def name_of(record: Any) -> str:
    """Its own name if it has one, else the title of its kind."""
    for attribute in ("name", "heading", "item", "statement", "file_name", "key"):
        if value := getattr(record, attribute, None):
            return str(value)
    return Term(type(record).title)


def names_of(records: Iterable[Any]) -> str:
    """Up to three names, then "…"."""
    names = list(dict.fromkeys(name_of(record) for record in records))
    if len(names) <= _SHOWN and all(isinstance(name, Term) for name in names):
        return Term(" · ".join(names))
    return ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")


def title_of(entity: str) -> str:
    """The kind of a row, even one that no longer exists."""
    found = BY_ENTITY.get(entity)
    return entity if found is None else str(found.title)
