"""附件4, 10, 11: the guarantee contract, what the guarantors own, and the demand whose receipt is missing."""

from demo_papers.seal import round_seal, signature
from demo_papers.sheet import LEFT, RIGHT, Sheet
from demo_papers.slips import slip
from demo_papers.story import BANK, BORROWER, GUARANTEE_NO, LOAN_NO, SELLER


def guarantee_contract() -> bytes:
    sheet = Sheet("保证合同", BANK, pages=4, head=("越州商业银行", f"合同编号：{GUARANTEE_NO}"))
    _parties(sheet)
    _period(sheet)
    _terms(sheet)
    _signatures(sheet)
    return sheet.done()


def _parties(sheet: Sheet) -> None:
    sheet.page(cover=True)
    sheet.gap(10)
    sheet.title("保证合同", size=22)
    sheet.fields(
        (
            ("合同编号：", GUARANTEE_NO),
            ("债权人：", BANK),
            ("保证人：", "周某某，男，居民身份证号3306211968********"),
            ("", "陈某某，女，居民身份证号3306211970********"),
            ("", "（保证人双方系夫妻）"),
            ("签订日期：", "2021年3月18日"),
        ),
        label=80,
    )
    sheet.gap(12)
    sheet.para(
        f"为确保{BORROWER}（下称债务人）与债权人签订的编号为{LOAN_NO}的《流动资金借款合同》（下称主合同）的履行，"
        "保证人自愿向债权人提供保证担保。"
    )
    sheet.heading("第一条　被保证的主债权")
    sheet.para(
        "1.1　被保证的主债权为主合同项下借款本金_"
        + slip("人民币贰仟万元整（¥20,000,000.00）", "人民币贰仟贰佰万元整（¥22,000,000.00）")
        + "_及其利息。"
    )
    sheet.heading("第二条　保证方式")
    sheet.para(
        "2.1　保证人承担_连带责任保证_。各保证人之间为连带关系，债权人可以向其中任何一人请求承担全部保证责任。"
    )


