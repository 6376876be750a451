"""Values as messages and back. What comes from a worker is checked here as far as a wrong value could do harm."""

from decimal import Decimal
from typing import Any

from workstation.application.ports.documents import FileKind, Member, OutlineEntry, ReadPage, ViewInfo
from workstation.application.ports.memo_pages import (
    ImagePage,
    PageBox,
    SourceSlot,
    TextLine,
    TextPage,
    VectorPage,
)
from workstation.documents.paged import Facts
from workstation.documents.wire import BrokenWireError, Message
from workstation.domain.file_notices import FileNotice
from workstation.domain.html import HtmlNode, HtmlPage
from workstation.domain.pages import PageGeometry, PageImage, PageText
from workstation.domain.reading import PageNotMergedError, ReadingError, reading_error
from workstation.domain.shots import Shot
from workstation.language.visible import visible_name

_FARTHEST = 1e6  # points from the corner of a page of words


def error_head(error: ReadingError) -> dict[str, Any]:
    return {"code": error.code, "params": error.params}


def error_of(head: dict[str, Any]) -> ReadingError:
    return reading_error(head["code"], **head["params"])


def facts_head(facts: Facts, pages: int) -> dict[str, Any]:
    return {
        "kind": facts.kind.value,
        "media_type": facts.media_type,
        "repaired": facts.repaired,
        "password": facts.password,
        "outline": outline_head(facts.outline),
        "attachments": facts.attachments,
        "notices": facts.notices,
        "shot": shot_head(facts.shot),
        "pages": pages,
    }


def facts_of(head: dict[str, Any]) -> Facts:
    return Facts(
        kind=FileKind(head["kind"]),
        media_type=head["media_type"],
        repaired=head["repaired"],
        password=head["password"],
        outline=outline_of(head["outline"]),
        attachments=tuple(head["attachments"]),
        notices=tuple(map(FileNotice, head["notices"])),
        shot=shot_of(head["shot"]),
    )


def shot_head(shot: Shot | None) -> list[str | None] | None:
    if shot is None:
        return None
    return [shot.taken_at, *(None if each is None else str(each) for each in (shot.latitude, shot.longitude))]


def shot_of(values: list[str | None] | None) -> Shot | None:
    """What a worker says is not trusted further than its form."""
    if values is None:
        return None
    taken_at, *place = values
    latitude, longitude = (None if each is None else Decimal(each) for each in place)
    return Shot(taken_at, latitude, longitude)


def geometry_head(geometry: PageGeometry) -> list[Any]:
    return [*geometry.crop, geometry.rotation]


def geometry_of(values: list[Any]) -> PageGeometry:
    left, bottom, right, top, rotation = values
    return PageGeometry((float(left), float(bottom), float(right), float(top)), int(rotation))


def page_message(page: ReadPage) -> Message:
    head = {
        "index": page.index,
        "label": page.label,
        "geometry": geometry_head(page.geometry),
        "needs_ocr": page.needs_ocr,
        "recognised": page.recognised,
        "doubtful": page.doubtful,
        "failure": error_head(page.failure) if page.failure else None,
        "places": page.text.places,
    }
    return Message({"page": head}, (page.text.text.encode("utf-8", "replace"), page.text.packed))


def page_of(message: Message) -> ReadPage:
    head = message.head["page"]
    return ReadPage(
        index=head["index"],
        label=head["label"],
        geometry=geometry_of(head["geometry"]),
        text=_text_of(message, head["places"]),
        needs_ocr=head["needs_ocr"],
        recognised=head["recognised"],
        doubtful=head["doubtful"],
        failure=error_of(head["failure"]) if head["failure"] else None,
    )


def member_message(member: Member) -> Message:
    head = {"path": member.path, "refusal": error_head(member.refusal) if member.refusal else None}
    return Message({"member": head}, (member.data,))


def member_of(message: Message) -> Member:
    head = message.head["member"]
    return Member(
        visible_name(str(head["path"])),
        message.blobs[0],
        error_of(head["refusal"]) if head["refusal"] else None,
    )


def text_message(text: PageText) -> Message:
    head = {"text": {"places": text.places}}
    return Message(head, (text.text.encode("utf-8", "replace"), text.packed))


def text_of(message: Message) -> PageText:
    return _text_of(message, message.head["text"]["places"])


def _text_of(message: Message, places: list[Any]) -> PageText:
    text, packed = message.blobs
    return PageText(text.decode("utf-8"), packed, tuple((int(at), str(name)) for at, name in places))


