"""Two sources that disagree are a conflict until a person decides; what rests on a page can be asked of the page."""

from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from made_lots import priceable_lot

from workstation import bootstrap
from workstation.application.operations import OperationKind, Step
from workstation.application.records import FieldRef, Place, add_row, assume, attach, choose, edit_field
from workstation.application.resting import rests_on
from workstation.domain.citations import Evidence
from workstation.domain.claims import Claim
from workstation.domain.collateral import Appraisal, Collateral
from workstation.domain.documents import Document, Version
from workstation.domain.evidence import Coverage, FieldState, lot_coverage, support
from workstation.domain.listings import Listing
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.notes import Note

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2025, 9, 5, 10, tzinfo=CHINA)


class Desk:
    """One lot with an appraisal and a paper of three pages."""

    def __init__(self, services):
        self.services, self.writer = services, services.writer
        self.lot = priceable_lot(services, start=3_000_000, bid_end=NOW + timedelta(days=6))
        plant = self.record.first(Collateral)
        values = {"collateral": plant.id, "value": Money.of(24_000_000), "valued_on": date(2025, 5, 12)}
        self.value = FieldRef("appraisal", add_row(self.writer, "appraisal", self.lot, values).value, "value")
        self.writer.run(Step(OperationKind.IMPORT, {"record": "paper"}), self._paper)

    def _paper(self, tx):
        document = Document(id=tx.new_id(), lot=self.lot, name="Appraisal report")
        version = Version(id=tx.new_id(), lot=self.lot, document=document.id, ordinal=1, pages=3)
        tx.put(document)
        tx.put(version)
        self.version = version.id

    @property
    def record(self):
        return self.services.reader.lot(self.lot)

    def cite(self, page, says, *, fill=False, ref=None):
        place = Place(version=self.version, page=page, quote=str(says))
        return attach(self.writer, ref or self.value, place, says=says, fill=fill).value

    @property
    def state(self):
        record = self.record
        return support(record, record.row("appraisal", self.value.row), "value").state

    @property
    def worth(self):
        return self.record.row("appraisal", self.value.row).value


@pytest.fixture
def desk(tmp_path):
    services = bootstrap.create_services(tmp_path / "w.workspace", actor="Lin", clock=lambda: NOW)
    with closing(services):
        yield Desk(services)


def test_a_source_that_is_chosen_gives_the_field_its_value_in_one_step(desk):
    desk.cite(0, Money.of(24_000_000))
    other = desk.cite(1, Money.of(21_500_000))
    assert desk.state is FieldState.CONFLICT
    choose(desk.writer, other, "valued later")
    assert (desk.state, desk.worth) == (FieldState.EVIDENCED, Money.of(21_500_000))
    desk.writer.undo()
    assert (desk.state, desk.worth) == (FieldState.CONFLICT, Money.of(24_000_000))


def test_a_source_that_others_contradict_stays_a_conflict_without_a_reason(desk):
    desk.cite(0, Money.of(24_000_000))
    choose(desk.writer, desk.cite(1, Money.of(21_500_000)))
    assert (desk.state, desk.worth) == (FieldState.CONFLICT, Money.of(21_500_000))


def test_the_only_source_needs_no_reason_to_be_taken(desk):
    page = desk.cite(0, Money.of(24_000_000))
    edit_field(desk.writer, desk.value, Money.of(25_000_000))
    choose(desk.writer, page)
    assert (desk.state, desk.worth) == (FieldState.EVIDENCED, Money.of(24_000_000))


def test_a_reason_stands_for_the_value_that_it_was_given_for(desk):
    desk.cite(0, Money.of(24_000_000))
    edit_field(desk.writer, desk.value, Money.of(22_000_000))
    assume(desk.writer, desk.value, "broker by phone")
    edit_field(desk.writer, desk.value, Money.of(20_000_000))
    assert desk.state is FieldState.CONFLICT


def cite_words(desk, quote, *, ref=None):
    """Attaches a passage as it stands, without a value read from it."""
    attach(desk.writer, ref or desk.value, Place(version=desk.version, page=0, quote=quote))


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("评估价值为人民币贰仟肆佰万元整（¥24,000,000.00）", FieldState.EVIDENCED),
        ("土地2,000万元，厂房及土地合计2,400万元", FieldState.EVIDENCED),
        ("最高债权额为人民币贰仟万元整（¥20,000,000.00）", FieldState.CONFLICT),
        ("valued at USD 24,000,000.00", FieldState.CONFLICT),
        ("按评估报告所载，详见附件三", FieldState.EVIDENCED),
        ("", FieldState.EVIDENCED),
    ],
)
def test_a_passage_that_holds_amounts_and_not_this_one_is_a_conflict(desk, quote, state):
    cite_words(desk, quote)
    assert desk.state is state


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("价值时点：2025年5月12日", FieldState.EVIDENCED),
        ("dated 12/05/2025", FieldState.EVIDENCED),
        ("from 1 January 2025 to 12 May 2025", FieldState.EVIDENCED),
        ("价值时点：二〇二五年六月十二日", FieldState.CONFLICT),
        ("以勘查当日为准", FieldState.EVIDENCED),
    ],
)
def test_a_passage_that_holds_days_and_not_this_one_is_a_conflict(desk, quote, state):
    ref = FieldRef("appraisal", desk.value.row, "valued_on")
    cite_words(desk, quote, ref=ref)
    record = desk.record
    assert support(record, record.row("appraisal", ref.row), "valued_on").state is state


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("年利率百分之六，罚息利率上浮", FieldState.EVIDENCED),
        ("年利率6.00%", FieldState.EVIDENCED),
        ("年利率7.2%", FieldState.CONFLICT),
        ("日利率万分之二", FieldState.EVIDENCED),
        ("LPR加150个基点", FieldState.EVIDENCED),
    ],
)
def test_a_passage_that_holds_yearly_rates_and_not_this_one_is_a_conflict(desk, quote, state):
    claim = desk.record.first(Claim)
    ref = FieldRef("claim", claim.id, "loan_rate")
    edit_field(desk.writer, ref, Decimal("0.06"))
    cite_words(desk, quote, ref=ref)
    record = desk.record
    assert support(record, record.first(Claim), "loan_rate").state is state


