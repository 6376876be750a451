"""What each collateral brings us by law: its value, the cap of our mortgages, and who is paid before us."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from workstation.application.valuation.claims import Owed, owed
from workstation.application.valuation.notes import InputNotes, RowKey, key_of, named
from workstation.application.valuation.overrides import reason_of
from workstation.domain.appraisals import market_appraisals, standing_appraisal
from workstation.domain.collateral import (
    UNEXAMINED,
    Appraisal,
    Collateral,
    Encumbrance,
    EncumbranceKind,
    ExecutionFee,
)
from workstation.domain.dates import add_months
from workstation.domain.errors import Term
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.valuation_rules import ASSUMED_SECURITY
from workstation.domain.ladder import LAW, RANKS, SECURES, TAKES, Place
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.prior_claims import (
    OurSecurity,
    RankedEncumbrance,
    cap_field,
    is_assumed,
    leaves_out,
    left_out_of,
    our_security,
    ours_on,
    paid_from,
    ranked,
    standing,
    strength,
)
from workstation.domain.record import LotRecord
from workstation.domain.rounding import ONE, ZERO, exact
from workstation.domain.scenarios import Scenario, ScenarioPrior
from workstation.domain.valuation import Asset, PriorClaim, Sale
from workstation.domain.valuation.recovery import secured_proceeds

NOT_YET = "An appraisal of {collateral} bears a day that has not come: it is not counted."
_OF_THE_FEE = "CNY"  # 诉讼费用交纳办法第14条
_APPRAISAL_MONTHS = 12  # 法释〔2018〕15号第27条: no longer than a year


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedCollateral:
    """A collateral as the price sees it. `security` is ours, `others` are the encumbrances of others by rank.

    One that brings us nothing (no mortgage of ours, or an open kill finding) has a cap of zero and stays in the
    computation, so that costs that wait for its sale keep their date.
    """

    row: Collateral
    asset: Asset
    appraisal: Appraisal
    security: OurSecurity
    others: tuple[RankedEncumbrance, ...]


def priced_collateral(
    record: LotRecord,
    keys: dict[RowKey, str],
    due: Owed,
    kills: dict[RowKey, Finding],
    notes: InputNotes,
    *,
    not_yet: Collection[str],
) -> dict[str, PricedCollateral]:
    """The collateral of a lot as the price sees it, by id of the row; `notes` gets what is taken as given, and what is
    missing. What an open kill finding of `kills` stands on brings nothing, and may go without a value. `not_yet` are
    appraisals whose day has not come."""
    found: dict[str, PricedCollateral] = {}
    for row in record.all(Collateral):
        ours = [each for each in ours_on(record, row.id) if key_of(each) not in kills]
        _say_no_security(record, row, notes)
        dead = _brings_nothing(row, ours, kills, notes)
        appraisal = standing_appraisal(record, row, not_yet)
        if appraisal is None:
            if not dead:
                _lacks_value(record, row, not_yet, notes)
            continue
        _say_others(record, row, appraisal, not_yet, notes)
        caps = {each: None if dead else notes.amount(each, cap_field(each)) for each in ours}
        security = our_security(record, caps, due.by_claim, due.whole.amount)
        asset = _asset(row, keys[key_of(row)], appraisal, security, notes)
        if asset is None:
            continue
        if not dead:
            _say_caps(record, row, security, notes)
            _lacks_rate(row, notes)
        others = () if dead else ranked(record, row.id, ours)
        found[row.id] = PricedCollateral(
            row=row,
            asset=replace(asset, cap=ZERO) if dead else asset,
            appraisal=appraisal,
            security=security,
            others=others,
        )
    return found


def _say_no_security(record: LotRecord, row: Collateral, notes: InputNotes) -> None:
    for each in record.all(Encumbrance, collateral=row.id, ours=True):
        if each.kind not in SECURES:
            message = "What is marked as ours on {collateral} is no mortgage, pledge or the like: nothing is paid to us first for it."
            notes.say(each, "kind", message, collateral=named(row))


def _lacks_value(record: LotRecord, row: Collateral, not_yet: Collection[str], notes: InputNotes) -> None:
    for each in market_appraisals(record, row):
        if each.id in not_yet:
            notes.lacks(each, "valued_on", NOT_YET, collateral=named(row))
            return
    unvalued = record.first(Appraisal, collateral=row.id)
    message = "{collateral} has no appraised value."
    notes.lacks(unvalued or row, "value" if unvalued else "", message, collateral=named(row))


def _brings_nothing(
    row: Collateral, ours: list[Encumbrance], kills: dict[RowKey, Finding], notes: InputNotes
) -> bool:
    kill = kills.get(key_of(row))
    if kill is not None:
        message = "{collateral} brings nothing in this figure, for a rule says: {finding} Settle that finding with a reason, and it counts."
        notes.say(row, kill.subject.field, message, kill.law, collateral=named(row), finding=kill)
    elif not ours:
        message = "No mortgage or pledge of ours stands on {collateral}: its price pays us no more than any other creditor, and is not counted."
        notes.say(row, "", message, ("民法典第402条", "民法典第413条"), collateral=named(row))
    return kill is not None or not ours


def _asset(
    row: Collateral, key: str, appraisal: Appraisal, security: OurSecurity, notes: InputNotes
) -> Asset | None:
    value = notes.amount(appraisal, "value")
    if value is None:
        return None
    for name, message in _TAKEN:
        if getattr(row, name) is None:
            notes.say(row, name, message, collateral=named(row))
    return Asset(
        id=key,
        market_value=value,
        secured_share=row.secured_share if row.secured_share is not None else ONE,
        cap=security.cap,
        cost_rate=row.cost_rate or ZERO,
        fixed_cost=notes.amount(row, "fixed_cost") or ZERO,
        tax_rate=row.tax_rate or ZERO,
        execution_fee=row.execution_fee is ExecutionFee.CN_COURT,
    )


_TAKEN = (
    ("secured_share", "No mortgaged share is entered for {collateral}: the whole of its price is counted."),
    ("cost_rate", "No costs of the sale are entered for {collateral}: none are counted."),
    ("tax_rate", "No taxes of the sale are entered for {collateral}: none are counted."),
    ("execution_fee", "No execution fee is entered for {collateral}: none is counted."),
)


def _lacks_rate(row: Collateral, notes: InputNotes) -> None:
    """The steps of the execution fee are amounts in yuan."""
    if row.execution_fee is ExecutionFee.CN_COURT and notes.currency != _OF_THE_FEE:
        message = "The court's execution fee is a table in yuan and the lot is in {currency}, no exchange rate is known: enter the fee of {collateral} among its fixed costs, and choose “No fee” here."
        notes.lacks(row, "execution_fee", message, currency=notes.currency, collateral=named(row))


def _say_caps(record: LotRecord, row: Collateral, security: OurSecurity, notes: InputNotes) -> None:
    for each in security.rows:
        if is_assumed(record, each):
            message = "That a mortgage of ours stands on {collateral} is assumed: nobody has examined it."
            notes.say(each, "kind", message, ("民法典第402条",), collateral=named(row))
            continue
        if each.amount is None and each.contract_cap is None:
            message = (
                "No cap is entered for our mortgage on {collateral}: it is taken to secure the whole claim."
            )
            notes.say(each, "amount", message, collateral=named(row))
        if each.since is None and strength(record, each)[0] == RANKS[EncumbranceKind.MORTGAGE]:
            message = "No day of registration is entered for our mortgage on {collateral}: everything that is dated is taken to come first."
            notes.say(each, "since", message, ("民法典第414条",), collateral=named(row))


def say_appraisals(priced: Iterable[PricedCollateral], on: date, notes: InputNotes) -> None:
    """Says which values rest on an appraisal that is no longer valid on the day of payment. The value counts all the
    same."""
    for each in priced:
        appraisal = each.appraisal
        law = ("法释〔2018〕15号第27条",)
        ends = appraisal.valid_to
        if appraisal.valued_on is not None:
            longest = add_months(appraisal.valued_on, _APPRAISAL_MONTHS)
            ends = longest if ends is None else min(ends, longest)
        if ends is not None and ends < on:
            message = "The value of {collateral} rests on an appraisal that held until {ends}."
            notes.say(appraisal, "valid_to", message, law, collateral=named(each.row), ends=ends)
        elif ends is None and each.row.name == UNEXAMINED:
            notes.say(each.row, "name", ASSUMED_SECURITY, value=appraisal.value)
        elif ends is None:
            message = "The appraisal of {collateral} bears no day: how old the value is, is not known."
            notes.say(appraisal, "valued_on", message, collateral=named(each.row))


def _say_others(
    record: LotRecord, thing: Collateral, counts: Appraisal, not_yet: Collection[str], notes: InputNotes
) -> None:
    """Why other appraisals do not count, unless they are simply older."""
    for row in market_appraisals(record, thing):
        if row.id in not_yet:
            notes.say(row, "valued_on", NOT_YET, collateral=named(thing))
        elif row.valued_on is None and counts.valued_on is not None:
            message = "An appraisal of {collateral} without a day is not counted, for others bear one: whether it is newer is not known."
            notes.say(row, "valued_on", message, collateral=named(thing))
        elif row.valued_on == counts.valued_on and row.value != counts.value:
            message = "Two appraisals of {collateral} of one day differ: {value} counts and not {other}."
            name, value, other = named(thing), counts.value, row.value
            notes.say(row, "value", message, collateral=name, value=value, other=other)


def say_ranks(record: LotRecord, priced: Iterable[PricedCollateral], notes: InputNotes) -> None:
    """Says who is paid before us or with us, and where a person says otherwise. What every scenario leaves out with a
    reason is said there (`prior_claims`)."""
    scenarios = {scenario.id for scenario in record.all(Scenario)}
    for each, other in ((thing, other) for thing in priced for other in thing.others):
        row, out = other.encumbrance, left_out_of(record, other.encumbrance.id)
        if out and out == scenarios and other.place is not Place.AFTER:
            continue
        message = (_RANKS_LEFT_OUT_OF_SOME if out else _RANK_SENTENCES).get(other.place)
        about = _about(other, each)
        law = (LAW[row.kind],) if row.kind in LAW else ()
        if other.overridden:
            message = (
                "By the law it is not paid before us, but you count it so: {holder}, {amount} out of {collateral}. Your reason: {reason}"
                if other.place is Place.BEFORE
                else "By the law it is paid before us or with us, but you leave it out: {holder}, {amount} out of {collateral}. Your reason: {reason}"
            )
            notes.override(row, "ahead", message, law, **about, reason=reason_of(record, row, "ahead"))
            continue
        if other.contradicted:
            message = "You say otherwise than the law of who is paid first, without a reason that stands: {holder}, {amount} out of {collateral}. The law counts until you give one."
        elif row.ahead and row.kind not in RANKS:
            message = "A lease is paid nothing out of the price, so that it is ticked as paid before us changes nothing: what it takes from {collateral} is a lower value, or fixed costs of its sale."
        elif other.undated and other.place is Place.BEFORE:
            message = "Its day is not known: it is taken to be older than our mortgage and paid before us."
        if message is None:
            continue
        notes.say(row, "ahead", message, law, **about)


_RANK_SENTENCES = {
    Place.BEFORE: "By its rank it is paid before us: {amount} comes out of {collateral} first.",
    Place.EQUAL: "It ranks with ours on {collateral}: both are paid in proportion. If the register puts it first, the bid is lower.",
    Place.BETWEEN: "It ranks between ours on {collateral}: it is paid after the first of ours and before the last.",
}


_RANKS_LEFT_OUT_OF_SOME = {
    Place.BEFORE: "By its rank it is paid before us: {amount} comes out of {collateral} first, but for the scenarios that leave it out.",
    Place.EQUAL: "It ranks with ours on {collateral}: both are paid in proportion, but for the scenarios that leave it out. If the register puts it first, the bid is lower.",
    Place.BETWEEN: "It ranks between ours on {collateral}: it is paid after the first of ours and before the last, but for the scenarios that leave it out.",
}


def _about(other: RankedEncumbrance, each: PricedCollateral) -> dict[str, Any]:
    row = other.encumbrance
    return {
        "holder": row.holder or row.name or row.kind,
        "amount": row.amount or Term("no amount entered"),
        "collateral": named(each.row),
    }


def prior_claims(
    record: LotRecord, each: PricedCollateral, scenario: Scenario, sale: Sale, notes: InputNotes
) -> tuple[PriorClaim, ...]:
    """What is paid out of one sale before our security.

    What ranks before all of ours counts in full; what stands beside or between ours gets what the order of payment
    gives it. What is struck out of the scenario with a reason is not counted.
    """
    counted = [other for other in each.others if not _struck(record, scenario, other, each, notes)]
    claims: list[tuple[RankedEncumbrance, Decimal]] = []
    for other in counted:
        if other.place not in TAKES:
            continue
        if other.encumbrance.amount is None:
            message = "What is paid before us out of {collateral} has no amount: {holder}."
            row = other.encumbrance
            notes.lacks(
                row, "amount", message, collateral=named(each.row), holder=row.holder or row.name or row.kind
            )
            continue
        amount = notes.amount(other.encumbrance, "amount")
        if amount is not None:
            claims.append((other, amount))
    if all(other.place is Place.BEFORE for other, _ in claims):
        return tuple(PriorClaim(kind=other.encumbrance.kind.value, amount=amount) for other, amount in claims)
    with exact():
        proceeds = secured_proceeds(each.asset, sale)
    paid = paid_from(proceeds, each.security, [other for other, _ in claims])
    return tuple(
        PriorClaim(
            kind=other.encumbrance.kind.value,
            amount=amount if other.place is Place.BEFORE else paid[other.encumbrance.id],
        )
        for other, amount in claims
    )


def out_of_appraisal(
    record: LotRecord, collateral: str, not_yet: Collection[str] = (), dead: Collection[RowKey] = ()
) -> dict[str, Money] | None:
    """What each encumbrance of one collateral gets when it fetches its appraised value, by id; costs and taxes are
    left out.

    Ranks, caps and claims are those of the price: security of ours gets nothing where an open finding takes its value or
    that of the collateral (`dead`). Ours that was only assumed is left out where some was entered. None without an appraisal, and where amounts are in several currencies.
    """
    row = record.get(Collateral, collateral)
    valued = standing_appraisal(record, row, not_yet) if row is not None else None
    if row is None or valued is None or valued.value is None:
        return None
    value, notes = valued.value, InputNotes(valued.value.currency)
    due = owed(record, record.last(Listing), notes)
    mine = ours_on(record, collateral)
    ours = [] if key_of(row) in dead else [each for each in mine if key_of(each) not in dead]
    rows = [
        row for row in record.all(Encumbrance, collateral=collateral) if not row.ours and row.kind in RANKS
    ]
    caps = {each: notes.amount(each, cap_field(each)) for each in ours}
    for each in rows:
        notes.amount(each, "amount")
    if notes.missing:
        return None
    known, whole = (due.by_claim, due.whole.amount) if due is not None else ({}, value.amount)
    security = our_security(record, caps, known, whole)
    others = [standing(record, each, ours) for each in rows]
    paid = paid_from(value.amount, security, others, frozenset(Place))
    return {
        name: Money.of(amount, value.currency)
        for name, amount in ({each.id: ZERO for each in mine} | paid).items()
    }


def paid_first(record: LotRecord, collateral: str) -> tuple[Encumbrance, ...]:
    """What is paid out of a collateral before ours or with ours: by law, or as a person says with a reason."""
    found = ranked(record, collateral, ours_on(record, collateral))
    return tuple(each.encumbrance for each in found if each.place in TAKES)


def _struck(
    record: LotRecord,
    scenario: Scenario,
    other: RankedEncumbrance,
    each: PricedCollateral,
    notes: InputNotes,
) -> bool:
    for row in record.all(
        ScenarioPrior, scenario=scenario.id, encumbrance=other.encumbrance.id, counted=False
    ):
        if other.place not in TAKES:
            return True
        about = _about(other, each) | {"scenario": Term(scenario.name)}
        if leaves_out(record, row):
            message = "In {scenario} you leave out what is paid before us or with us out of {collateral}: {holder}, {amount}. Your reason: {reason}"
            notes.override(row, "counted", message, **about, reason=reason_of(record, row, "counted"))
            return True
        message = "In {scenario} you leave out what is paid before us or with us out of {collateral}, without a reason that stands: {holder}, {amount}. It counts until you give one."
        notes.say(row, "counted", message, **about)
    return False
