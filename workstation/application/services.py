"""What a window or a command works with: the open workspace and the hands around it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workstation.application.ports.storage import Objects, Pages, Reader, Writer
from workstation.domain.checklists.answers import CheckItem

if TYPE_CHECKING:
    from workstation.application.ports.documents import DocumentReader, PageViewer, Passwords
    from workstation.application.ports.drafts import Drafts
    from workstation.application.ports.files import TemporaryCopies, WriteFile
    from workstation.application.ports.imports import Imports
    from workstation.application.ports.memo import RenderMemo
    from workstation.application.ports.memo_pages import PageSource
    from workstation.application.ports.sheets import WriteSheet
    from workstation.application.ports.upkeep import Copies
    from workstation.domain.consistency.disagreements import Rules
    from workstation.domain.defaults import Defaults
    from workstation.domain.kinds import KindRule
    from workstation.domain.notes import NoteTemplate
    from workstation.domain.reference import Reference


@dataclass(frozen=True, slots=True)
class Services:
    """Ports of one open workspace. Workers start when they are first asked for."""

    name: str
    location: str
    writer: Writer
    reader: Reader
    objects: Objects
    pages: Pages
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    checklist: tuple[CheckItem, ...]
    defaults: "Defaults"
    documents: "Callable[[], DocumentReader]"
    viewer: "Callable[[], PageViewer]"
    page_source: "Callable[[], PageSource]"
    render_memo: "RenderMemo"
    write_sheet: "WriteSheet"
    write_file: "WriteFile"
    temporary_copies: "TemporaryCopies"
    passwords: "Passwords"
    copies: "Copies"
    drafts: "Drafts"
    imports: "Imports"
    note_templates: "Callable[[], tuple[NoteTemplate, ...]]"
    reference: "Callable[[], Reference]"
    kinds: "Callable[[], tuple[KindRule, ...]]"
    statements: "Callable[[], Rules]"
    close: Callable[[], None]
    read_only: bool = False
    held_by: str = ""  # to read only: who else has it open to write; empty for nobody
    stands_still: bool = False  # the sample lives on its own date, and the window says so
