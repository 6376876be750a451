"""Each stored file is flipped, cut, emptied, deleted or swapped in turn, and each command asked: never a traceback, never a
smaller answer as if all were well, and what is named as a remedy mends it, with nothing lost that a person entered."""

import json
import shutil

import pytest
from damage_commands import ASKED, CARE, UNASKED, Said, asked, leaves
from damage_commands import SLOW as VERY_SLOW
from damage_ground import KINDS, NAME, build
from damage_kinds import cells, expected
from damage_table import Bench, code_of, commands_of, faults, mend

pytestmark = pytest.mark.usefixtures("lent_workers")

QUICK = [
    ("database", "an amount changed", ("lots", "value", "lot put")),
    ("database", "cut", ("lots", "snapshot")),
    ("database", "a letter of the schema flipped", ("lots", "doctor --repair")),
    ("database", "the name of its tables flipped", ("value", "doctor --repair")),
    ("database", "the last step lost", ("lots", "doctor --repair")),
    ("head", "cut", ("lots",)),
    ("paper", "swapped", ("lots", "doctor --purge")),
    ("paper", "with all objects deleted", ("lots",)),
    ("index", "flipped", ("search",)),
    ("import", "flipped", ("lots", "doctor --purge")),
    ("copy", "noise", ("snapshot --list",)),
    ("marker", "noise", ("lots", "lot get")),
    ("lock", "a folder", ("lots", "lot put")),
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory, pytestconfig, outside, ground):
    folder = tmp_path_factory.mktemp("damage")
    ground = ground.copied(folder / "ground")
    (ground.folder / "late.txt").write_text("a paper that came late", "utf-8")
    lot = outside("lot", "get", ground.workspace, "7").out
    (ground.folder / "lot.json").write_bytes(lot.replace(NAME.encode(), b"Mill at Shaoxing"))
    other = build(
        folder / "other", pytestconfig.rootpath, seed=2, name="Another mill", word="流动资金借款合同"
    )
    return Bench(outside, ground, other, folder / "case", {})


# the table is whole


def test_every_command_and_option_is_asked_over_every_damage():
    typed = dict(leaves())
    written = [arguments for table in (ASKED, CARE, VERY_SLOW) for arguments in table.values()]
    for name, options in typed.items():
        calls = [each for each in written if " ".join(each).startswith(name)]
        assert calls, f"the command {name} is in no line of the table"
        given = {part for each in calls for part in each}
        assert options - UNASKED - given == set(), name


def test_every_stored_file_has_its_line_in_the_table(bench):
    kinds = set(bench.ground.stored())
    assert {kind for kind in kinds if kind.startswith("?")} == set()
    assert {kind for kind, _ in cells()} <= kinds | {"seal"}
    assert set(KINDS) - kinds <= {"journal", "derived journal", "seal"}


def test_the_ground_is_sound(bench):
    assert code_of(bench, bench.copy()) == set()


# over each damage


@pytest.mark.parametrize(("kind", "how", "names"), QUICK, ids=[f"{kind}, {how}" for kind, how, _ in QUICK])
def test_a_damaged_file_is_said_and_mended(bench, kind, how, names):
    assert [fault for name in names for fault in faults(bench, kind, how, name)] == []
    is_mended(bench, kind, how)


def is_mended(bench, kind, how):
    """By what the doctor says; afterwards all that was recorded is there, and everything answers as before."""
    ground = bench.damaged(kind, how)
    assert expected(kind, how) in code_of(bench, ground) | {""}
    if not expected(kind, how):
        assert code_of(bench, ground) == set()
    mend(bench, ground)
    there = json.loads(asked(bench.outside, ground, ASKED["lot get"]).out)["rows"]
    for entity, rows in json.loads(asked(bench.outside, bench.ground, ASKED["lot get"]).out)["rows"].items():
        assert [row for row in rows if row not in there[entity]] == [], entity
    for name in ("value", "search"):
        answer = asked(bench.outside, ground, ASKED[name])
        assert Said.of(answer, ground) == bench.said(name), (name, answer.err)


@pytest.mark.deep
@pytest.mark.parametrize(("kind", "how"), list(cells()), ids=lambda part: part)
def test_every_command_over_every_damage(bench, kind, how):
    assert [fault for name in commands_of(kind, how) for fault in faults(bench, kind, how, name)] == []
    is_mended(bench, kind, how)


@pytest.mark.deep
@pytest.mark.parametrize("name", ["objects", "derived", "snapshots", "imports", "drafts", "bin"])
@pytest.mark.parametrize("how", ["deleted", "a file"])
def test_every_command_without_a_folder(bench, name, how):
    for command in (*ASKED, *CARE):
        ground = bench.copy()
        shutil.rmtree(ground.workspace / name)
        if how == "a file":
            (ground.workspace / name).write_bytes(b"no folder")
        answer = asked(bench.outside, ground, {**ASKED, **CARE}[command])
        assert "Traceback" not in answer.err
        if answer.code not in {0, bench.said(command).code}:
            assert answer.err or answer.text
