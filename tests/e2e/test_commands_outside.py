"""The commands as a script calls them: what they print, their exit codes, and who may do what meanwhile."""

import json
import shutil
import sqlite3
from contextlib import closing

import pytest
from damage_ground import LOT
from outside import DATA, DEMO_LOT
from pypdf import PdfReader

from workstation import bootstrap
from workstation.application.records import edit_fields
from workstation.domain.documents import Version

LISTINGS = DATA / "listings"
OWN_LISTING = "resources/demo/inputs/挂牌页面.html"


@pytest.fixture
def papers(tmp_path, pytestconfig):
    """A seller's folder: a paper, its copy, a locked file, no document at all, a hidden file."""
    source = pytestconfig.rootpath / "tests/data/pdf"
    folder = tmp_path / "资料"
    (folder / "more").mkdir(parents=True)
    shutil.copy(source / "plain.pdf", folder / "contract.pdf")
    shutil.copy(source / "plain.pdf", folder / "more" / "copy of contract.pdf")
    shutil.copy(source / "locked.pdf", folder / "locked.pdf")
    (folder / ".hidden.pdf").write_bytes(b"%PDF")
    return folder


# what is printed


def test_help_names_every_command(outside):
    said = outside("--help").text
    for name in ("demo", "import", "intake", "lots", "checks", "value", "memo", "calc", "doctor", "snapshot"):
        assert f"  {name} " in said


def test_lots_by_number_and_name(outside, demo):
    rows = outside("lots", demo.workspace, "--json").json["lots"]
    assert [(row["number"], row["stage"]) for row in rows] == [(DEMO_LOT, "due_diligence")]
    head, line = outside("lots", demo.workspace).text.splitlines()
    assert [head.split(), line.split("  ")] == [
        ["Lot", "no.", "Name", "Stage"],
        [DEMO_LOT, rows[0]["name"], "DD"],
    ]
    by_name = outside("value", demo.workspace, rows[0]["name"], "--json")
    by_id = outside("value", demo.workspace, rows[0]["id"], "--json")
    assert by_name.json == by_id.json


def test_the_history_tells_who_did_what_and_with_json_what_was_before(outside, demo):
    whole = outside("history", demo.workspace, DEMO_LOT, "--limit", "100000", "--json").json["operations"]
    assert {"create_lot", "intake"} & {row["kind"] for row in whole}
    assert [row["at"] for row in whole] == sorted((row["at"] for row in whole), reverse=True)
    edited = next(row for row in whole if any(each["before"] and each["after"] for each in row["changes"]))
    change = next(each for each in edited["changes"] if each["before"] and each["after"])
    assert change["before"] != change["after"]
    head, *lines = outside("history", demo.workspace, "--limit", "3").text.splitlines()
    assert (head.split(), len(lines)) == (["When", "Who", "Step"], 3)
    assert all(row["actor"] in lines[0] for row in whole[:1])
    assert outside("history", demo.workspace, "no such lot").code == 3


def test_the_history_names_what_was_undone_as_the_window_does(outside, demo_copy):
    with closing(bootstrap.open_services(demo_copy, False, actor="Lin")) as services:
        edit_fields(services.writer, "lot", services.reader.find_lot(DEMO_LOT), {"region": "Shaoxing"})
        services.writer.undo()
    _, undone, changed = outside("history", demo_copy, "--limit", "2").text.splitlines()
    assert "Undone: Changed Region of" in undone
    assert changed.endswith("(Undone)")
    said = outside("history", demo_copy, "--limit", "1", "--json").json["operations"][0]["sentence"]
    assert undone.endswith(said)


def test_where_the_records_need_no_repair_what_is_wrong_beside_them_is_said_all_the_same(outside, demo_copy):
    """It said that there is nothing to repair, and not a word of the paper that was altered."""
    with closing(bootstrap.open_services(demo_copy, True, actor="")) as services:
        paper = services.reader.rows(Version)[0].sha256
    kept = demo_copy / "objects" / paper[:2] / paper[2:]
    kept.chmod(0o600)
    kept.write_bytes(b"x")
    answer = outside("doctor", demo_copy, "--repair")
    assert answer.code == 4
    assert f"The file {paper}" in answer.text
    assert "there is nothing to repair" in answer.err


