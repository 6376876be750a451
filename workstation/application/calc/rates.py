"""xirr, xnpv, irr in the protocol (contract, section 6)."""

from dataclasses import dataclass
from decimal import Decimal

from workstation.application.calc.render import places
from workstation.application.calc.schema import day, list_of, need, number, rate_above_minus_one, record
from workstation.domain import returns
from workstation.domain.returns import Flow, RateOfReturn

_DECIMALS = 10


@dataclass(frozen=True, slots=True)
class _ValuedFlows:
    rate: Decimal
    flows: tuple[Flow, ...]


def _flows(flows: tuple[Flow, ...]) -> tuple[Flow, ...]:
    return flows


def _amounts(amounts: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return amounts


_flow = record(Flow, need("date", day, into="on"), need("amount", number))
read_flows = record(_flows, need("flows", list_of(_flow, least=2)))
read_amounts = record(_amounts, need("amounts", list_of(number, least=2)))
read_valued_flows = record(
    _ValuedFlows, need("rate", rate_above_minus_one), need("flows", list_of(_flow, least=1))
)


def compute_xirr(flows: tuple[Flow, ...]) -> RateOfReturn:
    return returns.xirr(flows)


def compute_irr(amounts: tuple[Decimal, ...]) -> RateOfReturn:
    return returns.irr(amounts)


def compute_xnpv(valued: _ValuedFlows) -> Decimal:
    return returns.xnpv(valued.rate, valued.flows)


def write_rate(found: RateOfReturn) -> dict[str, object]:
    return {
        "rate": places(found.rate, _DECIMALS),
        "roots": [places(root, _DECIMALS) for root in found.roots],
        "multiple": found.multiple,
    }


def write_value(value: Decimal) -> dict[str, object]:
    return {"npv": places(value, _DECIMALS)}
