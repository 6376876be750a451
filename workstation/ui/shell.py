"""What the window is given: the ways to the world, put together by `workstation.bootstrap`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.application.demo.sample import SampleMade
from workstation.application.ports.preferences import PreferenceStore
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.application.upkeep import Upkeep
from workstation.language.translator import Language

if TYPE_CHECKING:
    from workstation.application.memos import MemoLanguage
    from workstation.domain.proposals import ProposedLot


@dataclass(frozen=True, slots=True)
class Shell:
    """What the window needs of the world. The functions that open, make or read something run off the window's thread.

    open_workspace, create_workspace: by path and name of the user (and whether to read only); `UserError` when they
        cannot.
    build_sample: by progress and whether to build it anew: the sample's workspace, made unless it is there. None where
        the program has no sample.
    read_listing: reads a saved page, in a worker.
    notices: the text of the licences.
    """

    open_workspace: Callable[[Path, str, bool], Services]
    create_workspace: Callable[[Path, str], Services]
    read_listing: "Callable[[Services, bytes, str], ProposedLot]"
    build_sample: Callable[[Progress, bool], SampleMade] | None
    upkeep: Upkeep
    memo_language: "Callable[[Language], MemoLanguage]"
    store: PreferenceStore
    suggested_name: str
    clock: Callable[[], datetime]
    default_workspace: Path
    log_file: Path
    version: str
    notices: Callable[[], str]
