"""The text of a paper as a page for intake: an announcement comes as PDF or Word as often as it is saved from a browser."""

from typing import Final

from workstation.application.ports.documents import ReadPage
from workstation.application.services import Services
from workstation.domain.html import TEXT_NODE, HtmlNode

_MARKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")  # a Word file of either age, rich text
_HEAD: Final = 1024  # bytes in which a PDF says that it is one


def has_pages_of_its_own(content: bytes) -> bool:
    """Whether it is a PDF or an office file and no page of a browser, nor plain text."""
    return b"%PDF" in content[:_HEAD] or content.startswith(_MARKS)


def text_as_page(services: Services, content: bytes, name: str) -> HtmlNode:
    """Its text, page after page. A hidden text that is in doubt is left out; a `UserError` where it cannot be read."""
    texts: list[str] = []

    def keep(page: ReadPage) -> None:
        texts.append("" if page.doubtful else page.text.text)

    report = services.documents().read(content, name=name, on_page=keep).result()
    if report.reason is not None and not any(texts):
        raise report.reason
    return HtmlNode("pre", {}, "", (HtmlNode(TEXT_NODE, {}, "\n".join(texts), ()),))
