"""Where the papers of a lot do not agree: each with its values, and every value with the page that it came from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from workstation.application.consistency import Comparison, DisagreementFound, Passage
from workstation.application.sentences import comparison_sentences
from workstation.domain.findings.waivers import Waiver
from workstation.language.translator import Translator
from workstation.ui.desk import Desk, document_name
from workstation.ui.dialogs.base import TitledSheet, deleted_row
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Cell, Column, GroupRow, TableSpec
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.filterbox import FilterBox
from workstation.ui.widgets.values import FigureTone
from workstation.ui.widgets.words import place_words


@dataclass(frozen=True, slots=True)
class PaperRow:
    """What one paper says: the value as it is written there, its first place, and how many places there are."""

    id: str
    found: DisagreementFound
    passage: Passage
    paper: str
    places: int
    first: bool


class DisagreementsSheet(TitledSheet):
    """Enter or Space opens the page with the words selected; a reason below settles what the chosen line belongs to, and
    Del asks again. Signal: `left_for_page`."""

    left_for_page = Signal()

    def __init__(self, desk: Desk, host: QWidget) -> None:
        context, tr = desk.context, desk.context.tr
        super().__init__(context, host, tr("Where papers do not agree"), QSize(1040, 620))
        self._desk = desk
        self._rows: dict[str, PaperRow] = {}
        self._reason_of = ("", "")  # the disagreement, and the reason that was given for it
        self.said = Label(context, tone="ink2", wrap=True)
        self.table = RecordTable(context, _spec(tr))
        self.table.row_activated.connect(self._open)
        self.table.row_peeked.connect(self._open)
        self.table.current_changed.connect(self._show_reason)
        self.filter = FilterBox(context, tr("Filter"))
        self.filter.changed.connect(self.table.set_filter)
        self.filter.left.connect(self.table.setFocus)
        self.reason = self.line(
            tr("Why it is settled"), tr("Why it is settled, such as: the register is right"), self._settle
        )
        self.settle = Button(context, tr("Settled"), icon="check")  # Enter settles in the line beside it only
        self.settle.clicked.connect(self._settle)
        self.compare = Button(context, tr("Compare the papers"), icon="not-equal")
        self.compare.clicked.connect(desk.compare_papers)
        self.content.addLayout(row(self.said, self.compare))
        self.content.addWidget(self.filter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.content.addWidget(self.stack, 1)
        line = row(self.reason, self.settle)
        line.setStretchFactor(self.reason, 1)
        self.content.addLayout(line)
        desk.comparison_changed.connect(self._show)
        self._show()
        self.table.select_id(desk.disagreement) or self.table.select_id(next(iter(self._rows), ""))

    def _show(self) -> None:
        comparison, tr = self._desk.comparison, self.context.tr
        found = comparison.found if comparison is not None else ()
        self._rows = {}
        rows: list[GroupRow | PaperRow] = []
        for each in sorted(found, key=lambda each: each.waiver is not None):
            papers = list(self._papers(each))
            rows += [_group(tr, each), *papers]
            self._rows |= {paper.id: paper for paper in papers}
        self.table.set_rows(rows)
        self.said.setText(_said(tr, comparison))
        self.compare.setVisible(comparison is None)
        for widget in (self.filter, self.reason, self.settle):
            widget.setVisible(bool(rows))
        self._show_nothing(comparison, is_empty=not rows)
        self._show_reason(self.table.current_id() or "")

    def _show_nothing(self, comparison: Comparison | None, *, is_empty: bool) -> None:
        """Instead of a table without a line: what makes one."""
        while (old := self.stack.widget(1)) is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        if not is_empty:
            return
        tr = self.context.tr
        what = tr("Not compared yet.") if comparison is None else tr("Nothing here disagrees.")
        hint = tr("What papers say differently of one name, number, amount, area or date stands here.")
        if comparison is not None and comparison.papers < 2:
            what = tr("It takes two documents to disagree.")
            hint = tr("Take in the contracts, the judgment and the lists; they are compared as they come in.")
        self.stack.addWidget(EmptyState(self.context, "not-equal", what, hint))
        self.stack.setCurrentIndex(1)

    def _papers(self, found: DisagreementFound) -> Iterator[PaperRow]:
        for at, side in enumerate(found.sides):
            by_paper: dict[str, list[Passage]] = {}
            for passage in side.passages:
                by_paper.setdefault(passage.version, []).append(passage)
            for version, passages in by_paper.items():
                name = document_name(self._desk.record, version)
                identity = f"{found.key}|{at}|{version}"
                yield PaperRow(identity, found, passages[0], name, len(passages), first=at == 0)

    def _show_reason(self, identity: str) -> None:
        chosen = self._rows.get(identity)
        waiver = chosen.found.waiver if chosen is not None else None
        shown = chosen.found.key if chosen is not None else "", (waiver.reason or "") if waiver else ""
        # What is typed and not given yet stays while other documents are compared
        if shown != self._reason_of:
            self._reason_of = shown
            self.reason.setText(shown[1])
        self.settle.setEnabled(chosen is not None)

    def _open(self, identity: str) -> None:
        chosen = self._rows.get(identity)
        if chosen is not None:
            self._desk.disagreement = identity
            self.close_sheet()
            self._desk.open_passage(chosen.passage)
            self.left_for_page.emit()

    def _settle(self) -> None:
        chosen = self._rows.get(self.table.current_id() or "")
        if chosen is not None:
            self._desk.settle(chosen.found, self.reason.text())
            self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self._rows.get(deleted_row(self.table, event) or "")
        if chosen is not None and chosen.found.waiver is not None:
            self._desk.remove(Waiver.entity, chosen.found.waiver.id)
        else:
            super().keyPressEvent(event)


def _said(tr: Translator, comparison: Comparison | None) -> str:
    if comparison is None:
        return tr("These are many pages, so they wait to be compared.")
    return " ".join(comparison_sentences(tr, comparison))


def _group(tr: Translator, found: DisagreementFound) -> GroupRow:
    subject = found.disagreement.subject
    title = f"{tr(found.disagreement.label)} · {subject}" if subject else tr(found.disagreement.label)
    if found.waiver is None:
        return GroupRow(found.key, title, tone=FigureTone.RED)
    return GroupRow(
        found.key, title, tr("settled: {reason}", reason=found.waiver.reason or ""), tone=FigureTone.INK
    )


def _around(found: PaperRow) -> str:
    quote = found.passage.quote
    return f"… {quote.before[-18:]}[…]{quote.after[:18]} …"


def _where(tr: Translator, found: PaperRow) -> str:
    return place_words(tr, found.passage.page, found.passage.quote.part)


def _spec(tr: Translator) -> TableSpec[PaperRow]:
    def column(
        key: str, title: str, value: Callable[[PaperRow], object], width: int, **more: Any
    ) -> Column[PaperRow]:
        return Column(key=key, title=title, value=value, width=width, sortable=False, **more)

    return TableSpec(
        name=tr("Where papers do not agree"),
        key=lambda found: found.id,
        columns=(
            column("says", tr("It says"), lambda found: found.passage.words, 300, tone=_tone),
            column("around", tr("In these words"), _around, 300, stretch=True, drop=1),
            column("paper", tr("Document"), lambda found: found.paper, 210),
            column("page", tr("Where"), lambda found: _where(tr, found), 80),
            column("places", tr("Places"), lambda found: found.places, 60, kind=Cell.NUMBER),
        ),
    )


def _tone(found: PaperRow) -> FigureTone:
    return FigureTone.INK if found.first else FigureTone.AMBER
