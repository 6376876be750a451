"""The tree of a saved web page as plain values: what a document worker hands to intake."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

TEXT_NODE: Final = "#text"
_UNSEEN: Final = frozenset({"script", "style", "template", "noscript", "head"})
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)


@dataclass(frozen=True, slots=True)
class HtmlNode:
    """An element, or a run of text between elements.

    An element has a lower-case `tag`, its `attributes` (``""`` where one has no value) and `children` in the order
    of the page; its `text` is empty. A run of text has the tag ``#text`` and nothing but `text`, entities resolved.
    """

    tag: str
    attributes: dict[str, str]
    text: str
    children: tuple["HtmlNode", ...]

    def walk(self) -> Iterator["HtmlNode"]:
        """This node and all below it, in the order of the page."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def all(self, tag: str = "", *, classed: str = "", **attributes: str) -> Iterator["HtmlNode"]:
        """The elements below this one that carry the tag, the class and the attributes given (``id="x"``)."""
        for node in self.walk():
            if node is self or node.tag == TEXT_NODE or (tag and node.tag != tag):
                continue
            if classed and classed not in node.classes:
                continue
            if all(node.attributes.get(name.rstrip("_")) == value for name, value in attributes.items()):
                yield node

    def first(self, tag: str = "", *, classed: str = "", **attributes: str) -> "HtmlNode | None":
        return next(self.all(tag, classed=classed, **attributes), None)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def inner(self) -> str:
        """All text below this node as it stands in the page, scripts included and nothing folded."""
        return "".join(node.text for node in self.walk())

    def shown(self) -> str:
        """The text that a reader sees: white space folded, one line for each block, without scripts and styles."""
        pieces: list[str] = []
        _gather(self, pieces)
        lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
        return "\n".join(line for line in lines if line)


def _gather(node: HtmlNode, pieces: list[str]) -> None:
    if node.tag == TEXT_NODE:
        pieces.append(" ".join(node.text.splitlines()) if node.text.strip() else " ")
        return
    if node.tag in _UNSEEN:
        return
    edge = "\n" if node.tag in _BLOCKS else ""
    pieces.append(edge)
    for child in node.children:
        _gather(child, pieces)
    pieces.append(edge)


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A saved page. `encoding` is what the bytes turned out to be, whatever they declare; `saved_from` is the
    address in the comment that browsers write on saving, or empty."""

    root: HtmlNode
    encoding: str
    saved_from: str
    title: str
