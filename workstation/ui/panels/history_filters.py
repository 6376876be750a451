"""What of a history is shown: who, what kind, which records, which field, since and until when."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workstation.application.operations import OperationKind
from workstation.application.ports.storage import HistoryFilter
from workstation.domain.catalogue import BY_ENTITY, RECORDS
from workstation.domain.errors import UserError
from workstation.domain.fields import Kind, fields_of
from workstation.language.actors import actor_word
from workstation.language.values import parse
from workstation.ui.context import UiContext
from workstation.ui.forms.editors import ChoiceEditor, LineEditor, set_bad
from workstation.ui.forms.values import Option
from workstation.ui.widgets.base import row

KINDS: dict[OperationKind, str] = {
    OperationKind.CREATE_LOT: "New lots",
    OperationKind.EDIT: "Edits",
    OperationKind.EDIT_MANY: "Edits of many",
    OperationKind.ADD: "Additions",
    OperationKind.REMOVE: "Removals",
    OperationKind.RESTORE: "Restored versions",
    OperationKind.CITE: "Citations",
    OperationKind.DETACH: "Detached citations",
    OperationKind.ASSUME: "Assumptions made",
    OperationKind.IMPORT: "Files taken in",
    OperationKind.READ: "Files read",
    OperationKind.ANSWER_CHECK: "Answers to checks",
    OperationKind.FREEZE_RUN: "Frozen runs",
    OperationKind.UNDO: "Undone steps",
    OperationKind.REDO: "Redone steps",
}


class HistoryFilters(QWidget):
    """Signal: `changed` when something else is wanted."""

    changed = Signal()

    def __init__(self, context: UiContext) -> None:
        super().__init__()
        self._context = context
        tr = context.tr
        self.actor = self._choice(tr("Who"), [Option("", tr("Everybody"))], 118)
        kinds = [Option(kind.value, tr(word)) for kind, word in KINDS.items()]
        self.kind = self._choice(tr("Kind of step"), [Option("", tr("All steps")), *kinds], 142)
        records = [Option(found.entity, tr(found.title)) for found in RECORDS]
        self.entity = self._choice(tr("Records"), [Option("", tr("All records")), *records], 142)
        self.field = self._choice(tr("Field"), [Option("", tr("All fields"))], 150)
        self.since, self.until = self._day(tr("from day")), self._day(tr("to day"))
        self.entity.committed.connect(self._offer_fields)
        for choice in (self.actor, self.kind, self.entity, self.field):
            choice.committed.connect(self.changed)
        inset = context.theme.tokens.space.page_inset
        parts = (self.actor, self.kind, self.entity, self.field, self.since, self.until)
        self.setLayout(row(*parts, None, margins=(inset, 0, inset, 6)))

    def _choice(self, name: str, options: Sequence[Option], width: int) -> ChoiceEditor:
        editor = ChoiceEditor(self._context, options, boxed=True)
        editor.setAccessibleName(name)
        editor.setToolTip(name)
        editor.setFixedWidth(width)
        editor.setProperty("reads", True)
        return editor

    def _day(self, name: str) -> LineEditor:
        editor = LineEditor(self._context, name)
        editor.setPlaceholderText(name)
        editor.setAccessibleName(name)
        editor.setFixedWidth(104)
        editor.setProperty("reads", True)
        editor.setProperty("flat", False)
        editor.committed.connect(lambda _: self._take_day(editor))
        return editor

    def offer_actors(self, actors: Sequence[str]) -> None:
        tr = self._context.tr
        everybody = Option("", tr("Everybody"))
        self.actor.set_options([everybody, *(Option(actor, actor_word(tr, actor)) for actor in actors)])

    def _offer_fields(self, entity: str) -> None:
        tr = self._context.tr
        fields = fields_of(BY_ENTITY[entity]) if entity else ()
        named = [Option(found.name, tr(found.label)) for found in fields if found.shown]
        self.field.show_text("")
        self.field.set_options([Option("", tr("All fields")), *named])

    def choose(self, entity: str, field: str) -> None:
        self.entity.show_text(entity)
        self._offer_fields(entity)
        self.field.show_text(field)

    def clear(self) -> None:
        for editor in (self.actor, self.kind, self.since, self.until):
            editor.show_text("")
        self.choose("", "")

    def _take_day(self, editor: LineEditor) -> None:
        set_bad(editor, bad=_is_bad(editor.typed()))
        self.changed.emit()

    def wanted(self, zone: tzinfo | None) -> HistoryFilter:
        """Days are days of `zone`; one that cannot be read narrows nothing and is marked."""
        since, until = _day(self.since.typed()), _day(self.until.typed())
        kind = self.kind.typed()
        end = None
        if until is not None and until < date.max:  # nothing comes after that day
            end = _midnight(until + timedelta(days=1), zone) - timedelta.resolution
        return HistoryFilter(
            actor=self.actor.typed() or None,
            kinds=frozenset({OperationKind(kind)}) if kind else frozenset(),
            entity=self.entity.typed() or None,
            field=self.field.typed() or None,
            since=None if since is None else _midnight(since, zone),
            until=end,
        )


def _midnight(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, time(), zone)


def _day(text: str) -> date | None:
    if not text or _is_bad(text):
        return None
    found = parse(Kind.DATE, text).value
    return found if isinstance(found, date) else None


def _is_bad(text: str) -> bool:
    try:
        return bool(text) and parse(Kind.DATE, text).value is None
    except UserError:
        return True
