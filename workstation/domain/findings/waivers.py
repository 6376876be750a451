"""What a person says of something that was computed: that it is settled, and why."""

from dataclasses import dataclass
from typing import ClassVar

from workstation.domain.fields import prose, reference, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """`rule` names what computed it, `facts` what it was computed from: when they change, it is asked again."""

    entity: ClassVar[str] = "waiver"
    title: ClassVar[str] = "Settled finding"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    rule: str = text("Rule", required=True)
    facts: str = text("Facts", required=True)
    reason: str | None = prose("Reason")
