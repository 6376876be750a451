"""The lease that is filed becomes a record: what its pages say, each with its place, as one step."""

import shutil
from contextlib import closing
from datetime import date

import pytest

from workstation import bootstrap
from workstation.application.demo.build import build_sample
from workstation.application.lease_records import lease_from
from workstation.application.records import FieldRef, assume, detach, edit_field
from workstation.domain.citations import Citation, Evidence
from workstation.domain.collateral import Collateral, Encumbrance, EncumbranceKind
from workstation.domain.documents import Document
from workstation.domain.evidence import FieldState, support
from workstation.domain.findings.collateral_rules import OCCUPIED
from workstation.domain.findings.rules import findings
from workstation.domain.lease_documents import LeaseDocument, lease_documents
from workstation.domain.leases import Lease
from workstation.domain.money import Money
from workstation.domain.parties import Party, Role, RoleKind


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    folder = tmp_path_factory.mktemp("leases") / "demo.workspace"
    with closing(bootstrap.demo_services(folder)) as services:
        build_sample(services, bootstrap.load_script(chinese=True), bootstrap.read_listing)
    return folder


@pytest.fixture
def services(sample, tmp_path):
    folder = tmp_path / "w.workspace"
    shutil.copytree(sample, folder)
    with closing(bootstrap.open_services(folder, read_only=False, actor="Lin")) as services:
        yield services


@pytest.fixture
def lot(services):
    return services.reader.lots()[0].id


def occupied(services, lot):
    record = services.reader.lot(lot)
    found = findings(record, date(2025, 9, 5), services.reference())
    return next((each.subject.row for each in found if each.rule == OCCUPIED), None)


def made(services, lot, document=None):
    record = services.reader.lot(lot)
    paper = document or lease_documents(record)[0]
    thing = occupied(services, lot) or record.first(Collateral).id
    lease = lease_from(services, record, thing, paper).value
    record = services.reader.lot(lot)
    return record, record.get(Lease, lease)


def quotes(record, lease, field):
    return [(each.page, each.quote) for each in support(record, lease, field).citations]


def test_the_sample_has_a_lease_on_file_and_none_entered(services, lot):
    record = services.reader.lot(lot)
    assert [each.name for each in lease_documents(record)] == ["厂房租赁合同"]
    assert record.all(Lease) == ()
    assert occupied(services, lot) is not None


def test_the_lease_has_what_the_document_says_each_with_its_place(services, lot):
    record, lease = made(services, lot)
    assert record.get(Party, lease.tenant).name == "绍兴恒达仓储有限公司"
    assert (lease.signed_on, lease.until) == (date(2018, 12, 1), date(2027, 8, 31))
    assert quotes(record, lease, "tenant") == [(0, "绍兴恒达仓储有限公司")]
    assert quotes(record, lease, "signed_on") == [(1, "2018年12月1日")]
    assert quotes(record, lease, "until") == [(0, "2027年8月31日")]
    assert occupied(services, lot) is None


def test_an_amount_in_words_and_in_figures_that_differ_is_a_conflict_with_both_places(services, lot):
    record, lease = made(services, lot)
    assert lease.rent == Money.of(720_000)
    assert support(record, lease, "rent").state is FieldState.CONFLICT
    assert quotes(record, lease, "rent") == [(0, "人民币柒拾贰万元整"), (0, "¥702,000.00")]


def test_what_no_lease_proves_stays_empty_and_is_asked_for(services, lot):
    record, lease = made(services, lot)
    assert lease.possession_on is None
    found = findings(record, date(2025, 9, 5), services.reference())
    assert "lease.unknown" in {each.rule for each in found if each.subject.row == lease.id}


def test_what_was_cited_from_the_document_before_comes_with_its_citation(services, lot):
    before = services.reader.lot(lot)
    known = before.first(Encumbrance, kind=EncumbranceKind.LEASE)
    cited = before.first(Evidence, row=known.id, field="until")
    record, lease = made(services, lot)
    assert [each.id for each in support(record, lease, "until").citations] == [cited.citation]


def test_it_is_one_step_to_undo(services, lot):
    before = services.reader.lot(lot)
    made(services, lot)
    services.writer.undo()
    after = services.reader.lot(lot)
    assert after.all(Lease) == ()
    assert len(after.all(Citation)) == len(before.all(Citation))
    assert occupied(services, lot) is not None


def test_a_reason_on_the_row_among_the_encumbrances_is_no_page_of_the_document(services, lot):
    known = services.reader.lot(lot).first(Encumbrance, kind=EncumbranceKind.LEASE)
    ref = FieldRef("encumbrance", known.id, "until")
    edit_field(services.writer, ref, date(2030, 1, 1))
    assume(services.writer, ref, "by phone")
    _, lease = made(services, lot)
    assert lease.until == date(2027, 8, 31)


def test_only_the_pages_of_a_part_are_read(services, lot):
    """A long scan is parted into named papers: what stands on the other pages belongs to another one."""
    record = services.reader.lot(lot)
    whole = lease_documents(record)[0]
    _, first = made(services, lot, LeaseDocument(whole.name, whole.version, 0, 0))
    assert (first.signed_on, first.until) == (None, date(2027, 8, 31))
    _, second = made(services, lot, LeaseDocument(whole.name, whole.version, 1, 1))
    assert (second.signed_on, second.until, second.rent) == (date(2018, 12, 1), None, None)


def test_a_tenant_who_is_named_in_the_document_is_cited_from_there(services, lot):
    """Whether or not somebody cited the name before; a tenant whom the document does not name is not put into it."""
    record = services.reader.lot(lot)
    paper = lease_documents(record)[0]
    tenant = record.get(Party, record.first(Role, kind=RoleKind.TENANT).party)
    for evidence in record.all(Evidence, row=tenant.id):
        detach(services.writer, evidence.id)
    record, lease = made(services, lot, paper)
    assert lease.tenant == tenant.id
    assert quotes(record, lease, "tenant") == [(0, "绍兴恒达仓储有限公司")]
    edit_field(services.writer, FieldRef("party", tenant.id, "name"), "杭州别家公司")
    _, lease = made(services, lot, paper)
    assert lease.tenant is None


def test_of_a_document_without_text_an_empty_lease_is_made(services, lot):
    record, lease = made(services, lot, LeaseDocument("scan", ""))
    assert (lease.tenant, lease.signed_on, lease.until, lease.rent) == (None, None, None, None)
    assert record.all(Evidence, row=lease.id) == ()


@pytest.mark.parametrize(
    ("kind", "is_one"), [("Lease", True), ("租赁合同", True), ("Release", False), (None, False)]
)
def test_a_lease_is_known_by_the_kind_it_was_filed_under(services, lot, kind, is_one):
    record = services.reader.lot(lot)
    other = next(row for row in record.all(Document) if row.name != "厂房租赁合同")
    edit_field(services.writer, FieldRef("document", other.id, "kind"), kind)
    names = [each.name for each in lease_documents(services.reader.lot(lot))]
    assert (other.name in names) is is_one
