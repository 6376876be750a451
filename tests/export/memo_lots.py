"""Lots whose memo is looked at page by page: the sample; one thing under a name of sixty characters; fourteen things with a
long thesis and fourteen conditions; one with every part of page one at its longest; a listing of which nothing was valued.

Each is made through the use cases that a person works with, in a workspace of its own.
"""

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial

from memo_pages import FACES

from workstation import bootstrap
from workstation.application.consistency import Extracts
from workstation.application.demo.build import build_sample
from workstation.application.intaking import enter_listing
from workstation.application.lots import new_lot
from workstation.application.memos import material_of, memo_of
from workstation.application.ports.memo_pages import NoPage
from workstation.application.records import FieldRef, add_row, assume, edit_fields
from workstation.application.valuing import freeze_run
from workstation.documents.html import parse_html
from workstation.domain.checklists.answers import Severity
from workstation.domain.claims import BalanceKind
from workstation.domain.collateral import CollateralType, EncumbranceKind
from workstation.domain.decisions import DecisionKind
from workstation.domain.guarantees import Guarantee
from workstation.domain.memo import Memo
from workstation.domain.money import Money
from workstation.domain.new_lots import NewLot
from workstation.export.memo.exhibits import exhibit_sheets
from workstation.export.memo.kit import Kit, exhibit_places
from workstation.export.memo.look import load_look
from workstation.export.memo.pages import Page, body_pages, dress
from workstation.export.memo.words import Typesetter
from workstation.intake.propose import propose
from workstation.language.translator import Language, Translator

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LANGUAGES = (Language.ENGLISH, Language.CHINESE)
LONG_NAME = (
    "北岭农村商业银行股份有限公司对澄江市恒昌达食品工业有限公司及其保证人享有的不良贷款债权及附属担保权利打包转让项目"
    "（二〇二六年第三批）"
)
THESIS = (
    "十四处资产分布于三个区县，任何一处流拍都不会动摇整包的回收；前五处临街，租约清楚，两处已有意向受让人。"
    "债务人停产但未进入破产程序，首封均由原债权行申请，处置权在我方受让后一并移转。"
    "我们按最低的一档变现折扣出价，余下各处只按土地残值计入，保证人一概不计，因此折扣再深一成仍能保住本金。"
) * 3
CONDITIONS = "\n".join(
    f"第{number}项：受让前由出让方书面确认第{number}处房产的占用人、租金支付记录与押金去向，逾期未确认的该处不计价。"
    for number in range(1, 15)
)
_LISTING = """<html><head><title>澄江市盐井路厂房</title>
<link rel="canonical" href="//sf.taobao.com/sf_item/1.htm"></head><body>
<li class="J_PItem" id="sf-countdown" data-itemid="1" data-now="x" data-start="1773363600000"></li>
<table><tr>
<td><span class='pay-mark'>起拍价</span><span>: ¥3,200,000</span></td>
<td><span class='pay-mark'>保证金</span><span>: ¥320,000</span></td>
<td><span class='pay-mark'>加价幅度</span><span>: ¥16,000</span></td></tr></table>
<div id="J_desc"><table><tr><td>所在</td><td>澄江市盐井路7号</td></tr>
<tr><td>本金余额</td><td>9,600,000元</td></tr></table></div></body></html>"""


@dataclass(frozen=True, slots=True)
class LaidLot:
    """A memo in one language, and its pages with what stands on them."""

    name: str
    memo: Memo
    pages: list[Page]

    @property
    def body(self) -> list[Page]:
        return [page for page in self.pages if page.section]


class NoPages:
    """Every cited page as quoted words: what is looked at is the memo's own."""

    @staticmethod
    def page(_version: str, _index: int) -> NoPage:
        return NoPage("the page is not needed here")


def kit_of_language(language: str) -> Kit:
    return Kit(load_look(), Typesetter(FACES), Translator(Language(language)), {})


def kit_of(memo: Memo) -> Kit:
    return replace(kit_of_language(memo.language), places=exhibit_places(memo))


def laid(memo: Memo, source=NoPages) -> list[Page]:
    """All pages with header and footer, as they are painted."""
    kit = kit_of(memo)
    body = body_pages(memo, kit)
    pages = [*body, *(sheet.page for sheet in exhibit_sheets(memo, source, body, kit))]
    dress(pages, memo, kit)
    return pages


def memo_in(services, lot: str, language: Language) -> Memo:
    record = services.reader.lot(lot)
    run = freeze_run(services, lot).value
    material = material_of(services, services.reader.lot(record.lot.id), run, Extracts())
    return memo_of(services, material, bootstrap.memo_language(language), 3)


@contextmanager
def made(folder, name: str):
    """Services and the id of the lot of that name."""
    path = folder / f"{name}.workspace"
    services = (
        bootstrap.demo_services(path)
        if name == "sample"
        else bootstrap.create_services(path, actor="Wen", clock=lambda: NOW)
    )
    try:
        yield services, LOTS[name](services, folder)
    finally:
        services.close()


def laid_lots(folder) -> dict[tuple[str, str], LaidLot]:
    """By name and language."""
    found = {}
    for name in LOTS:
        with made(folder, name) as (services, lot):
            for language in LANGUAGES:
                memo = memo_in(services, lot, language)
                found[name, language.value] = LaidLot(name, memo, laid(memo))
    return found


def _sample(services, _folder) -> str:
    return build_sample(services, bootstrap.load_script(chinese=True), bootstrap.read_listing)


