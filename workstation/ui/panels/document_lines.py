"""The documents of a lot as lines of a table: what each is, how it was read, how many facts rest on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workstation.domain.citations import Citation, Evidence
from workstation.domain.documents import Document, DocumentPart, PageReading, PageStatus, Version, in_place
from workstation.domain.file_notices import FileNotice, notices_of
from workstation.domain.kinds import KindProposal, Where
from workstation.domain.reading import ReadOutcome
from workstation.domain.record import LotRecord
from workstation.language.translator import Translator
from workstation.ui.context import UiContext
from workstation.ui.models.table_spec import Cell, Column, TableSpec
from workstation.ui.panels.reading import UNREAD, outcome_words
from workstation.ui.widgets.values import FigureTone, Tag, TwoLines

# entities that the lines are made of; while none of them was touched a record keeps the same dictionaries
RESTS_ON = ("document", "version", "document_part", "page_reading", "citation", "evidence")


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document by its newest version; `facts` counts the pieces of evidence on any of its versions,
    `inside` the files that came out of it, `outdated` the facts that rest on an older version. With a
    `part` it is a paper inside the document."""

    document: Document
    version: Version
    versions: int
    facts: int
    inside: int = 0
    outdated: int = 0
    proposal: KindProposal | None = None
    read: int = 0
    part: DocumentPart | None = None
    files: int = 1  # that are read as one, of the first of them

    @property
    def id(self) -> str:
        return self.part.id if self.part is not None else self.document.id


def document_rows(record: LotRecord) -> list[DocumentRow]:
    resting = Counter(
        citation.version
        for evidence in record.all(Evidence)
        if (citation := record.get(Citation, evidence.citation)) is not None
    )
    read = Counter(each.version for each in record.all(PageReading, status=PageStatus.READ))
    parts: dict[str, list[DocumentPart]] = {}
    for part in sorted(record.all(DocumentPart), key=lambda part: (part.first, part.last)):
        parts.setdefault(part.version, []).append(part)
    inside = Counter(version.holder for version in record.all(Version))
    joined = Counter(document.joined for document in record.all(Document))
    rows = []
    for document in _in_order(record):
        versions = record.versions_of(document.id)
        if versions:
            facts = sum(resting[version.id] for version in versions)
            newest = versions[-1]
            outdated = facts - resting[newest.id]
            rows.append(
                DocumentRow(
                    document,
                    newest,
                    len(versions),
                    facts,
                    inside[newest.id],
                    outdated,
                    read=read[newest.id],
                    files=1 + joined[document.id],
                )
            )
            rows += [_part_row(record, rows[-1], part) for part in parts.get(newest.id, ())]
    return rows


def _in_order(record: LotRecord) -> Iterator[Document]:
    """What is joined to a document comes behind it."""
    behind: dict[str, list[Document]] = {}
    heads = []
    for document in record.all(Document):
        if document.joined is not None and record.get(Document, document.joined) is not None:
            behind.setdefault(document.joined, []).append(document)
        else:
            heads.append(document)
    for head in heads:
        yield head
        yield from in_place(behind.get(head.id, ()))


def _part_row(record: LotRecord, whole: DocumentRow, part: DocumentPart) -> DocumentRow:
    cited = record.citations_in(part.version)
    facts = sum(part.first <= citation.page <= part.last for citation in cited)
    return DocumentRow(whole.document, whole.version, whole.versions, facts, part=part)


def documents_spec(context: UiContext) -> TableSpec[DocumentRow]:
    tr = context.tr

    return TableSpec(
        name=tr("Documents"),
        key=lambda found: found.id,
        two_lines=True,
        columns=_columns(tr),
    )


def shot_words(tr: Translator, version: Version) -> str:
    if version.taken_at is None and version.latitude is None:
        return ""
    when = version.taken_at or "—"
    if version.latitude is None or version.longitude is None:
        return tr("Taken {when}, says the camera; no place.", when=when)
    place = f"{version.latitude:f}, {version.longitude:f}"
    return tr("Taken {when} at {place}, says the camera. Neither goes into a memo.", when=when, place=place)


