"""The list of lots and the sheet for a new one, used like a person."""

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QRectF, Qt
from settled import settled
from workbench_kit import NOW

from workstation.application.lots import new_collateral
from workstation.application.records import FieldRef
from workstation.domain.claims import Balance, Claim
from workstation.domain.listings import Listing
from workstation.domain.lots import Stage
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.domain.scenarios import Assumptions
from workstation.ui.widgets.figures import FigureButton
from workstation.ui.widgets.values import FigureTone, Urgency


@pytest.fixture
def three(at_work):
    """Three lots: one closes in half a day, one in three days, one is not announced."""
    at_work.makes_lot(NewLot(name="Nanxun Timber"))
    at_work.makes_lot(
        NewLot(name="锦川纺织 厂房土地", bid_end=NOW + timedelta(days=3), start_price=Money.of(8_000_000))
    )
    at_work.makes_lot(
        NewLot(name="Haitang Fibre", bid_end=NOW + timedelta(hours=12), principal=Money.of(20_000_000))
    )
    at_work.waits(lambda: at_work.frame.lots.table.records.rowCount() == 3)
    return at_work


def shown(person):
    model = person.frame.lots.table.records
    return [model.data(model.index(row, 0)).partition(" · ")[0] for row in range(model.rowCount())]


def test_five_typed_fields_make_a_lot_with_a_first_bid(at_work, qtbot):
    at_work.bench.action("lot.new").trigger()
    sheet = at_work.new_lot_sheet()
    editors = sheet.editors
    qtbot.keyClicks(editors["name"], "Jinchuan Textile")
    editors["start_price"].insert("300万")
    qtbot.keyClicks(editors["increment"], "50,000")
    qtbot.keyClicks(editors["bid_end"], "2025-09-11 10:00")
    qtbot.keyClicks(editors["principal"], "20 million")
    assert "3,000,000.00 CNY" in at_work.texts(sheet)
    assert "Thu 2025-09-11 10:00" in at_work.texts(sheet)
    qtbot.keyClick(editors["principal"], Qt.Key.Key_Return)
    at_work.waits(lambda: at_work.desk.record is not None)
    record = at_work.desk.record
    assert record.first(Listing).start_price == Money.of(3_000_000)
    assert record.first(Balance).amount == Money.of(20_000_000)
    assert at_work.frame.stack.currentWidget() is at_work.frame.lot
    at_work.bench.action("lot.value").trigger()
    at_work.waits(lambda: at_work.frame.lot.row.run is not None)
    assert at_work.frame.lot.row.run.max_bid_on_ladder is not None
    at_work.waits(lambda: "losing scenarios" in at_work.figure("bid"))


def test_a_bid_whose_inputs_changed_is_dimmed_and_says_so_in_head_and_list(at_work):
    given = NewLot(name="Jinchuan", start_price=Money.of(300_000), principal=Money.of(20_000_000))
    at_work.makes_lot(given)
    at_work.opens("Jinchuan", tab="overview")
    at_work.bench.action("lot.value").trigger()
    at_work.waits(lambda: key_figure(at_work, "bid").tone is not FigureTone.INK)
    assert "losing scenarios" in at_work.figure("bid")
    balance = at_work.desk.record.first(Balance)
    at_work.desk.edit(FieldRef("balance", balance.id, "amount"), Money.of(30_000_000))
    at_work.waits(lambda: "out of date, F9" in at_work.figure("bid"))
    assert key_figure(at_work, "bid").tone is FigureTone.DIM
    words = at_work.frame.lots.words
    at_work.waits(
        lambda: "out of date, F9" in str(words.bid(at_work.bench.hand.rows[0]))
    )  # None until it has its run
    assert words.bid(at_work.bench.hand.rows[0]).tone is FigureTone.DIM
    at_work.makes_lot(NewLot(name="Without a principal"))
    at_work.opens("Without a principal", tab="overview")
    at_work.waits(lambda: "cannot be priced yet" in at_work.figure("bid"))


