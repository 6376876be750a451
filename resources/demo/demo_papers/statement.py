"""附件8, 9, 12: filings on the machinery, the statement of the claim (one page lies on its side), the assignment."""

from demo_papers.seal import round_seal, signature
from demo_papers.sheet import LEFT, RIGHT, Sheet
from demo_papers.slips import slip
from demo_papers.story import (
    BANK,
    BORROWER,
    BORROWER_ID,
    ENFORCEMENT_NO,
    JUDGMENT_NO,
    LESSOR,
    LOAN_NO,
    SELLER,
)


def machinery_filings() -> bytes:
    sheet = Sheet(
        "动产担保登记证明", "动产融资统一登记公示系统", pages=2, head=("动产融资统一登记公示系统", "查询证明")
    )
    sheet.size, sheet.leading = 11, 21
    _filing(
        sheet,
        ("初始登记", "0561 2033 0007 1184 6620", "2019年3月26日", "10年，至2029年3月25日届满", "抵押权"),
        (BANK, BORROWER_ID, "最高债权额：6,000,000.00元", "出质（抵押）人现有的以及将有的生产设备"),
    )
    _filing(
        sheet,
        (
            "初始登记",
            "1184 0265 0012 3307 5518",
            "2021年3月5日",
            "5年，至2026年3月4日届满",
            "购置款抵押权",
        ),
        (
            LESSOR,
            slip(BORROWER_ID, BORROWER_ID.replace("45H", "54H")),
            "购置款本金余额：500,000.00元",
            "喷气织机12台，2021年2月26日交付",
        ),
    )
    return sheet.done()


def _filing(sheet: Sheet, entry: tuple[str, str, str, str, str], terms: tuple[str, str, str, str]) -> None:
    kind, number, day, term, business = entry
    holder, grantor_id, amount, goods = terms
    sheet.page()
    sheet.title("动产担保登记证明", size=20, after=24)
    sheet.fields(
        (
            ("登记种类：", kind),
            ("登记证明编号：", number),
            ("登记时间：", day),
            ("登记期限：", term),
            ("业务类型：", business),
        )
    )
    sheet.heading("担保权人信息")
    sheet.fields((("名称：", holder),))
    sheet.heading("担保人信息")
    sheet.fields((("名称：", BORROWER), ("统一社会信用代码：", grantor_id)))
    sheet.heading("担保财产信息")
    sheet.fields((("主债权金额：", amount), ("担保财产描述：", goods)))
    sheet.gap(24)
    sheet.para(
        "本证明由登记系统依据登记填写内容生成，登记内容的真实性、合法性和准确性由登记当事人负责。", size=9.5
    )
    sheet.right("查询时间：2025年8月18日")


def claim_statement() -> bytes:
    sheet = Sheet("债权计息清单", SELLER, pages=2, head=(SELLER, "资料编号：JC-2025-09"))
    sheet.page()
    sheet.title("债权计息清单（基准日）", size=18, after=18)
    sheet.para(f"债务人：{BORROWER}　　合同编号：{LOAN_NO}", indent=0, size=11)
    sheet.para(f"判决案号：{JUDGMENT_NO}　　执行案号：{ENFORCEMENT_NO}", indent=0, size=11)
    sheet.para("基准日：2025年6月20日　　计息方式：实际天数÷360", indent=0, size=11)
    sheet.gap(6)
    sheet.table(
        (
            ("项目", "起算日", "截止日", "天数", "利率", "金额（元）"),
            ("本金", "", "", "", "", "20,000,000.00"),
            ("期内利息", "2021-12-20", "2022-03-20", "90", "6.00%", "300,000.00"),
            ("罚息", "2022-03-20", "2025-06-20", "1,188", "9.00%", "5,940,000.00"),
            ("复利", "2022-03-20", "2025-06-20", "1,188", "9.00%", "89,100.00"),
            ("垫付费用（诉讼费、律师费）", "", "", "", "", "150,000.00"),
            ("债权合计", "", "", "", "", "26,479,100.00"),
        ),
        (150, 70, 70, 44, 44, 96),
        right=(3, 4, 5),
        size=9,
        grid=True,
        total=True,
    )
    sheet.paras(
        "说明：1.以上金额以人民法院生效法律文书及实际履行情况为准。",
        "2.借款人自2021年12月20日后未支付利息，未归还本金。",
        "3.本清单系转让方根据原债权银行移交资料编制，仅供参考。",
    )
    sheet.gap(30)
    sheet.right(SELLER, "2025年6月25日")
    round_seal(sheet.canvas, RIGHT - 80, sheet.y + 36, SELLER, "业务专用章", turn=5)
    _turned(sheet)
    return sheet.done()


