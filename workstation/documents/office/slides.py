"""Slides of PowerPoint since 2007: the text of each slide, of its notes, and of charts and diagrams."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from workstation.documents.laid.flow import Block
from workstation.documents.office.drawings import drawn_blocks
from workstation.documents.office.parts import Parts, local


def pptx_blocks(parts: Parts) -> Iterator[Block]:
    for number, name in enumerate(parts.named("ppt/slides/slide", ".xml"), 1):
        yield Block(f"— {number} —", 2)
        yield from _paragraphs(parts.tree(name))
    for name in parts.named("ppt/notesSlides/notesSlide", ".xml"):
        yield from _paragraphs(parts.tree(name))
    yield from drawn_blocks(parts, "ppt/")


def _paragraphs(root: Element | None) -> Iterator[Block]:
    for element in root.iter() if root is not None else ():
        if local(element) == "p":
            text = "".join(
                (inner.text or "") if local(inner) == "t" else "\n"
                for inner in element.iter()
                if local(inner) in {"t", "br"}
            )
            if text.strip():
                yield Block(text)
