"""What goes with a row: its parts and the evidence on them; what only mentions it stays and mentions nothing."""

import pytest

from workstation.application.lots import new_lot
from workstation.application.records import FieldRef, Place, add_row, assume, attach, remove_row
from workstation.domain.citations import Citation, Evidence
from workstation.domain.claims import Balance, Claim
from workstation.domain.collateral import Appraisal, Collateral
from workstation.domain.documents import Document, Version
from workstation.domain.events import Event
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot


@pytest.fixture
def lot(services):
    return new_lot(
        services.writer, services.defaults, NewLot(name="Plant", principal=Money.of(20_000_000))
    ).value


@pytest.fixture
def add(services, lot):
    return lambda entity, **values: add_row(services.writer, entity, lot, values).value


@pytest.fixture
def rows(services, lot):
    return lambda kind: services.reader.lot(lot).all(kind)


def test_evidence_that_cites_a_removed_paper_goes_with_it_and_the_value_stays(services, add, rows):
    document = add("document", name="Report")
    version = add("version", document=document, ordinal=1, pages=3)
    claim = rows(Claim)[0].id
    attach(
        services.writer,
        FieldRef("claim", claim, "contract_no"),
        Place(version=version, page=0),
        says="A-1",
        fill=True,
    )
    before = len(rows(Evidence))
    remove_row(services.writer, "document", document)
    assert rows(Document) == rows(Version) == rows(Citation) == ()
    assert len(rows(Evidence)) == before - 1
    assert all(evidence.citation is None and evidence.reason for evidence in rows(Evidence))
    assert rows(Claim)[0].contract_no == "A-1"


def test_the_evidence_on_a_removed_row_and_on_its_parts_goes_with_it(services, add, rows):
    thing = add("collateral", name="Mill")
    valued = add("appraisal", collateral=thing)
    kept = rows(Evidence)
    for ref in (FieldRef("collateral", thing, "name"), FieldRef("appraisal", valued, "value")):
        assume(services.writer, ref, "by phone")
    assert len(rows(Evidence)) == len(kept) + 2
    remove_row(services.writer, "collateral", thing)
    assert thing not in {row.id for row in rows(Collateral)}
    assert valued not in {row.id for row in rows(Appraisal)}
    assert rows(Evidence) == kept


def test_what_only_mentions_a_removed_row_stays_and_mentions_nothing(services, add, rows):
    claim = rows(Claim)[0].id
    event = add("event", claim=claim, what="demand by letter")
    remove_row(services.writer, "claim", claim)
    assert rows(Claim) == rows(Balance) == ()
    (left,) = rows(Event)
    assert (left.id, left.claim, left.what) == (event, None, "demand by letter")


def test_a_removal_is_undone_whole(services, add, lot):
    thing = add("collateral", name="Mill")
    assume(services.writer, FieldRef("collateral", thing, "name"), "by phone")
    before = services.reader.lot(lot)
    remove_row(services.writer, "collateral", thing)
    services.writer.undo()
    assert services.reader.lot(lot).rows == before.rows
