"""Source pages put into a memo by a worker that lives for this one memo."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Final

from workstation.application.ports.memo_pages import FileInfo, SourceSlot
from workstation.documents import payloads
from workstation.documents.process import Launch, WorkerLostError, WorkerProcess
from workstation.documents.wire import Message
from workstation.domain.reading import PageNotMergedError

PAGE_SECONDS: Final = 20.0
WHOLE_SECONDS: Final = 120.0  # of a memo of hundreds of pages


class WorkerMerge:
    """See `application.ports.memo.MergePages`. Nothing that a memo is made of stays in a process that other files are read in."""

    def __init__(self, launch: Launch) -> None:
        self._launch = launch

    def __call__(self, drawn: bytes, slots: Mapping[int, SourceSlot], info: FileInfo) -> bytes:
        worker = WorkerProcess(self._launch)
        try:
            _asked(worker, Message({"do": "merge begin"}, (drawn,)), WHOLE_SECONDS)
            for index, slot in slots.items():
                _asked(worker, payloads.slot_message(index, slot), PAGE_SECONDS)
            end = Message({"do": "merge end", "info": asdict(info)})
            return _asked(worker, end, WHOLE_SECONDS).blobs[0]
        except WorkerLostError as lost:
            raise PageNotMergedError(detail=lost.cause.value) from lost
        finally:
            worker.close()


def _asked(worker: WorkerProcess, message: Message, seconds: float) -> Message:
    worker.send(message)
    reply = worker.receive(seconds)
    if "error" in reply.head:
        error = payloads.error_of(reply.head["error"])
        raise error if isinstance(error, PageNotMergedError) else PageNotMergedError(detail=error.code)
    return reply
