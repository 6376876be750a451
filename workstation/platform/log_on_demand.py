"""The log file of a command: there only where there is something to tell."""

import logging
from collections.abc import Callable
from pathlib import Path


class LogOnDemand(logging.Handler):
    """Warnings and worse go into the log file, which is opened with the first of them. Where that cannot be, they are lost:
    what a person has to know the command says itself."""

    def __init__(self, folder: Callable[[], Path]) -> None:
        super().__init__(logging.WARNING)
        self._folder = folder
        self._file: logging.Handler | None = None
        self._failed = False

    def emit(self, record: logging.LogRecord) -> None:
        from workstation.platform.logs import log_handler  # noqa: PLC0415 - few commands need it

        if self._failed:
            return
        try:
            if self._file is None:
                self._file = log_handler(self._folder())
            self._file.emit(record)
        except OSError:
            self._failed = True
