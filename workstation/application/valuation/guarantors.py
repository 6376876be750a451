"""What each guarantor still owes by law, and what of it can be reached."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from workstation.application.valuation.claims import Owed
from workstation.application.valuation.notes import InputNotes, RowKey, key_of
from workstation.domain.errors import Term
from workstation.domain.fields import field_of
from workstation.domain.findings.finding import Finding
from workstation.domain.guarantee_liability import VOID_SHARES, void_cap
from workstation.domain.guarantee_period import NO_PERIOD
from workstation.domain.guarantees import Guarantee, PeriodKind
from workstation.domain.money import Money
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.domain.rounding import ONE, to_cents
from workstation.domain.scenarios import Scenario, ScenarioGuarantor
from workstation.domain.valuation import GuarantorPayment, GuarantorWealth, SharedWealth

# besides kill findings: the guarantor may refuse, for the own limitation is over (民法典第694条)
ENDED: Final = frozenset({"guarantee.barred"})


def wealth(
    record: LotRecord,
    keys: dict[RowKey, str],
    due: Owed,
    dead: dict[RowKey, Finding],
    doubts: dict[str, list[Finding]],
    *,
    notes: InputNotes,
) -> dict[str, GuarantorWealth]:
    """What can be reached of each guarantor, by id of the guarantee.

    `dead` are the open findings that free a guarantor: such a one brings nothing. `doubts` are those that do not: the
    guarantor counts, and the figure says so. What one pays is bounded by the cap of the promise and by the claim
    it is for. A void promise bears in each scenario its share of what stays unpaid there (担保制度解释第17条).
    What a party owns is counted once, however many guarantees it gave.
    """
    counted = _counted(record, dead, notes)
    purses = _purses(keys, counted)
    found: dict[str, GuarantorWealth] = {}
    for row, assets in counted:
        about: dict[str, Any] = {"guarantor": _name(record, row)}
        _say_unknown(row, notes, about)
        for doubt in doubts.get(row.id, ()):
            name = doubt.subject.field if doubt.subject.row == row.id else ""
            message = "The figure counts {guarantor} as bound, but a rule says: {finding}"
            notes.say(row, name, message, doubt.law, **about, finding=doubt)
        shared = purses.get(row.guarantor or "")
        if shared is not None:
            message = "{guarantor} gave more than one guarantee and owns what it owns once: by the largest value that is entered, no more than {bound} is counted for all of them."
            notes.say(
                row, "asset_value", message, **about, bound=Money.of(to_cents(shared.amount), notes.currency)
            )
        found[row.id] = replace(_reachable(row, keys[key_of(row)], assets, due, notes, about), shared=shared)
    return found


def _counted(
    record: LotRecord, dead: dict[RowKey, Finding], notes: InputNotes
) -> list[tuple[Guarantee, Decimal]]:
    """The guarantees that bring something, with the wealth behind each."""
    found: list[tuple[Guarantee, Decimal]] = []
    for row in record.all(Guarantee):
        about: dict[str, Any] = {"guarantor": _name(record, row)}
        killed = dead.get(key_of(row))
        if killed is not None:
            message = "{guarantor} pays nothing in this figure, for a rule says: {finding} Settle that finding with a reason, and it counts."
            notes.say(row, killed.subject.field, message, killed.law, **about, finding=killed)
            continue
        if row.asset_value is None:
            message = "What {guarantor} owns is not entered: nothing is counted."
            notes.say(row, "asset_value", message, **about)
            continue
        assets = notes.amount(row, "asset_value")
        if assets is not None:
            found.append((row, assets))
    return found


def _purses(keys: dict[RowKey, str], counted: list[tuple[Guarantee, Decimal]]) -> dict[str, SharedWealth]:
    """What can be reached of each party that gave more than one of the guarantees, by its id: the largest of what is
    entered for them. In the computation the party goes by the name of its first guarantee."""
    found: dict[str, SharedWealth] = {}
    for party in {row.guarantor for row, _ in counted if row.guarantor is not None}:
        given = [(row, assets) for row, assets in counted if row.guarantor == party]
        if len(given) > 1:
            most = max(
                assets * (ONE if row.access_rate is None else row.access_rate) for row, assets in given
            )
            found[party] = SharedWealth(party=keys[key_of(given[0][0])], amount=most)
    return found


def _say_unknown(row: Guarantee, notes: InputNotes, about: dict[str, Any]) -> None:
    """The facts without which no rule looks at whether a guarantor is still bound."""
    if row.kind in NO_PERIOD:
        return
    needed = ["kind", "contract_date", "debt_due", "period_kind"]
    needed += ["period_months"] if row.period_kind is PeriodKind.MONTHS else []
    needed += ["period_end"] if row.period_kind is PeriodKind.DATE else []
    for name in needed:
        if getattr(row, name) is None:
            message = "{what} of the guarantee of {guarantor} is not entered: whether it still binds cannot be told, and it is counted as bound."
            notes.say(
                row, name, message, ("民法典第692条",), **about, what=Term(field_of(Guarantee, name).label)
            )


def _reachable(  # noqa: PLR0917 - a promise, its name, its wealth, what it is for, and where to say what was taken
    row: Guarantee, key: str, assets: Decimal, due: Owed, notes: InputNotes, about: dict[str, Any]
) -> GuarantorWealth:
    if row.access_rate is None:
        message = "How much of what {guarantor} owns can be reached is not entered: all of it is counted."
        notes.say(row, "access_rate", message, **about)
    access = ONE if row.access_rate is None else row.access_rate
    bounds: list[tuple[str, str, Decimal, tuple[str, ...]]] = []
    cap = notes.amount(row, "cap")
    if cap is not None:
        message = "{guarantor} promised no more than {bound}: no more is counted."
        bounds.append(("cap", message, cap, ("民法典第690条",)))
    if row.claim is not None and row.claim in due.by_claim:
        claim = due.by_claim[row.claim]
        bounds.append(("claim", *_of_one_claim(row, claim)))
    if row.fault is not None:
        message = "The promise of {guarantor} is void: of what the sales, other guarantors before it and the debtor leave unpaid, {share} at most is counted, and not before the last sale and the dividend."
        share = Fraction(*VOID_SHARES[row.fault])
        notes.say(row, "fault", message, ("担保制度解释第17条",), **about, share=str(share))
    name, message, bound, law = min(bounds, key=lambda each: each[2], default=("", "", assets, ()))
    if not bounds or assets * access <= bound:
        return GuarantorWealth(id=key, asset_value=assets, access_rate=access, void=row.fault)
    notes.say(row, name, message, law, **about, bound=Money.of(bound, notes.currency))
    return GuarantorWealth(id=key, asset_value=bound, access_rate=ONE, void=row.fault)


def _of_one_claim(row: Guarantee, claim: Decimal) -> tuple[str, Decimal, tuple[str, ...]]:
    """What bounds a promise for one claim: the sentence, the most, the article."""
    if row.fault is None:
        return "{guarantor} answers for one claim of {bound}: no more is counted.", claim, ("民法典第691条",)
    message = "{guarantor} answers for one claim, and the promise is void: no more than {bound} is counted."
    return message, void_cap(row.fault, claim), ("担保制度解释第17条",)


def payments(
    record: LotRecord, scenario: Scenario, counted: dict[str, GuarantorWealth], notes: InputNotes
) -> dict[str, GuarantorPayment]:
    """What each counted guarantor pays in a scenario, by the name used in the computation."""
    found: dict[str, GuarantorPayment] = {}
    rows = record.all(ScenarioGuarantor, scenario=scenario.id)
    entered = {row.guarantee for row in rows}
    for promise in record.all(Guarantee):
        if promise.id in counted and promise.id not in entered:
            message = "No payment of {guarantor} is entered in {scenario}: it pays nothing there."
            about: dict[str, Any] = {"guarantor": _name(record, promise), "scenario": Term(scenario.name)}
            notes.say(promise, "", message, **about)
    for row in rows:
        if row.guarantee not in counted:
            continue
        if row.probability is None:
            message = "How likely a guarantor pays in {scenario} is not entered: nothing is counted there."
            notes.say(row, "probability", message, scenario=Term(scenario.name))
            continue
        if row.probability and row.cash_date is None:
            notes.lacks(
                row,
                "cash_date",
                "When a guarantor pays in {scenario} is missing.",
                scenario=Term(scenario.name),
            )
            continue
        payment = GuarantorPayment(probability=row.probability, cash_date=row.cash_date)
        found[counted[row.guarantee].id] = payment
    return found


def _name(record: LotRecord, row: Guarantee) -> str:
    party = record.get(Party, row.guarantor)
    return (party.name if party is not None else None) or row.key or row.contract_no or Term(Guarantee.title)
