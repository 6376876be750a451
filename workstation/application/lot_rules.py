"""What whole lots are looked at with, where no workspace is open."""

from dataclasses import dataclass

from workstation.domain.checklists.answers import CheckItem
from workstation.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class LotRules:
    """The tables of rates and days off, and the items of the checklist."""

    reference: Reference
    checklist: tuple[CheckItem, ...]
