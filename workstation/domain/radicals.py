"""Radicals that stand for hanzi: some PDF producers write ⼈ (U+2F08) for 人, ⺠ (U+2EA0) for 民.

Folding is one to one, so that boxes of characters stay aligned. Source: Unicode 14.0, EquivalentUnifiedIdeograph.txt
(the radicals supplement) and NFKC (the Kangxi radicals).
"""

import re
import unicodedata
from typing import Final

_RADICAL: Final = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5]")
_SUPPLEMENT_START: Final = 0x2E80
# U+2E80 to U+2EF3 in order; the two that have no hanzi stand for themselves
_SUPPLEMENT: Final = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日"
    "月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂"
    "肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝"
    "雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
_TABLE: Final = {_SUPPLEMENT_START + offset: hanzi for offset, hanzi in enumerate(_SUPPLEMENT)} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}


def fold_radicals(text: str) -> str:
    """The text with every radical replaced by its hanzi; as long as before."""
    return text.translate(_TABLE) if _RADICAL.search(text) else text
