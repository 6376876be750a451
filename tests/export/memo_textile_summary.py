"""The first page of the golden textile lot's memo."""

from decimal import Decimal

from memo_textile_book import HALVES, RIGHT, Book

from workstation.domain.checklists.answers import Severity
from workstation.domain.evidence import FieldState
from workstation.domain.memo import (
    Column,
    Columns,
    DecisionBox,
    Fact,
    Facts,
    Figure,
    Group,
    Item,
    Items,
    KeyFigure,
    Meter,
    Pairs,
    Paragraph,
    Row,
    Signature,
    SignOff,
    Step,
    Table,
    Text,
    Tone,
    Waterfall,
    plain,
)


def decision(b: Book) -> DecisionBox:
    t = b.t
    return DecisionBox(
        t("BID WITH CONDITIONS", "附条件竞买"),
        t("max bid, on the ladder, CNY", "最高出价，阶梯价，元"),
        "9,650,000",
        ("8,000,000 + 33 × 50,000", t("exact 9,679,474.18", "精确值 9,679,474.18")),
        (
            KeyFigure(t("P(loss)", "亏损概率"), "6.7%", t("limit 10%", "上限 10%")),
            KeyFigure(
                t("P(below 16%)", "低于 16% 概率"), "63.7%", t("200,000 paths", "20 万次模拟"), Tone.WARNING
            ),
            KeyFigure(t("Expected IRR", "预期 IRR"), "16.23%", t("target 16.00%", "目标 16.00%")),
            KeyFigure(
                t("Cash at closing", "交割现金"), "9,796,500", t("bid + 1% + 50,000", "出价 + 1% + 50,000")
            ),
            KeyFigure(t("Deposit, by 09-09 17:00", "保证金，09-09 17:00 前"), "1,600,000"),
            KeyFigure(t("Bidding ends", "竞价截止"), "09-11 10:00"),
            KeyFigure(t("Balance due", "余款到期"), "09-30"),
            KeyFigure(t("Walk away above", "超过即放弃"), "9,650,000"),
        ),
    )


def summary(b: Book) -> tuple:
    return (
        Columns(((_what(b),), (_why(b),)), HALVES),
        Columns(((_numbers(b),), (_waterfall(b),)), HALVES),
        _risks(b),
        Columns(((_diligence(b),), (_dates(b),), (_conditions(b),)), (1.0, 1.0, 1.0)),
        _signatures(b),
    )


def _what(b: Book) -> Group:
    t = b.t

    def fact(label: str, value: str, source: str, page: int, line: int, *, strong: bool = False) -> Fact:
        return Fact(label, b.cited(value, source, page, label, strong=strong, line=line))

    return Group(
        t("What it is", "标的概况"),
        (
            Facts(
                (
                    fact(
                        t("Regime", "处置方式"),
                        t("AMC online auction, round 1", "资管网络竞价，第一次"),
                        "notice",
                        0,
                        2,
                    ),
                    fact(
                        t("Seller", "出让方"),
                        t("East China AMC, Zhejiang", "华东资产 浙江分公司"),
                        "notice",
                        0,
                        3,
                    ),
                    fact(t("Original lender", "原债权行"), t("Keqiao branch", "柯桥支行"), "loan", 0, 2),
                    fact(
                        t("Debtor", "债务人"),
                        t("Zhejiang Jinchuan Textile", "浙江锦川纺织有限公司"),
                        "loan",
                        0,
                        3,
                    ),
                    fact(t("Principal", "本金"), "20,000,000.00", "loan", 1, 4, strong=True),
                    fact(
                        t("Interest, penalty, costs", "利息、罚息、费用"),
                        "6,479,100.00",
                        "notice",
                        1,
                        4,
                        strong=True,
                    ),
                    fact(
                        t("Claim at 2025-06-20", "债权，2025-06-20"),
                        "26,479,100.00",
                        "notice",
                        1,
                        5,
                        strong=True,
                    ),
                    fact(
                        t("Capped at transfer", "转让日封顶"), "26,900,000.00", "judgment", 10, 5, strong=True
                    ),
                    fact(t("Appraised", "评估价值"), "24,000,000.00", "appraisal", 11, 7, strong=True),
                    fact(t("Start price", "起拍价"), "8,000,000.00", "notice", 0, 6, strong=True),
                )
            ),
        ),
    )


