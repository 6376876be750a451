"""What a lot begins with, before any paper is read."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from workstation.domain.fields import choice, moment, money, text
from workstation.domain.listings import Regime
from workstation.domain.lots import Lot
from workstation.domain.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLot:
    """What a lot begins with, typed or pasted; all but the name may be unknown. The sheet asks for five of them."""

    entity: ClassVar[str] = Lot.entity
    title: ClassVar[str] = Lot.title

    name: str = text("Name", required=True)
    number: str | None = text("Lot no.")
    region: str | None = text("Region")
    platform: str | None = text("Platform")
    regime: Regime | None = choice("Regime", Regime)
    start_price: Money | None = money("Start price")
    deposit: Money | None = money("Deposit")
    increment: Money | None = money("Increment")
    bid_end: datetime | None = moment("Bidding closes")
    principal: Money | None = money("Principal")


# which of them belong to the listing, and the order in which a spreadsheet without heads has its cells
LISTED = ("platform", "regime", "start_price", "deposit", "increment", "bid_end", "principal")
PASTED = ("name", "number", "region", "start_price", "increment", "bid_end", "principal")
