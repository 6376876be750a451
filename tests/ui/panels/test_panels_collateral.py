"""Who is paid before us, as the Collateral panel shows it: the ranks, amounts and reasons of the price."""

from dataclasses import replace
from datetime import date

from workstation.domain.citations import Evidence, EvidenceKind
from workstation.domain.claims import Balance
from workstation.domain.collateral import Appraisal, Collateral, Encumbrance
from workstation.domain.lots import Lot
from workstation.domain.money import Money
from workstation.domain.record import LotRecord
from workstation.ui.models.table import RecordTable
from workstation.ui.panels.collateral import CollateralPanel, first_paid_first, gets, place

LOT, PLANT = Lot(id="l", name="x"), Collateral(id="co", lot="l", name="Plant")
VALUE = Appraisal(id="v", lot="l", collateral="co", value=Money.of(24_000_000), valued_on=date(2025, 1, 1))
OWED = Balance(id="b", lot="l", claim="c", amount=Money.of(20_000_000))
OURS = Encumbrance(
    id="m", lot="l", collateral="co", ours=True, amount=Money.of(18_000_000), since=date(2019, 3, 22)
)
THEIRS = replace(OURS, id="t", ours=None, holder="B", amount=Money.of(15_000_000), since=date(2018, 1, 1))
WHY = Evidence(
    id="e",
    lot="l",
    row_entity="encumbrance",
    row="t",
    field="ahead",
    kind=EvidenceKind.ASSUMED,
    value="false",
    reason="agreed",
)


def shown(reader, *rows):
    """The columns Rank and Of its value, first paid first."""
    context, record = reader.desk.context, LotRecord.of_rows([LOT, PLANT, VALUE, OWED, *rows])
    burdens = first_paid_first(record, record.all(Encumbrance))
    return [
        (place(context, record, burdens, row), gets(reader.desk, record, burdens, row)) for row in burdens
    ]


def test_what_the_price_leaves_out_with_a_reason_stands_after_us_as_what_a_person_says(reader):
    assert shown(reader, OURS, THEIRS) == [("7 · before us", "15,000,000"), ("7 · ours", "9,000,000")]
    struck = replace(THEIRS, ahead=False)
    assert shown(reader, OURS, struck, WHY) == [("7 · ours", "18,000,000"), ("you: after us", "6,000,000")]


def test_what_ranks_between_two_of_ours_says_so(reader):
    second = replace(OURS, id="m2", amount=Money.of(6_000_000), since=date(2022, 1, 1))
    between = replace(THEIRS, since=date(2020, 1, 1))
    assert [rank for rank, _ in shown(reader, OURS, second, between)] == [
        "7 · ours",
        "7 · between ours",
        "7 · ours",
    ]


def test_who_is_paid_before_us_is_in_sight_whole_where_a_page_stands_beside_it(reader):
    """V1: two scroll bars, names without a column for what they are, and what counts beyond the edge."""
    panel = reader.opens(CollateralPanel, size=(580, 560))  # the record's share of a window of 1366 px
    table = next(
        each for each in panel.findChildren(RecordTable) if each.accessibleName() == "Who is paid before us"
    )
    reader.waits(lambda: table.records.rowCount() and not table.horizontalScrollBar().maximum())
    shown = [column.key for place, column in enumerate(table.spec.columns) if not table.isColumnHidden(place)]
    assert shown == ["kind", "holder", "amount", "Rank", "source"]
    assert not table.verticalScrollBar().maximum()
    table.setColumnWidth(3, 400)  # as a drag at its head does
    reader.waits(lambda: table.horizontalScrollBar().maximum())
    last = table.records.rowCount() - 1
    reader.waits(lambda: table.rowViewportPosition(last) + table.rowHeight(last) <= table.viewport().height())
