"""The inputs of a valuation as lines: one cell a scenario (or one in the middle for all), and where each comes from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date
from typing import Any

from workstation.application.bare_amounts import bare_currency
from workstation.application.records import FieldRef
from workstation.application.valuation.security import paid_first
from workstation.domain.appraisals import dated_after, standing_appraisal
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.claims import Claim
from workstation.domain.collateral import Appraisal, Collateral, Encumbrance
from workstation.domain.evidence import FieldState, Support, support
from workstation.domain.fields import Kind, field_of
from workstation.domain.guarantees import Guarantee
from workstation.domain.listings import Listing
from workstation.domain.naming import name_of
from workstation.domain.parties import Party
from workstation.domain.prior_claims import leaves_out, ours_on
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import (
    Assumptions,
    Cost,
    CostKind,
    Scenario,
    ScenarioGuarantor,
    ScenarioPrior,
    ScenarioSale,
    in_order,
    weights,
)
from workstation.language.labels import choice_label
from workstation.language.months import months_words
from workstation.language.row_words import row_words
from workstation.language.stored_words import stored_words
from workstation.language.wording import Wording
from workstation.ui.context import UiContext
from workstation.ui.models.table_spec import GroupRow
from workstation.ui.panels.field_views import FieldViews
from workstation.ui.widgets.values import Chip
from workstation.ui.widgets.words import target_chip

# what most needs an eye comes first: it gives the chip of its line
_WORST = (FieldState.CONFLICT, FieldState.BROKEN, FieldState.BARE, FieldState.ASSUMED, FieldState.EVIDENCED)
_OF_SALE = ("forced_sale_discount", "cash_date")
_OF_COLLATERAL = ("secured_share", "cost_rate", "fixed_cost", "tax_rate")
_OF_LISTING = ("start_price", "increment", "deposit")
_OF_BID = ("valuation_date", "deposit_date", "target_irr", "loss_limit")
_OF_BUYER = ("transaction_cost_rate", "fixed_closing_cost", "success_fee_rate", "buyer_tax_rate")
_OF_LOAN = ("leverage_share", "leverage_rate", "leverage_repaid_with")


@dataclass(frozen=True, slots=True)
class InputCell:
    """One field of one row. Without `row` typing makes the row from `given`. `edit` is the text to type over."""

    entity: str
    row: str
    field: str
    text: str
    edit: str
    given: dict[str, Any] = attribute(default_factory=dict)

    @property
    def ref(self) -> FieldRef | None:
        return FieldRef(self.entity, self.row, self.field) if self.row else None


@dataclass(frozen=True, slots=True)
class InputLine:
    """`cells` stand in the columns of the scenarios. `source` is the cell that the chip speaks of."""

    id: str
    label: str
    cells: tuple[InputCell | None, ...]
    chip: Chip | None = None
    source: InputCell | None = None
    support: Support | None = None


class InputLines:
    """Made for each record that is shown."""

    def __init__(
        self, context: UiContext, record: LotRecord, today: date, target: FieldRef | None = None
    ) -> None:
        self._context = context
        self._today = today
        self._record = record
        self._target = target
        self._views = FieldViews(context, record)
        self._wording = Wording(context.tr, context.formats)
        self.scenarios = scenarios_of(record)

    def lines(self) -> list[InputLine | GroupRow]:
        tr = self._context.tr
        rows: list[InputLine | GroupRow] = [GroupRow("scenarios", tr("Scenarios"))]
        rows += [self._by_scenario(Scenario, "name", self.scenarios, {}), self._probabilities()]
        for number, collateral in enumerate(self._record.all(Collateral), 1):
            rows += self._collateral(collateral, number)
        rows += self._others_who_pay()
        rows += self._bid()
        return rows

    def _probabilities(self) -> InputLine:
        """The last one may take the rest: then the cell shows what it counts with."""
        line = self._by_scenario(Scenario, "probability", self.scenarios, {})
        taken = weights(self.scenarios)
        cells = tuple(
            cell
            if cell is None or scenario.probability == taken[scenario.id]
            else replace(cell, text=self._context.formats.percent(taken[scenario.id]))
            for cell, scenario in zip(line.cells, self.scenarios, strict=True)
        )
        return replace(line, cells=cells)

    def _collateral(self, collateral: Collateral, number: int) -> list[InputLine | GroupRow]:
        key = collateral.key or str(number)
        rows: list[InputLine | GroupRow] = [
            GroupRow(collateral.id, f"{key}  {stored_words(self._context.tr, collateral.name)}")
        ]
        latest = standing_appraisal(self._record, collateral, dated_after(self._record, self._today))
        value = self._common(Appraisal, "value", latest, {"collateral": collateral.id})
        rows.append(_renamed(value, self._context.tr("Market value")))
        sales = [
            self._record.first(ScenarioSale, scenario=scenario.id, collateral=collateral.id)
            for scenario in self.scenarios
        ]
        makes = {"collateral": collateral.id}
        rows += [self._by_scenario(ScenarioSale, name, sales, makes) for name in _OF_SALE]
        rows += [self._common(Collateral, name, collateral) for name in _OF_COLLATERAL]
        for ours in ours_on(self._record, collateral.id):
            cap = self._common(Encumbrance, "amount", ours)
            rows.append(_renamed(cap, self._context.tr("Registered cap")))
        rows += [self._prior(row) for row in paid_first(self._record, collateral.id)]
        return rows

    def _prior(self, prior: Encumbrance) -> InputLine:
        """What is paid before us or with us by law, or as a person says with a reason: its amount where a scenario counts
        it, 0 where it is struck out. Struck out without a reason it still counts, and the chip asks for one."""
        tr, formats = self._context.tr, self._context.formats
        cells = []
        sources = [InputCell(Encumbrance.entity, prior.id, "amount", "", "")]
        for scenario in self.scenarios:
            struck = self._record.first(ScenarioPrior, scenario=scenario.id, encumbrance=prior.id)
            counted = struck is None or not leaves_out(self._record, struck)
            amount = formats.stated(prior.amount, whole=True) if prior.amount else "—"
            cells.append(
                InputCell(
                    ScenarioPrior.entity,
                    struck.id if struck else "",
                    "counted",
                    amount if counted else "0",
                    formats.yes_or_no(truth=counted),
                    {"scenario": scenario.id, "encumbrance": prior.id},
                )
            )
            if struck is not None and struck.counted is False:
                sources.append(cells[-1])
        label = tr("Ahead: {kind}", kind=tr(choice_label(prior.kind)))
        return self._line(f"prior {prior.id}", label, tuple(cells), sources)

    def _others_who_pay(self) -> list[InputLine | GroupRow]:
        tr = self._context.tr
        rows: list[InputLine | GroupRow] = []
        for guarantee in self._record.all(Guarantee):
            party = self._record.get(Party, guarantee.guarantor)
            name = party.name if party else guarantee.key or ""
            rows.append(GroupRow(guarantee.id, tr("Guarantor"), name))
            rows += [self._common(Guarantee, field, guarantee) for field in ("asset_value", "access_rate")]
            paid = [
                self._record.first(ScenarioGuarantor, scenario=scenario.id, guarantee=guarantee.id)
                for scenario in self.scenarios
            ]
            makes = {"guarantee": guarantee.id}
            rows += [
                self._by_scenario(ScenarioGuarantor, name, paid, makes)
                for name in ("probability", "cash_date")
            ]
        rows.append(GroupRow("borrower", tr("Borrower")))
        rows += [
            self._by_scenario(Scenario, name, self.scenarios, {}) for name in ("dividend", "dividend_date")
        ]
        return rows

    def _bid(self) -> list[InputLine | GroupRow]:
        tr = self._context.tr
        given = self._record.first(Assumptions)
        listing = self._record.last(Listing)
        claims = self._record.all(Claim)
        rows: list[InputLine | GroupRow] = [GroupRow("bid", tr("Claim and bid"))]
        for claim in claims:
            line = self._common(Claim, "capped_claim", claim)
            rows.append(_renamed(line, f"{line.label} {claim.name or ''}") if len(claims) > 1 else line)
        rows += [self._common(Listing, name, listing) for name in _OF_LISTING]
        rows += [self._common(Assumptions, name, given) for name in _OF_BID]
        rows.append(GroupRow("buyer", tr("Costs of the buyer")))
        rows += [self._common(Assumptions, name, given) for name in _OF_BUYER]
        rows += [line for cost in self._record.all(Cost) for line in self._cost(cost)]
        rows.append(GroupRow("loan", tr("Borrowed money")))
        rows += [self._common(Assumptions, name, given) for name in _OF_LOAN]
        return rows

    def _cost(self, cost: Cost) -> list[InputLine]:
        kind = self._context.tr(choice_label(cost.kind))
        fields = ["on"] if cost.kind is CostKind.LEGAL or cost.on else []
        if cost.months or not fields:  # beside a day they are one thing too much, and asked for
            fields += ["months", "until_collateral"]
        lines = [_renamed(self._common(Cost, "amount", cost), kind)]
        for name in fields:
            line = self._common(Cost, name, cost)
            lines.append(_renamed(line, self._context.tr("{kind}: {name}", kind=kind, name=line.label)))
        return lines

    # cells

    def _common(
        self, record_class: type[Any], name: str, row: Any, given: dict[str, Any] | None = None
    ) -> InputLine:
        """One value for all scenarios, in the middle."""
        cell = self._cell(record_class, name, row, given or {})
        cells: list[InputCell | None] = [None] * max(len(self.scenarios), 1)
        cells[len(cells) // 2] = cell
        label = self._context.tr(field_of(record_class, name).label)
        identity = f"{record_class.entity} {row.id if row else ''.join(cell.given.values())} {name}"
        return self._line(identity, label, tuple(cells), (cell,))

    def _by_scenario(
        self, record_class: type[Any], name: str, rows: Sequence[Any], given: dict[str, Any]
    ) -> InputLine:
        cells = tuple(
            self._cell(record_class, name, row, {"scenario": scenario.id, **given})
            for scenario, row in zip(self.scenarios, rows, strict=True)
        )
        label = self._context.tr(field_of(record_class, name).label)
        identity = " ".join((record_class.entity, *given.values(), name))
        return self._line(identity, label, cells, cells)

    def _cell(self, record_class: type[Any], name: str, row: Any, given: dict[str, Any]) -> InputCell:
        declared = field_of(record_class, name)
        value = getattr(row, name) if row is not None else None
        if value is not None and declared.kind is Kind.MONEY:
            text = self._context.formats.stated(value, whole=True)
        elif name == "name" and value is not None:
            text = self._context.tr(value)
        elif name == "months" and value is not None:
            text = months_words(self._context.tr, value)
        else:
            text = self._wording.value(declared, value, self._views.name)
        edit = (
            text
            if declared.kind is Kind.REFERENCE
            else self._wording.typed(declared, value, currency=bare_currency(self._record, row))
        )
        return InputCell(record_class.entity, row.id if row is not None else "", name, text, edit, given)

    def _line(
        self,
        identity: str,
        label: str,
        cells: tuple[InputCell | None, ...],
        sources: Sequence[InputCell],
    ) -> InputLine:
        waiting = next((cell for cell in sources if cell.ref is not None and cell.ref == self._target), None)
        if waiting is not None:
            return InputLine(identity, label, cells, target_chip(self._context.tr, label), waiting)
        found = [(cell, self._support(cell)) for cell in sources]
        for state in _WORST:
            for cell, behind in found:
                if behind is not None and behind.state is state:
                    declared = field_of(BY_ENTITY[cell.entity], cell.field)
                    return InputLine(identity, label, cells, self._views.chip(declared, behind), cell, behind)
        return InputLine(identity, label, cells)

    def _support(self, cell: InputCell) -> Support | None:
        row = self._record.row(cell.entity, cell.row)
        citable = field_of(BY_ENTITY[cell.entity], cell.field).citable
        return support(self._record, row, cell.field) if row is not None and citable else None


def scenarios_of(record: LotRecord) -> tuple[Scenario, ...]:
    return in_order(record.all(Scenario))


def row_named(tr: Callable[..., str], record: LotRecord, entity: str, name: str) -> str | None:
    """The id of the row that a person calls so; None without one."""
    wanted = name.strip().casefold()
    rows = record.rows.get(entity, {}).values()
    return next(
        (
            row.id
            for row in rows
            if wanted in {name_of(row).casefold(), row_words(tr, record, row).casefold()}
        ),
        None,
    )


def _renamed(line: InputLine, label: str) -> InputLine:
    return InputLine(line.id, label, line.cells, line.chip, line.source, line.support)
