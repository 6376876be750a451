"""The valuation of a lot: every input with its source at the left, what they give at the right."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workstation.application.pricing import Priced, priced
from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.checklists.answers import Severity
from workstation.domain.citations import EvidenceKind
from workstation.domain.collateral import Collateral
from workstation.domain.errors import UserError
from workstation.domain.evidence import Coverage, counted, support
from workstation.domain.fields import Kind, field_of
from workstation.domain.findings.finding import Finding
from workstation.domain.guarantees import Guarantee
from workstation.domain.input_errors import RowRangeError
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.domain.scenarios import Assumptions, Cost, CostKind
from workstation.language.finding_words import finding_sentences
from workstation.language.months import months_words
from workstation.ui.desk import Desk, Target
from workstation.ui.panels.coverage_line import CoverageLine
from workstation.ui.panels.valuation_inputs import InputTable
from workstation.ui.panels.valuation_lines import InputCell, InputLine, InputLines, row_named, scenarios_of
from workstation.ui.panels.valuation_notes import ValuationNotes, follow
from workstation.ui.panels.valuation_results import Results, Shown
from workstation.ui.typed import typed_value
from workstation.ui.widgets.banner import Banner
from workstation.ui.widgets.base import ElidedLabel, Label, Rule, row, scrolled, set_tone, surface
from workstation.ui.widgets.buttons import Button, ButtonKind, mark_writing
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.split import Split
from workstation.ui.widgets.values import BannerAction, BannerText, EmptyAction, KeyHint

SIDE_BY_SIDE = 860  # px of the panel under which results stand below the inputs
INPUTS = 526
_RHYTHMS = ("1,2,3,4,5,6,7,8,9,10,11,12", "3,6,9,12", "6,12")  # months in which such costs mostly come
EMPTY = 2  # the place of "no figure yet" behind the results and what is missing


class UnknownNameError(UserError):
    code = "valuation.unknown_name"
    message = (
        "Nothing in this lot is called {name}. Type the name as its own panel shows it, or empty the cell."
    )


class ValuationPanel(QWidget):
    """F9 values. A change of an input never computes by itself once a run is frozen: the run turns stale."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._context = desk.context
        self._record: LotRecord | None = None
        self._priced = Priced(None)
        self._awaited: FieldRef | None = None  # of a cost that was added just now
        surface(self, "canvas")
        self.banner = Banner(self._context)
        self.banner.chosen.connect(lambda _: self._follow_banner())
        self.inputs = InputTable(self._context)
        self.results = Results(self._context)
        self.results.notes.chosen.connect(lambda found: follow(desk, found))
        self.lacking = ValuationNotes(self._context, "Missing before there is a figure: {count}")
        self.lacking.chosen.connect(lambda found: follow(desk, found))
        self.coverage = CoverageLine(self._context)
        self._build()
        self.inputs.typed.connect(self._type)
        self.inputs.chosen.connect(self._aim)
        self.inputs.chip_opened.connect(self._open_source)
        self.inputs.chip_detach_asked.connect(self._detach)
        desk.target_changed.connect(self._show_target)
        desk.field_focus_requested.connect(self._focus)

    def _build(self) -> None:
        parts = (self._left(), self._right())
        self.split = Split(self._context, "valuation", parts, _inputs_first, SIDE_BY_SIDE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banner)
        layout.addWidget(self.split, 1)

    def _left(self) -> QWidget:
        context = self._context
        inset = context.theme.tokens.space.page_inset
        more = Button(context, context.tr("Scenarios and costs"), icon="plus", chevron=True)
        more.clicked.connect(lambda: self._drop_menu(more))
        mark_writing(more)
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        line = row(margins=(inset, 3, 8, 3))
        line.addWidget(self.coverage, 1)
        line.addWidget(more)
        box.addLayout(line)
        box.addWidget(Rule(context))
        box.addWidget(self.inputs, 1)
        return left

    def _right(self) -> QWidget:
        context, tr = self._context, self._context.tr
        inset = context.theme.tokens.space.page_inset
        self._run = Label(context, weight=600)
        self._about = ElidedLabel(context, tone="ink2")
        self._state = Label(context, weight=500)
        self._value = Button(context, tr("Value the lot"), kind=ButtonKind.PRIMARY, key="F9")
        self._value.clicked.connect(self._desk.freeze_run)
        mark_writing(self._value)
        head = row(self._run, margins=(inset, 6, 12, 6))
        head.addWidget(self._about, 1)
        head.addWidget(self._state)
        head.addWidget(self._value)
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setFrameShape(QFrame.Shape.NoFrame)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setWidget(self.results)
        self._body = QStackedWidget()
        self._body.addWidget(page)
        at_top = QWidget()
        top = QVBoxLayout(at_top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.lacking)
        top.addStretch(1)
        self._lacking_page = scrolled(at_top)
        self._body.addWidget(self._lacking_page)
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(Rule(context))
        box.addWidget(self._body, 1)
        return right

    # what is shown

    def show_record(self, record: LotRecord) -> None:
        came_here, self._record = self._record is None, record
        self._show_inputs()
        if came_here and self._desk.target is not None:  # asked for before this panel was made
            self._focus(self._desk.target.ref)
        self._desk.set_field_order(
            [ref for cell in self.inputs.cells() if (ref := cell.ref) and _citable(ref)]
        )
        services = self._desk.services
        self._desk.read(lambda: priced(services, record), self._show_priced, to=self, replaces="valuation")

    def _show_inputs(self) -> None:
        record = self._record
        if record is None:
            return
        target = self._desk.target
        today = self._desk.services.clock().date()
        lines = InputLines(self._context, record, today, target.ref if target else None)
        self.inputs.show_lines(lines.scenarios, lines.lines())
        self.coverage.show_coverage(_coverage_of(record, self.inputs.cells()))
        if self._awaited is not None and record.get(Cost, self._awaited.row) is not None:
            self._focus(self._awaited)
            self._awaited = None

    def _show_priced(self, found: Priced) -> None:
        self._priced = found
        self._show_head(found)
        if found.result is None:
            self._show_why_not(found)
        else:
            given = self._record.first(Assumptions) if self._record else None
            limit = given.loss_limit if given else None
            shown = Shown(_names(self._record, found.keys) if self._record else {}, found.says)
            self.results.show_result(found.result, limit, shown, stale=found.stale)
            self._body.setCurrentIndex(0)
        self._show_stale(found)

    def _show_head(self, found: Priced) -> None:
        tr, run = self._context.tr, found.run
        if run is None:
            self._run.setText(tr("Not frozen yet") if found.result else tr("Not valued yet"))
            self._about.setText(
                tr("F9 freezes the figures as run 1, with their trace") if found.result else ""
            )
            self._state.setText("")
            return
        when = f"{run.frozen_at:%Y-%m-%d %H:%M}" if run.frozen_at else ""
        self._run.setText(tr("Run {number}, frozen {when}", number=run.ordinal, when=when))
        self._about.setText("")
        self._run.setToolTip(tr("inputs {hash}", hash=(run.inputs_hash or "")[:8]))
        self._state.setText(tr("stale") if found.stale else tr("up to date"))
        set_tone(self._state, "high" if found.stale else "evid")

    def _show_stale(self, found: Priced) -> None:
        tr = self._context.tr
        if found.run is None or not found.stale:
            self.banner.hide()
            return
        what = tr("Run {number} is stale.", number=found.run.ordinal)
        if found.missing or found.problem is not None:  # F9 would only say the same
            lack = tr.error(found.problem) if found.problem is not None else self._sentences(found.missing)
            why = tr("The lot can no longer be priced. {missing}", missing=lack)
            leads = bool(found.missing) or isinstance(found.problem, RowRangeError)
            actions = [BannerAction("missing", tr("Go to it"))] if leads else []
            self.banner.show_banner(BannerText(Severity.HIGH, what, why), actions)
            return
        why = tr("Inputs changed since it was frozen. Its figures stand below, dimmed.")
        # the button with F9 stands right below it
        self.banner.show_banner(BannerText(Severity.HIGH, what, why))

    @property
    def key_hints(self) -> list[KeyHint]:
        tr = self._context.tr
        return [
            KeyHint("Ctrl+E", tr("attach what you selected")),
            KeyHint("↵", tr("how a scenario comes about")),
        ]

    def _show_why_not(self, found: Priced) -> None:
        tr = self._context.tr
        self.lacking.show_notes(found.missing)
        if found.missing:
            self._body.setCurrentWidget(self._lacking_page)
            return
        what = tr("There is no figure yet.")
        hint = tr.error(found.problem) if found.problem is not None else ""
        out_of_range = isinstance(found.problem, RowRangeError)
        actions = [EmptyAction("go", tr("Go to it"))] if out_of_range else []
        empty = EmptyState(self._context, "calculator", what, hint, actions=actions)
        empty.chosen.connect(lambda _: self._go_to_problem())
        old = self._body.widget(EMPTY)
        if old is not None:
            self._body.removeWidget(old)
            old.deleteLater()
        self._body.addWidget(empty)
        self._body.setCurrentWidget(empty)

    def _sentences(self, found: Iterable[Finding]) -> str:
        return finding_sentences(self._context.tr, self._context.formats, found)

    # what a person does

    def _follow_banner(self) -> None:
        """To the first figure that is missing or out of its range."""
        if self._priced.missing:
            follow(self._desk, self._priced.missing[0])
        else:
            self._go_to_problem()

    def _go_to_problem(self) -> None:
        problem = self._priced.problem
        if isinstance(problem, RowRangeError):
            self._desk.focus_field(FieldRef(problem.entity, problem.row, problem.name))

    def _type(self, cell: InputCell, text: str) -> None:
        ref = FieldRef(cell.entity, cell.row, cell.field)
        try:
            value = self._value_of(ref, text)
        except UserError as error:
            self._desk.problem.emit(error)
            return
        ask = self._ask_why if cell.entity == "scenario_prior" and value is False else None
        if cell.row:
            self._desk.edit(ref, value)
            if ask is not None:
                ask(cell.row)
        elif value is not None:
            self._desk.add(cell.entity, {**cell.given, cell.field: value}, ask)

    def _ask_why(self, row: str) -> None:
        """What the law takes out first is left out of a scenario only with a reason."""
        self._desk.sources_requested.emit(FieldRef("scenario_prior", row, "counted"))

    def _value_of(self, ref: FieldRef, text: str) -> object:
        declared = field_of(BY_ENTITY[ref.entity], ref.field)
        if declared.kind is Kind.REFERENCE and text and self._record is not None:
            found = row_named(self._context.tr, self._record, declared.target, text)
            if found is None:
                raise UnknownNameError(name=text)
            return found
        return typed_value(
            ref, text, currency=self._desk.currency_of(ref.entity, ref.row), today=self._desk.context.today()
        )

    def _drop_menu(self, button: QWidget) -> None:
        tr, record = self._context.tr, self._record
        if record is None:
            return
        menu = QMenu(self)
        menu.setFont(self._context.theme.font())
        menu.addAction(tr("Add a scenario")).triggered.connect(self.add_scenario)
        menu.addAction(tr("Add legal costs")).triggered.connect(lambda: self.add_cost(CostKind.LEGAL))
        menu.addAction(tr("Add holding costs")).triggered.connect(lambda: self.add_cost(CostKind.HOLDING))
        for months in _RHYTHMS:
            words = tr("Add holding costs: {months}", months=months_words(tr, months))
            add = partial(self.add_cost, CostKind.HOLDING, months)
            menu.addAction(words).triggered.connect(lambda _=False, add=add: add())
        menu.addSeparator()
        for scenario in scenarios_of(record):
            action = menu.addAction(tr("Remove scenario {name}", name=tr(scenario.name)))
            action.triggered.connect(lambda _=False, key=scenario.id: self._desk.remove("scenario", key))
        for cost in record.all(Cost):
            amount = self._context.formats.stated(cost.amount, whole=True) if cost.amount else "—"
            action = menu.addAction(
                tr("Remove {kind}, {amount}", kind=self._context.choice_word(cost.kind), amount=amount)
            )
            action.triggered.connect(lambda _=False, key=cost.id: self._desk.remove("cost", key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def add_scenario(self) -> None:
        if self._record is not None:
            known = scenarios_of(self._record)
            ordinal = known[-1].ordinal + 1 if known else 0
            name = self._context.tr("Scenario {number}", number=len(known) + 1)
            self._desk.add("scenario", {"name": name, "ordinal": ordinal})

    def add_cost(self, kind: CostKind, months: str = "") -> None:
        """The amount is typed next. With `months` it runs until the one thing that is sold is sold; of several a person
        says which."""
        given: dict[str, object] = {"kind": kind}
        things = self._record.all(Collateral) if self._record is not None else ()
        if months:
            given["months"] = months
            if len(things) == 1:
                given["until_collateral"] = things[0].id
        self._desk.add("cost", given, self._await_cost)

    def _await_cost(self, row: str) -> None:
        self._awaited = FieldRef(Cost.entity, row, "amount")

    # the page behind an input

    def _aim(self, cell: InputCell | None) -> None:
        ref = cell.ref if cell is not None else None
        if ref is not None and _citable(ref):
            self._desk.set_target(ref)

    def _open_source(self, line: InputLine) -> None:
        if line.support is not None and line.support.citations:
            self._desk.open_citation(line.support.citations[0].id)
        else:
            self._aim(line.source)

    def _detach(self, line: InputLine) -> None:
        found = line.support.evidence if line.support is not None else ()
        cited = [each for each in found if each.kind is EvidenceKind.CITED] or list(found)
        if cited:
            self._desk.detach(cited[-1].id)

    def _show_target(self, target: Target | None) -> None:  # noqa: ARG002 - the lines read it from the desk
        if self.isVisible():
            self._show_inputs()

    def _focus(self, ref: FieldRef) -> None:
        cell = next((cell for cell in self.inputs.cells() if cell.ref == ref), None)
        if cell is not None:
            self.inputs.focus_cell(cell)


def _inputs_first(whole: int, beside: bool) -> int:  # noqa: FBT001 - as `Split` asks
    return min(INPUTS, whole // 2) if beside else whole // 2


def _citable(ref: FieldRef) -> bool:
    return field_of(BY_ENTITY[ref.entity], ref.field).citable


def _names(record: LotRecord, keys: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """What rows are called by the names they have in the computation; a guarantee by its guarantor."""
    names = {}
    for key, place in keys.items():
        row = record.row(*place)
        named = record.get(Party, row.guarantor) if isinstance(row, Guarantee) else row
        names[key] = named.name if named else key
    return names


def _coverage_of(record: LotRecord, cells: list[InputCell]) -> Coverage:
    """Of the inputs alone."""
    return counted(
        support(record, record.row(ref.entity, ref.row), ref.field).state
        for cell in cells
        if (ref := cell.ref) and _citable(ref)
    )
