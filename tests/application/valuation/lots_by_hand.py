"""A lot by its rows, small enough to price by hand: one claim of 20m, one plant of 24m sold at 30 % off."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from workstation.application.valuation.inputs import facts
from workstation.application.valuation.notes import OVERRIDE
from workstation.application.valuing import value_of
from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import Appraisal, Collateral, CollateralType, Encumbrance
from workstation.domain.findings.rules import findings
from workstation.domain.findings.settled import facts_of
from workstation.domain.findings.waivers import Waiver
from workstation.domain.guarantees import (
    Assertion,
    AssertionAct,
    AssertionAgainst,
    Guarantee,
    GuaranteeKind,
    PeriodKind,
)
from workstation.domain.images import said_text
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Assumptions, Scenario, ScenarioGuarantor, ScenarioSale
from workstation.language.finding_words import english

TODAY = date(2026, 11, 30)
PAID_ON = date(2026, 12, 20)
SOLD_ON = date(2028, 3, 31)


def money(millions):
    return Money.of(Decimal(millions) * 10**6)


LOT = Lot(id="l", name="x")
LISTING = Listing(
    id="li",
    lot="l",
    start_price=money(1),
    increment=Money.of(50_000),
    bid_end=datetime(2026, 12, 1, 2, tzinfo=UTC),
)
GIVEN = Assumptions(id="a", lot="l", valuation_date=PAID_ON, target_irr=Decimal("0.16"))
BASE = Scenario(id="s", lot="l", name="Base", ordinal=0, probability=Decimal(1))
CLAIM = Claim(id="c", lot="l", currency="CNY", due=date(2026, 1, 10))
PRINCIPAL = Balance(id="b", lot="l", claim="c", kind=BalanceKind.PRINCIPAL, amount=money(20))
PLANT = Collateral(id="co", lot="l", name="Plant", type=CollateralType.INDUSTRIAL)
APPRAISAL = Appraisal(id="ap", lot="l", collateral="co", value=money(24), valued_on=date(2026, 1, 1))
SALE = ScenarioSale(
    id="ss",
    lot="l",
    scenario="s",
    collateral="co",
    forced_sale_discount=Decimal("0.3"),
    cash_date=SOLD_ON,
)
OURS = Encumbrance(
    id="e1",
    lot="l",
    collateral="co",
    ours=True,
    amount=money(18),
    registered_no="1",
    since=date(2019, 3, 22),
)
ROWS = (LOT, LISTING, GIVEN, BASE, CLAIM, PRINCIPAL, PLANT, APPRAISAL, SALE, OURS)

HELD = Guarantee(
    id="g",
    lot="l",
    kind=GuaranteeKind.JOINT,
    contract_date=date(2025, 2, 1),
    debt_due=date(2026, 1, 10),
    period_kind=PeriodKind.MONTHS,
    period_months=36,
    asset_value=money(3),
)
SUIT = Assertion(
    id="as",
    lot="l",
    guarantee="g",
    act=AssertionAct.LAWSUIT,
    against=AssertionAgainst.GUARANTOR,
    on=date(2026, 3, 1),
    proof="receipt",
)
PAYS = ScenarioGuarantor(
    id="sg", lot="l", scenario="s", guarantee="g", probability=Decimal(1), cash_date=SOLD_ON
)


def other(**more):
    """A mortgage of somebody else."""
    return Encumbrance(
        **({"id": "e2", "lot": "l", "collateral": "co", "holder": "B", "amount": money(15)} | more)
    )


def record_of(*more, without=(), **changed):
    """The lot with more rows; `without` names ids that are left out, `changed` gives fields of a row by its id."""
    kept = [row for row in (*ROWS, *more) if row.id not in without]
    return LotRecord.of_rows(replace(row, **changed.get(row.id, {})) for row in kept)


def reason(row, field, text="because"):
    return Evidence(
        id=f"r-{row.id}-{field}",
        lot="l",
        row_entity=row.entity,
        row=row.id,
        field=field,
        kind=EvidenceKind.ASSUMED,
        value=said_text(getattr(row, field)) or None,
        reason=text,
    )


def settles(record, rule):
    """A waiver of what a rule finds in a record."""
    found = next(each for each in findings(record, TODAY) if each.rule == rule)
    return Waiver(id="w", lot="l", rule=rule, facts=facts_of(record, found), reason="the village agreed")


def priced(record):
    found = facts(record, TODAY)
    assert found.missing == ()
    return found


def bid(record):
    return value_of(priced(record)).price.max_bid


def sold(record):
    """How the plant is sold in the base case."""
    return value_of(priced(record)).scenarios[0].recoveries.collateral["A1"]


def lacking(record):
    found = facts(record, TODAY)
    assert found.inputs is None
    return [(each.subject.row, each.subject.field) for each in found.missing]


def said_of(record, row):
    return [each.message for each in priced(record).says if each.subject.row == row]


def overrides(record):
    """What counts otherwise than the law or a rule says."""
    return [english(each) for each in priced(record).says if each.rule == OVERRIDE]
