"""The assumptions and the valuation of a memo, as sections."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from workstation.application.memo.figures import FigureMaker
from workstation.application.memo.findings import finding_source, finding_text, law_of
from workstation.application.memo.material import NUMBER, Material, Writing
from workstation.application.memo.summary import toned
from workstation.application.valuation.notes import OVERRIDE
from workstation.domain.collateral import Encumbrance
from workstation.domain.evidence import reasons_for
from workstation.domain.findings.finding import Finding
from workstation.domain.guarantees import Guarantee
from workstation.domain.memo import (
    Block,
    CashFlow,
    CashTimeline,
    Column,
    Fact,
    Facts,
    Group,
    Paragraph,
    Row,
    Section,
    Table,
    plain,
)
from workstation.domain.scenarios import (
    Assumptions,
    Cost,
    Scenario,
    ScenarioGuarantor,
    ScenarioPrior,
    ScenarioSale,
)
from workstation.domain.valuation.cashflows import FlowKind
from workstation.domain.valuation.results import ScenarioOutcome
from workstation.language.formats import rounded
from workstation.language.stored_words import stored_words

FLOW_WORDS = {
    FlowKind.COLLATERAL: "Collateral",
    FlowKind.GUARANTOR: "Guarantor",
    FlowKind.BORROWER: "Borrower",
    FlowKind.LEGAL: "Legal costs",
    FlowKind.HOLDING: "Holding costs",
}


def assumptions(material: Material, figures: FigureMaker) -> Section:
    tr, record = figures.tr, material.record
    blocks: list[Block] = [block for row in record.all(Assumptions) for block in figures.facts(row)]
    costs = tuple(
        Fact(_cost_name(figures, cost), figures.figure(cost, "amount")) for cost in record.all(Cost)
    )
    if costs:
        blocks.append(Group(tr("Costs"), (Facts(costs), *figures.differences(record.all(Cost)))))
    blocks += [_scenario(figures, scenario) for scenario in record.all(Scenario)]
    return Section(tr("Assumptions"), tuple(blocks))


def _scenario(figures: FigureMaker, scenario: Scenario) -> Group:
    record = figures.record
    sales = record.all(ScenarioSale, scenario=scenario.id)
    priors = record.all(ScenarioPrior, scenario=scenario.id)
    paying = record.all(ScenarioGuarantor, scenario=scenario.id)
    facts = [*figures.filled(scenario, skip=("name",))]
    for sale in sales:
        name = figures.name("collateral", sale.collateral)
        facts += [
            Fact(figures.tr("{kind}: {name}", kind=name, name=fact.label), fact.value)
            for fact in figures.filled(sale)
        ]
    facts += [Fact(_prior_name(figures, prior), figures.figure(prior, "counted")) for prior in priors]
    for paid in paying:
        name = figures.row_name(record.get(Guarantee, paid.guarantee) or paid)
        facts += [
            Fact(figures.tr("{kind}: {name}", kind=name, name=fact.label), fact.value)
            for fact in figures.filled(paid)
        ]
    differing = figures.differences((scenario, *sales, *priors, *paying))
    title = figures.tr("Scenario: {name}", name=figures.tr(scenario.name))
    return Group(title, (Facts(tuple(facts)), *differing))


def _cost_name(figures: FigureMaker, cost: Cost) -> str:
    """Its kind with its day, or with the months in which it comes."""
    kind, tr = figures.text(cost, "kind"), figures.tr
    if cost.on is not None:
        return tr("{kind}, {when}", kind=kind, when=figures.text(cost, "on"))
    return tr("{kind}, in months {when}", kind=kind, when=cost.months) if cost.months else kind


def _prior_name(figures: FigureMaker, prior: ScenarioPrior) -> str:
    """Its kind, with its holder where that is known: two of a kind are told apart."""
    encumbrance = figures.record.get(Encumbrance, prior.encumbrance)
    if encumbrance is None:
        return "—"
    kind, holder = figures.text(encumbrance, "kind"), encumbrance.holder
    return figures.tr("{kind}: {name}", kind=kind, name=holder) if holder else kind


def valuation(material: Material, figures: FigureMaker, writing: Writing) -> Section:
    tr, result = figures.tr, material.result
    likeliest = max(result.scenarios, key=lambda scenario: scenario.probability)
    blocks: list[Block] = [
        Paragraph(
            plain(
                tr(
                    "Discounted at {rate} a year from {day}; every figure below was frozen as run {run}. The bid is before"
                    " the buyer's own tax and before financing.",
                    rate=writing.percent(material.inputs.target_irr, 2),
                    day=writing.day(material.inputs.valuation_date),
                    run=material.run.ordinal,
                )
            )
        ),
        Paragraph(plain(_law_tables(material, figures, writing)), quiet=True),
        Group(
            tr("Cash flows, {scenario}", scenario=tr(likeliest.name)), (_flows(likeliest, figures, writing),)
        ),
        Group(
            tr("When the money comes"),
            (_timeline(material, likeliest, figures),),
            note=_millions(tr, material.inputs.currency),
        ),
    ]
    blocks += _own_returns(material, figures, writing)
    if material.says:
        blocks.append(Group(tr("What the bid takes as given"), (_taken_as(material, figures),)))
    if result.bid_by_target_irr:
        blocks.append(Group(tr("Bid by target return"), (_by_target(material, figures, writing),)))
    return Section(tr("Valuation"), tuple(blocks))


def _law_tables(material: Material, figures: FigureMaker, writing: Writing) -> str:
    """How far the tables reach that rules look up, up to the day of the memo: a rate of a later day moves nothing in it, and
    makes no other version of it."""
    reference, tr = material.reference, figures.tr
    lpr = writing.day(min(reference.lpr_until, material.today)) if reference.lpr_until else "—"
    years = reference.calendar.known
    holidays = str(years[-1]) if years else "—"
    said = (
        "Tables of the rules: lending rates to {lpr}, public holidays to {year}; the rules look from {day}."
    )
    return tr(said, lpr=lpr, year=holidays, day=writing.day(material.today))


def _millions(tr: Callable[..., str], currency: str) -> str:
    """The yuan has a name of its own in both languages."""
    return tr("million CNY") if currency == "CNY" else tr("million {currency}", currency=currency)


def _taken_as(material: Material, figures: FigureMaker) -> Table:
    """What is assumed, left out or read against the law, with the reason and the page behind it."""
    tr = figures.tr
    rows = tuple(
        Row(
            (
                plain(finding_text(figures, each)),
                plain(law_of(figures, each)),
                plain(_reason(figures, each)),
                finding_source(figures, each),
            )
        )
        for each in material.says
    )
    heads = (
        Column(tr("Taken as"), share=1.0),
        Column(tr("Article"), share=0.42),
        Column(tr("Reason"), share=0.6),
        Column(tr("Source"), NUMBER),
    )
    return Table(heads, rows)


def _reason(figures: FigureMaker, each: Finding) -> str:
    if each.rule == OVERRIDE:
        return "—"  # its sentence bears the reason
    row = figures.record.row(each.subject.entity, each.subject.row)
    behind = reasons_for(figures.record, row, each.subject.field) if row and each.subject.field else ()
    return (
        figures.tr("; ").join(
            dict.fromkeys(stored_words(figures.tr, one.reason) for one in behind if one.reason)
        )
        or "—"
    )


def _own_returns(material: Material, figures: FigureMaker, writing: Writing) -> list[Block]:
    """What is left of each scenario after the buyer's tax and with borrowed money, where they were computed."""
    tr, at, inputs = figures.tr, material.result.at_ladder_bid, material.inputs
    if at is None:
        return []
    note = tr("at {bid}", bid=writing.whole(at.bid))
    made: list[Block] = []
    taxed = [(each, each.after_tax) for each in at.scenarios if each.after_tax is not None]
    if taxed and inputs.buyer_tax_rate is not None:
        title = tr("After a tax of {rate} on the gain", rate=writing.percent(inputs.buyer_tax_rate, 1))
        rows = [
            (
                each.name,
                writing.amount(found.tax),
                _rate(each.returns.irr, writing),
                _rate(found.irr, writing),
            )
            for each, found in taxed
        ]
        heads = ("Scenario", "Tax", "IRR before tax", "IRR after tax")
        made.append(Group(title, (_by_scenario(figures, heads, rows),), note=note))
    levered = [(each, each.levered) for each in at.scenarios if each.levered is not None]
    if levered and inputs.leverage is not None:
        share, rate = inputs.leverage.share, inputs.leverage.rate
        title = tr(
            "With {share} borrowed at {rate}", share=writing.percent(share, 1), rate=writing.percent(rate, 2)
        )
        lent = [
            (
                each.name,
                writing.amount(found.loan),
                writing.amount(found.interest),
                writing.amount(found.equity),
                _rate(found.irr, writing),
            )
            for each, found in levered
        ]
        own = ("Scenario", "Loan", "Interest on it", "Own money", "IRR on own money")
        made.append(Group(title, (_by_scenario(figures, own, lent),), note=note))
    return made


