"""Money as whole minor units: no float ever touches an amount."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
# no amount of anything, in units of a currency; the workspace stores its cents with room to add
TOO_MUCH = 10**16


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """An amount of `minor` hundredths of `currency` (ISO 4217; every currency used here has two decimals)."""

    minor: int
    currency: str = "CNY"

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str = "CNY") -> "Money":
        """Rounded half up (ties away from zero) to the cent."""
        cents = (Decimal(amount) / CENT).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return cls(int(cents), currency)

    @property
    def amount(self) -> Decimal:
        return Decimal(self.minor).scaleb(-2)

    def __str__(self) -> str:
        return f"{self.amount:.2f}"

    @classmethod
    def totals(cls, amounts: "Iterable[Money | None]") -> "tuple[Money, ...]":
        """One sum a currency, in the order in which they first come; amounts that are not known are left out."""
        found: dict[str, int] = {}
        for amount in amounts:
            if amount is not None:
                found[amount.currency] = found.get(amount.currency, 0) + amount.minor
        return tuple(cls(minor, currency) for currency, minor in found.items())

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} + {other.currency}")
        return Money(self.minor + other.minor, self.currency)
