"""附件13, 14: the tenant's lease, older than the mortgage, and the builder's letter."""

from demo_papers.seal import name_seal, round_seal, signature
from demo_papers.sheet import LEFT, RIGHT, Sheet
from demo_papers.slips import slip
from demo_papers.story import BORROWER, BUILDER, SITE, TENANT


def lease() -> bytes:
    sheet = Sheet("厂房租赁合同", BORROWER, pages=2, head=("厂房租赁合同", "编号：JC-ZL-2018-12"))
    sheet.page()
    sheet.title("厂房租赁合同", size=20, after=20)
    sheet.fields((("出租方（甲方）：", BORROWER), ("承租方（乙方）：", TENANT)), label=120)
    sheet.gap(6)
    sheet.paras(
        f"一、甲方将坐落于{SITE}的主厂房（建筑面积约6,000平方米）出租给乙方作仓储使用。",
        "二、租赁期限自2018年12月1日起至2027年8月31日止。",
        f"三、年租金为人民币柒拾贰万元整（¥{slip('720,000.00', '702,000.00')}），按年支付。",
        "四、租赁期间，乙方未经甲方书面同意不得转租。",
        "五、甲方转让租赁物的，应在合理期限内通知乙方，乙方在同等条件下享有优先购买权。",
    )
    sheet.page()
    sheet.paras(
        "六、乙方应合理使用租赁物，不得改变结构，不得存放易燃易爆物品。",
        "七、租赁物在租赁期间所有权发生变动的，不影响本合同的效力。",
        "八、本合同自双方签字盖章之日起生效。双方于2018年12月1日签订本合同，乙方已于当日入场。",
    )
    sheet.gap(30)
    for side, name, seed in (("甲方", BORROWER, 51), ("乙方", TENANT, 52)):
        sheet.para(f"{side}（盖章）：{name}", indent=0)
        signature(sheet.canvas, LEFT + 330, sheet.y + 14, seed)
        round_seal(sheet.canvas, LEFT + 200, sheet.y + 8, name, turn=7)
        sheet.gap(90)
    return sheet.done()


def builder_letter() -> bytes:
    sheet = Sheet("工程款催告函", BUILDER, pages=1)
    sheet.page()
    sheet.title("工程款催告函", size=20, after=26)
    sheet.para(f"{slip(BORROWER, BORROWER.replace('纺织', '纺织品'))}：", indent=0)
    sheet.paras(
        f"我公司与贵公司于2021年3月签订《附属用房建设工程施工合同》，由我公司承建位于{SITE}厂区内的附属用房。工程已于"
        "2021年11月竣工并交付使用，竣工结算价款3,200,000.00元，双方于2024年6月签署结算书，约定余款支付期限为2024年9月30日。",
        "截至本函发出之日，贵公司尚欠工程款人民币玖拾万元整（¥900,000.00）。",
        "依照《中华人民共和国民法典》第八百零七条，请贵公司在收到本函后十五日内付清。逾期不付的，我公司将请求人民法院将该工程"
        "依法拍卖，就该工程折价或者拍卖的价款优先受偿。",
        "特此函告。",
    )
    sheet.gap(30)
    sheet.right(BUILDER, "2025年3月12日")
    round_seal(sheet.canvas, RIGHT - 70, sheet.y + 36, BUILDER, turn=-5)
    name_seal(sheet.canvas, RIGHT - 180, sheet.y + 34, "孙某某")
    return sheet.done()
