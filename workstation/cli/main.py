"""The command line: the same use cases, for scripts and tests; works without a display.

Every command takes ``--json`` and prints one document; its keys are stable. Where a command brings something in
(`import`, `intake`), a workspace is made where none is, and `import` makes a lot of that name where none is; both are
said on standard error. Exit codes: 0 done, 1 found problems, 2 wrong use, 3 bad input, 4 workspace in use or damaged,
5 nothing found but not everything could be looked at, 6 done, but no copy of the database could be taken; with ``--json`` 3
and 4 also print ``{"error": {"code", "message"}}``.

    demo      lots documents pages evidenced_facts expected_present_value max_bid max_bid_on_ladder memo_sha256
              memo_pages memo workspace [moved_to] [not_compared]
    lots      lots[id name number stage findings{kill high medium low not_examined not_examined_kill} out_of_date]
    import    lot files[path sha256 outcome pages without_text reason message document version version_number
              duplicate_of media_type holder healed refused[path reason message]]; --leave-out: lot left_out
    intake    lot source fields found derived not_in_the_saved_page warnings proposed
    history   operations[id kind at actor batch undoes undone sentence changes[entity id before after]]
    findings  findings[rule severity entity row field sentence law to_verify settled by] summary{as in lots}
    disagreements  papers values not_compared[] not_read[] lost_files[] without_text
              disagreements[label subject settled sides[written places[document page part quote]]]
    search    papers[lot document version version_number versions]
              pages[lot document version version_number versions page label places[quote before after part]]
              more total without_text not_read lost_files[]
    checks    readiness missing_kill not_examined not_examined_kill items[item severity status]
    lot get   format rows{entity: [row]} (golden contract, section 8)
    lot put   lot changed left_out unsigned
    value     the result of the calculator `valuation` and says[entity row field message law], or missing[]
    memo      memo memo_sha256 pages run
    doctor    findings[code ...]; --accept accepted, --repair kept, --purge moved folder
    snapshot  snapshot; --list, and restore without a name: snapshots[name taken_at reason size steps]
    restore   snapshot folder
"""

import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from workstation import __version__
from workstation.cli import commands, documents, lot_commands, lot_files, upkeep_commands
from workstation.cli.output import FOUND_PROBLEMS, be_readable_anywhere
from workstation.cli.program import Program
from workstation.cli.usage import Commands, say_wrong_use
from workstation.language.translator import Language

app = Commands(pretty_exceptions_enable=False)
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.", show_default=False)]
WorkspacePath = Annotated[Path, typer.Argument(metavar="W", help="The workspace's folder.")]
LotName = Annotated[str, typer.Argument(metavar="LOT", help="Id, number or name of a lot.")]


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"workstation {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Offline due diligence for bad-loan lots: evidence to price."""


@app.command()
def demo(
    ctx: typer.Context,
    out: Annotated[Path | None, typer.Option(help="Where to build it.")] = None,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh", help="Start the sample over; one with work in it is moved aside, never removed."
        ),
    ] = False,
    as_json: Json = True,  # noqa: ARG001 - it always does
) -> None:
    """Build the sample workspace, or take the one that is there as it stands; value it, export its memo; open it if
    there is a display."""
    raise typer.Exit(commands.demo(ctx.obj, out, fresh=fresh))


@app.command("import")
def import_(
    ctx: typer.Context,
    workspace: WorkspacePath,
    lot: LotName,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Files, folders, archives, mails.")
    ] = None,
    password: Annotated[
        list[str] | None,
        typer.Option(
            help="Opens locked files and archives: - asks for it, or reads a line. May be given more than once."
        ),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what was cut off.")] = False,
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Give up what was cut off.")] = False,
    as_json: Json = False,
) -> None:
    """Take files, folders, archives and mails in; workspace and lot are made where they are not there yet."""
    if [resume, leave_out, bool(paths)].count(True) != 1:
        raise typer.BadParameter("name what to take in, or --resume, or --leave-out", param_hint="PATH")
    if leave_out:
        raise typer.Exit(documents.leave_out(ctx.obj, workspace, lot, as_json=as_json))
    words = password or []
    raise typer.Exit(documents.import_files(ctx.obj, workspace, lot, paths or [], words, as_json=as_json))


@app.command()
def intake(
    ctx: typer.Context,
    workspace: WorkspacePath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The saved page.")],
    as_json: Json = False,
) -> None:
    """Read a saved listing page into a new lot, every field with where it was found; makes the workspace if need be."""
    raise typer.Exit(commands.intake(ctx.obj, workspace, file, as_json=as_json))


@app.command()
def lots(ctx: typer.Context, workspace: WorkspacePath, as_json: Json = False) -> None:
    """List the lots."""
    raise typer.Exit(lot_commands.lots(ctx.obj, workspace, as_json=as_json))


@app.command()
def history(
    ctx: typer.Context,
    workspace: WorkspacePath,
    lot: Annotated[str | None, typer.Argument(metavar="[LOT]", help="Of one lot only.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many operations.")] = 50,
    as_json: Json = False,
) -> None:
    """Who did what and when, newest first."""
    raise typer.Exit(commands.history(ctx.obj, workspace, lot, limit, as_json=as_json))


@app.command()
def findings(ctx: typer.Context, workspace: WorkspacePath, lot: LotName, as_json: Json = False) -> None:
    """What the rules say of a lot, worst first; exit code 1 while a kill finding is open, or a kill item is missing or was
    never asked for."""
    raise typer.Exit(lot_commands.findings(ctx.obj, workspace, lot, as_json=as_json))


