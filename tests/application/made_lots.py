"""A lot that use cases make as a person does."""

from workstation.application.lots import new_lot
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot


def priceable_lot(services, start=300_000, **more):
    """Its id. With what a bid needs of the listing; `more` fields of a `NewLot`."""
    given = NewLot(
        name="Plant",
        start_price=Money.of(start),
        increment=Money.of(50_000),
        principal=Money.of(20_000_000),
        **more,
    )
    return new_lot(services.writer, services.defaults, given).value
