"""``workstation``: the window without arguments, else one command."""

import gc
import sys


def main() -> int:
    """The exit code: 0 done, 1 found problems, 2 wrong use, 3 bad input, 4 workspace in use or damaged, 5 nothing
    found, but not everything could be looked at, 6 done, but no snapshot could be taken."""
    gc.disable()  # a start makes much and drops nothing; the window turns it on again later (`ui.app`)
    if len(sys.argv) == 1:
        from workstation.bootstrap import start_window  # noqa: PLC0415 - the window needs no command parser

        return start_window()
    from workstation.bootstrap import build_program, log_commands  # noqa: PLC0415
    from workstation.cli.main import run  # noqa: PLC0415 - commands need no window

    log_commands()
    program = build_program()
    gc.freeze()
    gc.enable()
    return run(sys.argv[1:], program)


if __name__ == "__main__":
    sys.exit(main())
