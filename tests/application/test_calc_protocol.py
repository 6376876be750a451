"""What the protocol promises beside the golden vectors."""

import json
from pathlib import Path

import pytest
from budgets import keeps

from workstation.application.calc import answer, answers

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
LADDER = {"start": "8000000.00", "increment": "50000.00", "cap": "9679474.18"}


def ask(calc, given, **more):
    return json.loads(answer(json.dumps({"id": "x", "calc": calc, "input": given, **more})))


def error(calc, given):
    return ask(calc, given)["error"]


def textile(**changes):
    return {**json.loads((GOLDEN / "textile.json").read_text(encoding="utf-8")), **changes}


def test_answers_come_one_a_line_in_the_order_of_the_requests():
    lines = [json.dumps({"id": str(number), "calc": "bid_ladder", "input": LADDER}) for number in range(3)]
    replies = [json.loads(reply) for reply in answers([lines[0], "", " \n", "{", lines[1] + "\n", lines[2]])]
    assert [reply["id"] for reply in replies] == ["0", None, "1", "2"]


@pytest.mark.parametrize("line", ["{", "NaN", '{"a": Infinity}', b"\xff\xfe", "[" * 100_000, "nothing"])
def test_a_line_that_is_not_json_is_answered_without_an_id(line):
    reply = json.loads(answer(line))
    assert reply["id"] is None
    assert reply["error"]["code"] == "json.invalid"


@pytest.mark.parametrize("line", ["[]", "1", '"text"', "null", '{"id": ""}', '{"id": 7}', '{"calc": "irr"}'])
def test_a_request_without_an_id_is_answered_without_one(line):
    reply = json.loads(answer(line))
    assert (reply["id"], reply["error"]["code"]) == (None, "request.invalid")


@pytest.mark.parametrize("rest", ['"calc": 1, "input": {}', '"calc": "irr"', '"calc": "irr", "input": []'])
def test_a_request_that_is_half_right_keeps_its_id(rest):
    reply = json.loads(answer(f'{{"id": "x", {rest}}}'))
    assert (reply["id"], reply["error"]["code"]) == ("x", "request.invalid")


def test_a_name_that_stands_twice_is_never_read_silently():
    assert (
        json.loads(answer('{"id": "x", "id": "x", "calc": "irr", "input": {}}'))["error"]["code"]
        == "request.invalid"
    )
    twice = (
        '{"id": "x", "calc": "bid_ladder", "input": {"cap": "1", "start": "1", "increment": "1", "cap": "9"}}'
    )
    assert json.loads(answer(twice))["error"] | {"message": ""} == {
        "code": "input.invalid",
        "message": "",
        "field": "cap",
    }


def test_the_names_of_the_calculators_are_given_for_an_unknown_one():
    found = error("xir", {})
    assert found["code"] == "calc.unknown"
    assert "xirr" in found["message"]


def test_bytes_with_a_mark_of_their_order_are_read():
    line = "\ufeff" + json.dumps({"id": "一", "calc": "bid_ladder", "input": LADDER}, ensure_ascii=False)
    assert json.loads(answer(line.encode()))["id"] == "一"


def test_a_lone_surrogate_passes_through_unharmed():
    reply = answer('{"id": "\\ud800", "calc": "bid_ladder", "input": {}}')
    reply.encode()
    assert json.loads(reply)["id"] == "\ud800"


@pytest.mark.parametrize(
    "amount", [1.0, 1e3, "1e3", "+1", "1,000", " 1", "１", "1.", ".5", "", "NaN", "0.005", True, [], {}, "9" * 19, 10**18, 10**60]
)  # fmt: skip
def test_money_is_a_plain_decimal_string_or_a_whole_number(amount):
    found = error("bid_ladder", {**LADDER, "cap": amount})
    assert (found["code"], found["field"]) == ("input.invalid", "cap")


@pytest.mark.parametrize("amount", ["9" * 18 + ".99", 10**18 - 1, "-0", "-0.00", "007"])
def test_eighteen_digits_are_money(amount):
    assert "result" in ask("bid_ladder", {**LADDER, "cap": amount})


