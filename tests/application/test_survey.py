"""What was dropped is looked through first, then taken in: each file once, nothing lost, all of it one step."""

import io

import pytest
from made_files import aes_zipped, docx, p, with_method, zipped

from workstation.application.importing import Entry, enter, take_in, take_in_as
from workstation.application.lots import new_lot
from workstation.application.progress import CancelledError, Silent
from workstation.application.survey import DEPTH, survey
from workstation.application.surveyed import Standing
from workstation.domain.documents import Document, Version
from workstation.domain.new_lots import NewLot
from workstation.domain.reading import EscapingNameError, HoldsItselfError, ReadOutcome, nothing_came_out


@pytest.fixture
def room(tmp_path):
    """Writes files into the folder of a seller; returns the folder."""

    def written(**files):
        folder = tmp_path / "room"
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return folder

    return lambda files: written(**files)


class StopsAt(Silent):
    """Progress that cancels when a file of that name comes."""

    def __init__(self, name):
        self.name = name

    def step(self, _done, _total, what=""):
        if what.endswith(self.name):
            raise CancelledError


def named(found):
    return {each.source_path.partition("/")[2]: each for each in found.files}


def test_an_archive_is_opened_to_the_bottom_and_kept_itself(services, lot, room):
    inner = zipped({"2.1 抵押合同.docx": docx(p("抵押"))})
    folder = room({"room.zip": zipped({"01 借款合同.txt": "借款", "2 抵押/more.zip": inner})})
    report = take_in(services, lot, [folder], Silent())
    record = services.reader.lot(lot)
    versions = {version.file_name: version for version in record.all(Version)}
    assert {name: version.outcome for name, version in versions.items()} == dict.fromkeys(
        versions, ReadOutcome.OK
    )
    contract, archive = versions["2.1 抵押合同.docx"], versions["room.zip"]
    assert contract.source_path == "room/room.zip/2 抵押/more.zip/2.1 抵押合同.docx"
    assert (contract.index_number, versions["01 借款合同.txt"].index_number) == ("2.1", "01")
    assert contract.holder == versions["more.zip"].id
    assert versions["more.zip"].holder == archive.id
    assert (archive.pages, archive.media_type) == (None, "application/zip")
    assert len(report.files) == len(record.all(Document)) == 4


def test_a_survey_changes_no_row_and_says_how_each_file_stands(services, lot, room):
    take_in(services, lot, [room({"借款合同.txt": "一", "清单.txt": "二"})], Silent())
    other = new_lot(services.writer, services.defaults, NewLot(name="乙")).value
    take_in(services, other, [room({"别处.txt": "三"}) / "别处.txt"], Silent())
    head = services.reader.head()
    folder = room(
        {"借款合同.txt": "一改", "b/清单-副本.txt": "二", "新.txt": "四", "新2.txt": "四", "别处.txt": "三"}
    )
    found = named(survey(services, lot, [folder], Silent()))
    assert services.reader.head() == head
    standing = {name: each.standing for name, each in found.items()}
    assert standing == {
        "借款合同.txt": Standing.VERSION,
        "清单.txt": Standing.DUPLICATE,
        "b/清单-副本.txt": Standing.DUPLICATE,
        "新.txt": Standing.NEW,
        "新2.txt": Standing.DUPLICATE,
        "别处.txt": Standing.NEW,
    }
    assert found["别处.txt"].elsewhere == ("乙",)


def test_a_similar_name_is_told_but_decided_by_a_person(services, lot, room):
    take_in(services, lot, [room({"2.1 抵押合同.txt": "一"})], Silent())
    document = services.reader.lot(lot).all(Document)[0].id
    folder = room({"3.1 抵押合同（修订稿）.txt": "二"})
    found = survey(services, lot, [folder / "3.1 抵押合同（修订稿）.txt"], Silent())
    assert (found.files[0].standing, found.files[0].like) == (Standing.NEW, document)
    assert found.needs_a_look
    enter(services, Entry(lot, decided={0: document}), found, Silent())
    assert [version.ordinal for version in services.reader.lot(lot).all(Version)] == [1, 2]


def test_a_corrected_paper_in_the_same_drop_is_a_version_of_the_first(services, lot, room):
    """W11: 附件6 and 附件6_更正版 became two documents. Files come as people number them (W10)."""
    names = (
        "附件10_照片.txt",
        "附件6_评估报告_更正版.txt",
        "附件6_评估报告.txt",
        "附件2_合同.txt",
        "附件２_合同2.txt",
    )
    folder = room({name: name for name in names})
    found = survey(services, lot, [folder], Silent())
    assert [each.name for each in found.files] == [names[3], names[4], names[2], names[1], names[0]]
    assert [each.revises for each in found.files] == [None, None, None, 2, None]
    assert found.files[3].standing is Standing.VERSION
    enter(services, Entry(lot), found, Silent())
    record = services.reader.lot(lot)
    report = next(document for document in record.all(Document) if document.name == "附件6_评估报告")
    versions = record.all(Version, document=report.id)
    assert {version.file_name: version.ordinal for version in versions} == {names[2]: 1, names[1]: 2}
    assert len(record.all(Document)) == 4


