"""The letter of an Outlook mail that keeps it as a web page, or as squeezed RTF ([MS-OXRTFCP])."""

import struct
from typing import Final

from workstation.domain.reading import ReadingError

_SQUEEZED: Final = 0x75465A4C  # "LZFu"
_PLAIN: Final = 0x414C454D  # "MELA"
_WINDOW: Final = 4096
_LIMIT: Final = 64 * 1024 * 1024  # bytes
# 2.1.2.1: what the window holds before the first byte
_START: Final = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbol"
    rb"ArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)


def letter_of(*, html: bytes, rtf: bytes) -> str:
    """Its words, from the web page where there is one; empty where there is neither."""
    if html:
        from workstation.documents.html import read_html  # noqa: PLC0415 - most mails have plain text

        return read_html(html).root.shown()
    plain = unsqueezed(rtf)
    if not plain:
        return ""
    from workstation.documents.office.rtf import read_rtf  # noqa: PLC0415

    try:
        blocks = read_rtf(plain).blocks
    except ReadingError:
        return ""
    return "\n".join(block.text or " | ".join(block.cells) for block in blocks)


def unsqueezed(data: bytes) -> bytes:
    """The RTF inside; empty where it is broken."""
    if len(data) < 16:
        return b""
    size, mark = struct.unpack_from("<4xII", data)
    if mark == _PLAIN:
        return data[16 : 16 + size]
    return _expanded(data[16:], min(size, _LIMIT)) if mark == _SQUEEZED else b""


def _expanded(data: bytes, size: int) -> bytes:
    """2.1.3: eight steps by the bits of a byte: a byte as it is, or a place in the window and a length."""
    window = bytearray(_START.ljust(_WINDOW, b"\x00"))
    write, at = len(_START), 0
    found = bytearray()
    while at < len(data) and len(found) < size:
        control, at = data[at], at + 1
        for bit in range(8):
            if control >> bit & 1 == 0:
                new = data[at : at + 1]
                at += 1
            else:
                packed = int.from_bytes(data[at : at + 2], "big")
                at += 2
                place, length = packed >> 4, (packed & 0xF) + 2
                if place == write % _WINDOW or at > len(data):
                    return bytes(found[:size])
                new = _copied(window, place, write, length)
            for byte in new:
                window[write % _WINDOW] = byte
                write += 1
            found += new
    return bytes(found[:size])


def _copied(window: bytearray, place: int, write: int, length: int) -> bytes:
    """What is copied may run into what it has just written."""
    behind = (write - place) % _WINDOW or _WINDOW
    seen = bytes(window[(place + step) % _WINDOW] for step in range(min(length, behind)))
    return (seen * (length // len(seen) + 1))[:length]
