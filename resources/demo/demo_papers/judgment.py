"""附件5: the judgment against the borrower, and the certificate that it took effect."""

from demo_papers.seal import round_seal
from demo_papers.sheet import RIGHT, Sheet
from demo_papers.story import (
    BANK,
    BORROWER,
    BORROWER_ID,
    COURT,
    JUDGMENT_NO,
    LOAN_NO,
    MORTGAGE_NO,
    SITE,
    TITLE_NO,
)


def judgment() -> bytes:
    sheet = Sheet("民事判决书", COURT, pages=6)
    _parties(sheet)
    _claims(sheet)
    _findings(sheet)
    _opinion(sheet)
    _order(sheet)
    _effect(sheet)
    return sheet.done()


def _parties(sheet: Sheet) -> None:
    sheet.page()
    sheet.gap(16)
    sheet.title(COURT, size=20, after=12)
    sheet.title("民 事 判 决 书", size=26, after=20)
    sheet.right(JUDGMENT_NO)
    sheet.gap(14)
    sheet.paras(
        f"原告：{BANK}，住所地绍兴市柯桥区金柯桥大道16号。",
        "负责人：沈某某，行长。",
        "委托诉讼代理人：许某某，浙江某某律师事务所律师。",
        f"被告：{BORROWER}，住所地{SITE}，统一社会信用代码{BORROWER_ID}。",
        "法定代表人：周某某，执行董事。",
        f"原告{BANK}与被告{BORROWER}金融借款合同纠纷一案，本院于2022年10月8日立案受理后，依法适用普通程序，"
        "公开开庭进行了审理。原告的委托诉讼代理人许某某到庭参加诉讼，被告经传票传唤无正当理由拒不到庭。本案现已审理终结。",
    )


def _claims(sheet: Sheet) -> None:
    sheet.page()
    sheet.paras(
        "原告向本院提出诉讼请求：1.判令被告归还借款本金2000万元；2.判令被告支付期内利息30万元，并支付自2022年3月20日起至"
        "实际清偿之日止按年利率9%计算的罚息；3.判令被告支付律师代理费10万元；4.判令原告对被告提供的抵押物折价或者拍卖、"
        "变卖所得价款在最高债权额范围内优先受偿；5.本案诉讼费用由被告承担。",
        "原告为证明其主张，向本院提交了流动资金借款合同、最高额抵押合同、不动产登记证明、动产担保登记证明、借款借据、"
        "转账凭证、利息计算清单、委托代理合同及发票等证据。",
        "被告未作答辩，亦未提交证据。",
        "原告明确本案不向保证人周某某、陈某某主张保证责任，保留另行主张的权利。",
        "诉讼过程中，本院根据原告的申请，于2022年10月12日作出保全裁定，查封了被告名下的上述不动产。",
    )


def _findings(sheet: Sheet) -> None:
    sheet.page()
    sheet.paras(
        f"经审理查明：2019年3月20日，原告与被告签订编号为{MORTGAGE_NO}的《最高额抵押合同》，约定被告以坐落于{SITE}的"
        f"不动产（{TITLE_NO}）及现有的以及将有的生产设备，为2019年3月20日至2022年3月20日期间发生的债权提供抵押担保。"
        "2019年3月22日，上述不动产办理抵押登记，登记的最高债权数额为1800万元。",
        f"2021年3月18日，原告与被告签订编号为{LOAN_NO}的《流动资金借款合同》，约定借款本金2000万元，期限自2021年3月20日起至"
        "2022年3月20日止，年利率6%，逾期罚息年利率9%，按季结息。",
        "2021年3月20日，原告按约发放借款2000万元。被告支付利息至2021年12月20日，此后未再付款。借款到期后，被告未归还本金。",
        "原告为本案诉讼支出律师代理费10万元。",
    )


def _opinion(sheet: Sheet) -> None:
    sheet.page()
    sheet.paras(
        "本院认为，原告与被告签订的借款合同、抵押合同系双方当事人真实意思表示，内容不违反法律、行政法规的强制性规定，"
        "应认定合法有效。原告已按约发放借款，被告未按期归还本金、支付利息，构成违约，应当承担相应的违约责任。",
        "关于罚息，合同约定的逾期罚息年利率9%符合中国人民银行的有关规定，本院予以支持。原告未主张复利，系对其权利的处分，"
        "本院予以准许。",
        "关于抵押权，不动产抵押权自登记时设立。合同约定的最高债权额与登记簿记载不一致的，以登记簿记载为准，"
        "故原告就不动产优先受偿的范围以1800万元为限。动产抵押已办理登记，可以对抗善意第三人。",
        "关于律师代理费，合同有明确约定且已实际支出，本院予以支持。",
        "被告经传票传唤无正当理由拒不到庭，视为放弃答辩和质证的权利，不影响本案审理。",
    )


def _order(sheet: Sheet) -> None:
    sheet.page()
    sheet.para(
        "依照《中华人民共和国民法典》第三百九十四条、第四百零二条、第四百二十条、第六百七十五条、第六百七十六条，"
        "《中华人民共和国民事诉讼法》第一百四十七条之规定，判决如下："
    )
    sheet.paras(
        "一、被告于本判决生效之日起十日内归还原告借款本金20,000,000元，支付期内利息300,000元，并支付自2022年3月20日起至"
        "实际清偿之日止以20,000,000元为基数按年利率9%计算的罚息；",
        "二、被告于本判决生效之日起十日内支付原告律师代理费100,000元；",
        "三、原告对被告提供的不动产折价或者拍卖、变卖所得价款在18,000,000元范围内优先受偿，对抵押的生产设备变价所得在"
        "6,000,000元范围内优先受偿。",
        "案件受理费、保全费合计50,000元，由被告负担。",
        "如不服本判决，可以在判决书送达之日起十五日内，向本院递交上诉状，上诉于浙江省绍兴市中级人民法院。",
    )
    sheet.gap(14)
    sheet.right(
        "审　判　长　　方某某",
        "人民陪审员　　俞某某",
        "人民陪审员　　金某某",
        "二〇二三年四月十日",
        "书　记　员　　郑某某",
    )
    round_seal(sheet.canvas, RIGHT - 60, sheet.y + 48, COURT, turn=3)


def _effect(sheet: Sheet) -> None:
    sheet.page()
    sheet.gap(30)
    sheet.title("生 效 证 明", size=24, after=40)
    sheet.paras(
        f"本院审理的原告{BANK}与被告{BORROWER}金融借款合同纠纷一案，{JUDGMENT_NO}民事判决书已于2023年5月8日发生法律效力。",
        "判决确定的履行期间最后一日为2023年5月18日。",
        "特此证明。",
    )
    sheet.gap(50)
    sheet.right(COURT, "二〇二三年六月五日")
    round_seal(sheet.canvas, RIGHT - 64, sheet.y + 36, COURT, turn=-5)
