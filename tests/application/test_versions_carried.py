"""A new version takes along what a reader did on the old one: highlights by their words, and which unchanged pages are read."""

import io

from reportlab.pdfgen.canvas import Canvas

from workstation.application.highlights import highlight
from workstation.application.importing import take_in
from workstation.application.lots import new_lot
from workstation.application.page_readings import mark_pages
from workstation.application.progress import Silent
from workstation.application.records import Place
from workstation.application.versions import carry_over, compare_versions
from workstation.domain.documents import Document, PageReading, PageStatus, Version
from workstation.domain.highlights import Highlight, HighlightKind
from workstation.domain.new_lots import NewLot
from workstation.domain.quotes import find_quote


def paper(*pages):
    buffer = io.BytesIO()
    drawn = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for text in pages:
        drawn.drawString(90, 640, text)
        drawn.showPage()
    drawn.save()
    return buffer.getvalue()


def discloses(services, lot, tmp_path, *pages):
    path = tmp_path / "report.pdf"
    path.write_bytes(paper(*pages))
    take_in(services, lot, [path], Silent())
    return services.reader.lot(lot).all(Version)[-1]


def marks(services, version, page, words):
    quote = find_quote(services.pages.get(version.sha256, page).text, words)[0]
    place = Place(version=version.id, page=page, rects=quote.rects, quote=quote.text)
    highlight(services.writer, place, HighlightKind.FLAG)


def test_highlights_and_the_reading_of_unchanged_pages_go_along_as_one_step(services, tmp_path):
    lot = new_lot(services.writer, services.defaults, NewLot(name="a")).value
    old = discloses(services, lot, tmp_path, "The land is leased", "Value 24,000,000", "Valid one year")
    marks(services, old, 0, "leased")
    marks(services, old, 1, "24,000,000")
    mark_pages(services.writer, old.id, [0, 1], PageStatus.READ)
    new = discloses(
        services, lot, tmp_path, "Corrected", "The land is leased", "Value 21,000,000", "Valid one year"
    )
    (document,) = services.reader.rows(Document)
    report = compare_versions(services, document.id, Silent())
    assert [each.highlight.quote for each in report.marked] == ["leased"]
    assert report.read == ((1, PageStatus.READ),)
    carry_over(services, report)
    record = services.reader.lot(lot)
    assert {(mark.quote, mark.version == new.id, mark.page) for mark in record.all(Highlight)} == {
        ("leased", True, 1),
        ("24,000,000", False, 1),
    }
    assert [row.page for row in record.all(PageReading, version=new.id)] == [1]
    services.writer.undo()
    assert services.reader.lot(lot).all(PageReading, version=new.id) == ()
    assert {mark.version for mark in services.reader.lot(lot).all(Highlight)} == {old.id}
