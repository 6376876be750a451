import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANTED = {
    "order": ("domain/planted.py", "import workstation.application.operations\n"),
    "window": ("ui/planted.py", "def f():\n    import workstation.storage.engine\n"),
    "ports": ("intake/planted.py", "from workstation.application import records\n"),
    "application": ("application/planted.py", "import sqlalchemy\n"),
    "qt": ("language/planted.py", "from PySide6 import QtCore\n"),
    "domain": ("domain/planted_library.py", "import babel\n"),
}


def lint_imports(folder: Path, contract: str) -> subprocess.CompletedProcess[str]:
    """The contracts of pyproject.toml over the package in `folder`."""
    program = "import sys; sys.path.insert(0, sys.argv.pop(1)); from importlinter.cli import lint_imports_command as c; c()"
    return subprocess.run(
        [sys.executable, "-P", "-c", program, str(folder), "--no-cache", "--contract", contract],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    folder = tmp_path_factory.mktemp("contracts")
    shutil.copytree(
        ROOT / "workstation", folder / "workstation", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    for place, source in PLANTED.values():
        (folder / "workstation" / place).write_text(source, "utf-8")
    return folder


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_import_breaks_its_contract(copied, contract):
    answer = lint_imports(copied, contract)
    assert answer.returncode == 1
    assert "0 kept, 1 broken" in answer.stdout
    assert PLANTED[contract][0].removesuffix(".py").replace("/", ".") in answer.stdout
