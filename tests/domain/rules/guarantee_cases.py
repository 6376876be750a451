"""Guarantees: who promised, in which words, held until when (domain.md 4.2, 4.3)."""

from rule_cases import at, case, cny, row

from workstation.domain.events import Event, EventKind
from workstation.domain.guarantees import (
    Assertion,
    AssertionAct,
    AssertionAgainst,
    Fault,
    Guarantee,
    GuaranteeKind,
    PeriodKind,
    ResolutionOrgan,
)
from workstation.domain.reference import Calendar, Reference

GUARANTOR, DEBTOR = AssertionAgainst.GUARANTOR, AssertionAgainst.DEBTOR
YEARS = Reference(calendar=Calendar(known=range(2020, 2027)))  # weekends, and no holiday


def promise(id_="g", **values):
    return row(Guarantee, id_, **values)


def due(day, kind=GuaranteeKind.JOINT, id_="g", **values):
    """Six months from the due date, under the 民法典."""
    given = {"contract_date": at("2021-06-01"), "period_kind": PeriodKind.NONE, "debt_due": at(day)}
    return promise(id_, kind=kind, **given | values)


def demand(day, against=GUARANTOR, act=AssertionAct.DEMAND, proof="receipt", guarantee="g"):
    return row(
        Assertion,
        f"a {day} {guarantee}",
        guarantee=guarantee,
        on=at(day),
        against=against,
        act=act,
        proof=proof,
    )


WORDS = (
    case(
        "guarantee.public_body",
        "K",
        "guarantee.public_body",
        fires=promise(public_body=True),
        silent=promise(public_body=False),
    ),
    case(
        "guarantee.resolution",
        "H",
        "guarantee.resolution",
        fires=promise(resolution=ResolutionOrgan.NONE),
        silent=promise(resolution=ResolutionOrgan.NOT_NEEDED),
    ),
    case(
        "guarantee.interested_excluded",
        "H",
        "guarantee.interested_excluded",
        fires=promise(interested_excluded=False),
        silent=promise(interested_excluded=True),
    ),
    case(
        "guarantee.disclosed",
        "H",
        "guarantee.disclosed",
        fires=promise(listed=True, disclosed=False),
        silent=promise(listed=False, disclosed=False),
    ),
    case(
        "guarantee.branch", "M", "guarantee.branch", fires=promise(branch=True), silent=promise(branch=None)
    ),
    case(
        "guarantee.no_assignment",
        "K",
        "guarantee.no_assignment",
        fires=promise(no_assignment=True),
        silent=promise(no_assignment=False),
    ),
    case(
        "guarantee.debt_moved",
        "K",
        "guarantee.debt_moved",
        fires=promise(debt_moved=True),
        silent=promise(debt_moved=False),
    ),
    case(
        "guarantee.spouse_consent",
        "M",
        "guarantee.spouse_consent",
        fires=promise(spouse_consent=False),
        silent=promise(spouse_consent=None),
    ),
    case(
        "guarantee.resolved",
        "H",
        "guarantee.resolved_amount",
        fires=promise(cap=cny(5_000_000), resolved_amount=cny(4_999_999)),
        silent=promise(cap=cny(5_000_000), resolved_amount=cny(5_000_000)),
    ),
    case(
        "guarantee.one",
        "L",
        "guarantee.one_shareholder",
        fires=promise(one_shareholder=True, resolution=ResolutionOrgan.NONE),
        silent=promise(one_shareholder=True, resolution=ResolutionOrgan.SHAREHOLDERS),
    ),
    case(
        "guarantee.kind",
        "H",
        "guarantee.kind",
        fires=promise(kind=GuaranteeKind.UNCLEAR, contract_date=at("2021-01-01")),
        silent=promise(kind=GuaranteeKind.UNCLEAR),  # the law of its day is not known
    ),
    case(
        "guarantee.kind",
        "L",
        "guarantee.kind",
        fires=promise(kind=GuaranteeKind.UNCLEAR, contract_date=at("2020-12-31")),
        silent=promise(kind=GuaranteeKind.JOINT, contract_date=at("2020-12-31")),
    ),
    case(
        "guarantee.joinder",
        "L",
        "guarantee.kind",
        fires=promise(kind=GuaranteeKind.DEBT_JOINDER),
        silent=promise(kind=GuaranteeKind.JOINT),
    ),
    case(
        "guarantee.keep_well",
        "H",
        "guarantee.kind",
        fires=promise(kind=GuaranteeKind.KEEP_WELL),
        silent=promise(kind=GuaranteeKind.GENERAL),
    ),
    case("guarantee.void", "H", "guarantee.fault", fires=promise(fault=Fault.BOTH), silent=promise()),
    case("guarantee.void", "K", "guarantee.fault", fires=promise(fault=Fault.CREDITOR), silent=promise()),
)

