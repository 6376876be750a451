"""max_amount_mortgage in the protocol (contract, last section)."""

from collections.abc import Mapping
from typing import Any

from workstation.application.calc.render import money
from workstation.application.calc.schema import boolean, day, list_of, may, need, one_of, record
from workstation.application.calc.schema import money as read_money
from workstation.domain import mortgages
from workstation.domain.input_errors import MissingInputError
from workstation.domain.mortgages import (
    Crystallisation,
    CrystallisationKind,
    MaxAmountMortgage,
    SecuredAmount,
)


def _one_cap(values: Mapping[str, Any], path: str) -> None:
    del path
    if "registered_cap" not in values and "contract_cap" not in values:
        raise MissingInputError(field="registered_cap")


def _requests_need_the_creation(values: Mapping[str, Any], path: str) -> None:
    _one_cap(values, path)
    asked = any(event.kind is CrystallisationKind.REQUEST for event in values.get("events", ()))
    if asked and "created_on" not in values:
        raise MissingInputError(field="created_on")


read = record(
    MaxAmountMortgage,
    may("registered_cap", read_money),
    may("contract_cap", read_money),
    need("claim", read_money),
    need("distributable", read_money),
    may("assigned_on", day),
    may("created_on", day),
    may("transfer_agreed", boolean),
    may(
        "events",
        list_of(record(Crystallisation, need("kind", one_of(CrystallisationKind)), need("date", day))),
    ),
    check=_requests_need_the_creation,
)


def write(found: SecuredAmount) -> dict[str, object]:
    return {
        "cap": money(found.cap),
        "secured_claim": money(found.secured_claim),
        "recovery": money(found.recovery),
        "surplus": money(found.surplus),
        "shortfall": money(found.shortfall),
        "crystallised_on": found.crystallised_on.isoformat() if found.crystallised_on else None,
        "mortgage_passed": found.mortgage_passed,
        "rule": mortgages.RULE,
        "law": list(mortgages.LAW),
    }
