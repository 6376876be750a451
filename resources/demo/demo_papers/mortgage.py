"""附件2: the maximum-amount mortgage contract; its amount is higher than the register's."""

from demo_papers.seal import round_seal, signature
from demo_papers.sheet import LEFT, Sheet
from demo_papers.slips import slip
from demo_papers.story import BANK, BORROWER, MORTGAGE_NO, SITE, TITLE_NO


def mortgage_contract() -> bytes:
    sheet = Sheet("最高额抵押合同", BANK, pages=5, head=("越州商业银行", f"合同编号：{MORTGAGE_NO}"))
    _parties(sheet)
    _secured(sheet)
    _realisation(sheet)
    _inventory(sheet)
    _signatures(sheet)
    return sheet.done()


def _parties(sheet: Sheet) -> None:
    sheet.page()
    sheet.gap(10)
    sheet.title("最高额抵押合同", size=22)
    sheet.fields(
        (("抵押权人：", BANK), ("抵押人：", BORROWER), ("住所：", SITE), ("签订日期：", "2019年3月20日")),
        label=80,
    )
    sheet.gap(12)
    sheet.para(
        "为确保抵押权人与抵押人之间在约定期间内连续发生的债权得到清偿，抵押人自愿以其有权处分的财产提供最高额抵押担保。"
        "双方依照有关法律法规，订立本合同。"
    )
    sheet.heading("第一条　释义")
    sheet.paras(
        "1.1　主合同指抵押权人与抵押人在债权确定期间内签订的借款合同、承兑协议及其他授信文件。",
        "1.2　最高债权额包括本金、利息、罚息、复利、违约金以及实现债权和抵押权的费用。",
    )
    sheet.heading("第二条　抵押人的保证")
    sheet.paras(
        "2.1　抵押物归抵押人所有，不存在共有、争议、被查封或被扣押的情形。",
        "2.2　抵押人已取得股东会关于提供本抵押的有效决议。",
    )


def _secured(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("第三条　被担保的主债权")
    sheet.paras(
        "3.1　本合同担保的债权确定期间为自_2019年3月20日_起至_2022年3月20日_止。在此期间发生的债权，"
        "不论到期日是否超出该期间，均由抵押物担保。",
        "3.2　有下列情形之一的，债权确定：债权确定期间届满；新的债权不可能发生；抵押权人知道或者应当知道抵押财产被查封、"
        "扣押；债务人、抵押人被宣告破产或者解散；法律规定的其他情形。",
    )
    sheet.heading("第四条　抵押物")
    sheet.paras(
        f"4.1　不动产：坐落于{SITE}的国有建设用地使用权及地上房屋，不动产权证号_{TITLE_NO}_，"
        "详见抵押物清单。登记时的债权最高额以登记簿记载为准。",
        "4.2　动产：抵押人现有的以及将有的生产设备，详见抵押物清单，动产部分最高债权额_人民币陆佰万元整（¥6,000,000.00）_。",
        "4.3　抵押物上新增的附属物、从物，抵押人应及时通知抵押权人并配合办理登记。",
    )
    sheet.heading("第五条　担保金额")
    sheet.paras(
        f"5.1　不动产部分担保的最高债权额为_{slip('人民币壹仟捌佰万元整（¥18,000,000.00）', '人民币贰仟万元整（¥20,000,000.00）')}_。",
        "5.2　抵押权人实际受偿以抵押物变现所得为限，不足部分由债务人继续清偿。",
    )


def _realisation(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("第六条　登记与保管")
    sheet.paras(
        "6.1　双方应于合同签订后十日内办理抵押登记，不动产登记证明由抵押权人保管。",
        "6.2　抵押期间，未经抵押权人书面同意，抵押人不得出租、转让或以其他方式处分抵押物。",
        "6.3　抵押物毁损、灭失或被征收的，抵押权人就保险金、赔偿金或补偿金优先受偿。",
    )
    sheet.heading("第七条　抵押权的实现")
    sheet.paras(
        "7.1　债务人到期未履行债务的，抵押权人有权与抵押人协议以抵押物折价，或者申请人民法院拍卖、变卖抵押物。",
        "7.2　变现所得价款按下列顺序清偿：实现抵押权的费用；利息、罚息、复利；本金。",
        "7.3　债务由多项担保担保的，抵押权人有权选择行使任一担保权利。",
    )
    sheet.heading("第八条　债权转让")
    sheet.paras(
        "8.1　债权确定前，部分债权转让的，最高额抵押权不随之转让；债权确定后，抵押权随主债权一并转让。",
        "8.2　抵押权人转让债权的，应通知抵押人。",
    )
    sheet.heading("第九条　争议解决")
    sheet.para("9.1　因本合同发生的争议，由抵押权人住所地人民法院管辖。")


def _inventory(sheet: Sheet) -> None:
    sheet.page()
    sheet.title("抵押物清单", size=16, after=20)
    listed = slip(TITLE_NO, TITLE_NO.replace("0012846", "0012864"))
    sheet.para("一、不动产", indent=0, font="Head")
    sheet.table(
        (
            ("名称", "权证号", "面积（㎡）", "用途"),
            ("土地使用权（出让）", listed, slip("18,642.50", "18,624.50"), "工业"),
            ("主厂房、仓库", "同上", "21,306.18", "工业"),
        ),
        (110, 230, 70, 50),
        right=(2,),
        size=9,
        grid=True,
    )
    sheet.para("二、生产设备", indent=0, font="Head")
    sheet.table(
        (
            ("序号", "名称", "规格型号", "数量", "存放地点"),
            ("1", "喷气织机", "ZA-209i 190cm", "48台", "主厂房一层"),
            ("2", "整经机", "GA128H", "4台", "主厂房一层"),
            ("3", "浆纱机", "GA308", "2台", "主厂房一层"),
            ("4", "定型机", "MA448 8节", "2台", "主厂房二层"),
            ("5", "验布机", "YB-180", "6台", "仓库"),
            ("6", "空压机组", "LG-45/8", "3套", "动力车间"),
        ),
        (36, 110, 130, 60, 110),
        size=9,
        grid=True,
    )
    sheet.para("以上清单经抵押人核对无误。", indent=0)


def _signatures(sheet: Sheet) -> None:
    sheet.page()
    sheet.middle("（签署页）", size=11, font="Text", after=40)
    for side, name, seed in (("抵押权人", BANK, 21), ("抵押人", BORROWER, 22)):
        sheet.para(f"{side}（盖章）：{name}", indent=0)
        sheet.gap(20)
        sheet.para("法定代表人（负责人）或授权代理人：", indent=0)
        signature(sheet.canvas, LEFT + 210, sheet.y + 10, seed)
        sheet.gap(20)
        sheet.para("2019年3月20日", indent=0)
        round_seal(
            sheet.canvas, LEFT + 200, sheet.y + 64, name, "合同专用章" if side == "抵押权人" else "", turn=5
        )
        sheet.gap(90)
