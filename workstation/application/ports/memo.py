"""Who draws the memo."""

from collections.abc import Callable
from dataclasses import dataclass

from workstation.application.ports.memo_pages import PageSource
from workstation.domain.memo import Memo


@dataclass(frozen=True, slots=True)
class RenderedMemo:
    content: bytes
    pages: int


RenderMemo = Callable[[Memo, PageSource], RenderedMemo]
