"""Files inside an electronic signature (.p7m: CMS, RFC 5652, written in BER, X.690). Signatures are not checked here."""

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Final

from workstation.application.ports.documents import FileKind
from workstation.documents.marks import Sniffed
from workstation.domain.reading import DamagedFileError, UnsupportedLockError

_SIGNED: Final = bytes.fromhex("06092a864886f70d010702")  # signedData
_LOCKING: Final = (  # envelopedData, signedAndEnvelopedData, encryptedData, authEnvelopedData
    bytes.fromhex("06092a864886f70d010703"),
    bytes.fromhex("06092a864886f70d010704"),
    bytes.fromhex("06092a864886f70d010706"),
    bytes.fromhex("060b2a864886f70d0109100117"),
)
_KINDS: Final = (_SIGNED, *_LOCKING)
_OCTETS, _OCTETS_IN_PARTS = 0x04, 0x24
_ARMOUR: Final = re.compile(rb"\s*-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----([^-]*)")
_BASE64: Final = re.compile(rb"\s*M[A-Za-z0-9+/=\s]+")
_DEPTH: Final = 16
_SIGNED_AGAIN: Final = 5
_HEAD: Final = 2048


class _BrokenError(Exception):
    """What is there is no BER."""


@dataclass(frozen=True, slots=True)
class _Value:
    """A value in `data`: its tag, where its content lies, and where the next value begins."""

    tag: int
    start: int
    end: int
    next: int


def cms_kind(data: bytes) -> Sniffed | None:
    """None where these are no bytes of a CMS file. A signature without its file is no document."""
    plain = _plain(data[:_HEAD])
    if plain is None:
        return None
    if _SIGNED in plain[:24] and _is_detached(data):
        return Sniffed(FileKind.OTHER, "application/pkcs7-signature", "P7S")
    return Sniffed(FileKind.OTHER, "application/pkcs7-mime", "P7M")


def _is_detached(data: bytes) -> bool:
    try:
        return signed_content(data) is None
    except (DamagedFileError, UnsupportedLockError):
        return False


def signed_file(data: bytes) -> bytes:
    """The file itself where it was signed once, or several times over. Errors as of `signed_content`."""
    for _ in range(_SIGNED_AGAIN):
        content = signed_content(data)
        if content is None:
            break
        data = content
        found = cms_kind(data)
        if found is None or found.name != "P7M":
            break
    return data


def signed_content(data: bytes) -> bytes | None:
    """The file that was signed, None where the signature stands alone.

    Raises:
        UnsupportedLockError: it is locked for the holder of a certificate.
        DamagedFileError: it is cut off or broken.
    """
    whole = _plain(data)
    if whole is None:
        raise DamagedFileError
    if _SIGNED not in whole[:24]:
        raise UnsupportedLockError
    try:
        return _content(whole)
    except (_BrokenError, IndexError) as error:
        raise DamagedFileError from error


def _plain(data: bytes) -> bytes | None:
    """The bytes of BER, also from letters (PEM, base64); None where they are none."""
    armoured = _ARMOUR.match(data)
    letters = armoured[1] if armoured else data if _BASE64.fullmatch(data) else None
    if letters is not None:
        joined = b"".join(letters.split())
        try:
            data = base64.b64decode(joined[: len(joined) // 4 * 4])
        except (binascii.Error, ValueError):
            return None
    return data if data[:1] == b"\x30" and any(kind in data[:24] for kind in _KINDS) else None


def _content(data: bytes) -> bytes | None:
    """ContentInfo, then [0] SignedData: version, digests, and the content in the third place (RFC 5652, 3 and 5.1)."""
    info = _children(data, _value(data, 0))
    signed = _children(data, _children(data, info[1])[0])
    content = _children(data, signed[2])
    if len(content) < 2:
        return None
    return _octets(data, _children(data, content[1])[0], 0)


def _octets(data: bytes, value: _Value, depth: int) -> bytes:
    """The bytes of a string, also of one that was written in parts (X.690, 8.7.3)."""
    if value.tag == _OCTETS or depth > _DEPTH:
        return data[value.start : value.end]
    if value.tag == _OCTETS_IN_PARTS:
        return b"".join(_octets(data, part, depth + 1) for part in _children(data, value))
    return data[value.start : value.end]


def _children(data: bytes, value: _Value) -> list[_Value]:
    found, at = [], value.start
    while at < value.end:
        found.append(_value(data, at))
        at = found[-1].next
    return found


def _value(data: bytes, at: int, depth: int = 0) -> _Value:
    if at + 2 > len(data) or depth > _DEPTH:
        raise _BrokenError
    tag, length, at = data[at], data[at + 1], at + 2
    if length == 0x80:  # up to two zeros (X.690, 8.1.3.6)
        inner = at
        while data[inner : inner + 2] != b"\x00\x00":
            inner = _value(data, inner, depth + 1).next
        return _Value(tag, at, inner, inner + 2)
    if length & 0x80:
        size = length & 0x7F
        length, at = int.from_bytes(data[at : at + size]), at + size
    if at + length > len(data):
        raise _BrokenError
    return _Value(tag, at, at + length, at + length)
