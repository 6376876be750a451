"""Every citation of the built sample against its page, read anew by a worker: the words stand inside the stored
rectangles and say what the field says; where there is no quote there is no text to quote."""

from contextlib import closing

import pytest
from outside import DEMO_LOT

from workstation.bootstrap import open_services
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.documents import Version
from workstation.domain.fields import Kind, field_of
from workstation.domain.images import canonical
from workstation.domain.quotes import folded, quote_in
from workstation.language.values import parse

# Stands in the source of the saved page, not in what it shows: there is nothing to draw a rectangle around.
UNSEEN = {("listing", "platform"), ("listing", "item_no")}
# Written by a person about the passage, not read from it.
OWN_WORDS = {("risk", "statement"), ("note", "body")}
# A person gave these another wording after the listing was read; the evidence keeps what the page says.
REWORDED = {("lot", "name"), ("lot", "region"), ("collateral", "description")}
# The page counts in days, the field in hours.
OTHER_UNIT = {("listing", "cycle_hours")}
# A reference names a row and a choice a kind: both are concluded from the words, not parsed out of them.
CONCLUDED = {Kind.REFERENCE, Kind.CHOICE}


@pytest.fixture(scope="module")
def sample(demo):
    """The record of the lot and, by version, its pages as a worker reads them now."""
    with closing(open_services(demo.workspace, True, actor="test")) as services:
        record = services.reader.lot(services.reader.find_lot(DEMO_LOT))
        pages = {}
        for version in record.all(Version):
            read = pages[version.id] = []
            with services.objects.open(version.sha256) as stream:
                pending = services.documents().read(stream, name=version.file_name, on_page=read.append)
                pending.result(60)
    return record, pages


@pytest.fixture(scope="module")
def cited(sample):
    """(evidence, citation, page) of every citation on a field."""
    record, pages = sample
    found = [item for item in record.all(Evidence) if item.kind is EvidenceKind.CITED]
    citations = [record.get(Citation, item.citation) for item in found]
    return [
        (item, citation, pages[citation.version][citation.page])
        for item, citation in zip(found, citations, strict=True)
    ]


def place_of(evidence):
    return evidence.row_entity, evidence.field


def kind_of(evidence):
    return field_of(BY_ENTITY[evidence.row_entity], evidence.field).kind


def squeezed(text):
    return "".join(folded(text).split())


def test_at_least_25_facts_are_cited_and_5_of_them_are_areas(cited):
    fields = {(item.row, item.field) for item, _, _ in cited}
    areas = {(item.row, item.field) for item, citation, _ in cited if not citation.quote}
    assert len(fields) >= 25
    assert len(areas) >= 5


def test_each_quote_is_what_stands_inside_its_rectangles(cited):
    wrong = []
    for item, citation, page in cited:
        if citation.quote and place_of(item) not in UNSEEN:
            inside = [quote_in(page.text, rect) for rect in citation.rects]
            words = "".join(squeezed(quote.text) for quote in inside if quote is not None)
            if words != squeezed(citation.quote):
                wrong.append((place_of(item), citation.quote, words))
    assert wrong == []


def test_each_quote_parses_to_the_value_that_it_supports(cited):
    wrong, parsed = [], 0
    for item, citation, _ in cited:
        kind = kind_of(item)
        if not citation.quote or kind in CONCLUDED or place_of(item) in UNSEEN | OWN_WORDS | OTHER_UNIT:
            continue
        value = canonical(parse(kind, citation.quote).value)
        said = item.value or ""
        same = squeezed(value) == squeezed(said) if kind in {Kind.TEXT, Kind.PROSE} else value == said
        parsed += 1
        if not same:
            wrong.append((place_of(item), citation.quote, value, said))
    assert wrong == []
    assert parsed >= 100


def test_each_field_says_what_its_page_says(sample, cited):
    """Of several sources, the chosen one."""
    record, _ = sample
    wrong = []
    for item, _, _ in cited:
        row = record.get(BY_ENTITY[item.row_entity], item.row)
        sources = record.all(Evidence, row_entity=item.row_entity, row=item.row, field=item.field)
        outvoted = not item.chosen and any(other.chosen for other in sources)
        if place_of(item) == ("note", "body"):
            continue  # a text says what a person says of the page
        said = "".join(canonical(getattr(row, item.field)).split())
        if said != "".join(item.value.split()) and not outvoted and place_of(item) not in REWORDED:
            wrong.append((place_of(item), said, item.value))
    assert wrong == []


def test_areas_lie_on_pages_without_text_and_inside_them(cited):
    for item, citation, page in cited:
        if not citation.quote:
            assert page.text.text.strip() == "", place_of(item)
            assert page.needs_ocr
            ((left, bottom, right, top),) = citation.rects
            frame = page.geometry.crop
            assert frame[0] <= left < right <= frame[2]
            assert frame[1] <= bottom < top <= frame[3]


def test_what_is_cited_without_a_place_is_not_on_the_page(cited):
    places = {place_of(item) for item, citation, _ in cited if not citation.rects}
    assert places == UNSEEN
