"""The golden vectors, answered in-process and compared by the contract's own comparison."""

import importlib.util
import json
from pathlib import Path

import pytest

from workstation.application.calc import answer
from workstation.application.calc.calculators import CALCULATORS

GOLDEN = Path(__file__).parents[1] / "data" / "golden"
_spec = importlib.util.spec_from_file_location("golden_check", GOLDEN / "check.py")
check = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(check)


def vectors(name):
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def is_ours(vector):
    return vector["id"].startswith("PROTO-") or vector["calc"] in CALCULATORS


ALL = [*vectors("vectors.jsonl"), *vectors("vectors_xirr.jsonl")]


@pytest.mark.parametrize("vector", [v for v in ALL if is_ours(v)], ids=lambda vector: vector["id"])
def test_the_answer_is_the_golden_one(vector):
    reply = json.loads(answer(check.request_line(vector)))
    assert reply["id"] == vector.get("answer_id", vector["id"])
    assert check.compare(vector, reply) == []


def test_no_golden_vector_of_our_calculators_is_left_out():
    assert sum(is_ours(vector) for vector in ALL) >= 159


def test_the_textile_lot_comes_out_to_the_cent():
    lot = json.loads((GOLDEN / "textile.json").read_text(encoding="utf-8"))
    expected = json.loads((GOLDEN / "textile.expected.json").read_text(encoding="utf-8"))
    line = json.dumps({"id": "textile", "calc": "valuation", "input": lot})
    reply = json.loads(answer(line))
    assert check.compare({"expected": expected}, reply) == []
