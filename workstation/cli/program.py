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
    """What a command can ask for.

    open_workspace: by folder and whether to read only; raises a `workspace.…` error when it cannot.
    create_workspace: makes a new one in a folder.
    build_demo: by folder and whether to build it anew: builds the sample, or opens the one that is there; its summary.
    memo_language: words and forms of a memo in a language.
    read_listing: by services, bytes and name of a saved page: the lot that it proposes. The bytes are parsed in a worker.
    lot_rules: what the calculators over a lot look up.
    rates_fault: the line of the workspace's own lending rates that cannot be read; "" where there is none.
    upkeep: care for a workspace that is not open.
    show: opens the window on a workspace; its exit code.
    """

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
