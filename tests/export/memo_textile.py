"""The golden textile lot as a memo, in either language."""

from functools import cache

from memo_pages import FACES, render_memo
from memo_textile_book import Book, TextilePages
from memo_textile_sections import sections
from memo_textile_summary import decision, summary

from workstation.domain.memo import (
    Footer,
    Header,
    Memo,
)


@cache
def textile_pdf(language: str) -> bytes:
    """Rendered once for all tests that only read it."""
    return render_memo(textile_memo(language), TextilePages(), FACES)


def textile_memo(language: str = "zh_CN", *, draft: bool = True) -> Memo:
    b = Book(language)
    first_page, rest = summary(b), sections(b)
    return Memo(
        language=language,
        header=Header(
            b.t("Yuecheng Capital", "越城资本"),
            b.t("Bid decision memo · 2025-0611 · version 3", "竞买决策备忘录 · 2025-0611 · 第 3 版"),
        ),
        footer=Footer(
            b.t(
                "2025-0611 v3  sha256 8c1f 02ab 77d4 …  run 7 · law snapshot 2025-07 · 2025-09-08 14:02 +08:00",
                "2025-0611 v3  sha256 8c1f 02ab 77d4 …  第 7 次运行 · 法规快照 2025-07 · 2025-09-08 14:02 +08:00",
            ),
            b.t(
                "Not legal, tax or investment advice. Sold as is: the buyer accepts known and unknown defects."
                " Dates and values depend on the facts cited. Confidential.",
                "不构成法律、税务或投资建议。按现状处置，买受人承受已知及未知瑕疵。日期与数值以所引事实为准。保密。",
            ),
        ),
        headline=b.t("Bid with conditions, up to CNY 9.65 million", "附条件竞买，最高 965 万元"),
        subline=b.t(
            "Jinchuan Textile, land and plant, Shaoxing: a 26.5 million claim bought at 36%, repaid 1.4 times in the"
            " base case.",
            "锦川纺织，绍兴柯桥厂房土地：2,648 万元债权，出价为债权的 36%，基准回收为投入的 1.4 倍。",
        ),
        decision=decision(b),
        summary_title=b.t("Summary", "摘要"),
        summary=first_page,
        sections=rest,
        exhibits=b.register.exhibits(),
        draft=draft,
    )
