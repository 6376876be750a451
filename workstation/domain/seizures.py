"""Seizures of a collateral: how long they hold, and who may dispose of it (domain.md 3.4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final

from workstation.domain.collateral import Collateral, CollateralType
from workstation.domain.dates import add_days, add_months
from workstation.domain.fields import choice, day, integer, reference, text

TRANSFER_REQUEST_DAYS: Final = 60  # 法释〔2016〕6号第1条
_MONTHS: Final = {CollateralType.DEPOSIT: 12}  # 民诉法解释第485条
_MOVABLE: Final = frozenset({CollateralType.MACHINERY, CollateralType.INVENTORY, CollateralType.VEHICLE})
_MOVABLE_MONTHS, _OTHER_MONTHS = 24, 36


class SeizureKind(StrEnum):
    SEIZURE = "seizure"  # 查封, 扣押
    FREEZE = "freeze"  # 冻结
    WAITING = "waiting"  # 轮候: takes effect when the ones before it fall away (查封规定第26条)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seizure:
    """`order` counts from 1 for the first in line; `until` is what the court's paper says."""

    entity: ClassVar[str] = "seizure"
    title: ClassVar[str] = "Seizure"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    collateral: str = reference("Collateral", "collateral", required=True, shown=False)
    kind: SeizureKind = choice("Kind", SeizureKind, citable=True, default=SeizureKind.SEIZURE)
    order: int | None = integer("Place in line", citable=True)
    court: str | None = reference("Court", "party", citable=True)
    case_no: str | None = text("Case no.", citable=True)
    on: date | None = day("Seized on")
    until: date | None = day("Holds until")
    renewed_on: date | None = day("Renewed on")
    lifted_on: date | None = day("Lifted on")


def longest_months(collateral: Collateral) -> int:
    """The longest that one order may hold: deposits 12 months, movables 24, all else 36 (民诉法解释第485条)."""
    if collateral.type in _MOVABLE:
        return _MOVABLE_MONTHS
    return _MONTHS.get(collateral.type, _OTHER_MONTHS)


def holds_until(seizure: Seizure, collateral: Collateral) -> date | None:
    """What the paper says, else the longest that the law allows from the last order; None without a date. A renewal
    after the end renews nothing."""
    end = seizure.until
    if end is None and seizure.on is not None:
        end = add_months(seizure.on, longest_months(collateral))
    if end is None:
        return None
    if seizure.renewed_on is not None and seizure.renewed_on <= end:
        return add_months(seizure.renewed_on, longest_months(collateral))
    return end


def transfer_request_from(first: Seizure) -> date | None:
    """From when our court may ask the first one to hand over the disposal (法释〔2016〕6号第1条)."""
    return add_days(first.on, TRANSFER_REQUEST_DAYS) if first.on is not None else None
