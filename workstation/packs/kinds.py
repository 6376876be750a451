"""The kinds of papers from their pack."""

from functools import lru_cache

from workstation.domain.kinds import KindRule
from workstation.resources import read_toml


@lru_cache(maxsize=1)
def load_kinds() -> tuple[KindRule, ...]:
    return tuple(
        KindRule(
            id=entry["id"],
            label=entry["en"],
            checks=tuple(entry.get("checks", ())),
            title=tuple(entry["title"]),
            body=tuple(entry.get("body", ())),
            never=tuple(entry.get("never", ())),
            is_about=entry.get("about", False),
            names=(entry["zh"], entry["en"]),
        )
        for entry in read_toml("packs", "kinds.toml")["kind"]
    )
