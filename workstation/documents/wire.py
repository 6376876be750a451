"""Messages between the program and its workers: one JSON object and any number of byte strings.

No pickle: a worker that a hostile file has taken over must not be able to run anything in the program.
"""

import json
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

_HEAD: Final = struct.Struct("<4sII")  # mark, bytes of JSON, number of byte strings
_SIZE: Final = struct.Struct("<Q")
_MARK: Final = b"WSW1"
_JSON_LIMIT: Final = 256 * 1024 * 1024
_BLOB_LIMIT: Final = 2 * 1024 * 1024 * 1024
_BLOBS: Final = 16
_CHUNK: Final = 1024 * 1024


class BrokenWireError(Exception):
    """The other side ended, or sent what is no message."""


@dataclass(frozen=True, slots=True)
class Message:
    head: dict[str, Any]
    blobs: tuple[bytes, ...] = field(default=(), repr=False)


def send(stream: BinaryIO, message: Message) -> None:
    encoded = json.dumps(message.head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    start = [
        _HEAD.pack(_MARK, len(encoded), len(message.blobs)),
        *(_SIZE.pack(len(blob)) for blob in message.blobs),
    ]
    _write(stream, (b"".join(start) + encoded, *message.blobs))


def _write(stream: BinaryIO, pieces: Iterable[bytes]) -> None:
    try:
        stream.writelines(pieces)
        stream.flush()
    except (OSError, ValueError) as error:  # ValueError: the stream was closed meanwhile
        raise BrokenWireError from error


def receive(stream: BinaryIO) -> Message:
    mark, length, count = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if mark != _MARK or length > _JSON_LIMIT or count > _BLOBS:
        raise BrokenWireError
    sizes = [_SIZE.unpack(_exactly(stream, _SIZE.size))[0] for _ in range(count)]
    if any(size > _BLOB_LIMIT for size in sizes):
        raise BrokenWireError
    try:
        head = json.loads(_exactly(stream, length))
    except (ValueError, RecursionError) as error:
        raise BrokenWireError from error
    if not isinstance(head, dict):
        raise BrokenWireError
    return Message(head, tuple(_exactly(stream, size) for size in sizes))


def _exactly(stream: BinaryIO, size: int) -> bytes:
    """Reads in pieces, so that a false size costs no memory before the bytes are there."""
    pieces: list[bytes] = []
    while size:
        try:
            piece = stream.read(min(size, _CHUNK))
        except (OSError, ValueError) as error:
            raise BrokenWireError from error
        if not piece:
            raise BrokenWireError
        pieces.append(piece)
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
