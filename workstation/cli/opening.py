"""A workspace for a command: opened, made where there is none, and with its pages read again where they were lost."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from workstation.application.missing_pages import MissingPages, missing_pages, read_missing
from workstation.application.progress import Silent
from workstation.application.services import Services
from workstation.cli.output import CopyNotTakenError, in_words, note
from workstation.cli.program import Program
from workstation.domain.errors import NotFoundError, UserError

T = TypeVar("T")
# English keys
_DEMO_DAY: Final = (
    "This workspace is the sample. Its date is {day}: what is done in it is dated and priced on that day."
)
_UNDER_WAY: Final = "An import into {lot} is under way or was cut off: this workspace was opened by {holder}. Once it is closed there, what is left comes in with: {command}"

_RATES_UNREAD: Final = "Newer lending rates cannot be read at {fault}, and none of that file counts. Write one publication a line, as 2025-12-22,3.00%, each later than the one before and than the table of the program."


def note_rates(program: Program, workspace: Path) -> None:
    """Which line of the workspace's own lending rates is none, where they are an input of the answer."""
    if fault := program.rates_fault(workspace):
        note(program.tr(_RATES_UNREAD, fault=fault))


@contextmanager
def opened(program: Program, workspace: Path, *, read_only: bool = False) -> Iterator[Services]:
    """The workspace while a command works with it; it is closed afterwards, whatever happened.

    The command says its result inside. Where the sample has a date of its own, that is said beside it.

    Raises:
        CopyNotTakenError: after the command, when the snapshot at the end fails.
    """
    with ended(program.open_workspace(workspace, read_only)) as services:
        yield services
        if services.stands_still:
            note(program.tr(_DEMO_DAY, day=f"{services.clock():%Y-%m-%d}"))


@contextmanager
def ended(services: Services) -> Iterator[Services]:
    try:
        yield services
    except BaseException:
        with suppress(UserError):  # what went wrong first is told
            services.close()
        raise
    try:
        services.close()
    except UserError as error:
        raise CopyNotTakenError(error) from error


@contextmanager
def opened_or_made(program: Program, workspace: Path) -> Iterator[Services]:
    """For commands that bring something in: where nothing is, or an empty folder, a workspace is made, and said."""
    if workspace.exists() and (not workspace.is_dir() or any(workspace.iterdir())):
        with opened(program, workspace) as services:
            yield services
        return
    with ended(program.create_workspace(workspace)) as services:
        note(program.tr("New workspace {path}", path=workspace))
        yield services


def lot_or_new(program: Program, services: Services, name: str) -> str:
    from workstation.application.lots import new_lot  # noqa: PLC0415
    from workstation.domain.new_lots import NewLot  # noqa: PLC0415

    try:
        return services.reader.find_lot(name)
    except NotFoundError:
        made = new_lot(services.writer, services.defaults, NewLot(name=name)).value
        note(program.tr("New lot {record}", record=name))
        return made


def answered(program: Program, workspace: Path, work: Callable[[Services], T]) -> T:
    """What `work` says of a workspace that is opened to read only. Where pages were lost, they are read again and it is
    asked once more; while the workspace is in use, or cannot be written to, its first answer says what it lacks."""
    with opened(program, workspace, read_only=True) as services:
        answer, missing = work(services), missing_pages(services)
    if not missing:
        return answer
    # What fails here leaves the first answer. A snapshot that fails at the end is not said: no fact was written that it
    # would have to hold
    try:
        with suppress(CopyNotTakenError), ended(program.open_workspace(workspace, False)) as services:
            read_again(program, services, wanted=missing)
            answer = work(services)
    except UserError as error:
        note(in_words(error, program.tr))
    return answer


def read_again(
    program: Program, services: Services, lot: str | None = None, *, wanted: Sequence[MissingPages] = ()
) -> None:
    """Reads what was lost of the pages of a lot (or what is `wanted`), and says so."""
    missing = wanted or missing_pages(services, lot)
    if missing:
        note(program.tr("{count} documents are read again: their pages were lost.", count=len(missing)))
        read_missing(services, missing, Silent())


def _import(services: Services, lot: str, option: str) -> str:
    """To be copied as it stands; by the id of the lot, for two may have one name."""
    return shlex.join(("import", services.location, lot, option))


def note_interrupted(program: Program, services: Services) -> None:
    """Which imports were cut off, and how to go on with them or give them up. While another program has the workspace open,
    one that it has under way looks the same."""
    from workstation.application.interrupted import (  # noqa: PLC0415 - it knows how files are taken in
        ImportNoteDamagedError,
        interrupted_imports,
        interrupted_sentence,
    )

    tr, holder = program.tr, services.held_by
    found = interrupted_imports(services)
    for lot, identity in dict.fromkeys((each.lot, each.begun.lot) for each in found if holder):
        note(tr(_UNDER_WAY, lot=lot, holder=holder, command=_import(services, identity, "--resume")))
    for each in () if holder else found:
        command = _import(services, each.begun.lot, "--resume")
        other = _import(services, each.begun.lot, "--leave-out")
        then = tr("Go on with: {command}, or leave them out with: {other}", command=command, other=other)
        note(f"{interrupted_sentence(tr, each)} {then}")
    for name in services.imports.damaged():
        note(in_words(ImportNoteDamagedError(name=name), program.tr))
