"""Signatures: a person who stands by a lot as it is, in a role, on a day."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from workstation.domain.fields import choice, moment, reference, text


class SignatureRole(StrEnum):
    """Who signs, in the order in which they sign."""

    ANALYST = "analyst"
    REVIEWER = "reviewer"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """An act: `person` signed in a role what `content` is the hash of (`domain.signing.content_hash`)."""

    entity: ClassVar[str] = "signature"
    title: ClassVar[str] = "Signature"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    role: SignatureRole = choice("Role", SignatureRole, default=SignatureRole.ANALYST)
    person: str = text("Signed by", required=True)
    content: str = text("What was signed", required=True)
    signed_at: datetime | None = moment("Signed at", citable=False)
