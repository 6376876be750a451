"""Findings of rules: functions of the records, computed when shown and never stored (design.md 4)."""

from dataclasses import dataclass
from dataclasses import field as parameters
from typing import Any

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
    params: dict[str, object] = parameters(default_factory=dict)
    law: tuple[str, ...] = ()
    to_verify: bool = False


def beside(
    row: Any,
    field: str,
    rule: str,
    severity: Severity,
    *,
    message: str,
    law: tuple[str, ...] = (),
    to_verify: bool = False,
    **params: object,
) -> Finding:
    """A finding beside `field` of a row; `params` fill the message."""
    return Finding(
        rule=rule,
        severity=severity,
        subject=Subject(row.entity, row.id, field),
        message=message,
        params=params,
        law=law,
        to_verify=to_verify,
    )