@app.command()
def disagreements(ctx: typer.Context, workspace: WorkspacePath, lot: LotName, as_json: Json = False) -> None:
    """Where the papers of a lot do not agree; exit code 1 while one place is not settled, 5 while not all was compared."""
    raise typer.Exit(documents.disagreements(ctx.obj, workspace, lot, as_json=as_json))


@app.command()
def search(
    ctx: typer.Context,
    workspace: WorkspacePath,
    words: Annotated[list[str], typer.Argument(metavar="QUERY", help='Words, or "words in this order".')],
    lot: Annotated[str | None, typer.Option(help="In one lot only: its id, number or name.")] = None,
    as_json: Json = False,
) -> None:
    """Find the papers by name, and the pages, that hold all of the words."""
    raise typer.Exit(documents.search(ctx.obj, workspace, words, lot, as_json=as_json))


@app.command()
def checks(ctx: typer.Context, workspace: WorkspacePath, lot: LotName, as_json: Json = False) -> None:
    """The checklist of a lot; exit code 1 while a kill item is missing, refused or was never asked for."""
    raise typer.Exit(lot_commands.checks(ctx.obj, workspace, lot, as_json=as_json))


@app.command()
def value(ctx: typer.Context, workspace: WorkspacePath, lot: LotName, as_json: Json = False) -> None:
    """Compute the highest sensible bid from the records as they stand; exit code 1 while something that it needs is missing."""
    raise typer.Exit(commands.value(ctx.obj, workspace, lot, as_json=as_json))


@app.command()
def memo(
    ctx: typer.Context,
    workspace: WorkspacePath,
    lot: LotName,
    out: Annotated[Path, typer.Option(help="The PDF to write.")],
    language: Annotated[Language, typer.Option(help="en or zh_CN.")] = Language.CHINESE,
    as_json: Json = False,
) -> None:
    """Freeze a run and export the bid-decision memo."""
    raise typer.Exit(commands.memo(ctx.obj, workspace, lot, out, language, as_json=as_json))


@app.command()
def calc(ctx: typer.Context) -> None:
    """Answer JSON Lines from standard input with one JSON line each."""
    raise typer.Exit(commands.calc(ctx.obj))


@app.command()
def doctor(
    ctx: typer.Context,
    workspace: WorkspacePath,
    purge: Annotated[
        bool, typer.Option("--purge", help="Move files that nothing names to a bin, if all else is sound.")
    ] = False,
    repair: Annotated[bool, typer.Option("--repair", help="Make the records anew from the history.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Go on where the last steps are lost.")] = False,
    as_json: Json = False,
) -> None:
    """Verify log, records, files and copies; exit code 1 when something is wrong."""
    raise typer.Exit(
        upkeep_commands.doctor(ctx.obj, workspace, purge=purge, repair=repair, accept=accept, as_json=as_json)
    )


@app.command()
def snapshot(
    ctx: typer.Context,
    workspace: WorkspacePath,
    listed: Annotated[bool, typer.Option("--list", help="List the snapshots, newest first.")] = False,
    remove: Annotated[str | None, typer.Option(help="Remove the snapshot of this name.")] = None,
    as_json: Json = False,
) -> None:
    """Take a verified copy of the database; list them; or remove one."""
    raise typer.Exit(upkeep_commands.snapshot(ctx.obj, workspace, remove, listed=listed, as_json=as_json))


@app.command()
def restore(
    ctx: typer.Context,
    workspace: WorkspacePath,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="A snapshot's name; without one they are listed.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Put a snapshot back; what stood before is kept as a snapshot of its own."""
    raise typer.Exit(upkeep_commands.restore(ctx.obj, workspace, name, as_json=as_json))


lot_app = Commands(help="A lot as one JSON text: get, put.")
app.add_typer(lot_app, name="lot")


@lot_app.command("get")
def lot_get(ctx: typer.Context, workspace: WorkspacePath, lot: LotName) -> None:
    """Print a lot as JSON: its rows, and the parties that it names."""
    raise typer.Exit(lot_files.get(ctx.obj, workspace, lot))


@lot_app.command("put")
def lot_put(
    ctx: typer.Context,
    workspace: WorkspacePath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `lot get` wrote.")],
    replaces: Annotated[
        bool, typer.Option("--replace", help="Rows of the lot that the file lacks are removed.")
    ] = False,
    without_evidence: Annotated[
        bool, typer.Option("--without-evidence", help="Leave out citations and what rests on files.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make the lot of a file that `lot get` wrote, or change the lot of that id; makes the workspace if need be."""
    raise typer.Exit(
        lot_files.put(
            ctx.obj, workspace, file, replaces=replaces, without_evidence=without_evidence, as_json=as_json
        )
    )


@cache
def _parser() -> Any:
    """Made once in a process: it looks through every command for its options, which takes as long as a short command does."""
    return typer.main.get_command(app)


def run(arguments: Sequence[str], program: Program) -> int:
    """Parses and runs; wrong use is exit code 2 and a usage line."""
    be_readable_anywhere()
    try:
        ended = _parser().main(list(arguments), prog_name="workstation", obj=program, standalone_mode=False)
    except TyperException as wrong_use:
        say_wrong_use(wrong_use, program.tr)
        return wrong_use.exit_code
    except typer.Abort:
        return FOUND_PROBLEMS
    except SystemExit as error:  # whoever read the answer has enough of it
        return int(error.code or 0)
    return int(ended or 0)
