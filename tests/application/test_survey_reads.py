"""How often a file passes through a worker on its way in: each time it is read whole."""

import io
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from workstation import bootstrap
from workstation.application.importing import Entry, enter
from workstation.application.lots import new_lot
from workstation.application.progress import Silent
from workstation.application.survey import survey
from workstation.domain.documents import Version
from workstation.domain.new_lots import NewLot
from workstation.domain.reading import ReadOutcome

NOW = datetime(2025, 9, 5, 10, tzinfo=UTC)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>借款合同</w:t></w:r></w:p></w:body></w:document>',
        )
    return target.getvalue()


class CountingReader:
    """A reader that notes what was asked of it for each file."""

    def __init__(self, reader):
        self._reader = reader
        self.asked = Counter()

    def __getattr__(self, name):
        asked = getattr(self._reader, name)
        if name not in {"read", "unpack", "probe"}:
            return asked

        def counted(source, **more):
            self.asked[more["name"]] += 1
            return asked(source, **more)

        return counted


@pytest.mark.parametrize(
    ("name", "content", "times", "outcome"),
    [
        ("contract.txt", "借款合同".encode(), 2, ReadOutcome.OK),
        ("contract.docx", docx(), 2, ReadOutcome.OK),
        ("cut.docx", docx()[:150], 2, ReadOutcome.DAMAGED),
    ],
)
def test_a_look_and_a_reading_are_enough(tmp_path, name, content, times, outcome):
    (tmp_path / name).write_bytes(content)
    with closing(
        bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    ) as services:
        lot = new_lot(services.writer, services.defaults, NewLot(name="a")).value
        reader = CountingReader(services.documents())
        counting = replace(services, documents=lambda: reader)
        found = survey(counting, lot, [tmp_path / name], Silent(), probing=True)
        assert (found.files[0].reason is None) == (outcome is ReadOutcome.OK)
        enter(counting, Entry(lot), found, Silent())
        assert reader.asked == {name: times}
        assert services.reader.rows(Version)[0].outcome is outcome
