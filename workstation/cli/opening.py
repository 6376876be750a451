"""How a command opens a workspace."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from workstation.application.services import Services
from workstation.cli.program import Program


@contextmanager
def opened(program: Program, workspace: Path, *, read_only: bool = False) -> Iterator[Services]:
    """The workspace while a command works with it; closed afterwards, whatever happened."""
    services = program.open_workspace(workspace, read_only)
    with closing(services):
        yield services
