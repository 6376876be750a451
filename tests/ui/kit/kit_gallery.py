# ruff: noqa: RUF009 - the fields of the sample are declared by functions that return dataclasses.field
"""All parts of the kit on one sheet, as in the picture of the parts: for looking at, and for the tests of shape."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from kit_chips import assumed_chip, broken_chip, conflict_chip, evidenced_chip
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.domain.collateral import Occupancy
from workstation.domain.fields import Kind, boolean, choice, day, money, number, prose, reference, text
from workstation.domain.money import Money
from workstation.ui.context import UiContext
from workstation.ui.forms.form import RecordForm
from workstation.ui.forms.values import FieldView, Option
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TableSpec, TotalRow
from workstation.ui.widgets.banner import Banner
from workstation.ui.widgets.base import Label, ValueView, column, row, surface
from workstation.ui.widgets.buttons import Button, ButtonKind, IconButton
from workstation.ui.widgets.chips import EvidenceChip
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.figures import KeyFigureStrip
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.paint.chip import paint_status, paint_tag, status_size, tag_size
from workstation.ui.widgets.paint.figures import paint_countdown
from workstation.ui.widgets.paint.meters import paint_coverage
from workstation.ui.widgets.paint.severity import mark_size, paint_mark
from workstation.ui.widgets.popover import Popover
from workstation.ui.widgets.segments import SegmentedControl, Tabs
from workstation.ui.widgets.sidebar import SideList
from workstation.ui.widgets.statuskeys import StatusKeys
from workstation.ui.widgets.strip import BottomStrip
from workstation.ui.widgets.topbar import JobsButton, SearchButton, TopBar
from workstation.ui.widgets.values import (
    BannerAction,
    BannerText,
    Countdown,
    Coverage,
    EmptyAction,
    FigureTone,
    JobView,
    KeyFigure,
    KeyHint,
    Meter,
    Progress,
    SeverityMark,
    SideItem,
    TabItem,
    Tag,
    Urgency,
)
from workstation.ui.widgets.words import (
    bare_chip,
    severity_mark,
    status_chip,
    target_chip,
)


class Words:
    """The sample words in one of two languages."""

    def __init__(self, *, chinese: bool) -> None:
        self._chinese = chinese

    def __call__(self, english: str, chinese: str) -> str:
        return chinese if self._chinese else english


def chips(context: UiContext):
    tr, label = context.tr, "Appraised value"
    return [
        evidenced_chip(tr, label, "Appraisal report", 12),
        evidenced_chip(tr, label, "Appraisal report", 12, 2),
        assumed_chip(tr, label, "broker by phone"),
        bare_chip(tr, label),
        target_chip(tr, label),
        conflict_chip(tr, label),
        broken_chip(tr, label),
    ]


def line(context: UiContext, name: str, *widgets: QWidget) -> QWidget:
    holder = QWidget()
    label = Label(context, name, tone="ink3")
    label.setFixedWidth(104)
    holder.setLayout(row(label, *widgets, None, spacing=6))
    return holder


def chip_line(context: UiContext, words: Words) -> QWidget:
    return line(
        context, words("Evidence chip", "依据标签"), *[EvidenceChip(context, chip) for chip in chips(context)]
    )


def severity_lines(context: UiContext, words: Words) -> list[QWidget]:
    lines = []
    for open_, name in (
        (True, words("Severity, open", "严重性，未决")),
        (False, words("resolved", "已解决")),
    ):
        marks = [severity_mark(context.tr, severity, open=open_) for severity in Severity]
        views = [ValueView(context, paint_mark, mark, mark_size, spoken=mark.word) for mark in marks]
        lines.append(line(context, name, *views))
    return lines


def status_lines(context: UiContext, words: Words) -> list[QWidget]:
    views = [
        ValueView(context, paint_status, chip, status_size, spoken=chip.word)
        for chip in (status_chip(context.tr, status) for status in CheckStatus)
    ]
    tags = [ValueView(context, paint_tag, Tag(word), tag_size) for word in ("DD", "v2")]
    return [
        line(context, words("Check status", "核查状态"), *views[:4]),
        line(context, "", *views[4:], *tags),
    ]


def countdown_line(context: UiContext, words: Words) -> QWidget:
    values = [
        Countdown("02:14:08", words("today 17:00", "今天 17:00"), Urgency.RED),
        Countdown(words("2 d 19:58", "2 天 19:58"), words("Thu 09-11 10:00", "周四 09-11"), Urgency.RED),
        Countdown(words("34 d", "34 天"), words("20 working days", "20 个工作日"), Urgency.AMBER),
        Countdown(words("203 d", "203 天"), "2026-03-30"),
    ]
    views = [
        ValueView(context, paint_countdown, value, QSize(128, 38), spoken=value.remaining) for value in values
    ]
    return line(context, words("Countdown", "倒计时"), *views)


def figures(words: Words):
    return [
        KeyFigure("closes", words("Bidding closes in", "距竞价截止"), words("2 d 19:58", "2 天 19:58"), words("Thu 09-11 10:00", "周四 09-11 10:00"), FigureTone.RED),
        KeyFigure("claim", words("Claim", "债权总额"), "26,479,100", drop=3),
        KeyFigure("start", words("Start price", "起拍价"), "8,000,000", drop=2),
        KeyFigure("bid", words("Max bid", "最高出价"), "9,650,000", words("P(loss) 6.7%", "亏损概率 6.7%"), FigureTone.ACCENT),
        KeyFigure("ready", words("Readiness", "完备度"), "72%", meter=Meter(0.72)),
        KeyFigure("kill", words("Kill findings", "致命风险"), "1", words("+4 high", "另有重大 4"), mark=SeverityMark(Severity.KILL)),
        KeyFigure("facts", words("Facts evidenced", "有依据事实"), "61", words("of 84", "共 84"), drop=1),
    ]  # fmt: skip


def button_line(context: UiContext, words: Words) -> QWidget:
    disabled = Button(context, words("Disabled", "不可用"))
    disabled.setEnabled(False)
    return line(
        context,
        words("Buttons", "按钮"),
        Button(context, words("Value", "估值"), kind=ButtonKind.PRIMARY, key="F9"),
        Button(context, words("Export", "导出"), icon="export"),
        Button(context, words("Stage", "尽调"), chevron=True),
        disabled,
        Button(context, words("Quiet", "次要"), kind=ButtonKind.QUIET),
        Button(context, words("Link", "链接"), kind=ButtonKind.LINK),
        Button(context, words("Purge", "清除"), kind=ButtonKind.DESTRUCTIVE),
        IconButton(context, "fit-width", words("Fit width", "适合宽度")),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A record with one field of every kind that an editor is made for."""

    entity: ClassVar[str] = "sample"
    title: ClassVar[str] = "Sample"

    id: str
    owner: str | None = text("Owner", citable=True)
    area: Decimal | None = number("Land area", unit="m²")
    occupancy: Occupancy | None = choice("Occupancy", Occupancy, citable=True)
    value: Money | None = money("Appraised value", group="Value")
    valued_on: date | None = day("Appraised on", group="Value")
    cap: Money | None = money("Registered cap", group="Mortgage")
    ours: bool | None = boolean("Ours", group="Mortgage")
    remark: str | None = prose("Description", citable=True, group="Mortgage")
    lender: str | None = reference("Lender", "party")


