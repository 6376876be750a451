"""``workstation``: the window without arguments or on the folder of a workspace, else one command."""

import gc
import sys
from pathlib import Path


def main() -> int:
    """The exit code: 0 done, 1 found problems, 2 wrong use, 3 bad input, 4 workspace in use or damaged, 5 nothing
    found, but not everything could be looked at, 6 done, but no snapshot could be taken."""
    gc.disable()  # a start makes much and drops nothing; the window turns it on again later (`ui.app`)
    workspace = workspace_named(sys.argv[1:])
    if len(sys.argv) == 1 or workspace is not None:
        from workstation.bootstrap import start_window  # noqa: PLC0415 - the window needs no command parser

        return start_window(workspace)
    from workstation.bootstrap import build_program, log_commands  # noqa: PLC0415
    from workstation.cli.main import run  # noqa: PLC0415 - commands need no window

    log_commands()
    program = build_program()
    gc.freeze()
    gc.enable()
    return run(sys.argv[1:], program)


def workspace_named(arguments: list[str]) -> Path | None:
    """The folder to open a window on, where a workspace is all that was named, as a file manager does; None for commands."""
    if len(arguments) != 1:
        return None
    path = Path(arguments[0])
    named = path.suffix == ".workspace" or (path / "workspace.db").exists()
    return path.absolute() if named and not arguments[0].startswith("-") else None


if __name__ == "__main__":
    sys.exit(main())
