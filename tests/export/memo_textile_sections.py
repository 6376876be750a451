"""The sections of the golden textile lot's memo: one block of every kind."""

from datetime import date
from decimal import Decimal

from memo_textile_book import RIGHT, SOURCES, Book

from workstation.domain.checklists.answers import Severity
from workstation.domain.evidence import FieldState
from workstation.domain.memo import (
    CashFlow,
    CashTimeline,
    Column,
    Columns,
    Distribution,
    Figure,
    Group,
    Item,
    Items,
    Line,
    Paragraph,
    Passage,
    Row,
    Section,
    Swing,
    Table,
    Text,
    Tone,
    Tornado,
    plain,
)


def _collateral(b: Book) -> Section:
    t = b.t

    def area(text: str, label: tuple[str, str], line: int) -> Figure:
        return b.cited(text, "appraisal", 11, t(*label), line=line)

    words: Line = (
        Text(t("The site is ", "标的土地 ")),
        area("18,642.50 m²", ("Land area", "土地面积"), 4),
        Text(t(" of granted industrial land with ", " 出让工业用地，登记建筑 ")),
        area("21,306.18 m²", ("Floor area", "建筑面积"), 5),
        Text(t(" of registered buildings, appraised at ", "，评估价 ")),
        area("24,000,000.00", ("Appraised", "评估价值"), 7),
        Text(
            t(". A further 3,980.00 m² built in 2021 is unregistered ", "。2021 年增建 3,980.00 m² 未登记 ")
        ),
        area("", ("Not mortgaged", "抵押外"), 9),
        Text(
            t(
                " and lies outside our mortgage: 10% of proceeds goes elsewhere (Civil Code art. 417).",
                "，不在抵押范围内：价款的 10% 归他处（民法典第417条）。",
            )
        ),
        Text(t(" The seller writes: “the seizure will be renewed” ", "出让方来信称“将续行查封” ")),
        Figure("", (_mail(b),), FieldState.EVIDENCED),
    )
    support = Group(
        t("What we could not support", "尚无依据的事项"),
        (
            Items(
                (
                    Item(
                        b.p(
                            "Guarantor Zhou, claim inside the period: unverified.",
                            "周某某保证期间内主张：未核实。",
                        ),
                        Severity.KILL,
                    ),
                    Item(
                        b.p("Crystallisation on 2021-05-20: unverified.", "2021-05-20 债权确定：未核实。"),
                        Severity.HIGH,
                    ),
                    Item(
                        b.p("Year of construction 2008: assumed.", "建造年份 2008：假设。"), Severity.MEDIUM
                    ),
                    Item(b.p("No photographs of the roof.", "无屋面照片。"), Severity.LOW),
                )
            ),
        ),
    )
    return Section(
        t("Collateral #1: the land and plant carry the price", "抵押物 #1：土地厂房支撑价格"),
        (
            Paragraph(words),
            _paid_before(b),
            Columns(((_tornado(b),), (_paths(b),)), (1.0, 1.0)),
            support,
            _timeline(b),
        ),
    )


def _mail(b: Book):
    passage = Passage(
        b.t("Renewal of the seizure", "续封"),
        quote="我司将于 2025-10-12 前续行查封。We shall renew it in time.",
    )
    return b.register.cite(SOURCES["mail"], 0, passage, place="para 2")


def _paid_before(b: Book) -> Group:
    t = b.t
    new = b.cited("", "appraisal", 11, t("Not mortgaged", "抵押外"), line=9)
    own = b.cited("", "loan", 3, t("Cap", "最高额"), line=5)
    assumed, pack = Figure(state=FieldState.ASSUMED), Text(t("pack", "规则包"), tone=Tone.QUIET)
    rows = (
        (
            "",
            t("Forced sale of 24,000,000 at 30% discount", "24,000,000 按 30% 折扣变现"),
            "",
            "16,800,000",
            "16,800,000",
            pack,
        ),
        (
            "0",
            t("Sale costs 2%, execution fee, taxes 8.5%", "变现费 2%、执行费、税 8.5%"),
            t("fee table 2006", "2006 收费办法"),
            "−1,848,200",
            "14,951,800",
            pack,
        ),
        (
            "",
            t("New buildings, 10%", "增建部分 10%"),
            t("Civil Code 417", "民法典 417"),
            "−1,495,180",
            "13,456,620",
            new,
        ),
        (
            "2",
            t("Construction price", "工程价款"),
            t("807; interpretation 36", "807；解释 36"),
            "0",
            "13,456,620",
            assumed,
        ),
    )
    table = Table(
        (
            Column(t("Rank", "顺位")),
            Column(t("Claim", "债权"), share=1.6),
            Column(t("Basis", "依据"), share=1.0),
            Column(t("Amount", "金额"), RIGHT),
            Column(t("Left after", "余额"), RIGHT),
            Column(t("Source", "来源"), RIGHT),
        ),
        (
            *(
                Row((plain(r), plain(c), plain(basis), plain(a), plain(left), (src,)))
                for r, c, basis, a, left, src in rows
            ),
            Row(
                (
                    plain("7"),
                    b.p("Our mortgage, cap 18,000,000", "我方抵押，最高额 18,000,000"),
                    (),
                    plain("12,256,620"),
                    plain("0"),
                    (own,),
                ),
                total=True,
            ),
        ),
    )
    return Group(
        t("Who is paid before us", "先于我方受偿"),
        (table,),
        note=t("Table 5.1, base case, CNY", "表 5.1，基准情形，元"),
    )


