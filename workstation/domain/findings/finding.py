"""Findings of rules: functions of the records, computed when shown and never stored (design.md 4)."""

from dataclasses import dataclass, field

from workstation.domain.checklists.answers import Severity


@dataclass(frozen=True, slots=True)
class Subject:
    """The field of a row that a finding stands beside."""

    entity: str
    row: str
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`message` is an English sentence and the key of its translation, filled with `params`; `law` names the
    articles, in Chinese as they are cited; a rule from memory is `to_verify` (domain.md, evidence tags)."""

    rule: str
    severity: Severity
    subject: Subject
    message: str
    params: dict[str, object] = field(default_factory=dict)
    law: tuple[str, ...] = ()
    to_verify: bool = False
