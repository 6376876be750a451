"""Figures of a memo: every value from a record with its exhibit mark, or the word that it has none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from unicodedata import east_asian_width

from workstation.domain.citations import Citation
from workstation.domain.collateral import Collateral
from workstation.domain.documents import Document, Version
from workstation.domain.evidence import FieldState, said_by, support
from workstation.domain.fields import Field, Kind, field_of, fields_of
from workstation.domain.guarantees import Guarantee
from workstation.domain.images import said_value
from workstation.domain.memo import (
    Block,
    ExhibitMark,
    ExhibitRegister,
    Fact,
    Facts,
    Figure,
    Inline,
    Item,
    Items,
    Line,
    Passage,
    Source,
    Text,
    Tone,
)
from workstation.domain.money import Money
from workstation.domain.naming import name_of
from workstation.domain.parties import Role
from workstation.domain.record import LotRecord
from workstation.domain.rich_text import plain
from workstation.language.formats import Formats
from workstation.language.stored_words import stored_words

Show = Callable[[Field, object], str]
Translate = Callable[..., str]


# of several figures in one sum: the one that most needs an eye
_WORST = (FieldState.CONFLICT, FieldState.BROKEN, FieldState.BARE, FieldState.ASSUMED)
_LONG_NAME = 40  # halves of a Chinese character: about a third of a line
_OWNERS = ("collateral", "guarantee", "claim", "scenario")  # whose name a row without one bears


def merged(each: Sequence[Figure], between: str) -> Figure:
    """Several words as one figure, with the marks of all and the state of the one that most needs an eye."""
    states = {figure.state for figure in each}
    marks = tuple(dict.fromkeys(mark for figure in each for mark in figure.marks))
    text = between.join(figure.text for figure in each)
    return Figure(text, marks, next((state for state in _WORST if state in states), None))


@dataclass(slots=True)
class FigureMaker:
    """Turns fields into figures while it gives out exhibit numbers in the order of first mention."""

    record: LotRecord
    tr: Translate
    show: Show
    formats: Formats
    register: ExhibitRegister = field(default_factory=ExhibitRegister)
    unsupported: list[tuple[Any, Field]] = field(default_factory=list)

    def text(self, row: Any, name: str) -> str:
        declared = field_of(type(row), name)
        value = getattr(row, name)
        if value is None:
            return "—"
        if declared.kind is Kind.REFERENCE:
            return self.name(declared.target, value)
        return plain(value) if declared.rich else self.show(declared, value)

    def name(self, entity: str, identity: str) -> str:
        """A row without a name of words bears what it is known by: a claim the number of its contract."""
        found = self.record.row(entity, identity)
        if isinstance(found, Collateral):
            return self.short_name(found)
        if found is not None and str(getattr(found, "name", "")).isdigit():
            return self.row_name(found)
        return stored_words(self.tr, str(getattr(found, "name", None) or getattr(found, "key", None) or "—"))

    def figure(self, row: Any, name: str, *, strong: bool = False, only_source: bool = False) -> Figure:
        """The value with its marks; a value that nothing supports is remembered for "What we could not support"."""
        declared = field_of(type(row), name)
        found = support(self.record, row, name)
        text = "" if only_source else self.text(row, name)
        if found.state is FieldState.EMPTY or not declared.citable:
            return Figure(text, strong=strong, tone=Tone.QUIET if text == "—" else Tone.PLAIN)
        against = {item.citation for item in found.differing} if found.reason else set()
        cited = [citation for citation in found.citations if citation.id not in against]
        if declared.kind is Kind.PROSE:
            cited = self._saying(cited, text or self.text(row, name))
        marks = tuple(
            self.mark(citation, row, name)
            for citation in cited
            if self.record.get(Version, citation.version) is not None
        )
        state = None if found.state is FieldState.EVIDENCED else found.state
        if state in {FieldState.BARE, FieldState.BROKEN, FieldState.CONFLICT}:
            self._remember(row, declared)
        return Figure(text, marks=marks, state=state, strong=strong)

    @staticmethod
    def _saying(cited: list[Citation], prose: str) -> list[Citation]:
        """Of pages cited behind prose those whose words it holds, or that hold it: what was read there first and then
        written anew from elsewhere stands behind it no longer. All of them, where it is in nobody's words."""
        written = _bare_words(prose)
        same = [
            citation
            for citation in cited
            if (quote := _bare_words(citation.quote or "")) and (quote in written or written in quote)
        ]
        return same or cited

    def difference(self, row: Any, name: str) -> Line:
        """What pages say against a value, each with its mark, and why the value stands all the same, where somebody has said
        so; nothing where no page says something else."""
        declared, found = field_of(type(row), name), support(self.record, row, name)
        line: list[Inline] = []
        for item in found.differing:
            citation = self.record.get(Citation, item.citation)
            if citation is None or self.record.get(Version, citation.version) is None:
                continue
            said = self.show(declared, said_value(declared, said_by(declared.kind, item)[0]))
            line.append(Text(self.tr("the page says {said}", said=said) + " "))
            line += [Figure(marks=(self.mark(citation, row, name, says=said),)), Text(self.tr("; "))]
        if not line:
            return ()
        why = found.reason or self.tr("nobody has said why the record says something else")
        return (*line, Text(why, strong=not found.reason, tone=Tone.PLAIN if found.reason else Tone.BAD))

    def differences(self, rows: Iterable[Any]) -> tuple[Block, ...]:
        """What pages say against a value of these rows, as a list to stand under them; nothing where nothing differs."""
        items = []
        for row in rows:
            for declared in fields_of(type(row)):
                if line := self.difference(row, declared.name) if declared.citable else ():
                    head = self.tr(
                        "{record}, {field} {value}:",
                        record=self.row_name(row),
                        field=self.tr(declared.label),
                        value=self.text(row, declared.name),
                    )
                    items.append(Item((Text(f"{head} ", strong=True), *line)))
        return (Items(tuple(items)),) if items else ()

    def facts(self, row: Any, *, skip: tuple[str, ...] = ()) -> tuple[Block, ...]:
        """Every filled, shown field of a row, and under them what pages say against one."""
        return (Facts(self.filled(row, skip=skip)), *self.differences((row,)))

    def fact(self, row: Any, name: str, label: str = "", *, strong: bool = False) -> Fact:
        return Fact(self.tr(label or field_of(type(row), name).label), self.figure(row, name, strong=strong))

    def together(self, rows: Sequence[Any], name: str, of: int, label: str = "") -> Fact:
        """The sum of a field of money over rows, one a currency, with the marks of all; beside its label how many are in it,
        and of how many where not every one is. One row alone is its own fact. `rows` are one or more that have a value."""
        if len(rows) == of == 1:
            return self.fact(rows[0], name, label, strong=True)
        declared = field_of(type(rows[0]), name)
        each = [self.figure(row, name) for row in rows]
        totals = Money.totals(getattr(row, name) for row in rows)
        text = " + ".join(self.show(declared, total) for total in totals)
        title = self.tr(label or declared.label)
        count = self.tr("{part} of {whole}", part=len(rows), whole=of) if len(rows) < of else str(len(rows))
        title = self.tr("{field}, sum of {count}", field=title, count=count)
        return Fact(title, replace(merged(each, ""), text=text, strong=True))

    def filled(self, row: Any, *, skip: tuple[str, ...] = ()) -> tuple[Fact, ...]:
        """A fact for every filled, shown field of a row, in the order of the catalogue."""
        return tuple(
            self.fact(row, declared.name)
            for declared in fields_of(type(row))
            if declared.shown and declared.name not in skip and getattr(row, declared.name) is not None
        )

    def _remember(self, row: Any, declared: Field) -> None:
        found = (row.entity, row.id, declared.name)
        if all((known.entity, known.id, other.name) != found for known, other in self.unsupported):
            self.unsupported.append((row, declared))

    def mark(self, citation: Citation, row: Any, name: str, says: str = "") -> ExhibitMark:
        """The mark of a place that stands behind a field, or of one that `says` something else; `LookupError` when its
        document is not in the lot."""
        declared = field_of(type(row), name)
        passage = Passage(
            label=self.tr(type(row).title if declared.rich else declared.label),
            quote=citation.quote or "",
            value=says or (name_of(row) if declared.rich else self.text(row, name)),
            rects=citation.rects,
            differs=bool(says),
        )
        return self.place(citation.version, citation.page, passage)

    def place(self, version_id: str, page: int, passage: Passage) -> ExhibitMark:
        """The mark of a passage of a version; `LookupError` when its document is not in the lot."""
        version = self.record.get(Version, version_id)
        document = self.record.get(Document, version.document) if version else None
        if version is None or document is None:
            raise LookupError(version_id)
        newest = self.record.versions_of(document.id)[-1].ordinal
        source = Source(
            version=version.id,
            title=document.name,
            ordinal=version.ordinal,
            page_count=version.pages or 0,
            file_name=version.file_name or "",
            sha256=version.sha256 or "",
            received=version.received_at.date() if version.received_at else None,
            replaced_by=newest if newest > version.ordinal else 0,
        )
        return self.register.cite(source, page, passage)

    def short_name(self, row: Collateral) -> str:
        """The name of an asset inside a row; a long one stands at the head of its section and is a number elsewhere, as one is
        that has no name yet."""
        name = stored_words(self.tr, row.name)
        if name and sum(1 + (east_asian_width(char) in {"W", "F"}) for char in name) <= _LONG_NAME:
            return name
        return self.tr("Collateral #{number}", number=self.record.all(Collateral).index(row) + 1)

    def row_name(self, row: Any) -> str:
        """Its own name or first words, a bare number with what it numbers; a role bears the name of its party, a guarantee that of its
        guarantor; a transfer, a seizure and an event are known by their number, what is nothing alone by what it is of."""
        kind = self.tr(type(row).title)
        if isinstance(row, Role | Collateral):
            return self.short_name(row) if isinstance(row, Collateral) else self.name("party", row.party)
        if isinstance(row, Guarantee) and row.guarantor is not None:
            return self.tr("{kind}: {name}", kind=kind, name=self.name("party", row.guarantor))
        told = (getattr(row, name, None) for name in ("name", "item", "statement", "heading"))
        named = str(next(filter(None, told), ""))
        if named and not named.isdigit():
            return self.tr(named)
        numbers = (getattr(row, name, None) for name in ("contract_no", "agreement_no", "case_no"))
        if number := next(filter(None, numbers), named):
            return f"{kind} {number}"
        for owner in _OWNERS:
            if found := self.record.row(owner, getattr(row, owner, None) or ""):
                return self.tr("{kind}: {name}", kind=kind, name=self.row_name(found))
        return kind


def _bare_words(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
