"""Text that is drawn: in charts, diagrams, shapes of sheets and lettering. The figures of a chart are those that it was
drawn from last (ISO/IEC 29500-1, 21.2)."""

from collections.abc import Callable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from workstation.documents.laid.flow import Block
from workstation.documents.office.parts import Parts, attribute, child, local
from workstation.domain.reading import ReadingError

_CHARTS: Final = ("charts/chart", "charts/chartEx")
_DIAGRAMS: Final = "diagrams/data"
_SHAPES: Final = "drawings/drawing"


def drawn_blocks(parts: Parts, folder: str) -> Iterator[Block]:
    """Of all charts, diagrams and shapes of a package; `folder` is that of its kind ("word/"). What is broken is passed over:
    the text beside it is worth reading."""
    for start in _CHARTS:
        for name in parts.named(f"{folder}{start}", ".xml"):
            yield from _blocks_of(parts, name, chart_blocks)
    for start in (_DIAGRAMS, _SHAPES):
        for name in parts.named(f"{folder}{start}", ".xml"):
            yield from _blocks_of(parts, name, _paragraphs)


def _blocks_of(parts: Parts, name: str, read: Callable[[Element], Iterator[Block]]) -> Iterator[Block]:
    try:
        root = parts.tree(name)
    except ReadingError:
        return
    yield from read(root) if root is not None else ()


def chart_blocks(root: Element) -> Iterator[Block]:
    """The titles, and a row for each category with the values of the series."""
    yield from _paragraphs(root)
    series = [element for element in root.iter() if local(element) == "ser"]
    if not series:
        return
    names = [" ".join(_values(child(each, "tx"))) for each in series]
    categories = next((found for each in series if (found := _values(_first(each, "cat", "xVal")))), [])
    columns = [_values(_first(each, "val", "yVal")) for each in series]
    if any(names):
        yield Block("", cells=("", *names))
    for at in range(max(map(len, (categories, *columns)), default=0)):
        yield Block(
            "", cells=tuple(column[at] if at < len(column) else "" for column in (categories, *columns))
        )


def _first(holder: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := child(holder, name)) is not None), None)


def _values(holder: Element | None) -> list[str]:
    """The cached texts or numbers, each at its place."""
    if holder is None:
        return []
    found: dict[int, str] = {}
    for point in holder.iter():
        if local(point) == "pt":
            value = child(point, "v")
            number = attribute(point, "idx")
            found[int(number) if number.isdigit() else len(found)] = (
                (value.text or "") if value is not None else ""
            )
    if not found:
        return [value.text or "" for value in holder.iter() if local(value) == "v"]
    last = max(found)
    return (
        [found.get(at, "") for at in range(last + 1)]
        if last < 10 * len(found) + 1000
        else list(found.values())
    )


def _paragraphs(root: Element) -> Iterator[Block]:
    for paragraph in root.iter():
        if local(paragraph) == "p":
            text = "".join(
                (inner.text or "") if local(inner) == "t" else "\n"
                for inner in paragraph.iter()
                if local(inner) in {"t", "br"}
            )
            if text.strip():
                yield Block(text)


def lettering(root: Element) -> Iterator[str]:
    """WordArt of before 2010: its text is an attribute of the shape."""
    for element in root.iter():
        if local(element) == "textpath" and attribute(element, "string").strip():
            yield attribute(element, "string")
