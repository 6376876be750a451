"""The lines of the checklist: item, severity, status, and the page its answer rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workstation.application.readiness import SETTLED, TO_DO, GroupReadiness
from workstation.domain.checklists.answers import Check, CheckItem, CheckStatus, Severity
from workstation.domain.documents import Document
from workstation.domain.evidence import FieldState, Support, support
from workstation.domain.fields import field_of
from workstation.domain.record import LotRecord
from workstation.language.formats import rounded
from workstation.language.translator import Translator
from workstation.ui.context import UiContext
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TableSpec
from workstation.ui.panels.field_views import FieldViews
from workstation.ui.widgets.values import Chip, ChipState, Meter, SeverityMark
from workstation.ui.widgets.words import bare_chip, severity_mark, severity_word, status_chip, target_chip

ANSWER, STATUS = "answer", "status"
_RESTS_ON_PAPER = frozenset({CheckStatus.COPY_SEEN, CheckStatus.ORIGINAL_SEEN, CheckStatus.VERIFIED})


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One item with its answer; `check` is None while nothing was said about it. `field` is the one that the page
    stands behind: what was found where that is cited, else the status. `filed` are documents of a kind that answers it."""

    item: CheckItem
    check: Check | None
    status: CheckStatus
    field: str
    source: Support
    chip: Chip | None
    filed: tuple[Document, ...] = ()

    @property
    def to_do(self) -> bool:
        return self.status in TO_DO

    @property
    def settled(self) -> bool:
        return self.status in SETTLED


def check_lines(
    context: UiContext, record: LotRecord, items: tuple[CheckItem, ...], target: str = ""
) -> dict[str, CheckLine]:
    """By item; `target` is the id of the check that waits for evidence."""
    answers = {check.item: check for check in record.all(Check)}
    views = FieldViews(context, record)
    return {item.id: _line(context, record, views, item, answers.get(item.id), target) for item in items}


def _line(  # noqa: PLR0917 - a line joins six things
    context: UiContext,
    record: LotRecord,
    views: FieldViews,
    item: CheckItem,
    check: Check | None,
    target: str,
) -> CheckLine:
    status = check.status if check else CheckStatus.NOT_REQUESTED
    if check is None:
        return CheckLine(item, None, status, STATUS, Support(FieldState.EMPTY), None)
    behind = {name: support(record, check, name) for name in (ANSWER, STATUS)}
    name = next((name for name, found in behind.items() if found.citations), STATUS)
    label = context.tr(field_of(Check, name).label)
    if check.id == target:
        chip: Chip | None = target_chip(context.tr, label)
    elif behind[name].citations or behind[name].state is FieldState.ASSUMED:
        chip = views.chip(field_of(Check, name), behind[name])
    else:
        chip = bare_chip(context.tr, label) if status in _RESTS_ON_PAPER else None
    return CheckLine(item, check, status, name, behind[name], chip)


def with_filed(
    context: UiContext, lines: dict[str, CheckLine], filed: Mapping[str, tuple[Document, ...]]
) -> dict[str, CheckLine]:
    """The lines with the documents that are filed for them; where nothing else stands there the chip says so."""

    def line_with(line: CheckLine) -> CheckLine:
        documents = filed.get(line.item.id, ())
        if not documents:
            return line
        names = context.tr(", ").join(document.name for document in documents)
        spoken = context.tr("Filed: {names}", names=names)
        chip = line.chip or Chip(ChipState.BARE, context.tr("{count} filed", count=len(documents)), spoken)
        return replace(line, filed=documents, chip=chip)

    return {item: line_with(line) for item, line in lines.items()}


def arranged(
    context: UiContext,
    lines: Mapping[str, CheckLine],
    groups: Mapping[str, GroupReadiness],
    shown: str,
    closed: frozenset[str],
) -> list[CheckLine | GroupRow]:
    """Lines under the heads of their groups; `shown` is "all", "todo" or "kill"; `closed` groups show their head."""
    wanted = [line for line in lines.values() if _is_wanted(line, shown)]
    rows: list[CheckLine | GroupRow] = []
    for group, ready in groups.items():
        members = [line for line in wanted if line.item.group == group]
        if not members:
            continue
        is_open = group not in closed or shown != "all"
        rows.append(_head(context, group, members[0].item, ready, is_open=is_open))
        if is_open:
            rows.extend(members)
    return rows


def _is_wanted(line: CheckLine, shown: str) -> bool:
    if shown == "todo":
        return line.to_do
    return shown != "kill" or (line.item.severity is Severity.KILL and not line.settled)


def _head(
    context: UiContext, group: str, item: CheckItem, ready: GroupReadiness, *, is_open: bool
) -> GroupRow:
    words = item.words(chinese=context.tr.is_chinese)
    share = Meter(float(ready.score), None, f"{rounded(ready.score * 100, 0)}%")
    worst = next((severity for severity in Severity if ready.lacking.get(severity)), None)
    mark = SeverityMark(worst, count=ready.lacking[worst]) if worst else ""
    cells = {"severity": mark, "status": share}
    return GroupRow(group, f"{group}  {words.group}", f"{ready.done} / {ready.total}", cells, is_open)


def check_spec(context: UiContext) -> TableSpec[CheckLine]:
    tr = context.tr
    return TableSpec(
        name=tr("Checks"),
        key=lambda line: line.item.id,
        columns=_columns(tr),
    )


def _columns(tr: Translator) -> tuple[Column[CheckLine], ...]:
    mark_width = max(len(severity_word(tr, severity)) for severity in Severity) * (14 if tr.is_chinese else 8)
    return (
        Column(key="item", title=tr("No."), value=lambda line: line.item.id, width=66, sortable=False),
        Column(
            key="title",
            title=tr("Check"),
            value=lambda line: line.item.words(chinese=tr.is_chinese).title,
            stretch=True,
            sortable=False,
        ),
        Column(
            key="severity",
            title=tr("Severity"),
            value=lambda line: severity_mark(tr, line.item.severity, open=not line.settled),
            kind=Cell.MARK,
            width=mark_width + 40,
            sortable=False,
        ),
        Column(
            key="status",
            title=tr("Status"),
            value=lambda line: status_chip(tr, line.status),
            kind=Cell.STATUS,
            width=128,
            sortable=False,
        ),
        Column(
            key="source",
            title=tr("Source"),
            value=lambda line: line.chip or "",
            kind=Cell.CHIP,
            width=108,
            sortable=False,
            drop=1,
        ),
    )
