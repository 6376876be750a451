"""What the papers of a lot say of the same things, laid side by side: where they do not agree, and what was settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workstation.application.missing_pages import has_pages, lost_files, missing_pages, read_missing
from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.domain.consistency.disagreements import (
    Disagreement,
    Extract,
    Rules,
    disagreements,
    extract,
)
from workstation.domain.consistency.papers import Paper, Spot
from workstation.domain.documents import Document, Version
from workstation.domain.errors import UserError
from workstation.domain.fields import Kind
from workstation.domain.findings.waivers import Waiver
from workstation.domain.identities import discreet
from workstation.domain.pages import PageText, Quote
from workstation.domain.parties import Party
from workstation.domain.quotes import quote_at
from workstation.domain.record import LotRecord

RULE = "papers.disagree"


class NoReasonError(UserError):
    code = "waiver.no_reason"
    message = "Say why it is settled, such as “the register is right”. Somebody will ask."


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a version with its words; `page` is 0-based."""

    version: str
    page: int
    quote: Quote

    @property
    def words(self) -> str:
        """As they are shown: the id of a person masked."""
        return discreet(self.quote.text)


@dataclass(frozen=True, slots=True)
class SideFound:
    """One of the values as it is first written (the id of a person masked), and where it stands, one passage a place."""

    written: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class DisagreementFound:
    """`waiver` is what a person said of it."""

    disagreement: Disagreement
    sides: tuple[SideFound, ...]
    waiver: Waiver | None = None

    @property
    def key(self) -> str:
        return self.disagreement.key


@dataclass(frozen=True, slots=True)
class Comparison:
    """What documents state of the same things, laid side by side.

    `papers` is how many documents were compared, `values` how many names, numbers, amounts, areas and dates were read
    in them. `textless` is how many of their pages are scans without text.

    Not compared, by name: `silent` documents (scans without text), `unopened` ones (locked, damaged or of a kind that
    is not read) and `unread` ones, whose pages are not in the derived store. Of the unread ones, `waiting` can be read
    again; `lost` are the files (by file name) that cannot, since they are missing or damaged here.
    """

    found: tuple[DisagreementFound, ...]
    papers: int
    values: int = 0
    silent: tuple[str, ...] = ()
    unopened: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    textless: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out: only then "nothing found" means that the papers agree."""
        return bool(self.papers and self.values) and not (self.left_out or self.textless)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The names of all papers that were not compared."""
        return (*self.silent, *self.unopened, *self.unread)

    @property
    def open(self) -> int:
        return sum(each.waiver is None for each in self.found)


@dataclass(frozen=True, slots=True)
class PaperRead:
    """What a paper says, how many of its pages are scans without text or could not be read, and whether it is `silent`:
    no page of it has words."""

    extract: Extract
    textless: int
    silent: bool


@dataclass(slots=True)
class Extracts:
    """What papers were found to say, kept by version while a lot is open: a version that was read never changes."""

    known: dict[str, PaperRead] = field(default_factory=dict)


def compare_papers(
    services: Services, record: LotRecord, extracts: Extracts, progress: Progress
) -> Comparison:
    """The newest version of every paper that the seller has not withdrawn. Pages without text (scans) say nothing."""
    rules = services.statements()
    versions = dict(_papers(record))
    read = _read_papers(services, versions, extracts, progress)
    lacking = services.pages.lacks(version.sha256 or "" for _, version in versions.values())
    lost = lost_files(services, lacking)
    left_out: dict[str, list[str]] = {"silent": [], "unopened": [], "unread": [], "waiting": []}
    compared: list[PaperRead] = []
    for identity, (document, version) in versions.items():
        known = read[identity]
        if not has_pages(version.outcome, version.pages, version.media_type):
            left_out["unopened"].append(document.name)
        elif version.sha256 in lacking:
            left_out["unread"].append(document.name)
            left_out["waiting"] += [] if version.sha256 in lost else [document.name]
            extracts.known.pop(identity, None)
        else:
            left_out["silent"] += [document.name] if known.silent else []
            compared += [] if known.silent else [known]
    names = [party.name for party in record.all(Party)]
    waivers = {waiver.facts: waiver for waiver in record.all(Waiver, rule=RULE)}
    texts = _Texts(services, {identity: version for identity, (_, version) in versions.items()})
    found = disagreements(rules, [known.extract for known in read.values()], names)
    quoted: list[DisagreementFound] = []
    for each in found:
        progress.step(len(versions), len(versions))
        quoted.append(_quoted(each, texts, waivers.get(each.key)))
    return Comparison(
        tuple(quoted),
        papers=len(compared),
        values=sum(known.extract.values for known in compared),
        textless=sum(known.textless for known in compared),
        lost=tuple(sorted(lost.values())),
        **{why: tuple(papers) for why, papers in left_out.items()},
    )


