"""One function per command: open, do, report. Each returns the exit code."""

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.application.ports.files import FileNotWrittenError
from workstation.application.progress import Silent
from workstation.cli.lot_commands import say_against
from workstation.cli.opening import note_rates, opened, opened_or_made, read_again
from workstation.cli.output import FOUND_PROBLEMS, NOT_EXAMINED, guarded, note, say, say_json
from workstation.cli.program import Program
from workstation.cli.tables import say_table
from workstation.domain.errors import UserError
from workstation.domain.system_errors import system_reason
from workstation.language.actors import actor_word
from workstation.language.formats import named, rounded
from workstation.language.translator import Language
from workstation.language.visible import escaped

if TYPE_CHECKING:
    from workstation.application.ports.storage import HistoryRow
    from workstation.domain.findings.finding import Finding
    from workstation.domain.valuation import ValuationResult


class FileMissingError(UserError):
    code = "file.missing"
    message = "There is no file {path}. Check the name."


def calc(program: Program) -> int:
    """JSON Lines in, JSON Lines out, one answer per line as it comes."""
    from workstation.application.calc import CALCULATORS, answers  # noqa: PLC0415 - the calculators, only when asked for
    from workstation.application.calc.lots import lot_calculators  # noqa: PLC0415

    for line in answers(sys.stdin.buffer, CALCULATORS | lot_calculators(program.lot_rules)):
        sys.stdout.buffer.write(escaped(line).encode() + b"\n")
    sys.stdout.buffer.flush()
    return 0


def history(program: Program, workspace: Path, lot: str | None, limit: int, *, as_json: bool) -> int:
    """Newest first, each operation in words; with `as_json` what it changed, field by field, as recorded."""

    def work() -> int:
        with opened(program, workspace, read_only=True) as services:
            of_lot = services.reader.find_lot(lot) if lot is not None else None
            rows = services.reader.history(lot=of_lot, limit=limit)
        if as_json:
            say_json({"operations": [_operation(program, row) for row in rows]})
        else:
            say_table(
                (program.tr("When"), program.tr("Who"), program.tr("Step")),
                [_in_words(program, row) for row in rows],
            )
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _in_words(program: Program, row: "HistoryRow") -> tuple[str, str, str]:
    from workstation.application.sentences import row_sentence  # noqa: PLC0415

    undone = f"  ({program.tr('Undone')})" if row.undone else ""
    said = row_sentence(program.tr, row)
    return f"{row.at:%Y-%m-%d %H:%M:%S}", actor_word(program.tr, row.actor), f"{said}{undone}"


def _operation(program: Program, row: "HistoryRow") -> dict[str, object]:
    from workstation.application.sentences import row_sentence  # noqa: PLC0415

    return {
        "id": row.id,
        "kind": row.kind,
        "at": row.at.isoformat(),
        "actor": row.actor,
        "batch": row.batch,
        "undoes": row.undoes,
        "undone": row.undone,
        "sentence": row_sentence(program.tr, row),
        "changes": [
            {"entity": change.entity, "id": change.id, "before": change.before, "after": change.after}
            for change in row.changes
        ],
    }


def intake(program: Program, workspace: Path, file: Path, *, as_json: bool) -> int:
    def work() -> int:
        from workstation.application.intaking import enter_listing  # noqa: PLC0415
        from workstation.domain.proposals import as_json as proposal_json  # noqa: PLC0415

        content = _content(file)
        with opened_or_made(program, workspace) as services:
            proposal = program.read_listing(services, content, file.name)
            entered = enter_listing(services, proposal, file, services.defaults)
            if as_json:
                also = {"also_in": list(entered.elsewhere)}
                say_json({"lot": entered.lot, **proposal_json(proposal), **also})
            else:
                for found in proposal.fields:
                    say(f"{found.entity}.{found.field} = {found.text}  [{found.where}]")
                for warning in proposal.warnings:
                    say(program.tr(warning.message, **dict(warning.params)))
            if entered.elsewhere:
                lots = program.tr(", ").join(entered.elsewhere)
                note(program.tr("This page is in {lots} already: a second lot was made of it.", lots=lots))
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _content(file: Path) -> bytes:
    if not file.is_file():
        raise FileMissingError(path=file)
    return file.read_bytes()


