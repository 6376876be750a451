"""Several open files read as one: the text of a Word file, then the pictures in it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workstation.application.ports.documents import OutlineEntry
from workstation.documents.paged import Facts, Look, Paged
from workstation.domain.pages import PageGeometry, PageImage, PageText
from workstation.domain.reading import NoSuchPageError

if TYPE_CHECKING:
    from workstation.application.ports.memo_pages import ImagePage, TextPage, VectorPage


class JoinedPages:
    """See `documents.paged.Paged`. What the whole is, the facts of the first part say."""

    def __init__(self, parts: Sequence[Paged], facts: Facts) -> None:
        self._parts = parts
        self._facts = replace(facts, shot=None)
        self.count = sum(part.count for part in parts)

    def facts(self) -> Facts:
        return self._facts

    def outline(self) -> tuple[OutlineEntry, ...]:
        return self._facts.outline

    def size(self, index: int) -> tuple[float, float]:
        part, inner = self._at(index)
        return part.size(inner)

    def geometry(self, index: int) -> PageGeometry:
        part, inner = self._at(index)
        return part.geometry(inner)

    def label(self, index: int) -> str:
        part, inner = self._at(index)
        return part.label(inner)

    def text(self, index: int) -> PageText:
        part, inner = self._at(index)
        return part.text(inner)

    def has_picture(self, index: int) -> bool:
        part, inner = self._at(index)
        return part.has_picture(inner)

    def has_notes(self, index: int) -> bool:
        part, inner = self._at(index)
        return part.has_notes(inner)

    def is_text_hidden(self, index: int) -> bool:
        part, inner = self._at(index)
        return part.is_text_hidden(inner)

    def draw(self, index: int, look: Look) -> PageImage:
        part, inner = self._at(index)
        return part.draw(inner, look)

    def exhibit(self, index: int) -> "VectorPage | ImagePage | TextPage":
        part, inner = self._at(index)
        return part.exhibit(inner)

    def close(self) -> None:
        for part in self._parts:
            part.close()

    def _at(self, index: int) -> tuple[Paged, int]:
        inner = index
        for part in self._parts:
            if 0 <= inner < part.count:
                return part, inner
            inner -= part.count
        raise NoSuchPageError(number=index + 1)
