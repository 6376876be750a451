"""The command import: what was cut off goes on, passwords come in unseen, links and hidden files are named."""

import io
import shlex
import shutil
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from made_files import sevened
from made_scans import scanned

from workstation import bootstrap
from workstation.application.importing import Entry, take_in_as
from workstation.application.lots import new_lot
from workstation.application.ports.imports import BegunFile, BegunImport
from workstation.application.progress import Silent
from workstation.cli.main import run
from workstation.domain.documents import Version
from workstation.domain.new_lots import NewLot
from workstation.platform.locks import holder_name
from workstation.storage.failures import DiskFullError


def locked_file(root, kind):
    if kind == "locked.pdf":
        return (root / "tests/data/pdf/locked.pdf").read_bytes()
    return sevened({"a.txt": "first"}, "借款合同2024", names=kind == "names.7z")


NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)  # before any other import of a test
pytestmark = pytest.mark.usefixtures("lent_workers")


@pytest.fixture(scope="module")
def half_in(tmp_path_factory):
    """A workspace with an import of two files, of which one is in."""
    folder = tmp_path_factory.mktemp("half")
    first = folder / "1.txt"
    first.write_text("first", "utf-8")
    path = folder / "w.workspace"
    with closing(bootstrap.create_services(path, actor="Lin")) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="Lot")).value
        taken = take_in_as(services, Entry(lot, batch="b"), [first], Silent()).files[0]
        second = services.objects.store(io.BytesIO(b"second"))
        files = (BegunFile("1.txt", taken.sha256, 5), BegunFile("2.txt", second.sha256, second.size))
        services.imports.begin(BegunImport("b", lot, services.clock(), files))
    return path


@pytest.fixture
def cut_off(half_in, tmp_path):
    return Path(shutil.copytree(half_in, tmp_path / "w.workspace"))


def test_an_import_that_was_cut_off_is_said_and_goes_on(outside, cut_off):
    lot = outside("lots", cut_off, "--json").json["lots"][0]["id"]
    command = f"import {cut_off} {lot} --"
    said = (
        "An import into Lot was cut off: 1 of 2 files are not in. "
        f"Go on with: {command}resume, or leave them out with: {command}leave-out\n"
    )
    assert outside("lots", cut_off).err == said
    assert outside("lots", cut_off, "--json").err == said
    answer = outside(*shlex.split(f"{command}resume --json"))
    assert answer.code == 0
    assert [(row["path"], row["outcome"]) for row in answer.json["files"]] == [
        ("1.txt", "ok"),
        ("2.txt", "ok"),
    ]
    assert outside("lots", cut_off).err == ""
    again = outside("import", cut_off, "Lot", "--resume", "--json")
    assert (again.code, again.json["error"]["code"]) == (3, "import.nothing_interrupted")


def test_while_another_program_has_the_workspace_open_it_is_not_said_to_be_cut_off(outside, cut_off):
    with closing(bootstrap.open_services(cut_off, False, actor="Lin")) as services:
        (begun,) = services.imports.all()
        services.imports.begin(replace(begun, batch="second"))
        answer = outside("lots", cut_off)
    assert len(answer.err.splitlines()) == 1, "two imports into one lot are not the same sentence twice"
    said = "An import into Lot is under way or was cut off: this workspace was opened by "
    assert answer.err.startswith(said + holder_name())
    assert "Once it is closed there" in answer.err
    assert outside("lots", cut_off).err.startswith("An import into Lot was cut off: 1 of 2")


def test_after_a_program_that_was_killed_nobody_is_said_to_have_the_workspace_open(outside, cut_off):
    (cut_off / "workspace.lock").write_text("anna@host (PID 4711)", "utf-8")
    assert outside("lots", cut_off).err.startswith("An import into Lot was cut off: 1 of 2 files are not in.")
    assert outside("import", cut_off, "Lot", "--resume").code == 0
    assert outside("lots", cut_off).err == ""


