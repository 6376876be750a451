"""A lot leaves a workspace as one JSON text and enters another: `lot get`, `lot put`."""

import json

import pytest

DEMO_LOT = "2025-0611"


@pytest.fixture(scope="module")
def text(outside, demo):
    """The sample's lot as `lot get` prints it."""
    answer = outside("lot", "get", demo.workspace, DEMO_LOT)
    assert answer.code == 0, answer.err
    return answer.json


def written(folder, node):
    path = folder / "lot.json"
    path.write_text(json.dumps(node, ensure_ascii=False), "utf-8")
    return path


def bid(outside, rows):
    """As the calculator prices them on the day of the sample: a later day finds the guarantor free."""
    request = {"id": "1", "calc": "lot_value", "input": {"today": "2025-09-05", "rows": rows}}
    return json.loads(outside("calc", sent=json.dumps(request).encode()).out)["result"]["max_bid"]


def test_the_text_has_the_rows_by_entity_and_the_parties_that_the_lot_names(text):
    assert text["format"] == "workstation.lot/1"
    rows = text["rows"]
    assert [lot["number"] for lot in rows["lot"]] == [DEMO_LOT]
    assert {"party", "claim", "balance", "encumbrance", "evidence"} <= set(rows)
    assert {"minor", "currency"} == set(rows["appraisal"][0]["value"])


def test_the_text_is_what_the_calculator_prices(outside, demo, text):
    expected = outside("value", demo.workspace, DEMO_LOT, "--json").json["max_bid"]
    assert bid(outside, text["rows"]) == expected


def test_a_lot_enters_another_workspace_without_its_evidence_and_has_the_same_bid(outside, text, tmp_path):
    put = outside("lot", "put", tmp_path / "w", written(tmp_path, text), "--without-evidence", "--json")
    assert put.code == 0, put.err
    again = outside("lot", "get", tmp_path / "w", DEMO_LOT).json["rows"]
    assert "citation" not in again
    assert {"document", "version", "run", "memo"}.isdisjoint(again)
    assert bid(outside, again) == bid(outside, text["rows"])


def test_a_citation_whose_file_the_workspace_lacks_is_refused_by_name(outside, text, tmp_path):
    put = outside("lot", "put", tmp_path / "w", written(tmp_path, text), "--json")
    assert (put.code, put.json["error"]["code"]) == (3, "lot.object_missing")
    assert outside("lots", tmp_path / "w", "--json").json["lots"] == []
    message = put.json["error"]["message"]
    assert f"({len(text['rows']['version'])})" in message
    assert text["rows"]["version"][0]["file_name"] in message
    hashes = [row["trace"] for row in text["rows"]["run"]] + [row["sha256"] for row in text["rows"]["memo"]]
    assert not [each for each in hashes if each[:12] in message], "no person has these as a file"


def test_runs_and_memos_that_were_frozen_elsewhere_stay_out_and_the_rest_comes_in(outside, text, tmp_path):
    files = {"document", "version", "document_part", "page_reading", "highlight", "photo", "citation"}
    rows = {entity: entries for entity, entries in text["rows"].items() if entity not in files}
    rows["evidence"] = [row for row in rows["evidence"] if row["kind"] != "cited"]
    rows = json.loads(json.dumps(rows))
    frozen = len(rows["run"]) + len(rows["memo"])
    for entity in rows:
        for row in rows[entity]:
            for name in ("document", "photo", "version"):
                row.pop(name, None)
    path = written(tmp_path, text | {"rows": rows})
    put = outside("lot", "put", tmp_path / "w", path, "--json")
    assert (put.code, put.json["left_out"]) == (0, frozen), put.err
    again = outside("lot", "get", tmp_path / "w", DEMO_LOT).json["rows"]
    assert {"run", "memo"}.isdisjoint(again)
    assert bid(outside, again) == bid(outside, text["rows"])
    assert outside("doctor", tmp_path / "w").code == 0
    said = outside("lot", "put", tmp_path / "w", path).text
    assert f"not in this workspace: {frozen}." in said


def test_a_signature_is_not_put_for_to_sign_is_an_act_of_its_person(outside, demo_copy, text, tmp_path):
    forged = json.loads(json.dumps(text))
    mine = forged["rows"]["signature"][0]
    other = mine | {"id": "0199179a-1d00-73b0-8354-4e376f1eba95", "role": "approver", "person": "王总"}
    forged["rows"]["signature"] = [mine | {"person": "王总"}, other]
    path = written(tmp_path, forged)
    put = outside("lot", "put", demo_copy, path, "--replace", "--json")
    assert (put.code, put.json["changed"], put.json["unsigned"]) == (0, 0, 2), put.err
    assert outside("lot", "get", demo_copy, DEMO_LOT).json["rows"]["signature"] == [mine]
    assert "Signatures left out" in outside("lot", "put", demo_copy, path).text


def test_a_bid_in_another_currency_names_it_and_an_article_is_named_once(outside, text, tmp_path):
    dollars = json.loads(json.dumps(text).replace('"currency": "CNY"', '"currency": "USD"'))
    for thing in dollars["rows"]["collateral"]:
        thing["execution_fee"] = "0"  # the table of the court is in yuan
    assert outside("lot", "put", tmp_path / "w", written(tmp_path, dollars), "--without-evidence").code == 0
    said = outside("value", tmp_path / "w", DEMO_LOT).text.splitlines()
    assert [line.rpartition(" ")[0] for line in said[:2]] == ["Max bid USD", "On the ladder USD"]
    assert all(line.count("民法典第693条") < 2 and line.count("民法典第694条第2款") < 2 for line in said)


def test_what_is_put_over_itself_changes_nothing(outside, demo_copy, text, tmp_path):
    put = outside("lot", "put", demo_copy, written(tmp_path, text), "--json")
    assert (put.code, put.json["changed"]) == (0, 0)


