"""Saved web pages as trees of plain values. Nothing in a page is run and nothing it names is loaded."""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from workstation.documents.encoding import decode
from workstation.domain.html import TEXT_NODE, HtmlNode, HtmlPage

_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
# deeper elements join their ancestor at this depth: a tree crosses the pipe by pickling, which recurses
_DEPTH: Final = 150


def read_html(data: bytes) -> HtmlPage:
    """The tree, the true encoding, the address the page was saved from, and its title."""
    text, encoding = decode(data)
    saved = _SAVED_FROM.search(text[:8192])
    root = _tree(text)
    title = root.first("title")
    shown = " ".join(title.inner().split()) if title else ""
    return HtmlPage(root=root, encoding=encoding, saved_from=saved[1] if saved else "", title=shown)


def parse_html(data: bytes) -> HtmlNode:
    """The root element (`html`) of a saved page, in whatever encoding it came."""
    return read_html(data).root


class _Draft:
    """An element whose children are still being gathered."""

    __slots__ = ("attributes", "children", "depth", "tag")

    def __init__(self, node: LexborNode, depth: int) -> None:
        self.tag = node.tag or ""
        self.attributes = {name: value or "" for name, value in node.attributes.items()}
        self.children: list[_Draft | HtmlNode] = []
        self.depth = depth


def _tree(text: str) -> HtmlNode:
    root = LexborHTMLParser(text.replace("\x00", "\ufffd")).root
    if root is None:
        return HtmlNode("html", {}, "", ())
    top = _Draft(root, 0)
    waiting = [(root, top)]
    while waiting:
        node, draft = waiting.pop()
        for child in node.iter(include_text=True):
            _add(child, draft, waiting)
    return _finished(top)


def _add(child: LexborNode, parent: _Draft, waiting: list[tuple[LexborNode, _Draft]]) -> None:
    if child.is_text_node:
        parent.children.append(HtmlNode(TEXT_NODE, {}, child.text_content or "", ()))
    elif child.is_element_node:
        draft = _Draft(child, parent.depth + 1)
        parent.children.append(draft)
        waiting.append((child, draft))


def _finished(top: _Draft) -> HtmlNode:
    """Turns drafts into values from the leaves up, without recursion: pages nest as deep as they like."""
    done: dict[int, HtmlNode] = {}
    order = [top]
    for draft in order:
        order.extend(child for child in draft.children if isinstance(child, _Draft))
    for draft in reversed(order):
        children: list[HtmlNode] = []
        for child in draft.children:
            node = child if isinstance(child, HtmlNode) else done.pop(id(child))
            children.append(node)
            if draft.depth >= _DEPTH and node.children:
                children[-1] = HtmlNode(node.tag, node.attributes, "", ())
                children.extend(node.children)
        done[id(draft)] = HtmlNode(draft.tag, draft.attributes, "", tuple(children))
    return done[id(top)]
