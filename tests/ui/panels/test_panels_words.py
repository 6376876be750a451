"""The words of a trader stand on the screen where they belong, and the ones that misled are gone."""

import pytest
from gone_words import GONE
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget

from workstation.application.memo.figures import FigureMaker
from workstation.domain.checklists.answers import CheckItem, CheckStatus, ItemWords, Severity, readiness
from workstation.domain.claims import Claim
from workstation.domain.collateral import UNEXAMINED, Collateral
from workstation.domain.guarantees import Guarantee
from workstation.domain.lots import Lot
from workstation.domain.parties import Party
from workstation.domain.record import LotRecord
from workstation.language.formats import Formats
from workstation.language.row_words import row_words
from workstation.language.stored_words import PRACTICE, stored_words
from workstation.language.translator import Language, Translator
from workstation.packs.defaults import load_defaults
from workstation.ui.panels.claims import ClaimsPanel
from workstation.ui.panels.collateral import CollateralPanel
from workstation.ui.panels.guarantees import GuaranteesPanel
from workstation.ui.panels.memo import MemoPanel
from workstation.ui.panels.valuation import ValuationPanel

CHINESE = Translator(Language.CHINESE)


def words_of(widget: QWidget) -> set[str]:
    """All that a panel says: labels, buttons, heads and cells of tables."""
    said = set()
    for child in widget.findChildren(QWidget):
        text = getattr(child, "text", None)
        if callable(text):
            said.add(str(text()))
    for table in widget.findChildren(QTableView):
        model = table.model()
        across = range(model.columnCount())
        said |= {str(model.headerData(at, Qt.Orientation.Horizontal)) for at in across}
        said |= {str(model.index(row, at).data()) for row in range(model.rowCount()) for at in across}
    return said


@pytest.mark.parametrize(
    ("panel", "wanted"),
    [
        (CollateralPanel, {"顺位", "事件", "先于我方受偿"}),
        (ValuationPanel, {"变现折价率", "处置费用率", "权重"}),
        (MemoPanel, {"检查"}),
    ],
    ids=["collateral", "valuation", "memo"],
)
def test_a_panel_in_chinese_says_the_words_of_the_trade(reader_in, panel, wanted):
    said = words_of(reader_in(Language.CHINESE).opens(panel, (1366, 2400)))
    everything = "\n".join(sorted(said))
    assert not [word for word in wanted if word not in everything]
    assert not [word.pattern for word in GONE if word.search(everything)]


def test_what_the_program_stored_in_english_is_said_in_the_language_of_the_reader():
    assert load_defaults().source == PRACTICE
    assert stored_words(CHINESE, PRACTICE) == "行业惯例，待核实"
    assert stored_words(CHINESE, UNEXAMINED) == "担保物，尚未核查"
    assert stored_words(CHINESE, "Vessels") == "Vessels"  # what a person typed
    thing = Collateral(id="co", lot="l", name=UNEXAMINED)
    record = LotRecord.of_rows([Lot(id="l", name="x"), thing])
    figures = FigureMaker(record, CHINESE, lambda _, value: str(value), Formats(Language.CHINESE))
    assert figures.name("collateral", "co") == "担保物，尚未核查"


def test_a_heading_bears_the_contract_where_a_row_has_a_bare_number_or_no_name():
    rows = [
        Lot(id="l", name="x"),
        Claim(id="c", lot="l", name="1", contract_no="2017-0312"),
        Guarantee(id="g", lot="l", contract_no="保字第 7 号"),
        Collateral(id="co", lot="l", name=""),
    ]
    figures = FigureMaker(LotRecord.of_rows(rows), CHINESE, lambda _, v: str(v), Formats(Language.CHINESE))
    assert [figures.row_name(row) for row in rows[1:]] == [
        "债权 2017-0312",
        "保证 保字第 7 号",
        "抵（质）押物 #1",
    ]


def test_of_the_items_answered_those_are_counted_whose_papers_were_seen():
    words = ItemWords("g", "t", "l", "w")
    items = tuple(CheckItem(str(at), "A", Severity.LOW, words, words) for at in range(len(CheckStatus)))
    found = readiness(items, dict(zip("01234567", CheckStatus, strict=True)))
    assert (found.answered, found.seen, found.total) == (7, 3, 8)


@pytest.mark.parametrize(
    ("panel", "rows", "named"),
    [
        (
            ClaimsPanel,
            [
                Claim(id="a", lot="l", name="1", contract_no="柯借字第0086号"),
                Claim(id="b", lot="l", name="2"),
            ],
            ["柯借字第0086号", "债权 2"],
        ),
        (
            GuaranteesPanel,
            [
                Party(id="p", name="周某某"),
                Guarantee(id="a", lot="l", guarantor="p"),
                Guarantee(id="b", lot="l", contract_no="保字第 7 号"),
                Guarantee(id="c", lot="l"),
            ],
            ["周某某", "保字第 7 号", "保证 3"],
        ),
        (
            CollateralPanel,
            [Collateral(id="a", lot="l", name="土地及厂房"), Collateral(id="b", lot="l", name="")],
            ["土地及厂房", "抵（质）押物 2"],
        ),
    ],
    ids=["claims", "guarantees", "collateral"],
)
def test_a_tab_bears_the_name_the_contract_or_the_person(reader_in, panel, rows, named):
    reader = reader_in(Language.CHINESE)
    shown = reader.opens(panel, (1366, 768))
    record = LotRecord.of_rows([Lot(id="l", name="x"), *rows])
    assert [row_words(CHINESE, record, row) for row in rows if not isinstance(row, Party)] == named
    kind = shown.spec.record_class
    of_sample = [row_words(CHINESE, reader.desk.record, row) for row in reader.desk.record.all(kind)]
    assert [segment.full for segment in shown.segments.segments()] == of_sample
    assert not [name for name in of_sample if "#" in name]
