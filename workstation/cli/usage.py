"""How commands are used, and what is wrong with how one was: in the language of the user, where typer knows English only."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from workstation.language.translator import Translator

if TYPE_CHECKING:
    from rich.console import RenderableType

Function = TypeVar("Function", bound=Callable[..., Any])
WIDEST = 100  # columns: longer lines are hard to read
# What typer, and the reader of values behind it, say of wrong use; longer ones before those that they contain
MESSAGES = (
    "No such command '{name}'. Did you mean {others}?",
    "No such command '{name}'.",
    "No such option: {name} (Possible options: {others})",
    "No such option: {name}",
    "Missing argument '{name}'.",
    "Missing option '{name}'.",
    "Missing command.",
    "Invalid value for '{name}': {reason}",
    "Invalid value for {name}: {reason}",
    "Got unexpected extra argument(s) ({name})",
    "Option '{name}' requires an argument.",
    "Option '{name}' does not take a value.",
    "Input should be greater than or equal to {limit}",
    "Input should be less than or equal to {limit}",
    "Input should be a valid integer, unable to parse string as an integer",
    "Value error, '{value}' is not one of {choices}.",
)
# and in its help
WORDS = ("Show this message and exit.", "[OPTIONS]", "COMMAND [ARGS]...", "required")


class UsageCommand(TyperCommand):
    """A command that explains itself in the language of the program that it is run for."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override] # typer has a context of its own
        formatter.write(usage_text(self, ctx))


class UsageGroup(TyperGroup):
    """Without a command it says which there are; that is wrong use."""

    def format_help(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override] # as above
        formatter.write(usage_text(self, ctx))

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override] # as above
        if not args and not ctx.resilient_parsing:
            sys.stderr.write(f"{ctx.get_help()}\n")
            raise typer.Exit(2)
        return super().parse_args(ctx, args)


class Commands(typer.Typer):
    """Commands and groups of them that explain themselves."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=UsageGroup, add_completion=False, rich_markup_mode=None, **settings)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Function], Function]:
        return super().command(name, cls=UsageCommand, **settings)


def usage_text(command: Any, ctx: typer.Context) -> str:
    """How it is called, what it does, and its arguments, options and commands in columns."""
    from rich.console import Console  # noqa: PLC0415 - only where help is asked for

    tr: Translator = ctx.obj.tr
    width = min(shutil.get_terminal_size().columns, WIDEST)
    console = Console(width=width, color_system=None, force_terminal=False, legacy_windows=False)
    with console.capture() as drawn:
        for part in _parts(command, ctx, tr):
            console.print(part, highlight=False)
    return "\n".join(line.rstrip() for line in drawn.get().splitlines()) + "\n"


def _parts(command: Any, ctx: typer.Context, tr: Translator) -> "Iterator[RenderableType]":
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    yield Text(tr("Usage: {usage}", usage=called(command, ctx, tr)))
    said = " ".join((command.help or "").split())
    if said:
        yield Padding(Text(tr(said)), (1, 0, 0, 2))
    records = {"argument": [], "option": []}  # type: dict[str, list[tuple[str, str]]]
    for param in command.get_params(ctx):
        if (record := param.get_help_record(ctx)) is not None:
            records[param.param_type_name].append(_record(param, record, tr))
    inner = [(name, tr(" ".join((each.help or "").split()))) for name, each in _inner(command)]
    for title, rows in (
        (tr("Arguments:"), records["argument"]),
        (tr("Options:"), records["option"]),
        (tr("Commands:"), inner),
    ):
        if rows:
            yield Padding(Text(title), (1, 0, 0, 0))
            yield _columns(rows)


def _inner(command: Any) -> list[tuple[str, Any]]:
    return list(getattr(command, "commands", {}).items())


def _record(param: Any, record: tuple[str, str], tr: Translator) -> tuple[str, str]:
    """Its names, and what it is with what typer adds in brackets: whether it must be given, what it is without, its range."""
    names, said = record
    own = param.help or ""
    extra = [_extra(each, tr) for each in said[len(own) :].strip(" []").split("; ") if each]
    words = " ".join(
        part for part in (tr(own) if own else "", f"[{tr('; ').join(extra)}]" if extra else "") if part
    )
    return re.sub(r"<list\[(\w+)\]>", r"<\1>", names), words


def _extra(said: str, tr: Translator) -> str:
    default = said.removeprefix("default: ")
    return tr("default: {value}", value=default) if default != said else tr(said)


def _columns(rows: list[tuple[str, str]]) -> "RenderableType":
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for names, said in rows:
        table.add_row(Text(f"  {names}"), Text(said))
    return table


def called(command: Any, ctx: typer.Context, tr: Translator) -> str:
    """``workstation value [OPTIONS] W LOT``."""
    pieces = (
        piece.strip("{}").replace("[[", "[").replace("]]", "]") for piece in command.collect_usage_pieces(ctx)
    )
    return " ".join([ctx.command_path, *map(tr, pieces)])


def say_wrong_use(error: Any, tr: Translator) -> None:
    """On standard error: how it is used, where that is explained, and what was wrong."""
    lines, ctx = [], getattr(error, "ctx", None)
    if ctx is not None:
        help_for = f"{ctx.command_path} {ctx.help_option_names[0]}"
        lines += [tr("Usage: {usage}", usage=called(ctx.command, ctx, tr))]
        lines += [tr("Try '{command}' for help.", command=help_for), ""]
    lines.append(tr("Error: {reason}", reason=in_words(error.format_message(), tr)))
    sys.stderr.write("\n".join(lines) + "\n")


def in_words(message: str, tr: Translator) -> str:
    """A message of typer in the language of the user; as it is where it is none of the known ones."""
    for known in MESSAGES:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(known))
        if (found := re.fullmatch(pattern, message, re.DOTALL)) is not None:
            params = {
                name: in_words(said, tr) if name == "reason" else said
                for name, said in found.groupdict().items()
            }
            return tr(known).format(**params)
    return tr(message)
