"""The chain of title of a claim: how it came from the original lender to the seller, link by link (domain.md 2.F)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from workstation.domain.claims import Claim
from workstation.domain.fields import boolean, choice, day, money, reference, text
from workstation.domain.money import Money
from workstation.domain.record import LotRecord


class NoticeHow(StrEnum):
    DELIVERED = "delivered"  # signed for
    MAILED = "mailed"
    NEWSPAPER = "newspaper"
    COURT = "court"  # served with a claim or an application
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One assignment. `scheduled` is whether the schedule of the agreement names this very claim; `acknowledged`
    whether the giver has confirmed it in writing (变更追加规定第9条). One that names no `claim` moves
    all claims of the lot."""

    entity: ClassVar[str] = "transfer"
    title: ClassVar[str] = "Transfer"

    id: str
    lot: str = reference("Lot", "lot", required=True, shown=False)
    claim: str | None = reference("Claim", "claim")
    giver: str | None = reference("From", "party", citable=True)
    taker: str | None = reference("To", "party", citable=True)
    on: date | None = day("Assigned on")
    agreement_no: str | None = text("Agreement no.", citable=True)
    scheduled: bool | None = boolean("Named in the schedule")
    schedule_place: str | None = text("Place in the schedule", citable=True)
    amount: Money | None = money("Amount in the schedule")
    price: Money | None = money("Price")
    paid: bool | None = boolean("Price paid, conditions met")
    notice: NoticeHow | None = choice("Notice to the debtor", NoticeHow, citable=True)
    notified_on: date | None = day("Notified on")
    proof: str | None = text("Proof of notice", citable=True)
    acknowledged: bool | None = boolean("Acknowledged by the giver")


def chain(record: LotRecord) -> tuple[Transfer, ...]:
    """By day; a transfer without one comes last."""
    return tuple(sorted(record.all(Transfer), key=lambda row: (row.on or date.max, row.id)))


def chains(record: LotRecord) -> tuple[tuple[Transfer, ...], ...]:
    """The chain of each claim: the transfers that name it and those that move all claims; equal ones once."""
    links = chain(record)
    claims: list[str | None] = [claim.id for claim in record.all(Claim)]
    found = (tuple(link for link in links if link.claim in {None, claim}) for claim in claims or [None])
    return tuple(dict.fromkeys(links for links in found if links))
