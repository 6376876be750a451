"""A file of the workspace that was cut, flipped or swapped: nothing goes out of it, and its remedy mends it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from outside import DEMO_LOT

from workstation import bootstrap
from workstation.application.importing import Entry, take_in_as
from workstation.application.memos import export_memo
from workstation.application.pricing import frozen
from workstation.application.progress import Silent
from workstation.application.valuing import freeze_run
from workstation.domain.decisions import MemoRecord, Run
from workstation.domain.documents import Version
from workstation.language.translator import Language, Translator
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


def test_a_memo_over_swapped_papers_is_refused_by_name_and_the_papers_taken_in_again_mend_it(
    demo, demo_copy, outside, tmp_path
):
    with closing(bootstrap.open_services(demo_copy, True, actor="Lin")) as services:
        versions = {each.file_name: each for each in services.reader.rows(Version)}
        lot = services.reader.lots()[0].id
    swap(*(object_at(demo_copy, versions[name].sha256) for name in SWAPPED))
    memo = tmp_path / "memo.pdf"
    answer = outside("memo", demo_copy, DEMO_LOT, "--out", memo, "--json")
    assert answer.code == 3
    assert answer.json["error"]["code"] == "object.altered"
    assert any(name in answer.err for name in SWAPPED)
    assert "the seller's file is not the cause" in answer.err
    assert not memo.exists()
    papers = [next(INPUTS.rglob(name)) for name in SWAPPED]
    again = outside("import", demo_copy, lot, *papers, "--json")
    assert again.code == 0, again.err
    assert [file["healed"] for file in again.json["files"]] == [True, True]
    assert all(file["duplicate_of"] for file in again.json["files"])
    done = outside("memo", demo_copy, DEMO_LOT, "--out", memo, "--json")
    assert done.code == 0, done.err
    assert outside("doctor", demo_copy).code == 0


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


def test_a_memo_that_was_kept_and_is_damaged_comes_back_when_it_is_exported_again(services, demo):
    kept = services.reader.rows(MemoRecord)[0]
    cut(object_at(services.location, kept.sha256))
    with pytest.raises(ObjectAlteredError, match="export it again"):
        services.objects.open(kept.sha256)
    export_memo(services, kept.lot, bootstrap.memo_language(Language.CHINESE), Silent())
    with services.objects.open(kept.sha256) as stream:
        assert stream.read() == demo.memo
