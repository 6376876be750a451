"""What the words of a listing mean: how long the bidding runs, who bears the taxes, how far the suit has come."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from workstation.domain.fields import applies, field_of
from workstation.domain.findings.listing_rules import all_on_the_buyer
from workstation.domain.listings import Bearer, LegalStage, ListedSubject, Listing, PriceFinding, Regime
from workstation.domain.proposals import PageFact

_DURATION: Final = re.compile(r"([0-9]{1,3})\s*(天|日|小时)")
# the last word that fits speaks: "已判决，执行中，已终本" has come to the third
_STAGES: Final = (
    ("未诉", LegalStage.NOT_SUED),
    ("未起诉", LegalStage.NOT_SUED),
    ("已起诉", LegalStage.SUED),
    ("审理中", LegalStage.SUED),
    ("判决", LegalStage.JUDGED),
    ("已判", LegalStage.JUDGED),
    ("调解书", LegalStage.JUDGED),
    ("申请执行", LegalStage.ENFORCEMENT),
    ("执行中", LegalStage.ENFORCEMENT),
    ("终本", LegalStage.ENFORCEMENT_ENDED),
    ("终结本次执行", LegalStage.ENFORCEMENT_ENDED),
    ("恢复执行", LegalStage.RESUMED),
    ("破产", LegalStage.BANKRUPTCY),
    ("重整", LegalStage.REORGANISATION),
)
# a kind in brackets may be 信用卡透支 or 住房按揭 alone: then the title says whose loans they are
_PERSONAL: Final = re.compile(r"个人[^，。；()（）]{0,8}贷款|个人不良|信用卡")
_SELLS_CLAIMS: Final = frozenset({Regime.CN_AMC_ONLINE, Regime.CN_BANK_SINGLE, Regime.CN_EXCHANGE})


def concluded(facts: dict[str, PageFact], regime: Regime | None) -> Iterator[tuple[str, Any, PageFact]]:
    """Field of the listing, its value, and the fact it was concluded from; only fields that the regime has."""
    readers: tuple[tuple[str, str, Callable[[str], Any]], ...] = (
        ("bidding_period", "cycle_hours", hours),
        ("litigation_status", "legal_stage", legal_stage),
        ("tax_bearer", "tax_rule", tax_rule),
        ("appraised_label", "price_finding", price_finding),
    )
    row = Listing(id="", lot="", regime=regime)
    for key, name, read in readers:
        found = facts.get(key)
        value = read(found.text) if found is not None else None
        if found is not None and value is not None and applies(row, field_of(Listing, name)):
            yield name, value, found
    title, kind = facts.get("title"), facts.get("asset_kind")
    personal = next(
        (said for said in (kind, title) if said is not None and _PERSONAL.search(said.text)), None
    )
    if personal is not None and regime in _SELLS_CLAIMS:
        yield "subject", ListedSubject.PERSONAL_BULK, personal
    elif title is not None and regime in _SELLS_CLAIMS and "债权" in title.text:
        package = re.search(r"资产包|债权包|[0-9一二三四五六七八九十]+户", title.text)
        yield "subject", ListedSubject.PACKAGE if package else ListedSubject.CLAIM, title


def hours(text: str) -> int | None:
    """Of "1天" or "24小时"."""
    found = _DURATION.search(text)
    return None if found is None else int(found[1]) * (1 if found[2] == "小时" else 24)


def legal_stage(text: str) -> LegalStage | None:
    """The furthest stage by the order of the words; None where none fits."""
    places = [(text.rfind(word), stage) for word, stage in _STAGES if word in text]
    return max(places, key=lambda place: place[0])[1] if places else None


def tax_rule(text: str) -> Bearer | None:
    """Who bears the taxes, where one side bears all or each its own by law; None for anything in between."""
    if all_on_the_buyer(text):
        return Bearer.BUYER_ALL
    if re.search(r"各自|依法|法律法规|法律规定|法定", text):
        return Bearer.STATUTORY
    everything = re.search(r"(?:全部|一切|所有|均)?由?(买受人|竞买人|受让人|买方)(?:全部)?承担", text)
    if everything:
        return Bearer.BUYER_ALL
    return Bearer.SELLER_ALL if re.search(r"由?(出卖人|转让方|卖方|被执行人)(?:全部)?承担", text) else None


def price_finding(label: str) -> PriceFinding | None:
    return PriceFinding.APPRAISAL if label.startswith("评估") else None
