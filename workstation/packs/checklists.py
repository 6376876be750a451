"""Checklists from packs."""

from functools import cache
from typing import Any

from workstation.domain.checklists.answers import CheckItem, ItemWords, Severity
from workstation.resources import read_toml


@cache
def load_checklist(name: str = "cn_npl") -> tuple[CheckItem, ...]:
    """The items in the order of the pack; `cn_npl` is the 87 items of a Chinese bad-loan lot."""
    pack = read_toml("packs", "checklists", f"{name}.toml")
    return tuple(_item(entry, pack["groups"]) for entry in pack["item"])


def _item(entry: dict[str, Any], groups: dict[str, dict[str, str]]) -> CheckItem:
    group = entry["id"].partition("-")[0]
    return CheckItem(
        id=entry["id"],
        group=group,
        severity=Severity(entry["severity"]),
        zh=ItemWords(group=groups[group]["zh"], **entry["zh"]),
        en=ItemWords(group=groups[group]["en"], **entry["en"]),
        law=tuple(entry.get("law", ())),
    )
