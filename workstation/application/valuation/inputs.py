"""One reading of a lot as the inputs of its price (golden contract, sections 7 and 8)."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from workstation.application.valuation.claims import Owed, owed
from workstation.application.valuation.costs import costs, left_unsold
from workstation.application.valuation.counted_apart import say_counted_apart
from workstation.application.valuation.guarantors import payments, wealth
from workstation.application.valuation.notes import InputNotes, RowKey, key_of, named
from workstation.application.valuation.overrides import say_settled, without_value
from workstation.application.valuation.repeated import say_repeated
from workstation.application.valuation.security import (
    PricedCollateral,
    priced_collateral,
    prior_claims,
    say_appraisals,
    say_ranks,
)
from workstation.domain.checklists.answers import Severity
from workstation.domain.claims import Claim
from workstation.domain.collateral import Collateral
from workstation.domain.errors import Term
from workstation.domain.events import Event
from workstation.domain.findings.collateral_rules import DATED_AHEAD
from workstation.domain.findings.finding import Finding
from workstation.domain.findings.rules import findings
from workstation.domain.findings.settled import open_findings
from workstation.domain.guarantee_acts import acts
from workstation.domain.guarantees import Assertion, Guarantee
from workstation.domain.input_errors import InputError
from workstation.domain.listings import Listing
from workstation.domain.ranges import check_ranges, check_weights
from workstation.domain.record import LotRecord
from workstation.domain.reference import NO_REFERENCE, Reference
from workstation.domain.rounding import ONE, ZERO
from workstation.domain.scenarios import Assumptions, Scenario, ScenarioSale, in_order, weights
from workstation.domain.valuation import (
    BidTerms,
    Dividend,
    GuarantorWealth,
    Leverage,
    Sale,
    ScenarioInput,
    ValuationInput,
)
from workstation.domain.valuation.cashflows import FlowKind
from workstation.language.currencies import currency_code

# the ladder of returns that the Valuation panel and the memo show beside the target
TARGETS = tuple(Decimal(text) for text in ("0.10", "0.12", "0.14", "0.16", "0.18", "0.20", "0.25"))

# where an act is entered that keeps a guarantor bound
_ACTS = (Assertion.entity, Event.entity)

# what no row of the lot has a field for: the English keys of what is said then
NO_LISTING = "The listing is missing."
NO_PRINCIPAL = "The principal of the claim is missing."
NO_SCENARIO = "A scenario is missing."

_FLOWS: Final = frozenset(kind.value for kind in FlowKind)  # what cash flows of no row are called


@dataclass(frozen=True, slots=True)
class Facts:
    """What a bid can be computed from.

    inputs: None while something is missing, or a value is out of its range.
    missing: what stops it.
    says: what the figure takes as given, leaves out or reads against the law, beside the rows that it speaks of.
    keys: from the names used in the computation to the rows.
    problem: a value out of its range; then nothing is computed.
    """

    inputs: ValuationInput | None
    missing: tuple[Finding, ...] = ()
    says: tuple[Finding, ...] = ()
    keys: dict[str, RowKey] = field(default_factory=dict)
    problem: InputError | None = None

    @property
    def hash(self) -> str:
        """SHA-256 over the inputs; equal inputs give equal hashes whatever the ids of the rows."""
        return hashlib.sha256(canonical_json(asdict(self.inputs) if self.inputs else {})).hexdigest()


def facts(record: LotRecord, today: date, reference: Reference = NO_REFERENCE) -> Facts:
    """What the price of a lot is computed from, out of its rows alone: no default is taken.

    `today` is the day on which the rules look, `reference` what they look up. Ranks, caps and what a guarantor still
    owes come from the rules; a tick or a settled finding counts with its reason.
    """
    return facts_with(record, findings(record, today, reference))


def facts_with(record: LotRecord, found: Sequence[Finding]) -> Facts:
    """The same from findings of rules that are at hand already."""
    try:
        check_ranges(record)
    except InputError as error:
        return Facts(None, problem=error)
    listing, given = record.last(Listing), record.first(Assumptions)
    notes = InputNotes(_currency(record, listing))
    due = owed(record, listing, notes)
    _needed(record, listing, given, due, notes)
    if listing is None or given is None or due is None or given.valuation_date is None:
        return Facts(None, tuple(notes.missing), tuple(notes.says))
    keys = _keyed(record)
    dead, doubts = _held_against(record, open_findings(record, found := tuple(found)))
    things = priced_collateral(record, keys, due, dead, notes, not_yet=_not_yet(found))
    counted = wealth(record, keys, due, dead, doubts, notes=notes)
    say_settled(record, found, dead, notes)
    say_appraisals(things.values(), given.valuation_date, notes)
    say_ranks(record, things.values(), notes)
    say_counted_apart(record, things.values(), counted, due, notes)
    in_figure = {identity: each.asset.id for identity, each in things.items()}
    inputs = ValuationInput(
        currency=notes.currency,
        valuation_date=given.valuation_date,
        target_irr=given.target_irr or ZERO,
        target_irrs=TARGETS,
        claim=due.whole,
        bid=_bid(listing, given, notes),
        costs=costs(record, given, in_figure, notes),
        collateral=tuple(each.asset for each in things.values()),
        guarantors=tuple(counted.values()),
        buyer_tax_rate=given.buyer_tax_rate,
        leverage=_leverage(record, given, in_figure, notes),
        scenarios=_scenarios(record, things, counted, notes),
    )
    return _known(record, inputs, {key: row for row, key in keys.items()}, notes)


def _known(record: LotRecord, inputs: ValuationInput, keys: dict[str, RowKey], notes: InputNotes) -> Facts:
    """The inputs with what was said while they were derived; without them where something is missing or cannot be."""
    say_repeated(record, notes)
    says = _once(notes.says)
    if notes.missing:
        return Facts(None, tuple(notes.missing), says, keys)
    try:
        check_weights(record)
    except InputError as error:
        return Facts(None, says=says, keys=keys, problem=error)
    return Facts(inputs, says=says, keys=keys)


def _not_yet(found: Iterable[Finding]) -> frozenset[str]:
    """Appraisals whose day has not come, as `dated_after` knows them."""
    return frozenset(each.subject.row for each in found if each.rule == DATED_AHEAD)


def _scenarios(
    record: LotRecord,
    things: dict[str, PricedCollateral],
    counted: dict[str, GuarantorWealth],
    notes: InputNotes,
) -> tuple[ScenarioInput, ...]:
    scenarios = in_order(record.all(Scenario))
    weighs = weights(scenarios)
    for row in scenarios:
        if row.probability is None and not weighs[row.id]:
            message = "How likely {scenario} is, is not entered, and the others leave nothing: it counts with nothing."
            notes.say(row, "probability", message, scenario=Term(row.name))
    return tuple(
        ScenarioInput(
            name=row.name,
            probability=weighs[row.id],
            sales=_sales(record, row, things, notes),
            guarantors=payments(record, row, counted, notes),
            borrower=_dividend(row, notes),
        )
        for row in scenarios
    )


def _once(said: Iterable[Finding]) -> tuple[Finding, ...]:
    found: list[Finding] = []
    for each in said:
        if each not in found:
            found.append(each)
    return tuple(found)


def _currency(record: LotRecord, listing: Listing | None) -> str:
    """That of the start price; where none is published that of the claim."""
    if listing is not None and listing.start_price is not None:
        return listing.start_price.currency
    named = (claim.currency for claim in record.all(Claim) if claim.currency)
    return next((currency_code(name) or name.strip() for name in named if name.strip()), "CNY")


def _needed(
    record: LotRecord,
    listing: Listing | None,
    given: Assumptions | None,
    due: Owed | None,
    notes: InputNotes,
) -> None:
    """What no figure can do without."""
    lot = record.lot
    if listing is None:
        notes.lacks(lot, "", NO_LISTING)
    if due is None:
        notes.lacks(lot, "", NO_PRINCIPAL)
    if given is None or given.valuation_date is None:
        notes.lacks(given or lot, "valuation_date", "The day on which the balance is paid is missing.")
    if given is None or given.target_irr is None:
        notes.lacks(given or lot, "target_irr", "The target IRR is missing.")
    if not record.all(Scenario):
        notes.lacks(lot, "", NO_SCENARIO)


def _held_against(
    record: LotRecord, opened: tuple[Finding, ...]
) -> tuple[dict[RowKey, Finding], dict[str, list[Finding]]]:
    """What open findings come to. First the rows that bring nothing (`without_value`); then, by guarantee, what they hold against it, or against an act that keeps its guarantor bound, without
    freeing the guarantor. That a promise is void is not among these: the figure counts its share."""
    dead = without_value(opened)
    against = [
        each
        for each in opened
        if each.rule.startswith("guarantee.")
        and each.rule != "guarantee.void"
        and each.severity in {Severity.HIGH, Severity.MEDIUM}
    ]
    doubts: dict[str, list[Finding]] = {}
    for row in record.all(Guarantee):
        done = {act.id for act in acts(record, row)}
        touched = {key_of(row), *((entity, act) for entity in _ACTS for act in done)}
        doubts[row.id] = [each for each in against if (each.subject.entity, each.subject.row) in touched]
    return dead, doubts


def _keyed(record: LotRecord) -> dict[RowKey, str]:
    """Short names inside the computation, of each collateral and guarantee: the row's own if it has one. No two rows have
    the same name, since a cash flow and a recovery are known by it alone."""
    keys: dict[RowKey, str] = {}
    taken = set(_FLOWS)
    rows: list[tuple[Collateral | Guarantee, str]] = []
    rows += ((row, f"A{position}") for position, row in enumerate(record.all(Collateral), 1))
    rows += ((row, f"G{position}") for position, row in enumerate(record.all(Guarantee), 1))
    for row, short in rows:
        wanted = row.key or short
        names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
        keys[key_of(row)] = next(name for name in names if name not in taken)
        taken.add(keys[key_of(row)])
    return keys


def _bid(listing: Listing, given: Assumptions, notes: InputNotes) -> BidTerms:
    """Without a published start price the ladder begins at nothing, without an increment its step is one unit."""
    if listing.start_price is None:
        notes.say(listing, "start_price", "No start price is published: the bid ladder begins at nothing.")
    if listing.increment is None:
        notes.say(listing, "increment", "No bid increment is known: the bid ladder goes by single units.")
    _say_no_costs(given, notes)
    if listing.payment_due is not None and listing.payment_due != given.valuation_date:
        message = "The listing wants the balance by {due}, and this figure has it paid on {paid}."
        notes.say(given, "valuation_date", message, due=listing.payment_due, paid=given.valuation_date)
    if name := next((name for name in ("tax_rule", "tax_bearer") if getattr(listing, name)), ""):
        message = "Who bears the taxes is a rule of the listing and no amount: what a buyer bears beyond the entered rates is not counted."
        notes.say(listing, name, message, ("法释〔2016〕18号第30条",))
    both = listing.deposit is not None and given.deposit_date is not None
    return BidTerms(
        start_price=notes.amount(listing, "start_price") or ZERO,
        increment=notes.amount(listing, "increment") or ONE,  # none of nothing gets here: `check_ranges`
        transaction_cost_rate=given.transaction_cost_rate or ZERO,
        fixed_closing_cost=notes.amount(given, "fixed_closing_cost") or ZERO,
        deposit=notes.amount(listing, "deposit") if both else None,
        deposit_date=given.deposit_date if both else None,
    )


def _say_no_costs(given: Assumptions, notes: InputNotes) -> None:
    """A lot in another currency starts without the closing costs of the pack, which are yuan."""
    if given.transaction_cost_rate is None and given.fixed_closing_cost is None:
        notes.say(given, "transaction_cost_rate", "No costs of the purchase are entered: none are counted.")
    elif given.fixed_closing_cost is None:
        notes.say(given, "fixed_closing_cost", "No closing costs are entered: none are counted.")
    elif given.transaction_cost_rate is None:
        message = "No transaction costs in percent of the bid are entered: none are counted."
        notes.say(given, "transaction_cost_rate", message)


def _leverage(
    record: LotRecord, given: Assumptions, keys: dict[str, str], notes: InputNotes
) -> Leverage | None:
    if given.leverage_share is None:
        return None
    thing = given.leverage_repaid_with or ""
    repaid = keys.get(thing)
    if given.leverage_rate is None or repaid is None:
        message = "A borrowed share without its rate, or without the sale that repays it, is left out of the returns."
        notes.say(given, "leverage_share", message)
        return None
    if (about := left_unsold(record, thing)) is not None:
        message = "A loan is repaid when {collateral} is sold, and {scenario} does not sell it: add its sale there, or name another."
        notes.lacks(given, "leverage_repaid_with", message, **about)
        return None
    return Leverage(share=given.leverage_share, rate=given.leverage_rate, repay_with=repaid)


def _sales(
    record: LotRecord, scenario: Scenario, things: dict[str, PricedCollateral], notes: InputNotes
) -> dict[str, Sale]:
    found: dict[str, Sale] = {}
    for identity, each in things.items():
        about: dict[str, Any] = {"collateral": named(each.row), "scenario": Term(scenario.name)}
        row = record.first(ScenarioSale, scenario=scenario.id, collateral=identity)
        if row is None:
            message = "{collateral} is not sold in {scenario}: it brings nothing there."
            notes.say(each.row, "", message, **about)
            continue
        if row.forced_sale_discount is None:
            notes.lacks(
                row, "forced_sale_discount", "The discount of {collateral} in {scenario} is missing.", **about
            )
        if row.cash_date is None:
            notes.lacks(row, "cash_date", "When {collateral} is sold in {scenario} is missing.", **about)
        if row.forced_sale_discount is None or row.cash_date is None:
            continue
        sale = Sale(forced_sale_discount=row.forced_sale_discount, cash_date=row.cash_date)
        paid_first = prior_claims(record, each, scenario, sale, notes)
        found[each.asset.id] = Sale(
            forced_sale_discount=row.forced_sale_discount, cash_date=row.cash_date, prior_claims=paid_first
        )
    return found


def _dividend(row: Scenario, notes: InputNotes) -> Dividend:
    if row.dividend and row.dividend_date is None:
        message = "When the borrower pays a dividend in {scenario} is missing."
        notes.lacks(row, "dividend_date", message, scenario=Term(row.name))
        return Dividend()
    return Dividend(dividend=row.dividend or ZERO, cash_date=row.dividend_date if row.dividend else None)


def canonical_json(node: Any) -> bytes:
    """Equal values give equal bytes: names in order, decimals without trailing zeros, days as ISO text."""
    return json.dumps(
        node, ensure_ascii=False, sort_keys=True, default=_plain, separators=(",", ":")
    ).encode()


def _plain(node: object) -> str:
    if isinstance(node, Decimal):
        return format(node.normalize(), "f")
    if isinstance(node, date | datetime):
        return node.isoformat()
    raise TypeError(type(node).__name__)