def test_an_import_whose_disk_is_unplugged_waits_and_the_others_go_on(outside, cut_off, tmp_path):
    with closing(bootstrap.open_services(cut_off, False, actor="Lin")) as services:
        (begun,) = services.imports.all()
        away = (str(tmp_path / "unplugged"),)
        services.imports.begin(replace(begun, batch="a", begun_at=NOW, files=(), dropped=away))
    answer = outside("import", cut_off, "Lot", "--resume", "--json")
    assert [row["path"] for row in answer.json["files"]] == ["1.txt", "2.txt"]
    assert answer.json["error"]["code"] == "import.dropped_gone"
    assert away[0] in answer.json["error"]["message"]
    alone = outside("import", cut_off, "Lot", "--resume", "--json")
    assert (alone.code, alone.json["error"]["code"]) == (3, "import.dropped_gone")
    assert alone.json["error"]["message"].endswith("(import W LOT --resume | --leave-out)")
    assert "(unplugged)" in outside("lots", cut_off).err
    given_up = outside("import", cut_off, "Lot", "--leave-out")
    assert (given_up.code, given_up.text) == (0, f"{away[0]}: stays out\n")
    assert outside("lots", cut_off).err == ""


def test_killed_while_the_snapshot_before_it_is_taken_it_is_offered_again(
    outside, cut_off, tmp_path, monkeypatch
):
    (tmp_path / "3.txt").write_text("third", "utf-8")

    class Killed(BaseException):
        pass

    def killed(_):
        raise Killed

    monkeypatch.setattr("workstation.application.upkeep.copy_before_bulk", killed)
    with pytest.raises(Killed):
        outside("import", cut_off, "Lot", tmp_path / "3.txt")
    assert "was cut off while its files were looked through (3.txt)" in outside("lots", cut_off).err


def test_a_copy_that_fails_hides_no_file_that_could_not_be_read(outside, tmp_path):
    """Exit code 6 says "done, but": an import that a full disk had cut short ended with it."""
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 no more")
    (tmp_path / "sound.txt").write_text("first", "utf-8")
    workspace = tmp_path / "w.workspace"
    assert outside("import", workspace, "Lot", tmp_path / "sound.txt").code == 0
    shutil.rmtree(workspace / "snapshots")
    (workspace / "snapshots").write_bytes(b"no folder")
    answer = outside("import", workspace, "Lot", tmp_path / "broken.pdf")
    assert (answer.code, "no copy of the database could be taken" in answer.err) == (1, True)


def test_what_was_cut_off_is_left_out_and_named(outside, cut_off):
    answer = outside("import", cut_off, "Lot", "--leave-out", "--json")
    assert (answer.code, answer.json["left_out"]) == (0, ["2.txt"])
    assert outside("lots", cut_off).err == ""
    again = outside("import", cut_off, "Lot", "--leave-out", "--json")
    assert (again.code, again.json["error"]["code"]) == (3, "import.nothing_interrupted")


def test_it_is_said_after_another_import_too(outside, cut_off, tmp_path):
    (tmp_path / "3.txt").write_text("third", "utf-8")
    answer = outside("import", cut_off, "Other", tmp_path / "3.txt")
    assert "An import into Lot was cut off: 1 of 2" in answer.err


@pytest.mark.parametrize(
    "arguments", [(), ("--resume", "1.txt"), ("--resume", "--leave-out"), ("--leave-out", "1.txt")]
)
def test_either_files_or_the_rest(outside, cut_off, arguments):
    assert outside("import", cut_off, "Lot", *arguments).code == 2


def test_a_password_comes_by_standard_input(outside, tmp_path, pytestconfig):
    locked = pytestconfig.rootpath / "tests/data/pdf/locked.pdf"
    arguments = ("import", tmp_path / "w", "Lot", locked, "--password", "-", "--json")
    asked = outside(*arguments, sent="借款合同2024\n".encode())
    assert asked.json["files"][0]["outcome"] == "ok"
    assert "can be read" not in asked.err
    nothing = outside(*arguments)
    assert (nothing.code, nothing.json["error"]["code"]) == (3, "password.not_given")


