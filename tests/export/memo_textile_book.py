"""Sources of the golden textile lot, in two languages, with pages of our own making behind them."""

from dataclasses import dataclass, field
from datetime import date

from memo_pages import TextPage, image_page, vector_page

from workstation.application.ports.memo_pages import NoPage, SourcePage
from workstation.domain.evidence import FieldState
from workstation.domain.memo import (
    Align,
    ExhibitRegister,
    Figure,
    Line,
    Passage,
    Source,
    plain,
)

RIGHT = Align.RIGHT
HALVES = (218.0, 277.0)


@dataclass
class Book:
    """Texts in one language, and marks from the register."""

    language: str
    register: ExhibitRegister = field(default_factory=ExhibitRegister)

    def t(self, english: str, chinese: str) -> str:
        return english if self.language == "en" else chinese

    def p(self, english: str, chinese: str) -> Line:
        return plain(self.t(english, chinese))

    def cited(
        self, text: str, source: str, page: int, label: str, *, strong: bool = False, line: int = 0
    ) -> Figure:
        passage = Passage(label, quote=text, value=text, rects=TextPage.rects_of_line(line) if line else ())
        mark = self.register.cite(SOURCES[source], page, passage)
        return Figure(text, (mark,), FieldState.EVIDENCED, strong=strong)


SOURCES = {
    "notice": Source(
        "v-notice", "处置公告 第2025-0611号", 1, 3, "公告.html.pdf", "9f" * 32, date(2025, 8, 20)
    ),
    "loan": Source("v-loan", "流动资金借款合同", 1, 14, "附件1_借款合同.pdf", "1c" * 32, date(2025, 8, 26)),
    "appraisal": Source(
        "v-appraisal",
        "评估报告 浙恒估字〔2025〕第0512号",
        2,
        38,
        "附件3_评估报告.pdf",
        "5be091c2" * 8,
        date(2025, 8, 26),
    ),
    "machines": Source(
        "v-machines", "Machinery valuation", 1, 20, "machinery.pdf", "aa" * 32, date(2025, 8, 27)
    ),
    "judgment": Source("v-judgment", "民事判决书", 1, 12, "判决书_扫描.pdf", "bb" * 32, date(2025, 8, 27)),
    "lease": Source("v-lease", "厂房租赁合同", 1, 6, "租赁.pdf", "cc" * 32, None),
    "mail": Source("v-mail", "Mail of the seller", 1, 1, "re_seizure.eml", "dd" * 32, date(2025, 9, 1)),
}


@dataclass
class TextilePages:
    """Fake page source: vector pages of every rotation and crop, one image, one mail without a page."""

    asked: list[tuple[str, int]] = field(default_factory=list)

    def page(self, version: str, index: int) -> SourcePage:
        self.asked.append((version, index))
        turns = {"v-loan": 90, "v-machines": 180, "v-lease": 270}
        if version == "v-mail":
            return NoPage("This file has no pages.")
        if version == "v-judgment":
            page = TextPage(f"判决书 第 {index + 1} 页")
            return image_page(page, "The page needs more time than allowed.")
        title = next((s.title for s in SOURCES.values() if s.version == version), "Deed")
        return vector_page(TextPage(f"{title} {index + 1}"), turns.get(version, 0))
