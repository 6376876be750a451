"""A locked archive and its password: what lies in it enters beside it."""

import base64
import io
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from made_files import TYPES, native_package, sevened, zipped
from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfWriter

from workstation.application.importing import take_in
from workstation.application.interrupted import interrupted_imports
from workstation.application.operations import OperationKind
from workstation.application.ports.documents import FileKind, ReadReport, Unpacked
from workstation.application.progress import Silent
from workstation.application.unlocking import unlock
from workstation.documents.answers import Answer
from workstation.documents.office.compound import compound_file
from workstation.domain.documents import Version
from workstation.domain.reading import ReaderStoppedError, ReadOutcome, TooSlowError, WrongPasswordError
from workstation.storage.failures import DiskFullError

LOCKED = Path(__file__).parents[1] / "data/pdf/locked.pdf"


@pytest.fixture
def locked(services, lot, tmp_path):
    """An archive in the lot whose names are locked too."""
    file = tmp_path / "room.7z"
    file.write_bytes(sevened({"合同.txt": "借款"}, "geheim", names=True))
    taken = take_in(services, lot, [file], Silent()).files[0]
    assert taken.outcome is ReadOutcome.PASSWORD
    return taken.version


def test_a_locked_archive_is_opened_later_and_holds_what_came_out(services, locked):
    with pytest.raises(WrongPasswordError):
        unlock(services, locked, "falsch", Silent())
    assert unlock(services, locked, "geheim", Silent()) == 1
    rows = {version.file_name: version for version in services.reader.rows(Version)}
    assert rows["room.7z"].outcome is ReadOutcome.OK
    assert (rows["合同.txt"].holder, rows["合同.txt"].outcome) == (locked, ReadOutcome.OK)


