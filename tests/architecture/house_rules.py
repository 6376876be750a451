"""The rules of the house as functions over source text: what may import what, and where a call may stand.

Used by the tests beside it, which also plant a violation of each rule and see it caught.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "workstation"

ADAPTERS = ("storage", "documents", "intake", "export", "packs", "platform")
_BASE = frozenset({"application.ports", "domain", "language", "resources"})
# What each part may import of the package, beside itself. bootstrap and __main__ may import everything.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "resources": frozenset(),
    "language": frozenset({"domain", "resources"}),
    "application": frozenset({"domain", "language"}),
    **dict.fromkeys(ADAPTERS, _BASE),
    "ui": frozenset({"application", "language", "resources", "domain"}),
    "cli": frozenset({"application", "language", "resources", "domain"}),
    # The process that reads files, and how it is started: both ends of a pipe, put together.
    "worker": frozenset({"documents", "platform"}),
    "workers": frozenset({"documents", "platform"}),
    # The sample's folder: what marks it, and how an earlier one makes room.
    "sample": frozenset({"storage", "platform"}),
    # The care for a workspace that nobody has open: doctor, copies, remedies.
    "upkeep": frozenset({"storage", "application"}),
}
EVERYTHING = frozenset({"bootstrap", "__main__"})
# Parts of the domain that compute: ui and cli take their values, never their functions.
CALCULATORS = ("valuation", "returns", "bidding", "court_fees", "roots", "rounding", "dates", "checklists")

# The only homes of libraries outside the standard one. A library that stands nowhere here is a violation too.
HOMES: dict[str, frozenset[str]] = {
    "PySide6": frozenset({"ui", "bootstrap"}),
    "shiboken6": frozenset({"ui", "bootstrap"}),
    "sqlalchemy": frozenset({"storage"}),
    "alembic": frozenset({"storage"}),
    "sqlite3": frozenset({"storage"}),
    "pypdfium2": frozenset({"documents"}),
    "pypdfium2_raw": frozenset({"documents"}),
    "selectolax": frozenset({"documents"}),
    "charset_normalizer": frozenset({"documents"}),
    "pypdf": frozenset({"documents"}),  # in workers
    "reportlab": frozenset({"export"}),
    "fontTools": frozenset({"export"}),
    "PIL": frozenset({"documents"}),
    "pi_heif": frozenset({"documents"}),
    "python_calamine": frozenset({"documents"}),
    "xlrd": frozenset({"documents"}),
    "olefile": frozenset({"documents"}),
    "msoffcrypto": frozenset({"documents"}),
    "cryptography": frozenset({"documents"}),  # in workers, for zips locked by AES
    "stdnum": frozenset({"domain"}),
    "py7zr": frozenset({"documents"}),
    "libarchive": frozenset({"documents"}),
    "keyring": frozenset({"platform"}),
    "manimgx_fonts_cjk": frozenset({"export", "ui"}),
    "babel": frozenset({"language"}),
    "cn2an": frozenset({"language"}),
    "typer": frozenset({"cli"}),
    "click": frozenset({"cli"}),
    "rich": frozenset({"cli"}),
    "tomli": frozenset({"resources"}),
    "pypinyin": frozenset({"language"}),
    "chinese_calendar": frozenset({"packs"}),
    "xlsxwriter": frozenset({"export"}),
    "platformdirs": frozenset({"platform"}),
    "psutil": frozenset({"platform"}),
}
# Offline: nothing that opens a connection. urllib.parse only takes text apart.
NETWORK = ("socket", "ssl", "urllib.request", "http", "ftplib", "smtplib", "imaplib", "poplib", "xmlrpc",
           "socketserver", "asyncio", "requests", "httpx", "aiohttp", "webbrowser",
           "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets")  # fmt: skip
# Calls that exist on one system only, or mean another thing on each.
ONE_SYSTEM_MODULES = frozenset(
    {"fcntl", "resource", "msvcrt", "winreg", "pwd", "grp", "termios", "pty", "_winapi"}
)
ONE_SYSTEM_CALLS = frozenset(
    {"os.fork", "os.forkpty", "os.setsid", "os.setpgid", "os.killpg", "os.kill", "os.getuid", "os.geteuid", "os.nice",
     "os.sched_setaffinity", "os.sched_getaffinity", "os.posix_fadvise", "os.mkfifo", "os.chown", "os.getppid",
     "os.O_DIRECTORY", "os.uname", "os.sysconf", "os.statvfs", "os.startfile", "os.setpriority", "signal.SIGKILL",
     "signal.SIGHUP", "signal.SIGALRM", "signal.alarm", "signal.setitimer", "signal.pthread_sigmask",
     "ctypes.windll", "ctypes.WinDLL", "sys.platform", "os.name", "platform.system"}
)  # fmt: skip
CLOCK_CALLS = frozenset(
    {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.datetime.now", "time.time",
     "datetime.datetime.utcnow", "datetime.date.today", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime"}
)  # fmt: skip
CHANCE_CALLS = frozenset({"uuid.uuid1", "uuid.uuid4", "os.urandom", "secrets.token_hex", "secrets.token_bytes",
                          "random.random", "random.choice", "random.randint", "random.shuffle", "random.seed"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Imported:
    """`name` is dotted and absolute; `names` are what was taken from it by ``from``."""

    line: int
    name: str
    names: tuple[str, ...] = ()


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the package as ("ui.app", path); migrations by revision are data of storage."""
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield ".".join(part for part in parts if part != "__init__"), path


