"""附件1: the loan contract."""

from demo_papers.seal import name_seal, round_seal, signature
from demo_papers.sheet import LEFT, Sheet
from demo_papers.story import BANK, BORROWER, BORROWER_ID, GUARANTEE_NO, LOAN_NO, MORTGAGE_NO, SITE


def loan_contract() -> bytes:
    sheet = Sheet("流动资金借款合同", BANK, pages=6, head=("越州商业银行", f"合同编号：{LOAN_NO}"))
    _cover(sheet)
    _amount(sheet)
    _interest(sheet)
    _duties(sheet)
    _default(sheet)
    _signatures(sheet)
    return sheet.done()


def _cover(sheet: Sheet) -> None:
    sheet.page(cover=True)
    sheet.gap(20)
    sheet.right(f"合同编号：{LOAN_NO}")
    sheet.gap(80)
    sheet.title("流动资金借款合同", size=30, after=120)
    sheet.size, sheet.leading = 12.5, 30
    sheet.fields(
        (
            ("借款人：", BORROWER),
            ("统一社会信用代码：", BORROWER_ID),
            ("住所：", SITE),
            ("法定代表人：", "周某某"),
            ("贷款人：", BANK),
            ("住所：", "绍兴市柯桥区金柯桥大道16号"),
            ("负责人：", "沈某某"),
        ),
        label=130,
    )
    sheet.gap(70)
    sheet.middle("签订日期：2021年3月18日", size=13, font="Text")
    sheet.size, sheet.leading = 12, 24


def _amount(sheet: Sheet) -> None:
    sheet.page()
    sheet.para(
        "借款人因生产经营需要，向贷款人申请流动资金借款。贷款人经审查，同意按本合同约定向借款人发放借款。"
        "为明确双方权利义务，依照《中华人民共和国民法典》等法律法规，双方经协商一致，订立本合同。"
    )
    sheet.heading("第一条　借款金额")
    sheet.para(
        "1.1　本合同项下借款币种为人民币，借款本金金额（大写）_人民币贰仟万元整_，（小写）_¥20,000,000.00_。"
    )
    sheet.para("1.2　借款金额以借款借据记载的实际发放金额为准。借款借据与本合同不一致的，以借款借据为准。")
    sheet.heading("第二条　借款用途")
    sheet.para("2.1　借款人应将借款用于_采购涤纶长丝、棉纱等生产原料_，未经贷款人书面同意不得改变用途。")
    sheet.para("2.2　借款不得用于固定资产投资、股权投资，不得流入证券市场、期货市场或者用于房地产开发。")
    sheet.heading("第三条　借款期限")
    sheet.para("3.1　借款期限为_12个月_，自2021年3月20日起，至_2022年3月20日_止。")
    sheet.para(
        "3.2　实际放款日与前款起始日不一致的，以借款借据记载的日期为准，到期日相应顺延，但借款期限不变。"
    )
    sheet.para(
        "3.3　借款人申请展期的，应在到期日前三十日提出书面申请，经贷款人、保证人及抵押人书面同意后另行签订展期协议。"
    )


