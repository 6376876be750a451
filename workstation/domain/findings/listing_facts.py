"""What several rules on listings ask of the record."""

from decimal import Decimal

from workstation.domain.collateral import Collateral, CollateralType
from workstation.domain.listings import ListedSubject, Listing
from workstation.domain.money import Money
from workstation.domain.record import LotRecord

NET_RULES = "法释〔2016〕18号"
AUCTION_RULES = "拍卖变卖规定（2020修正）"
_MOVABLE = frozenset({CollateralType.MACHINERY, CollateralType.INVENTORY, CollateralType.VEHICLE})
# Ships are left out: a law of their own asks for 30 days
_UNCLEAR = frozenset({CollateralType.VESSEL, CollateralType.DEPOSIT, CollateralType.OTHER})


def share(part: Money | None, whole: Money | None) -> Decimal | None:
    """None where one is missing, the whole is nothing, or the currencies differ."""
    if part is None or whole is None or part.currency != whole.currency or not whole.minor:
        return None
    return part.amount / whole.amount


def previous_round(record: LotRecord, listing: Listing) -> Listing | None:
    """The listing one round earlier; None where a round is not known."""
    if listing.round is None:
        return None
    return record.last(Listing, round=listing.round - 1)


def is_movable(record: LotRecord, listing: Listing) -> bool | None:
    """Whether only movables are offered: by what the listing offers, else by the lot's collateral; None where that
    is not known."""
    if listing.subject is not None:
        return None if listing.subject is ListedSubject.VESSEL else listing.subject is ListedSubject.MOVABLE
    types = {collateral.type for collateral in record.all(Collateral)}
    if not types:
        return None
    if types <= _MOVABLE:
        return True
    return None if types <= _MOVABLE | _UNCLEAR else False
