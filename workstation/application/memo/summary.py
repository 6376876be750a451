"""The one-page summary of a memo (domain.md 8.1)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from workstation.application.consistency import Comparison
from workstation.application.deciding import point_sentence
from workstation.application.lot_summary import LotSummary
from workstation.application.memo.figures import FigureMaker, merged
from workstation.application.memo.findings import SECTION, risk_table, rule_rows, worst_first
from workstation.application.memo.material import NUMBER, Material, Writing
from workstation.application.memo.overrides import lines_of_overrides, overrides
from workstation.application.memo.recoveries import recoveries
from workstation.application.memo.waterfall import waterfall
from workstation.domain.appraisals import dated_after, standing_appraisal
from workstation.domain.checklists.answers import GATE, Severity
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import Collateral
from workstation.domain.decisions import Decision, DecisionKind
from workstation.domain.evidence import Coverage
from workstation.domain.findings.notes import RiskNote
from workstation.domain.findings.settled import open_findings
from workstation.domain.listings import Listing
from workstation.domain.memo import (
    Block,
    Column,
    Columns,
    Excerpt,
    Fact,
    Facts,
    Figure,
    Group,
    Item,
    Items,
    Meter,
    Pairs,
    Paragraph,
    Row,
    Signature,
    SignOff,
    Table,
    Text,
    Tone,
    plain,
)
from workstation.domain.next_dates import NextDate
from workstation.domain.signatures import Signature as SignedBy
from workstation.domain.signatures import SignatureRole
from workstation.domain.valuation import ValuationResult
from workstation.domain.valuation.performance import AfterTax, Levered, Returns
from workstation.language.formats import rounded
from workstation.language.labels import choice_label

DATES = 7  # of the first page
RISKS = 5  # of the first page; each override takes the room of one
FEWEST = 2


def summary(material: Material, figures: FigureMaker, writing: Writing) -> tuple[Block, ...]:
    tr = figures.tr
    left = (Group(tr("What it is"), (Facts(_what_it_is(material, figures)),)),)
    right = _why_it_pays(material, figures, writing)
    numbers = (Group(tr("Numbers"), _numbers(material, tr, writing), note=_at(material, tr, writing)),)
    return (
        Columns((left, right), (218.0, 277.0)),
        Columns((numbers, (waterfall(material, tr),)), (218.0, 277.0)),
        _terms_of_the_bid(material, tr),
        *overrides(material, figures),
        Group(tr("Main risks"), (_risks(material, figures, writing),)),
        Columns(
            (
                (Group(tr("Due diligence"), _diligence(material, tr)),),
                (_dates(material, figures),),
            ),
            (1.6, 1.0),
        ),
        Group(tr("Sign-off"), (_sign_off(material, tr),)),
    )


def _terms_of_the_bid(material: Material, tr: Callable[..., str]) -> Block:
    """The conditions, beside what they answer to."""
    conditions = Excerpt(tr("Conditions"), _conditions(material, tr))
    against = against_group(material, tr)
    return Columns((against, (conditions,)), (1.0, 1.0)) if against else conditions


def against_group(material: Material, tr: Callable[..., str]) -> tuple[Excerpt, ...]:
    """What stands against a plain bid, and why it is made all the same; nothing where nothing stands against it or where
    it was decided not to bid."""
    decision = material.record.first(Decision)
    kind = decision.kind if decision is not None else None
    if not material.against or kind in {DecisionKind.PASS, DecisionKind.WATCH}:
        return ()
    lines = [Item(plain(point_sentence(point, tr))) for point in material.against]
    if decision is not None and kind is DecisionKind.BID and decision.override:
        said = tr("Bid all the same, because: {reason}", reason=" ".join(decision.override.split()))
        lines.append(Item((Text(said, strong=True),)))
    return (Excerpt(tr("Against a plain bid"), Items(tuple(lines))),)


def _what_it_is(material: Material, figures: FigureMaker) -> tuple[Fact, ...]:
    record = material.record
    facts: list[Fact] = []
    listing, claims = record.last(Listing), record.all(Claim)
    if listing is not None:
        facts += [figures.fact(listing, name) for name in ("regime", "seller", "original_lender")]
    borrowers = {claim.borrower: claim for claim in reversed(claims) if claim.borrower or len(claims) == 1}
    facts += _borrowers(tuple(reversed(borrowers.values())), figures)
    principal = [row for row in record.all(Balance, kind=BalanceKind.PRINCIPAL) if row.amount is not None]
    if principal:
        without = {claim.id for claim in claims} - {row.claim for row in principal}
        facts.append(figures.together(principal, "amount", len(principal) + len(without), "Principal"))
    if listing is not None:
        facts += [figures.fact(listing, name, strong=True) for name in ("interest", "claim_total")]
    if capped := [claim for claim in claims if claim.capped_claim is not None]:
        facts.append(figures.together(capped, "capped_claim", len(claims)))
    elif claims:
        facts.append(figures.fact(claims[0], "capped_claim", strong=True))
    things = record.all(Collateral)
    standing = (standing_appraisal(record, thing, dated_after(record, material.today)) for thing in things)
    if valued := [appraisal for appraisal in standing if appraisal is not None]:
        facts.append(figures.together(valued, "value", len(things)))
    if listing is not None:
        facts.append(figures.fact(listing, "start_price", strong=True))
    return tuple(facts)


def _borrowers(claims: tuple[Claim, ...], figures: FigureMaker) -> list[Fact]:
    """One a line; many on one."""
    facts = [figures.fact(claim, "borrower") for claim in claims]
    if len(facts) <= FEWEST:
        return facts
    label = figures.tr("{field}, {count} of them", field=facts[0].label, count=len(facts))
    return [Fact(label, merged([fact.value for fact in facts], figures.tr("; ")))]


def _why_it_pays(material: Material, figures: FigureMaker, writing: Writing) -> tuple[Block, ...]:
    tr, decision = figures.tr, material.record.first(Decision)
    thesis = (decision.thesis if decision else None) or tr("No reason has been written yet.")
    return (Excerpt(tr("Why it pays"), Paragraph(plain(thesis))), recoveries(material, figures, writing))


def _at(material: Material, tr: Callable[..., str], writing: Writing) -> str:
    bid = material.result.price.max_bid_on_ladder
    return tr("at {bid}", bid=writing.whole(bid)) if bid is not None else tr("no bid")


def _numbers(material: Material, tr: Callable[..., str], writing: Writing) -> tuple[Block, ...]:
    result = material.result
    heads = [Column("", share=1.0)]
    heads += [
        Column(f"{tr(scenario.name)} {writing.percent(scenario.probability, 0)}", NUMBER)
        for scenario in result.scenarios
    ]
    heads.append(Column(tr("Expected"), NUMBER))
    lines = _return_lines(result, tr, writing)
    table = Table(
        tuple(heads),
        tuple(Row((plain(label), *(toned(cell) for cell in cells))) for label, cells in lines),
    )
    shares = [
        ("of principal", result.percent_of_principal),
        ("of claim", result.percent_of_claim),
        ("of market value", result.percent_of_market_value),
    ]
    pairs = [
        Fact(tr(label), Figure(f"{rounded(share, 1)}%" if share is not None else "—", strong=True))
        for label, share in shares
    ]
    return table, Pairs(tuple(pairs))


def _return_lines(
    result: ValuationResult, tr: Callable[..., str], writing: Writing
) -> list[tuple[str, list[str]]]:
    """A label and its cells: one a scenario, then the expected cash flow."""
    priced = result.at_ladder_bid
    returns = [each.returns for each in priced.scenarios] if priced else [None] * len(result.scenarios)
    expected = priced.expected if priced else None

    def thousand(amount: Decimal) -> str:
        return writing.whole(amount / 1000)

    def rates(label: str, found: Iterable[Returns | AfterTax | Levered | None]) -> tuple[str, list[str]]:
        said = (each.irr if each else None for each in found)
        return label, ["—" if rate is None else writing.percent(rate, 1) for rate in said]

    at = priced.scenarios if priced else ()
    lines = [rates(tr("IRR"), (*returns, expected))]
    if any(each.after_tax for each in at):
        lines.append(rates(tr("IRR after tax"), (*(each.after_tax for each in at), None)))
    if any(each.levered for each in at):
        lines.append(rates(tr("IRR with the loan"), (*(each.levered for each in at), None)))
    moics = (each.moic if each else None for each in (*returns, expected))
    present = (
        *(scenario.present_value for scenario in result.scenarios),
        result.price.expected_present_value,
    )
    return [
        *lines,
        (tr("MOIC"), ["—" if moic is None else rounded(moic, 2) for moic in moics]),
        (tr("Profit, thousand"), [thousand(each.profit) if each else "—" for each in (*returns, expected)]),
        (tr("PV, thousand"), [thousand(amount) for amount in present]),
    ]


def toned(cell: str) -> tuple[Text, ...]:
    """Figures below zero are red."""
    return (Text(cell, tone=Tone.BAD if cell.startswith(("-", "−")) else Tone.PLAIN),)


def _risks(material: Material, figures: FigureMaker, writing: Writing) -> Table:
    """The worst findings of persons and of rules, a person's first where they are as bad; the rest is counted."""
    tr = figures.tr
    notes = worst_first(note for note in material.record.all(RiskNote) if not note.resolved)
    rules = open_findings(material.record, material.rules)
    first = risk_table(notes, figures, writing)
    order = list(Severity)
    rows = sorted(
        (*first.rows, *rule_rows(figures, rules)), key=lambda row: order.index(row.severity or Severity.LOW)
    )
    if not rows:
        return Table(first.columns, (Row((plain(_no_risk(material, tr)), plain(""), plain(""), plain(""))),))
    shown = rows[: max(RISKS - lines_of_overrides(material), FEWEST)]
    if more := len(rows) - len(shown):
        said = tr("and {count} more, section {section}", count=more, section=SECTION)
        shown.append(Row(((Text(said, strong=True),), plain(""), plain(""), plain(""))))
    return Table(first.columns, tuple(shown))