def _why(b: Book) -> Group:
    t = b.t
    mark = b.cited("", "appraisal", 11, t("Appraised", "评估价值"), line=7).marks
    machines = b.cited("", "machines", 15, t("Machinery", "机器设备"), line=4).marks
    rows = (
        (
            Figure(t("Land and plant", "土地厂房"), mark),
            "16,800,000",
            "12,256,620",
            "2027-03",
            FieldState.EVIDENCED,
        ),
        (
            Figure(t("Machinery", "机器设备"), machines),
            "1,600,000",
            "905,600",
            "2026-09",
            FieldState.EVIDENCED,
        ),
        (Figure(t("Guarantors", "保证人")), "600,000", "600,000", "2027-09", FieldState.BARE),
        (Figure(t("Borrower", "债务人")), "262,756", "262,756", "2028-09", FieldState.ASSUMED),
    )
    quiet = Tone.QUIET
    table = Table(
        (
            Column(t("Recovery, base case", "回收，基准情形"), share=1.0),
            Column(t("Gross", "毛额"), RIGHT),
            Column(t("Net to us", "净额"), RIGHT),
            Column(t("When", "时间"), RIGHT),
            Column(t("Support", "支撑"), RIGHT),
        ),
        (
            *(
                Row(
                    (
                        (name,),
                        plain(gross),
                        (Text(net, strong=True),),
                        (Text(when, tone=quiet),),
                        (Figure(state=state),),
                    )
                )
                for name, gross, net, when, state in rows
            ),
            Row((b.p("Total", "合计"), plain("19,262,756"), plain("14,024,976"), (), ()), total=True),
        ),
    )
    thesis = b.p(
        "First-ranking mortgage over an industrial site that carries the whole price: net of tax, builder and new"
        " buildings it returns 12.3 million in the base case. Machinery and guarantors are upside.",
        "首位抵押的工业用地与厂房足以覆盖全部出价：扣除税费、工程款及抵押外增建后，基准情形净回收 1,226 万元；设备与保证人为额外收益。",
    )
    return Group(t("Why it pays", "为什么值得"), (Paragraph(thesis), table))


def _numbers(b: Book) -> Group:
    t = b.t
    bad = Tone.BAD
    rows = (
        ("IRR", Text("−5.2%", tone=bad), "20.4%", "68.3%", "16.2%"),
        ("MOIC", Text("0.88"), "1.32", "1.70", "1.26"),
        (t("Profit, 000", "利润，千元"), Text("−1,236", tone=bad), "3,213", "6,974", "2,631"),
        (t("PV at 16%", "现值 16%，千"), Text("5,888"), "10,373", "14,368", "9,826"),
    )
    heads = (
        t("Down 30%", "悲观 30%"),
        t("Base 50%", "基准 50%"),
        t("Up 20%", "乐观 20%"),
        t("Expected", "预期"),
    )
    table = Table(
        (Column("", share=1.0), *(Column(head, RIGHT) for head in heads)),
        tuple(
            Row(
                (
                    (Text(name, tone=Tone.QUIET),),
                    (down,),
                    plain(base),
                    plain(up),
                    (Text(expected, strong=True),),
                )
            )
            for name, down, base, up, expected in rows
        ),
    )
    pairs = (
        (t("of principal", "占本金"), "48.3%"),
        (t("of claim", "占债权"), "35.9%"),
        (t("of market value", "占市价"), "34.5%"),
        (t("Break-even discount", "盈亏平衡折扣"), "48.1%"),
        (t("16% needs at most", "达 16% 折扣不超过"), "34.0%"),
        (t("First cash, months", "首笔回款，月"), "12"),
    )
    facts = Pairs(tuple(Fact(label, Figure(value)) for label, value in pairs))
    return Group(t("The numbers", "数字"), (table, facts), note=t("at 9,650,000", "按 9,650,000"))


def _waterfall(b: Book) -> Group:
    steps = (
        (b.t("Market", "市价"), "28.0", True),
        (b.t("Forced", "变现"), "-9.9", False),
        (b.t("Costs", "费税"), "-2.0", False),
        (b.t("Not mtg", "抵押外"), "-1.5", False),
        (b.t("Ahead", "优先"), "-2.0", False),
        (b.t("Others", "其他"), "0.8", False),
        (b.t("Recovery", "回收"), "13.4", True),
        (b.t("Fees", "费用"), "-1.0", False),
        (b.t("Time", "时间"), "-2.6", False),
        (b.t("Closing", "交割"), "-0.2", False),
        (b.t("Max bid", "出价"), "9.7", True),
    )
    chart = Waterfall(tuple(Step(label, Decimal(amount), total=total) for label, amount, total in steps))
    return Group(
        b.t("From market value to the bid", "从市场价值到出价"),
        (chart,),
        note=b.t("probability-weighted, CNY million", "概率加权，百万元"),
    )