def test_a_day_without_its_hour_says_the_moment_of_the_record(desk):
    ref = FieldRef("listing", desk.record.last(Listing).id, "bid_end")
    cite_words(desk, "竞价截止：2025年9月11日", ref=ref)
    record = desk.record
    assert support(record, record.last(Listing), "bid_end").state is FieldState.EVIDENCED


def test_another_amount_of_the_same_passage_may_be_typed_without_a_conflict(desk):
    cite_words(desk, "土地2,000万元，厂房及土地合计2,400万元")
    edit_field(desk.writer, desk.value, Money.of(20_000_000))
    assert desk.state is FieldState.EVIDENCED
    edit_field(desk.writer, desk.value, Money.of(21_000_000))
    assert desk.state is FieldState.CONFLICT


def test_another_source_may_be_chosen_later(desk):
    first, second = desk.cite(0, Money.of(24_000_000)), desk.cite(1, Money.of(21_500_000))
    choose(desk.writer, second, "valued later")
    choose(desk.writer, first, "the later one is of half the land")
    assert (desk.state, desk.worth) == (FieldState.EVIDENCED, Money.of(24_000_000))
    assert [item.chosen for item in desk.record.all(Evidence, row=desk.value.row, field="value")] == [
        True,
        None,
    ]


def test_an_amount_typed_over_a_cited_one_is_a_conflict_with_its_page(desk):
    desk.cite(0, Money.of(24_000_000))
    assert desk.state is FieldState.EVIDENCED
    edit_field(desk.writer, desk.value, Money.of(25_000_000))
    assert desk.state is FieldState.CONFLICT


def test_a_reason_may_be_chosen_against_the_pages_and_a_new_page_asks_again(desk):
    desk.cite(0, Money.of(24_000_000))
    edit_field(desk.writer, desk.value, Money.of(22_000_000))
    assume(desk.writer, desk.value, "broker by phone")
    assert desk.state is FieldState.ASSUMED
    desk.cite(1, Money.of(23_000_000))
    assert desk.state is FieldState.CONFLICT


def test_a_page_for_an_assumed_value_makes_it_evidenced(desk):
    assume(desk.writer, desk.value, "broker by phone")
    assert desk.state is FieldState.ASSUMED
    desk.cite(0, Money.of(24_000_000))
    assert desk.state is FieldState.EVIDENCED


def test_text_that_is_chosen_keeps_its_spaces(desk):
    ref = FieldRef("appraisal", desk.value.row, "appraiser")
    desk.cite(0, "Ningbo Valuers", fill=True, ref=ref)
    other = desk.cite(1, "Hangzhou Land Valuers", ref=ref)
    choose(desk.writer, other)
    assert desk.record.first(Appraisal, id=desk.value.row).appraiser == "Hangzhou Land Valuers"


def test_what_rests_on_a_page_is_known_and_whether_it_leads_to_the_bid(desk):
    desk.cite(2, Money.of(24_000_000))
    name = FieldRef("lot", desk.lot, "name")
    desk.cite(0, "Plant", ref=name)
    found = rests_on(desk.services, desk.record, desk.version)
    assert [(one.ref, one.page, one.leads_to_bid) for one in found] == [
        (name, 0, False),
        (desk.value, 2, True),
    ]
    assert [one.ref for one in rests_on(desk.services, desk.record, desk.version, 2)] == [desk.value]
    assert rests_on(desk.services, desk.record, desk.version, 1) == ()


def test_notes_and_prose_do_not_count_for_coverage(desk):
    before = lot_coverage(desk.record)
    add_row(desk.writer, Note.entity, desk.lot, {"heading": "Site", "body": "Gate locked"})
    edit_field(desk.writer, FieldRef(Lot.entity, desk.lot, "summary"), "A plant with land")
    assert lot_coverage(desk.record) == before


def test_coverage_adds_up_and_counts_the_assumed_apart():
    both = Coverage(1, 2, 3, 0) + Coverage(1, 0, 0, 1)
    assert (both.covered, both.assumed, both.total) == (4, 2, 8)
