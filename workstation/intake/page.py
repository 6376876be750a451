"""Looking things up in a saved page: texts of elements, values behind labels, sections that were never loaded."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from workstation.domain.html import HtmlNode
from workstation.domain.money import Money
from workstation.domain.proposals import PageFact, ProposedField

_LOADING = "加载中"
_TRIM = " \t\n　:：!！"


def squeezed(text: str) -> str:
    """Without any white space: labels are printed as "起 拍 价"."""
    return "".join(text.split())


def folded(text: str) -> str:
    """One line, single blanks, without the marks around a value."""
    return " ".join(text.split()).strip(_TRIM)


def fact(key: str, value: object, text: str, where: str, quote: str = "") -> PageFact:
    return PageFact(key, value, text, where, quote or text)


def absent(key: str) -> PageFact:
    """The page gives no value: null, never zero."""
    return PageFact(key, None, "", "", "")


def proposed(entity: str, row: str, field: str, value: Any, found: PageFact) -> ProposedField:
    """A field of a row to be made, with the place of the fact that it comes from."""
    amount = Money.of(value) if isinstance(value, Decimal) else value
    return ProposedField(entity, row, field, amount, found.text, found.where, found.quote)


def shown(node: HtmlNode | None) -> str:
    """The text a reader sees, on one line; empty where there is no such element."""
    return folded(node.shown()) if node is not None else ""


def attribute(node: HtmlNode | None, name: str) -> str:
    return node.attributes.get(name, "").strip() if node is not None else ""


def labelled(root: HtmlNode) -> Iterator[tuple[str, str, str]]:
    """Label, value and the whole text of each cell that names its value (``td`` with ``.pay-mark``)."""
    for cell in root.all("td"):
        mark = cell.first(classed="pay-mark")
        if mark is None:
            continue
        whole = folded(cell.shown())
        label = shown(mark)
        yield squeezed(label), folded(whole.removeprefix(label)), whole


def paragraph(root: HtmlNode, label: str) -> str:
    """What follows "label：" in the first paragraph or division that begins with it."""
    for node in root.all():
        if node.tag not in {"p", "div", "span"} or not _opening(node).startswith(label):
            continue
        text = folded(node.shown())
        for colon in "：:":
            if text.startswith(label + colon):
                return folded(text.removeprefix(label + colon))
    return ""


def _opening(node: HtmlNode) -> str:
    """The first words below a node: enough to pass over most of a page without reading it again and again."""
    return next((below.text.strip() for below in node.walk() if below.text.strip()), "")


def section(root: HtmlNode, identity: str) -> str | None:
    """The text of a section, one line a block; None where it is missing or was not loaded before saving."""
    node = root.first(id=identity)
    if node is None:
        return None
    text = node.shown()
    return None if not text.strip() or _LOADING in text[:40] else text


def rows(root: HtmlNode, identity: str) -> Iterator[tuple[str, str]]:
    """The first two cells of each table row in a section: label and value."""
    node = root.first(id=identity)
    for row in node.all("tr") if node is not None else ():
        cells = [shown(cell) for cell in row.children if cell.tag in {"td", "th"}]
        if len(cells) >= 2 and cells[0]:
            yield squeezed(cells[0]), cells[1]
