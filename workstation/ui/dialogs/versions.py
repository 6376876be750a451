"""Two versions of a document: what changed on which page, and which citations stand in the new one."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

from workstation.application.versions import Resting, VersionReport
from workstation.domain.versions import Change, PageChange
from workstation.language.translator import Translator
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.widgets.base import Label
from workstation.ui.widgets.segments import SegmentedControl
from workstation.ui.widgets.values import FigureTone, TabItem, TwoLines

CHANGES, CITATIONS = "changes", "citations"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    id: str
    page: PageChange


@dataclass(frozen=True, slots=True)
class RestingRow:
    id: str
    resting: Resting


class VersionsSheet(TitledSheet):
    """Enter or Space opens the page of the new version, or of the old one where it went. The button moves the citations
    that were found; what was not found stays with the old version and is told."""

    def __init__(self, desk: Desk, host: QWidget, report: VersionReport) -> None:
        context, tr = desk.context, desk.context.tr
        title = tr(
            "{document}: version {old} and version {new}",
            document=report.document.name,
            old=report.old.ordinal,
            new=report.new.ordinal,
        )
        super().__init__(context, host, title, QSize(980, 600))
        self._desk = desk
        self._report = report
        changed = [each for each in report.changes if each.change is not Change.SAME]
        self._changes = {str(at): ChangeRow(str(at), each) for at, each in enumerate(changed)}
        self._resting = {each.citation.id: RestingRow(each.citation.id, each) for each in report.resting}
        self.parts = SegmentedControl(context, tr("What changed"))
        self.parts.set_items(
            [TabItem(CHANGES, tr("What changed")), TabItem(CITATIONS, tr("Citations of the old version"))]
        )
        self.parts.chosen.connect(self.show_part)
        self.said = Label(context, tone="ink2", wrap=True)
        self.changes = RecordTable(context, _changes_spec(tr))
        self.changes.set_rows(self._changes.values())
        self.citations = RecordTable(context, _citations_spec(tr))
        self.citations.set_rows(self._resting.values())
        for table, opens in ((self.changes, self._open_change), (self.citations, self._open_citation)):
            table.row_activated.connect(opens)
            table.row_peeked.connect(opens)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.changes)
        self._stack.addWidget(self.citations)
        self.content.addWidget(self.parts)
        self.content.addWidget(self.said)
        self.content.addWidget(self._stack, 1)
        moving = sum(each.can_move for each in report.resting)
        self.carry = self.add_buttons(tr("Carry over: {count}", count=moving), key="")
        self.carry.setEnabled(bool(moving or report.marked or report.read))
        self.carry.clicked.connect(self._carry)
        self.show_part(CITATIONS if report.resting else CHANGES)

    @property
    def first(self) -> QWidget:
        return self.citations if self._report.resting else self.changes

    def show_part(self, key: str) -> None:
        self.parts.set_current(key)
        self._stack.setCurrentWidget(self.citations if key == CITATIONS else self.changes)
        self.said.setText(self._citations_said() if key == CITATIONS else self._changes_said())

    def _changes_said(self) -> str:
        tr = self.context.tr
        if not self._changes:
            return tr("All {count} pages are the same in words and picture.", count=len(self._report.changes))
        same = len(self._report.changes) - len(self._changes)
        return tr("{count} pages differ, {same} are the same.", count=len(self._changes), same=same)

    def _citations_said(self) -> str:
        tr, resting = self.context.tr, self._report.resting
        along = tr(
            "{count} highlights and the status of {pages} pages that did not change go along.",
            count=len(self._report.marked),
            pages=len(self._report.read),
        )
        along = f" {along}" if self._report.marked or self._report.read else ""
        lost = sum(not each.can_move for each in resting)
        if not resting:
            return tr("Nothing rests on the old version.") + along
        said = tr(
            "{count} of {total} citations were found again in the new version.",
            count=len(resting) - lost,
            total=len(resting),
        )
        said += along
        return f"{said} {tr('The others stay with the old one and are marked as broken.')}" if lost else said

    def _open_change(self, identity: str) -> None:
        page = self._changes[identity].page
        self.close_sheet()
        if page.new is not None:
            self._desk.open_page(self._report.new.id, page.new)
        else:
            self._desk.open_page(self._report.old.id, page.old or 0)

    def _open_citation(self, identity: str) -> None:
        self.close_sheet()
        anchor = self._resting[identity].resting.anchor
        if anchor.page is None:
            self._desk.open_citation(identity)
        else:
            self._desk.open_page(self._report.new.id, anchor.page)

    def _carry(self) -> None:
        self.close_sheet()
        self._desk.carry_over(self._report)


def _changes_spec(tr: Translator) -> TableSpec[ChangeRow]:
    return TableSpec(
        name=tr("What changed"),
        key=lambda found: found.id,
        columns=(
            Column(
                key="old",
                title=tr("Old page"),
                value=lambda found: _number(found.page.old),
                kind=Cell.NUMBER,
                width=80,
            ),
            Column(
                key="new",
                title=tr("New page"),
                value=lambda found: _number(found.page.new),
                kind=Cell.NUMBER,
                width=80,
            ),
            Column(
                key="change",
                title=tr("Change"),
                value=lambda found: tr(CHANGE_WORDS[found.page.change]),
                width=170,
            ),
            Column(
                key="gone", title=tr("Stood there"), value=lambda found: _words(found.page.gone), width=270
            ),
            Column(
                key="came",
                title=tr("Stands there now"),
                value=lambda found: _words(found.page.came),
                stretch=True,
            ),
        ),
    )


def _citations_spec(tr: Translator) -> TableSpec[RestingRow]:
    return TableSpec(
        name=tr("Citations of the old version"),
        key=lambda found: found.id,
        two_lines=True,
        columns=(
            Column(
                key="on",
                title=tr("What rests on it"),
                value=lambda found: _on(tr, found.resting),
                kind=Cell.TWO_LINES,
                width=250,
            ),
            Column(
                key="quote",
                title=tr("Quote"),
                value=lambda found: found.resting.citation.quote or "",
                stretch=True,
            ),
            Column(
                key="page",
                title=tr("Old page"),
                value=lambda found: found.resting.citation.page + 1,
                kind=Cell.NUMBER,
                width=80,
            ),
            Column(
                key="now",
                title=tr("In the new version"),
                value=lambda found: _now(tr, found.resting),
                tone=lambda found: FigureTone.INK if found.resting.can_move else FigureTone.RED,
                width=260,
            ),
        ),
    )


def _on(tr: Translator, resting: Resting) -> TwoLines:
    if not resting.on:
        return TwoLines(tr("Nothing"), "", strong=False)
    label, name = resting.on[0]
    more = f" +{len(resting.on) - 1}" if len(resting.on) > 1 else ""
    return TwoLines(tr(label), f"{tr(name)}{more}", strong=False)


def _now(tr: Translator, resting: Resting) -> str:
    anchor = resting.anchor
    if anchor.page is None:
        return tr("not found")
    if anchor.now:
        return tr("page {number}, but it reads: {words}", number=anchor.page + 1, words=anchor.now)
    return tr("page {number}", number=anchor.page + 1)


def _number(index: int | None) -> int | str:
    return "" if index is None else index + 1


def _words(words: tuple[str, ...]) -> str:
    return " · ".join(word for word in words if word)


# English keys
CHANGE_WORDS = {
    Change.SAME: "the same",
    Change.WORDS: "other words",
    Change.PICTURE: "looks different",
    Change.ADDED: "new page",
    Change.REMOVED: "page is gone",
}
