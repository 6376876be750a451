"""附件3 and 7, both scans: the mortgage certificate with the register's extract, and the tax office's reply."""

from demo_papers.fonts import BOLD
from demo_papers.scan import ScannedPage
from demo_papers.story import BANK, BORROWER, COURT, MORTGAGE_CERTIFICATE, SELLER, SITE, TITLE_NO


def register_pages() -> tuple[ScannedPage, ScannedPage]:
    return _certificate(), _extract()


def _certificate() -> ScannedPage:
    page = ScannedPage(skew=0.45, seed=81)
    page.middle(150, "中华人民共和国", 34, BOLD)
    page.middle(212, "不动产登记证明", 46, BOLD)
    page.middle(300, MORTGAGE_CERTIFICATE, 26, area="certificate")
    lower = page.table(
        130,
        370,
        (
            ("证明权利或事项", "抵押权", ""),
            ("权利人（申请人）", BANK, "holder"),
            ("义务人", BORROWER, "owner"),
            ("坐落", SITE, "location"),
            ("不动产单元号", "330603 104007 GB00216 F00010001", ""),
            ("不动产权证书号", TITLE_NO, "title"),
            ("抵押方式", "最高额抵押", ""),
            ("最高债权数额", "1800万元", "cap"),
            ("债权确定期间", "2019年03月20日起  2022年03月20日止", ""),
            ("抵押顺位", "第一顺位", ""),
            ("登记时间", "2019年03月22日", "registered"),
            ("附记", "抵押范围：土地使用权18642.50㎡，\n房屋建筑面积21306.18㎡。", ""),
        ),
        (250, 730),
        68,
    )
    page.text(130, lower + 36, "根据有关法律法规，为保护不动产权利人合法权益，对登记所载事项予以证明。", 22)
    page.text(760, lower + 110, "登记机构（章）", 24)
    page.text(760, lower + 160, "2019年03月22日", 24)
    page.seal(880, lower + 145, "绍兴市柯桥区不动产登记专用章", turn=8)
    return page


def _extract() -> ScannedPage:
    page = ScannedPage(skew=-0.6, seed=82)
    page.middle(150, "不动产登记信息查询结果证明", 40, BOLD)
    page.right(1110, 230, "查询编号：柯不动产查〔2025〕第30871号", 21)
    page.right(1110, 266, "查询时间：2025年08月18日 10:26", 21)
    lower = page.table(
        130,
        320,
        (
            ("权利人", BORROWER, ""),
            ("不动产权证号", TITLE_NO, ""),
            ("坐落", SITE, ""),
            ("权利类型", "国有建设用地使用权／房屋所有权", ""),
        ),
        (250, 730),
        62,
    )
    page.text(130, lower + 40, "抵押登记信息", 26, BOLD)
    lower = page.table(
        130,
        lower + 90,
        (
            ("抵押权人", BANK, ""),
            ("证明号", MORTGAGE_CERTIFICATE, ""),
            ("最高债权数额", "1800万元", ""),
            ("登记时间", "2019年03月22日", ""),
        ),
        (250, 730),
        62,
    )
    page.text(130, lower + 40, "查封登记信息", 26, BOLD)
    lower = page.table(
        130,
        lower + 90,
        (
            ("查封机关", COURT, "court"),
            ("查封文号", "（2022）浙0603财保118号", ""),
            ("查封类型", "首封", "rank"),
            ("查封起始时间", "2022年10月12日", "seized"),
            ("查封终止时间", "2025年10月12日", "lapses"),
        ),
        (250, 730),
        62,
    )
    page.text(130, lower + 40, "以上信息截至查询时间，未查询到居住权、异议及预告登记。", 22)
    page.seal(930, lower + 120, "绍兴市柯桥区不动产登记查询章", turn=-6)
    return page


def tax_reply() -> tuple[ScannedPage]:
    page = ScannedPage(skew=0.8, seed=83)
    page.middle(190, "国家税务总局绍兴市柯桥区税务局", 40, BOLD)
    page.draw.line((110, 262, 1130, 262), fill=(198, 40, 44), width=5)
    page.right(1110, 290, "柯税函〔2025〕第0213号", 22)
    page.middle(390, "关于浙江锦川纺织有限公司欠税情况的复函", 32, BOLD)
    page.text(130, 480, f"{SELLER}：", 25)
    lines = (
        "　　贵公司关于查询浙江锦川纺织有限公司（统一社会信用代码",
        "91330621MA2XK7J45H）欠税情况的来函收悉。经查，现函复如下：",
        "　　一、截至2025年7月31日，该公司欠缴增值税、城镇土地使用税、房产税",
        "等税款（不含滞纳金）如下：",
    )
    for number, line in enumerate(lines):
        page.text(130, 536 + number * 52, line, 25)
    lower = page.table(
        150,
        770,
        (
            ("税款所属期", "2018年01月至2018年10月", ""),
            ("欠税发生时间", "2018年11月30日", "arose"),
            ("欠税金额", "1,200,000.00元", "amount"),
        ),
        (260, 660),
        70,
    )
    more = (
        "　　二、上述欠税发生在不动产抵押登记之前，依照《中华人民共和国税收",
        "征收管理法》第四十五条，税收优先于抵押权执行。",
        "　　三、自税款滞纳之日起，按日加收滞纳税款万分之五的滞纳金。",
        "　　专此函复。",
    )
    for number, line in enumerate(more):
        page.text(130, lower + 40 + number * 52, line, 25)
    page.right(1080, lower + 330, "国家税务总局绍兴市柯桥区税务局", 25)
    page.right(1080, lower + 384, "2025年8月6日", 25)
    page.seal(900, lower + 360, "国家税务总局绍兴市柯桥区税务局", turn=5)
    return (page,)