def test_what_is_attached_to_a_locked_pdf_comes_in_when_it_is_opened(services, lot, tmp_path):
    """It came in only where the password was there at the import."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("清单.txt", "甲".encode())
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(str(tmp_path / "paper.pdf"))
    locked = take_in(services, lot, [tmp_path / "paper.pdf"], Silent()).files[0].version
    assert unlock(services, locked, "geheim", Silent()) == 1
    rows = {version.file_name: version for version in services.reader.rows(Version)}
    assert (rows["清单.txt"].holder, rows["清单.txt"].outcome) == (locked, ReadOutcome.OK)
    assert rows["paper.pdf"].outcome is ReadOutcome.OK
    assert services.imports.all() == ()


def test_what_is_embedded_in_a_locked_word_file_comes_in_when_it_is_opened(services, lot, tmp_path):
    inner = compound_file({"\x01Ole10Native": native_package("清单.txt", "甲".encode())})
    content = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": "<w:body xmlns:w='w'><w:p><w:t>合同</w:t></w:p></w:body>",
    }
    sealed = io.BytesIO()
    large = Random(1).randbytes(9000)  # the library that locks it fails below 4 KB
    parts = {**content, "word/embeddings/oleObject1.bin": inner, "customXml/item1.bin": large}
    plain = OOXMLFile(io.BytesIO(zipped(parts)))
    plain.encrypt("geheim", sealed)
    (tmp_path / "paper.docx").write_bytes(sealed.getvalue())
    taken = take_in(services, lot, [tmp_path / "paper.docx"], Silent()).files
    assert [each.outcome for each in taken] == [ReadOutcome.PASSWORD]
    assert unlock(services, taken[0].version, "geheim", Silent()) == 1
    rows = {version.file_name: version for version in services.reader.rows(Version)}
    assert (rows["清单.txt"].holder, rows["清单.txt"].outcome) == (taken[0].version, ReadOutcome.OK)


def test_what_is_embedded_in_a_word_file_and_attached_to_a_mail_comes_in_beside_it(services, lot, tmp_path):
    inner = compound_file({"\x01Ole10Native": native_package("清单.txt", "甲".encode())})
    content = {
        "[Content_Types].xml": TYPES,
        "word/document.xml": "<w:body xmlns:w='w'><w:p><w:t>合同</w:t></w:p></w:body>",
    }
    word = zipped({**content, "word/embeddings/oleObject1.bin": inner})
    mail = b"X-QQ-mid: 1\r\nDelivered-To: a@example.cn\r\nContent-Type: application/octet-stream; name=paper.docx\r\n"
    mail += b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(word)
    (tmp_path / "letter").write_bytes(b"\xef\xbb\xbf" + mail)
    files = take_in(services, lot, [tmp_path / "letter"], Silent()).files
    assert [(each.source_path, each.outcome) for each in files] == [
        ("letter", ReadOutcome.OK),
        ("letter/paper.docx", ReadOutcome.OK),
        ("letter/paper.docx/清单.txt", ReadOutcome.OK),
    ]


class StoppedReader:
    """A reader that is stopped over archives and papers, over all or over those of one name."""

    def __init__(self, reader, name=None):
        self._reader, self._name = reader, name

    def __getattr__(self, name):
        return getattr(self._reader, name)

    def unpack(self, source, *, name, **how):
        if self._name in {None, name}:
            return answered(Unpacked(FileKind.ARCHIVE, TooSlowError()))
        return self._reader.unpack(source, name=name, **how)

    def read(self, *_, **__):
        reason = ReaderStoppedError()
        return answered(ReadReport(FileKind.PDF, "application/pdf", reason.outcome, reason))


def answered(value):
    answer = Answer()
    answer.fulfil(lambda: value)
    return answer


def test_a_reader_that_was_stopped_is_not_said_to_be_a_wrong_password(services, locked):
    stopped = StoppedReader(services.documents())
    with pytest.raises(TooSlowError):
        unlock(replace(services, documents=lambda: stopped), locked, "geheim", Silent())


def test_a_paper_whose_reader_was_stopped_stays_locked_and_its_password_is_not_kept(services, lot, tmp_path):
    """It counted as opened, with any password."""
    (tmp_path / "a.pdf").write_bytes(LOCKED.read_bytes())
    version = take_in(services, lot, [tmp_path / "a.pdf"], Silent()).files[0].version
    stopped = StoppedReader(services.documents())
    with pytest.raises(ReaderStoppedError):
        unlock(replace(services, documents=lambda: stopped), version, "falsch", Silent(), remember=True)
    row = services.reader.rows(Version, id=version)[0]
    assert row.outcome is ReadOutcome.PASSWORD
    assert services.passwords.known(row.sha256) == ()


def test_another_archive_that_stops_the_reader_does_not_undo_what_was_opened(services, lot, tmp_path):
    for name, password in (("a", "one"), ("b", "two"), ("c", "one")):
        (tmp_path / f"{name}.7z").write_bytes(sevened({f"{name}.txt": name}, password, names=True))
    files = [tmp_path / f"{name}.7z" for name in "abc"]
    take_in(services, lot, files, Silent())
    taken = {row.file_name: row.id for row in services.reader.rows(Version)}
    slow = StoppedReader(services.documents(), "b.7z")
    assert unlock(replace(services, documents=lambda: slow), taken["a.7z"], "one", Silent()) == 2
    outcomes = {row.file_name: row.outcome for row in services.reader.rows(Version)}
    assert [outcomes[file.name] for file in files] == [ReadOutcome.OK, ReadOutcome.PASSWORD, ReadOutcome.OK]


def test_another_locked_file_that_is_lost_does_not_hide_what_was_opened(services, lot, tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.7z").write_bytes(sevened({f"{name}.txt": name}, "one", names=True))
    take_in(services, lot, [tmp_path / f"{name}.7z" for name in "abc"], Silent())
    rows = {row.file_name: row for row in services.reader.rows(Version)}
    lost = rows["b.7z"].sha256
    Path(services.location, "objects", lost[:2], lost[2:]).unlink()
    assert unlock(services, rows["a.7z"].id, "one", Silent()) == 2
    outcomes = [services.reader.rows(Version, file_name=f"{name}.7z")[0].outcome for name in "abc"]
    assert outcomes == [ReadOutcome.OK, ReadOutcome.PASSWORD, ReadOutcome.OK]


class FullFor:
    """A writer whose disk has no room for files that are taken in."""

    def __init__(self, writer):
        self._writer = writer

    def __getattr__(self, name):
        return getattr(self._writer, name)

    def run(self, step, work):
        if step.kind in {OperationKind.IMPORT, OperationKind.IMPORT_MANY}:
            raise DiskFullError
        return self._writer.run(step, work)


def test_an_archive_of_which_not_all_found_room_is_not_said_to_be_open(services, locked):
    with pytest.raises(DiskFullError):
        unlock(replace(services, writer=FullFor(services.writer)), locked, "geheim", Silent())
    assert services.reader.rows(Version, id=locked)[0].outcome is ReadOutcome.PASSWORD
    assert unlock(services, locked, "geheim", Silent()) == 1
    assert len(services.reader.rows(Version)) == 2
    assert interrupted_imports(services) == ()
