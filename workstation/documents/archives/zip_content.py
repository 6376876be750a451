"""The content of one file of a zip, also where the standard library does not unlock it: AES, as WinZip, 7-Zip and WinRAR
write it (WinZip AE-1 and AE-2 specification, version 1.04)."""

import bz2
import hmac
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from hashlib import pbkdf2_hmac
from typing import Final

_AES: Final = 99  # the method of a file that is locked by AES
_EXTRA: Final = 0x9901
_KEY_BYTES: Final = {1: 16, 2: 24, 3: 32}
_ROUNDS: Final = 1000
_CODE: Final = 10  # bytes of the code behind the content
_HEADER: Final = struct.Struct("<26xHH")  # of a local header: the lengths of name and extra field
_BLOCK: Final = 16
_AT_ONCE: Final = 64 * 1024  # blocks


def content_of(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, password: bytes | None) -> bytes:
    """Raises `NotImplementedError` for a compression that is not known, `RuntimeError` for a wrong password, and what
    `zipfile` raises for what is broken."""
    if entry.compress_type != _AES:
        return archive.read(entry, password)
    if password is None:
        raise RuntimeError
    strength, method = _told(entry)
    squeezed = _unlocked(_raw(archive, entry), _KEY_BYTES[strength], password)
    if method not in _METHODS:
        raise NotImplementedError
    return _METHODS[method](squeezed, entry.file_size)


def _told(entry: zipfile.ZipInfo) -> tuple[int, int]:
    """How strong the key is and how the content was compressed, from the extra field."""
    at = 0
    while at + 4 <= len(entry.extra):
        kind, size = struct.unpack_from("<HH", entry.extra, at)
        if kind == _EXTRA and size >= 7:
            strength, method = struct.unpack_from("<BH", entry.extra, at + 8)
            if strength in _KEY_BYTES:
                return strength, method
        at += 4 + size
    raise zipfile.BadZipFile


def _raw(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    file = archive.fp
    if file is None:
        raise zipfile.BadZipFile
    file.seek(entry.header_offset)
    name, extra = _HEADER.unpack(file.read(_HEADER.size))
    file.seek(name + extra, 1)
    data = file.read(entry.compress_size)
    if len(data) < entry.compress_size:
        raise zipfile.BadZipFile
    return data


def _unlocked(data: bytes, size: int, password: bytes) -> bytes:
    salt, check, locked = data[: size // 2], data[size // 2 : size // 2 + 2], data[size // 2 + 2 : -_CODE]
    keys = pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * size + 2)
    if keys[2 * size :] != check:
        raise RuntimeError
    if not hmac.compare_digest(hmac.digest(keys[size : 2 * size], locked, "sha1")[:_CODE], data[-_CODE:]):
        raise zipfile.BadZipFile
    return _counted(locked, keys[:size])


def _counted(data: bytes, key: bytes) -> bytes:
    """AES in counter mode. The counter of zips begins at 1 and its lowest byte is the first, which no library has."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes  # noqa: PLC0415 - few zips are locked

    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - the counters are never equal
    found = []
    for start in range(0, len(data), _AT_ONCE * _BLOCK):
        part = data[start : start + _AT_ONCE * _BLOCK]
        first = start // _BLOCK + 1
        blocks = range(first, first + -(-len(part) // _BLOCK))
        stream = encryptor.update(b"".join(number.to_bytes(_BLOCK, "little") for number in blocks))
        mixed = int.from_bytes(part, "big") ^ int.from_bytes(stream[: len(part)], "big")
        found.append(mixed.to_bytes(len(part), "big"))
    return b"".join(found)


def _inflated(data: bytes, size: int) -> bytes:
    return _whole(zlib.decompressobj(-15).decompress(data, size + 1), size)


def _from_bzip2(data: bytes, size: int) -> bytes:
    return _whole(bz2.BZ2Decompressor().decompress(data, size + 1), size)


def _whole(content: bytes, size: int) -> bytes:
    """No more than the directory says: a few bytes can claim to be gigabytes."""
    if len(content) != size:
        raise zipfile.BadZipFile
    return content


_METHODS: Final[Mapping[int, Callable[[bytes, int], bytes]]] = {
    zipfile.ZIP_STORED: _whole,
    zipfile.ZIP_DEFLATED: _inflated,
    zipfile.ZIP_BZIP2: _from_bzip2,
}