def _rate(rate: Decimal | None, writing: Writing) -> str:
    return writing.percent(rate, 2) if rate is not None else "—"


def _by_scenario(figures: FigureMaker, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Table:
    columns = [Column(figures.tr(head), NUMBER if place else NUMBER.LEFT) for place, head in enumerate(heads)]
    columns[0] = Column(figures.tr(heads[0]), share=1.0)
    made = tuple(Row((plain(figures.tr(name)), *(toned(cell) for cell in cells))) for name, *cells in rows)
    return Table(tuple(columns), made)


def _flows(scenario: ScenarioOutcome, figures: FigureMaker, writing: Writing) -> Table:
    tr = figures.tr
    names = ("Date", "Kind", "Amount", "Discount factor", "Present value")
    rows = tuple(
        Row(
            (
                plain(writing.day(flow.on)),
                plain(tr(FLOW_WORDS[flow.kind])),
                plain(writing.amount(flow.amount)),
                plain(rounded(flow.discount_factor, 8)),
                plain(writing.amount(flow.present_value)),
            )
        )
        for flow in scenario.cash_flows
    )
    total = (tr("Total"), "", writing.amount(scenario.net_cash), "", writing.amount(scenario.present_value))
    heads = tuple(
        Column(tr(name), NUMBER if at > 1 else NUMBER.LEFT, 1.0 if at == 1 else 0.0)
        for at, name in enumerate(names)
    )
    return Table(heads, (*rows, Row(tuple(plain(cell) for cell in total), total=True)))


def _timeline(material: Material, scenario: ScenarioOutcome, figures: FigureMaker) -> CashTimeline:
    tr, million = figures.tr, Decimal(1_000_000)
    flows = [
        CashFlow(flow.on, tr(FLOW_WORDS[flow.kind]), flow.amount / million) for flow in scenario.cash_flows
    ]
    if material.result.at_ladder_bid is not None:
        closing = -material.result.at_ladder_bid.cash_at_closing / million
        flows.insert(0, CashFlow(material.inputs.valuation_date, tr("Closing"), closing))
    return CashTimeline(tuple(flows), tr("Month"), tr("Money from"), tr("Cumulative"))


def _by_target(material: Material, figures: FigureMaker, writing: Writing) -> Table:
    tr = figures.tr
    rows = tuple(
        Row(
            (
                plain(writing.percent(line.target_irr, 2)),
                plain(writing.amount(line.max_bid)),
                plain(writing.amount(line.max_bid_on_ladder) if line.max_bid_on_ladder is not None else "—"),
            )
        )
        for line in material.result.bid_by_target_irr
    )
    heads = (
        Column(tr("Target IRR"), share=1.0),
        Column(tr("Max bid"), NUMBER),
        Column(tr("On the ladder"), NUMBER),
    )
    return Table(heads, rows)
