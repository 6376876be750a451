"""The bid-decision memo of a lot: blocks without layout, equal for equal input."""

from collections.abc import Callable
from decimal import Decimal

from workstation.application.memo.examined import Titles
from workstation.application.memo.figures import FigureMaker, Show, Translate
from workstation.application.memo.material import HASH_SHOWN, Material, Writing
from workstation.application.memo.sections import sections
from workstation.application.memo.summary import summary
from workstation.domain.decisions import Decision, DecisionKind
from workstation.domain.findings.valuation_rules import unexamined
from workstation.domain.listings import Listing
from workstation.domain.memo import DecisionBox, Footer, Header, KeyFigure, Memo, Tone
from workstation.domain.money import Money
from workstation.domain.scenarios import Assumptions
from workstation.domain.signatures import SignatureRole
from workstation.language.formats import Formats, named, near, rounded

_WORDS = {
    DecisionKind.BID: "Bid",
    DecisionKind.BID_WITH_CONDITIONS: "Bid with conditions",
    DecisionKind.WATCH: "Watch",
    DecisionKind.PASS: "Pass",
}
DISCLAIMER = (
    "Not legal, tax or investment advice. Sold as is: the buyer accepts known and unknown defects. Dates and values"
    " depend on the facts cited. Confidential."
)


def build_memo(
    material: Material,
    *,
    tr: Translate,
    show: Show,
    formats: Formats,
    writing: Writing,
    titles: Titles,
    language: str,
    ordinal: int,
) -> Memo:
    """`titles` are the checklist's items with their titles in the memo's language; `ordinal` is the memo's version."""
    figures = FigureMaker(material.record, tr, show, formats)
    first_page = summary(material, figures, writing)
    rest = sections(material, figures, writing, titles)
    lot = material.record.lot
    return Memo(
        language=language,
        header=Header(lot.name, _title(material, tr, lot.number, ordinal)),
        footer=Footer(_facts(material, tr, lot.number or lot.name, ordinal), tr(DISCLAIMER)),
        headline=_headline(material, tr, formats),
        subline=_subline(material, tr, writing),
        decision=_decision(material, tr, writing),
        summary_title=tr("Summary"),
        summary=first_page,
        sections=rest,
        exhibits=figures.register.exhibits(),
        draft=not material.signatures.complete,
        author=_author(material),
        subject=f"{lot.number} · {lot.name}" if lot.number else lot.name,
    )


def _author(material: Material) -> str:
    """Who signed as analyst, else who is named to; "" while nobody is."""
    signed = material.signatures.standing.get(SignatureRole.ANALYST)
    decision = material.record.first(Decision)
    return signed.person if signed is not None else (decision.analyst if decision else None) or ""


def _title(material: Material, tr: Translate, number: str | None, ordinal: int) -> str:
    """At the head of each page, beside the lot's name; in the sample with its day, which is not the reader's: a person's own
    lot in it too is dated and priced on that day."""
    title = (
        tr("Bid decision memo · {lot} · version {version}", lot=_shortened(number), version=ordinal)
        if number
        else tr("Bid decision memo · version {version}", version=ordinal)
    )
    return f"{title} · {_demo_date(tr, f'{material.today:%Y-%m-%d}')}" if material.is_demo_day else title


