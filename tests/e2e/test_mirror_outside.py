"""The copy on another disk answers as the workspace does: own rates, texts, imports that were cut off, the sample's clock."""

from pathlib import Path

from workstation.application.progress import Silent
from workstation.bootstrap import build_program


def test_the_copy_gives_the_same_price_and_holds_the_unfinished_work(outside, small, tmp_path):
    made = build_program().upkeep.mirror(small.workspace, tmp_path, Silent())
    copy = Path(made.path)
    for command in (["value", "--json"], ["findings", "--json"]):
        answers = [outside(command[0], at, "7", *command[1:]) for at in (small.workspace, copy)]
        assert answers[0].code == answers[1].code
        assert answers[0].out == answers[1].out
    assert made.lacking == 0
    for name in ("lending-rates.csv", "demo.marker", "drafts", "imports"):
        here = small.workspace / name
        for file in [here] if here.is_file() else here.iterdir():
            assert (copy / file.relative_to(small.workspace)).read_bytes() == file.read_bytes()
