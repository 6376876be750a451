"""附件6: the appraisal report, disclosed twice; the second version corrects page 12."""

from dataclasses import dataclass

from demo_papers import appraisal_method as method
from demo_papers.seal import name_seal, round_seal, signature
from demo_papers.sheet import LEFT, RIGHT, WIDTH, Sheet
from demo_papers.slips import slip
from demo_papers.story import APPRAISAL_NO, APPRAISER, BORROWER, BORROWER_ID, SELLER, SITE, TITLE_NO


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What differs between the two versions."""

    occupancy: str
    outside: str
    annex_value: str
    total: str
    total_words: str
    issued: str


FIRST = Disclosure(
    occupancy="1.主厂房由产权人自用，现场有部分仓储货物堆放，权属待核实。",
    outside="已登记并列入抵押物的部分约占评估价值的88%，其后增建的附属用房约占12%，未办理产权登记。",
    annex_value="3,000,000.00",
    total="24,600,000.00",
    total_words="人民币贰仟肆佰陆拾万元整（¥24,600,000.00）",
    issued="二〇二五年五月二十日",
)
SECOND = Disclosure(
    occupancy="1.主厂房由绍兴恒达仓储有限公司占用，据称租期至2027年8月31日止；租赁合同及租金支付凭证未提供。",
    outside="已登记并列入抵押物的部分约占评估价值的90%，其后增建的附属用房约占10%，未办理产权登记。",
    annex_value="2,400,000.00",
    total="24,000,000.00",
    total_words="人民币贰仟肆佰万元整（¥24,000,000.00）",
    issued="二〇二五年八月二十二日",
)


def appraisal(disclosure: Disclosure) -> bytes:
    sheet = Sheet(
        "房地产及机器设备估价报告", APPRAISER, pages=14, head=("锦川纺织房地产估价报告", APPRAISAL_NO)
    )
    _cover(sheet, disclosure)
    _letter(sheet, disclosure)
    _contents(sheet)
    method.statement(sheet)
    _title_page(sheet)
    method.object_of_appraisal(sheet)
    method.market(sheet)
    method.principles(sheet)
    method.cost_approach(sheet)
    method.comparison(sheet)
    method.summary(sheet)
    _result(sheet, disclosure)
    _machinery(sheet)
    _signatures(sheet, disclosure)
    return sheet.done()


def _cover(sheet: Sheet, disclosure: Disclosure) -> None:
    sheet.page(cover=True)
    sheet.gap(70)
    sheet.title("房地产及机器设备估价报告", size=27, after=90)
    sheet.leading = 30
    sheet.fields(
        (
            ("估价报告编号：", APPRAISAL_NO),
            ("估价项目名称：", f"{BORROWER}厂房土地及生产设备"),
            ("", "市场价值评估"),
            ("估价委托人：", SELLER),
            ("房地产估价机构：", APPRAISER),
            ("注册房地产估价师：", "何某某（注册号3320150***）"),
            ("", "吕某某（注册号3320180***）"),
            ("出具日期：", disclosure.issued),
        ),
        label=125,
    )
    sheet.leading = 24
    round_seal(sheet.canvas, RIGHT - 120, sheet.y + 40, APPRAISER, turn=-9)


def _letter(sheet: Sheet, disclosure: Disclosure) -> None:
    sheet.page()
    sheet.title("致估价委托人函", size=18, after=18)
    sheet.para(f"{SELLER}：", indent=0)
    sheet.paras(
        f"受贵公司委托，我公司对{BORROWER}名下坐落于{SITE}的工业房地产及生产设备进行了估价。",
        "估价目的：为贵公司处置金融债权提供价值参考。",
        "价值时点：二〇二五年五月十二日（实地查勘完成之日）。价值类型：市场价值。",
        "估价方法：土地使用权采用市场比较法，房屋采用成本法，机器设备采用重置成本法。",
        f"房地产估价结果为{disclosure.total_words}，机器设备估价结果见报告正文第九部分。",
        "特别提示：本报告未考虑欠缴税费、工程价款优先受偿、租赁等对估价对象价值的影响，报告使用人应予关注。",
    )
    sheet.gap(30)
    sheet.right(APPRAISER, disclosure.issued)
    round_seal(sheet.canvas, RIGHT - 90, sheet.y + 36, APPRAISER, turn=4)


def _contents(sheet: Sheet) -> None:
    sheet.page()
    sheet.title("目　录", size=18, after=24)
    entries = (
        ("致估价委托人函", 2), ("一、估价师声明", 4), ("二、权属状况", 5), ("三、估价对象概况", 6), ("四、市场背景分析", 7),
        ("五、估价原则与方法", 8), ("　　成本法测算", 9), ("　　比较法测算", 10), ("　　测算结果汇总", 11),
        ("六、现场查勘情况", 12), ("七、估价结果", 12), ("八、估价假设和限制条件", 12), ("九、机器设备估价", 13),
        ("十、签署与附件", 14),
    )  # fmt: skip
    for name, page in entries:
        sheet.dotted(name, str(page))


def _title_page(sheet: Sheet) -> None:
    """Printed with bleed: the CropBox does not begin at the origin."""
    sheet.shifted_page(28)
    sheet.heading("二、权属状况")
    sheet.para("根据委托人提供的不动产权证书复印件，估价对象登记情况如下：")
    sheet.table(
        (
            ("登记事项", "登记内容"),
            ("权利人", BORROWER),
            ("统一社会信用代码", BORROWER_ID),
            ("不动产权证号", TITLE_NO),
            ("坐落", SITE),
            ("权利类型", "国有建设用地使用权／房屋所有权"),
            ("权利性质", "出让／自建房"),
            ("用途", "工业用地／厂房、仓库"),
            ("使用期限", "国有建设用地使用权2056年12月30日止"),
        ),
        (120, 330),
        grid=True,
        size=10,
        row=25,
    )
    sheet.para("宗地图（示意）", indent=0, font="Head", size=10.5)
    _plan(sheet)


def _plan(sheet: Sheet) -> None:
    canvas, top = sheet.canvas, sheet.y - 6
    canvas.setLineWidth(1.2)
    canvas.setDash(6, 3)
    canvas.rect(LEFT + 50, top - 210, 340, 205)
    canvas.setDash()
    canvas.setFillGray(0.9)
    for x, y, width, height in ((80, -130, 190, 95), (80, -195, 120, 45), (300, -150, 70, 110)):
        canvas.rect(LEFT + x, top + y, width, height, fill=1)
    canvas.setFillGray(0)
    canvas.setFont("Text", 9)
    for x, y, name in (
        (145, -85, "主厂房（三层）"),
        (115, -175, "仓库"),
        (308, -98, "附属用房"),
        (308, -110, "（2021年增建）"),
    ):
        canvas.drawString(LEFT + x, top + y, name)
    canvas.drawString(LEFT + 180, top - 224, "云 溪 路")
    canvas.line(RIGHT - 40, top - 60, RIGHT - 40, top - 20)
    canvas.drawString(RIGHT - 45, top - 16, "北")


def _result(sheet: Sheet, disclosure: Disclosure) -> None:
    sheet.page()
    sheet.size, sheet.leading = 11.5, 21
    sheet.heading("六、现场查勘情况", before=2)
    sheet.paras(
        disclosure.occupancy, f"2.估价对象于2019年3月{slip('22', '26')}日办理抵押登记，{disclosure.outside}"
    )
    sheet.heading("七、估价结果", before=4)
    sheet.table(
        (
            ("项目", "用途", "面积（㎡）", "评估价值（元）"),
            ("土地使用权（出让）", "工业", "18,642.50", "10,439,800.00"),
            ("主厂房、仓库", "工业", "21,306.18", "11,160,200.00"),
            ("附属用房（2021年增建）", "未登记", "3,980.00", disclosure.annex_value),
            ("合计", "", "", disclosure.total),
        ),
        (180, 70, 90, 110),
        right=(2, 3),
        size=10.5,
        total=True,
        row=24,
    )
    sheet.para("采用成本法与市场比较法测算，确定估价对象在价值时点二〇二五年五月十二日的市场价值为：")
    sheet.gap(2)
    sheet.middle(disclosure.total_words, size=13, after=10)
    sheet.heading("八、估价假设和限制条件", before=2)
    sheet.paras(
        "1.本次评估未考虑欠缴税费、工程价款优先受偿、租赁等对估价对象价值的影响。",
        "2.估价对象的处置费用、交易税费由相关方按规定承担，未在评估价值中扣除。",
        "3.快速变现条件下的价值可能低于本报告的市场价值，报告使用人应予关注。",
        "4.本报告使用期限自价值时点起一年，即至2026年5月11日止。",
        "5.本报告仅供金融债权处置参考，不得用于其他目的。",
    )
    sheet.size, sheet.leading = 12, 24


def _machinery(sheet: Sheet) -> None:
    sheet.page()
    sheet.heading("九、机器设备估价")
    sheet.para("机器设备采用重置成本法，评估价值＝重置价值×综合成新率。设备均在厂区内，部分处于停机状态。")
    sheet.table(
        (
            ("名称", "数量", "购置年份", "重置价值（元）", "成新率", "评估价值（元）"),
            ("喷气织机", "48台", "2014", "7,200,000.00", "30%", "2,160,000.00"),
            ("喷气织机（2021年增购）", "12台", "2021", "1,800,000.00", "45%", "810,000.00"),
            ("整经机、浆纱机", "6台", "2014", "1,150,000.00", "30%", "345,000.00"),
            ("定型机", "2台", "2015", "1,300,000.00", "35%", "455,000.00"),
            ("空压机组及其他", "1批", "2014", "920,000.00", "25%", "230,000.00"),
            ("合计", "", "", "12,370,000.00", "", "4,000,000.00"),
        ),
        (130, 42, 54, 92, 46, 92),
        right=(3, 4, 5),
        size=9.2,
        grid=True,
        total=True,
    )
    sheet.para("确定机器设备在价值时点的市场价值为：")
    sheet.middle("人民币肆佰万元整（¥4,000,000.00）", size=13)
    sheet.paras(
        "1.喷气织机（2021年增购）12台系以融资方式购入，购置款余额以登记信息和合同为准，评估价值中未扣除。",
        "2.设备拆除、搬运、仓储等费用未在评估价值中扣除。",
    )


def _signatures(sheet: Sheet, disclosure: Disclosure) -> None:
    sheet.page()
    sheet.heading("十、签署与附件")
    sheet.paras(
        "附件一：不动产权证书复印件；附件二：现场查勘照片；附件三：估价机构备案证书复印件；附件四：估价师注册证书复印件。"
    )
    sheet.gap(40)
    for name, number, seed in (("何某某", "3320150***", 61), ("吕某某", "3320180***", 62)):
        sheet.para(f"注册房地产估价师：{name}　　注册号：{number}", indent=0)
        signature(sheet.canvas, LEFT + 300, sheet.y + 14, seed)
        name_seal(sheet.canvas, LEFT + 400, sheet.y + 16, name)
        sheet.gap(36)
    sheet.gap(20)
    sheet.right(APPRAISER, disclosure.issued)
    round_seal(sheet.canvas, RIGHT - 90, sheet.y + 36, APPRAISER, turn=-3)
    _photographs(sheet)


def _photographs(sheet: Sheet) -> None:
    canvas = sheet.canvas
    for column, name in enumerate(("照片1 主厂房外景", "照片2 主厂房内部")):
        x, y = LEFT + 20 + column * 225, 150
        canvas.setFillGray(0.86)
        canvas.rect(x, y, 190, 120, fill=1, stroke=0)
        canvas.setFillGray(0.62)
        canvas.rect(x, y, 190, 34, fill=1, stroke=0)
        canvas.setFillGray(0.74)
        for bay in range(5):
            canvas.rect(x + 12 + bay * 36, y + 34, 26, 46, fill=1, stroke=0)
        canvas.setFillGray(0)
        canvas.setFont("Text", 8.5)
        canvas.drawCentredString(x + 95, y - 14, name)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, 128, WIDTH - LEFT, 128)
