"""A photo of a site visit: taken in, put to its collateral, with the time and the place that the camera wrote."""

import pytest
from journey_kit import Key
from PIL import Image

from workstation.domain.collateral import Collateral
from workstation.domain.documents import Photo, Version
from workstation.ui.widgets.base import Label


@pytest.fixture
def photo(tmp_path):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2025:08:30 14:02:11"
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 53.0, 38.84), 3: "E", 4: (120.0, 5.0, 35.56)})
    path = tmp_path / "gate.jpg"
    Image.new("RGB", (300, 200), "grey").save(path, "JPEG", exif=exif)
    return path


def test_a_photo_shows_when_and_where_and_opens_beside_its_collateral(at_work, photo):
    at_work.drops([photo])
    at_work.waits(lambda: [row for row in at_work.record.all(Version, file_name="gate.jpg") if row.taken_at])
    at_work.clicks_row(at_work.panel.table, "gate.jpg")
    said = "Taken 2025-08-30 14:02:11 at 30.894122, 120.093211, says the camera. Neither goes into a memo."
    at_work.waits(lambda: at_work.is_there(Label, said))
    at_work.frame.lot.show_tab("collateral")
    plant = at_work.record.first(Collateral)
    document = at_work.record.first(Version, file_name="gate.jpg").document
    photos = next(part for part in at_work.panel.parts if part.entity == "photo")
    photos.add_row()
    at_work.waits(lambda: at_work.record.first(Photo, collateral=plant.id))
    at_work.clicks(at_work.row("photo", "document").editor)
    at_work.types("gate")
    at_work.presses(Key.Key_Return)
    at_work.waits(lambda: at_work.record.first(Photo).document == document)
    model = photos.table.records
    at_work.waits(lambda: model.data(model.index(0, 2)) == "2025-08-30 14:02")
    assert model.data(model.index(0, 3)) == "30.894122, 120.093211"
    assert "30.894122" not in photos.table.as_tsv()  # what the camera says does not leave
    assert "14:02" not in str(photos.table.as_sheet(at_work.desk.services.clock()).rows)
    photos.table.setFocus()
    at_work.presses(Key.Key_Return)
    at_work.sees_page("gate.jpg")
