"""Commands that say what stands against a lot: the list, the findings, the checklist. Each returns the exit code."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.cli.opening import note_interrupted, note_rates, opened
from workstation.cli.output import FOUND_PROBLEMS, guarded, say, say_json
from workstation.cli.program import Program
from workstation.cli.tables import say_table
from workstation.domain.checklists.answers import Severity
from workstation.language.actors import actor_word
from workstation.language.formats import rounded
from workstation.language.labels import choice_label

if TYPE_CHECKING:
    from workstation.application.lot_summary import LotSummary
    from workstation.application.services import Services
    from workstation.domain.checklists.answers import Readiness
    from workstation.domain.findings.finding import Finding
    from workstation.domain.record import LotRecord


def lots(program: Program, workspace: Path, *, as_json: bool) -> int:
    """With `as_json` also what stands against each lot, and whether its last bid rests on inputs that changed since."""

    def work() -> int:
        from workstation.application.lot_summary import summary_json  # noqa: PLC0415
        from workstation.application.overview import counts  # noqa: PLC0415

        note_rates(program, workspace)
        with opened(program, workspace, read_only=True) as services:
            found = services.reader.lots()
            rows: list[dict[str, object]] = [
                {"id": lot.id, "name": lot.name, "number": lot.number, "stage": lot.stage.value}
                for lot in found
            ]
            counted = counts(services, [lot.id for lot in found]) if as_json else {}
            note_interrupted(program, services)
        for row in rows if as_json else ():
            of_lot = counted[str(row["id"])]
            row |= {"findings": summary_json(of_lot.summary), "out_of_date": of_lot.stale}
        if as_json:
            say_json({"lots": rows})
        else:
            tr = program.tr
            shown = [(lot.number or lot.id, lot.name, tr(choice_label(lot.stage))) for lot in found]
            say_table((tr("Lot no."), tr("Name"), tr("Stage")), shown)
        return 0

    return guarded(work, program.tr, as_json=as_json)


def findings(program: Program, workspace: Path, lot: str, *, as_json: bool) -> int:
    """What the rules say of a lot today and what persons noted, worst first, with what a person has settled; exit code 1
    while a kill finding is open, of a rule, of a person or for a kill item that is missing or was never asked for."""

    def work() -> int:
        from workstation.application.lot_summary import summary_json, summary_of  # noqa: PLC0415
        from workstation.domain.checklists.answers import Severity  # noqa: PLC0415
        from workstation.domain.findings.rules import findings as found_in  # noqa: PLC0415

        note_rates(program, workspace)
        with opened(program, workspace, read_only=True) as services:
            record = services.reader.lot(services.reader.find_lot(lot))
            found = found_in(record, services.clock().date(), services.reference())
            counted = summary_of(record, found, services.checklist)
            rows = [*_of_rules(program, record, found), *_of_persons(program, services, record)]
        worst_first = [severity.value for severity in Severity]
        rows.sort(key=lambda row: worst_first.index(str(row["severity"])))
        if as_json:
            say_json({"findings": rows, "summary": summary_json(counted)})
        else:
            _say_findings(program, rows, counted)
        return 0 if counted.clear else FOUND_PROBLEMS

    return guarded(work, program.tr, as_json=as_json)


def _of_rules(program: Program, record: "LotRecord", found: "Sequence[Finding]") -> list[dict[str, object]]:
    from workstation.domain.findings.settled import waiver_of  # noqa: PLC0415
    from workstation.language.finding_words import finding_sentence  # noqa: PLC0415
    from workstation.language.formats import Formats  # noqa: PLC0415

    formats = Formats(program.tr.language)
    waivers = [waiver_of(record, each) for each in found]
    return [
        {
            "rule": each.rule,
            "severity": each.severity.value,
            "entity": each.subject.entity,
            "row": each.subject.row,
            "field": each.subject.field,
            "sentence": finding_sentence(program.tr, formats, each),
            "law": list(each.law),
            "to_verify": each.to_verify,
            "settled": waiver.reason if waiver is not None else None,
            "by": None,
        }
        for each, waiver in zip(found, waivers, strict=True)
    ]


def _of_persons(program: Program, services: "Services", record: "LotRecord") -> list[dict[str, object]]:
    """In the shape of a finding of a rule; `by` is who wrote it last, `settled` of a resolved one what was done about it."""
    from workstation.domain.findings.notes import RiskNote  # noqa: PLC0415

    rows: list[dict[str, object]] = []
    for note in record.all(RiskNote):
        steps = services.reader.history(lot=record.lot.id, row=note.id, limit=1)
        rows.append(
            {
                "rule": None,
                "severity": note.severity.value,
                "entity": note.entity,
                "row": note.id,
                "field": "statement",
                "sentence": note.statement or program.tr("Not described yet"),
                "law": [],
                "to_verify": False,
                "settled": (note.mitigant or "") if note.resolved else None,
                "by": steps[0].actor if steps else "",
            }
        )
    return rows


def _say_findings(program: Program, rows: Sequence[Mapping[str, object]], counted: "LotSummary") -> None:
    tr, shown = program.tr, []
    for row in rows:
        said = str(row["sentence"])
        if row["by"]:
            said = f"{said}  ({tr('noted by {who}', who=actor_word(tr, str(row['by'])))})"
        if row["settled"] is not None:
            settled = tr("settled: {reason}", reason=row["settled"]) if row["settled"] else tr("Resolved")
            said = f"{said}  [{settled}]"
        shown.append((tr(choice_label(Severity(str(row["severity"])))), said))
    say_table((tr("Severity"), tr("Finding")), shown)
    if unnoted := counted.unnoted:
        say(tr("Kill papers are missing: {names}.", names=tr(", ").join(unnoted)))
    if counted.not_examined:
        say(_never_asked(program, counted.readiness))


def say_against(program: Program, counted: "LotSummary") -> None:
    """Beside a figure: kill findings that are open, and that not everything was asked for. Neither is said of none."""
    from workstation.domain.checklists.answers import Severity  # noqa: PLC0415

    if kill := counted.counts.get(Severity.KILL, 0):
        say(program.tr("Kill findings are open: {count}.", count=kill))
    if counted.not_examined:
        say(_never_asked(program, counted.readiness))


def _never_asked(program: Program, ready: "Readiness") -> str:
    return program.tr(
        "Never asked for: {count} of {total} items, {kill} of them kill items.",
        count=ready.not_examined,
        total=ready.total,
        kill=len(ready.not_examined_kill),
    )


def checks(program: Program, workspace: Path, lot: str, *, as_json: bool) -> int:
    """Exit code 1 while a kill item is missing, refused, or was never asked for."""

    def work() -> int:
        from workstation.application.checks import lot_readiness, statuses  # noqa: PLC0415

        with opened(program, workspace, read_only=True) as services:
            record = services.reader.lot(services.reader.find_lot(lot))
            ready, given = lot_readiness(record, services.checklist), statuses(record)
            items = services.checklist
        rows = [
            {
                "item": item.id,
                "severity": item.severity.value,
                "status": given[item.id].value if item.id in given else "not_requested",
            }
            for item in items
        ]
        if as_json:
            say_json(
                {
                    "readiness": rounded(ready.score, 4),
                    "missing_kill": list(ready.missing_kill),
                    "not_examined": ready.not_examined,
                    "not_examined_kill": list(ready.not_examined_kill),
                    "items": rows,
                }
            )
        else:
            say(program.tr("Readiness {percent} %", percent=rounded(ready.score * 100, 1)))
            for item in ready.missing_kill:
                say(program.tr("Missing: {item}", item=item))
            if ready.not_examined:
                say(_never_asked(program, ready))
        return FOUND_PROBLEMS if ready.missing_kill or ready.not_examined_kill else 0

    return guarded(work, program.tr, as_json=as_json)
