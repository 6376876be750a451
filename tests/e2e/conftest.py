import json
import shutil
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest
from damage_ground import Ground, build
from made_once import made_once
from outside import Outside, environment


@dataclass(frozen=True)
class BuiltDemo:
    """One run of ``workstation demo --fresh`` over a sample that somebody had worked in, which it moved to `aside`;
    nobody writes into either (`demo_copy` is for that)."""

    folder: Path
    summary: dict[str, Any]
    aside: Path
    moved_to: str
    note: str

    @property
    def workspace(self) -> Path:
        return self.folder / "demo.workspace"

    @property
    def memo(self) -> bytes:
        return (self.folder / "memo.pdf").read_bytes()


@pytest.fixture(scope="session")
def outside(tmp_path_factory):
    return Outside(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def demo(outside, ground, tmp_path_factory):
    def make(folder):
        shutil.copytree(ground.workspace, folder / "demo/demo.workspace")
        answer = outside("demo", "--out", folder / "demo", "--fresh")
        assert answer.code == 0, answer.err
        (folder / "aside").mkdir()
        Path(answer.json["moved_to"]).rename(folder / "aside/demo.workspace")
        (folder / "said.json").write_text(json.dumps([str(folder), answer.json, answer.err]), "utf-8")

    folder = Path(
        shutil.copytree(made_once(tmp_path_factory, "sample", make), tmp_path_factory.mktemp("sample") / "s")
    )
    said = (folder / "said.json").read_text("utf-8")
    _, summary, note = json.loads(said.replace(json.loads(said)[0], str(folder)))
    return BuiltDemo(folder / "demo", summary, folder / "aside/demo.workspace", summary.pop("moved_to"), note)


@pytest.fixture
def demo_copy(demo, tmp_path):
    return Path(shutil.copytree(demo.workspace, tmp_path / "demo.workspace"))


@pytest.fixture(scope="session")
def ground(tmp_path_factory, pytestconfig):
    """A small workspace with a file of every kind, for what shows without all papers of the sample; nobody writes into it."""

    def make(folder):
        built = build(folder / "ground", pytestconfig.rootpath)
        (folder / "built.json").write_text(json.dumps([built.lot, built.objects]), "utf-8")

    made = made_once(tmp_path_factory, "ground", make)
    built = Ground(made / "ground", *json.loads((made / "built.json").read_text("utf-8")))
    return built.copied(tmp_path_factory.mktemp("ground") / "ground")


@pytest.fixture
def small(ground, tmp_path) -> Ground:
    """A copy of the small ground, to write into."""
    return ground.copied(tmp_path / "small")


HOLDER = """
import sys
from pathlib import Path
from workstation.bootstrap import open_services
services = open_services(Path(sys.argv[1]), False, actor="window")
print("open", flush=True)
sys.stdin.read()
services.close()
"""


@pytest.fixture(scope="session")
def held(demo, outside, tmp_path_factory):
    """A copy of the sample that another process has open for writing. What is derived may be gone from it."""
    workspace = shutil.copytree(demo.workspace, tmp_path_factory.mktemp("held") / "demo.workspace")
    command = [sys.executable, "-c", HOLDER, workspace]
    with Popen(command, env=environment(outside.home), stdin=PIPE, stdout=PIPE) as holder:
        assert holder.stdout.readline() == b"open\n"
        yield workspace
        holder.communicate()


@pytest.fixture(scope="session")
def text_similarity():
    """Edit similarity of the first words to the best window at the start of a text, white space and widths folded."""
    from rapidfuzz.distance import Levenshtein

    def folded(text):
        return "".join(unicodedata.normalize("NFKC", text).split())

    def similarity(first_words, text):
        wanted, found = folded(first_words), folded(text)
        windows = (found[at : at + len(wanted)] for at in range(max(1, min(400, len(found)))))
        return max(Levenshtein.normalized_similarity(wanted, window) for window in windows)

    return similarity