@pytest.mark.parametrize("choice", ["own", "out"])
def test_a_corrected_paper_stands_by_itself_where_a_person_says_so_or_the_first_stays_out(
    services, lot, room, choice
):
    found = survey(services, lot, [room({"合同附件.txt": "一", "合同附件 v2.txt": "二"})], Silent())
    assert found.files[1].revises == 0
    own = {"decided": {1: None}} if choice == "own" else {"left_out": frozenset({0})}
    enter(services, Entry(lot, **own), found, Silent())
    assert {version.ordinal for version in services.reader.lot(lot).all(Version)} == {1}


def test_two_files_of_one_name_in_two_folders_are_two_papers(services, lot, room):
    take_in(services, lot, [room({"a/合同.txt": "一", "b/合同.txt": "二"})], Silent())
    assert len(services.reader.lot(lot).all(Document)) == 2
    again = take_in(services, lot, [room({"a/合同.txt": "一改", "b/合同.txt": "二改"})], Silent())
    assert [file.ordinal for file in again.files] == [2, 2]
    assert len(services.reader.lot(lot).all(Document)) == 2


def test_what_is_left_out_stays_out(services, lot, room):
    found = survey(services, lot, [room({"a.txt": "1", "b.txt": "2"})], Silent())
    enter(services, Entry(lot, left_out=frozenset({0})), found, Silent())
    assert [version.file_name for version in services.reader.lot(lot).all(Version)] == ["b.txt"]


def test_a_cancelled_batch_goes_on_and_is_undone_as_one_step(services, lot, room):
    names = sorted(f"{number}.txt" for number in range(100, 300))
    found = survey(services, lot, [room({name: name for name in names})], Silent())
    first = enter(services, Entry(lot, batch="b"), found, StopsAt("200.txt"))
    assert first.cancelled
    assert 100 <= len(services.reader.lot(lot).all(Version)) < 200
    second = enter(services, Entry(lot, batch="b"), found, Silent())
    assert not second.cancelled
    versions = services.reader.lot(lot).all(Version)
    assert sorted(version.file_name for version in versions) == names
    assert {version.outcome for version in versions} == {ReadOutcome.OK}
    services.writer.undo()
    assert services.reader.lot(lot).all(Version) == ()
    services.writer.redo()
    assert services.reader.lot(lot).all(Version) == versions


def nested(levels):
    content = b"deepest"
    for level in range(levels):
        content = zipped({f"level{level}{'.zip' if level else '.txt'}": content})
    return content


def test_archives_in_archives_are_opened_so_deep_and_no_deeper(services, lot, room):
    found = survey(services, lot, [room({"deep.zip": nested(DEPTH)}) / "deep.zip"], Silent())
    assert found.files[-1].name == "level0.txt"
    assert found.files[0].reason is None
    deeper = survey(services, lot, [room({"deeper.zip": nested(DEPTH + 3)}) / "deeper.zip"], Silent())
    assert deeper.files[-1].reason.code == "archive.too_deep"
    assert deeper.files[0].reason.code == "archive.members_refused"
    assert len(deeper.files) == DEPTH + 1


def damaged_inside():
    data = bytearray(zipped({"a.txt": "x" * 99}))
    data[36] ^= 0xFF
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "content", "code", "outcome"),
    [
        (
            "unknown.zip",
            with_method(zipped({"a.txt": "1", "b.txt": "2"}), 9),
            "archive.not_supported",
            "not_supported",
        ),
        ("locked.zip", aes_zipped("a.txt", b"x", b"key"), "document.password", "password"),
        ("broken.zip", damaged_inside(), "document.damaged", "damaged"),
        ("names.zip", zipped({"../a.txt": "1", "/b.txt": "2"}), "archive.none_taken_out", "not_supported"),
    ],
)
def test_of_an_archive_that_gave_nothing_it_is_said_why_and_never_that_the_others_are_there(
    services, lot, room, name, content, code, outcome
):
    report = take_in(services, lot, [room({name: content}) / name], Silent())
    assert [(each.reason.code, each.outcome.value) for each in report.files] == [(code, outcome)]
    assert "others are there" not in str(report.files[0].reason)