def compare_all_papers(
    services: Services, record: LotRecord, extracts: Extracts, progress: Progress
) -> Comparison:
    """`compare_papers` for what leaves the house, in a workspace that is open to write.

    Pages that are missing, or that turn out to be damaged while they are compared, are read again first. What cannot
    be read now is still `unread` in the result.
    """
    found = compare_papers(services, record, extracts, progress)
    if not found.unread:
        return found
    read_missing(services, missing_pages(services, record.lot.id), progress)
    return compare_papers(services, record, extracts, progress)


def _read_papers(
    services: Services,
    versions: Mapping[str, tuple[Document, Version]],
    extracts: Extracts,
    progress: Progress,
) -> dict[str, PaperRead]:
    """By version. What was read of a paper whose pages are all there is kept, also where this is stopped before its end."""
    rules = services.statements()
    read: dict[str, PaperRead] = {}
    for done, (identity, (document, version)) in enumerate(versions.items()):
        progress.step(done, len(versions), document.name)
        known = extracts.known.get(identity)
        if known is None:
            known, whole = _read_paper(services, rules, version)
            if whole:
                extracts.known[identity] = known
        read[identity] = known
    progress.step(len(versions), len(versions))
    return read


def _read_paper(services: Services, rules: Rules, version: Version) -> tuple[PaperRead, bool]:
    """What it says, and whether all of its pages were there to be read."""
    stored = (services.pages.get(version.sha256 or "", index) for index in range(version.pages or 0))
    pages = [page for page in stored if page is not None]
    said = extract(rules, read_value, Paper(version.id, {page.index: page.text for page in pages}))
    textless = [page.needs_ocr or bool(page.failure) for page in pages]
    wordless = [not page.text.text.strip() for page in pages]
    known = PaperRead(said, sum(textless), silent=all(textless) or all(wordless))
    return known, bool(pages) and len(pages) == version.pages


def settle(writer: Writer, lot: str, found: DisagreementFound, reason: str) -> Committed[str]:
    """Says that a disagreement is settled, and why; the same values do not ask again."""
    if not reason.strip():
        raise NoReasonError

    def work(tx: Transaction) -> str:
        for old in tx.rows(Waiver, lot=lot, rule=RULE, facts=found.key):
            tx.remove(old)
        waiver = Waiver(id=tx.new_id(), lot=lot, rule=RULE, facts=found.key, reason=reason.strip())
        tx.put(waiver)
        return waiver.id

    said = {"record": " ≠ ".join(side.written for side in found.sides)}
    return writer.run(Step(OperationKind.SETTLE, said), work)


def _papers(record: LotRecord) -> Iterator[tuple[str, tuple[Document, Version]]]:
    for document in record.all(Document):
        versions = record.versions_of(document.id)
        if versions and document.withdrawn_on is None and not versions[-1].is_archive:
            yield versions[-1].id, (document, versions[-1])


def read_value(kind: Kind, text: str) -> object | None:
    """The value of a kind in a text as a person would have typed it; None where there is none."""
    from workstation.language.values import UnreadableError, parse  # noqa: PLC0415 - numerals load when asked for

    try:
        return parse(kind, text).value
    except UnreadableError:
        return None


class _Texts:
    """The page of a place, read once."""

    def __init__(self, services: Services, versions: Mapping[str, Version]) -> None:
        self._services = services
        self._versions = versions
        self._pages: dict[tuple[str, int], PageText] = {}

    def passage(self, spot: Spot) -> Passage:
        key = (spot.version, spot.page)
        if key not in self._pages:
            stored = self._services.pages.get(self._versions[spot.version].sha256 or "", spot.page)
            self._pages[key] = stored.text if stored is not None else PageText("", b"")
        return Passage(spot.version, spot.page, quote_at(self._pages[key], spot.start, spot.end))


def _quoted(found: Disagreement, texts: _Texts, waiver: Waiver | None) -> DisagreementFound:
    sides = tuple(
        SideFound(
            discreet(side.written),
            tuple(texts.passage(spot) for spot in side.spots),
        )
        for side in found.sides
    )
    return DisagreementFound(found, sides, waiver)
