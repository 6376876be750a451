"""Articles of Chinese law as they are cited in Chinese, written for a reader of English."""

import re
from typing import Final

from workstation.language.translator import Language

# By the short name that the trade cites it by. The names are ours: only the Chinese text is the law
_NAMES: Final = {
    "不动产登记暂行条例": "Real Estate Registration Regulation",
    "企业破产法": "Enterprise Bankruptcy Law",
    "公司法": "Company Law",
    "变更追加当事人规定": "Provisions on Changing Enforcement Parties",
    "变更追加规定": "Provisions on Changing Enforcement Parties",
    "合同编通则解释": "Contract Interpretation",
    "城市房地产管理法": "Urban Real Estate Law",
    "城镇房屋租赁合同解释": "Lease Interpretation",
    "建工解释": "Construction Contract Interpretation",
    "强制执行股权规定": "Equity Enforcement Provisions",
    "异议复议规定": "Enforcement Objection Provisions",
    "执行异议复议规定": "Enforcement Objection Provisions",
    "担保制度解释": "Security Interpretation",
    "担保法": "Guarantee Law of 1995",
    "担保法解释": "Guarantee Law Interpretation of 2000",
    "拍卖变卖规定": "Auction and Sale Provisions",
    "查封规定": "Seizure Provisions",
    "民事诉讼法": "Civil Procedure Law",
    "民法典": "Civil Code",
    "民诉法解释": "Civil Procedure Interpretation",
    "民间借贷规定": "Private Lending Provisions",
    "海南会议纪要": "Hainan Conference Minutes",
    "税收征收管理法": "Tax Collection Law",
    "税收征管法": "Tax Collection Law",
    "诉讼时效规定": "Limitation Provisions",
    "诉讼费用交纳办法": "Litigation Fee Measures",
}
# Series of numbered documents are read aloud, as in the English literature
_SERIES: Final = {
    "发改外资": "Fa Gai Wai Zi",
    "法发": "Fa Fa",
    "法明传": "Fa Ming Chuan",
    "法释": "Fa Shi",
    "财金": "Cai Jin",
    "银保监办便函": "Yin Bao Jian Ban Bian Han",
    "银监办便函": "Yin Jian Ban Bian Han",
}
_NUMBERED: Final = re.compile(rf"^({'|'.join(_SERIES)})〔(\d{{4}})〕(\d+)号")
_NAMED: Final = re.compile(
    rf"^({'|'.join(sorted(_NAMES, key=len, reverse=True))})(?:（(\d{{4}})(?:修正)?）)?"
)
_ARTICLE: Final = re.compile(r"第(\d+)条(?:第(\d+)款)?(?:第(\d+)项)?")
_EVENTS: Final = "所列的确定事由"


def law_words(language: Language, cited: str) -> str:
    """民法典第692条第2款 is "Civil Code art. 692(2)" to a reader of English; what is not known as law stays as it is."""
    if language is Language.CHINESE:
        return cited
    return "; ".join(_english(one) for one in cited.split("；"))


def _english(cited: str) -> str:
    if found := _NUMBERED.match(cited):
        series, year, number = found.groups()
        name = f"{_SERIES[series]} [{year}] No. {number}"
    elif found := _NAMED.match(cited):
        name = _NAMES[found[1]] + (f" ({found[2]})" if found[2] else "")
    else:
        return cited
    rest = cited[found.end() :].removesuffix(_EVENTS)
    articles = [_article(part) for part in rest.split("、") if part]
    if None in articles:
        return cited
    return (
        f"{name} {'art.' if len(articles) == 1 else 'arts.'} {', '.join(map(str, articles))}"
        if rest
        else name
    )


def _article(part: str) -> str | None:
    """692(2); 54, item 2."""
    if (found := _ARTICLE.fullmatch(part)) is None:
        return None
    article, paragraph, item = found.groups()
    return article + (f"({paragraph})" if paragraph else "") + (f", item {item}" if item else "")
