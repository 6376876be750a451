"""Puts a worker process together: the limits and the sandbox of the platform around the loop of the documents."""

import argparse
import os
import sys
from pathlib import Path

from workstation.documents.worker import serve_pipes
from workstation.platform import limits, sandbox
from workstation.platform.font_folders import font_folders


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Reads files for the workstation; started by it, not by people."
    )
    parser.add_argument("--parent", type=int, required=True, help="process id of the program")
    parser.add_argument("--memory", type=int, required=True, help="bytes")
    parser.add_argument("--background", action="store_true", help="yield to the window")
    options = parser.parse_args()
    # libraries ask for the folder that they work in: the one that the program was started in may be gone, or be on a disk
    # that is to be unplugged
    os.chdir(Path(sys.executable).anchor)
    limits.end_with_parent(options.parent)
    limits.confine(options.memory)
    if options.background:
        limits.lower_rank()
    fonts = font_folders()
    serve_pipes(fonts, limits.end_after, lambda: sandbox.enter(fonts))


if __name__ == "__main__":
    main()
