"""Passwords of locked files: in memory while the program runs, in the keyring of the system where that is wished."""

import logging
from threading import Lock
from typing import Final

from workstation.domain.errors import UserError

_LOG: Final = logging.getLogger(__name__)
_SERVICE: Final = "npl-workstation"


class KeyringMissingError(UserError):
    code = "keyring.missing"
    message = "This computer has no keyring that the program can use, so the password is kept only until you close the program."


class Keyring:
    """`application.ports.documents.Passwords`. A computer without a keyring is nothing unusual."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._by_object: dict[str, str] = {}

    def known(self, sha256: str) -> tuple[str, ...]:
        with self._lock:
            own = self._by_object.get(sha256)
            others = tuple(self._by_object.values())
        return tuple(dict.fromkeys(others if own is None else (own, *others)))

    def recall(self, sha256: str) -> str | None:
        import keyring  # noqa: PLC0415 - off the start-up path
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            return keyring.get_password(_SERVICE, sha256)
        except KeyringError as error:
            _LOG.info("no password from the keyring: %s", error)
            return None

    def keep(self, sha256: str, password: str, *, remember: bool = False) -> None:
        with self._lock:
            self._by_object[sha256] = password
        if not remember:
            return
        import keyring  # noqa: PLC0415
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            keyring.set_password(_SERVICE, sha256, password)
        except KeyringError as error:
            raise KeyringMissingError from error