def sample_options(field):
    return (
        [Option("p1", "Bank of Shaoxing"), Option("p2", "绍兴银行")] if field.kind is Kind.REFERENCE else ()
    )


def form(context: UiContext, words: Words) -> RecordForm:
    tr = context.tr
    page = evidenced_chip(tr, "Field", "Appraisal", 12)
    lease = words("Lease signed before the mortgage: it survives the sale", "租赁早于抵押：买受人须承受租赁")
    register = words(
        "Register p. 1: 18,000,000 · contract p. 4: 20,000,000",
        "登记簿第 1 页 18,000,000 · 合同第 4 页 20,000,000",
    )
    shown = RecordForm(context, Sample, options=sample_options)
    shown.show_values(
        {
            "owner": FieldView("浙江锦川纺织有限公司", chip=page),
            "area": FieldView("18,642.50", "m²", assumed_chip(tr, "Land area", "broker by phone")),
            "occupancy": FieldView("tenant", "", page, lease, Severity.HIGH),
            "value": FieldView("", "CNY"),
            "valued_on": FieldView("2025-05-12", chip=page),
            "cap": FieldView(
                "18,000,000.00", words("= 18 million", "= 1,800 万"), conflict_chip(tr, "Cap"), register
            ),
            "ours": FieldView("yes", chip=bare_chip(tr, "Ours")),
            "remark": FieldView(words("Two lines of text\nas a person wrote them", "两行文字\n由人写下")),
            "lender": FieldView("p2"),
        }
    )
    shown.set_target("value")
    return shown


