"""The loop of a worker process: requests in, replies out, and an end of its own.

Started by `workstation.worker`, which sets the limits of the platform first.
"""

import os
import queue
import sys
import threading
from collections.abc import Callable, Sequence
from typing import BinaryIO, Final

from workstation.documents import wire
from workstation.documents.pdf.library import set_font_folders
from workstation.documents.serving import Serving

# the program stops a worker earlier than this; it is for a program that is no longer there to do so
SELF_DESTRUCT_SECONDS: Final = 45.0


EndAfter = Callable[[float], None]
Confine = Callable[[], None]


def serve_pipes(fonts: Sequence[str], end_after: EndAfter, confine: Confine) -> None:
    """Serves standard input and output until the input closes. Libraries that print get the null device instead.

    fonts: the system's folders of fonts, where PDFium must be told.
    end_after: ends the process in so many seconds, whatever it is doing; 0 takes it back.
    confine: called last before the first thread and the first request: what is opened for writing later may be
        refused.
    """
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    sys.stdin, sys.stdout, sys.stderr = (open(os.devnull, mode, encoding="utf-8") for mode in ("r", "w", "w"))  # noqa: PTH123, SIM115 - they live as long as the process
    set_font_folders(fonts)
    confine()
    serve(requests, replies, end_after)


def serve(requests: BinaryIO, replies: BinaryIO, end_after: EndAfter) -> None:
    waiting: queue.SimpleQueue[wire.Message] = queue.SimpleQueue()
    threading.Thread(target=_watch, args=(requests, waiting), daemon=True).start()
    serving = Serving(lambda: end_after(SELF_DESTRUCT_SECONDS))
    while True:
        request = waiting.get()
        end_after(SELF_DESTRUCT_SECONDS)
        for reply in serving.answer(request):
            # a program that is slow to take the reply is no reason to end
            end_after(0)
            wire.send(replies, reply)
            end_after(SELF_DESTRUCT_SECONDS)
        end_after(0)


def _watch(requests: BinaryIO, waiting: "queue.SimpleQueue[wire.Message]") -> None:
    """Ends the process the moment the program's end of the pipe closes, whatever the other thread is doing."""
    try:
        while True:
            waiting.put(wire.receive(requests))
    except wire.BrokenWireError:
        os._exit(0)