def test_findings_come_with_their_articles_worst_first(outside, demo):
    answer = outside("findings", demo.workspace, DEMO_LOT, "--json")
    rows = answer.json["findings"]
    order = "KHML"
    assert [row["severity"] for row in rows] == sorted((row["severity"] for row in rows), key=order.index)
    assert answer.code == 1  # a kill item of the sample is missing
    assert any("担保制度解释" in law or "民法典" in law for row in rows for law in row["law"])
    assert rows[0]["sentence"] in outside("findings", demo.workspace, DEMO_LOT).text


def test_findings_of_persons_stand_among_those_of_rules_with_who_noted_them(outside, demo):
    answer = outside("findings", demo.workspace, DEMO_LOT, "--json").json
    rows = outside("lot", "get", demo.workspace, DEMO_LOT).json["rows"]
    noted = {row["id"]: row["statement"] for row in rows["risk"]}
    told = {row["row"]: row for row in answer["findings"] if row["rule"] is None}
    assert {identity: row["sentence"] for identity, row in told.items()} == noted
    assert all(row["by"] for row in told.values())
    worst = answer["findings"][0]
    assert (worst["severity"], worst["entity"]) == ("K", "risk")
    count = {"K": "kill", "H": "high", "M": "medium", "L": "low"}
    open_rows = [row for row in answer["findings"] if row["settled"] is None]
    for letter, name in count.items():
        assert len([row for row in open_rows if row["severity"] == letter]) == answer["summary"][name], name
    head, first, *_ = outside("findings", demo.workspace, DEMO_LOT).text.splitlines()
    assert first[head.index("Finding") :].startswith(worst["sentence"])
    assert worst["by"] in first
    assert first.startswith("Kill")


def test_the_value_is_the_golden_one(outside, demo, pytestconfig):
    golden = json.loads(
        (pytestconfig.rootpath / "tests/data/golden/textile.expected.json").read_text("utf-8")
    )
    answer = outside("value", demo.workspace, DEMO_LOT, "--json")
    assert answer.code == 0
    for name in ("expected_present_value", "max_bid", "max_bid_on_ladder"):
        assert answer.json[name] == golden[name]
    assert (answer.json["summary"]["kill"], answer.json["summary"]["not_examined"]) == (1, 8)
    assert outside("value", demo.workspace, DEMO_LOT).text.splitlines()[-2:] == [
        "Kill findings are open: 1.",
        "Never asked for: 8 of 87 items, 0 of them kill items.",
    ], "no figure stands as if all had been looked at"


@pytest.mark.parametrize(
    "written", [b"2025-12-22,3.00%\nnonsense\n", b"\xff\x00\x81\n"], ids=["a word", "noise"]
)
def test_a_line_of_own_lending_rates_that_is_none_is_named(outside, small, written):
    place = small.workspace / "lending-rates.csv"
    asked = [("value", small.workspace, LOT), ("findings", small.workspace, LOT)]
    asked += [("lots", small.workspace), ("doctor", small.workspace)]
    sound = [outside(*each) for each in asked]
    assert not [each.err for each in sound if "lending rates" in each.err]
    place.write_bytes(written)
    line = written.count(b"\n")
    for each, before in zip(asked, sound, strict=True):
        answer = outside(*each)
        assert f"lending-rates.csv:{line}" in answer.err, each
        assert answer.code == before.code


def test_checks_exit_1_while_a_kill_item_is_missing(outside, demo):
    answer = outside("checks", demo.workspace, DEMO_LOT, "--json")
    assert answer.code == 1
    assert answer.json["missing_kill"] == ["C-04"]
    assert len(answer.json["items"]) == 87
    assert 0 < float(answer.json["readiness"]) < 1


def test_checks_exit_1_while_a_kill_item_was_never_asked_for(outside, tmp_path, pytestconfig):
    workspace = tmp_path / "own.workspace"
    lot = outside("intake", workspace, pytestconfig.rootpath / OWN_LISTING, "--json").json["lot"]
    answer = outside("checks", workspace, lot, "--json")
    assert (answer.code, answer.json["missing_kill"], answer.json["not_examined"]) == (1, [], 87)
    kill = len(answer.json["not_examined_kill"])
    assert kill
    assert f"87 of 87 items, {kill} of them kill items" in outside("checks", workspace, lot).text
    assert outside("findings", workspace, lot).code == 1
    (row,) = outside("lots", workspace, "--json").json["lots"]
    assert (row["findings"]["not_examined"], row["findings"]["not_examined_kill"]) == (87, kill)
    assert row["out_of_date"] is False