def _long_name(services, _folder) -> str:
    """One thing with one value, decided and not signed."""
    given = NewLot(
        name=LONG_NAME,
        start_price=Money.of(2_600_000),
        increment=Money.of(20_000),
        principal=Money.of(14_500_000),
        bid_end=NOW + timedelta(days=9),
    )
    lot = new_lot(services.writer, services.defaults, given).value
    thing = next(iter(services.reader.lot(lot).rows["collateral"]))
    add_row(
        services.writer,
        "appraisal",
        lot,
        {"collateral": thing, "value": Money.of(11_000_000), "valued_on": date(2026, 1, 15)},
    )
    _decide(
        services,
        lot,
        DecisionKind.BID_WITH_CONDITIONS,
        thesis="厂房临省道，已空置，可即时交付。",
        conditions="看到原始抵押登记证明。",
    )
    return lot


def _fourteen(services, _folder) -> str:
    given = NewLot(
        name="澄江十四处商铺",
        number="CJ-2026-014",
        start_price=Money.of(9_000_000),
        increment=Money.of(100_000),
        deposit=Money.of(900_000),
        principal=Money.of(88_000_000),
        bid_end=NOW + timedelta(days=9),
    )
    lot = new_lot(services.writer, services.defaults, given).value
    add = partial(add_row, services.writer)
    first = next(iter(services.reader.lot(lot).rows["collateral"]))
    things = [first]
    for number in range(2, 15):
        values = {"name": f"澄江市临河路{number}号商铺及其地下储藏间", "type": CollateralType.COMMERCIAL}
        things.append(add("collateral", lot, values).value)
        for scenario in services.reader.lot(lot).rows["scenario"]:
            sale = {"scenario": scenario, "collateral": things[-1], "forced_sale_discount": Decimal("0.35")}
            add("scenario_sale", lot, {**sale, "cash_date": date(2027, 6, 30)})
    for number, thing in enumerate(things, 1):
        value = Money.of(1_000_000 + 317_000 * number)
        add("appraisal", lot, {"collateral": thing, "value": value, "valued_on": date(2026, 1, 15)})
    for number in range(2, 6):
        claim = add("claim", lot, {"name": f"第{number}笔借款"}).value
        amount = Money.of(3_000_000 * number)
        add("balance", lot, {"claim": claim, "kind": BalanceKind.PRINCIPAL, "amount": amount})
    for number in range(1, 5):
        party = add("party", lot, {"name": f"澄江保证人{number}号贸易有限责任公司"}).value
        add(Guarantee.entity, lot, {"guarantor": party})
    _decide(services, lot, DecisionKind.BID_WITH_CONDITIONS, thesis=THESIS, conditions=CONDITIONS)
    return lot


def _crowded(services, _folder) -> str:
    """Every part of page one at its longest."""
    given = NewLot(
        name=LONG_NAME * 2,
        number="CJ-2026-第三批-债权资产包-0017-补充公告",
        start_price=Money.of(12_345_600),
        increment=Money.of(10_000),
        deposit=Money.of(1_234_560),
        principal=Money.of(310_000_000),
        bid_end=NOW + timedelta(days=9),
    )
    lot = new_lot(services.writer, services.defaults, given).value
    add = partial(add_row, services.writer)
    listing = next(iter(services.reader.lot(lot).rows["listing"]))
    sale = {"seller": LONG_NAME[:30] + "浙江分公司", "original_lender": LONG_NAME, "deposit_due": NOW}
    edit_fields(services.writer, "listing", listing, sale)
    for number in range(1, 9):
        party = add("party", lot, {"name": f"澄江市第{number}农副产品冷链物流综合开发有限责任公司"}).value
        claim = add("claim", lot, {"name": f"第{number}笔", "borrower": party}).value
        amount = Money.of(9_876_543 * number)
        add("balance", lot, {"claim": claim, "kind": BalanceKind.PRINCIPAL, "amount": amount})
        thing = add("collateral", lot, {"name": f"{LONG_NAME[:40]}第{number}处"}).value
        for scenario in services.reader.lot(lot).rows["scenario"]:
            half = {"scenario": scenario, "collateral": thing, "forced_sale_discount": Decimal("0.5")}
            add("scenario_sale", lot, {**half, "cash_date": date(2027, 6, 30)})
        value = Money.of(23_456_789 * number)
        days = {"valued_on": date(2026, 1, 15), "valid_to": date(2026, 12, number)}
        add("appraisal", lot, {"collateral": thing, "value": value, **days})
        risk = {"severity": Severity.KILL, "statement": f"{number}：{THESIS[:160]}", "mitigant": THESIS[:200]}
        add("risk", lot, {**risk, "effect_on_bid": Money.of(-1_000_000 * number)})
        before = {"collateral": thing, "kind": EncumbranceKind.MORTGAGE, "amount": Money.of(4_000_000)}
        encumbrance = add("encumbrance", lot, {**before, "since": date(2018, 1, 2), "ahead": False}).value
        assume(services.writer, FieldRef("encumbrance", encumbrance, "ahead"), THESIS[:120])
    _decide(services, lot, DecisionKind.BID_WITH_CONDITIONS, thesis=THESIS, conditions=CONDITIONS)
    return lot


def _listing(services, folder) -> str:
    """As it is read, with no word of ours."""
    page = folder / "listing.html"
    page.write_text(_LISTING, "utf-8")
    proposal = propose(parse_html(page.read_bytes()), source=page.name)
    return enter_listing(services, proposal, page, services.defaults).lot


def _decide(services, lot: str, kind: DecisionKind, **words: str) -> None:
    decision = add_row(services.writer, "decision", lot, {}).value
    edit_fields(services.writer, "decision", decision, {"kind": kind, **words})


LOTS = {
    "sample": _sample,
    "long name": _long_name,
    "fourteen": _fourteen,
    "crowded": _crowded,
    "listing": _listing,
}
