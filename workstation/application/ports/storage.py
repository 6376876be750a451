"""The workspace as the use cases see it: one writer, consistent readings, objects, derived pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, BinaryIO, Generic, NamedTuple, Protocol, TypeVar

from workstation.application.operations import OperationKind, Step
from workstation.application.progress import SILENT, Progress
from workstation.domain.citations import Citation, Evidence
from workstation.domain.images import Image
from workstation.domain.lots import Lot
from workstation.domain.pages import PageGeometry, PageText
from workstation.domain.record import LotRecord
from workstation.domain.search import Query

__all__ = [
    "EVERYTHING",
    "SILENT",
    "Committed",
    "HistoryChange",
    "HistoryFilter",
    "HistoryRow",
    "Objects",
    "OperationKind",
    "Pages",
    "PagesFound",
    "Progress",
    "Reader",
    "RowVersion",
    "Step",
    "StoredObject",
    "StoredPage",
    "Touched",
    "Transaction",
    "Writer",
]

R = TypeVar("R")
T = TypeVar("T")
G = TypeVar("G", bound=NamedTuple)


class Transaction(Protocol):
    """One operation under way. `put` and `remove` record before and after images themselves."""

    def find(self, record_class: type[R], identity: str) -> R | None: ...

    def get(self, record_class: type[R], identity: str) -> R:
        """`NotFoundError` when there is no such row."""

    def rows(self, record_class: type[R], **equals: object) -> tuple[R, ...]:
        """Rows in order of creation whose columns equal the given values; a frozenset is any of its values."""

    def put(self, record: Any) -> None:
        """Insert or update by id; a record equal to the stored one records nothing. That what it names exists is
        checked at the end of the operation (`NotFoundError`), so that rows may come in any order. `TextTooLongError` for
        a text that no memo could print."""

    def remove(self, record: Any) -> None:
        """`NotFoundError` when it is gone. At the end of the operation `RowInUseError` names what still rests on
        it, evidence included."""

    def new_id(self) -> str: ...

    @property
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Touched:
    """One changed row: what panels need to know to refresh."""

    entity: str
    id: str
    lot: str | None


@dataclass(frozen=True, slots=True)
class Committed(Generic[T]):
    """What a write came to. `operation` is None when nothing changed. After an undo or a redo `step` is the one
    that was taken back or brought back, and `operation` the last of what that wrote."""

    value: T
    operation: str | None
    touched: tuple[Touched, ...]
    step: Step


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One operation with its changes, for the History panel. The step of an undo or a redo has the parameters of
    the operation it took back or brought back, and that one's kind as ``of``. `at` never goes back; `clock` is what the
    computer's clock said where that was earlier."""

    id: str
    kind: str
    at: datetime
    actor: str
    batch: str | None
    undoes: str | None
    undone: bool
    step: Step
    changes: tuple["HistoryChange", ...]
    position: int = 0
    clock: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryChange:
    """One row before and after, in today's shape whatever revision wrote it."""

    entity: str
    id: str
    before: Image | None
    after: Image | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilter:
    """Which operations are wanted; what is left out does not narrow. `field` is a field of `entity`; `since` and
    `until` are included; `undone` False leaves out what does not stand any more."""

    actor: str | None = None
    kinds: frozenset[OperationKind] = frozenset()
    entity: str | None = None
    field: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    undone: bool | None = None


EVERYTHING = HistoryFilter()


@dataclass(frozen=True, slots=True)
class RowVersion:
    """A row as it was after an operation, with the evidence that was on it then."""

    record: Any
    at: datetime
    evidence: tuple[Evidence, ...]
    citations: tuple[Citation, ...]


class Writer(Protocol):
    """The one write path. Calls are serialised; each `run` is one transaction and one operation."""

    def sign_as(self, actor: str) -> None:
        """From the next operation on it is `actor` who does it; `undo` and `redo` are of that actor's steps too."""

    def run(self, step: Step, work: Callable[[Transaction], T]) -> Committed[T]: ...

    def undo(self, progress: Progress = SILENT) -> Committed[None] | None:
        """Take back the latest step of this actor, or None when there is nothing to take back. A batch is taken
        back operation by operation; what was taken back when it is cancelled stays so."""

    def redo(self, progress: Progress = SILENT) -> Committed[None] | None: ...

    def undo_batch(self, batch: str, progress: Progress = SILENT) -> Committed[None] | None:
        """Take back what stands of a batch: a background job is undone from its own row. An undo that was cut
        short goes on with the next call, as `undo` does."""

    def undo_operation(self, operation: str) -> Committed[None]:
        """Take back one operation of any age. Later changes of other fields of its rows stay; `UndoBlockedError`
        and its kin name what came later and rests on it, `UndoneAlreadyError` says that there is nothing to take."""

    def undoable(self) -> Step | None:
        """What Ctrl+Z would take back now, for its name in the window."""

    def redoable(self) -> Step | None: ...


