"""Parties and the roles they have in lots."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, prose, reference, text


class PartyKind(StrEnum):
    COMPANY = "company"
    PERSON = "person"
    COURT = "court"
    OTHER = "other"


class RoleKind(StrEnum):
    BORROWER = "borrower"
    GUARANTOR = "guarantor"
    MORTGAGOR = "mortgagor"
    SELLER = "seller"
    ORIGINAL_LENDER = "original_lender"
    PRIOR_HOLDER = "prior_holder"
    COURT = "court"
    TENANT = "tenant"
    CREDITOR = "creditor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A person or company; one row however many lots it appears in."""

    entity: ClassVar[str] = "party"
    title: ClassVar[str] = "Party"

    id: str
    name: str = text("Name", citable=True, required=True)
    kind: PartyKind = choice("Kind", PartyKind, default=PartyKind.COMPANY)
    registered_id: str | None = text("Registered id", citable=True)
    status: str | None = text("Status", citable=True)
    note: str | None = prose("Remark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    entity: ClassVar[str] = "role"
    title: ClassVar[str] = "Role"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    party: str = reference("Party", "party", required=True)
    kind: RoleKind = choice("Role", RoleKind, citable=True, default=RoleKind.BORROWER)