def image_message(image: PageImage) -> Message:
    head = {
        "width": image.width,
        "height": image.height,
        "scale": image.scale,
        "geometry": geometry_head(image.geometry),
        "x": image.x,
        "y": image.y,
        "bare": image.bare,
    }
    return Message({"image": head}, (image.pixels,))


def image_of(message: Message) -> PageImage:
    """`BrokenWireError` where the pixels are not as many as the size says: the window reads them by that size."""
    head, pixels = message.head["image"], message.blobs[0]
    if head["width"] < 1 or head["height"] < 1 or len(pixels) != head["width"] * head["height"] * 4:
        raise BrokenWireError
    geometry = geometry_of(head["geometry"])
    return PageImage(
        head["width"],
        head["height"],
        pixels,
        head["scale"],
        geometry,
        head["x"],
        head["y"],
        bare=head["bare"],
    )


def exhibit_message(page: VectorPage | ImagePage | TextPage) -> Message:
    box = page.box
    head: dict[str, Any] = {"box": [box.left, box.bottom, box.right, box.top, box.rotation]}
    if isinstance(page, TextPage):
        lines = [[line.text, line.left, line.right, line.top, line.size] for line in page.lines]
        return Message({"words": head | {"lines": lines, "strokes": page.strokes}})
    if isinstance(page, VectorPage):
        return Message({"vector": head}, (page.pdf,))
    return Message({"picture": head | {"reason": page.reason}}, (page.png,))


def exhibit_of(message: Message) -> VectorPage | ImagePage | TextPage:
    return _words_of(message.head["words"]) if "words" in message.head else _drawn_of(message)


def _words_of(head: dict[str, Any]) -> TextPage:
    """`PageNotMergedError` for numbers that no sound worker sends."""
    lines = tuple(TextLine(str(text), *map(float, places)) for text, *places in head["lines"])
    strokes = tuple(
        (float(left), float(top), float(right), float(bottom)) for left, top, right, bottom in head["strokes"]
    )
    numbers = [number for line in lines for number in (line.left, line.right, line.top, line.size)]
    numbers += [number for stroke in strokes for number in stroke]
    if any(not abs(number) < _FARTHEST for number in numbers) or any(line.size <= 0 for line in lines):
        raise PageNotMergedError(detail="words")
    return TextPage(lines, strokes, PageBox(*head["box"]))


def _drawn_of(message: Message) -> VectorPage | ImagePage:
    if "vector" in message.head:
        return VectorPage(message.blobs[0], PageBox(*message.head["vector"]["box"]))
    head = message.head["picture"]
    return ImagePage(message.blobs[0], PageBox(*head["box"]), head["reason"])


def slot_message(index: int, slot: SourceSlot) -> Message:
    page = exhibit_message(slot.source)
    head = {"do": "merge page", "index": index, "at": [slot.x, slot.y, slot.scale]}
    return Message(page.head | head, page.blobs)


def slot_of(message: Message) -> SourceSlot:
    return SourceSlot(_drawn_of(message), *message.head["at"])


def info_head(info: ViewInfo) -> dict[str, Any]:
    return {"sizes": info.sizes, "labels": info.labels}


def info_of(head: dict[str, Any]) -> ViewInfo:
    sizes = tuple((float(width), float(height)) for width, height in head["sizes"])
    return ViewInfo(sizes, tuple(head["labels"]))


def outline_head(outline: tuple[OutlineEntry, ...]) -> list[Any]:
    return [(entry.title, entry.level, entry.page) for entry in outline]


def outline_of(values: list[Any]) -> tuple[OutlineEntry, ...]:
    return tuple(OutlineEntry(*entry) for entry in values)


def html_head(page: HtmlPage) -> dict[str, Any]:
    return {
        "encoding": page.encoding,
        "saved_from": page.saved_from,
        "title": page.title,
        "root": _node_list(page.root),
    }


def html_of(head: dict[str, Any]) -> HtmlPage:
    return HtmlPage(_node_of(head["root"]), head["encoding"], head["saved_from"], head["title"])


def _node_list(node: HtmlNode) -> list[Any]:
    return [node.tag, node.attributes, node.text, [_node_list(child) for child in node.children]]


def _node_of(values: list[Any]) -> HtmlNode:
    tag, attributes, text, children = values
    return HtmlNode(tag, attributes, text, tuple(_node_of(child) for child in children))