def _tornado(b: Book) -> Group:
    swings = (
        (b.t("Market value ±10%", "市价 ±10%"), "0.96"),
        (b.t("Discount A ±5 pt", "折扣 A ±5 点"), "0.69"),
        (b.t("Months to sell ±6", "处置月数 ±6"), "0.66"),
        (b.t("Guarantor ±20 pt", "保证人 ±20 点"), "0.20"),
    )
    chart = Tornado(tuple(Swing(label, -Decimal(value), Decimal(value)) for label, value in swings))
    return Group(
        b.t("Sensitivity of the bid", "出价敏感性"),
        (chart,),
        note=b.t("max bid, CNY million", "最高出价，百万元"),
    )


def _paths(b: Book) -> Group:
    counts = (
        1,
        2,
        4,
        5,
        7,
        12,
        20,
        26,
        34,
        41,
        47,
        50,
        52,
        51,
        47,
        42,
        37,
        31,
        26,
        20,
        15,
        11,
        8,
        6,
        4,
        3,
        2,
        2,
        1,
        1,
        1,
    )
    chart = Distribution(
        Decimal("-0.16"),
        Decimal("0.02"),
        counts,
        Decimal("0.16"),
        b.t("6.7% lose", "6.7% 亏损"),
        b.t("57.0% below target", "57.0% 未达标"),
        b.t("36.3% reach 16%", "36.3% 达到 16%"),
    )
    return Group(b.t("Return of 200,000 paths", "20 万条路径的回报"), (chart,), note="IRR")


def _timeline(b: Book) -> Group:
    flows = (
        (date(2025, 9, 30), b.t("closing", "交割"), "-9.80"),
        (date(2025, 12, 31), b.t("legal", "法律"), "-0.12"),
        (date(2026, 3, 31), b.t("holding", "持有"), "-0.02"),
        (date(2026, 9, 30), b.t("machinery", "设备"), "0.83"),
        (date(2027, 3, 31), b.t("land, plant", "土地厂房"), "11.50"),
        (date(2027, 9, 30), b.t("guarantors", "保证人"), "0.56"),
        (date(2028, 9, 30), b.t("borrower", "债务人"), "0.25"),
    )
    chart = CashTimeline(
        tuple(CashFlow(day, label, Decimal(amount)) for day, label, amount in flows),
        b.t("Month", "月份"),
        b.t("Source", "来源"),
        b.t("Cumulative", "累计"),
    )
    return Group(
        b.t("When the money comes", "资金到账"),
        (chart,),
        note=b.t("base case, CNY million, at 9,650,000", "基准情形，百万元，按 9,650,000"),
    )


def _valuation(b: Book) -> Section:
    words = b.p(
        "Present value of the expected cash flow at the target return, less what closing costs. The average of"
        " scenario returns (22.3%) is not a return; only the return of the expected cash flow (16.2%) is.",
        "以目标回报率折现预期现金流，减去交割成本。各情形回报率的平均值（22.3%）不是回报率；只有预期现金流的回报率（16.2%）才是。",
    )
    return Section(b.t("Valuation", "估值"), tuple(Paragraph(words) for _ in range(3)))


def _register(b: Book) -> Section:
    columns = (
        Column("#", RIGHT),
        Column(b.t("Document", "文件"), share=2.0),
        Column(b.t("File", "文件名"), share=1.5),
        Column("sha256", share=1.2),
    )
    sources = tuple(SOURCES.values())
    rows = tuple(
        Row(
            (
                plain(str(n + 1)),
                plain(s.title),
                plain(s.file_name),
                (Text(f"{s.sha256[:16]} …", tone=Tone.QUIET),),
            )
        )
        for n, s in enumerate(sources[n % len(sources)] for n in range(60))
    )
    return Section(b.t("Register of documents", "文件清单"), (Table(columns, rows),))


def sections(b: Book) -> tuple[Section, ...]:
    return (_collateral(b), _valuation(b), _register(b))
