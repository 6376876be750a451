"""Collateral: title, ranks, leases, seizures, the mortgage and the claim (domain.md 3); scenarios against each other."""

from decimal import Decimal

from rule_cases import at, case, cny, row

from workstation.domain.citations import Evidence
from workstation.domain.collateral import (
    UNEXAMINED,
    Appraisal,
    Collateral,
    CollateralType,
    Encumbrance,
    EncumbranceKind,
    LandNature,
    Occupancy,
)
from workstation.domain.leases import Lease
from workstation.domain.parties import Role, RoleKind
from workstation.domain.scenarios import Scenario, ScenarioSale
from workstation.domain.seizures import Seizure, SeizureKind
from workstation.domain.transfers import Transfer


def thing(type_=CollateralType.INDUSTRIAL, **values):
    return row(Collateral, "co", type=type_, **{"name": "Plant"} | values)


def on_it(id_="b", kind=EncumbranceKind.MORTGAGE, since=None, **values):
    return row(Encumbrance, id_, collateral="co", kind=kind, since=since and at(since), **values)


def ours(since="2020-05-01", **values):
    return on_it("a", since=since, ours=True, amount=cny(18_000_000), **values)


def beside_ours(since, *, ahead):
    """Our mortgage of May 2020 and another bank's."""
    return [thing(), ours(), on_it(since=since, amount=cny(15_000_000), ahead=ahead)]


def unsettled(rank):
    built = {"kind": EncumbranceKind.CONSTRUCTION, "amount": cny(3)}
    premium = {"kind": EncumbranceKind.LAND_PREMIUM, "amount": cny(4)}
    return [thing(), on_it("b", ranks_as=rank, **built), on_it("c", ranks_as=rank and rank + 1, **premium)]


def reason(field, value):
    return row(
        Evidence,
        "ev",
        row_entity="encumbrance",
        row="b",
        field=field,
        value=value,
        reason="judgment of the court below",
    )


def let(
    signed=None, since=None, *, mortgaged="2020-05-01", seized=None, type_=CollateralType.INDUSTRIAL, **more
):
    rows = [
        thing(type_),
        ours(mortgaged),
        row(
            Lease,
            "le",
            collateral="co",
            signed_on=signed and at(signed),
            possession_on=since and at(since),
            **more,
        ),
    ]
    if seized is not None:
        rows.append(row(Seizure, "se", collateral="co", on=at(seized)))
    return rows


def filed_chattel(filed):
    machine, *others = let("2021-01-01", "2021-01-01", type_=CollateralType.MACHINERY)
    return [thing(machine.type, filed_on=filed and at(filed)), *others]


def seized(**values):
    return [thing(), row(Seizure, "se", collateral="co", **values)]


def assigned(crystallised, *, on="2022-03-01", max_amount=True):
    return [
        thing(),
        ours(max_amount=max_amount, crystallised_on=crystallised and at(crystallised)),
        row(Transfer, "tr", on=at(on)),
    ]


def financed(since, delivered):
    machine = thing(CollateralType.MACHINERY, delivered_on=delivered and at(delivered))
    return [machine, on_it(kind=EncumbranceKind.PURCHASE_MONEY, since=since, amount=cny(5))]


def built(due):
    site = thing(CollateralType.CONSTRUCTION, price_due=due and at(due))
    return [site, on_it(kind=EncumbranceKind.CONSTRUCTION, amount=cny(5))]


