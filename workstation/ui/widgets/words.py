"""The words and spoken sentences of evidence, severity and check status, in the reader's language."""

from collections.abc import Callable, Mapping

from workstation.domain.checklists.answers import CheckStatus, Severity
from workstation.domain.evidence import Coverage as Counted
from workstation.ui.widgets.values import Chip, ChipState, Coverage, SeverityCounts, SeverityMark, StatusChip

Tr = Callable[..., str]


def place_words(tr: Tr, page: int, part: str | None) -> str:
    """Where a passage stands: its block or cell ("¶12", "Sheet1!B3"), else its page, given 0-based."""
    return part or tr("p. {page}", page=page + 1)


def coverage_value(tr: Tr, found: Counted) -> Coverage:
    """The bar and its words: "10 of 15 evidenced, 3 assumed"."""
    text = tr("{count} of {total} evidenced", count=found.evidenced, total=found.total)
    if found.assumed:
        text += tr(", {count} assumed", count=found.assumed)
    return Coverage(found.evidenced, found.assumed, found.bare, found.troubled, text)


def bare_chip(tr: Tr, label: str) -> Chip:
    return Chip(ChipState.BARE, tr("no source"), tr("{label}, no source", label=label))


def target_chip(tr: Tr, label: str) -> Chip:
    return Chip(ChipState.TARGET, "Ctrl+E", tr("{label}, waiting for evidence", label=label))


def severity_word(tr: Tr, severity: Severity) -> str:
    return {
        Severity.KILL: tr("Kill"),
        Severity.HIGH: tr("High"),
        Severity.MEDIUM: tr("Medium"),
        Severity.LOW: tr("Low"),
    }[severity]


def severity_mark(tr: Tr, severity: Severity, *, open: bool = True) -> SeverityMark:  # noqa: A002 - the field's word for an unresolved item
    return SeverityMark(severity, open=open, word=severity_word(tr, severity))


def severity_counts(tr: Tr, counts: Mapping[Severity, int], not_examined_kill: int = 0) -> SeverityCounts:
    """Marks for every severity with at least one open item, worst first, then how many kill items nobody has asked for."""
    shown = [(severity, counts[severity]) for severity in Severity if counts.get(severity)]
    marks = [SeverityMark(severity, count=count) for severity, count in shown]
    spoken = [f"{severity_word(tr, severity)} {count}" for severity, count in shown]
    if not_examined_kill:
        marks.append(SeverityMark(Severity.KILL, count=not_examined_kill, unknown=True))
        spoken.append(tr("kill items never asked for: {count}", count=not_examined_kill))
    return SeverityCounts(tuple(marks), ", ".join(spoken))


def status_word(tr: Tr, status: CheckStatus) -> str:
    return {
        CheckStatus.NOT_REQUESTED: tr("Not requested"),
        CheckStatus.REQUESTED: tr("Requested"),
        CheckStatus.COPY_SEEN: tr("Copy seen"),
        CheckStatus.ORIGINAL_SEEN: tr("Original seen"),
        CheckStatus.VERIFIED: tr("Verified"),
        CheckStatus.REFUSED: tr("Refused"),
        CheckStatus.MISSING: tr("Missing"),
        CheckStatus.NOT_APPLICABLE: tr("Not applicable"),
    }[status]


def status_chip(tr: Tr, status: CheckStatus) -> StatusChip:
    return StatusChip(status, status_word(tr, status))
