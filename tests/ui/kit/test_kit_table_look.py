"""The table of lots, with every kind of cell: set KIT_GALLERY to a folder to keep the picture."""

import os
from pathlib import Path

import pytest
from kit_chips import evidenced_chip
from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QStyleOptionViewItem

from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.ui.context import UiContext
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Align, Cell, Column, GroupRow, TableSpec
from workstation.ui.widgets.values import (
    Countdown,
    Coverage,
    FigureTone,
    Meter,
    SeverityMark,
    Tag,
    TwoLines,
    Urgency,
)
from workstation.ui.widgets.words import severity_counts, severity_mark, status_chip


def rows(tr):
    counts = severity_counts(tr, {Severity.KILL: 1, Severity.HIGH: 4})
    chip = evidenced_chip(tr, "Deposit", "Notice", 1)
    return [
        {
            "id": "1", "lot": TwoLines("Jinchuan Textile, land and plant", "2025-0611 · AMC, online · Shaoxing"),
            "stage": Tag("DD"), "closes": Countdown("2 d 19:58", "09-11 10:00", Urgency.RED),
            "ready": Meter(0.72, text="72%"), "findings": counts, "claim": "26,479,100",
            "bid": TwoLines("9,650,000", "120.6% of start"), "loss": "6.7%", "source": chip,
            "status": status_chip(tr, CheckStatus.COPY_SEEN), "worst": severity_mark(tr, Severity.KILL),
            "facts": Coverage(10, 2, 2, 1, "10 of 15"),
        },
        {
            "id": "2", "lot": TwoLines("海塘化纤 机器设备 — a name that is far too long for its column to hold", "2025-0598"),
            "stage": Tag("Deposit paid"), "closes": Countdown("11 d", "09-19 10:00"),
            "ready": Meter(0.94, text="94%"), "findings": severity_counts(tr, {Severity.HIGH: 1}), "claim": "1,204,560",
            "bid": None, "loss": None, "source": None, "status": status_chip(tr, CheckStatus.VERIFIED),
            "worst": severity_mark(tr, Severity.HIGH, open=False), "facts": Coverage(0, text="0 of 0"),
        },
        {
            "id": "3", "lot": TwoLines("Huaqiang Hardware, equity", "2025-0621"), "stage": Tag("Lead"),
            "closes": Countdown("4 d 01:30", "09-12 15:30", Urgency.AMBER), "ready": Meter(0.06, text="6%"),
            "findings": "", "claim": None, "bid": None, "loss": "", "source": "", "status": "",
            "worst": SeverityMark(Severity.LOW, word="Low"), "facts": Coverage(3, 3, text="3 of 6"),
        },
    ]  # fmt: skip


def column(key, title, kind=Cell.TEXT, **more):
    return Column(key=key, title=title, kind=kind, value=lambda row: row[key], **more)


def columns():
    red = lambda row: FigureTone.RED if row["id"] == "1" else FigureTone.INK  # noqa: E731 - one line of a table
    return [
        column("lot", "Lot", Cell.TWO_LINES, stretch=True),
        column("stage", "Stage", Cell.TAG, width=96),
        column("closes", "Closes in", Cell.COUNTDOWN, width=110),
        column("ready", "Readiness", Cell.METER, width=120),
        column("findings", "Findings", Cell.COUNTS, width=110),
        column("claim", "Claim", Cell.NUMBER, tone=red),
        column("bid", "Max bid", Cell.TWO_LINES, align=Align.RIGHT),
        column("loss", "P(loss)", Cell.NUMBER, width=70),
        column("source", "Source", Cell.CHIP, width=90),
        column("status", "Status", Cell.STATUS, width=120),
        column("worst", "Worst", Cell.MARK, width=90),
        column("facts", "Facts", Cell.COVERAGE, width=100),
    ]


@pytest.fixture
def made(qtbot, context):
    table = RecordTable(
        context, TableSpec(columns=columns(), key=lambda row: row["id"], name="Lots", two_lines=True)
    )
    qtbot.addWidget(table)
    table.resize(1440, 260)
    table.set_rows([GroupRow("g", "Within 30 days", "3", tone=FigureTone.RED), *rows(context.tr)])
    table.sort_by("closes")
    table.show()
    qtbot.waitExposed(table)
    return table


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_cell_is_painted(qtbot, wears, tr, tmp_path, scheme):
    theme = wears(scheme)
    context = UiContext(tr=tr, theme=theme)
    table = RecordTable(
        context, TableSpec(columns=columns(), key=lambda row: row["id"], name="Lots", two_lines=True)
    )
    qtbot.addWidget(table)
    table.resize(1440, 260)
    table.set_rows([GroupRow("g", "Within 30 days", "3", tone=FigureTone.RED), *rows(tr)])
    table.select_id("1")
    table.sort_by("lot")
    table.show()
    folder = Path(os.environ.get("KIT_GALLERY", tmp_path))
    assert table.grab().save(str(folder / f"table-{scheme}.png"))


def tooltip(table, row, key) -> str:
    index = table.records.index(row, [c.key for c in table.spec.columns].index(key))
    rect = QRectF(table.visualRect(index))
    option = QStyleOptionViewItem()
    option.rect = rect.toRect()
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(1, 1), QPoint(1, 1))
    assert table.itemDelegate().helpEvent(event, table, option, index)
    return table.itemDelegate().tooltip(rect, index)


def test_what_is_elided_tells_itself_and_a_chip_says_its_sentence(made):
    places = {row["id"]: place for place, row in enumerate(made.records.rows) if isinstance(row, dict)}
    assert tooltip(made, places["2"], "lot").startswith("海塘化纤 机器设备")
    assert tooltip(made, places["1"], "source") == "Deposit, evidenced, Notice page 1"
    assert tooltip(made, places["1"], "claim") == ""


def test_cells_of_one_column_sort_by_their_words_where_nothing_else_is_said(made):
    made.sort_by("stage")
    assert [row["id"] for row in made.records.rows if isinstance(row, dict)] == ["1", "2", "3"]


def test_what_stands_before_figures_takes_no_more_room_than_it_needs_and_shrinks_first(qtbot, context):
    """V7: in a wide window names stood 600 px away from their figures."""
    name = Column(key="name", title="Scenario", value=str, stretch=True, widest=320)
    figures = [Column(key=f"n{n}", title="Recovery", value=len, kind=Cell.NUMBER) for n in range(3)]
    table = RecordTable(context, TableSpec(name="Scenarios", key=str, columns=(name, *figures)))
    qtbot.addWidget(table)
    table.set_rows(["Down"])
    table.resize(1400, 200)
    table.show()
    qtbot.waitUntil(lambda: table.columnWidth(0) == 320)
    table.resize(600, 200)
    qtbot.waitUntil(lambda: sum(map(table.columnWidth, range(4))) == table.viewport().width())
    assert table.columnWidth(0) < 320
