"""The commands in Chinese: by the language that the window keeps in the settings, also what the system or a reader of JSON says."""

import json
import re
import unicodedata

import pytest
from damage_commands import leaves
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
    head, *lines = chinese("history", tmp_path / "w").text.splitlines()
    assert head.split() == ["时间", "经办", "步骤"]
    assert lines
    assert all("命令行" in line for line in lines)
    assert "command line" not in "".join(lines)
    steps = chinese("history", tmp_path / "w", "--json").json["operations"]
    assert {row["actor"] for row in steps} == {"command line"}, "what is stored is the same in every language"


# What is a name in a sentence: of a command, an option, an argument, a kind of value
NAMES = re.compile(
    r"--[a-z-]+|<[A-Za-z ]+>|\b(workstation|JSON|PDF|Lines|en|zh_CN|get|put|lot|[A-Z]+)\b|^  [a-z]+ ",
    re.MULTILINE,
)


def test_help_is_chinese_for_every_command(chinese):
    for command in ((), *(name.split() for name, _ in leaves())):
        said = chinese(*command, "--help").text
        assert said.startswith("用法：workstation")
        assert words(NAMES.sub("", said), *command) == [], command


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lots",), "缺少参数 W。"),
        (("nonsense",), "没有命令“nonsense”。"),
        (("lots", "w", "--nix"), "没有选项 --nix"),
        (("lots", "a", "b"), "多余的参数：b"),
        (("history", "w", "--limit", "0"), "--limit 的值不可用：应不小于 1"),
        (("history", "w", "--limit", "many"), "--limit 的值不可用：应为整数"),
        (("history", "w", "--limit"), "选项 --limit 需要一个值。"),
        (("memo", "w", "l"), "缺少选项 --out。"),
        (("memo", "w", "l", "--out", "x", "--language", "fr"), "“fr”不在可选值中"),
        (("import", "w", "l"), "请给出要导入的内容"),
        (("import", "w", "l", "--resume", "--leave-out"), "请给出要导入的内容"),
    ],
)
def test_wrong_use_is_said_in_chinese(chinese, arguments, said):
    answer = chinese(*arguments)
    assert (answer.code, answer.out) == (2, b"")
    assert said in answer.err
    assert words(NAMES.sub("", answer.err), *arguments) == []


def test_without_a_command_the_commands_are_listed_in_chinese_and_it_is_wrong_use(chinese):
    answer = chinese("lot")
    assert (answer.code, answer.out) == (2, b"")
    assert "命令：" in answer.err


@pytest.mark.parametrize(
    ("locale", "first"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "用法"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "Usage"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW.UTF-8"}, "用法"),
    ],
)
def test_a_chinese_locale_is_spoken_to_in_chinese(outside, monkeypatch, locale, first):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in locale.items():
        monkeypatch.setenv(name, value)
    assert outside("--help").text.startswith(first)


def width(text):
    """In columns of a terminal: hanzi take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def test_columns_stand_under_each_other_where_hanzi_are_wide(chinese, tmp_path):
    workspace = tmp_path / "w"
    for name in ("锦川纺织 厂房土地", "Northgate", "云桥"):
        (tmp_path / f"{name}.txt").write_text(name, "utf-8")
        assert chinese("import", workspace, name, tmp_path / f"{name}.txt").code == 0
    lines = chinese("lots", workspace).text.splitlines()
    starts = {width(line[: line.rindex("线索")]) for line in lines[1:]} | {
        width(lines[0][: lines[0].index("阶段")])
    }
    assert len(lines) == 4
    assert len(starts) == 1, lines
    steps = chinese("history", workspace).text.splitlines()
    assert len({width(line[: line.index("命令行")]) for line in steps[1:]}) == 1
    assert all(row["number"] is None for row in chinese("lots", workspace, "--json").json["lots"])
