"""A listing page that comes to a lot which is there: what the lot lacks is read into it, nothing is written over."""

from datetime import datetime, timedelta, timezone

import pytest

from workstation import bootstrap
from workstation.application.importing import take_in
from workstation.application.listing_into_lot import (
    OtherListingError,
    listing_among,
    may_hold_listing,
    page_of_lot,
    read_into_lot,
)
from workstation.application.lots import new_lot
from workstation.application.parties import name_party
from workstation.application.progress import SILENT
from workstation.application.records import FieldRef, add_row, edit_field
from workstation.application.rounds import new_round
from workstation.domain.citations import EvidenceKind
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import UNEXAMINED, Collateral, Encumbrance
from workstation.domain.documents import Version
from workstation.domain.errors import UserError
from workstation.domain.listings import Listing
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.parties import Party, Role, RoleKind
from workstation.domain.scenarios import ScenarioSale
from workstation.resources import resource

CHINA = timezone(timedelta(hours=8))
PAGE = "挂牌页面.html"


@pytest.fixture
def now():
    return datetime(2025, 8, 21, 10, tzinfo=CHINA)


@pytest.fixture
def begun(services, tmp_path):
    """Makes a lot from what was typed and takes the page and other papers in; the lot and what came in."""

    def make(**given):
        lot = new_lot(services.writer, services.defaults, NewLot(name="锦川", **given)).value
        folder = tmp_path / "资料"
        folder.mkdir()
        (folder / PAGE).write_bytes(resource("demo", "inputs", PAGE).read_bytes())
        (folder / "关于我们.html").write_text("<html><body><p>About us</p></body></html>", "utf-8")
        (folder / "合同.txt").write_text("合同", "utf-8")
        return lot, take_in(services, lot, [folder], SILENT)

    return make


def page_in(services, lot, name=PAGE):
    version = next(each for each in services.reader.rows(Version, lot=lot) if each.file_name == name)
    return page_of_lot(services, version, bootstrap.read_listing)


def behind(record, row, field):
    return [each.kind for each in record.evidence_of(row.entity, row.id, field)]


def test_a_lot_gets_what_it_lacks_with_the_page_as_its_source_and_keeps_what_it_has(services, begun):
    lot, report = begun(
        start_price=Money.of(9_000_000), increment=Money.of(50_000), principal=Money.of(20_000_000)
    )
    assert may_hold_listing(report)
    offered = listing_among(services, report, bootstrap.read_listing)
    before = services.reader.lot(lot)
    assert offered.name == PAGE
    assert before == services.reader.lot(lot), "an offer writes nothing"
    read = read_into_lot(services, page_in(services, lot)).value
    assert read == offered
    assert read.differing == ("Start price",)
    assert read.not_found == ()
    record = services.reader.lot(lot)
    listing = record.all(Listing)[0]
    assert (listing.start_price, listing.deposit) == (Money.of(9_000_000), Money.of(1_600_000))
    assert behind(record, listing, "deposit") == [EvidenceKind.CITED]
    assert behind(record, listing, "increment") == [EvidenceKind.CITED], "typed, and on the page"
    assert behind(record, listing, "start_price") == []
    assert record.lot.name == "锦川"
    claim = record.all(Claim)[0]
    assert record.get(Party, claim.borrower).name == "浙江锦川纺织有限公司"
    kinds = [(each.kind, each.as_of is not None) for each in record.all(Balance)]
    assert kinds == [(BalanceKind.PRINCIPAL, True), (BalanceKind.OTHER, True), (BalanceKind.COSTS, True)]
    assert UNEXAMINED not in [each.name for each in record.all(Collateral)]
    assert len(record.all(Collateral)) == len(record.all(Encumbrance)) == 2
    assert len(record.all(ScenarioSale)) == 6
    assert read.values > 50
    again = read_into_lot(services, page_in(services, lot))
    assert (again.value.values, again.value.confirmed, again.operation) == (0, 0, None)
    services.writer.undo()
    assert services.reader.lot(lot).rows == before.rows, "one step takes it all back"


def test_rows_come_only_where_there_are_none_of_their_kind(services, begun):
    lot, _ = begun(principal=Money.of(19_000_000))
    writer = services.writer
    claim = services.reader.lot(lot).all(Claim)[0]
    name_party(writer, FieldRef("claim", claim.id, "borrower"), "锦川集团")
    add_row(writer, "collateral", lot, {"name": "厂房"})
    read_into_lot(services, page_in(services, lot))
    record = services.reader.lot(lot)
    assert [each.amount for each in record.all(Balance)] == [Money.of(19_000_000)], "none would count twice"
    assert "机器设备一批" not in " ".join(each.name for each in record.all(Collateral))
    assert record.get(Party, record.all(Claim)[0].borrower).name == "锦川集团"
    borrowers = [each.party for each in record.all(Role, kind=RoleKind.BORROWER)]
    assert [record.get(Party, each).name for each in borrowers] == ["锦川集团"]
    assert len(record.all(Role, kind=RoleKind.GUARANTOR)) == 2


def test_a_lot_of_two_claims_keeps_its_claims_as_they_are(services, begun):
    lot, _ = begun(principal=Money.of(19_000_000))
    add_row(services.writer, "claim", lot, {"name": "2"})
    before = services.reader.lot(lot).all(Claim)
    read_into_lot(services, page_in(services, lot))
    record = services.reader.lot(lot)
    assert record.all(Claim) == before
    assert len(record.all(Balance)) == 1
    assert record.all(Listing)[0].claim_total == Money.of("26479100")


def test_the_page_of_another_listing_is_refused_and_a_later_round_is_another_row(services, begun):
    lot, report = begun()
    first = services.reader.lot(lot).all(Listing)[0]
    edit_field(services.writer, FieldRef("listing", first.id, "item_no"), "700000000001")
    assert listing_among(services, report, bootstrap.read_listing) is None
    with pytest.raises(OtherListingError) as refused:
        read_into_lot(services, page_in(services, lot))
    assert "905120250611" in str(refused.value)
    with pytest.raises(UserError):
        page_in(services, lot, "关于我们.html")
    new_round(services.writer, lot, "again")
    read_into_lot(services, page_in(services, lot))
    rounds = services.reader.lot(lot).all(Listing)
    assert [each.item_no for each in rounds] == ["700000000001", "905120250611"]
    assert rounds[0].deposit is None