def _no_risk(material: Material, tr: Callable[..., str]) -> str:
    """Instead of findings: what is said only where nothing was overlooked, and no kill paper is missing."""
    if missing := material.summary.unnoted:
        return tr("Kill papers are missing: {names}.", names=", ".join(missing))
    if count := material.summary.not_examined:
        return tr("No finding so far; items never asked for: {count}.", count=count)
    return tr("No open finding.")


def _diligence(material: Material, tr: Callable[..., str]) -> tuple[Block, ...]:
    found, counted = material.summary, material.coverage
    ready, hundred = found.readiness, Decimal(100)
    lesser = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
    facts = (
        Fact(tr("Kill findings open"), _known(found, found.counts.get(Severity.KILL, 0), tr)),
        Fact(tr("High, medium, low"), Figure(" / ".join(str(found.counts.get(each, 0)) for each in lesser))),
        Fact(tr("Kill papers missing"), _known(found, len(ready.missing_kill), tr)),
        Fact(tr("Kill papers never asked for"), _alarm(len(ready.not_examined_kill))),
        Fact(tr("Items answered"), Figure(f"{ready.answered} / {ready.total}")),
        Fact(tr("Papers seen"), Figure(f"{ready.seen} / {ready.total}")),
        Fact(tr("Facts evidenced"), Figure(f"{counted.evidenced} / {counted.total}")),
        Fact(tr("Facts assumed"), Figure(str(counted.assumed))),
        Fact(tr("Facts without a source"), _alarm(counted.bare)),
        Fact(tr("Facts whose sources differ"), _differing(counted, tr)),
        Fact(tr("Contradictions"), _disagreeing(material.papers, tr)),
    )
    caption = tr("of 100; {gate} wanted", gate=rounded(GATE * hundred, 0))
    return Meter(ready.score * hundred, GATE * hundred, caption), Pairs(facts)