class Reader(Protocol):
    """Consistent readings; each call is one read transaction that ends with the call."""

    def lots(self) -> tuple[Lot, ...]: ...

    def lot(self, identity: str, known: LotRecord | None = None) -> LotRecord:
        """All rows of one lot and the parties its rows name; `NotFoundError` when there is none. Of a lot that is `known`
        as it was a moment ago only what was written since is read; entities of which nothing was written keep the
        dictionaries of their rows."""

    def records(self, lots: Sequence[str]) -> tuple[LotRecord, ...]:
        """These lots as `lot` gives each, in one reading and in order of creation; one that is not there is left out."""

    def find_lot(self, name: str) -> str:
        """The id of a lot by id, number or name; `NotFoundError` when there is none."""

    def rows(self, record_class: type[R], **equals: object) -> tuple[R, ...]: ...

    def glances(self, record_class: type[Any], shape: type[G]) -> tuple[G, ...]:
        """Of every row only the fields that a named tuple names, in order of creation: what long lists are made
        from. `KeyError` for a name that is no field."""

    def history(
        self,
        *,
        lot: str | None = None,
        row: str | None = None,
        wanted: HistoryFilter = EVERYTHING,
        before: int | None = None,
        limit: int = 200,
    ) -> tuple[HistoryRow, ...]:
        """Newest first; of a `row` also what happened to the evidence on it. The page after this one is what lies
        `before` the position of the last: a page shorter than `limit` is the last one."""

    def history_actors(self) -> tuple[str, ...]:
        """Everybody who ever wrote, by name."""

    def lot_as_of(self, lot: str, moment: datetime, *, operation: str | None = None) -> LotRecord:
        """What `lot` gave at that moment, with the head of then; `NotThereYetError` before its first operation and
        after it was removed. Of several operations at one moment `operation` names the last that counts."""

    def version(self, entity: str, row: str, operation: str) -> RowVersion:
        """A row as it was after an operation; `NotThereYetError` when it was not there."""

    def head(self) -> str:
        """The digest at the end of the hash chain; changes with every operation."""


@dataclass(frozen=True, slots=True)
class StoredObject:
    """`new`: the bytes were written; `healed`: in the place of a copy that was damaged."""

    sha256: str
    size: int
    new: bool
    healed: bool = False


class Objects(Protocol):
    """Originals, traces and memos by content. Nobody outside storage sees a path."""

    def store(self, source: BinaryIO) -> StoredObject:
        """Stream-hash, write beside, sync, rename, sync the folder; an equal object is kept once, and replaced when its
        bytes are no longer what its name says."""

    def room(self) -> int:
        """Bytes that are free where objects are kept."""

    def holds(self, sha256: str) -> bool:
        """Whether an object of this name is there; whether it is sound is asked when it is opened."""

    def open(self, sha256: str) -> BinaryIO:
        """A seekable stream over bytes that were hashed just now; `ObjectMissingError` when the object is gone,
        `ObjectAlteredError` when it is not what was stored. Reads it whole once: not for the thread of a window."""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """One extracted page of an object; `failure` is the code of a `ReadingError`, empty where all went well. A page that
    `needs_ocr` is a scan: it has no text, or no more than a stamp or a page number."""

    index: int
    label: str
    geometry: PageGeometry
    text: PageText
    failure: str = ""
    needs_ocr: bool = False


class PagesFound(NamedTuple):
    """Where everything that was looked for stands: objects and numbers of pages, in no order.

    White space and signs between words are not looked at yet: `Query.places` has the last word.

    wordless: by object, how many pages have no text, so that nothing can be found on them.
    together: the pages on which all stands in one run, as it was typed.
    scores: how often it stands on a page against how long the page is, the lowest is the best; empty where so many
        pages hold it that this tells little.
    """

    places: tuple[tuple[str, int], ...]
    wordless: Mapping[str, int]
    together: frozenset[tuple[str, int]] = frozenset()
    scores: Mapping[tuple[str, int], float] = MappingProxyType({})


class Pages(Protocol):
    """The derived page store, with an index of its words: keyed by object, page and extractor version. It may be deleted
    at any time; `lacks` tells what is then to be read again."""

    def put(self, sha256: str, pages: Sequence[StoredPage]) -> None:
        """Some pages in one go."""

    def put_last(self, objects: Sequence[tuple[str, Sequence[StoredPage]]]) -> None:
        """The last pages of some objects in one go: there are no more of any of them."""

    def get(self, sha256: str, index: int) -> StoredPage | None:
        """None for a page that is not there, and for one that is not as it was put: its object is lacking from then on."""

    def lacks(self, objects: Iterable[str]) -> frozenset[str]:
        """Those of which `put_last` was never told, or whose pages were lost or damaged since."""

    def find(self, query: Query) -> PagesFound: ...
