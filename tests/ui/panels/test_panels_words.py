"""The words of a trader stand on the screen where they belong, and the ones that misled are gone."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView, QWidget

from workstation.application.memo.figures import FigureMaker
from workstation.domain.checklists.answers import CheckItem, CheckStatus, ItemWords, Severity, readiness
from workstation.domain.claims import Claim
from workstation.domain.collateral import UNEXAMINED, Collateral
from workstation.domain.guarantees import Guarantee
from workstation.domain.lots import Lot
from workstation.domain.record import LotRecord
from workstation.language.formats import Formats
from workstation.language.stored_words import PRACTICE, stored_words
from workstation.language.translator import Language, Translator
from workstation.packs.defaults import load_defaults
from workstation.ui.panels.collateral import CollateralPanel
from workstation.ui.panels.memo import MemoPanel
from workstation.ui.panels.valuation import ValuationPanel

CATALOGUES = sorted((Path(__file__).parents[3] / "resources/i18n/zh_CN").glob("*.po"))
MISLEADING = (
    "变现折扣",
    "事由\n",
    "为什么值得",
    "为何值得",
    "处不一\n",
    "次运行",
    "答复了核查项",
    "冻结为第",
)
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
    everything = "\n".join((*sorted(said), ""))
    assert not [word for word in wanted if word not in everything]
    assert not [word for word in MISLEADING if word in everything]


def test_no_catalogue_keeps_a_word_that_misled():
    texts = []
    for path in CATALOGUES:
        with path.open("rb") as file:
            texts += [f"{message.string}\n" for message in read_po(file) if message.id]
    assert not [text for text in texts if any(word in text for word in MISLEADING)]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("Rank", "顺位"),
        ("Paid", "已付款"),
        ("Source", "依据"),
        ("Money from", "来源"),
        ("Taxes fall on", "税费承担方"),
        ("Taxes borne by", "税费承担说明"),
        ("SHA-256", "校验码"),
        ("Mortgaged part", "抵押部分"),
        ("Costs of sale", "处置费用"),
        ("Taxes of the sale", "处置税金"),
        ("No snapshot yet", "尚无快照"),
        ("Papers seen", "已见文件"),
    ],
)
def test_what_differs_in_meaning_differs_in_words(key, words):
    assert CHINESE(key) == words


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
    ]
    figures = FigureMaker(LotRecord.of_rows(rows), CHINESE, lambda _, v: str(v), Formats(Language.CHINESE))
    assert [figures.row_name(row) for row in rows[1:]] == ["债权 2017-0312", "保证 保字第 7 号"]


def test_of_the_items_answered_those_are_counted_whose_papers_were_seen():
    words = ItemWords("g", "t", "l", "w")
    items = tuple(CheckItem(str(at), "A", Severity.LOW, words, words) for at in range(len(CheckStatus)))
    found = readiness(items, dict(zip("01234567", CheckStatus, strict=True)))
    assert (found.answered, found.seen, found.total) == (7, 3, 8)