def _known(found: LotSummary, count: int, tr: Callable[..., str]) -> Figure:
    """A count; where kill papers were never asked for, nothing found is not yet none."""
    if not count and found.not_examined_kill:
        return Figure(tr("not known yet"), strong=True, tone=Tone.BAD)
    return _alarm(count)


def _differing(counted: Coverage, tr: Callable[..., str]) -> Figure:
    """Where no fact has a page, that none differs from one says nothing."""
    if not counted.troubled and not counted.evidenced:
        return Figure(tr("not known yet"), strong=True, tone=Tone.BAD)
    return _alarm(counted.troubled)


def _disagreeing(papers: Comparison, tr: Callable[..., str]) -> Figure:
    """Where not every paper was compared, no place found is not yet none."""
    if not papers.open and not papers.is_whole:
        return Figure(tr("not known yet"), strong=True, tone=Tone.BAD)
    return _alarm(papers.open)


def _alarm(count: int) -> Figure:
    return Figure(str(count), strong=True, tone=Tone.BAD if count else Tone.PLAIN)


def _dates(material: Material, figures: FigureMaker) -> Excerpt:
    """The listing's clocks and the dates of the law, soonest first, each with its page."""
    items = tuple(
        Item(
            (
                Text(f"{_moment(found.when)}  ", strong=True, tone=_urgency(found, material.today)),
                Text(figures.tr(found.what, **found.params) + " "),
                figures.figure(found.row, found.name, only_source=True),
            )
        )
        for found in material.dates[:DATES]
    )
    listing = material.record.last(Listing)
    known = listing is not None and any((listing.deposit_due, listing.bid_end, listing.payment_due))
    said = figures.tr("Every known date is past.") if known else figures.tr("No date is known.")
    return Excerpt(figures.tr("Next dates"), Items(items or (Item(plain(said)),)), least=DATES)