PERIODS = (
    case(
        "guarantee.period",
        "L",
        "guarantee.period_kind",
        fires=due("2025-07-15"),
        silent=due("2025-07-15", period_kind=None),  # nobody has read what it says
    ),
    case(
        "guarantee.running",
        "M",
        "guarantee.period_kind",
        fires=due("2025-07-15"),
        silent=[due("2025-07-15"), demand("2025-08-01")],
    ),
    case(
        "guarantee.running",
        "H",
        "guarantee.period_kind",
        fires=due("2025-05-04"),  # to 4 November, in sixty days
        silent=due("2025-05-05"),
    ),
    case(
        "guarantee.kept",
        "L",
        "guarantee.period_kind",
        fires=[due("2024-01-15"), demand("2024-07-15")],
        silent=[due("2024-01-15"), demand("2024-07-15", DEBTOR)],  # a demand on the debtor keeps no guarantor
    ),
    case(
        "guarantee.kept",
        "L",
        "guarantee.applied_on",
        fires=[
            due("2023-01-16", GuaranteeKind.GENERAL, applied_on=at("2023-09-01")),
            demand("2023-07-14", DEBTOR, AssertionAct.LAWSUIT),
        ],
        silent=[
            due("2023-01-16", GuaranteeKind.GENERAL, applied_on=at("2023-09-01")),
            demand("2023-07-14", GUARANTOR, AssertionAct.LAWSUIT),
        ],
    ),
    case(
        "guarantee.kept",
        "L",
        "guarantee.period_kind",
        fires=[
            due("2024-01-15", claim="c"),
            row(Event, "e", kind=EventKind.DEMAND, on=at("2024-07-01"), guarantee="g", proof="receipt"),
        ],
        silent=[
            due("2024-01-15", claim="c"),
            row(Event, "e", kind=EventKind.DEMAND, on=at("2024-07-01"), claim="c", proof="receipt"),
        ],
    ),
    case(
        "guarantee.barred",
        "H",
        "guarantee.period_kind",
        fires=[due("2022-04-01"), demand("2022-09-04")],  # three years ended yesterday
        silent=[due("2022-04-01"), demand("2022-09-05")],
    ),
    case(
        "guarantee.barred",
        "H",
        "guarantee.period_kind",
        fires=[due("2022-03-01"), demand("2022-08-01"), demand("2025-08-02")],
        silent=[due("2022-03-01"), demand("2022-08-01"), demand("2025-08-01")],  # begun anew in time
    ),
    case(
        "guarantee.barred",
        "H",
        "guarantee.applied_on",
        fires=[
            due("2021-01-15", GuaranteeKind.GENERAL, applied_on=at("2021-09-04")),
            demand("2021-07-14", DEBTOR, AssertionAct.LAWSUIT),
        ],
        silent=[
            due("2021-01-15", GuaranteeKind.GENERAL, applied_on=at("2021-09-05")),
            demand("2021-07-14", DEBTOR, AssertionAct.LAWSUIT),
        ],
    ),
    case(
        "guarantee.proof",
        "M",
        "assertion.proof",
        fires=[due("2024-01-15"), demand("2024-07-15", proof=None)],
        silent=[due("2024-01-15"), demand("2024-07-15")],
    ),
    case(
        "guarantee.proof",
        "M",
        "event.proof",
        fires=[
            due("2024-01-15"),
            row(Event, "e", kind=EventKind.DEMAND, on=at("2024-07-01"), guarantee="g"),
        ],
        silent=[
            due("2024-01-15"),
            row(Event, "e", kind=EventKind.DEMAND, on=at("2024-07-01"), guarantee="g", proof="receipt"),
        ],
    ),
    case(
        "guarantee.late",
        "H",
        "guarantee.period_kind",
        fires=[due("2023-07-13"), demand("2024-01-15")],  # 13 January 2024 is a Saturday
        silent=[due("2023-07-13"), demand("2024-01-13")],
        reference=YEARS,
    ),
    case(
        "guarantee.released",
        "K",
        "guarantee.period_kind",
        fires=[due("2024-01-15"), demand("2024-07-16")],  # a Monday: the day after is too late
        silent=[due("2024-01-15"), demand("2024-07-15")],
        reference=YEARS,
    ),
    case(
        "guarantee.released",
        "K",
        "guarantee.period_kind",
        fires=[due("2024-01-15", GuaranteeKind.GENERAL), demand("2024-07-01", DEBTOR)],
        silent=[
            due("2024-01-15", GuaranteeKind.GENERAL),
            demand("2024-07-01", DEBTOR, AssertionAct.ARBITRATION),
        ],
        reference=YEARS,
    ),
    case(
        "guarantee.past",
        "H",
        "guarantee.period_kind",
        fires=due("2025-03-04"),  # to yesterday; the holidays of this year are not known
        silent=due("2025-03-05"),
    ),
    case(
        "guarantee.together",
        "M",
        "guarantee.cap",
        fires=[
            due("2024-01-15", claim="c"),
            demand("2024-07-01"),
            due("2024-01-15", id_="h", claim="c"),
        ],
        silent=[
            due("2024-01-15", claim="c"),
            demand("2024-07-01"),
            due("2024-01-15", id_="h", claim="c"),
            demand("2024-07-01", guarantee="h"),
        ],
        reference=YEARS,
    ),
)

GUARANTEE_CASES = (*WORDS, *PERIODS)
