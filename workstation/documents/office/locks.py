"""Office files with a password ([MS-OFFCRYPTO])."""

import io

from workstation.domain.reading import (
    DamagedFileError,
    PasswordNeededError,
    UnsupportedLockError,
    WrongPasswordError,
)


def unlocked(data: bytes, passwords: tuple[str, ...]) -> tuple[bytes, str | None]:
    """The content without its lock, and the password that opened it; a file without a lock as it is."""
    import msoffcrypto  # noqa: PLC0415 - few files are locked
    from msoffcrypto import exceptions  # noqa: PLC0415

    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not locked.is_encrypted():
            return data, None
    except exceptions.FileFormatError:
        return data, None
    except Exception as error:  # the library lets whatever a broken file makes it stumble over pass
        raise DamagedFileError from error
    for password in passwords:
        opened = io.BytesIO()
        try:
            locked.load_key(password=password)
            locked.decrypt(opened)
        except (exceptions.InvalidKeyError, exceptions.DecryptionError):
            continue
        except Exception as error:
            raise UnsupportedLockError from error
        return opened.getvalue(), password
    raise WrongPasswordError if passwords else PasswordNeededError