def table(context: UiContext, words: Words) -> RecordTable:
    tr = context.tr
    page, assumed = evidenced_chip(tr, "Amount", "Register", 12), assumed_chip(tr, "Amount", "broker")
    clock = Countdown("2025-10-12", "", Urgency.AMBER)
    rows = [
        GroupRow("g", words("Prior claims", "优先权"), "3", expanded=True),
        ("tax", words("Tax before the mortgage", "抵押前欠税"), "1,200,000", None, page),
        ("sel", words("Selected row", "选中行"), "18,000,000", None, page),
        ("seizure", words("First seizure", "首封"), None, clock, assumed),
        TotalRow("sum", {"what": words("Total", "合计"), "amount": "19,200,000"}),
    ]
    columns = [
        Column(key="what", title=words("What", "种类"), value=lambda r: r[1], stretch=True),
        Column(key="amount", title=words("Amount", "金额"), value=lambda r: r[2], kind=Cell.NUMBER),
        Column(
            key="until", title=words("Until", "到期"), value=lambda r: r[3], kind=Cell.COUNTDOWN, width=130
        ),
        Column(key="source", title=words("Source", "依据"), value=lambda r: r[4], kind=Cell.CHIP, width=104),
    ]
    made = RecordTable(
        context, TableSpec(columns=columns, key=lambda r: r[0], name=words("Priority", "顺位"))
    )
    made.set_rows(rows)
    made.sort_by("what", descending=True)
    made.select_id("sel")
    made.setFixedHeight(28 + 30 + 4 * 32 + 2)
    return made


def banners(context: UiContext, words: Words) -> list[Banner]:
    made = []
    for severity, what, why, action in (
        (Severity.KILL, words("Plain BID is barred.", "暂不可直接竞买。"), words("1 kill item is missing.", "缺 1 项致命材料。"), BannerAction("go", words("Go to it", "前往"), "N")),
        (Severity.HIGH, words("3 citations moved.", "3 处引用已移位。"), words("Appraisal v2 replaced v1.", "评估报告 v2 替换 v1。"), BannerAction("see", words("Review", "查看"))),
        (Severity.LOW, words("Read-only.", "只读。"), words("Open on LIN-PC since 13:20.", "林的电脑自 13:20 起占用。"), BannerAction("copy", words("Open a copy", "打开副本"))),
    ):  # fmt: skip
        banner = Banner(context)
        banner.show_banner(
            BannerText(severity, what, why), [action], more=2 if severity is Severity.KILL else 0
        )
        made.append(banner)
    return made


def strip(context: UiContext, words: Words, *, failed: bool = False) -> BottomStrip:
    made = BottomStrip(context)
    if failed:
        made.show_keys([KeyHint("↵", words("open", "打开")), KeyHint("Space", words("peek", "预览"))])
    else:
        made.show_operation(words("Attached p. 12 to Building", "已将第 12 页附到 房屋"))
    detail = words("page 9 could not be read", "第 9 页无法读取") if failed else "212 / 640"
    job = JobView("ocr", words("OCR", "文字识别"), Progress(212, 640, failed), detail)
    made.show_jobs([job, job] if failed else [job])
    return made


def frame(context: UiContext, words: Words) -> QWidget:
    jobs = JobsButton(context)
    jobs.show_count(2)
    language = SegmentedControl(context, "Language", [TabItem("zh", "中文"), TabItem("en", "English")])
    bar = TopBar(
        context,
        [
            IconButton(context, "menu", words("Menu", "菜单")),
            Button(context, words("Yuecheng", "越城资本"), kind=ButtonKind.QUIET, chevron=True),
            Button(context, words("Lot", "标的"), icon="plus"),
        ],
        SearchButton(context),
        [jobs, language, IconButton(context, "moon", words("Theme", "主题"))],
    )
    tabs = Tabs(
        context,
        "Panels",
        [
            TabItem("overview", words("Overview", "概览")),
            TabItem("collateral", words("Collateral", "抵押物"), 2),
            TabItem("checks", words("Checks", "核查"), 87),
        ],
    )
    tabs.set_current("collateral")
    holder = QWidget()
    holder.setLayout(column(bar, tabs, spacing=0))
    return holder


