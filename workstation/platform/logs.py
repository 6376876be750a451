"""The log file: what happened, for whoever has to find out why. It holds no facts of a lot and no passwords."""

import logging
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final, Self

from workstation.platform.files import make_private_folder

_SIZE: Final = 1_000_000  # bytes; five of them are kept
_KEPT: Final = 4
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _PrivateFiles(RotatingFileHandler):
    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).touch(mode=0o600)
        return super()._open()


class LogFile:
    """Everything from INFO up, of every module, into `path`, until `close`."""

    def __init__(self, folder: Path) -> None:
        make_private_folder(folder)
        self.path = folder / "workstation.log"
        self._handler = _PrivateFiles(self.path, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
        self._handler.setFormatter(logging.Formatter(_FORMAT))
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