def test_a_memo_in_english(outside, small, tmp_path):
    answer = outside(
        "memo", small.workspace, LOT, "--out", tmp_path / "memo.pdf", "--language", "en", "--json"
    )
    assert answer.code == 0, answer.err
    assert PdfReader(tmp_path / "memo.pdf").trailer["/Root"]["/Lang"] == "en"


def test_a_memo_for_a_folder_that_is_not_there_is_refused_before_it_is_made(outside, small, tmp_path):
    def memos():
        return outside("lot", "get", small.workspace, LOT).json["rows"]["memo"]

    before = memos()
    asked = ("memo", small.workspace, LOT, "--language", "en", "--out")
    (tmp_path / "file").write_bytes(b"")
    for out in (tmp_path / "no/such/folder/x.pdf", tmp_path / "file/x.pdf"):
        answer = outside(*asked, out, "--json")
        assert (answer.code, answer.json["error"]["code"]) == (3, "file.not_written")
        assert "Choose another folder" in answer.err
    assert memos() == before


# taking in


def test_import_makes_the_workspace_and_the_lot_it_needs(outside, tmp_path, papers):
    workspace = tmp_path / "new.workspace"
    answer = outside("import", workspace, "Jinchuan", papers, "--json")
    assert answer.code == 1  # one is locked
    assert [(row["path"], row["outcome"]) for row in answer.json["files"]] == [
        ("资料/.hidden.pdf", "pending"),  # stays out, and is named
        ("资料/contract.pdf", "ok"),
        ("资料/locked.pdf", "password"),
        ("资料/more/copy of contract.pdf", "ok"),
    ]
    hidden, first, locked, copy = answer.json["files"]
    assert (hidden["reason"], hidden["version"]) == ("import.hidden", "")
    assert copy["duplicate_of"] == first["version"]
    assert locked["message"].startswith("The file is locked with a password.")
    assert "New workspace" in answer.err
    assert "New lot Jinchuan" in answer.err
    (lot,) = outside("lots", workspace, "--json").json["lots"]
    assert (lot["id"], lot["name"]) == (answer.json["lot"], "Jinchuan")


def test_import_into_a_lot_that_is_there_makes_none(outside, demo_copy, papers):
    answer = outside("import", demo_copy, DEMO_LOT, papers / "contract.pdf")
    assert (answer.code, answer.text) == (0, "contract.pdf: ok\n")
    (noted,) = answer.err.splitlines()
    assert noted.startswith("This workspace is the sample.")
    assert len(outside("lots", demo_copy, "--json").json["lots"]) == 1


def test_a_mistyped_path_makes_nothing(outside, tmp_path):
    answer = outside("import", tmp_path / "new.workspace", "Lot", tmp_path / "nowhere.pdf")
    assert answer.code == 3
    assert not (tmp_path / "new.workspace").exists()


@pytest.mark.parametrize("coding", ["utf8", "gbk"])
def test_a_saved_taobao_page_becomes_a_lot(outside, tmp_path, coding):
    if not LISTINGS.is_dir():
        pytest.skip("12 files not here")
    expected = json.loads((LISTINGS / "sf_taobao_557630794279.expected.json").read_text("utf-8"))
    answer = outside("intake", tmp_path / "w", LISTINGS / f"sf_taobao_557630794279_{coding}.html", "--json")
    assert answer.code == 0, answer.err
    fields = answer.json["fields"]
    wanted = expected["fields"]
    assert {name: fields.get(name) for name in wanted} == wanted
    without_place = [
        name for name in wanted if wanted[name] is not None and not answer.json["found"][name]["where"]
    ]
    assert without_place == []
    (lot,) = outside("lots", tmp_path / "w", "--json").json["lots"]
    assert lot["id"] == answer.json["lot"]


