"""What stands behind one value: every page and reason, which of them is taken, and a reason where no page says it."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from workstation.application.records import FieldRef
from workstation.domain.catalogue import BY_ENTITY
from workstation.domain.citations import Citation, Evidence, EvidenceKind
from workstation.domain.evidence import EXACT, FieldState, Support, said_by, support
from workstation.domain.fields import field_of
from workstation.domain.images import said_value
from workstation.domain.record import LotRecord
from workstation.language.row_words import row_words
from workstation.language.wording import Wording
from workstation.ui.desk import Desk
from workstation.ui.dialogs.base import TitledSheet
from workstation.ui.models.table import RecordTable
from workstation.ui.models.table_spec import Column, TableSpec
from workstation.ui.widgets.base import Label, row
from workstation.ui.widgets.buttons import Button, ButtonKind


@dataclass(frozen=True, slots=True)
class Source:
    """One page, or one reason, in words."""

    id: str
    says: str
    where: str
    taken: str
    citation: str = ""
    texts: tuple[str, ...] = ()


class SourcesSheet(TitledSheet):
    """Enter takes the source that is chosen, Space opens its page; a reason is typed below. A source that others contradict is
    taken with a reason."""

    def __init__(self, desk: Desk, host: QWidget, ref: FieldRef) -> None:
        tr = desk.context.tr
        super().__init__(desk.context, host, tr("Sources of {field}", field=tr(ref.label)), QSize(640, 400))
        self._desk, self._ref = desk, ref
        self._field = field_of(BY_ENTITY[ref.entity], ref.field)
        self._words = Wording(tr, desk.context.formats)
        self._sources: dict[str, Source] = {}
        self._taking: Source | None = None  # waits for the reason why the others do not count
        self._given = ""  # the reason that stands
        self._says = Label(desk.context, tone="ink2", wrap=True)
        self.table = RecordTable(desk.context, self._spec())
        self.table.row_activated.connect(lambda _: self._take())
        self.table.row_peeked.connect(lambda _: self._open())
        self.take = Button(desk.context, tr("Take what it says"), kind=ButtonKind.PRIMARY, key="Enter")
        self.take.clicked.connect(self._take)
        self.page = Button(desk.context, tr("Open the page"), icon="page", key="Space")
        self.page.clicked.connect(self._open)
        hint = tr("Why this value is right without a page")
        self.reason = self.line(tr("Reason"), hint, self._give_reason)
        self.keep = Button(desk.context, tr("Mark as assumed"))
        self.keep.clicked.connect(self._give_reason)
        self.content.addWidget(self._says)
        self.content.addWidget(self.table, 1)
        self.content.addLayout(row(None, self.page, self.take))
        self._ask = Label(desk.context, tr("Keep the value for a reason"))
        self.content.addWidget(self._ask)
        self.content.addLayout(row(self.reason, self.keep))
        desk.record_changed.connect(self._show)
        if desk.record is not None:
            self._show(desk.record)

    @property
    def first(self) -> QWidget:
        """What gets the focus: the sources, else the reason."""
        return self.table if self._sources else self.reason

    def _spec(self) -> TableSpec[Source]:
        tr = self.context.tr
        return TableSpec(
            name=tr("Sources"),
            key=lambda source: source.id,
            columns=(
                Column(key="says", title=tr("Says"), value=lambda source: source.says, width=190),
                Column(key="where", title=tr("Where"), value=lambda source: source.where, stretch=True),
                Column(key="taken", title=tr("Taken"), value=lambda source: source.taken, width=80),
            ),
        )

    def _show(self, record: LotRecord) -> None:
        stored = record.row(self._ref.entity, self._ref.row)
        if stored is None:
            self.close_sheet()
            return
        tr = self.context.tr
        found = support(record, stored, self._ref.field)
        said = self._words.value(self._field, getattr(stored, self._ref.field))
        sentence = (
            "{record} says {value}, and its sources say something else."
            if found.state is FieldState.CONFLICT
            else "{record} says {value}."
        )
        self._says.setText(tr(sentence, record=row_words(tr, record, stored), value=said or "—"))
        sources = [self._source(record, item) for item in found.evidence]
        self._sources = {source.id: source for source in sources}
        self.table.set_rows(sources)
        self.table.setVisible(bool(sources))
        if sources and self.table.current_id() is None:
            self.table.select_id(sources[0].id)
        for button in (self.take, self.page):
            button.setVisible(bool(sources))
        if self._taking is None:
            given = found.reason or _reason_that_stands(found)
            # What is typed and not given yet stays while other rows of the lot change
            if given != self._given:
                self._given = given
                self.reason.setText(given)

    def _source(self, record: LotRecord, item: Evidence) -> Source:
        tr = self.context.tr
        taken = tr("taken") if item.chosen else ""
        citation = record.get(Citation, item.citation)
        if item.kind is EvidenceKind.ASSUMED or citation is None:
            return Source(item.id, item.reason or "", tr("assumed"), taken)
        texts = said_by(self._field.kind, item)
        says = self._words.value(self._field, said_value(self._field, texts[0])) if texts else ""
        where = self._desk.page_words(citation.version, citation.page)
        return Source(item.id, says, where, taken, citation.id, texts)

    def _current(self) -> Source | None:
        return self._sources.get(self.table.current_id() or "")

    def _take(self) -> None:
        source = self._current()
        if source is None:
            return
        if not self._is_contradicted(source):
            self._desk.choose(source.id)
            self.close_sheet()
            return
        self._taking = source
        self._ask.setText(self.context.tr("Why {says} stands, and the others do not", says=source.says))
        self.keep.setText(self.context.tr("Take what it says"))
        self.reason.clear()
        self.reason.setFocus()

    def _is_contradicted(self, source: Source) -> bool:
        others = (other for other in self._sources.values() if other.citation and other.id != source.id)
        return bool(
            source.citation
            and self._field.kind in EXACT
            and any(other.says and not set(source.texts) & set(other.texts) for other in others)
        )

    def _open(self) -> None:
        source = self._current()
        if source is not None and source.citation:
            self.close_sheet()
            self._desk.open_citation(source.citation)

    def _give_reason(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            return
        if self._taking is not None:
            self._desk.choose(self._taking.id, reason)
        else:
            self._desk.assume(self._ref, reason)
        self.close_sheet()


def _reason_that_stands(found: Support) -> str:
    """To be written anew; one that was given for another value is not offered for this one."""
    if found.state is FieldState.CONFLICT and not found.citations:
        return ""
    return next((item.reason for item in found.evidence if item.reason), "") or ""
