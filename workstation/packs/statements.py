"""What papers state under a label, from its pack."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from workstation.domain.consistency.disagreements import Rules
from workstation.domain.consistency.numbers import NumberType
from workstation.domain.consistency.statements import StatementRule
from workstation.domain.fields import Kind
from workstation.resources import read_toml


@lru_cache(maxsize=1)
def load_statements() -> Rules:
    pack = read_toml("packs", "statements.toml")
    return Rules(
        types=tuple(
            NumberType(entry["id"], entry["en"], re.compile(entry["words"])) for entry in pack["number"]
        ),
        statements=_rules(pack["statement"]),
        leases=_rules(pack["lease"]),
    )


def _rules(entries: Iterable[dict[str, Any]]) -> tuple[StatementRule, ...]:
    return tuple(
        StatementRule(
            id=entry["id"],
            label=entry["en"],
            kind=Kind(entry["kind"]),
            about=entry.get("about", ""),
            patterns=tuple(entry["patterns"]),
            rows=tuple(entry.get("rows", ())),
        )
        for entry in entries
    )
