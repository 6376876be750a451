"""From the facts of a page to the rows of a proposed lot."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from workstation.domain.collateral import CollateralType
from workstation.domain.errors import UserError
from workstation.domain.html import HtmlNode
from workstation.domain.listings import Regime
from workstation.domain.money import Money
from workstation.domain.parties import PartyKind, RoleKind
from workstation.domain.proposals import (
    NO_START_PRICE,
    PageFact,
    ProposalWarning,
    ProposedField,
    ProposedLot,
)
from workstation.intake.announcement import is_announcement, not_found, read_announcement
from workstation.intake.claim_rows import balances, securities
from workstation.intake.concluded import concluded
from workstation.intake.notice import read_notice
from workstation.intake.page import absent, fact, proposed
from workstation.intake.taobao import contact, is_item_page, not_loaded, read_item
from workstation.intake.values import YUAN


class UnknownPageError(UserError):
    code = "intake.unknown_page"
    message = (
        "{source} is neither an auction page nor an announcement that can be read. Save the page of one item of "
        "sf.taobao.com or zc-paimai.taobao.com from the browser (complete page), or type the lot by hand."
    )


# fact -> field of the listing
_LISTING: Final = {
    "platform": "platform",
    "item_id": "item_no",
    "url": "url",
    "title": "title_text",
    "round": "round",
    "disposal_unit": "seller",
    "seller": "seller",
    "original_lender": "original_lender",
    "start_price": "start_price",
    "increment": "increment",
    "deposit": "deposit",
    "appraised_price": "appraised_price",
    "notice_date": "notice_on",
    "published": "notice_on",
    "deposit_deadline": "deposit_due",
    "start_time": "bid_start",
    "end_time": "bid_end",
    "delay_period_minutes": "extension_minutes",
    "payment_deadline": "payment_due",
    "base_date": "base_date",
    "cutoff_date": "base_date",
    "borrowers": "borrowers",
    "loans": "loans",
    "principal": "principal",
    "interest": "interest",
    "claim_total": "claim_total",
    "total_claim": "claim_total",
    "tax_bearer": "tax_bearer",
    "priority_purchasers": "priority_bidders",
    "buyer_conditions": "buyer_conditions",
    "known_defects": "known_defects",
    "advances": "advances",
    "applicants": "registrants",
    "reminders": "watchers",
    "views": "views",
    "bid_records": "bids",
    "page_time": "counted_at",
}
_TYPES: Final = (
    ("机器设备", CollateralType.MACHINERY),
    ("在建工程", CollateralType.CONSTRUCTION),
    ("工业", CollateralType.INDUSTRIAL),
    ("厂房", CollateralType.INDUSTRIAL),
    ("住宅", CollateralType.RESIDENTIAL),
    ("商业", CollateralType.COMMERCIAL),
    ("商铺", CollateralType.COMMERCIAL),
    ("股权", CollateralType.EQUITY),
    ("应收账款", CollateralType.RECEIVABLES),
    ("车辆", CollateralType.VEHICLE),
)
_COMPANY: Final = ("公司", "厂", "银行", "支行", "合作社", "中心", "合伙企业")


def propose(page: HtmlNode, *, source: str) -> ProposedLot:
    """The lot that a saved item page, or the text of a transfer announcement, offers; `source` is its file name.
    `UnknownPageError` for anything else."""
    if is_item_page(page):
        read = (*read_item(page), *read_notice(page))
    elif is_announcement(page):
        read = tuple(read_announcement(page))
    else:
        raise UnknownPageError(source=source)
    facts = {found.key: found for found in read}
    proposal = ProposedLot(
        source=source,
        facts=tuple(facts.values()),
        fields=tuple(_rows(facts, contact(page), source)),
        missing=not_loaded(page),
    )
    for warning in (*_warnings(proposal), *_unread_figures(page, proposal)):
        proposal = proposal.warned(warning)
    return proposal


def _rows(facts: dict[str, PageFact], seller_contact: str, source: str) -> Iterator[ProposedField]:
    filled = {key: found for key, found in facts.items() if found.value is not None}
    yield from _lot(filled, source)
    yield from _listing(filled, seller_contact)
    yield from _claim(filled)
    yield from _parties(filled)
    yield from _collateral(filled)


def _lot(facts: dict[str, PageFact], source: str) -> Iterator[ProposedField]:
    title = facts.get("title", fact("title", source, source, "file name"))
    yield proposed("lot", "lot", "name", title.value, title)
    if place := facts.get("location"):
        words = str(place.value).split()
        # the page prints province, city, district and the rest, parted by blanks
        yield proposed("lot", "lot", "region", " ".join(words[:3]) if len(words) > 3 else place.value, place)


def _listing(facts: dict[str, PageFact], seller_contact: str) -> Iterator[ProposedField]:
    for key, name in _LISTING.items():
        if found := facts.get(key):
            yield proposed("listing", "listing", name, found.value, found)
    if seller_contact:
        shown = fact("contact", seller_contact, seller_contact, "联系咨询方式")
        yield proposed("listing", "listing", "contact", seller_contact, shown)
    decided = _regime(facts)
    if decided is not None:
        yield proposed("listing", "listing", "regime", *decided)
    if composition := _composition(facts):
        yield proposed("listing", "listing", "composition", composition.value, composition)
    for name, value, found in concluded(facts, decided[0] if decided else None):
        yield proposed("listing", "listing", name, value, found)


# What an announcement says of a package of many loans, in its own words
_COMPOSITION: Final = (
    "asset_kind",
    "five_class",
    "guarantee",
    "litigation",
    "weighted_overdue_days",
    "largest_borrower",
    "average_balance",
    "weighted_age",
    "weighted_credit_line",
    "written_off",
)


def _composition(facts: dict[str, PageFact]) -> PageFact | None:
    """One line each, as they are printed; the classes are where a reader looks first, so they are what is cited."""
    found = [facts[key] for key in _COMPOSITION if key in facts]
    if not found or "loans" not in facts:
        return None
    main = facts.get("five_class", found[0])
    return fact("composition", "\n".join(one.quote for one in found), main.quote, main.where, main.quote)


def _regime(facts: dict[str, PageFact]) -> tuple[Regime, PageFact] | None:
    """Court lots and claim lots share one site; seller and host tell them apart (domain.md 1.1). With the regime comes
    the fact that decided it."""
    nothing = absent("")
    seller, platform = facts.get("disposal_unit", nothing), facts.get("platform", nothing)
    name, host = seller.text, str(platform.value or "")
    kind = facts.get("auction_kind", nothing)
    court = Regime.CN_JUDICIAL_SALE if kind.value == "变卖" else Regime.CN_JUDICIAL_NET
    if "管理人" in name or "破产" in name:
        return Regime.CN_BKR, seller
    if "法院" in name:
        return court, seller
    if "资产管理" in name:
        return Regime.CN_AMC_ONLINE, seller
    if host == "银登中心":
        return Regime.CN_BANK_SINGLE, platform
    if host == "sf.taobao.com":
        return court, platform
    return (Regime.CN_AMC_ONLINE, platform) if host.startswith("zc-") else None


def _claim(facts: dict[str, PageFact]) -> Iterator[ProposedField]:
    """One claim with the balances that the page states."""
    docket = {"judgment_no": "judgment_no", "exec_no": "enforcement_no"}
    if "principal" not in facts and "debtors" not in facts:
        return
    if debtors := facts.get("debtors"):
        yield proposed("claim", "claim", "borrower", "@party.borrower", debtors)
    for key, name in docket.items():
        if found := facts.get(key):
            yield proposed("claim", "claim", name, found.value, found)
    if principal := facts.get("principal"):
        currency = principal.value.currency if isinstance(principal.value, Money) else YUAN
        yield proposed("claim", "claim", "currency", currency, principal)
        yield from balances(facts)


def _parties(facts: dict[str, PageFact]) -> Iterator[ProposedField]:
    named: list[tuple[str, str, RoleKind, PageFact]] = []
    for key, row, kind in (
        ("disposal_unit", "seller", RoleKind.SELLER),
        ("seller", "seller", RoleKind.SELLER),
        ("original_lender", "original_lender", RoleKind.ORIGINAL_LENDER),
    ):
        if found := facts.get(key):
            named.append((row, found.value, kind, found))
    for key, row, kind in (
        ("debtors", "borrower", RoleKind.BORROWER),
        ("guarantors", "guarantor", RoleKind.GUARANTOR),
    ):
        if found := facts.get(key):
            for number, name in enumerate(found.value, 1):
                single = key == "debtors" and number == 1
                named.append((row if single else f"{row}.{number}", name, kind, found))
    for row, name, kind, found in named:
        yield proposed("party", f"party.{row}", "name", name, found)
        yield proposed("party", f"party.{row}", "kind", _party_kind(name), found)
        yield proposed("role", f"role.{row}", "party", f"@party.{row}", found)
        yield proposed("role", f"role.{row}", "kind", kind, found)


def _party_kind(name: str) -> PartyKind:
    if "法院" in name:
        return PartyKind.COURT
    return PartyKind.COMPANY if name.endswith(_COMPANY) or "公司" in name else PartyKind.PERSON


def _collateral(facts: dict[str, PageFact]) -> Iterator[ProposedField]:
    found = facts.get("collateral")
    if found is None:
        return
    for number, text in enumerate(found.value, 1):
        row = f"collateral.{number}"
        kind = next((kind for word, kind in _TYPES if word in text), CollateralType.OTHER)
        yield proposed("collateral", row, "name", text.split("（")[0][:60], found)
        yield proposed("collateral", row, "type", kind, found)
        yield proposed("collateral", row, "description", text, found)
        yield from securities(found, f"{number}", kind, text)


def _unread_figures(page: HtmlNode, proposal: ProposedLot) -> Iterator[ProposalWarning]:
    """An announcement that is only half understood says which figures it did not find."""
    figures = not_found(proposal) if not is_item_page(page) else ()
    if figures:
        yield ProposalWarning(
            "intake.figures_not_found",
            "These figures were not found in the announcement: {figures}. Type them in from the announcement.",
            (("figures", "、".join(figures)),),
        )


def _warnings(proposal: ProposedLot) -> Iterator[ProposalWarning]:
    if proposal.missing:
        yield ProposalWarning(
            "intake.sections_not_loaded",
            "These sections were not loaded when the page was saved: {sections}. Open the page again, scroll to its "
            "end and save it once more.",
            (("sections", "、".join(proposal.missing)),),
        )
    if proposal.fact("start_price") is None:
        yield ProposalWarning(NO_START_PRICE, "The page gives no start price. Ask the seller for it.")
    parts = [proposal.fact(key) for key in ("principal", "interest", "advances")]
    total = proposal.fact("claim_total")
    known = all(isinstance(part, Decimal) for part in (*parts, total))
    if known and sum(parts) != total:
        yield ProposalWarning(
            "intake.claim_does_not_add_up",
            "Principal, interest and costs come to {sum}, but the page says {total}. Ask the seller which is right.",
            (("sum", f"{sum(parts):,}"), ("total", f"{total:,}")),
        )