@pytest.mark.parametrize("kind", ["locked.pdf", "names.7z", "contents.7z"])
def test_a_file_that_was_kept_locked_is_opened_by_the_same_command_with_its_password(
    outside, tmp_path, pytestconfig, kind
):
    path = tmp_path / kind
    path.write_bytes(locked_file(pytestconfig.rootpath, kind))

    def taken(*password, sent=b""):
        answer = outside("import", tmp_path / "w", "Lot", path, *password, "--json", sent=sent)
        row = answer.json["files"][0]
        return answer.code, row["outcome"], row["reason"], row["message"]

    code, outcome, reason, sentence = first = taken()
    assert (code, outcome) == (1, "password")
    assert all((reason, sentence))
    assert taken() == first, "asked again without a password, it says the same"
    code, outcome, reason, sentence = taken("--password", "-", sent=b"falsch\n")
    assert (code, outcome) == first[:2]
    assert all((reason, sentence))
    assert taken("--password", "-", sent="借款合同2024\n".encode()) == (0, "ok", None, None)
    assert taken() == (0, "ok", None, None)
    entered = outside("lot", "get", tmp_path / "w", "Lot").json["rows"]["version"]
    assert {row["outcome"] for row in entered} == {"ok"}
    assert len(entered) == (1 if kind == "locked.pdf" else 2)


def test_what_was_not_taken_out_of_an_archive_is_named_with_its_reason_and_the_import_is_no_success(
    outside, tmp_path
):
    with ZipFile(tmp_path / "room.zip", "w") as archive:
        archive.writestr("notice.txt", "A notice.")
        archive.writestr("../outside.txt", "x")
    answer = outside("import", tmp_path / "w", "Lot", tmp_path / "room.zip")
    assert answer.code == 1
    assert "\n    ../outside.txt: Its name points out of the archive" in answer.text
    assert "room.zip/notice.txt: ok" in answer.text


def test_a_password_in_the_command_opens_the_file_and_that_others_can_read_it_is_said(
    outside, tmp_path, pytestconfig
):
    locked = pytestconfig.rootpath / "tests/data/pdf/locked.pdf"
    given = outside("import", tmp_path / "w", "Lot", locked, "--password", "借款合同2024", "--json")
    assert given.json["files"][0]["outcome"] == "ok"
    assert "can be read by whoever uses this computer" in given.err
    assert "借款合同2024" not in given.err


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_what_another_lot_has_too_is_named_and_so_is_a_page_that_comes_twice(outside, tmp_path, pytestconfig):
    """W14: two lots of one page, without a word; of the file of another lot only that it is none of this one."""
    page = pytestconfig.rootpath / "resources/demo/inputs/挂牌页面.html"
    workspace = tmp_path / "w"
    first = outside("intake", workspace, page, "--json")
    name = next(row["name"] for row in outside("lots", workspace, "--json").json["lots"])
    assert (first.json["also_in"], name in first.err) == ([], False)
    second = outside("intake", workspace, page, "--json")
    assert second.json["also_in"] == [name]
    assert f"This page is in {name} already: a second lot was made of it." in second.err
    (row,) = outside("import", workspace, "Third", page, "--json").json["files"]
    assert (row["duplicate_of"], row["also_in"]) == (None, [name])
    said = outside("import", workspace, "Fourth", page).text
    assert f"Also in {name}, Third" in said