def test_documents_that_are_zips_of_other_programs_come_as_one_file(services, lot, room):
    folder = room(
        {
            "合同.xps": zipped(
                {"[Content_Types].xml": "x", "FixedDocSeq.fdseq": "x", "Documents/1/Pages/1.fpage": "x"}
            ),
            "合同.pages": zipped({"Index/Document.iwa": "x", "Data/a.jpg": "x", "preview.jpg": "x"}),
            "讲义.epub": zipped({"META-INF/container.xml": "x", "OEBPS/1.xhtml": "x", "OEBPS/2.xhtml": "x"}),
        }
    )
    report = take_in(services, lot, [folder], Silent())
    assert [file.source_path for file in report.files] == [
        "room/合同.pages",
        "room/合同.xps",
        "room/讲义.epub",
    ]
    assert {file.reason.code for file in report.files} == {"document.not_supported"}


def test_of_a_bomb_only_the_archive_itself_is_taken_in(services, lot, room):
    zeros = zipped({"zeros": bytes(40 * 1024 * 1024)})
    bomb = zipped({"first.txt": "x", **{f"{number}.zip": zeros for number in range(3)}})
    report = take_in(services, lot, [room({"bomb.zip": bomb})], Silent())
    assert [(file.source_path, file.outcome) for file in report.files] == [
        ("room/bomb.zip", ReadOutcome.TOO_LARGE)
    ]
    assert report.files[0].reason.code == "archive.too_large"


def test_one_password_opens_the_whole_room_and_is_asked_once(services, lot, room, sample_locked):
    folder = room({"a.pdf": sample_locked, "b.zip": zipped({"c.pdf": sample_locked + b"\n"})})
    locked = take_in(services, lot, [folder], Silent())
    assert {file.outcome for file in locked.files if file.source_path.endswith("pdf")} == {
        ReadOutcome.PASSWORD
    }
    other = new_lot(services.writer, services.defaults, NewLot(name="乙")).value
    archive = next(file for file in locked.files if file.source_path.endswith(".zip"))
    inner = next(file for file in locked.files if file.source_path.endswith("c.pdf"))
    assert services.reader.rows(Version, id=inner.version)[0].holder == archive.version
    opened = take_in_as(services, Entry(other, passwords=("借款合同2024",)), [folder], Silent())
    assert {file.outcome for file in opened.files} == {ReadOutcome.OK}
    third = new_lot(services.writer, services.defaults, NewLot(name="丙")).value
    again = take_in(services, third, [folder], Silent())
    assert {file.outcome for file in again.files} == {ReadOutcome.OK}


@pytest.fixture(scope="module")
def sample_locked():
    from pathlib import Path

    return (Path(__file__).parents[1] / "data/pdf/locked.pdf").read_bytes()


def test_what_is_attached_to_a_pdf_is_a_file_of_its_own(services, lot, room):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain())))
    writer.add_attachment("清单.txt", "甲".encode())
    writer.add_attachment("inner.zip", zipped({"a.txt": "1"}))
    target = io.BytesIO()
    writer.write(target)
    report = take_in(services, lot, [room({"portfolio.pdf": target.getvalue()})], Silent())
    assert [file.source_path.partition("/")[2] for file in report.files] == [
        "portfolio.pdf",
        "portfolio.pdf/inner.zip",
        "portfolio.pdf/inner.zip/a.txt",
        "portfolio.pdf/清单.txt",
    ]
    holder = report.files[0].version
    assert [file.holder for file in report.files[1:]] == [holder, report.files[1].version, holder]
    rows = {version.id: version.holder for version in services.reader.rows(Version)}
    assert {file.version: file.holder for file in report.files} == rows
    services.writer.undo()
    assert services.reader.lot(lot).all(Version) == ()


def plain():
    from pathlib import Path

    return (Path(__file__).parents[1] / "data/pdf/plain.pdf").read_bytes()


def test_a_large_file_is_begun_early_and_one_that_came_twice_is_read_once(services, lot, room, monkeypatch):
    large = "借款合同条款，逐条列明。\n" * 12_000
    names = {f"{number:02}.txt": f"paper {number}" for number in range(12)}
    reader, asked = services.documents(), []
    real = reader.read
    monkeypatch.setattr(
        reader, "read", lambda source, **how: asked.append((how["name"], how["later"])) or real(source, **how)
    )
    report = take_in(services, lot, [room({**names, "90 large.txt": large, "91 again.txt": large})], Silent())
    assert [name for name, _ in asked].count("90 large.txt") == 1
    assert ("90 large.txt", True) in asked
    assert "91 again.txt" not in dict(asked)
    assert [file.duplicate_of is not None for file in report.files] == [False] * 13 + [True]
    assert {file.outcome for file in report.files} == {ReadOutcome.OK}


def test_of_an_archive_that_holds_nothing_but_itself_that_is_said():
    assert isinstance(nothing_came_out([HoldsItselfError()]), HoldsItselfError)
    assert nothing_came_out([HoldsItselfError(), EscapingNameError()]).code == "archive.none_taken_out"
