"""Large files are read before their turn, enter in their turn, and are read once."""

from concurrent.futures import CancelledError as Cancelled
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from workstation import bootstrap
from workstation.application.early import LARGE
from workstation.application.importing import take_in
from workstation.application.lots import new_lot
from workstation.application.progress import CancelledError, Silent
from workstation.domain.documents import Version
from workstation.domain.new_lots import NewLot

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)


@dataclass
class Noting:
    """A reader that notes what it was asked for, and what of it was cancelled."""

    reader: object
    asked: list = field(default_factory=list)
    answers: list = field(default_factory=list)

    def read(self, source, **more):
        self.asked.append((more["name"], more["later"]))
        self.answers.append(self.reader.read(source, **more))
        return self.answers[-1]

    def __getattr__(self, name):
        return getattr(self.reader, name)


@pytest.fixture
def services(tmp_path):
    with closing(bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)) as made:
        noting = Noting(made.documents())
        yield replace(made, documents=lambda: noting)


@pytest.fixture
def lot(services):
    return new_lot(services.writer, services.defaults, NewLot(name="甲")).value


@pytest.fixture
def room(tmp_path):
    """Small files, and two large ones at the end of their order: one of them twice."""
    folder = tmp_path / "room"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02} small.txt").write_text(f"第{number}条", encoding="utf-8")
    large = "第一条 借款金额\n" * (LARGE // 16)
    (folder / "20 large.txt").write_text(large, encoding="utf-8")
    (folder / "21 again.txt").write_text(large, encoding="utf-8")
    (folder / "22 larger.txt").write_text(large + "末页", encoding="utf-8")
    return folder


def test_large_files_are_begun_early_and_enter_in_their_order(services, lot, room):
    report = take_in(services, lot, [room], Silent())
    names = [file.source_path.partition("/")[2] for file in report.files]
    assert names == sorted(names)
    rows = sorted(services.reader.rows(Version, lot=lot), key=lambda version: version.id)
    assert [version.file_name for version in rows] == [name for name in names if name != "21 again.txt"]
    asked = services.documents().asked
    assert sorted(name for name, later in asked if later) == ["20 large.txt", "22 larger.txt"]
    assert len(asked) == len(rows)  # each once


def test_what_the_lot_has_is_not_begun(services, lot, room):
    take_in(services, lot, [room], Silent())
    services.documents().asked.clear()
    take_in(services, lot, [room], Silent())
    assert services.documents().asked == []


def test_a_stop_while_files_are_looked_through_stops_what_was_begun(services, lot, room):
    class StopsAtTheLast(Silent):
        def step(self, _done, _total, what=""):
            if what.endswith("22 larger.txt"):
                raise CancelledError

    assert take_in(services, lot, [room], StopsAtTheLast()).cancelled
    assert [name for name, _ in services.documents().asked] == ["20 large.txt"]
    with pytest.raises(Cancelled):
        services.documents().answers[0].result(timeout=20)
    assert services.reader.rows(Version, lot=lot) == ()
    assert len(take_in(services, lot, [room], Silent()).files) == 15
