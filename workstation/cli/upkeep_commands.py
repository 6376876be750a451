"""Commands that care for a workspace: doctor, copies, putting one back. Each returns the exit code."""

from pathlib import Path
from typing import TYPE_CHECKING

from workstation.application.ports.upkeep import NothingToRepairError
from workstation.cli.opening import note_rates
from workstation.cli.output import FOUND_PROBLEMS, guarded, say, say_json, with_command
from workstation.cli.program import Program
from workstation.cli.tables import say_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workstation.application.ports.upkeep import Ailment, Copy, Restored


def doctor(
    program: Program, workspace: Path, *, purge: bool, repair: bool, accept: bool, as_json: bool
) -> int:
    """What is wrong; with one of the remedies, that first. Exit code 1 while anything is wrong."""

    def work() -> int:
        note_rates(program, workspace)
        done: dict[str, object] = {}
        if accept:
            done["accepted"] = _accept(program, workspace, as_json=as_json)
        if repair:
            try:
                done["kept"] = _repair(program, workspace, as_json=as_json)
            except NothingToRepairError:
                _say_ailments(program, () if as_json else program.upkeep.doctor(workspace))
                raise
        if purge:
            purged = program.upkeep.purge(workspace)
            done |= {"moved": purged.count, "folder": purged.folder}
            if not as_json and purged.count:
                said = program.tr(
                    "{count} files that nothing names were moved to {folder}",
                    count=purged.count,
                    folder=purged.folder,
                )
                say(said)
        ailments = program.upkeep.doctor(workspace)
        if as_json:
            say_json({**done, "findings": [{"code": found.code, **found.params} for found in ailments]})
        else:
            _say_ailments(program, ailments)
            if not ailments:
                say(program.tr("The workspace is sound."))
        return FOUND_PROBLEMS if ailments else 0

    return guarded(work, program.tr, as_json=as_json)


def _say_ailments(program: Program, ailments: "Iterable[Ailment]") -> None:
    for found in ailments:
        say(with_command(program.tr(found.text, **found.params), found.command))


def _accept(program: Program, workspace: Path, *, as_json: bool) -> int:
    step = program.upkeep.accept(workspace)
    if not as_json:
        say(program.tr("The workspace goes on from step {step}", step=step))
    return step


def _repair(program: Program, workspace: Path, *, as_json: bool) -> str:
    """What cannot be read beside the history, then the records; the last folder that keeps what stood before."""
    aside = program.upkeep.put_aside(workspace)
    if aside and not as_json:
        say(program.tr("What cannot be read was put aside, into the folder {name}", name=aside))
    try:
        kept = program.upkeep.repair(workspace)
    except NothingToRepairError:
        if not aside:
            raise
        return aside
    if not as_json:
        said = program.tr(
            "Repaired from the history; the state before is kept in the folder {name}", name=kept
        )
        say(said)
    return kept


def snapshot(program: Program, workspace: Path, remove: str | None, *, listed: bool, as_json: bool) -> int:
    def work() -> int:
        if listed:
            _say_copies(program, program.upkeep.copies(workspace), as_json=as_json)
            return 0
        if remove is not None:
            program.upkeep.remove(workspace, remove)
            said = program.tr("Snapshot {name} was removed", name=remove)
        name = remove if remove is not None else program.upkeep.snapshot(workspace)
        if as_json:
            say_json({"snapshot": name})
        else:
            say(said if remove is not None else program.tr("Snapshot {name}", name=name))
        return 0

    return guarded(work, program.tr, as_json=as_json)


def restore(program: Program, workspace: Path, name: str | None, *, as_json: bool) -> int:
    """Without a name: what there is to restore."""

    def work() -> int:
        if name is None:
            _say_copies(program, program.upkeep.copies(workspace), as_json=as_json)
            return 0
        restored = program.upkeep.restore(workspace, name)
        if as_json:
            kept: dict[str, str | None] = {"snapshot": None, "folder": None}
            say_json({**kept, ("snapshot" if restored.is_copy else "folder"): restored.kept or None})
        else:
            say(_restored(program, restored))
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _restored(program: Program, restored: "Restored") -> str:
    if restored.is_copy:
        return program.tr("Restored; the state before is kept as snapshot {name}", name=restored.kept)
    if restored.kept:
        return program.tr(
            "Restored; the state before is not sound and is kept in the folder {name}", name=restored.kept
        )
    return program.tr("Restored; there was no database before")


def _say_copies(program: Program, copies: "tuple[Copy, ...]", *, as_json: bool) -> None:
    """Newest first."""
    from workstation.language.formats import Formats  # noqa: PLC0415
    from workstation.language.labels import choice_label  # noqa: PLC0415

    formats = Formats(program.tr.language)
    if as_json:
        say_json({"snapshots": [_copy_json(copy) for copy in reversed(copies)]})
        return
    tr = program.tr
    shown = [
        (
            copy.name,
            f"{copy.taken_at.astimezone():%Y-%m-%d %H:%M}",
            formats.size(copy.size),
            tr(choice_label(copy.reason)),
        )
        for copy in reversed(copies)
    ]
    say_table((tr("Name"), tr("When"), tr("Size"), tr("Why it was taken")), shown)
    if not copies:
        say(program.tr("No snapshot yet"))


def _copy_json(copy: "Copy") -> dict[str, object]:
    return {
        "name": copy.name,
        "taken_at": copy.taken_at.isoformat(),
        "reason": copy.reason.value,
        "size": copy.size,
        "steps": copy.steps,
    }
