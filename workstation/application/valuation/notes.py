"""What is said while the inputs of a price are derived: what is missing, and what the figure takes as given."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import UNEXAMINED
from workstation.domain.errors import Term
from workstation.domain.findings.finding import Finding, beside
from workstation.domain.money import Money

# The entity and the id of a row: ids are unique within an entity alone
RowKey = tuple[str, str]

MISSING = "valuation.missing"
TAKEN_AS = "valuation.taken_as"
OVERRIDE = "valuation.override"


@dataclass(slots=True)
class InputNotes:
    """`missing` stops the price, `says` stands beside it; both are findings beside the field of a row. Amounts are only
    counted in `currency`: another one is missing its rate, never added."""

    currency: str
    missing: list[Finding] = field(default_factory=list)
    says: list[Finding] = field(default_factory=list)

    def lacks(self, row: Any, name: str, message: str, **params: Any) -> None:
        found = beside(row, name, MISSING, Severity.HIGH, message=message, **params)
        if found not in self.missing:
            self.missing.append(found)

    def say(self, row: Any, name: str, message: str, law: tuple[str, ...] = (), **params: Any) -> None:
        self.says.append(beside(row, name, TAKEN_AS, Severity.LOW, message=message, law=law, **params))

    def override(self, row: Any, name: str, message: str, law: tuple[str, ...] = (), **params: Any) -> None:
        """What counts otherwise than the law or a rule says; `params` hold the `reason` for it."""
        self.says.append(beside(row, name, OVERRIDE, Severity.LOW, message=message, law=law, **params))

    def amount(self, row: Any, name: str) -> Decimal | None:
        """The amount of a field in the lot's currency; None where there is none, and where its currency has no rate:
        then that is missing."""
        money: Money | None = getattr(row, name)
        if money is None:
            return None
        if money.currency != self.currency:
            message = "An amount is in {other} and the lot in {currency}: enter it in {currency}, no exchange rate is known."
            self.lacks(row, name, message, other=money.currency, currency=self.currency)
            return None
        return money.amount


def key_of(row: Any) -> RowKey:
    return row.entity, row.id


def named(row: Any) -> str:
    """What a row is called in a sentence; its title while it has no name. What the program named is said in the reader's
    language."""
    name = getattr(row, "name", None) or getattr(row, "key", None)
    return Term(row.title) if not name else Term(name) if name == UNEXAMINED else str(name)
