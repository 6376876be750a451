"""Inputs typed over, a run frozen, staleness told, pages opened: the valuation as a person drives it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from workstation.application.records import FieldRef
from workstation.application.valuation.inputs import NO_LISTING, NO_PRINCIPAL, NO_SCENARIO
from workstation.domain.checklists.answers import Severity
from workstation.domain.collateral import Appraisal, Encumbrance
from workstation.domain.decisions import Run
from workstation.domain.findings.finding import beside
from workstation.domain.money import Money
from workstation.domain.scenarios import Assumptions, Cost, CostKind, Scenario, ScenarioPrior, ScenarioSale
from workstation.ui.panels.child_rows import sum_of
from workstation.ui.panels.valuation import EMPTY, ValuationPanel
from workstation.ui.panels.valuation_lines import InputLine, InputLines
from workstation.ui.panels.valuation_notes import follow
from workstation.ui.widgets.buttons import Button


@pytest.fixture
def panel(reader):
    panel = reader.opens(ValuationPanel)
    reader.waits(panel.results.bid.value.text)
    return panel


def line(panel, label, place=0):
    rows = [
        row for row in panel.inputs.table.records.rows if isinstance(row, InputLine) and row.label == label
    ]
    return rows[place]


def types(panel, qtbot, found, column, text):
    table = panel.inputs.table
    index = table.records.index(table.records.place_of(found.id), column)
    table.setFocus()
    table.setCurrentIndex(index)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    editor.insert(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def freezes(reader, panel):
    reader.desk.freeze_run()
    reader.waits(lambda: panel._state.text() == "up to date")


def test_before_the_first_run_the_figures_are_live_and_say_so(panel):
    assert panel.results.bid.value.text() == "9,650,000"
    assert panel._run.text() == "Not frozen yet"
    assert not panel.banner.isVisible()


def test_the_bid_never_stands_without_what_the_losing_scenarios_weigh(panel):
    assert panel.results.loss.accessibleName() == "Losing scenarios 30.0%, your limit 10%"
    assert panel.results.below_target.accessibleName() == "Scenarios below 16% 30.0%, by weight"


def test_a_bid_in_another_currency_says_in_which(panel):
    """It stood bare, as amounts in CNY do."""
    assert panel.results.bid.name.text() == "Max bid, on the ladder"
    found = panel.results._result
    panel.results._show_figures(replace(found, inputs=replace(found.inputs, currency="USD")), None)
    assert panel.results.bid.name.text() == "Max bid on the ladder, USD"


def test_an_input_in_another_currency_than_the_yuan_says_in_which(panel):
    """Dollars stood there like yuan, beside the sentence that no rate is known."""
    record, context = panel._record, panel._context
    rows = {row.id: replace(row, value=Money.of(4_000_000, "USD")) for row in record.all(Appraisal)}
    dollars = replace(record, rows={**record.rows, "appraisal": rows})
    lines = [
        each for each in InputLines(context, dollars, date(2025, 9, 5)).lines() if isinstance(each, InputLine)
    ]
    shown = [cell.text for each in lines for cell in each.cells if cell is not None]
    assert "USD 4,000,000" in shown
    assert sum_of(context, [Money.of(5, "USD")]) == "USD 5.00"
    assert sum_of(context, [Money.of(5)]) == "5.00"


def test_the_table_of_scenarios_is_the_golden_one(panel):
    expected = panel.results.scenarios.as_tsv().splitlines()[-1]
    assert expected.split("\t") == [
        "Expected", "", "13,413,179", "49.9%", "9,826,269", "16.23%", "1.26", "2,630,688",
    ]  # fmt: skip


def test_the_bars_lead_from_the_market_value_to_the_bid(panel):
    said = panel.results.chart.accessibleName()
    assert "Market value 28.00" in said
    assert said.endswith("Max bid 9.65")
    assert "Paid before us −1.97" in said


def test_value_freezes_a_run_that_is_up_to_date(reader, panel, qtbot):
    qtbot.mouseClick(panel._value, Qt.MouseButton.LeftButton)
    reader.waits(lambda: panel._state.text() == "up to date")
    assert panel._run.text().startswith("Run 1, frozen 2025-09-05")
    assert panel.results.bid.value.text() == "9,650,000"


def test_a_changed_input_makes_the_run_stale_and_leaves_its_figures(reader, panel, qtbot):
    freezes(reader, panel)
    types(panel, qtbot, line(panel, "Target IRR"), 2, "20%")
    reader.waits(lambda: panel._state.text() == "stale")
    assert reader.row(Assumptions).target_irr == Decimal("0.2")
    assert panel.results.bid.value.text() == "9,650,000"
    assert panel.results.graphicsEffect() is not None
    assert panel.banner.accessibleName().startswith("Run 1 is stale.")
    offered = [each for each in panel.findChildren(Button) if each.isVisible() and each._key == "F9"]
    assert offered == [panel._value], "two said the same"
    assert "when valued again" in panel.results.notes.heading.text(), "the dimmed figure took other things"


def test_valuing_again_gives_the_next_run_in_full_ink(reader, panel, qtbot):
    freezes(reader, panel)
    types(panel, qtbot, line(panel, "Target IRR"), 2, "20%")
    reader.waits(lambda: panel._state.text() == "stale")
    qtbot.mouseClick(panel._value, Qt.MouseButton.LeftButton)
    reader.waits(lambda: panel._state.text() == "up to date")
    assert reader.row(Run, ordinal=2) is not None
    assert panel.results.graphicsEffect() is None
    assert panel.results.bid.value.text() != "9,650,000"


def test_typing_back_what_stood_there_makes_the_run_good_again(reader, panel, qtbot):
    freezes(reader, panel)
    types(panel, qtbot, line(panel, "Target IRR"), 2, "20%")
    reader.waits(lambda: panel._state.text() == "stale")
    reader.desk.undo()
    reader.waits(lambda: panel._state.text() == "up to date")


def test_each_scenario_has_its_own_cell(reader, panel, qtbot):
    types(panel, qtbot, line(panel, "Forced-sale discount"), 1, "50")
    down = reader.row(Scenario, name="Down").id
    reader.waits(lambda: reader.row(ScenarioSale, scenario=down).forced_sale_discount == Decimal("0.5"))


def test_a_value_for_all_scenarios_stands_in_the_middle(reader, panel, qtbot):
    value = line(panel, "Market value")
    assert [cell.text if cell else None for cell in value.cells] == [None, "24,000,000", None]
    types(panel, qtbot, value, 2, "2000万")
    reader.waits(lambda: Money.of(20_000_000) in {row.value for row in reader.desk.record.all(Appraisal)})


def test_a_text_that_is_no_value_becomes_a_problem_and_changes_nothing(reader, panel, qtbot):
    types(panel, qtbot, line(panel, "Target IRR"), 2, "soon")
    reader.waits(lambda: reader.problems)
    assert reader.row(Assumptions).target_irr == Decimal("0.16")


def test_a_prior_claim_is_struck_out_of_one_scenario(reader, panel, qtbot):
    tax = line(panel, "Ahead: Tax before the mortgage")
    assert [cell.text for cell in tax.cells] == ["1,200,000"] * 3
    with qtbot.waitSignal(reader.desk.sources_requested) as asked:
        types(panel, qtbot, tax, 3, "no")
    up = reader.row(Scenario, name="Up").id
    prior = reader.row(Encumbrance, id=tax.source.row)
    reader.waits(lambda: reader.row(ScenarioPrior, scenario=up, encumbrance=prior.id) is not None)
    struck = reader.row(ScenarioPrior, scenario=up, encumbrance=prior.id)
    assert asked.args == [FieldRef("scenario_prior", struck.id, "counted")]
    assert line(panel, "Ahead: Tax before the mortgage").cells[2].text == "1,200,000"
    bid = panel.results.bid.value.text()
    reader.desk.assume(asked.args[0], "the tax office released it")
    reader.waits(lambda: line(panel, "Ahead: Tax before the mortgage").cells[2].text == "0")
    reader.waits(lambda: panel.results.bid.value.text() != bid)


def test_what_the_figure_takes_as_given_stands_below_it_and_leads_to_its_row(reader, panel, qtbot):
    said = {each.accessibleName(): each for each in panel.results.notes.lines}
    left_out = next(text for text in said if text.startswith("In Base you leave out what is paid before us"))
    with qtbot.waitSignal(reader.desk.field_focus_requested) as asked:
        qtbot.mouseClick(said[left_out].go, Qt.MouseButton.LeftButton)
    assert (asked.args[0].entity, asked.args[0].field) == ("scenario_prior", "counted")


def test_the_chosen_cell_is_the_target(reader, panel):
    found = line(panel, "Target IRR")
    panel.inputs.focus_cell(found.cells[1])
    assert reader.desk.target.ref == FieldRef("assumptions", reader.row(Assumptions).id, "target_irr")
    assert line(panel, "Target IRR").chip.word == "Ctrl+E"


def test_space_opens_the_page_of_a_line(reader, panel, qtbot):
    value = line(panel, "Market value")
    assert value.chip.word.startswith("p. 12")
    with qtbot.waitSignal(reader.desk.place_requested):
        panel.inputs.table.row_peeked.emit(value.id)


def test_a_field_asked_for_elsewhere_gets_the_focus_here(reader, panel):
    reader.desk.focus_field(FieldRef("assumptions", reader.row(Assumptions).id, "success_fee_rate"))
    assert panel.inputs.table.current_id() == line(panel, "Success fee").id


def test_a_scenario_added_is_a_column_more(reader, panel):
    panel.add_scenario()
    reader.waits(lambda: len(panel.inputs.table.spec.columns) == 6)
    assert panel.inputs.table.spec.columns[4].title == "Scenario 4"


def test_typing_in_a_scenario_without_a_sale_makes_the_sale(reader, panel, qtbot):
    panel.add_scenario()
    reader.waits(lambda: len(panel.inputs.table.spec.columns) == 6)
    types(panel, qtbot, line(panel, "Forced-sale discount"), 4, "25")
    new = reader.row(Scenario, ordinal=3).id
    reader.waits(lambda: reader.row(ScenarioSale, scenario=new) is not None)
    assert reader.row(ScenarioSale, scenario=new).forced_sale_discount == Decimal("0.25")


def test_a_cost_is_added_and_typed(reader, panel, qtbot):
    panel.add_cost(CostKind.LEGAL)
    reader.waits(lambda: len(reader.desk.record.all(Cost, kind=CostKind.LEGAL)) == 2)
    added = reader.desk.record.all(Cost, kind=CostKind.LEGAL)[-1]
    found = next(
        row for row in panel.inputs.table.records.rows
        if isinstance(row, InputLine) and row.id == f"cost {added.id} amount"
    )  # fmt: skip
    types(panel, qtbot, found, 2, "30,000")
    reader.waits(lambda: reader.row(Cost, id=added.id).amount == Money.of(30_000))


def test_costs_that_come_again_are_added_by_a_button_that_says_so_and_their_months_are_words(
    reader, panel, qtbot
):
    """W33: they hid in a menu of three dots, and their months were "3,9"."""
    (button,) = (each for each in panel.findChildren(Button) if each.text() == "Scenarios and costs")
    assert button.isVisibleTo(panel)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (menu,) = (each for each in panel.findChildren(QMenu) if each.isVisible())
    entries = {action.text(): action for action in menu.actions()}
    entries["Add holding costs: quarter ends"].trigger()
    menu.close()
    reader.waits(lambda: len(reader.desk.record.all(Cost, kind=CostKind.HOLDING)) == 2)
    added = reader.desk.record.all(Cost, kind=CostKind.HOLDING)[-1]
    assert added.months == "3,6,9,12"
    table = panel.inputs.table
    reader.waits(lambda: table.current_id() == f"cost {added.id} amount")
    months = next(row for row in table.records.rows if row.id == f"cost {added.id} months")
    assert months.cells[1].text == "quarter ends"
    types(panel, qtbot, months, 2, "3月、九月")
    reader.waits(lambda: reader.row(Cost, id=added.id).months == "3,9")
    months = next(row for row in table.records.rows if row.id == f"cost {added.id} months")
    types(panel, qtbot, months, 2, "13")
    reader.waits(lambda: reader.problems)
    assert str(reader.problems[-1].params["text"]) == "13"
    assert reader.row(Cost, id=added.id).months == "3,9"


def test_probabilities_that_do_not_add_up_are_said_where_the_figures_were(reader, panel, qtbot):
    types(panel, qtbot, line(panel, "Probability"), 1, "90%")
    reader.waits(lambda: panel._body.currentIndex() == EMPTY)
    assert panel._run.text() == "Not valued yet"


def test_what_is_missing_is_named(reader, panel, qtbot):
    types(panel, qtbot, line(panel, "Target IRR"), 2, "")
    reader.waits(lambda: panel._body.currentIndex() == 1)
    assert [line.accessibleName() for line in panel.lacking.lines] == ["The target IRR is missing."]


def test_what_is_missing_leads_to_its_field_by_click_and_by_key(reader, panel, qtbot):
    sale = next(row for row in reader.desk.record.all(ScenarioSale) if row.cash_date is not None)
    given = reader.row(Assumptions)
    reader.desk.edit(FieldRef("scenario_sale", sale.id, "cash_date"), None)
    reader.desk.edit(FieldRef("assumptions", given.id, "target_irr"), None)
    reader.waits(lambda: len(panel.lacking.lines) == 2 and panel.lacking.isVisible())
    irr, sold = panel.lacking.lines
    with qtbot.waitSignal(reader.desk.field_focus_requested) as asked:
        irr.go.click()
    assert asked.args == [FieldRef("assumptions", given.id, "target_irr")]
    sold.go.setFocus()
    with qtbot.waitSignal(reader.desk.field_focus_requested) as asked:
        qtbot.keyClick(sold.go, Qt.Key.Key_Space)
    assert asked.args == [FieldRef("scenario_sale", sale.id, "cash_date")]
    assert sold.go.accessibleName().startswith("Go to it: ")


def test_what_is_missing_or_out_of_range_since_the_run_was_frozen_is_led_to_from_the_banner(
    reader, panel, qtbot
):
    """Of what is out of range it said "Value again", and that was refused."""
    freezes(reader, panel)
    appraisal = reader.row(Appraisal)
    reader.desk.edit(FieldRef("appraisal", appraisal.id, "value"), None)
    reader.waits(lambda: "no appraised value" in panel.banner.accessibleName())
    with qtbot.waitSignal(reader.desk.field_focus_requested) as asked:
        panel.banner._buttons[0].click()
    assert asked.args == [FieldRef("appraisal", appraisal.id, "value")]
    sale = reader.row(ScenarioSale)
    reader.desk.edit(FieldRef("scenario_sale", sale.id, "cash_date"), date(2527, 3, 31))
    reader.waits(lambda: "can no longer be priced. Sold on of" in panel.banner.accessibleName())
    with qtbot.waitSignal(reader.desk.field_focus_requested) as asked:
        panel.banner._buttons[0].click()
    assert asked.args == [FieldRef("scenario_sale", sale.id, "cash_date")]


def test_of_a_lot_without_a_scenario_the_inputs_stand_and_the_scenario_is_asked_for(reader, panel, qtbot):
    desk = reader.desk
    while rows := desk.record.all(Scenario):
        desk.remove(Scenario.entity, rows[0].id)
        reader.waits(lambda rows=rows: rows[0] not in desk.record.all(Scenario))
    reader.waits(lambda: [each.accessibleName() for each in panel.lacking.lines] == [NO_SCENARIO])
    assert line(panel, "Target IRR").cells
    with qtbot.waitSignal(desk.part_requested) as asked:
        panel.lacking.lines[0].go.click()
    assert asked.args == ["valuation"]
    panel.add_scenario()
    reader.waits(lambda: reader.row(Scenario) is not None)


@pytest.mark.parametrize(
    ("message", "field", "part"),
    [
        (NO_LISTING, "", "overview"),
        (NO_PRINCIPAL, "", "claims"),
        (NO_SCENARIO, "", "valuation"),
        ("The target IRR is missing.", "target_irr", "valuation"),
    ],
)
def test_where_no_row_has_the_field_the_part_of_the_lot_is_shown(reader, qtbot, message, field, part):
    lack = beside(reader.desk.record.lot, field, "valuation.missing", Severity.HIGH, message=message)
    with qtbot.waitSignal(reader.desk.part_requested) as asked:
        follow(reader.desk, lack)
    assert asked.args == [part]


def test_a_day_out_of_range_is_led_to(reader, panel, qtbot):
    sale = reader.row(ScenarioSale)
    reader.desk.edit(FieldRef("scenario_sale", sale.id, "cash_date"), date(2527, 3, 31))
    reader.waits(lambda: panel._body.currentIndex() == EMPTY)
    (button,) = panel._body.currentWidget().findChildren(Button)
    with qtbot.waitSignal(reader.desk.field_focus_requested) as asked:
        button.click()
    assert asked.args == [FieldRef("scenario_sale", sale.id, "cash_date")]


def test_below_the_start_price_there_is_no_bid_and_no_chance_of_loss(reader, panel, qtbot):
    types(panel, qtbot, line(panel, "Start price"), 2, "20,000,000")
    reader.waits(lambda: panel.results.bid.value.text() == "No bid")
    assert panel.results.loss.value.text() == "—"


def test_when_narrow_the_results_stand_below_the_inputs(panel):
    panel.resize(560, 620)
    assert panel.split.orientation() is Qt.Orientation.Vertical


def test_enter_on_a_scenario_shows_how_it_comes_about(panel, qtbot):
    table = panel.results.scenarios
    table.select_id("Base")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert panel.results.trace.isVisible()
    lines = panel.results.trace.table.as_tsv().splitlines()
    assert "Forced-sale discount\t30%\t−7,200,000.00\t" in lines
    assert lines[-1].startswith("Together\t\t")
    assert lines[-1].endswith("10,372,514.62")
    qtbot.keyClick(panel.results.trace.table, Qt.Key.Key_Escape)
    assert not panel.results.trace.isVisible()
    assert table.hasFocus()


def test_the_trace_follows_the_figures(reader, panel, qtbot):
    panel.results.trace_scenario("Base")
    types(panel, qtbot, line(panel, "Market value"), 2, "20,000,000")
    reader.waits(lambda: "= Market value\t\t20,000,000.00" in panel.results.trace.table.as_tsv())


def test_a_frozen_run_gives_its_figures_back_from_its_trace(reader, panel):
    live = panel._priced.result
    freezes(reader, panel)
    assert panel._priced.result == live
    assert panel._priced.run.ordinal == 1


def test_a_panel_made_for_a_field_begins_at_its_cell(reader):
    reader.desk.focus_field(FieldRef("assumptions", reader.row(Assumptions).id, "success_fee_rate"))
    panel = reader.opens(ValuationPanel)
    assert panel.inputs.table.current_id() == line(panel, "Success fee").id
    reader.waits(panel.results.bid.value.text)


def test_the_tab_says_that_the_bid_is_before_tax_and_financing_and_shows_what_both_leave(panel):
    said = panel.results.after_tax.basis.text()
    assert said.startswith("The bid is before your own tax and before financing.")
    base = next(
        line for line in panel.results.after_tax.table.as_tsv().splitlines() if line.startswith("Base\t")
    )
    assert "17.33%" in base
    assert "30.40%" in base


def test_without_a_tax_and_a_loan_the_sentence_stands_alone(reader, panel):
    for name in ("buyer_tax_rate", "leverage_share"):
        reader.desk.edit(FieldRef("assumptions", reader.row(Assumptions).id, name), None)
    reader.waits(lambda: not panel.results.after_tax.table.isVisible())
    assert panel.results.after_tax.basis.text() == "The bid is before your own tax and before financing."


def test_escape_closes_the_trace_from_the_row_that_opened_it_and_the_key_is_told(reader, panel, qtbot):
    assert "how a scenario comes about" in [hint.word for hint in panel.key_hints]
    panel.results.scenarios.setFocus()
    panel.results.trace_scenario("Base")
    assert panel.results.trace.isVisible()
    qtbot.keyClick(panel.results.scenarios, Qt.Key.Key_Escape)
    assert not panel.results.trace.isVisible()
