"""What a notice says of the debt and its security, as rows: the whole claim, and our rights on each thing."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from workstation.domain.claims import BalanceKind
from workstation.domain.collateral import CollateralType, EncumbranceKind
from workstation.domain.money import Money
from workstation.domain.proposals import PageFact, ProposedField
from workstation.intake.page import fact, proposed
from workstation.intake.values import amount

_CAP: Final = re.compile(
    r"最高(?:债权|本金)?(?:限)?额(?:度)?(?:为|：|:)?\s*((?:人民币)?[0-9零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]"
    r"[^，。；;、）)元]{0,30}元?)"
)
_CERTIFICATE: Final = re.compile(
    r"[\u4e00-\u9fff]?[（(](?:19|20)[0-9]{2}[）)][^（()）。；;]{0,20}?不动产(?:登记)?证明第\s?[0-9]+\s?号"
)
_PLEDGED: Final = frozenset({CollateralType.EQUITY, CollateralType.RECEIVABLES, CollateralType.DEPOSIT})


def balances(facts: dict[str, PageFact]) -> Iterator[ProposedField]:
    """The parts of the debt, each as of the day that the page names, and what its total leaves of them. Interest that
    lumps penalty or compound interest in is no interest that can be computed again: it stands as of kind other."""
    interest = facts.get("interest")
    lumped = interest is not None and re.search("[罚复]", interest.where + interest.quote)
    costs = facts.get("advances") or facts.get("other_fees")
    parts = (
        ("principal", BalanceKind.PRINCIPAL, facts.get("principal")),
        ("interest", BalanceKind.OTHER if lumped else BalanceKind.INTEREST, interest),
        ("costs", BalanceKind.COSTS, costs),
    )
    for name, kind, found in parts:
        if found is not None and found.value:
            yield from _balance(facts, name, kind, found.value, found)
    total = facts.get("claim_total") or facts.get("total_claim")
    stated = [found.value for _, _, found in parts if found is not None]
    rest = _rest(total.value if total is not None else None, stated)
    if total is not None and rest > 0:
        yield from _balance(facts, "other", BalanceKind.OTHER, rest, total)


def _balance(
    facts: dict[str, PageFact], name: str, kind: BalanceKind, value: Any, found: PageFact
) -> Iterator[ProposedField]:
    row = f"balance.{name}"
    yield proposed("balance", row, "claim", "@claim", found)
    yield proposed("balance", row, "kind", kind, found)
    yield proposed("balance", row, "amount", value, found)
    if base := facts.get("base_date") or facts.get("cutoff_date"):
        yield proposed("balance", row, "as_of", base.value, base)


def _rest(total: Any, stated: list[Any]) -> Decimal:
    """Nothing where the currencies differ: amounts are never added across them."""
    if not all(isinstance(amount, Decimal) for amount in (total, *stated)):
        return Decimal(0)
    known: Decimal = total - sum(stated, Decimal(0))
    return known


def securities(found: PageFact, number: str, kind: CollateralType, text: str) -> Iterator[ProposedField]:
    """Our right on one thing that the page lists as security, with the cap and the certificate that it names."""
    row, pledged = f"encumbrance.{number}", kind in _PLEDGED or "质押" in text
    opening = text[:40]
    here = fact("collateral", opening, opening, found.where, found.quote)
    right = EncumbranceKind.PLEDGE if pledged else EncumbranceKind.MORTGAGE
    yield proposed("encumbrance", row, "collateral", f"@collateral.{number}", here)
    yield proposed("encumbrance", row, "kind", right, here)
    yield proposed("encumbrance", row, "ours", value=True, found=here)
    if capped := _CAP.search(text):
        cap: Decimal | Money | None = amount(capped[1])
        named = fact("collateral", capped[0], capped[0], found.where, found.quote)
        yield proposed("encumbrance", row, "max_amount", value=True, found=named)
        if cap is not None:
            yield proposed("encumbrance", row, "amount", cap, named)
    if certificate := _CERTIFICATE.search(text):
        named = fact("collateral", certificate[0], certificate[0], found.where, found.quote)
        yield proposed("encumbrance", row, "registered_no", certificate[0], named)
