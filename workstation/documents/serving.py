"""The worker's side: opens files, answers one request after the other, keeps a few documents open."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from workstation.application.ports.documents import FileKind, ReadPage, ViewInfo
from workstation.documents import payloads
from workstation.documents.archives.members import Budget
from workstation.documents.hidden_text import is_doubtful
from workstation.documents.opening import open_pages
from workstation.documents.paged import Look, Paged
from workstation.documents.sniff import sniff
from workstation.documents.wire import Message
from workstation.domain.pages import PageGeometry, PageText
from workstation.domain.reading import PageNotMergedError, ReadingError, TooMuchMemoryError

if TYPE_CHECKING:
    from workstation.documents.pdf.merging import Merger

_KEPT_OPEN: Final = 4
_KEPT_BYTES: Final = 256 * 1024 * 1024
_NOTHING: Final = PageGeometry((0.0, 0.0, 0.0, 0.0))
# a page with less text than this and a picture on it is a scan with a stamp or a page number
_USABLE_TEXT: Final = 24


class Serving:
    """`answer` turns a request into its replies; `alive` is called between pages (the worker re-arms its own end)."""

    def __init__(self, alive: Callable[[], None]) -> None:
        self._alive = alive
        self._open: OrderedDict[str, tuple[Paged, int]] = OrderedDict()
        self._memo: Merger | None = None
        self._answers: dict[str, Callable[[Message], Iterator[Message]]] = {
            "read": self._read,
            "html": self._html,
            "unpack": self._unpack,
            "probe": self._probe,
            "open": self._open_document,
            "info": self._info,
            "outline": self._outline,
            "ready": self._ready,
            "text": self._text,
            "render": self._render,
            "exhibit": self._exhibit,
            "merge begin": self._merge_begin,
            "merge page": self._merge_page,
            "merge end": self._merge_end,
        }

    def answer(self, request: Message) -> Iterator[Message]:
        """The last reply carries ``"last": true``. A reading error is an answer; a bug is not caught."""
        try:
            yield from self._answers[request.head["do"]](request)
        except MemoryError:
            self._forget_all()
            yield _last(error=payloads.error_head(TooMuchMemoryError()))
        except ReadingError as error:
            yield _last(error=payloads.error_head(error))

    def _read(self, request: Message) -> Iterator[Message]:
        """What it is and says of itself, then its pages. Each page is sent before the next is read, so that it is plain
        which one a worker was lost on; the last one ends the answer."""
        head, data = request.head, request.blobs[0]
        found = sniff(data)
        what = {"found": {"kind": found.kind.value, "media_type": found.media_type}}
        try:
            document = open_pages(data, name=head["name"], passwords=tuple(head["passwords"]))
        except ReadingError as error:
            yield _last(error=payloads.error_head(error), **what)
            return
        last = Message({})
        try:
            yield Message({"facts": payloads.facts_head(document.facts(), document.count)} | what)
            for index in range(head["first"], document.count):
                self._alive()
                page = payloads.page_message(read_page(document, index))
                if index == document.count - 1:
                    last = page
                else:
                    yield page
        finally:
            document.close()
        yield _ended(last)

    def _html(self, request: Message) -> Iterator[Message]:
        from workstation.documents.html import read_html  # noqa: PLC0415 - only intake needs it

        yield _last(html=payloads.html_head(read_html(request.blobs[0])))

    def _unpack(self, request: Message) -> Iterator[Message]:
        """The files inside, one reply each; nothing of them is kept here."""
        from workstation.documents.holding import members_of  # noqa: PLC0415 - only taking in needs it

        head, data = request.head, request.blobs[0]
        yield Message({"found": sniff(data).kind.value})
        budget = Budget(head["size"], head["files"])
        for member in members_of(data, head["name"], budget, tuple(head["passwords"])):
            self._alive()
            yield payloads.member_message(member)
        if head.get("probing") and sniff(data).kind is not FileKind.ARCHIVE:
            open_pages(data, name=head["name"], passwords=tuple(head["passwords"])).close()
        yield _last()

    def _probe(self, request: Message) -> Iterator[Message]:
        head = request.head
        open_pages(request.blobs[0], name=head["name"], passwords=tuple(head["passwords"])).close()
        yield _last()

    def _open_document(self, request: Message) -> Iterator[Message]:
        head, data = request.head, request.blobs[0]
        document = open_pages(data, passwords=tuple(head["passwords"]))
        self._open[head["key"]] = document, len(data)
        while len(self._open) > 1 and (len(self._open) > _KEPT_OPEN or self._open_bytes() > _KEPT_BYTES):
            _, (oldest, _size) = self._open.popitem(last=False)
            oldest.close()
        yield _last(opened=True)

    def _info(self, request: Message) -> Iterator[Message]:
        document = self._document(request)
        if document is None:
            yield _last(closed=True)
            return
        pages = range(document.count)
        sizes, labels = tuple(map(document.size, pages)), tuple(map(document.label, pages))
        yield _last(info=payloads.info_head(ViewInfo(sizes, labels)))

    def _outline(self, request: Message) -> Iterator[Message]:
        document = self._document(request)
        if document is None:
            yield _last(closed=True)
            return
        yield _last(outline=payloads.outline_head(document.outline()))

    def _ready(self, request: Message) -> Iterator[Message]:
        """Loads what the first page will need."""
        from workstation.documents.pdf import pages  # noqa: PLC0415

        del request, pages
        yield _last()

    def _text(self, request: Message) -> Iterator[Message]:
        document = self._document(request)
        if document is None:
            yield _last(closed=True)
            return
        page = request.head["page"]
        text = document.text(page)
        if document.is_text_hidden(page) and document.has_picture(page) and is_doubtful(text.text):
            text = PageText("", b"")  # what lies over a word would be quoted as if it were that word
        yield _ended(payloads.text_message(text))

    def _render(self, request: Message) -> Iterator[Message]:
        document = self._document(request)
        if document is None:
            yield _last(closed=True)
            return
        head = request.head
        clip = tuple(head["clip"]) if head["clip"] else None
        look = Look(head["scale"], clip, head["turn"], bare=head.get("bare", False))
        if not look.bare and document.has_notes(head["page"]):
            yield Message({"noted": True})  # the program may ask again without them
        yield _ended(payloads.image_message(document.draw(head["page"], look)))

    def _exhibit(self, request: Message) -> Iterator[Message]:
        document = self._document(request)
        if document is None:
            yield _last(closed=True)
            return
        yield _ended(payloads.exhibit_message(document.exhibit(request.head["page"])))

    def _merge_begin(self, request: Message) -> Iterator[Message]:
        from workstation.documents.pdf.merging import Merger  # noqa: PLC0415 - only a memo needs it

        self._memo = Merger(request.blobs[0], self._alive)
        yield _last()

    def _merge_page(self, request: Message) -> Iterator[Message]:
        self._merger.lay_under(request.head["index"], payloads.slot_of(request))
        yield _last()

    def _merge_end(self, request: Message) -> Iterator[Message]:
        from workstation.application.ports.memo_pages import FileInfo  # noqa: PLC0415 - only a memo needs it

        memo, self._memo = self._merger, None
        whole = memo.finished(FileInfo(**request.head["info"]))
        yield _ended(Message({}, (whole,)))

    @property
    def _merger(self) -> "Merger":
        if self._memo is None:  # a new worker in the place of one that ended
            raise PageNotMergedError(detail="begun anew")
        return self._memo

    def _document(self, request: Message) -> Paged | None:
        found = self._open.get(request.head["key"])
        if found is None:
            return None
        self._open.move_to_end(request.head["key"])
        return found[0]

    def _open_bytes(self) -> int:
        return sum(size for _, size in self._open.values())

    def _forget_all(self) -> None:
        while self._open:
            self._open.popitem()[1][0].close()


def read_page(document: Paged, index: int) -> ReadPage:
    """A page that cannot be read is a page with a `failure`: it must not lose the document."""
    label = document.label(index)
    geometry = _NOTHING
    try:
        geometry = document.geometry(index)
        text = document.text(index)
        recognised = document.is_text_hidden(index) and document.has_picture(index)
        bare = len("".join(text.text.split())) < _USABLE_TEXT
        needs_ocr = bare and document.has_picture(index)
    except ReadingError as error:
        return ReadPage(index, label, geometry, PageText("", b""), failure=error)
    doubtful = recognised and is_doubtful(text.text)
    return ReadPage(index, label, geometry, text, needs_ocr or doubtful, recognised, doubtful)


def _last(**head: Any) -> Message:
    return Message(head | {"last": True})


def _ended(message: Message) -> Message:
    return Message(message.head | {"last": True}, message.blobs)
