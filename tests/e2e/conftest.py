import shutil
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any

import pytest
from damage_ground import Ground, build
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
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(ground.workspace, folder / "demo.workspace")
    answer = outside("demo", "--out", folder, "--fresh")
    assert answer.code == 0, answer.err
    summary = answer.json
    moved_to = summary.pop("moved_to")
    aside = Path(moved_to).rename(tmp_path_factory.mktemp("aside") / "demo.workspace")
    return BuiltDemo(folder, summary, aside, moved_to, answer.err)


@pytest.fixture
def demo_copy(demo, tmp_path):
    return Path(shutil.copytree(demo.workspace, tmp_path / "demo.workspace"))


@pytest.fixture(scope="session")
def ground(tmp_path_factory, pytestconfig):
    """A small workspace with a file of every kind, for what shows without all papers of the sample; nobody writes into it."""
    return build(tmp_path_factory.mktemp("ground") / "ground", pytestconfig.rootpath)


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