def _name(found: DocumentRow) -> TwoLines:
    if found.part is not None:
        return TwoLines(f"↳ {found.part.name}", found.document.name, strong=False)
    path = found.version.source_path or found.version.file_name or ""
    if found.version.index_number:
        path = f"{found.version.index_number} · {path}"
    name = found.document.name
    if found.document.joined is not None:
        name = f"↳ {found.document.joined_place} · {name}"
    return TwoLines(name, path if path != found.document.name else "", strong=False)


def _kind(tr: Translator, found: DocumentRow) -> str:
    """What a person called it, else what it looks like, with a question mark, else the suffix of the file."""
    if found.part is not None:
        return found.part.kind or ""
    if found.document.kind:
        return tr(found.document.kind)
    if found.proposal is not None:
        return f"{tr(found.proposal.rule.label)}?"
    return Path(found.version.file_name or "").suffix.removeprefix(".").upper()


def _reading(tr: Translator, found: DocumentRow) -> str:
    """What became of the file; what the seller took back says so first."""
    if found.part is not None:
        return ""
    if found.document.withdrawn_on is not None:
        return tr("withdrawn")
    if found.version.is_archive and found.inside and found.version.outcome is ReadOutcome.OK:
        return tr("{count} files inside", count=found.inside)
    return outcome_words(tr, found.version)


def _tone(found: DocumentRow) -> FigureTone:
    version = found.version
    troubled = (
        version.outcome in UNREAD
        or version.textless
        or FileNotice.REPAIRED in notices_of(version.noticed)
        or found.document.withdrawn_on is not None
    )
    return FigureTone.AMBER if troubled else FigureTone.INK


def _pages(found: DocumentRow) -> int | str | None:
    """How many, and once reading has begun how many of them are read."""
    if found.part is not None:
        return f"{found.part.first + 1}–{found.part.last + 1}"
    pages = found.version.pages or None
    return f"{found.read}/{pages}" if pages and found.read else pages


def _kind_tone(found: DocumentRow) -> FigureTone:
    """A proposal waits to be agreed to; a suffix says nothing of what the paper is."""
    if found.document.kind or found.part is not None:
        return FigureTone.INK
    return FigureTone.ACCENT if found.proposal is not None else FigureTone.DIM


def _kind_column(tr: Translator) -> Column[DocumentRow]:
    return Column(
        key="kind",
        title=tr("Kind"),
        value=lambda found: _kind(tr, found),
        tone=_kind_tone,
        width=100,
        drop=3,
    )


def _columns(tr: Translator) -> tuple[Column[DocumentRow], ...]:
    return (
        Column(key="name", title=tr("Document"), value=_name, kind=Cell.TWO_LINES, stretch=True, width=210),
        _kind_column(tr),
        Column(
            key="version",
            title=tr("Version"),
            value=lambda found: Tag(f"v{found.version.ordinal}"),
            kind=Cell.TAG,
            width=60,
            drop=1,
        ),
        Column(
            key="pages",
            title=tr("Pages"),
            value=_pages,
            sort=lambda found: found.version.pages or 0,
            kind=Cell.NUMBER,
            width=58,
        ),
        Column(
            key="reading",
            title=tr("Reading"),
            value=lambda found: _reading(tr, found),
            tone=_tone,
            width=128,
        ),
        Column(
            key="facts",
            title=tr("Facts"),
            value=lambda found: found.facts or "",
            sort=lambda found: found.facts,
            kind=Cell.NUMBER,
            width=56,
            drop=2,
        ),
    )


def proposal_words(tr: Translator, proposal: KindProposal) -> str:
    """What a paper looks like, why, and which line of the checklist it would answer."""
    said = tr(_WHY[proposal.where], kind=tr(proposal.rule.label), phrase=proposal.phrase)
    if not proposal.rule.checks:
        return said
    return f"{said} {tr('It answers {checks}.', checks=tr(', ').join(proposal.rule.checks))}"


# English keys
_WHY = {
    Where.TITLE: "Looks like: {kind}, by its title “{phrase}”.",
    Where.NAME: "Looks like: {kind}, by its name “{phrase}”.",
    Where.FOLDER: "Looks like: {kind}, by its folder “{phrase}”.",
    Where.BODY: "Looks like: {kind}, by its words “{phrase}”.",
}