def sidebar(context: UiContext, words: Words) -> SideList:
    made = SideList(context, "Places")
    made.set_items(
        [
            SideItem("lots", words("Lots", "标的"), "lots", "27"),
            SideItem("board", words("Board", "看板"), "board"),
            SideItem("parties", words("Parties", "主体"), "people", "164"),
            SideItem("h", words("In due diligence · 7", "尽调中 · 7"), heading=True),
            SideItem("a", words("Jinchuan Textile", "锦川纺织"), count=words("2 d 19:58", "2 天 19:58"), detail="2025-0611", mark=SeverityMark(Severity.KILL), urgency=Urgency.RED),
            SideItem("b", words("Haitang Fibre", "海塘化纤"), count=words("4 d 01:30", "4 天 01:30"), detail="2025-0598", urgency=Urgency.AMBER),
            SideItem("c", words("Chengyuan Steel", "诚远钢构"), count=words("19 d", "19 天"), detail="2025-0577"),
        ]
    )  # fmt: skip
    made.set_current("a")
    made.setFixedSize(216, made.content_height() + 8)
    return made


def parts(context: UiContext, words: Words) -> QWidget:
    strip_of_figures = KeyFigureStrip(context)
    strip_of_figures.show_figures(figures(words))
    coverage = ValueView(context, paint_coverage, Coverage(10, 2, 2, 1), QSize(80, 20), spoken="10 of 15")
    segments = SegmentedControl(context, "Assets", [TabItem("1", "#1 Land"), TabItem("2", "#2 Machinery")])
    sheet = QWidget()
    surface(sheet, "canvas")
    layout = QVBoxLayout(sheet)
    layout.setContentsMargins(24, 12, 24, 16)
    layout.setSpacing(8)
    for part in (
        frame(context, words),
        chip_line(context, words),
        *severity_lines(context, words),
        *status_lines(context, words),
        countdown_line(context, words),
        status_keys(context),
        strip_of_figures,
        button_line(context, words),
        line(
            context,
            words("Choices", "选择"),
            segments,
            coverage,
            FilterBox(context, words("Filter lots", "筛选标的")),
        ),
        framed(form(context, words)),
        *banners(context, words),
        table(context, words),
        EmptyState(
            context,
            "people",
            words("No guarantees on file", "尚无保证记录"),
            words("Read the guarantee contract and the record fills itself.", "读取保证合同后自动生成记录。"),
            actions=[
                EmptyAction("add", words("Add a guarantee", "新增保证"), "plus"),
                EmptyAction("find", words("Find 保证合同 in documents", "在文件中查找 保证合同"), "search"),
            ],
        ),
        strip(context, words),
        strip(context, words, failed=True),
    ):
        layout.addWidget(part)
    return sheet


def status_keys(context: UiContext) -> StatusKeys:
    keys = StatusKeys(context, "Status")
    keys.show_status(CheckStatus.MISSING)
    return keys


def framed(widget: QWidget) -> QFrame:
    frame_ = QFrame()
    frame_.setLayout(column(widget))
    return frame_


def aside(context: UiContext, words: Words) -> QWidget:
    holder = QWidget()
    surface(holder, "chrome")
    holder.setFixedWidth(500)
    places = sidebar(context, words)
    places.setParent(holder)
    places.move(10, 10)
    popover = Popover(context, holder)
    popover.body.addWidget(Label(context, words("Attach to Appraised value", "附到 评估价值"), tone="accent"))
    popover.body.addWidget(Label(context, "24,000,000.00", px=24, weight=600))
    buttons = QWidget()
    buttons.setLayout(
        row(
            Button(context, words("Attach and fill", "附上并填入"), kind=ButtonKind.PRIMARY, key="Ctrl+E"),
            Button(context, words("Attach only", "只附依据"), key="⇧Ctrl+E"),
            None,
            IconButton(context, "flag", words("Flag", "标记")),
        )
    )
    popover.body.addWidget(buttons)
    holder.resize(500, 1100)
    popover.point_at(QRect(180, 320, 80, 20), QRect(0, 0, 500, 1100))
    return holder


def gallery(context: UiContext) -> QWidget:
    words = Words(chinese=context.tr.is_chinese)
    whole = QWidget()
    left = parts(context, words)
    left.setFixedWidth(920)
    whole.setLayout(row(left, aside(context, words), spacing=0))
    return whole
