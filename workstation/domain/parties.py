"""Parties and the roles they have in lots."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import boolean, choice, personal, prose, reference, text


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
    """A person or company; one row however many lots it appears in. `aliases` are other names that papers use, parted
    by semicolons; a person's registered id is masked wherever it is shown (`domain.identities.masked`)."""

    entity: ClassVar[str] = "party"
    title: ClassVar[str] = "Party"

    id: str
    name: str = text("Name", citable=True, required=True)
    kind: PartyKind = choice("Kind", PartyKind, default=PartyKind.COMPANY)
    aliases: str | None = text("Also known as", citable=True)
    registered_id: str | None = personal(text("Registered id", citable=True))
    vat_no: str | None = text("VAT no.", citable=True)
    lei: str | None = text("LEI", citable=True)
    state_owned: bool | None = boolean("State-owned")
    status: str | None = text("Status", citable=True)
    note: str | None = prose("Remark")

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *aliases_of(self.aliases or ""))


def aliases_of(written: str) -> tuple[str, ...]:
    """Names parted by semicolons of either width, without repetition."""
    parts = (" ".join(part.split()) for part in written.replace("；", ";").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    entity: ClassVar[str] = "role"
    title: ClassVar[str] = "Role"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    party: str = reference("Party", "party", required=True)
    kind: RoleKind = choice("Role", RoleKind, citable=True, default=RoleKind.BORROWER)
