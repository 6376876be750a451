"""What is looked for in the papers, and how a page is prepared for it.

Chinese has no blanks between words and a person looks for any run of characters (抵押 in 最高额抵押合同), so every
hanzi is a word of the index, and what is looked for is a phrase. White space, width, case and radicals make no difference.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from workstation.domain.pages import PageText, Quote
from workstation.domain.quotes import find_first, find_quote, plain
from workstation.domain.radicals import fold_radicals

_APART: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
# figures are words too: RMB24,000,000 and 2400万 are found by them
_PIECE: Final = re.compile(f"[0-9]+|[{_APART}]|[^0-9{_APART}]+")
_NO_WORD: Final = re.compile(r"[^\w]+")
_TERM: Final = re.compile(r'"([^"]*)"?|“([^”]*)”?|「([^」]*)」?|([^\s"“「]+)')


def in_words(text: str) -> str:
    """The text with blanks between hanzi, figures and other words, in one width and case."""
    even = unicodedata.normalize("NFKC", fold_radicals(text)).casefold()
    return " ".join(_PIECE.findall(even))


@dataclass(frozen=True, slots=True)
class Query:
    """Every one of the `terms` must stand on a page; each is looked for as it is, signs between its words too."""

    terms: tuple[str, ...]

    @classmethod
    def read(cls, typed: str) -> "Query":
        """Words apart are terms of their own; what stands in quotation marks is one."""
        found = (next(filter(None, match.groups()), "") for match in _TERM.finditer(typed))
        return cls(tuple(dict.fromkeys(term.strip() for term in found if _NO_WORD.sub("", term))))

    @property
    def phrases(self) -> tuple[str, ...]:
        """Words with single blanks between them, one phrase a term; the last word may go on."""
        return tuple(" ".join(_NO_WORD.sub(" ", in_words(term)).split()) for term in self.terms)

    def count_in(self, text: str) -> int:
        """How often they stand on a page, 0 where one is not there; a phrase of the index says less, it does not see
        signs between words."""
        here = plain(text)
        counts = [here.count(plain(term)) for term in self.terms]
        return sum(counts) if all(counts) else 0

    def first_place(self, page: PageText) -> Quote | None:
        """Of the term that was typed first: it is what the person has in mind."""
        return find_first(page, self.terms[0]) if self.terms else None

    def places(self, page: PageText) -> tuple[Quote, ...]:
        """Every place of every term, in reading order."""
        found = [quote for term in self.terms for quote in find_quote(page, term)]
        return tuple(sorted(found, key=lambda quote: (quote.start, quote.end)))