def test_amounts_come_out_exact_to_the_cent():
    given = {"start": "0.01", "increment": "0.01", "cap": "999999999999999999.99"}
    assert ask("bid_ladder", given)["result"]["bid"] == "999999999999999999.99"


def test_null_counts_as_absent():
    assert ask("court_fee", {"kind": "execution", "amount": 8000, "half": None})["result"]["fee"] == "50.00"
    found = error("bid_ladder", {**LADDER, "cap": None})
    assert (found["code"], found["field"]) == ("input.missing", "cap")


def test_yes_is_true_and_nothing_else():
    found = error("court_fee", {"kind": "acceptance", "amount": 8000, "half": "true"})
    assert (found["code"], found["field"]) == ("input.invalid", "half")


def test_only_an_acceptance_fee_is_halved():
    found = error("court_fee", {"kind": "execution", "amount": 8000, "half": True})
    assert (found["code"], found["field"]) == ("input.unknown", "half")


@pytest.mark.parametrize(
    ("day", "code"),
    [("2025-02-29", "input.invalid"), ("2025-2-3", "input.invalid"), ("20250203", "input.invalid"), (1, "input.invalid"), ("0000-01-01", "input.invalid"), (None, "input.missing")],
)  # fmt: skip
def test_a_day_is_a_real_day_of_the_calendar(day, code):
    flows = [{"date": "2020-01-01", "amount": -1}, {"date": day, "amount": 2}]
    found = error("xirr", {"flows": flows})
    assert (found["code"], found["field"]) == (code, "flows[1].date")


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"amounts": "1"}, "input.invalid", "amounts"),
        ({"amounts": ["1"]}, "input.invalid", "amounts"),
        ({"amounts": ["1", 0.5]}, "input.invalid", "amounts[1]"),
        ({"amounts": ["1", "-2"], "guess": "0.1"}, "input.unknown", "guess"),
        ({"amounts": ["1", "-2"], "guess": None}, "input.unknown", "guess"),
        ({}, "input.missing", "amounts"),
    ],
)
def test_each_fault_names_its_field(given, code, field):
    found = error("irr", given)
    assert (found["code"], found["field"]) == (code, field)


def test_a_value_at_minus_one_or_below_does_not_exist():
    flows = [{"date": "2020-01-01", "amount": -1}]
    assert error("xnpv", {"rate": "-1", "flows": flows})["code"] == "input.invalid"
    assert ask("xnpv", {"rate": "-0.5", "flows": flows})["result"]["npv"] == "-1.0000000000"


def test_a_figure_beyond_the_decimals_is_an_answer_and_not_the_end():
    flows = [{"date": "2020-01-01", "amount": -1}, {"date": "9999-01-01", "amount": 1}]
    found = error("xnpv", {"rate": "-0.999999999999", "flows": flows})
    assert found["code"] == "input.invalid"
    assert "field" not in found


def holding(**entry):
    return textile(costs={"holding": [{"amount": "1.00", **entry}]})


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (textile(scenarios=[]), "input.invalid", "scenarios"),
        (textile(bid={}), "input.missing", "bid.start_price"),
        (textile(claim=[]), "input.invalid", "claim"),
        (textile(currency=7), "input.invalid", "currency"),
        (textile(leverage={"share": "1.1", "rate": 0, "repay_with": "A"}), "input.invalid", "leverage.share"),
        (textile(target_irr="-1"), "input.invalid", "target_irr"),
        (textile(collateral=[{"id": "A", "market_value": "1.00", "execution_fee": "1%"}]), "input.invalid", "collateral[0].execution_fee"),
        (holding(), "input.missing", "costs.holding[0].date"),
        (holding(months=[3]), "input.missing", "costs.holding[0].until_collateral"),
        (holding(until_collateral="A"), "input.missing", "costs.holding[0].months"),
        (holding(months=[13], until_collateral="A"), "input.invalid", "costs.holding[0].months[0]"),
        (holding(months=[True], until_collateral="A"), "input.invalid", "costs.holding[0].months[0]"),
        (holding(date="2026-01-01", months=[3]), "input.conflict", "costs.holding[0].date"),
        (holding(date="2026-01-01", months=[3], until_collateral="A"), "input.conflict", "costs.holding[0].date"),
        (textile(leverage={"share": "1", "rate": 0, "repay_with": "Z"}), "input.invalid", "leverage.repay_with"),
    ],
)  # fmt: skip
def test_faults_deep_in_a_lot_are_found(given, code, field):
    found = error("valuation", given)
    assert (found["code"], found["field"]) == (code, field)


