"""What the papers of a lot say of the same things, laid side by side: where they do not agree, and what was settled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workstation.application.operations import OperationKind, Step
from workstation.application.ports.storage import Committed, Transaction, Writer
from workstation.application.progress import Progress
from workstation.application.services import Services
from workstation.domain.consistency.disagreements import (
    Disagreement,
    Extract,
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
    """`papers` is how many papers were compared, `silent` the names of those without a word that can be read."""

    found: tuple[DisagreementFound, ...]
    papers: int
    silent: tuple[str, ...]

    @property
    def open(self) -> int:
        return sum(each.waiver is None for each in self.found)


@dataclass(slots=True)
class Extracts:
    """What papers were found to say, kept by version while a lot is open: a version never changes."""

    known: dict[str, Extract] = field(default_factory=dict)


def compare_papers(
    services: Services, record: LotRecord, extracts: Extracts, progress: Progress
) -> Comparison:
    """The newest version of every paper that the seller has not withdrawn. Pages without text (scans) say nothing."""
    rules = services.statements()
    versions = dict(_papers(record))
    found: dict[str, Extract] = {}
    silent: list[str] = []
    for done, (identity, (document, version)) in enumerate(versions.items()):
        progress.step(done, len(versions), document.name)
        known = extracts.known.get(identity)
        if known is None:
            pages = _pages(services, version)
            known = extract(rules, _read, Paper(identity, pages))
            if not any(page.text.strip() for page in pages.values()):
                silent.append(document.name)
            else:
                extracts.known[identity] = known
        found[identity] = known
    names = [party.name for party in record.all(Party)]
    waivers = {waiver.facts: waiver for waiver in record.all(Waiver, rule=RULE)}
    texts = _Texts(services, {identity: version for identity, (_, version) in versions.items()})
    return Comparison(
        tuple(
            _quoted(each, texts, waivers.get(each.key))
            for each in disagreements(rules, list(found.values()), names)
        ),
        papers=len(versions) - len(silent),
        silent=tuple(silent),
    )


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


def _pages(services: Services, version: Version) -> dict[int, PageText]:
    stored = (services.pages.get(version.sha256 or "", index) for index in range(version.pages or 0))
    return {page.index: page.text for page in stored if page is not None}


def _read(kind: Kind, text: str) -> object | None:
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