def _interest(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("第四条　利率、罚息与计息")
    sheet.paras(
        "4.1　借款利率为固定利率，年利率为_6.00%_，合同期内不作调整。",
        "4.2　利息自放款日起按实际占用天数计算，日利率＝年利率÷360。按季结息，结息日为每季末月的20日，"
        "付息日为结息日的次日。",
        "4.3　借款逾期的，自逾期之日起，在本合同约定利率基础上加收50%计收罚息，即逾期罚息年利率为_9.00%_。",
        "4.4　借款人未按合同约定用途使用借款的，自挪用之日起，在本合同约定利率基础上加收100%计收罚息。",
        "4.5　对借款人不能按期支付的利息，自逾期之日起按第4.3款约定的罚息利率计收复利。",
    )
    sheet.heading("第五条　放款与支付")
    sheet.paras(
        "5.1　满足下列条件后，贷款人予以放款：担保合同已经生效并办妥登记；借款人未发生违约事件；借款人已提交用途证明材料。",
        "5.2　借款采用受托支付方式。贷款人按照借款人的支付委托，将借款直接支付给符合合同约定用途的交易对象。",
        "5.3　放款账户户名为借款人，开户行为贷款人，账号尾号为_0417_。",
    )
    sheet.heading("第六条　还款")
    sheet.paras(
        "6.1　借款本金于借款到期日一次性归还，利息按季支付，利随本清。",
        "6.2　借款人归还的款项不足以清偿全部到期债务的，按费用、利息（含罚息、复利）、本金的顺序清偿。",
        "6.3　借款人提前还款的，应提前五个工作日书面通知贷款人。",
    )


def _duties(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("第七条　担保")
    sheet.paras(
        "7.1　本合同项下债务由下列担保合同提供担保：",
        f"（1）最高额抵押合同，编号_{MORTGAGE_NO}_，抵押人为借款人；",
        f"（2）保证合同，编号_{GUARANTEE_NO}_，保证人为周某某、陈某某。",
        "7.2　借款人未按期清偿债务的，贷款人有权要求保证人承担保证责任，也有权就抵押物优先受偿，不分先后顺序。",
    )
    sheet.heading("第八条　借款人的陈述与承诺")
    sheet.paras(
        "8.1　借款人依法成立并有效存续，签订本合同已取得公司章程规定的全部内部授权。",
        "8.2　借款人提供的财务报表、资产清单和其他材料真实、完整，不存在重大遗漏。",
        "8.3　借款人应按月提供财务报表，配合贷款人对借款使用情况和经营情况进行检查。",
        "8.4　借款人进行合并、分立、减资、股权变动、重大资产转让或者为第三人提供担保的，应事先取得贷款人书面同意。",
        "8.5　借款人涉及重大诉讼、财产被查封或者发生其他影响偿债能力的情形，应在三日内书面通知贷款人。",
    )
    sheet.heading("第九条　债权转让")
    sheet.paras(
        "9.1　贷款人可以将本合同项下的全部或部分债权转让给第三人，无须取得借款人同意，但应通知借款人。",
        "9.2　借款人不得转让本合同项下的债务。",
    )


def _default(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("第十条　违约责任")
    sheet.paras(
        "10.1　有下列情形之一的，构成违约：未按期支付本金或利息；违反用途约定；陈述与承诺不真实；"
        "停产、歇业、解散或者被申请破产；担保物被查封或价值明显减少而未另行提供担保。",
        "10.2　发生违约的，贷款人有权宣布借款立即到期，停止发放借款，行使担保权利，并要求借款人承担因实现债权支出的"
        "诉讼费、保全费、公告费、评估费、拍卖费、律师代理费等全部费用。",
        "10.3　贷款人宣布借款提前到期的，以通知载明的日期为到期日。",
    )
    sheet.heading("第十一条　通知与送达")
    sheet.paras(
        "11.1　合同首部所列住所为双方确认的送达地址，适用于合同履行、诉讼及执行各阶段。",
        "11.2　以特快专递寄送的，以签收日为送达日；拒收或者无人签收的，以退回之日为送达日。",
    )
    sheet.heading("第十二条　争议解决与其他")
    sheet.paras(
        "12.1　因本合同发生的争议，由贷款人住所地人民法院管辖。",
        "12.2　本合同自双方签字或盖章之日起生效，至债务全部清偿之日终止。",
        "12.3　本合同一式四份，借款人一份，贷款人二份，登记机关一份，具有同等法律效力。",
        "12.4　借款人已认真阅读并充分理解合同全部条款，贷款人已就加重其责任的条款作出提示和说明。",
    )


def _signatures(sheet: Sheet) -> None:
    sheet.page()
    sheet.middle("（本页为签署页，无正文）", size=11, font="Text", after=40)
    for side, name, person, seed in (("借款人", BORROWER, "周某某", 11), ("贷款人", BANK, "沈某某", 12)):
        sheet.para(f"{side}（盖章）：{name}", indent=0)
        sheet.gap(22)
        sheet.para("法定代表人（负责人）或授权代理人（签字）：", indent=0)
        signature(sheet.canvas, LEFT + 250, sheet.y + 12, seed)
        name_seal(sheet.canvas, LEFT + 345, sheet.y + 14, person)
        sheet.gap(22)
        sheet.para("2021年3月18日", indent=0)
        round_seal(
            sheet.canvas, LEFT + 190, sheet.y + 70, name, "合同专用章" if side == "贷款人" else "", turn=-8
        )
        sheet.gap(90)