RANKS = (
    case(
        "collateral.order.before",
        "H",
        "encumbrance.ahead",
        fires=beside_ours("2019-05-01", ahead=False),
        silent=beside_ours("2019-05-01", ahead=True),
    ),
    case(
        "collateral.order.after",
        "M",
        "encumbrance.ahead",
        fires=beside_ours("2021-05-01", ahead=True),
        silent=beside_ours("2021-05-01", ahead=False),
    ),
    case(
        "collateral.order.equal",
        "M",
        "encumbrance.ahead",
        fires=beside_ours("2020-05-01", ahead=True),
        silent=beside_ours("2020-05-02", ahead=False),
    ),
    case(
        "collateral.order.between",
        "H",
        "encumbrance.ahead",
        fires=[*beside_ours("2020-05-02", ahead=None), on_it("c", since="2020-05-03", ours=True)],
        silent=[*beside_ours("2020-05-04", ahead=None), on_it("c", since="2020-05-03", ours=True)],
    ),
    case("collateral.order.unsettled", "L", "encumbrance.kind", fires=unsettled(None), silent=unsettled(2)),
    case(
        "collateral.order.fixed",
        "L",
        "encumbrance.ranks_as",
        fires=[thing(), on_it(ranks_as=2)],
        silent=[thing(), on_it(kind=EncumbranceKind.CONSTRUCTION, ranks_as=2)],
    ),
    case(
        "collateral.order.reason",
        "L",
        "encumbrance.ranks_as",
        fires=[thing(), on_it(kind=EncumbranceKind.CONSTRUCTION, ranks_as=2)],
        silent=[thing(), on_it(kind=EncumbranceKind.CONSTRUCTION, ranks_as=2), reason("ranks_as", "2")],
    ),
    case(
        "collateral.purchase_money",
        "M",
        "encumbrance.since",
        fires=financed("2021-03-12", "2021-03-01"),
        silent=financed("2021-03-11", "2021-03-01"),
    ),
    case(
        "collateral.purchase_money.open",
        "L",
        "encumbrance.since",
        fires=financed("2021-03-11", None),
        silent=financed("2021-03-11", "2021-03-01"),
    ),
    case(
        "collateral.construction",
        "L",
        "encumbrance.amount",
        fires=built("2024-03-05"),  # 18 months end today
        silent=built(None),
    ),
    case(
        "collateral.construction.lapsed",
        "M",
        "encumbrance.amount",
        fires=built("2024-03-04"),
        silent=built("2024-03-05"),
    ),
)

TITLE = (
    case(
        "collateral.collective",
        "K",
        "collateral.land_nature",
        fires=thing(land_nature=LandNature.COLLECTIVE),
        silent=thing(land_nature=LandNature.GRANTED),
    ),
    case(
        "collateral.rural",
        "K",
        "collateral.type",
        fires=thing(CollateralType.RURAL),
        silent=thing(CollateralType.INDUSTRIAL),
    ),
    case(
        "collateral.allocated",
        "H",
        "collateral.land_nature",
        fires=thing(land_nature=LandNature.ALLOCATED),
        silent=thing(land_nature=LandNature.GRANTED),
    ),
    case(
        "collateral.illegal",
        "H",
        "collateral.illegal_parts",
        fires=thing(illegal_parts=True),
        silent=thing(illegal_parts=False),
    ),
    case(
        "collateral.newer_buildings",
        "H",
        "collateral.after_mortgage",
        fires=thing(after_mortgage=True),
        silent=thing(after_mortgage=False),
    ),
    case(
        "collateral.sole_home",
        "H",
        "collateral.sole_home",
        fires=thing(CollateralType.RESIDENTIAL, sole_home=True),
        silent=thing(CollateralType.RESIDENTIAL, sole_home=False),
    ),
    case(
        "collateral.occupied",
        "M",
        "collateral.occupancy",
        fires=thing(occupancy=Occupancy.TENANT),
        silent=[thing(occupancy=Occupancy.TENANT), row(Lease, "le", collateral="co")],
    ),
    case(
        "collateral.owner",
        "H",
        "collateral.owner",
        fires=[thing(owner="p"), row(Role, "r", party="another", kind=RoleKind.MORTGAGOR)],
        silent=[thing(owner="p"), row(Role, "r", party="p", kind=RoleKind.MORTGAGOR)],
    ),
    case(
        "collateral.term",
        "H",
        "collateral.term_end",
        fires=thing(term_end=at("2025-09-04")),
        silent=thing(term_end=at("2025-09-05")),
    ),
    case(
        "appraisal.expired",
        "M",
        "appraisal.valid_to",
        fires=[thing(), row(Appraisal, collateral="co", value=cny(5), valid_to=at("2025-09-04"))],
        silent=[thing(), row(Appraisal, collateral="co", value=cny(5), valid_to=at("2025-09-05"))],
    ),
    case(
        "appraisal.dated_ahead",
        "H",
        "appraisal.valued_on",
        fires=[thing(), row(Appraisal, collateral="co", value=cny(5), valued_on=at("2025-09-06"))],
        silent=[thing(), row(Appraisal, collateral="co", value=cny(5), valued_on=at("2025-09-05"))],
    ),
    case(
        "appraisal.old",
        "L",
        "appraisal.valued_on",
        fires=[thing(), row(Appraisal, collateral="co", value=cny(5), valued_on=at("2024-09-04"))],
        silent=[thing(), row(Appraisal, collateral="co", value=cny(5), valued_on=at("2024-09-05"))],
    ),
    case(
        "collateral.assumed",
        "M",
        "collateral.name",
        fires=[thing(name=UNEXAMINED), row(Appraisal, collateral="co", value=cny(5))],
        silent=[thing(), row(Appraisal, collateral="co", value=cny(5))],
    ),
)

