"""Rows in columns that stand under each other, also where hanzi are twice as wide as letters."""

import io
import shutil
import sys
from collections.abc import Sequence

from workstation.language.visible import visible

UNCUT = 4000  # columns: what is piped on is one line a row


def say_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Nothing without rows. In a terminal the last column is broken at its width; the others never are."""
    if not rows:
        return
    from rich.console import Console  # noqa: PLC0415 - takes as long as a short command
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, show_edge=False, pad_edge=False, padding=(0, 2, 0, 0), header_style="")
    for place, head in enumerate(heads):
        table.add_column(Text(head), no_wrap=place < len(heads) - 1, overflow="fold")
    for row in rows:
        table.add_row(*(Text(visible(cell)) for cell in row))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else UNCUT
    drawn = io.StringIO()
    Console(file=drawn, width=width, color_system=None, force_terminal=False, legacy_windows=False).print(
        table
    )
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines()))
