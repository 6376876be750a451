"""Leases on a collateral, and what becomes of them in a sale (domain.md 3.5)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import boolean, day, money, reference, text
from workstation.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """`possession_on` is the day from which the tenant has lawfully occupied it."""

    entity: ClassVar[str] = "lease"
    title: ClassVar[str] = "Lease"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    collateral: str = reference("Collateral", "collateral", required=True, shown=False)
    tenant: str | None = reference("Tenant", "party", citable=True)
    signed_on: date | None = day("Signed on")
    possession_on: date | None = day("In possession since")
    until: date | None = day("Lease ends")
    rent: Money | None = money("Rent a year")
    paid_to: date | None = day("Rent paid to")
    registered: bool | None = boolean("Registered")
    doubtful: bool | None = boolean("Rent or payments in doubt")
    area: str | None = text("Part let", citable=True)


class LeaseFate(StrEnum):
    SURVIVES = "survives"
    REMOVABLE = "removable"
    UNPROTECTED = "unprotected"
    UNKNOWN = "unknown"


def fate(lease: Lease, mortgaged_on: date | None, seized_on: date | None) -> LeaseFate:
    """The decision table of domain.md 3.5: a lease that was signed and in possession before the mortgage survives the
    sale (民法典第405条), one before the seizure may be removed (拍卖变卖规定第28条第2款), a later or a sham one has no
    protection (异议复议规定第31条)."""
    if lease.doubtful:
        return LeaseFate.UNPROTECTED
    if lease.signed_on is None or lease.possession_on is None or mortgaged_on is None:
        return LeaseFate.UNKNOWN
    held = max(lease.signed_on, lease.possession_on)
    if held < mortgaged_on:
        return LeaseFate.SURVIVES
    return LeaseFate.REMOVABLE if seized_on is None or held < seized_on else LeaseFate.UNPROTECTED