def _period(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("第三条　保证范围")
    sheet.para(
        "3.1　保证范围包括主合同项下的本金、利息、罚息、复利、违约金、损害赔偿金，以及债权人为实现债权支付的诉讼费、"
        "律师代理费、公告费、差旅费等费用。"
    )
    sheet.heading("第四条　保证期间")
    sheet.paras(
        "4.1　保证期间为主合同项下债务履行期限届满之日起_24个月_。",
        "4.2　主合同约定分期履行的，每期债务的保证期间为该期债务履行期限届满之日起至最后一期债务履行期限届满之日后两年。",
        "4.3　债权人宣布主合同项下债务提前到期的，保证期间自提前到期之日起计算。",
    )
    sheet.heading("第五条　主合同变更与债权转让")
    sheet.paras(
        "5.1　债权人与债务人变更主合同，加重债务的，须经保证人书面同意；未加重债务的，无须保证人同意。",
        "5.2　债权人将主债权转让给第三人的，保证人在原保证范围内对受让人继续承担保证责任，本合同不禁止债权转让。",
    )
    sheet.heading("第六条　担保的独立选择")
    sheet.para(
        "6.1　主债权同时存在物的担保的，债权人有权选择先就物的担保实现债权，也可以直接请求保证人承担保证责任。"
    )


def _terms(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("第七条　保证人的陈述")
    sheet.paras(
        "7.1　保证人具有完全民事行为能力，签订本合同系真实意思表示。",
        "7.2　保证人确认夫妻双方均知悉并同意以夫妻共同财产承担保证责任。",
        "7.3　保证人提供的财产状况说明真实、完整，财产发生重大变化的应及时通知债权人。",
    )
    sheet.heading("第八条　通知与送达")
    sheet.paras(
        "8.1　保证人确认送达地址为_绍兴市柯桥区云溪花苑6幢_，债权人寄往该地址的函件以签收日为送达日。",
        "8.2　保证人变更地址未通知债权人的，债权人寄往原地址即视为送达。",
    )
    sheet.heading("第九条　违约责任")
    sheet.para("9.1　保证人未按约定承担保证责任的，应自债权人请求之日起按应付金额每日万分之五支付违约金。")
    sheet.heading("第十条　其他")
    sheet.paras(
        "10.1　因本合同发生的争议，由债权人住所地人民法院管辖。",
        "10.2　本合同自保证人签字、债权人盖章之日起生效，一式三份。",
    )


def _signatures(sheet: Sheet) -> None:
    sheet.page()
    sheet.middle("（签署页）", size=11, font="Text", after=40)
    sheet.para(f"债权人（盖章）：{BANK}", indent=0)
    sheet.gap(50)
    sheet.para("2021年3月18日", indent=0)
    round_seal(sheet.canvas, LEFT + 200, sheet.y + 60, BANK, "合同专用章", turn=-4)
    sheet.gap(60)
    for name, seed in (("周某某", 31), ("陈某某", 32)):
        sheet.para(f"保证人（签字）：{name}", indent=0)
        signature(sheet.canvas, LEFT + 150, sheet.y + 12, seed)
        sheet.gap(16)
        sheet.para("2021年3月18日", indent=0)
        sheet.gap(30)
    sheet.para("保证人夫妻双方共同签署，互为财产共有人同意。", indent=0)


def guarantor_assets() -> bytes:
    sheet = Sheet("保证人财产线索说明", SELLER, pages=1, head=(SELLER, "资料编号：JC-2025-10"))
    sheet.page()
    sheet.title("保证人财产线索说明", size=18, after=24)
    sheet.para(
        f"根据本公司2025年7月对保证人周某某、{slip('陈某某', '程某某')}的财产调查，现将线索说明如下。本说明仅供意向竞买人参考，"
        "本公司不对线索的真实性、可执行性作任何保证。"
    )
    sheet.gap(6)
    sheet.table(
        (
            ("序号", "财产线索", "权利状况", "参考价值（元）"),
            (
                "1",
                "绍兴市柯桥区云溪花苑6幢住宅一套（128.40㎡）",
                "夫妻共有，按揭未扣除",
                "1,180,000.00",
            ),
            ("2", "小型轿车两辆（浙D·A**31、浙D·F**07）", "未抵押", "190,000.00"),
            ("3", "绍兴市某投资合伙企业出资份额", "未实缴", "0.00"),
            ("4", "银行存款及理财（2025年6月末）", "轮候冻结", "130,000.00"),
            ("合计", "", "", "1,500,000.00"),
        ),
        (34, 214, 112, 90),
        right=(3,),
        size=8.8,
        grid=True,
        total=True,
    )
    sheet.paras(
        "综上，保证人可供执行财产的参考价值合计为_人民币壹佰伍拾万元整（¥1,500,000.00）_。",
        "上述住宅系保证人家庭唯一住房的可能性不能排除，实际可执行金额以人民法院处置结果为准。",
    )
    sheet.gap(40)
    sheet.right(SELLER, "2025年7月28日")
    round_seal(sheet.canvas, RIGHT - 80, sheet.y + 34, SELLER, turn=-7)
    return sheet.done()


def demand_letter() -> bytes:
    sheet = Sheet("逾期贷款催收通知书", BANK, pages=1)
    sheet.page()
    sheet.title("逾期贷款催收通知书", size=20, after=30)
    sheet.para("周某某、陈某某：", indent=0)
    sheet.paras(
        f"{BORROWER}于2021年3月向本行借款人民币贰仟万元整，合同编号{slip(LOAN_NO, LOAN_NO.replace('0086', '0068'))}，已于2022年3月20日到期，至今未还。"
        f"你方作为编号{GUARANTEE_NO}《保证合同》的连带责任保证人，应对上述债务本息承担连带清偿责任。",
        "请贵方应于收到本通知之日起五日内承担连带责任，归还全部本金、利息、罚息、复利及实现债权的费用。"
        "逾期不履行的，本行将依法追究你方的法律责任。",
        "特此通知。",
    )
    sheet.gap(20)
    sheet.right(BANK, "2023年11月5日")
    round_seal(sheet.canvas, RIGHT - 90, sheet.y + 34, BANK, turn=6)
    sheet.gap(50)
    sheet.rule(sheet.y)
    sheet.gap(10)
    sheet.para(
        "寄送方式：特快专递（EMS），邮件号码 EX 3306 2023 1105 CN，寄件日期 2023-11-05", indent=0, size=9.5
    )
    sheet.para("收件人签收：　　　　　　　　签收日期：　　　年　　月　　日", indent=0, size=9.5)
    sheet.gap(16)
    sheet.para("（签收回执未随卷移交）", indent=0, size=9.5)
    return sheet.done()