def _turned(sheet: Sheet) -> None:
    sheet.turned_page()
    canvas = sheet.canvas
    canvas.setFont("Head", 17)
    canvas.drawString(90, 515, "转让日债权测算表（不计复利）")
    canvas.setFont("Text", 10)
    canvas.drawString(
        90, 490, "受让方为非金融资产管理公司的，利息计至转让日2025年9月30日止，此后不再计息。单位：元"
    )
    columns = (90, 300, 400, 500, 560, 620, 752)
    rows = (
        ("项目", "起算日", "截止日", "天数", "利率", "金额"),
        ("本金", "", "", "", "", "20,000,000.00"),
        ("期内利息", "2021-12-20", "2022-03-20", "90", "6.00%", "300,000.00"),
        ("罚息（至基准日）", "2022-03-20", "2025-06-20", "1,188", "9.00%", "5,940,000.00"),
        ("罚息（基准日至转让日）", "2025-06-20", "2025-09-30", "102", "9.00%", "510,000.00"),
        ("垫付费用（诉讼费、律师费）", "", "", "", "", "150,000.00"),
        ("转让日债权合计", "", "", "", "", "26,900,000.00"),
    )
    for number, cells in enumerate(rows):
        base = 452 - 30 * number
        canvas.setFont("Head" if number in {0, len(rows) - 1} else "Text", 11)
        for column, cell in enumerate(cells):
            if column > 2:
                canvas.drawRightString(columns[column + 1] - 8, base, cell)
            else:
                canvas.drawString(columns[column] + 8, base, cell)
        canvas.line(columns[0], base - 10, columns[-1], base - 10)
    canvas.line(columns[0], 472, columns[-1], 472)
    canvas.setFont("Text", 10)
    canvas.drawRightString(752, 210, SELLER)
    canvas.drawRightString(752, 190, "2025年6月25日")
    round_seal(canvas, 690, 205, SELLER, "业务专用章", turn=-4)


def assignment() -> bytes:
    sheet = Sheet(
        "债权转让协议", SELLER, pages=2, head=("债权转让协议", "编号：华东资管浙（2024）转字第0047号")
    )
    sheet.page()
    sheet.title("债权转让协议", size=20, after=20)
    sheet.fields(
        (("转让方（甲方）：", BANK), ("受让方（乙方）：", SELLER), ("签订日期：", "2024年11月28日")),
        label=120,
    )
    sheet.gap(6)
    sheet.paras(
        f"一、甲方将其对{BORROWER}享有的编号为{LOAN_NO}借款合同项下的全部债权及从权利转让给乙方，"
        f"包括但不限于{slip(JUDGMENT_NO, JUDGMENT_NO.replace('4821', '4812'))}民事判决书确定的债权、抵押权和保证债权。",
        "二、转让基准日为2024年10月31日。自基准日起，标的债权的全部权益和风险转移至乙方。",
        "三、转让价款由双方另行签署的价款确认书约定，乙方已于2024年12月2日付清。",
        "四、甲方应于付款后十个工作日内移交全部债权文件原件，并配合办理申请执行人变更手续。",
        "五、债权转让通知由双方以公告方式联合发布。双方已于2024年12月6日在省级报纸发布《债权转让通知暨债务催收联合公告》。",
    )
    sheet.page()
    sheet.paras(
        "六、甲方保证其为标的债权的唯一合法持有人，未将标的债权转让给第三人，也未就标的债权设定任何负担。",
        "七、除前条外，甲方对债务人、担保人的偿债能力以及担保物的价值不作任何保证。",
        "八、本协议自双方签字盖章之日起生效，一式六份。",
    )
    sheet.gap(30)
    for side, name, seed in (("甲方", BANK, 41), ("乙方", SELLER, 42)):
        sheet.para(f"{side}（盖章）：{name}", indent=0)
        sheet.gap(24)
        sheet.para("授权代表：", indent=0)
        signature(sheet.canvas, LEFT + 80, sheet.y + 14, seed)
        round_seal(sheet.canvas, LEFT + 230, sheet.y + 44, name, "合同专用章", turn=-6)
        sheet.gap(60)
    return sheet.done()
