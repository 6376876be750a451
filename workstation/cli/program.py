"""What the commands are given: the ways to the world, put together by `workstation.bootstrap`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.language.translator import Language, Translator

if TYPE_CHECKING:  # each command loads what it uses: all that is named here takes as long as a short command
    from workstation.application.lot_rules import LotRules
    from workstation.application.memos import MemoLanguage
    from workstation.application.services import Services
    from workstation.application.upkeep import Upkeep
    from workstation.domain.proposals import ProposedLot


@dataclass(frozen=True, slots=True)
class Program:
    """`open_workspace(path, read_only)` raises a `workspace.…` error when it cannot; `build_demo(folder, fresh)`
    builds the sample there, or opens the one that was built unless it is to be `fresh`, and returns its summary; `read_listing(services, content, name)` reads a saved page in a
    worker; `rates_fault(path)` is the line of the
    workspace's own lending rates that is none, or ""; `show` opens the window on a workspace and returns its exit code."""

    tr: Translator
    open_workspace: "Callable[[Path, bool], Services]"
    create_workspace: "Callable[[Path], Services]"
    build_demo: Callable[[Path, bool], dict[str, Any]]
    memo_language: "Callable[[Language], MemoLanguage]"
    read_listing: "Callable[[Services, bytes, str], ProposedLot]"
    lot_rules: "Callable[[], LotRules]"
    rates_fault: Callable[[Path], str]
    upkeep: "Upkeep"
    show: Callable[[Path], int]
    has_display: bool
