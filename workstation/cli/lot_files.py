"""A lot as a file: written, and read into a workspace. Each returns the exit code."""

from pathlib import Path

from workstation.cli.opening import opened, opened_or_made
from workstation.cli.output import guarded, say, say_json
from workstation.cli.program import Program
from workstation.domain.errors import UserError
from workstation.domain.system_errors import system_reason

LEFT_OUT = "Valuation runs and memos left out, because their frozen figures and pages are not in this workspace: {count}. Value the lot here anew."

UNSIGNED = "Signatures left out, because they were not given in this workspace: {count}. Sign the lot here, in the window under Memo."


class LotFileUnreadError(UserError):
    code = "lot.file_unread"
    message = "{path} could not be read ({detail}). Check the name, and that it is UTF-8 text."


def get(program: Program, workspace: Path, lot: str) -> int:
    """Prints a lot as JSON: its rows, and the parties that it names."""

    def work() -> int:
        from workstation.application.lot_files import lot_json  # noqa: PLC0415

        with opened(program, workspace, read_only=True) as services:
            say_json(lot_json(services.reader.lot(services.reader.find_lot(lot))))
        return 0

    return guarded(work, program.tr, as_json=True)


def put(
    program: Program,
    workspace: Path,
    file: Path,
    *,
    replaces: bool,
    without_evidence: bool,
    as_json: bool,
) -> int:
    """Makes the lot of a file, or changes the lot of that id; one step to undo."""

    def work() -> int:
        from workstation.application.lot_files import put_lot, read_lot  # noqa: PLC0415
        from workstation.application.upkeep import copy_before_bulk  # noqa: PLC0415
        from workstation.domain.lots import Lot  # noqa: PLC0415

        rows = read_lot(_text(file))
        lot = next(row for row in rows if isinstance(row, Lot))
        with opened_or_made(program, workspace) as services:
            copy_before_bulk(services)
            done = put_lot(services, rows, replaces=replaces, without_evidence=without_evidence)
            if as_json:
                counted = {"changed": done.changed, "left_out": done.left_out, "unsigned": done.unsigned}
                say_json({"lot": lot.id, **counted})
            else:
                say(program.tr("{record}: {count} rows changed", record=lot.name, count=done.changed))
            if done.left_out and not as_json:
                say(program.tr(LEFT_OUT, count=done.left_out))
            if done.unsigned and not as_json:
                say(program.tr(UNSIGNED, count=done.unsigned))
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except OSError as error:
        raise LotFileUnreadError(path=file, detail=system_reason(error)) from error
    except UnicodeDecodeError as error:
        raise LotFileUnreadError(path=file, detail="UTF-8") from error
