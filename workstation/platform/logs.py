"""The log file: what happened, for whoever has to find out why. It holds no facts of a lot and no passwords."""

import logging
import traceback
from collections.abc import Iterator
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final, Self

from workstation.platform.files import make_private_folder

_SIZE: Final = 1_000_000  # bytes; five of them are kept
_KEPT: Final = 4
_CODES: Final = (
    "code",
    "errno",
    "sqlite_errorname",
)  # of errors for a person, of the system, of the database
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _PrivateFiles(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()


class NoFacts(logging.Formatter):
    """Of an exception only its kind, its place in the program and its stable codes: what it says of itself may quote what
    a person typed or a paper says."""

    def format(self, record: logging.LogRecord) -> str:
        said, record.exc_text = record.exc_text, None  # another handler may have put it into words already
        try:
            return super().format(record)
        finally:
            record.exc_text = said

    def formatException(self, ei: Any) -> str:
        return "\n".join(_told(ei[1])) if ei[1] is not None else ""


def _told(error: BaseException) -> Iterator[str]:
    """The first cause first, as Python tells it."""
    chain: list[BaseException] = []
    last: BaseException | None = error
    while last is not None and last not in chain:
        chain.append(last)
        last = last.__cause__ or (None if last.__suppress_context__ else last.__context__)
    for each in reversed(chain):
        for frame in traceback.extract_tb(each.__traceback__):
            yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        codes = [str(code) for name in _CODES if (code := getattr(each, name, None)) is not None]
        kind = type(each)
        yield " ".join([f"{kind.__module__}.{kind.__qualname__}", *codes])


def log_handler(folder: Path) -> RotatingFileHandler:
    """`OSError` where the folder cannot be made or written to."""
    make_private_folder(folder)
    handler = _PrivateFiles(folder / "workstation.log", maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
    handler.setFormatter(NoFacts(_FORMAT))
    return handler


class LogFile:
    """Everything from INFO up, of every module, into `path`, until `close`."""

    def __init__(self, folder: Path) -> None:
        self._handler = log_handler(folder)
        self.path = Path(self._handler.baseFilename)
        root = logging.getLogger()
        self._level = root.level
        root.addHandler(self._handler)
        root.setLevel(logging.INFO)

    def close(self) -> None:
        root = logging.getLogger()
        root.removeHandler(self._handler)
        root.setLevel(self._level)
        self._handler.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