def _risks(b: Book) -> Group:
    t = b.t
    bad = Tone.BAD
    lease = b.cited("", "lease", 1, t("Lease", "租赁"), line=3)
    seizure = b.cited("", "judgment", 0, t("First seizure", "首封"), line=4)
    machines = b.cited("", "machines", 15, t("Machinery", "机器设备"), line=4)
    rows = (
        (
            Severity.KILL,
            Text(
                t("Guarantor Zhou: timely claim not proven", "保证人周某某：保证期间内主张无证据"),
                strong=True,
            ),
            Text(t("missing, C-04", "缺失，C-04"), tone=bad),
            b.p("See the EMS receipt of 2023-11-05 before the deposit", "缴保证金前核验 2023-11-05 EMS 回执"),
            "−400,000",
        ),
        (
            Severity.HIGH,
            Text(t("Lease of 2018-12-01 is older than the mortgage", "2018-12-01 租赁早于抵押")),
            lease,
            b.p("Priced as 10% lower value; buy-out talks", "按低 10% 计价；协商提前退租"),
            "−950,000",
        ),
        (
            Severity.HIGH,
            Text(t("First seizure lapses on 2025-10-12", "首封 2025-10-12 到期")),
            seizure,
            b.p("Seller to renew before the balance is paid", "付余款前由出让方续封"),
            "—",
        ),
        (
            Severity.HIGH,
            Text(t("Builder may claim 900,000 ahead of us", "工程款 90 万或优先受偿")),
            Figure(state=FieldState.ASSUMED),
            b.p("30% in the model; priority ends 2026-03-30", "模型按 30% 计；优先权 2026-03-30 届满"),
            "−450,000",
        ),
        (
            Severity.MEDIUM,
            Text(t("Machinery sells 10 points lower", "设备变现再低 10 个百分点")),
            machines,
            b.p("Three dealer quotes by 09-10", "09-10 前取得三家询价"),
            "−250,000",
        ),
    )
    table = Table(
        (
            Column(t("Risk", "风险"), share=1.55),
            Column(t("Evidence", "依据"), share=0.45),
            Column(t("What we do", "应对"), share=1.75),
            Column(t("Effect on max bid", "对最高出价影响"), RIGHT),
        ),
        tuple(
            Row(((name,), (evidence,), answer, (Text(effect, strong=True),)), severity=severity)
            for severity, name, evidence, answer, effect in rows
        ),
    )
    return Group(t("Five risks that decide it", "五项关键风险"), (table,))


def _diligence(b: Book) -> Group:
    t = b.t
    return Group(
        t("Due diligence", "尽调状态"),
        (
            Meter(
                Decimal("72.4"),
                Decimal(85),
                t("of 100; 85 opens a plain BID", "满分 100；85 可直接竞买"),
                Decimal("20.4"),
            ),
            Pairs(
                (
                    Fact(t("Kill items missing", "缺失的致命材料"), Figure("1", tone=Tone.BAD)),
                    Fact(t("Registry search, age", "查档距今"), Figure(t("18 days", "18 天"))),
                    Fact(t("Facts evidenced", "有依据事实"), Figure("61 / 84")),
                ),
                columns=1,
            ),
        ),
    )


def _dates(b: Book) -> Group:
    t = b.t
    seizure = b.cited(
        t("First seizure lapses", "首封到期"), "judgment", 0, t("First seizure", "首封"), line=4
    )
    rows = (
        ("2025-09-09", Tone.BAD, b.p("Deposit, 17:00", "保证金，17:00")),
        ("2025-09-11", Tone.BAD, b.p("Bidding ends, 10:00", "竞价截止，10:00")),
        ("2025-09-30", Tone.PLAIN, b.p("Balance 8,050,000", "余款 8,050,000")),
        ("2025-10-12", Tone.WARNING, (seizure,)),
    )
    return Group(
        t("Next dates", "最近期限"),
        (
            Table(
                (Column(""), Column("", share=1.0)),
                tuple(Row(((Text(day, strong=True, tone=tone),), words)) for day, tone, words in rows),
            ),
        ),
    )


def _conditions(b: Book) -> Group:
    items = (
        b.p(
            "Original EMS receipt seen before 09-09 17:00; else the cap is 9,250,000.",
            "09-09 17:00 前见到 EMS 回执原件，否则上限 9,250,000。",
        ),
        b.p("Seller renews the first seizure, in writing.", "出让方书面确认首封续封。"),
        b.p("Builder’s balance agrees with the borrower’s ledger.", "以债务人账册核实工程欠款。"),
    )
    return Group(b.t("Conditions", "先决条件"), (Items(tuple(Item(item) for item in items), numbered=True),))


def _signatures(b: Book) -> Group:
    hint = b.t("name, date, decision", "姓名、日期、意见")
    return Group(
        b.t("Sign-off", "签批"),
        (
            SignOff(
                (
                    Signature(b.t("Analyst", "分析"), b.t("Lin Yue · 2025-09-08", "林越 · 2025-09-08"), hint),
                    Signature(b.t("Reviewer (four eyes)", "复核（双人）"), "", hint),
                    Signature(b.t("Approver", "批准"), "", hint),
                )
            ),
        ),
    )
