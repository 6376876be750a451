"""The way from market value to the bid as page one draws it: in one unit, with bars that add up as they are printed."""

from collections.abc import Callable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from workstation.application.memo.material import Material
from workstation.domain.memo import Group, Step, Waterfall
from workstation.domain.valuation.bridge import BarKind

# what has room under a bar; the window and the section on the valuation use the long names
_NAMES: Final[Mapping[str, str]] = {
    BarKind.MARKET_VALUE: "Market",
    BarKind.NOT_SOLD: "Not sold",
    BarKind.FORCED_SALE: "Forced",
    BarKind.COSTS: "Costs and tax",
    BarKind.NOT_MORTGAGED: "Not mtg",
    BarKind.PAID_BEFORE_US: "Ahead",
    BarKind.BEYOND_CAP: "Over cap",
    BarKind.OTHERS_PAY: "Others",
    BarKind.RECOVERY: "Recovery",
    BarKind.FEES: "Fees",
    BarKind.TIME: "Time",
    BarKind.CLOSING: "Closing",
    BarKind.MAX_BID: "Max bid",
}
_MILLION, _THOUSAND = Decimal(10**6), Decimal(10**3)
_LARGE = 10 * _MILLION  # from here on a decimal of a million says enough

_Bar = tuple[str, Decimal, bool]


def waterfall(material: Material, tr: Callable[..., str]) -> Group:
    largest = max((abs(amount) for _, amount, _ in material.bars), default=Decimal(0))
    unit, places = (_MILLION, 1) if largest >= _LARGE else (_THOUSAND, 0)
    chart = Waterfall(
        tuple(
            Step(tr(_NAMES[label]), amount, total)
            for label, amount, total in _printed(material.bars, unit, places)
        ),
        places,
    )
    said = _unit(material.inputs.currency, tr, is_million=unit == _MILLION)
    note = tr("probability-weighted, {unit}", unit=said)
    return Group(tr("From market value to the bid"), (chart,), note=note)


def _unit(currency: str, tr: Callable[..., str], *, is_million: bool) -> str:
    if currency == "CNY":
        return tr("million CNY") if is_million else tr("thousand CNY")
    if is_million:
        return tr("million {currency}", currency=currency)
    return tr("thousand {currency}", currency=currency)


def _printed(bars: tuple[_Bar, ...], unit: Decimal, places: int) -> Iterator[_Bar]:
    """Rounded so that the changes between two totals make up their difference; what comes to nothing is left out."""
    level, changes = Decimal(0), list[_Bar]()
    for label, amount, is_total in bars:
        if not is_total:
            changes.append((label, amount / unit, False))
            continue
        reached = _rounded(amount / unit, places)
        yield from _adding_up(changes, reached - level, places)
        if reached or level:
            yield label, reached, True
        level, changes = reached, []


def _adding_up(changes: list[_Bar], difference: Decimal, places: int) -> Iterator[_Bar]:
    """What rounding lost or won is given to the changes that were rounded the farthest the other way."""
    step = Decimal(1).scaleb(-places)
    shown = [_rounded(amount, places) for _, amount, _ in changes]
    left = int((difference - sum(shown, Decimal(0))) / step)
    sign = 1 if left > 0 else -1
    farthest = sorted(range(len(changes)), key=lambda place: sign * (shown[place] - changes[place][1]))
    for place in farthest[: abs(left)]:
        shown[place] += sign * step
    for (label, _, _), amount in zip(changes, shown, strict=True):
        if amount:
            yield label, amount, False


def _rounded(amount: Decimal, places: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
