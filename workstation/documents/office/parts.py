"""The parts of a zipped Office file, with limits: a part of a few bytes can claim to be gigabytes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from workstation.domain.reading import DamagedFileError, TooMuchMemoryError

_PART_LIMIT: Final = 256 * 1024 * 1024
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class Parts:
    """Raises `DamagedFileError` for what is no zip, or a cut one."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise DamagedFileError from error
        self.names = tuple(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """The content of a part; empty where there is none."""
        if name not in self.names:
            return b""
        try:
            if self._zip.getinfo(name).file_size > _PART_LIMIT:
                raise TooMuchMemoryError
            return self._zip.read(name)
        except _BROKEN as error:
            raise DamagedFileError from error

    def tree(self, name: str) -> Element | None:
        """None where there is no such part. Expat resolves no outer entity and stops at inner bombs."""
        data = self.read(name)
        if not data:
            return None
        try:
            return fromstring(data)  # noqa: S314 - in a worker with limits, by an expat that refuses bombs
        except ParseError as error:
            raise DamagedFileError from error

    def named(self, start: str, end: str = "") -> Iterator[str]:
        """In the order of their numbers ("slide2" before "slide10")."""
        found = (name for name in self.names if name.startswith(start) and name.endswith(end))
        return iter(sorted(found, key=lambda name: (len(name), name)))


def local(element: Element) -> str:
    """The tag without its namespace: strict and transitional files differ in nothing else that matters here."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """By its local name; empty where there is none."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, "")


def child(element: Element, name: str) -> Element | None:
    return next((inner for inner in element if local(inner) == name), None)
