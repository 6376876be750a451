"""Ways into the objects of a page."""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import DictionaryObject

_DEPTH: Final = 10


def holders(holder: "DictionaryObject") -> "Iterator[DictionaryObject]":
    """The page and every form or pattern below it that has resources."""
    yield from _holders(holder, set(), 0)


def _holders(holder: "DictionaryObject", seen: set[int], depth: int) -> "Iterator[DictionaryObject]":
    if id(holder) in seen or depth > _DEPTH:
        return
    seen.add(id(holder))
    resources = part(holder, "/Resources")
    if resources is None:
        return
    yield holder
    for kind in ("/XObject", "/Pattern"):
        for inner in (part(resources, kind) or {}).values():
            found = inner.get_object()
            if hasattr(found, "get") and found.get("/Subtype") != "/Image":
                yield from _holders(found, seen, depth + 1)


def part(holder: "DictionaryObject", name: str) -> Any:
    """None where there is none of this name."""
    value = holder.get(name)
    return value.get_object() if value is not None else None
