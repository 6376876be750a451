"""bid_ladder and court_fee in the protocol (contract, section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workstation.application.calc.render import money
from workstation.application.calc.schema import (
    boolean,
    may,
    need,
    one_of,
    positive_money,
    record,
    signed_money,
)
from workstation.application.calc.schema import money as read_money
from workstation.domain.bidding import LadderBid, bid_ladder
from workstation.domain.court_fees import CourtFee, CourtFeeKind, court_fee
from workstation.domain.input_errors import UnknownInputError


@dataclass(frozen=True, slots=True)
class _Ladder:
    start: Decimal
    increment: Decimal
    cap: Decimal


@dataclass(frozen=True, slots=True)
class _CourtFee:
    kind: CourtFeeKind
    amount: Decimal
    half: bool = False


def _only_acceptance_is_halved(values: Mapping[str, Any], path: str) -> None:
    if "half" in values and values["kind"] is not CourtFeeKind.ACCEPTANCE:
        raise UnknownInputError(field=f"{path}.half" if path else "half")


read_ladder = record(
    _Ladder, need("start", read_money), need("increment", positive_money), need("cap", signed_money)
)
read_court_fee = record(
    _CourtFee,
    need("kind", one_of(CourtFeeKind)),
    need("amount", read_money),
    may("half", boolean),
    check=_only_acceptance_is_halved,
)


def compute_ladder(ladder: _Ladder) -> LadderBid:
    return bid_ladder(ladder.start, ladder.increment, ladder.cap)


def write_ladder(found: LadderBid) -> dict[str, object]:
    return {"bid": money(found.bid), "steps": found.steps, "below_start": found.below_start}


def compute_court_fee(asked: _CourtFee) -> CourtFee:
    return court_fee(asked.kind, asked.amount, half=asked.half)


def write_court_fee(found: CourtFee) -> dict[str, object]:
    return {"fee": money(found.fee), "rule": found.rule, "law": list(found.law)}
