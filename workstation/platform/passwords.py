"""Passwords of locked files: in memory while the program runs, in the keyring of the system where that is wished."""

import logging
import sys
from threading import Lock
from typing import TYPE_CHECKING, Final

from workstation.domain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

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
        from keyring.errors import KeyringError  # noqa: PLC0415 - off the start-up path

        try:
            return _of_system().get_password(_SERVICE, sha256)
        except KeyringError as error:
            _LOG.info("no password from the keyring: %s", error)
            return None

    def keep(self, sha256: str, password: str, *, remember: bool = False) -> None:
        with self._lock:
            self._by_object[sha256] = password
        if not remember:
            return
        from keyring.errors import KeyringError  # noqa: PLC0415

        try:
            _of_system().set_password(_SERVICE, sha256, password)
        except KeyringError as error:
            raise KeyringMissingError from error


def _of_system() -> "KeyringBackend":
    """The one keyring that each system has, named: looking for others runs what is called ldconfig, gcc and ld on the
    PATH, loads plugins, and follows a file of settings. `NoKeyringError` where it does not answer."""
    from keyring.errors import NoKeyringError  # noqa: PLC0415 - off the start-up path

    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring as Found  # noqa: PLC0415
    elif sys.platform == "darwin":
        from keyring.backends.macOS import Keyring as Found  # noqa: PLC0415
    else:
        from keyring.backends.SecretService import Keyring as Found  # noqa: PLC0415
    if not Found.viable:
        raise NoKeyringError
    made: Callable[[], KeyringBackend] = Found
    return made()