def value(program: Program, workspace: Path, lot: str, *, as_json: bool) -> int:
    """Exit code 1 when something that the price needs is not known yet; it is named. What stands against the lot, and what
    nobody asked for, is counted beside the figure."""

    def work() -> int:
        from workstation.application.calc import result_json  # noqa: PLC0415
        from workstation.application.calc.lots import finding_json  # noqa: PLC0415
        from workstation.application.lot_summary import summary_json, summary_of  # noqa: PLC0415
        from workstation.application.valuation.inputs import facts_with  # noqa: PLC0415
        from workstation.application.valuing import value_of  # noqa: PLC0415
        from workstation.domain.findings.rules import findings  # noqa: PLC0415
        from workstation.language.finding_words import finding_sentence  # noqa: PLC0415
        from workstation.language.formats import Formats  # noqa: PLC0415

        note_rates(program, workspace)
        with opened(program, workspace, read_only=True) as services:
            record = services.reader.lot(services.reader.find_lot(lot))
            by_rules = findings(record, services.clock().date(), services.reference())
            found = facts_with(record, by_rules)
            against = summary_of(record, by_rules, services.checklist)
        if found.inputs is None and found.problem is None:
            _say_missing(program, found.missing, as_json=as_json)
            return FOUND_PROBLEMS
        result = value_of(found)
        if as_json:
            said = {"says": [finding_json(each) for each in found.says], "summary": summary_json(against)}
            say_json(result_json(result) | said)
        else:
            _say_value(program, result, found.inputs.currency if found.inputs is not None else "")
            for each in found.says:
                say(finding_sentence(program.tr, Formats(program.tr.language), each))
            say_against(program, against)
        return 0

    return guarded(work, program.tr, as_json=as_json)


def _say_missing(program: Program, missing: "tuple[Finding, ...]", *, as_json: bool) -> None:
    from workstation.application.calc.lots import finding_json  # noqa: PLC0415
    from workstation.language.finding_words import finding_sentence  # noqa: PLC0415
    from workstation.language.formats import Formats  # noqa: PLC0415

    if as_json:
        say_json({"missing": [finding_json(each) for each in missing]})
    for each in () if as_json else missing:
        say(finding_sentence(program.tr, Formats(program.tr.language), each))


def _say_value(program: Program, result: "ValuationResult", currency: str) -> None:
    """As the window writes amounts: a currency is named where it is not CNY."""
    say(program.tr("Max bid {amount}", amount=named(currency, rounded(result.price.max_bid, 2))))
    if result.price.max_bid_on_ladder is None:
        say(program.tr("The start price is above the max bid: no bid."))
    else:
        on_ladder = named(currency, rounded(result.price.max_bid_on_ladder, 2))
        say(program.tr("On the ladder {amount}", amount=on_ladder))
    if result.at_ladder_bid is not None:
        weight = rounded(result.at_ladder_bid.probability_of_loss * 100, 1)
        say(program.tr("Weight of losing scenarios {percent} %", percent=weight))


def memo(program: Program, workspace: Path, lot: str, out: Path, language: Language, *, as_json: bool) -> int:
    def work() -> int:
        from workstation.application.memos import export_memo  # noqa: PLC0415

        note_rates(program, workspace)
        _check_folder(out)
        with opened(program, workspace) as services:
            wanted, of_lot = program.memo_language(language), services.reader.find_lot(lot)
            read_again(program, services, of_lot)
            exported = export_memo(services, of_lot, wanted, Silent(), program.tr)
            services.write_file(out, exported.pdf)
            row = {
                "memo": str(out),
                "memo_sha256": exported.sha256,
                "pages": exported.pages,
                "run": exported.run,
            }
            if as_json:
                say_json(row)
            else:
                say(program.tr("Memo written to {path}", path=out))
            return _note_unread(program, exported.unread)

    return guarded(work, program.tr, as_json=as_json)


def _check_folder(out: Path) -> None:
    """Before seconds are spent on what could not be written; `FileNotWrittenError`."""
    if not out.parent.is_dir():
        code = errno.ENOTDIR if out.parent.exists() else errno.ENOENT
        raise FileNotWrittenError(path=out, reason=system_reason(OSError(code, os.strerror(code))))


def _note_unread(program: Program, names: Sequence[str]) -> int:
    """Exit code 5, with the remedy, for a memo that could not compare all documents."""
    if not names:
        return 0
    from workstation.application.memos import NOT_COMPARED  # noqa: PLC0415 - where a memo is written only

    note(program.tr(NOT_COMPARED, names=program.tr(", ").join(names)))
    return NOT_EXAMINED


def demo(program: Program, out: Path | None, *, fresh: bool) -> int:
    """Prints the JSON summary; opens the window on the sample when there is a display."""
    folder = out if out is not None else Path.cwd() / "workstation-demo"

    def work() -> int:
        summary = program.build_demo(folder, fresh)
        if "moved_to" in summary:
            note(
                program.tr(
                    "The earlier sample was moved to {path}. Nothing was removed from it.",
                    path=summary["moved_to"],
                )
            )
        say_json(summary)
        if code := _note_unread(program, summary.get("not_compared", ())):
            return code
        return program.show(Path(summary["workspace"])) if program.has_display else 0

    return guarded(work, program.tr, as_json=True)
