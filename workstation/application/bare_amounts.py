"""In which currency an amount is read that names none."""

from typing import Any

from workstation.domain.claims import Claim
from workstation.domain.record import LotRecord


def bare_currency(record: LotRecord | None, row: Any = None) -> str:
    """That of the claim that the row is, or is of; else that of the first claim of the lot; else the yuan. An ISO code, but
    for a name that is not known, which stays what it is."""
    if record is None:
        return "CNY"
    claim = row if isinstance(row, Claim) else record.get(Claim, getattr(row, "claim", None))
    return _code(claim) or _code(record.first(Claim)) or "CNY"


def _code(claim: Claim | None) -> str | None:
    if claim is None or not claim.currency:
        return None
    from workstation.language.currencies import currency_code  # noqa: PLC0415 - off the start-up path

    return currency_code(claim.currency) or claim.currency.strip()