def test_an_announcement_without_a_principal_says_so_and_makes_none_up(outside, tmp_path):
    """F3: every figure was null, without a warning."""
    notice = tmp_path / "公告.txt"
    notice.write_text(
        "某银行股份有限公司关于2025年第2期个人不良贷款转让公告\n拟通过银登中心开展不良贷款转让\n资产笔数（笔） | 12",
        "utf-8",
    )
    said = outside("intake", tmp_path / "w", notice)
    figures = "交易基准日、未偿本金总额、未偿利息总额、未偿本息总额、借款人户数"
    assert f"These figures were not found in the announcement: {figures}." in said.text
    fields = outside("intake", tmp_path / "w2", notice, "--json").json["fields"]
    assert (fields["principal"], fields["loans"]) == (None, 12)


def test_an_announcement_is_read_as_pdf_too_and_what_is_none_says_so(outside, tmp_path, pytestconfig):
    """F3: every PDF was refused."""
    lines = (
        "某银行股份有限公司关于2025年第2期个人不良贷款转让公告",
        "拟通过银登中心开展不良贷款转让",
        "未偿本金总额（元） | 1,000,000.00",
    )
    notice = tmp_path / "notice.pdf"
    notice.write_bytes(scanned(lines, visible=True))
    answer = outside("intake", tmp_path / "w", notice, "--json").json
    assert answer["fields"]["principal"] == "1000000.00"
    papers = pytestconfig.rootpath / "tests/data/pdf"
    assert (
        "neither an auction page nor an announcement"
        in outside("intake", tmp_path / "w", papers / "plain.pdf").err
    )
    assert "locked with a password" in outside("intake", tmp_path / "w", papers / "locked.pdf").err


def test_links_and_hidden_files_are_named_and_a_workspace_stays_out_of_itself(outside, tmp_path):
    room, workspace = tmp_path / "room", tmp_path / "room" / "w"
    room.mkdir()
    (tmp_path / "private.txt").write_text("private", "utf-8")
    (room / "1.txt").write_text("first", "utf-8")
    (room / ".DS_Store").write_bytes(b"x")
    answer = outside("import", workspace, "Lot", room, "--json")
    assert answer.code == 0, "what stays out by itself is named and is no problem"
    reasons = {row["path"]: row["reason"] for row in answer.json["files"]}
    stay_out = {"room/.DS_Store": "import.hidden", "room/w": "import.own_workspace"}
    assert reasons == {"room/1.txt": None, **stay_out}
    (room / "2.txt").symlink_to(tmp_path / "private.txt")
    answer = outside("import", workspace, "Lot", room, "--json")
    reasons = {row["path"]: row["reason"] for row in answer.json["files"]}
    assert answer.code == 1
    assert reasons["room/2.txt"] == "import.link"
    itself = outside("import", workspace, "Lot", workspace, "--json")
    assert (itself.code, itself.json["error"]["code"]) == (3, "import.own_workspace")


class FullFor:
    """Pages of one object find no room; all else is as it is."""

    def __init__(self, pages, sha256):
        self._pages, self._sha256 = pages, sha256

    def put_last(self, objects):
        if self._sha256 in {sha256 for sha256, _ in objects}:
            raise DiskFullError
        self._pages.put_last(objects)

    def __getattr__(self, name):
        return getattr(self._pages, name)


def test_what_entered_is_listed_though_lost_pages_of_another_document_find_no_room(
    outside, cut_off, tmp_path, capsys
):
    with closing(bootstrap.open_services(cut_off, True, actor="Lin")) as services:
        (lost,) = {version.sha256 for version in services.reader.rows(Version)}
    shutil.rmtree(cut_off / "derived")
    (tmp_path / "new.txt").write_text("new", "utf-8")
    program = bootstrap.build_program()

    def opened(path, read_only):
        services = program.open_workspace(path, read_only)
        return replace(services, pages=FullFor(services.pages, lost))

    full = replace(program, open_workspace=opened)
    assert run(["import", str(cut_off), "Lot", str(tmp_path / "new.txt")], full) == 0
    said = capsys.readouterr()
    assert said.out == "new.txt: ok\n"
    assert "The disk is full" in said.err
