"""The commands in Chinese: by the language that the window keeps in the settings, also what the system or a reader of JSON says."""

import json
import re

import pytest
from damage_ground import LOT
from outside import Outside

pytestmark = pytest.mark.usefixtures("lent_workers")
LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def chinese(tmp_path_factory):
    home = tmp_path_factory.mktemp("zh")
    (home / "npl-workstation").mkdir()
    (home / "npl-workstation" / "settings.json").write_text('{"language": "zh_CN"}', "utf-8")
    return Outside(home)


def words(text, *given):
    """What is left of Latin words when the given names are taken out."""
    for each in given:
        text = text.replace(str(each), "")
    return LATIN.findall(text)


def test_a_lot_that_is_not_there_is_called_by_the_chinese_word(chinese, small):
    said = chinese("value", small.workspace, "nosuch").err
    assert said.startswith("没有标的")
    assert words(said, "nosuch") == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"format": "workstation.lot/1", "rows": {"lot": {}}}', "列表"),
        ('{"format": "workstation.lot/1", "rows": {"lot": [{"id": "l", "name": 5}]}}', "文本"),
        ("{", "第 1 行第 2 列"),
        ("[]", "没有任何行"),
    ],
)
def test_what_is_wrong_with_a_lot_as_json_is_said_in_chinese(chinese, tmp_path, written, said):
    (tmp_path / "lot.json").write_text(written, "utf-8")
    answer = chinese("lot", "put", tmp_path / "w", tmp_path / "lot.json")
    assert answer.code == 3
    assert said in answer.err
    assert words(answer.err, "JSON", "lot get W LOT", "rows.lot[0].name", "rows.lot") == []


def test_what_the_system_says_of_a_file_is_said_in_chinese(chinese, small, tmp_path):
    lacking = chinese("lot", "put", tmp_path / "w", tmp_path / "nowhere.json")
    assert "没有这个文件或文件夹" in lacking.err
    assert words(lacking.err, tmp_path, "nowhere.json", "UTF-8") == []
    memo = chinese("memo", small.workspace, LOT, "--out", tmp_path / "no" / "memo.pdf")
    assert "没有这个文件或文件夹" in memo.err
    assert words(memo.err, tmp_path, "no/memo.pdf") == []


def test_a_row_that_cannot_be_removed_names_what_rests_on_it_in_chinese(chinese, small, tmp_path):
    node = json.loads(chinese("lot", "get", small.workspace, LOT).text)
    rows = node["rows"]
    resting = next(row for row in rows["evidence"])
    rows[resting["row_entity"]] = [row for row in rows[resting["row_entity"]] if row["id"] != resting["row"]]
    (tmp_path / "lot.json").write_text(json.dumps(node), "utf-8")
    answer = chinese("lot", "put", small.workspace, tmp_path / "lot.json", "--replace")
    assert answer.code == 3
    assert "依据" in answer.err
    assert "Evidence" not in answer.err


def test_where_nobody_gave_a_name_the_history_says_the_command_line_in_chinese(chinese, tmp_path):
    (tmp_path / "a.txt").write_text("借款", "utf-8")
    assert chinese("import", tmp_path / "w", "标的", tmp_path / "a.txt").code == 0
    lines = chinese("history", tmp_path / "w").text.splitlines()
    assert lines
    assert all("命令行" in line for line in lines)
    assert "command line" not in "".join(lines)
    steps = chinese("history", tmp_path / "w", "--json").json["operations"]
    assert {row["actor"] for row in steps} == {"command line"}, "what is stored is the same in every language"
