"""The golden textile lot as a memo, in either language, with pages of our own making behind it."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache

from memo_pages import FACES, TextPage, image_page, vector_page

from workstation.application.ports.memo import NoPage, SourcePage
from workstation.domain.checklists.answers import Severity
from workstation.domain.evidence import FieldState
from workstation.domain.memo import (
    Align,
    CashFlow,
    CashTimeline,
    Column,
    Columns,
    DecisionBox,
    Distribution,
    ExhibitRegister,
    Fact,
    Facts,
    Figure,
    Footer,
    Group,
    Header,
    Item,
    Items,
    KeyFigure,
    Line,
    Memo,
    Meter,
    Pairs,
    Paragraph,
    Passage,
    Row,
    Section,
    Signature,
    SignOff,
    Source,
    Step,
    Swing,
    Table,
    Text,
    Tone,
    Tornado,
    Waterfall,
    plain,
)
from workstation.export.memo import render_memo

RIGHT = Align.RIGHT
HALVES = (218.0, 277.0)


@dataclass
class Book:
    """Texts in one language, and marks from the register."""

    language: str
    register: ExhibitRegister = field(default_factory=ExhibitRegister)

    def t(self, english: str, chinese: str) -> str:
        return english if self.language == "en" else chinese

    def p(self, english: str, chinese: str) -> Line:
        return plain(self.t(english, chinese))

    def cited(
        self, text: str, source: str, page: int, label: str, *, strong: bool = False, line: int = 0
    ) -> Figure:
        passage = Passage(label, quote=text, value=text, rects=TextPage.rects_of_line(line) if line else ())
        mark = self.register.cite(SOURCES[source], page, passage)
        return Figure(text, (mark,), FieldState.EVIDENCED, strong=strong)


SOURCES = {
    "notice": Source(
        "v-notice", "处置公告 第2025-0611号", 1, 3, "公告.html.pdf", "9f" * 32, date(2025, 8, 20)
    ),
    "loan": Source("v-loan", "流动资金借款合同", 1, 14, "附件1_借款合同.pdf", "1c" * 32, date(2025, 8, 26)),
    "appraisal": Source(
        "v-appraisal",
        "评估报告 浙恒估字〔2025〕第0512号",
        2,
        38,
        "附件3_评估报告.pdf",
        "5be091c2" * 8,
        date(2025, 8, 26),
    ),
    "machines": Source(
        "v-machines", "Machinery valuation", 1, 20, "machinery.pdf", "aa" * 32, date(2025, 8, 27)
    ),
    "judgment": Source("v-judgment", "民事判决书", 1, 12, "判决书_扫描.pdf", "bb" * 32, date(2025, 8, 27)),
    "lease": Source("v-lease", "厂房租赁合同", 1, 6, "租赁.pdf", "cc" * 32, None),
    "mail": Source("v-mail", "Mail of the seller", 1, 1, "re_seizure.eml", "dd" * 32, date(2025, 9, 1)),
}


@dataclass
class TextilePages:
    """Fake page source: vector pages of every rotation and crop, one image, one mail without a page."""

    asked: list[tuple[str, int]] = field(default_factory=list)

    def page(self, version: str, index: int) -> SourcePage:
        self.asked.append((version, index))
        turns = {"v-loan": 90, "v-machines": 180, "v-lease": 270}
        if version == "v-mail":
            return NoPage("This file has no pages.")
        if version == "v-judgment":
            page = TextPage(f"判决书 第 {index + 1} 页")
            return image_page(page, "The page needs more time than allowed.")
        title = next((s.title for s in SOURCES.values() if s.version == version), "Deed")
        return vector_page(TextPage(f"{title} {index + 1}"), turns.get(version, 0))


@cache
def textile_pdf(language: str) -> bytes:
    """Rendered once for all tests that only read it."""
    return render_memo(textile_memo(language), TextilePages(), FACES)


def textile_memo(language: str = "zh_CN", *, draft: bool = True) -> Memo:
    b = Book(language)
    summary = _summary(b)
    sections = (_collateral(b), _valuation(b), _register(b))
    return Memo(
        language=language,
        header=Header(
            b.t("Yuecheng Capital", "越城资本"),
            b.t("Bid decision memo · 2025-0611 · version 3", "竞买决策备忘录 · 2025-0611 · 第 3 版"),
        ),
        footer=Footer(
            b.t(
                "2025-0611 v3  sha256 8c1f 02ab 77d4 …  run 7 · law snapshot 2025-07 · 2025-09-08 14:02 +08:00",
                "2025-0611 v3  sha256 8c1f 02ab 77d4 …  第 7 次运行 · 法规快照 2025-07 · 2025-09-08 14:02 +08:00",
            ),
            b.t(
                "Not legal, tax or investment advice. Sold as is: the buyer accepts known and unknown defects."
                " Dates and values depend on the facts cited. Confidential.",
                "不构成法律、税务或投资建议。按现状处置，买受人承受已知及未知瑕疵。日期与数值以所引事实为准。保密。",
            ),
        ),
        headline=b.t("Bid with conditions, up to CNY 9.65 million", "附条件竞买，最高 965 万元"),
        subline=b.t(
            "Jinchuan Textile, land and plant, Shaoxing: a 26.5 million claim bought at 36%, repaid 1.4 times in the"
            " base case.",
            "锦川纺织，绍兴柯桥厂房土地：2,648 万元债权，出价为债权的 36%，基准回收为投入的 1.4 倍。",
        ),
        decision=_decision(b),
        summary_title=b.t("Summary", "摘要"),
        summary=summary,
        sections=sections,
        exhibits=b.register.exhibits(),
        draft=draft,
    )


def _decision(b: Book) -> DecisionBox:
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


def _summary(b: Book) -> tuple:
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