def test_a_bid_over_the_loss_limit_is_not_plain_blue(at_work):
    desk = at_work.desk
    at_work.makes_lot(NewLot(name="X", start_price=Money.of(300_000), principal=Money.of(20_000_000)))
    at_work.opens("X", tab="overview")
    given = desk.record.first(Assumptions)
    desk.edit(FieldRef("assumptions", given.id, "loss_limit"), Decimal(0))
    at_work.waits(lambda: desk.record.first(Assumptions).loss_limit == 0)
    at_work.waits(lambda: "over your limit of 0%" in at_work.figure("bid"))
    at_work.bench.action("lot.value").trigger()
    at_work.waits(lambda: at_work.frame.lot.row.run is not None)
    at_work.waits(lambda: "frozen" not in at_work.figure("bid"))
    assert "over your limit of 0%" in at_work.figure("bid")
    assert key_figure(at_work, "bid").tone is FigureTone.AMBER
    claim = desk.record.first(Claim)
    desk.edit(FieldRef("claim", claim.id, "currency"), "人民币")  # as a page or a file names it
    at_work.waits(lambda: desk.record.first(Claim).currency == "人民币")
    assert (desk.currency, desk.currency_of("claim", claim.id)) == ("CNY", "CNY")


@pytest.mark.parametrize(("start", "money"), [(300_000, "3,850,000"), (9_000_000, "—")])
def test_the_list_marks_a_figure_that_rests_on_assumed_security(at_work, start, money):
    """A pencil, a sentence for the pointer and the same for a reader: not a colour alone; a "no bid" bears it too."""
    at_work.makes_lot(
        NewLot(
            name="X",
            start_price=Money.of(start),
            increment=Money.of(50_000),
            principal=Money.of(20_000_000),
        )
    )
    at_work.opens("X", tab="overview")
    at_work.bench.action("lot.value").trigger()
    words, rows = at_work.frame.lots.words, lambda: at_work.bench.hand.rows
    at_work.waits(lambda: rows()[0].run is not None and rows()[0].assumed_security is not None)
    said = words.bid(rows()[0])
    assert (said.first, said.assumed) == (money, True)
    tip = "It rests on an assumed security worth 20,000,000, which stands in no paper."
    assert said.tip == tip
    table = at_work.frame.lots.table
    at_work.waits(lambda: table.records.rowCount() == 1)
    at = next(n for n, column in enumerate(table.spec.columns) if column.key == "bid")
    index = table.records.index(0, at)
    at_work.waits(lambda: table.records.data(index, Qt.ItemDataRole.AccessibleTextRole).endswith(tip))
    delegate = table.itemDelegateForIndex(table.model().index(0, at))
    assert delegate.tooltip(QRectF(0, 0, 156, 44), index).endswith(tip)
    # "no bid" may be out of date too: the start price fell
    listing = at_work.desk.record.first(Listing)
    at_work.desk.edit(FieldRef("listing", listing.id, "start_price"), Money.of(100_000))
    at_work.waits(lambda: "out of date, F9" in at_work.figure("bid"))
    assert money in at_work.figure("bid")


def test_the_mark_goes_when_real_security_is_entered(at_work):
    at_work.makes_lot(NewLot(name="X", start_price=Money.of(300_000), principal=Money.of(20_000_000)))
    at_work.opens("X", tab="collateral")
    at_work.bench.action("lot.value").trigger()
    words, rows = at_work.frame.lots.words, lambda: at_work.bench.hand.rows
    at_work.waits(lambda: rows()[0].run is not None and rows()[0].assumed_security is not None)
    desk, lot = at_work.desk, at_work.desk.lot
    desk.write(lambda: new_collateral(desk.services.writer, desk.services.defaults, lot, "Plant"))
    at_work.waits(lambda: rows()[0].assumed_security is None)
    assert not words.bid(rows()[0]).assumed