def test_a_file_that_was_lost_here_hinders_no_change_of_the_lot(outside, demo_copy, text, tmp_path):
    trace = text["rows"]["run"][0]["trace"]
    (demo_copy / "objects" / trace[:2] / trace[2:]).unlink()
    changed = json.loads(json.dumps(text))
    changed["rows"]["lot"][0]["summary"] = "put"
    put = outside("lot", "put", demo_copy, written(tmp_path, changed), "--json")
    assert put.code == 0, put.err
    assert outside("doctor", demo_copy).code == 1


def test_a_lot_that_is_put_over_another_leaves_a_copy_of_what_stood_before(
    outside, demo_copy, text, tmp_path
):
    for old in (demo_copy / "snapshots").glob("*.db"):
        old.unlink()
    fewer = json.loads(json.dumps(text))
    fewer["rows"]["lot"][0]["summary"] = "put"
    assert outside("lot", "put", demo_copy, written(tmp_path, fewer), "--json").json["changed"]
    assert [*(demo_copy / "snapshots").glob("*-bulk.db")]


def test_rows_that_the_file_lacks_stay_unless_it_replaces_the_lot(outside, demo_copy, text, tmp_path):
    fewer = json.loads(json.dumps(text))
    gone = fewer["rows"]["cost"].pop()["id"]
    fewer["rows"]["evidence"] = [row for row in fewer["rows"]["evidence"] if row["row"] != gone]
    path = written(tmp_path, fewer)

    def there():
        return gone in [row["id"] for row in outside("lot", "get", demo_copy, DEMO_LOT).json["rows"]["cost"]]

    assert outside("lot", "put", demo_copy, path, "--json").code == 0
    assert there()
    assert outside("lot", "put", demo_copy, path, "--replace", "--json").code == 0
    assert not there()


def test_a_second_row_of_which_a_lot_has_one_is_refused_where_the_first_stands_here(
    outside, demo_copy, text, tmp_path
):
    """By its id alone one of them would be the terms of the price."""
    other = json.loads(json.dumps(text))
    stood = other["rows"]["assumptions"][0]["id"]
    other["rows"] = {
        "lot": other["rows"]["lot"],
        "assumptions": [other["rows"]["assumptions"][0] | {"id": "mine", "target_irr": "0.9"}],
    }
    other["rows"]["assumptions"][0].pop("leverage_repaid_with", None)
    path = written(tmp_path, other)
    put = outside("lot", "put", demo_copy, path, "--json")
    assert (put.code, put.json["error"]["code"]) == (3, "input.invalid")
    kept = outside("lot", "get", demo_copy, DEMO_LOT).json["rows"]["assumptions"]
    assert [row["id"] for row in kept] == [stood]


def test_what_replaces_a_lot_goes_in_whole_or_not_at_all(outside, demo_copy, text, tmp_path):
    before = outside("lot", "get", demo_copy, DEMO_LOT).json["rows"]
    steps = outside("history", demo_copy, DEMO_LOT, "--json").json
    changed = json.loads(json.dumps(text))
    resting = {row["row"] for row in changed["rows"]["evidence"] if row["row_entity"] == "risk"}
    changed["rows"]["risk"] = [row for row in changed["rows"]["risk"] if row["id"] not in resting]
    changed["rows"]["lot"][0]["summary"] = "put"
    assert resting
    put = outside("lot", "put", demo_copy, written(tmp_path, changed), "--replace", "--json")
    assert (put.code, put.json["error"]["code"]) == (3, "record.in_use")
    assert outside("lot", "get", demo_copy, DEMO_LOT).json["rows"] == before
    assert outside("history", demo_copy, DEMO_LOT, "--json").json == steps


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"format": "workstation.lot/9"}, "input.invalid"),
        ({"rows": {"lot": [{"id": "l", "name": "x", "colour": "red"}]}}, "input.unknown"),
        ({"rows": {"lot": [{"id": "l", "name": "x"}], "boat": []}}, "input.unknown"),
        ({"rows": {"lot": [{"id": "l"}]}}, "input.missing"),
        ({"rows": {"lot": [{"id": "l", "name": "x"}], "claim": [{"id": "c", "lot": "m"}]}}, "input.invalid"),
        (
            {
                "rows": {
                    "lot": [{"id": "l", "name": "x"}],
                    "collateral": [{"id": "c", "lot": "l", "name": "A", "tax_rate": "8.5"}],
                }
            },
            "input.invalid",
        ),
        (
            {
                "rows": {
                    "lot": [{"id": "l", "name": "x"}],
                    "note": [{"id": "n", "lot": "l", "body": "字" * 100_001}],
                }
            },
            "field.too_long",
        ),
        ({"rows": {}}, "lot.not_json"),
    ],
)
def test_a_file_that_is_no_lot_is_refused_with_its_reason(outside, tmp_path, changed, code):
    node = {"format": "workstation.lot/1", "rows": {"lot": [{"id": "l", "name": "x"}]}} | changed
    put = outside("lot", "put", tmp_path / "w", written(tmp_path, node), "--json")
    assert (put.code, put.json["error"]["code"]) == (3, code)


def test_a_file_that_is_not_there_or_no_json_is_refused(outside, tmp_path):
    missing = outside("lot", "put", tmp_path / "w", tmp_path / "nowhere.json", "--json")
    assert (missing.code, missing.json["error"]["code"]) == (3, "lot.file_unread")
    (tmp_path / "no.json").write_text("{", "utf-8")
    broken = outside("lot", "put", tmp_path / "w", tmp_path / "no.json", "--json")
    assert (broken.code, broken.json["error"]["code"]) == (3, "lot.not_json")