def test_a_lot_from_a_notice_asks_for_the_values_that_the_notice_lacks(outside, tmp_path, pytestconfig):
    answer = outside("intake", tmp_path / "w", pytestconfig.rootpath / OWN_LISTING, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["fields"]["start_price"] == "8000000"
    value = outside("value", tmp_path / "w", answer.json["lot"], "--json")
    assert value.code == 1
    missing = value.json["missing"]
    assert [(each["entity"], each["message"].endswith("has no appraised value.")) for each in missing] == [
        ("collateral", True)
    ] * 2


# upkeep


def test_a_sound_workspace_has_no_findings(outside, demo):
    answer = outside("doctor", demo.workspace, "--json")
    assert (answer.code, answer.json) == (0, {"findings": []})


def test_a_row_of_the_log_that_was_changed_behind_the_program_is_named(outside, demo_copy):
    operation = tamper(demo_copy / "workspace.db")
    answer = outside("doctor", demo_copy, "--json")
    assert answer.code == 1
    assert any(operation in json.dumps(finding) for finding in answer.json["findings"])


def tamper(database):
    """Changes one image in the log past its triggers, as a tool for SQLite would; returns its operation."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'change'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        (operation,) = connection.execute(
            "SELECT operation FROM change WHERE after LIKE '%8000000.00%' LIMIT 1"
        ).fetchone()
        connection.execute(
            "UPDATE change SET after = replace(after, '8000000.00', '7000000.00') WHERE operation = ?",
            [operation],
        )
        for _, sql in triggers:
            connection.execute(sql)
    return operation


def test_a_snapshot_brings_back_what_stood_then(outside, demo_copy, papers):
    before = outside("snapshot", demo_copy, "--json").json["snapshot"]
    outside("import", demo_copy, "Another", papers)
    assert len(outside("lots", demo_copy, "--json").json["lots"]) == 2
    restored = outside("restore", demo_copy, before, "--json")
    assert restored.code == 0, restored.err
    assert len(outside("lots", demo_copy, "--json").json["lots"]) == 1
    again = outside("restore", demo_copy, restored.json["snapshot"])
    assert again.code == 0, again.err
    assert len(outside("lots", demo_copy, "--json").json["lots"]) == 2
    assert outside("doctor", demo_copy).code == 0


# exit codes


def test_without_a_display_and_without_a_command_it_is_wrong_use(outside):
    answer = outside.process()
    assert answer.code == 2
    assert answer.out == b""
    assert answer.err.startswith("There is no display.")


@pytest.mark.parametrize(
    "arguments",
    [["bogus"], ["lots"], ["lots", "w", "--nonsense"], ["memo", "w", "lot"], ["memo", "w", "l", "--out", "x", "--language", "fr"]],
)  # fmt: skip
def test_wrong_use_is_exit_code_2(outside, arguments):
    answer = outside(*arguments)
    assert answer.code == 2
    assert answer.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["value", "nothing"], "record.not_found"),
        (["memo", "nothing", "--out", "x.pdf"], "record.not_found"),
        (["memo", DEMO_LOT, "--out", "no/such/folder/x.pdf"], "file.not_written"),
        (["intake", "nowhere.html"], "file.missing"),
        (["restore", "yesterday"], "snapshot.missing"),
    ],
)
def test_bad_input_is_exit_code_3_and_named(outside, demo_copy, arguments, code):
    name, *rest = arguments
    answer = outside(name, demo_copy, *rest, "--json")
    assert answer.code == 3
    assert answer.json["error"]["code"] == code
    assert answer.err.strip() == answer.json["error"]["message"]


@pytest.mark.parametrize("name", ["lots", "doctor", "snapshot"])
def test_no_workspace_is_exit_code_4(outside, tmp_path, name):
    answer = outside(name, tmp_path / "nowhere", "--json")
    assert answer.code == 4
    assert answer.json["error"]["code"] == "workspace.not_one"
    assert not (tmp_path / "nowhere").exists()


def test_a_damaged_workspace_is_exit_code_4(outside, demo_copy):
    database = demo_copy / "workspace.db"
    database.write_bytes(b"\x00" * 4096 + database.read_bytes()[4096:])
    answer = outside("lots", demo_copy, "--json")
    assert answer.code == 4
    assert answer.json["error"]["code"] == "workspace.damaged"


def test_who_writes_waits_for_the_window_and_who_reads_does_not(
    outside, held, papers, tmp_path, pytestconfig
):
    for arguments in (
        ["import", held, DEMO_LOT, papers],
        ["memo", held, DEMO_LOT, "--out", tmp_path / "x.pdf"],
        ["snapshot", held],
        ["restore", held, "x"],
        ["intake", held, pytestconfig.rootpath / OWN_LISTING],
    ):
        answer = outside(*arguments, "--json")
        assert answer.code == 4, arguments
        assert answer.json["error"]["code"] == "workspace.in_use"
        assert "PID" in answer.err  # names who holds it
    assert outside("lots", held).code == 0
    assert outside("value", held, DEMO_LOT).code == 0
    assert outside("checks", held, DEMO_LOT).code == 1
    assert outside("doctor", held).code == 0