def test_of_a_lot_where_nothing_was_asked_for_head_and_list_say_so(at_work):
    at_work.makes_lot(NewLot(name="X"))
    at_work.opens("X", tab="overview")
    at_work.waits(lambda: "kill items never asked for" in at_work.figure("kill"))
    shown = key_figure(at_work, "kill")
    assert (shown.value, shown.tone, shown.mark.unknown) == ("?", FigureTone.RED, True)
    strip = at_work.frame.lot.figures
    (kill,) = (each for each in strip.findChildren(FigureButton) if each.figure.key == "kill")
    at_work.qtbot.mouseClick(kill, Qt.MouseButton.LeftButton)
    assert at_work.frame.lot.tab == "findings", "W30: where they are listed"
    at_work.waits(lambda: at_work.bench.hand.rows[0].counted is not None)
    assert (
        "kill items never asked for" in at_work.frame.lots.words.findings(at_work.bench.hand.rows[0]).spoken
    )


def key_figure(person, key):
    return next(figure for figure in person.frame.lot._figures if figure.key == key)


def test_a_field_that_cannot_be_read_says_how_to_write_it_and_holds_the_sheet(at_work, qtbot):
    at_work.bench.action("lot.new").trigger()
    sheet = at_work.new_lot_sheet()
    qtbot.keyClicks(sheet.editors["name"], "X")
    for text in ("many", "50 000"):  # the second was 50
        sheet.editors["increment"].setText(text)
        assert "24,000,000.00" in at_work.texts(sheet)
        qtbot.keyClick(sheet.editors["increment"], Qt.Key.Key_Return)
        assert sheet.isVisible()
    sheet.editors["increment"].clear()
    qtbot.keyClick(sheet.editors["increment"], Qt.Key.Key_Return)
    assert at_work.new_lot_sheet() is None


def test_esc_leaves_the_sheet_and_makes_nothing(at_work, qtbot):
    at_work.bench.action("lot.new").trigger()
    sheet = at_work.new_lot_sheet()
    qtbot.keyClicks(sheet.editors["name"], "X")
    qtbot.keyClick(sheet.editors["name"], Qt.Key.Key_Escape)
    settled(qtbot, at_work.desk.jobs)
    assert at_work.bench.hand.rows == ()


def test_soonest_stands_first_and_what_is_not_announced_last(three):
    assert shown(three) == ["Haitang Fibre", "锦川纺织 厂房土地", "Nanxun Timber"]


def test_the_countdown_reddens_under_three_days_and_counts_seconds_in_the_last(three):
    words, rows = three.frame.lots.words, {row.lot.name: row for row in three.bench.hand.rows}
    closing = words.closing(rows["Haitang Fibre"])
    assert (closing.remaining, closing.urgency) == ("12:00:00", Urgency.RED)
    assert words.closing(rows["锦川纺织 厂房土地"]).urgency is Urgency.AMBER
    assert words.closing(rows["Nanxun Timber"]).moment == "not announced"
    assert words.countdown(NOW + timedelta(days=40)).remaining == "40 d"
    assert words.countdown(NOW - timedelta(days=1)).remaining == "closed"


def test_enter_opens_the_lot_and_alt_home_leads_back_to_its_row(three, qtbot):
    table = three.frame.lots.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    name = shown(three)[table.currentIndex().row()]
    three.frame.lot.tabs.set_current("documents")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    three.waits_for_lot(name)
    assert name in three.bench.windowTitle()
    three.bench.action("go.lots").trigger()
    assert three.frame.stack.currentWidget() is three.frame.lots
    assert shown(three)[table.currentIndex().row()] == name
    assert table.hasFocus()


def test_slash_filters_by_name_number_and_region(three, qtbot):
    table, box = three.frame.lots.table, three.frame.lots.filter
    table.setFocus()
    qtbot.keyClicks(table, "/")
    assert box.hasFocus()
    qtbot.keyClicks(box, "fibre")
    three.waits(lambda: shown(three) == ["Haitang Fibre"])
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert table.hasFocus()


def test_a_filter_that_lets_nothing_through_offers_to_clear_it(three, qtbot):
    qtbot.keyClicks(three.frame.lots.filter, "zzz")
    three.waits(lambda: "No lot passes this filter." in three.texts(three.frame.lots))
    qtbot.mouseClick(three.button("Clear filter"), Qt.MouseButton.LeftButton)
    three.waits(lambda: len(shown(three)) == 3)


