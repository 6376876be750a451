"""The golden vectors through the real process, by the script that comes with them."""

import json
import subprocess
import sys

import pytest
from outside import command, environment

HAVE = {"valuation", "xirr", "irr", "xnpv", "bid_ladder", "court_fee", "sensitivity", "break_even_discount"}


@pytest.fixture
def golden(pytestconfig):
    return pytestconfig.rootpath / "tests/data/golden"


def checked(golden, vectors, home):
    """The last line of the script."""
    ended = subprocess.run(
        [sys.executable, golden / "check.py", vectors, "--", *command("calc")],
        env=environment(home), capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return ended.stdout.splitlines()[-1], ended.stdout


def test_all_vectors_of_the_calculators_that_are_here_and_all_rates_of_return(golden, tmp_path):
    vectors = [json.loads(line) for line in (golden / "vectors.jsonl").read_text("utf-8").splitlines()]
    ours = [vector for vector in vectors if vector.get("calc") in HAVE or "raw" in vector]
    assert len(ours) >= 50
    rates = [json.loads(line) for line in (golden / "vectors_xirr.jsonl").read_text("utf-8").splitlines()]
    assert len(rates) == 68
    here = tmp_path / "vectors.jsonl"
    here.write_text("\n".join(json.dumps(vector, ensure_ascii=False) for vector in ours + rates), "utf-8")
    last, said = checked(golden, here, tmp_path)
    assert last == f"{len(ours) + 68} passed, 0 failed", said


def test_the_textile_lot_to_the_cent(golden, outside):
    question = {
        "id": "textile",
        "calc": "valuation",
        "input": json.loads((golden / "textile.json").read_text("utf-8")),
    }
    answer = outside("calc", sent=json.dumps(question).encode() + b"\n")
    expected = json.loads((golden / "textile.expected.json").read_text("utf-8"))
    result = answer.json["result"]
    for name in ("expected_present_value", "max_bid", "max_bid_on_ladder"):
        assert result[name] == expected[name]


def test_a_bad_line_is_answered_and_the_next_one_too(outside):
    good = b'{"id": "1", "calc": "court_fee", "input": {"kind": "execution", "amount": "16800000.00"}}\n'
    answer = outside("calc", sent=b"{nonsense\n\n" + good)
    first, second = (json.loads(line) for line in answer.text.splitlines())
    assert answer.code == 0
    assert (first["id"], first["error"]["code"]) == (None, "json.invalid")
    assert second["result"]["fee"] == "84200.00"