def _shortened(name: str, most: int = 24) -> str:
    """A name in a line that holds more than it; in full it stands elsewhere."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _demo_date(tr: Translate, day: str) -> str:
    return tr("Demo date {day}", day=day)


def _facts(material: Material, tr: Translate, number: str, ordinal: int) -> str:
    """No id enters the page: the run is named by its number and the hashes of its inputs and of the log. On the day of
    the run its moment is printed, so that a memo exported twice is one memo; on another day that day."""
    frozen = material.run.frozen_at
    is_of_the_run = frozen is not None and frozen.date() == material.today
    day = f"{frozen:%Y-%m-%d %H:%M}" if is_of_the_run else f"{material.today:%Y-%m-%d}"
    return tr(
        "{lot} v{version} · run {run} · inputs {inputs} · log {log} · {day}",
        lot=_shortened(number),
        version=ordinal,
        run=material.run.ordinal,
        inputs=(material.run.inputs_hash or "")[:HASH_SHOWN],
        log=(material.run.log_head or "")[:HASH_SHOWN],
        day=_demo_date(tr, day) if material.is_demo_day else day,
    )


def _word(material: Material, tr: Translate) -> str:
    """The decision; a plain bid that is made against what stands against it says so."""
    decision = material.record.first(Decision)
    if decision is None or decision.kind is None:
        return tr("Not decided yet")
    if decision.kind is DecisionKind.BID and material.against:
        return tr("Bid all the same")
    return tr(_WORDS[decision.kind])


def _headline(material: Material, tr: Translate, formats: Formats) -> str:
    """Says "up to" of a bid that may be made alone: what stands against a plain bid is counted in it."""
    bid, decision = material.result.price.max_bid_on_ladder, material.record.first(Decision)
    word, kind = _word(material, tr), decision.kind if decision is not None else None
    if bid is None:
        return tr("{decision}: the start price is above the max bid", decision=word)
    amount = formats.headline(bid, material.inputs.currency)
    said = {"decision": word, "bid": amount, "count": len(material.against)}
    if kind in {DecisionKind.PASS, DecisionKind.WATCH}:
        return tr("{decision}; the price works out at {bid}", **said)
    if kind is not DecisionKind.BID_WITH_CONDITIONS and material.against:
        return tr("{decision}, up to {bid}; {count} points against a plain bid", **said)
    return tr("{decision}, up to {bid}", **said)


def _subline(material: Material, tr: Translate, writing: Writing) -> str:
    result = material.result
    if result.percent_of_claim is None:
        return material.record.lot.name
    return tr(
        "{lot}: the claim counts at {claim}; the bid is {share}% of it.",
        lot=material.record.lot.name,
        claim=named(material.inputs.currency, writing.whole(material.inputs.claim.amount)),
        share=rounded(result.percent_of_claim, 0),
    )


def _decision(material: Material, tr: Translate, writing: Writing) -> DecisionBox:
    result, listing = material.result, material.record.last(Listing)
    bid = result.price.max_bid_on_ladder
    ladder = _ladder(material, tr, writing)
    return DecisionBox(
        word=_word(material, tr),
        caption=tr("Max bid on the ladder, {currency}", currency=material.inputs.currency),
        amount=writing.whole(bid) if bid is not None else "—",
        reached=(ladder, _exact(material, tr, writing), tr("before tax and financing")),
        figures=(*_returns(material, tr, writing), *_terms(material, listing, tr, writing.whole)),
    )


def _exact(material: Material, tr: Translate, writing: Writing) -> str:
    said = tr("exact {amount}", amount=writing.amount(material.result.price.max_bid))
    return tr("{said}, on assumed security", said=said) if any(unexamined(material.record)) else said


def _ladder(material: Material, tr: Translate, writing: Writing) -> str:
    """How the bid is reached; the start price it stays below, or that none is known."""
    bidding, price = material.inputs.bid, material.result.price
    step = writing.whole(bidding.increment)
    if not bidding.start_price:
        return tr("start price unknown, in steps of {increment}", increment=step)
    start = writing.whole(bidding.start_price)
    if price.max_bid_on_ladder is None:
        return tr("start price {start}", start=start)
    return tr("{start} + {steps} x {increment}", start=start, steps=price.ladder_steps, increment=step)


def _returns(material: Material, tr: Translate, writing: Writing) -> tuple[KeyFigure, ...]:
    priced, target = material.result.at_ladder_bid, material.inputs.target_irr
    expected = priced.expected if priced else None
    assumptions = material.record.first(Assumptions)
    limit = assumptions.loss_limit if assumptions else None
    loss = priced.probability_of_loss if priced else None
    irr = expected.irr if expected else None
    too_risky = loss is not None and loss > (limit or 0)
    return (
        KeyFigure(
            tr("Weight of losing scenarios"),
            writing.percent(loss, 1) if loss is not None else "—",
            tr("limit {limit}", limit=writing.percent(limit, 0))
            if limit is not None
            else tr("no limit is set"),
            Tone.WARNING if too_risky else Tone.PLAIN,
        ),
        _below_target(material, tr, writing),
        KeyFigure(
            tr("IRR, expected cash"),
            writing.percent(irr, 2) if irr is not None else "—",
            tr("target {target}", target=writing.percent(target, 2)),
        ),
        KeyFigure(
            tr("Cash at closing"),
            writing.whole(priced.cash_at_closing) if priced else "—",
            tr("bid, costs and {fixed}", fixed=writing.whole(material.inputs.bid.fixed_closing_cost)),
        ),
    )


def _below_target(material: Material, tr: Translate, writing: Writing) -> KeyFigure:
    """Of scenarios worth less than the target asks, those that lose among them; none without a bid."""
    priced, target = material.result.at_ladder_bid, material.inputs.target_irr
    return KeyFigure(
        tr("Weight below {target}", target=writing.percent(target, 0)),
        writing.percent(priced.probability_below_target, 1) if priced else "—",
        tr("scenarios under the target"),
    )


def _terms(
    material: Material, listing: Listing | None, tr: Translate, whole: Callable[[Decimal], str]
) -> tuple[KeyFigure, ...]:
    deposit = listing.deposit if listing else None
    deposit_due = listing.deposit_due if listing else None
    bid_end = listing.bid_end if listing else None
    return (
        KeyFigure(
            tr("Deposit, by {when}", when=near(deposit_due, material.today))
            if deposit_due
            else tr("Deposit"),
            _stated(deposit, material, whole) if deposit else "—",
        ),
        KeyFigure(tr("Bidding closes"), near(bid_end, material.today) if bid_end else "—"),
        KeyFigure(tr("Balance paid on"), near(material.inputs.valuation_date, material.today)),
        KeyFigure(tr("Break-even bid"), whole(material.result.break_even_bid)),
    )


def _stated(amount: Money, material: Material, whole: Callable[[Decimal], str]) -> str:
    """In the currency of the bid as all else in the box; another one is named."""
    text = whole(amount.amount)
    return text if amount.currency == material.inputs.currency else f"{amount.currency} {text}"