def test_stages_in_the_sidebar_filter_the_list(three):
    row = three.bench.hand.rows[0]
    three.desk.edit(FieldRef("lot", row.lot.id, "stage"), Stage.DUE_DILIGENCE)
    three.waits(lambda: three.bench.hand.rows[0].lot.stage is Stage.DUE_DILIGENCE)
    three.frame.sidebar.stage_chosen.emit("due_diligence")
    assert shown(three) == ["Nanxun Timber"]
    three.frame.sidebar.stage_chosen.emit("open")
    assert len(shown(three)) == 3


def test_a_lot_that_was_lost_is_no_longer_among_the_open_ones(three):
    row = three.bench.hand.rows[0]
    three.desk.edit(FieldRef("lot", row.lot.id, "stage"), Stage.LOST)
    three.waits(lambda: len(shown(three)) == 2)


def test_inside_a_lot_the_sidebar_shows_the_lots_in_work_and_leads_to_them(three):
    three.opens("Haitang Fibre")
    three.frame.sidebar.lot_chosen.emit(three.bench.hand.rows[0].lot.id)
    three.waits_for_lot("Nanxun Timber")


def test_the_figures_above_a_lot_lead_to_what_they_rest_on(three):
    three.opens("锦川纺织 厂房土地")
    assert three.figure("closing") == "Bidding closes in 3 d 00:00, Thu 09-11 14:02"
    assert three.figure("start") == "Start price 8,000,000"
    three.frame.lot.figures.chosen.emit("ready")
    assert three.frame.lot.tab == "checks"


def test_the_stage_of_a_lot_is_changed_beside_its_name(three, qtbot):
    three.opens("Haitang Fibre")
    qtbot.mouseClick(three.button("Lead", three.frame.lot), Qt.MouseButton.LeftButton)
    menu = three.menu()
    next(action for action in menu.actions() if action.text() == "DD").trigger()
    three.waits(lambda: three.desk.record.lot.stage is Stage.DUE_DILIGENCE)
    menu.hide()
    assert three.button("DD", three.frame.lot)


def test_the_list_follows_what_is_done_inside_a_lot(three):
    three.opens("Haitang Fibre")
    three.desk.edit(FieldRef("lot", three.desk.lot, "name"), "Haitang Fibre, machinery")
    three.waits(lambda: "Haitang Fibre, machinery" in [row.lot.name for row in three.bench.hand.rows])


def test_the_list_says_how_much_of_each_lot_and_of_all_stands_on_paper(three):
    table, words = three.frame.lots.table, three.frame.lots.coverage
    place = [column.key for column in table.records.spec.columns].index("coverage")

    def said():
        model = table.records
        return {name: model.data(model.index(row, place)) for row, name in enumerate(shown(three))}

    three.waits(lambda: all(said().values()))
    assert said()["Nanxun Timber"].startswith("0 of ")
    before = three.texts(words)
    haitang = next(row.lot.id for row in three.bench.hand.rows if row.lot.name == "Haitang Fibre")
    told = []
    table.records.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    balance = three.desk.services.reader.rows(Balance, lot=haitang)[0]
    three.desk.remove("balance", balance.id)
    three.waits(lambda: three.texts(words) != before)
    assert told == [(shown(three).index("Haitang Fibre"),) * 2]  # only the lot that changed was read again


def test_a_lot_of_the_bin_comes_back_into_the_list_by_undo(three):
    nanxun = next(row.lot.id for row in three.bench.hand.rows if row.lot.name == "Nanxun Timber")
    three.desk.remove_lot(nanxun)
    three.waits(lambda: "Nanxun Timber" not in shown(three))
    three.bench.action("edit.undo").trigger()
    three.waits(lambda: "Nanxun Timber" in shown(three))
    assert [row.lot.id for row in three.bench.hand.rows] == sorted(
        row.lot.id for row in three.bench.hand.rows
    )
