"""A party is one row in all lots: named again by alias, given the role that its field implies, merged and taken apart."""

from contextlib import closing
from datetime import datetime, timedelta, timezone

import pytest

from workstation import bootstrap
from workstation.application.lots import new_lot
from workstation.application.operations import OperationKind, Step
from workstation.application.parties import (
    SamePartyError,
    add_party,
    lots_naming,
    merge_parties,
    name_party,
    parties,
)
from workstation.application.records import FieldRef, Place, add_row, attach, edit_field
from workstation.domain.citations import Evidence
from workstation.domain.claims import Claim
from workstation.domain.documents import Document, Version
from workstation.domain.guarantees import Guarantee
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.parties import Party, PartyKind, Role, RoleKind

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2025, 9, 5, 10, tzinfo=CHINA)


class Office:
    def __init__(self, services):
        self.writer, self.reader, self.defaults = services.writer, services.reader, services.defaults
        self.first, self.second = self.lot("Plant"), self.lot("Hotel")

    def lot(self, name):
        given = NewLot(name=name, bid_end=NOW + timedelta(days=6), principal=Money.of(20_000_000))
        return new_lot(self.writer, self.defaults, given).value

    def party(self, name):
        (found,) = [party for party in self.reader.rows(Party) if name in party.names]
        return found

    def borrower(self, lot, name):
        claim = self.reader.lot(lot).first(Claim)
        return name_party(self.writer, FieldRef("claim", claim.id, "borrower"), name).value

    def cite(self, lot, party, field, says):
        def paper(tx):
            document = Document(id=tx.new_id(), lot=lot, name="Licence")
            version = Version(id=tx.new_id(), lot=lot, document=document.id, ordinal=1, pages=1)
            tx.put(document)
            tx.put(version)
            return version.id

        version = self.writer.run(Step(OperationKind.IMPORT, {"record": "Licence"}), paper).value
        ref = FieldRef("party", party, field)
        attach(self.writer, ref, Place(version=version, page=0), says=says, fill=True)


@pytest.fixture
def office(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        yield Office(services)


def test_a_name_that_nobody_bears_makes_a_party_and_its_role(office):
    made = office.borrower(office.first, "  Jinchuan   Textile ")
    assert office.party("Jinchuan Textile").id == made
    (role,) = office.reader.rows(Role, lot=office.first)
    assert (role.party, role.kind) == (made, RoleKind.BORROWER)


def test_a_party_is_found_again_by_its_alias_and_keeps_one_role(office):
    made = office.borrower(office.first, "Jinchuan Textile")
    edit_field(office.writer, FieldRef("party", made, "aliases"), "JCT; 锦川纺织")
    assert office.borrower(office.first, "jct") == made
    assert office.borrower(office.second, "锦川纺织") == made
    assert len(office.reader.rows(Party)) == 1
    assert [role.lot for role in office.reader.rows(Role)] == [office.first, office.second]


def test_a_party_tells_in_which_lots_it_is_named(office):
    made = office.borrower(office.first, "Jinchuan Textile")
    add_row(office.writer, "guarantee", office.second, {"guarantor": made})
    assert [lot.name for lot in lots_naming(office.reader, made)] == ["Hotel", "Plant"]
    (row,) = parties(office.reader)
    assert [lot.name for lot in row.lots] == ["Hotel", "Plant"]


def test_two_parties_become_one_with_evidence_names_and_what_was_lacking(office):
    kept = office.borrower(office.first, "Jinchuan Textile")
    gone = office.borrower(office.second, "锦川纺织")
    add_row(office.writer, "guarantee", office.second, {"guarantor": gone})
    edit_field(office.writer, FieldRef("party", kept, "kind"), PartyKind.COMPANY)
    office.cite(office.second, gone, "registered_id", "91330621MA2XK7J45H")
    before = [office.reader.lot(lot) for lot in (office.first, office.second)]
    merge_parties(office.writer, gone, kept)
    (party,) = office.reader.rows(Party)
    assert (party.name, party.aliases) == ("Jinchuan Textile", "锦川纺织")
    assert party.registered_id == "91330621MA2XK7J45H"
    assert office.reader.lot(office.second).first(Guarantee).guarantor == kept
    (evidence,) = [item for item in office.reader.rows(Evidence) if item.field == "registered_id"]
    assert evidence.row == kept
    office.writer.undo()
    assert [office.reader.lot(lot).rows for lot in (office.first, office.second)] == [
        old.rows for old in before
    ]


def test_a_role_that_both_had_in_one_lot_stays_once(office):
    kept = office.borrower(office.first, "Jinchuan Textile")
    add_party(office.writer, office.first, "JCT", RoleKind.BORROWER)
    merge_parties(office.writer, office.party("JCT").id, kept)
    assert [role.party for role in office.reader.rows(Role)] == [kept]


def test_a_party_is_not_merged_into_itself(office):
    made = office.borrower(office.first, "Jinchuan Textile")
    with pytest.raises(SamePartyError):
        merge_parties(office.writer, made, made)
