"""A file of the workspace that was cut, flipped or swapped: nothing goes out of it, and its remedy mends it."""

import re
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from damage_ground import LOT, WORD
from outside import DEMO_LOT, Answer

from workstation import bootstrap
from workstation.application.importing import Entry, take_in_as
from workstation.application.pricing import frozen
from workstation.application.progress import Silent
from workstation.application.valuing import freeze_run
from workstation.domain.decisions import MemoRecord, Run
from workstation.domain.documents import Version
from workstation.language.translator import Translator
from workstation.storage.failures import ObjectAlteredError
from workstation.ui.arrivals import report_sentence

SWAPPED = ("附件1_借款合同.pdf", "附件2_最高额抵押合同.pdf")
INPUTS = Path(__file__).parents[2] / "resources/demo/inputs"


@pytest.fixture
def services(demo_copy):
    with closing(bootstrap.open_services(demo_copy, False, actor="Lin")) as opened:
        yield opened


def object_at(workspace, sha256):
    return Path(workspace) / "objects" / sha256[:2] / sha256[2:]


def swap(one, other):
    first, second = one.read_bytes(), other.read_bytes()
    for path, content in ((one, second), (other, first)):
        path.chmod(0o600)
        path.write_bytes(content)
        path.chmod(0o400)


def cut(path, to=100):
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:to])
    path.chmod(0o400)


@dataclass(frozen=True)
class Mended:
    """Two papers swapped, a memo asked for, the papers taken in again, the kept memo cut, and the memo asked for again."""

    refused: Answer
    again: Answer
    cut: str
    done: Answer
    memo: bytes
    workspace: Path


@pytest.fixture(scope="module")
def mended(demo, outside, tmp_path_factory):
    folder = tmp_path_factory.mktemp("mended")
    workspace, memo = folder / "demo.workspace", folder / "memo.pdf"
    shutil.copytree(demo.workspace, workspace)
    with closing(bootstrap.open_services(workspace, True, actor="Lin")) as services:
        versions = {each.file_name: each for each in services.reader.rows(Version)}
        lot, kept = services.reader.lots()[0].id, services.reader.rows(MemoRecord)[0].sha256
    swap(*(object_at(workspace, versions[name].sha256) for name in SWAPPED))
    refused = outside("memo", workspace, DEMO_LOT, "--out", memo, "--json")
    assert not memo.exists()
    papers = [next(INPUTS.rglob(name)) for name in SWAPPED]
    again = outside("import", workspace, lot, *papers, "--json")
    cut(object_at(workspace, kept))
    with (
        closing(bootstrap.open_services(workspace, True, actor="Lin")) as services,
        pytest.raises(ObjectAlteredError, match="export it again"),
    ):
        services.objects.open(kept)
    done = outside("memo", workspace, DEMO_LOT, "--out", memo, "--json")
    assert done.code == 0, done.err
    return Mended(refused, again, kept, done, memo.read_bytes(), workspace)


def test_a_memo_over_swapped_papers_is_refused_by_name(mended):
    assert mended.refused.code == 3
    assert mended.refused.json["error"]["code"] == "object.altered"
    assert any(name in mended.refused.err for name in SWAPPED)
    assert "the seller's file is not the cause" in mended.refused.err


def test_swapped_papers_taken_in_again_are_mended(mended, outside):
    assert mended.again.code == 0, mended.again.err
    assert [file["healed"] for file in mended.again.json["files"]] == [True, True]
    assert all(file["duplicate_of"] for file in mended.again.json["files"])
    assert outside("doctor", mended.workspace).code == 0


def test_exporting_again_gives_the_memo_that_is_there(mended, demo):
    assert mended.done.json["memo_sha256"] == demo.summary["memo_sha256"]
    assert mended.done.json["run"] == 1
    assert mended.memo == demo.memo


def test_a_memo_that_was_kept_and_is_damaged_comes_back_when_it_is_exported_again(mended, demo):
    with (
        closing(bootstrap.open_services(mended.workspace, True, actor="Lin")) as services,
        services.objects.open(mended.cut) as stream,
    ):
        assert stream.read() == demo.memo


def test_the_window_s_viewer_says_that_the_copy_is_damaged(services):
    sha256 = services.reader.rows(Version)[0].sha256
    cut(object_at(services.location, sha256))
    with pytest.raises(ObjectAlteredError, match="is damaged; the seller's file is not the cause"):
        services.viewer().info(sha256).result(60)


def test_the_window_s_import_replaces_the_damaged_copy_and_says_so(services):
    version = next(each for each in services.reader.rows(Version) if each.file_name.endswith(".pdf"))
    cut(object_at(services.location, version.sha256))
    paper = next(INPUTS.rglob(version.file_name))
    report = take_in_as(services, Entry(version.lot), [paper], Silent())
    assert [file.healed for file in report.files] == [True]
    assert "1 damaged copy replaced" in report_sentence(Translator(), report)
    with services.objects.open(version.sha256) as stream:
        assert stream.read() == paper.read_bytes()


def test_a_paper_inside_an_archive_mends_its_damaged_copy_too(services, tmp_path):
    version = next(each for each in services.reader.rows(Version) if each.file_name.endswith(".pdf"))
    (tmp_path / "room").mkdir()
    shutil.copy(next(INPUTS.rglob(version.file_name)), tmp_path / "room")
    room = shutil.make_archive(str(tmp_path / "room"), "zip", tmp_path / "room")
    cut(object_at(services.location, version.sha256))
    report = take_in_as(services, Entry(version.lot), [Path(room)], Silent())
    assert [file.healed for file in report.files if file.duplicate_of] == [True]


def test_figures_that_were_kept_and_are_damaged_come_back_when_the_lot_is_valued_again(services):
    run = services.reader.rows(Run)[0]
    cut(object_at(services.location, run.trace))
    with pytest.raises(ObjectAlteredError, match="value the lot again"):
        frozen(services.objects, run)
    assert freeze_run(services, run.lot).value == run
    assert frozen(services.objects, run).price.max_bid_on_ladder is not None


@pytest.mark.parametrize("how", ["missing", "altered"])
def test_a_file_that_cannot_be_read_again_is_named_with_its_remedy(outside, small, how):
    derived, paper = small.workspace / "derived", small.stored()["paper"][0]
    shutil.rmtree(derived)
    if how == "altered":
        cut(paper, 3)
    else:
        paper.chmod(0o600)
        paper.unlink()
    name = re.search(r"\((?P<name>[^()]+)\)", outside("doctor", small.workspace).text)["name"]
    for asked in (("search", small.workspace, WORD), ("disagreements", small.workspace, LOT)):
        answer = outside(*asked)
        said = answer.err + answer.text
        assert name in said
        assert "take the same file in again" in said
        assert "not read yet" not in said
        assert outside(*asked, "--json").json["lost_files"] == [name]
    outside("import", small.workspace, LOT, small.papers)
    assert "take the same" not in outside("search", small.workspace, WORD).err


def test_the_folder_of_objects_is_made_again_when_the_papers_are_taken_in_again(outside, small):
    shutil.rmtree(small.workspace / "objects")
    assert "take the same file in again" in outside("doctor", small.workspace).text
    assert outside("import", small.workspace, LOT, small.papers).code == 0
    assert outside("memo", small.workspace, LOT, "--out", small.folder / "memo.pdf").code == 0
    assert (small.workspace / "objects").stat().st_mode & 0o777 == 0o700
