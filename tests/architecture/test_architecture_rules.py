import sys

import pytest
from house_rules import (
    EVERYTHING,
    MAY_IMPORT,
    clock_violations,
    layer_violations,
    library_violations,
    modules,
    one_system_violations,
    part_of,
    rounding_violations,
    size_violations,
    wording_violations,
)

STANDARD = frozenset(sys.stdlib_module_names)
MODULES = [(name, path.read_text("utf-8"), path.name == "__init__.py") for name, path in modules()]


def over_all(rule, **options):
    return [line for name, source, _ in MODULES for line in rule(name, source, **options)]


def test_every_part_of_the_package_has_a_place_in_the_order():
    assert {part_of(name) for name, _, _ in MODULES} - {""} <= set(MAY_IMPORT) | EVERYTHING


def test_imports_go_one_way():
    assert [
        line
        for name, source, package in MODULES
        for line in layer_violations(name, source, is_package=package)
    ] == []


def test_every_library_stays_in_its_home_and_none_opens_a_connection():
    assert over_all(library_violations, standard=STANDARD) == []


def test_what_differs_between_systems_stands_in_platform():
    assert over_all(one_system_violations) == []


def test_clock_and_chance_are_passed_in():
    assert over_all(clock_violations) == []


def test_pieces_are_small():
    assert over_all(size_violations) == []


def test_half_the_files_are_under_120_lines():
    lengths = sorted(source.count("\n") for _, source, _ in MODULES)
    assert lengths[len(lengths) // 2] < 120


def test_nothing_is_left_unfinished_or_swallowed():
    assert over_all(wording_violations) == []


def test_figures_are_rounded_half_up_in_one_home():
    assert over_all(rounding_violations) == []


# Each line is a violation of one rule. It must be caught, or the rule says nothing.
PLANTED = [
    ("domain.claims", "from PySide6.QtCore import QObject"),
    ("domain.claims", "from workstation.application import records"),
    ("domain.claims", "import sqlalchemy"),
    ("domain.claims", "import workstation.language.translator"),
    ("application.lots", "from workstation.storage.writer import Writer"),
    ("application.lots", "def f():\n    import workstation.ui.app"),
    ("application.lots", "from workstation import storage"),
    ("storage.engine", "from workstation.documents import sniff"),
    ("storage.engine", "from ..documents import sniff"),
    ("storage.engine", "from workstation.application import records"),
    ("storage.engine", "from workstation.application.records import assumed"),
    ("packs.rules", "from workstation.platform.paths import data"),
    ("documents.worker", "if TYPE_CHECKING:\n    from workstation.ui.app import App"),
    ("ui.panels.claims", "from workstation.storage.reader import Reader"),
    ("ui.panels.claims", "import importlib\nimportlib.import_module('workstation.storage.reader')"),
    ("ui.panels.claims", "from workstation.cli.main import run"),
    ("ui.panels.claims", "from workstation.bootstrap import build"),
    ("ui.panels.valuation", "from workstation.domain.valuation.engine import value"),
    ("ui.panels.valuation", "from workstation.domain.returns import xirr"),
    ("worker", "from workstation.storage.engine import connect"),
]


@pytest.mark.parametrize(("module", "source"), PLANTED)
def test_a_planted_import_is_caught(module, source):
    assert layer_violations(module, source) or library_violations(module, source, standard=STANDARD)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("ui.panels.claims", "import sqlite3"),
        ("cli.main", "from PySide6.QtWidgets import QApplication"),
        ("application.lots", "def f():\n    from pypdf import PdfReader"),
        ("documents.office", "import reportlab.pdfgen"),
        ("storage.engine", "from urllib.request import urlopen"),
        ("intake.taobao", "from urllib import request"),
        ("intake.taobao", "import socket"),
        ("ui.app", "from PySide6 import QtNetwork"),
        ("export.memo", "import some_library_without_a_home"),
    ],
)
def test_a_planted_library_is_caught(module, source):
    assert library_violations(module, source, standard=STANDARD)


@pytest.mark.parametrize(
    "source",
    ["import fcntl", "import os\nos.fork()", "from signal import SIGKILL", "import signal\nsignal.SIGKILL",
     "import os\nos.sched_setaffinity(0, {1})", "import sys\nif sys.platform == 'win32': ..."],
)  # fmt: skip
def test_a_planted_call_of_one_system_is_caught(source):
    assert one_system_violations("storage.objects", source)
    assert not one_system_violations("platform.locks", source)


@pytest.mark.parametrize(
    "source",
    ["from datetime import datetime\ndatetime.now()", "import datetime\ndatetime.date.today()",
     "import time\ntime.time()", "import uuid\nuuid.uuid4()", "import random\nrandom.random()"],
)  # fmt: skip
def test_a_planted_reading_of_clock_or_chance_is_caught(source):
    assert clock_violations("application.lots", source)
    assert not clock_violations("bootstrap", source)


@pytest.mark.parametrize(
    "source",
    [
        "\n" * 500,
        "def f():\n" + "    x = 1\n" * 40,
        "class C:\n" + "".join(f"    def m{number}(self): ...\n" for number in range(21)),
    ],
)
def test_a_planted_large_piece_is_caught(source):
    assert size_violations("domain.claims", source)


@pytest.mark.parametrize(
    "source", ["# TO" + "DO later", "# FIX" + "ME", "try:\n    f()\nexcept ValueError:\n    pass"]
)
def test_planted_unfinished_business_is_caught(source):
    assert wording_violations("domain.claims", source)


@pytest.mark.parametrize("source", ['f"{share:.1f}%"', 'f"{amount:,.2f}"', 'f"{share:.0%}"'])
def test_a_planted_rounding_half_to_even_is_caught(source):
    assert rounding_violations("application.memo.summary", source)
    assert not rounding_violations("documents.paper", source)


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("storage.engine", "from workstation.application.ports.storage import Writer"),
        ("storage.engine", "from workstation.application.ports import storage"),
        ("ui.app", "from workstation.application.jobs import Jobs"),
        ("ui.app", "from workstation.domain.valuation import ValuationResult"),
        ("cli.main", "from workstation import __version__"),
        ("application.jobs", "import time\ntime.monotonic()"),
        ("intake.taobao", "from urllib.parse import urlsplit"),
    ],
)
def test_what_is_allowed_is_not_caught(module, source):
    assert layer_violations(module, source) == []
    assert library_violations(module, source, standard=STANDARD) == []
    assert clock_violations(module, source) == []
