"""The message keys of the program: what stands in its source and data and is shown to people."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workstation.application.operations import SENTENCES
from workstation.domain.catalogue import RECORDS
from workstation.domain.consistency.disagreements import LABELS
from workstation.domain.fields import fields_of
from workstation.domain.file_kinds import KIND_NAMES
from workstation.domain.valuation.bridge import BarKind
from workstation.language.labels import CHOICE_LABELS
from workstation.packs.defaults import load_defaults
from workstation.packs.kinds import load_kinds
from workstation.packs.statements import load_statements
from workstation.ui import actions

PACKAGE = Path(__file__).parents[2] / "workstation"
# Names and letters that are the same in both languages and go through tr() as data.
SAME_IN_BOTH = frozenset({"", "m²", "%", "°"})


@dataclass(frozen=True)
class Source:
    """What the modules of the program say, gone through once. `spoken`: key to the file that says it; `glued`: places where
    a sentence is put together before it is translated; `constants`: every text there is."""

    spoken: dict[str, str]
    glued: list[str]
    constants: frozenset[str]


@cache
def source() -> Source:
    spoken, glued, constants = {}, [], set()
    for path in sorted(PACKAGE.rglob("*.py")):
        place = path.relative_to(PACKAGE).as_posix()
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        for line, argument in translated(nodes):
            spoken |= dict.fromkeys(texts(argument), f"{place}:{line}")
            if isinstance(argument, ast.JoinedStr | ast.BinOp):
                glued.append(f"{place}:{line}")
        spoken |= dict.fromkeys((*messages(nodes), *found_by_rules(place, nodes)), place)
        if place == "cli/main.py":
            spoken |= dict.fromkeys(help_of_commands(nodes), place)
        constants |= {
            node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
    return Source(spoken, glued, frozenset(constants | spoken.keys()))


def texts(node: ast.expr) -> Iterator[str]:
    """The literal texts that an argument may turn out to be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def translated(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, ast.expr]]:
    """The first argument of every call of a translator: ``tr(…)``, ``self._tr(…)``, ``context.tr(…)``."""
    for node in nodes:
        if isinstance(node, ast.Call) and node.args:
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"tr", "_tr"}:
                yield node.lineno, node.args[0]


def messages(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """``message = "…"`` of error classes."""
    for node in nodes:
        if isinstance(node, ast.ClassDef):
            for member in node.body:
                if isinstance(member, ast.Assign) and any(
                    isinstance(target, ast.Name) and target.id == "message" for target in member.targets
                ):
                    yield from texts(member.value)


def help_of_commands(nodes: Sequence[ast.AST]) -> Iterator[str]:
    """What a command, an argument or an option is: the docstring of the command, on one line, and each ``help="…"``."""
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and node.decorator_list and (said := ast.get_docstring(node)):
            if any(isinstance(mark, ast.Call) for mark in node.decorator_list):
                yield " ".join(said.split())
        elif isinstance(node, ast.keyword) and node.arg == "help":
            yield from texts(node.value)


def found_by_rules(place: str, nodes: Sequence[ast.AST]) -> Iterator[str]:
    """In the rules, and in what is said beside a price, every sentence that is no docstring is said to a person, whatever table it stands in."""
    if not place.startswith(("domain/findings/", "application/valuation/")):
        return
    docstrings = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes:
        said = node.value if isinstance(node, ast.Constant) and id(node) not in docstrings else None
        if isinstance(said, str) and said.endswith(".") and " " in said:
            yield said


def spoken_in_data() -> dict[str, str]:
    """Keys that reach a translator through a table."""
    found = dict.fromkeys(SENTENCES.values(), "application/operations.py")
    for record in RECORDS:
        found[record.title] = f"entity {record.entity}"
        for field in fields_of(record):
            found |= dict.fromkeys((field.label, field.group, field.unit), f"{record.entity}.{field.name}")
    for words in CHOICE_LABELS.values():
        found |= dict.fromkeys(words.values(), "language/labels.py")
    found |= dict.fromkeys(KIND_NAMES.values(), "domain/file_kinds.py")
    defaults = load_defaults()
    for word in (defaults.source, *(scenario.name for scenario in defaults.scenarios)):
        found[word] = "resources/packs/defaults.toml"
    found |= dict.fromkeys((rule.label for rule in load_kinds()), "resources/packs/kinds.toml")
    stated = load_statements()
    labels = (*LABELS, *(each.label for each in (*stated.types, *stated.statements)))
    found |= dict.fromkeys(labels, "resources/packs/statements.toml")
    found |= dict.fromkeys((bar.value for bar in BarKind), "domain/valuation/bridge.py")
    for action in (*actions.ACTIONS, *actions.TAB_ACTIONS):
        found |= dict.fromkeys((action.text, action.menu.value), "ui/actions.py")
    return found
