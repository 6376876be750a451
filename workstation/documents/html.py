"""Saved web pages, also as one file (MHTML), as trees of plain values. Nothing in a page is run and nothing it names is loaded."""

import re
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from workstation.documents.encoding import decode
from workstation.documents.mail.saved_page import page_inside
from workstation.domain.html import TEXT_NODE, HtmlNode, HtmlPage

_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
# deeper elements join their ancestor at this depth: a tree crosses the pipe by pickling, which recurses
_DEPTH: Final = 150


def read_html(data: bytes) -> HtmlPage:
    """The tree, the true encoding, the address the page was saved from, and its title."""
    inside = page_inside(data)
    text, encoding = decode(inside[0] if inside else data)
    saved = _SAVED_FROM.search(text[:8192])
    address = saved[1] if saved else inside[1] if inside else ""
    root = _tree(text)
    title = root.first("title")
    shown = " ".join(title.inner().split()) if title else ""
    return HtmlPage(root=root, encoding=encoding, saved_from=address, title=shown)


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
    """Walks with a stack of its own instead of recursion: pages nest as deep as they like."""
    root = LexborHTMLParser(text.replace("\x00", "\ufffd")).root
    if root is None:
        return HtmlNode("html", {}, "", ())
    top = _Draft(root, 0)
    stack = [(root.iter(include_text=True), top)]
    while stack:
        children, draft = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
        elif child.is_text_node:
            draft.children.append(HtmlNode(TEXT_NODE, {}, child.text_content or "", ()))
        elif child.is_element_node:
            inner = _Draft(child, draft.depth + 1)
            draft.children.append(inner)
            host = draft if draft.depth >= _DEPTH else inner
            stack.append((child.iter(include_text=True), host))
    return _finished(top)


def _finished(top: _Draft) -> HtmlNode:
    """Turns drafts into values; the depth of drafts is bounded."""
    children = (child if isinstance(child, HtmlNode) else _finished(child) for child in top.children)
    return HtmlNode(top.tag, top.attributes, "", tuple(children))