LEASES = (
    case(
        "lease.survives",
        "H",
        "lease.possession_on",
        fires=let("2020-04-01", "2020-04-30"),
        silent=let("2020-04-01", "2020-05-01"),
    ),
    case(
        "lease.removable",
        "M",
        "lease.possession_on",
        fires=let("2020-04-01", "2020-05-01", seized="2023-01-01"),
        silent=let("2020-04-01", "2023-01-01", seized="2023-01-01"),
    ),
    case(
        "lease.unprotected",
        "L",
        "lease.possession_on",
        fires=let("2020-04-01", "2023-01-01", seized="2023-01-01"),
        silent=let("2020-04-01", "2022-12-31", seized="2023-01-01"),
    ),
    case(
        "lease.unprotected",
        "L",
        "lease.possession_on",
        fires=let("2019-01-01", "2019-01-01", doubtful=True),
        silent=let("2019-01-01", "2019-01-01", doubtful=False),
    ),
    case(
        "lease.unknown",
        "L",
        "lease.possession_on",
        fires=let(None, "2020-04-30"),
        silent=let("2020-04-01", "2020-04-30"),
    ),
    case(
        "lease.unfiled",
        "H",
        "lease.possession_on",
        fires=filed_chattel(None),
        silent=filed_chattel("2020-05-02"),
    ),
)

SEIZURES = (
    case(
        "seizure.disposal",
        "L",
        "seizure.order",
        fires=seized(order=1, on=at("2025-01-10")),
        silent=seized(order=2, on=at("2025-01-10")),
    ),
    case(
        "seizure.too_long",
        "M",
        "seizure.until",
        fires=seized(on=at("2024-01-10"), until=at("2027-01-11")),
        silent=seized(on=at("2024-01-10"), until=at("2027-01-10")),
    ),
    case(
        "seizure.ended",
        "H",
        "seizure.until",
        fires=seized(on=at("2022-09-04")),
        silent=seized(on=at("2022-09-05")),
    ),
    case(
        "seizure.ending",
        "M",
        "seizure.until",
        fires=seized(on=at("2023-01-01"), until=at("2025-11-04")),
        silent=seized(on=at("2023-01-01"), until=at("2025-11-05")),
    ),
    case(
        "seizure.ending",
        "M",
        "seizure.until",
        fires=seized(on=at("2023-01-01"), until=at("2025-10-12")),
        silent=seized(on=at("2023-01-01"), until=at("2025-10-12"), kind=SeizureKind.WAITING),
    ),
)

PASSED = (
    case(
        "collateral.not_crystallised",
        "H",
        "encumbrance.crystallised_on",
        fires=assigned(None),
        silent=assigned("2022-03-01"),
    ),
    case(
        "collateral.passed",
        "H",
        "encumbrance.crystallised_on",
        fires=assigned("2022-03-02"),
        silent=assigned("2022-03-01"),
    ),
)


def scenarios(*shares):
    names = zip(("Down", "Base", "Up"), shares, strict=True)
    return [
        row(Scenario, name, name=name, ordinal=place, probability=share and Decimal(share))
        for place, (name, share) in enumerate(names)
    ]


def discounted(base, up):
    sales = (
        row(ScenarioSale, name, scenario=name, collateral="co", forced_sale_discount=Decimal(discount))
        for name, discount in (("Base", base), ("Up", up))
    )
    return [thing(), *scenarios("0.3", "0.5", "0.2"), *sales]


SCENARIOS = (
    case(
        "scenario.probabilities",
        "H",
        "scenario.probability",
        fires=scenarios("0.3", "0.5", "0.21"),
        silent=scenarios("0.3", "0.5", "0.2"),
    ),
    case(
        "scenario.rest",
        "L",
        "scenario.probability",
        fires=scenarios("0.3", "0.5", None),
        silent=scenarios("0.3", "0.5", "0.2"),
    ),
    case(
        "scenario.order",
        "L",
        "scenario_sale.forced_sale_discount",
        fires=discounted("0.3", "0.31"),
        silent=discounted("0.3", "0.3"),
    ),
)

COLLATERAL_CASES = (*RANKS, *TITLE, *LEASES, *SEIZURES, *PASSED, *SCENARIOS)