def _moment(when: date | datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else f"{when:%Y-%m-%d}"


def _urgency(found: NextDate, today: date) -> Tone:
    """As on the screen: a date of the law is near within 90 days and pressing within 30, one of the listing within 7 and 3."""
    near, pressing = (90, 30) if found.legal else (7, 3)
    left = (found.day - today).days
    if left <= pressing:
        return Tone.BAD
    return Tone.WARNING if left <= near else Tone.PLAIN


def _conditions(material: Material, tr: Callable[..., str]) -> Items:
    decision = material.record.first(Decision)
    lines = [line.strip() for line in (decision.conditions or "").splitlines()] if decision else []
    items = tuple(Item(plain(line)) for line in lines if line)
    none = "No decision is chosen." if decision is None or decision.kind is None else "None."
    return Items(items or (Item(plain(tr(none))),), numbered=bool(items))


def _sign_off(material: Material, tr: Callable[..., str]) -> SignOff:
    return SignOff(tuple(_place(material, role, tr) for role in SignatureRole))


def _place(material: Material, role: SignatureRole, tr: Callable[..., str]) -> Signature:
    """Who signed, on which day, what; without a signature that stands, who is to sign or signed an earlier state."""
    word = tr(choice_label(role))
    signed, before = material.signatures.standing.get(role), material.signatures.before.get(role)
    if signed is not None:
        return Signature(word, _signed_by(signed), tr("signed {content}", content=signed.content[:12]))
    if before is not None:
        return Signature(word, "", tr("an earlier state was signed: {who}", who=_signed_by(before)))
    decision = material.record.first(Decision)
    named = getattr(decision, role.value) if decision is not None else None
    return Signature(word, "", tr("to sign: {who}", who=named) if named else tr("Name, date, remarks"))


def _signed_by(row: SignedBy) -> str:
    return f"{row.person} · {row.signed_at:%Y-%m-%d}" if row.signed_at is not None else row.person