def test_below_the_start_price_everything_that_rests_on_the_bid_is_null():
    lot = textile(bid={"start_price": "90000000.00", "increment": "1.00"}, target_irrs=["0.1"])
    result = ask("valuation", lot)["result"]
    dependent = ("max_bid_on_ladder", "ladder_steps", "cash_at_closing", "expected", "percent_of_principal",
                 "percent_of_claim", "percent_of_market_value")  # fmt: skip
    assert {name: result[name] for name in dependent} == dict.fromkeys(dependent)
    assert result["below_start"] is True
    assert result["scenarios"][0]["returns"] is None
    assert result["bid_by_target_irr"][0]["max_bid_on_ladder"] is None
    assert result["break_even_bid"] is not None


def test_shares_of_an_empty_claim_are_null():
    lot = textile(claim={"principal": "0", "amount": "0"}, leverage=None, buyer_tax_rate=None)
    result = ask("valuation", lot)["result"]
    assert result["scenarios"][0]["recovery_percent_of_principal"] is None
    assert result["scenarios"][0]["gross_recovery"] == "0.00"


def test_what_is_not_asked_for_is_not_answered():
    lot = textile(leverage=None, buyer_tax_rate=None)
    lot["bid"] = {key: value for key, value in lot["bid"].items() if not key.startswith("deposit")}
    result = ask("valuation", lot)["result"]
    assert set(result["scenarios"][0]["returns"]) == {"irr", "moic", "profit"}
    assert set(result["expected"]) == {"irr", "moic", "profit", "probability_of_loss"}


def test_a_dated_lump_of_holding_cost_is_one_flow():
    flows = ask("valuation", holding(date="2026-01-01"))["result"]["scenarios"][0]["cash_flows"]
    assert [flow["date"] for flow in flows if flow["kind"] == "holding"] == ["2026-01-01"]


def test_a_grid_without_a_bid_has_no_rates():
    given = {"lot": textile(), "collateral": "A", "rows": {"variable": "market_value_factor", "values": [1]}}
    assert ask("sensitivity", given)["result"] == {"max_bid": [["9679474.18"]], "irr": None}


def test_the_same_line_gives_the_same_bytes():
    line = json.dumps({"id": "x", "calc": "valuation", "input": textile()})
    assert answer(line) == answer(line)


@pytest.mark.perf
def test_fifty_thousand_simple_lines_take_seconds():
    import time

    lines = [
        json.dumps({"id": str(n), "calc": "bid_ladder", "input": {**LADDER, "cap": n}}) for n in range(50_000)
    ]
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        assert sum("result" in reply for reply in answers(lines)) == 50_000
        taken.append(time.perf_counter() - start)
    keeps("50,000 bid ladders", taken, 10, "s")


@pytest.mark.parametrize("currency", ["", "12", "cny", "CNYX", "人民币"])
def test_a_currency_is_three_capital_letters(currency):
    assert error("valuation", textile(currency=currency)) | {"message": ""} == {
        "code": "input.invalid",
        "field": "currency",
        "message": "",
    }
    question = {"lot": textile(currency=currency), "collateral": "A", "rows": {}}
    assert error("sensitivity", question)["field"] == "lot.currency"


def test_a_sale_in_the_year_9999_is_refused_by_name():
    lot = textile()
    lot["scenarios"][0]["collateral"]["A"]["cash_date"] = "9999-12-31"
    found = error("valuation", lot)
    assert (found["code"], found["field"]) == ("input.invalid", "scenarios[0].collateral.A.cash_date")
