"""Whether a finished memo holds together: links both ways, letters on board."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def verify_marks(pdf: bytes) -> tuple[str, ...]:
    """What is wrong, in words; empty when every link leads to a page, every page that is reached by a mark
    leads back, and back only to pages that mark it."""
    reader = PdfReader(BytesIO(pdf))
    numbers = {
        page.indirect_reference.idnum: place
        for place, page in enumerate(reader.pages)
        if page.indirect_reference is not None
    }
    links = [
        (place, _target(annotation.get_object(), numbers), bool(annotation.get_object().get("/Contents")))
        for place, page in enumerate(reader.pages)
        for annotation in page.get("/Annots") or ()
        if annotation.get_object().get("/Subtype") == "/Link"
    ]
    problems = [f"page {place + 1}: a link leads nowhere" for place, target, _ in links if target is None]
    # one that has a title leads about in the memo: it need not lead back
    every = {(place, target) for place, target, _ in links if target is not None}
    there = {(place, target) for place, target, titled in links if target is not None and not titled}
    problems += [
        f"page {target + 1} does not lead back to page {place + 1} or its section"
        for place, target in sorted(there)
        if target > place and not any(start == target and end <= place for start, end in every)
    ]
    problems += [
        f"page {place + 1} leads back to page {target + 1}, which does not mark it"
        for place, target in sorted(there)
        if target < place and (target, place) not in there
    ]
    return tuple(problems)


def _target(link: Any, numbers: dict[int, int]) -> int | None:
    destination = link.get("/Dest")
    destination = destination.get_object() if destination is not None else None
    if not isinstance(destination, list) or not destination:
        return None
    return numbers.get(getattr(destination[0], "idnum", -1))


def unembedded_fonts(pdf: bytes) -> tuple[str, ...]:
    """Names of fonts that the file does not carry itself, anywhere in it."""
    reader = PdfReader(BytesIO(pdf))
    missing: set[str] = set()
    seen: set[int] = set()
    for page in reader.pages:
        _search(page.get("/Resources"), missing, seen)
    return tuple(sorted(missing))


def _search(node: Any, missing: set[str], seen: set[int]) -> None:
    resources = node.get_object() if node is not None else None
    if not isinstance(resources, dict) or id(resources) in seen:
        return
    seen.add(id(resources))
    for font in _values(resources, "/Font"):
        whole = font.get("/DescendantFonts", [font])[0].get_object()
        descriptor = whole.get("/FontDescriptor")
        files = descriptor.get_object() if descriptor is not None else {}
        drawn = font.get("/Subtype") == "/Type3"
        if not drawn and not any(f"/FontFile{kind}" in files for kind in ("", "2", "3")):
            missing.add(str(font.get("/BaseFont")))
    for kind in ("/XObject", "/Pattern"):
        for inner in _values(resources, kind):
            _search(inner.get("/Resources"), missing, seen)


def _values(resources: Any, kind: str) -> list[Any]:
    entries = resources.get(kind)
    return [entry.get_object() for entry in entries.get_object().values()] if entries is not None else []