@cache
def nodes(source: str) -> tuple[ast.AST, ...]:
    """All nodes of a module; each is read once for all rules."""
    return tuple(ast.walk(ast.parse(source)))


def part_of(module: str) -> str:
    return module.partition(".")[0]


def imports(module: str, source: str, *, is_package: bool = False) -> Iterator[Imported]:
    """All imports: at the top, inside functions, under TYPE_CHECKING, relative, and import_module("literal")."""
    base = ["workstation", *(module.split(".") if module else [])]
    if not is_package:
        base = base[:-1]
    for node in nodes(source):
        if isinstance(node, ast.Import):
            yield from (Imported(node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            stem = base[: len(base) - node.level + 1] if node.level else []
            name = ".".join([*stem, *([node.module] if node.module else [])])
            yield Imported(node.lineno, name, tuple(alias.name for alias in node.names))
        elif isinstance(node, ast.Call) and _imports_by_name(node):
            yield from (Imported(node.lineno, ast.literal_eval(name)) for name in node.args[:1])


def _imports_by_name(call: ast.Call) -> bool:
    literal = bool(call.args) and isinstance(call.args[0], ast.Constant)
    return literal and dotted(call.func).endswith(("import_module", "__import__"))


def dotted(node: ast.AST) -> str:
    """ "os.path.join" of nested attributes, "" of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        stem = dotted(node.value)
        return f"{stem}.{node.attr}" if stem else ""
    return ""


def layer_violations(module: str, source: str, *, is_package: bool = False) -> list[str]:
    """Imports against the order of the layers."""
    part = part_of(module)
    if part in EVERYTHING or not part:
        return []
    allowed = MAY_IMPORT.get(part, frozenset())
    found = []
    for imported in imports(module, source, is_package=is_package):
        for target in _targets(imported):
            inside = part_of(target) == part
            if not inside and not any(target == name or target.startswith(f"{name}.") for name in allowed):
                found.append(f"{module}:{imported.line} imports workstation.{target}")
        if part in {"ui", "cli"}:
            found += _computing(module, imported)
    return found


def _targets(imported: Imported) -> list[str]:
    """The modules of the package that an import names, without "workstation.": ``from workstation import ui`` too."""
    head, _, rest = imported.name.partition(".")
    if head != "workstation":
        return []
    if rest and rest != "application":
        return [rest]
    stem = f"{rest}." if rest else ""
    return [f"{stem}{name}" for name in imported.names if name != "__version__"] or ([rest] if rest else [])


def _computing(module: str, imported: Imported) -> list[str]:
    """Functions of calculators that ui or cli took."""
    parts = imported.name.split(".")
    if parts[:2] != ["workstation", "domain"] or len(parts) < 3 or parts[2] not in CALCULATORS:
        return []
    return [
        f"{module}:{imported.line} computes with {imported.name}.{name}"
        for name in imported.names
        if name.islower()
    ]


def library_violations(module: str, source: str, *, standard: frozenset[str]) -> list[str]:
    """Libraries outside their homes, and anything that talks to a network."""
    found = []
    for imported in imports(module, source):
        whole = {imported.name, *(f"{imported.name}.{name}" for name in imported.names)}
        if any(name == banned or name.startswith(f"{banned}.") for name in whole for banned in NETWORK):
            found.append(f"{module}:{imported.line} talks to a network: {imported.name}")
        top = part_of(imported.name)
        if top == "workstation" or (top in standard and top not in HOMES):
            continue
        if part_of(module) not in HOMES.get(top, frozenset()):
            found.append(f"{module}:{imported.line} uses {top} outside its home")
    return found


def one_system_violations(module: str, source: str) -> list[str]:
    """Calls that differ between Windows, macOS and Linux, outside platform."""
    if part_of(module) == "platform":
        return []
    found = [
        f"{module}:{imported.line} imports {imported.name}"
        for imported in imports(module, source)
        if part_of(imported.name) in ONE_SYSTEM_MODULES
        or any(f"{imported.name}.{name}" in ONE_SYSTEM_CALLS for name in imported.names)
    ]
    return found + _uses(module, source, ONE_SYSTEM_CALLS)


def clock_violations(module: str, source: str) -> list[str]:
    """Readings of the wall clock and of chance, outside bootstrap, platform and the clock of the window.

    Time that passed (`time.monotonic`) is no fact of a workspace and may be measured anywhere.
    """
    if part_of(module) in {"bootstrap", "platform"} or module == "ui.clock":
        return []
    return _uses(module, source, CLOCK_CALLS | CHANCE_CALLS)


def _uses(module: str, source: str, names: frozenset[str]) -> list[str]:
    return [
        f"{module}:{node.lineno} uses {dotted(node)}"
        for node in nodes(source)
        if isinstance(node, ast.Attribute) and dotted(node) in names
    ]


def size_violations(module: str, source: str) -> list[str]:
    """Files over 500 lines, functions over 40, classes over 20 public methods (Qt's own, in Qt's spelling, not counted)."""
    found = []
    lines = source.count("\n") + 1
    if lines > 500:
        found.append(f"{module} has {lines} lines")
    for node in nodes(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > 40:
                found.append(f"{module}:{node.lineno} {node.name} has {length} lines")
        elif isinstance(node, ast.ClassDef):
            public = [
                member.name
                for member in node.body
                if isinstance(member, ast.FunctionDef)
                and not member.name.startswith("_")
                and member.name.islower()
            ]
            if len(public) > 20:
                found.append(f"{module}:{node.lineno} {node.name} has {len(public)} public methods")
    return found


def wording_violations(module: str, source: str) -> list[str]:
    """Unfinished business, and handlers that swallow."""
    found = [
        f"{module}:{number} leaves unfinished business"
        for number, line in enumerate(source.splitlines(), 1)
        if any(mark in line for mark in ("TO" + "DO", "FIX" + "ME", "XXX"))
    ]
    return found + [
        f"{module}:{node.lineno} swallows an exception"
        for node in nodes(source)
        if isinstance(node, ast.ExceptHandler) and _swallows(node, source.splitlines())
    ]


def _swallows(handler: ast.ExceptHandler, lines: list[str]) -> bool:
    """A handler that does nothing at all and does not say why on its line."""
    idle = all(isinstance(node, ast.Pass) or _is_ellipsis(node) for node in handler.body)
    return idle and "#" not in lines[handler.body[0].lineno - 1]


def _is_ellipsis(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and node.value.value is ...


# An affine matrix for a PDF, whole tenths on an axis, the zoom of a page, and amounts that have two decimals and leave as JSON
_NOT_ROUNDED = frozenset({"export.memo.charts", "ui.viewer.toolbar", "application.demo.summary"})


def rounding_violations(module: str, source: str) -> list[str]:
    """Figures that Python's own format cuts to some decimals: it rounds half to even, the house half up."""
    if part_of(module) not in {"application", "cli", "export", "ui"} or module in _NOT_ROUNDED:
        return []
    return [
        f"{module}:{node.lineno} rounds half to even: use language.formats.rounded"
        for node in nodes(source)
        if isinstance(node, ast.FormattedValue)
        and isinstance(node.format_spec, ast.JoinedStr)
        and any(
            isinstance(part, ast.Constant) and re.search(r"\.[0-9]+[f%]", str(part.value))
            for part in node.format_spec.values
        )
    ]
