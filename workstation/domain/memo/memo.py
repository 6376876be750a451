"""The bid-decision memo as data: no layout, no clock, no id that is printed (domain.md 8)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from workstation.domain.memo.blocks import Block, KeyFigure
from workstation.domain.memo.exhibits import Exhibit
from workstation.domain.memo.text import Figure


@dataclass(frozen=True, slots=True)
class DecisionBox:
    """The decision word, the price under its caption, how the price was reached (ladder, exact value), and
    the figures that must be read with it."""

    word: str
    caption: str
    amount: str
    reached: tuple[str, ...]
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """Top line of every page: the firm, and "Bid decision memo · 2025-0611 · version 3"."""

    firm: str
    title: str


@dataclass(frozen=True, slots=True)
class Footer:
    """`facts`: lot, version, hash, run, law snapshot, when it was frozen. `disclaimer`: one line."""

    facts: str
    disclaimer: str


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """`language` is "en" or "zh_CN"; every text stands in it already. `summary` is section 1 and fills one
    page; `sections` are numbered from 2. `draft` is false once signed. `author` and `subject` stand in the file."""

    language: str
    header: Header
    footer: Footer
    headline: str
    subline: str
    decision: DecisionBox
    summary_title: str
    summary: tuple[Block, ...]
    sections: tuple[Section, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    draft: bool = True
    author: str = ""
    subject: str = ""

    def __post_init__(self) -> None:
        """`ValueError`: a mark that leads nowhere."""
        there = {
            (exhibit.number, page.index): len(page.passages)
            for exhibit in self.exhibits
            for page in exhibit.pages
        }
        for figure in figures_of((self.summary, self.sections)):
            for mark in figure.marks:
                passages = there.get((mark.exhibit, mark.page))
                if passages is None or (mark.passage or 0) >= max(passages, 1):
                    raise ValueError(f"no page of an exhibit behind {mark}")


def blocks_hash(memo: Memo) -> str:
    """What a memo says, as a hash of its blocks: equal blocks, equal hash. The words of other versions differ by their
    number, so two are compared under the number of one."""
    return hashlib.sha256(repr(memo).encode()).hexdigest()


def figures_of(node: object) -> Iterator[Figure]:
    """Every figure inside blocks, rows and cells, in reading order."""
    if isinstance(node, Figure):
        yield node
    elif isinstance(node, tuple):
        for child in node:
            yield from figures_of(child)
    elif is_dataclass(node) and not isinstance(node, type):
        for attribute in fields(node):
            yield from figures_of(getattr(node, attribute.name))
