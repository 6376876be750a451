"""What a lot begins with: typed in, from a notice, or pasted; and what goes when something real comes."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from full_disks import FullAfter, SmallDisk

from workstation import bootstrap
from workstation.application.intaking import enter_listing
from workstation.application.lots import new_collateral, new_lot
from workstation.application.pasting import Reading, paste_rows, read_rows
from workstation.application.records import FieldRef, add_row, edit_field
from workstation.application.survey import NoRoomError
from workstation.application.valuing import lot_facts
from workstation.domain.citations import EvidenceKind
from workstation.domain.claims import Balance, BalanceKind, Claim
from workstation.domain.collateral import UNEXAMINED, Appraisal, Collateral, Encumbrance, EncumbranceKind
from workstation.domain.evidence import support
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.proposals import ProposedField, ProposedLot
from workstation.domain.scenarios import Assumptions, ScenarioSale
from workstation.language.finding_words import finding_sentence
from workstation.language.formats import Formats
from workstation.language.translator import Language, Translator
from workstation.resources import resource
from workstation.storage.failures import DiskFullError

CHINA = timezone(timedelta(hours=8))
PAGE = "挂牌页面.html"


@pytest.fixture
def now():
    return datetime(2025, 8, 21, 10, tzinfo=CHINA)


@pytest.fixture
def lot(services):
    """Typed in: its security is assumed."""
    return new_lot(
        services.writer, services.defaults, NewLot(name="甲", principal=Money.of(12_000_000))
    ).value


@pytest.fixture
def noticed(services, tmp_path):
    """From the saved page of the sample."""
    file = tmp_path / PAGE
    file.write_bytes(resource("demo", "inputs", PAGE).read_bytes())
    proposal = bootstrap.read_listing(services, file.read_bytes(), PAGE)
    return enter_listing(services, proposal, file, services.defaults).lot


def names(services, lot):
    return [row.name for row in services.reader.lot(lot).all(Collateral)]


def test_a_lot_from_a_notice_begins_with_the_whole_claim(services, noticed):
    record = services.reader.lot(noticed)
    owed = {row.kind: row.amount for row in record.all(Balance)}
    assert owed == {
        BalanceKind.PRINCIPAL: Money.of(20_000_000),
        BalanceKind.OTHER: Money.of(6_329_100),  # 利息（含罚息、复利）
        BalanceKind.COSTS: Money.of(150_000),
    }
    assert sum(amount.minor for amount in owed.values()) == Money.of(26_479_100).minor
    for row in record.all(Balance):
        assert row.as_of == date(2025, 6, 20)
        assert support(record, row, "amount").evidence[0].kind is EvidenceKind.CITED


@pytest.mark.parametrize("where", ["objects", "rows"])
def test_a_notice_whose_page_finds_no_room_leaves_no_lot_behind(services, tmp_path, where):
    """A lot without its page cites nothing, and the page read in once more would be a second lot."""
    file = tmp_path / "notice.txt"
    file.write_text("甲", "utf-8")
    proposal = ProposedLot(
        source="notice.txt", fields=(ProposedField("lot", "lot", "name", "甲", "甲", "甲", "title"),)
    )
    full = replace(services, objects=SmallDisk(services.objects))
    if where == "rows":
        full = replace(services, writer=FullAfter(services.writer, 1))
    with pytest.raises((NoRoomError, DiskFullError)):
        enter_listing(full, proposal, file)
    assert services.reader.lots() == ()
    assert services.imports.all() == ()
    enter_listing(services, proposal, file)
    assert [lot.name for lot in services.reader.lots()] == ["甲"]


def test_the_caps_of_a_notice_are_encumbrances_of_ours(services, noticed):
    record = services.reader.lot(noticed)
    ours = record.all(Encumbrance, ours=True)
    assert [(row.kind, row.amount, row.max_amount) for row in ours] == [
        (EncumbranceKind.MORTGAGE, Money.of(18_000_000), True),
        (EncumbranceKind.MORTGAGE, Money.of(6_000_000), True),
    ]
    assert ours[0].registered_no == "浙(2019)绍兴市柯桥区不动产证明第0008815号"
    assert [support(record, row, "amount").evidence[0].kind for row in ours] == [EvidenceKind.CITED] * 2
    cited = {item.quote for item in record.rows["citation"].values()}
    assert {"最高额1,800万元", "最高额600万元"} <= cited


def test_the_balance_is_paid_on_the_day_of_the_notice_and_cites_it(services, noticed):
    record = services.reader.lot(noticed)
    given = record.first(Assumptions)
    assert given.valuation_date == date(2025, 9, 30)
    (evidence,) = support(record, given, "valuation_date").evidence
    assert evidence.kind is EvidenceKind.CITED
    assert [item.kind for item in support(record, given, "target_irr").evidence] == [EvidenceKind.ASSUMED]
    assert {row.cash_date.day for row in record.all(ScenarioSale)} == {30}


def test_without_a_day_of_the_notice_some_days_after_the_end_of_bidding_are_assumed(services):
    end = datetime(2025, 9, 11, 10, tzinfo=CHINA)
    given = NewLot(name="乙", principal=Money.of(1_000_000), bid_end=end)
    record = services.reader.lot(new_lot(services.writer, services.defaults, given).value)
    row = record.first(Assumptions)
    assert row.valuation_date == date(2025, 10, 1)
    assert [item.kind for item in support(record, row, "valuation_date").evidence] == [EvidenceKind.ASSUMED]


def test_the_assumed_security_goes_when_real_security_is_entered_and_comes_back_by_undo(services, lot):
    assert names(services, lot) == [UNEXAMINED]
    new_collateral(services.writer, services.defaults, lot, "厂房")
    assert names(services, lot) == ["厂房"]
    record = services.reader.lot(lot)
    assert len(record.all(ScenarioSale)) == 3
    assert record.all(Appraisal) == ()
    services.writer.undo()
    assert names(services, lot) == [UNEXAMINED]
    assert services.reader.lot(lot).first(Appraisal).value == Money.of(12_000_000)


def test_what_a_new_lot_is_taken_to_be_secured_by_is_said_beside_its_figure_to_be_assumed(services, lot):
    """It said that the appraisal bears no day, as if there were one."""
    said = [each.message for each in lot_facts(services, services.reader.lot(lot)).says]
    assert any("assumed security worth" in each for each in said)
    assert not any("bears no day" in each for each in said)
    tr, formats = Translator(Language.CHINESE), Formats(Language.CHINESE)
    shown = [
        finding_sentence(tr, formats, each) for each in lot_facts(services, services.reader.lot(lot)).says
    ]
    assert any("担保物，尚未核查" in each for each in shown)
    assert not any("Security" in each for each in shown)


@pytest.mark.parametrize("act", ["value", "right", "second value"])
def test_an_assumed_security_on_which_a_person_worked_stays(services, lot, act):
    record = services.reader.lot(lot)
    placeholder, appraisal = record.first(Collateral), record.first(Appraisal)
    if act == "value":
        edit_field(
            services.writer, FieldRef("appraisal", appraisal.id, "value"), Money.of(Decimal(9_000_000))
        )
    elif act == "right":
        held = {"collateral": placeholder.id, "ours": True, "amount": Money.of(1)}
        add_row(services.writer, "encumbrance", lot, held)
    else:
        add_row(services.writer, "appraisal", lot, {"collateral": placeholder.id, "value": Money.of(1)})
    new_collateral(services.writer, services.defaults, lot, "厂房")
    assert names(services, lot) == [UNEXAMINED, "厂房"]


def test_pasted_collateral_takes_its_place_too_and_can_be_priced(services, lot):
    record = services.reader.lot(lot)
    read = read_rows(
        "Name\tSale costs\n厂房\t3%\n设备\t", Collateral, ("name",), "lot", Reading("CNY", record)
    )
    paste_rows(services.writer, Collateral, {"lot": lot}, read.taken, batch="b", defaults=services.defaults)
    assert names(services, lot) == ["厂房", "设备"]
    record = services.reader.lot(lot)
    plant, machines = record.all(Collateral)
    assert plant.cost_rate == Decimal("0.03")
    assert support(record, plant, "cost_rate").evidence == ()
    assert machines.cost_rate is not None
    assert len(record.all(ScenarioSale)) == 6


def test_a_lot_in_another_currency_begins_without_closing_costs_in_yuan(services):
    given = NewLot(name="丙", start_price=Money.of(1_000_000, "USD"), principal=Money.of(2_000_000, "USD"))
    record = services.reader.lot(new_lot(services.writer, services.defaults, given).value)
    assert record.first(Assumptions).fixed_closing_cost is None
    assert record.first(Claim).currency == "USD"
    assert record.first(Collateral).execution_fee is None, "its table is in yuan"
    assert lot_facts(services, record).missing == ()
    said = [each.message for each in lot_facts(services, record).says]
    assert "No closing costs are entered: none are counted." in said, "missing is not zero in silence"


def test_the_discount_and_the_day_of_one_sale_are_one_row_though_the_second_is_typed_before_the_first_stands(
    services, lot
):
    record = services.reader.lot(lot)
    scenario = add_row(services.writer, "scenario", lot, {"name": "Slow", "ordinal": 9}).value
    of = {"scenario": scenario, "collateral": record.first(Collateral).id}
    first = add_row(
        services.writer, "scenario_sale", lot, {**of, "forced_sale_discount": Decimal("0.4")}
    ).value
    assert (
        add_row(services.writer, "scenario_sale", lot, {**of, "cash_date": date(2027, 3, 1)}).value == first
    )
    (sale,) = services.reader.lot(lot).all(ScenarioSale, scenario=scenario)
    assert (sale.forced_sale_discount, sale.cash_date) == (Decimal("0.4"), date(2027, 3, 1))
