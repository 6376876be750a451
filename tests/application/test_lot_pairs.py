"""Whole lots of the golden contract: how the bid of two lots must compare."""

import importlib.util
import json
from pathlib import Path

import pytest

from workstation.application.calc.lots import lot_calculators
from workstation.application.calc.protocol import answer
from workstation.application.lot_rules import LotRules
from workstation.packs.checklists import load_checklist
from workstation.packs.reference import load_reference

GOLDEN = Path(__file__).parents[1] / "data/golden"
PAIRS = [
    json.loads(line) for line in (GOLDEN / "pairs.jsonl").read_text("utf-8").splitlines() if line.strip()
]
CALCULATORS = lot_calculators(lambda: LotRules(load_reference(), load_checklist()))


@pytest.fixture(scope="module")
def checker():
    """The contract's own judge of two answers."""
    spec = importlib.util.spec_from_file_location("golden_probes", GOLDEN / "probes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answered(pair, side):
    request = {"id": side, "calc": pair["calc"], "input": pair[side]}
    return json.loads(answer(json.dumps(request), CALCULATORS))


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["id"] for pair in PAIRS])
def test_the_bids_of_two_lots_compare_as_the_contract_says(checker, pair):
    assert checker.pair_fault(pair["relation"], answered(pair, "a"), answered(pair, "b")) is None


def test_a_value_out_of_its_range_is_refused_at_its_row():
    (pair,) = (each for each in PAIRS if each["id"] == "rate.absurd")
    error = answered(pair, "b")["error"]
    assert error["code"] == "input.invalid"


def test_an_empty_lot_says_what_was_not_examined():
    rows = {"lot": [{"id": "l", "name": "x", "stage": "lead"}]}
    request = {"id": "1", "calc": "lot_findings", "input": {"today": "2026-11-30", "rows": rows}}
    summary = json.loads(answer(json.dumps(request), CALCULATORS))["result"]["summary"]
    assert (summary["kill"], summary["not_examined"], summary["not_examined_kill"] > 0) == (0, 87, True)
