"""Check digits of registered ids. They live in the domain, because findings are made of them and the domain is stdlib only."""

import unicodedata
from datetime import date

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_RESIDENT_CHECKS = "10X98765432"


def normalised(written: str) -> str:
    """An id as it is compared: half-width, upper case, without spaces and hyphens."""
    folded = unicodedata.normalize("NFKC", written).upper()
    return "".join(char for char in folded if not char.isspace() and char not in "-‐‑–—")


def credit_code_digit(code: str) -> str | None:
    """The 18th character that GB 32100-2015 wants after the first 17; None if these are no such code."""
    if len(code) < 17 or any(char not in _CREDIT_ALPHABET for char in code[:17]):
        return None
    total = sum(_CREDIT_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(code[:17]))
    return _CREDIT_ALPHABET[-total % 31]


def resident_digit(number: str) -> str | None:
    """The 18th character that GB 11643-1999 (ISO 7064 MOD 11-2) wants; None if the first 17 are not all digits."""
    if not _all_digits(number[:17]) or len(number) < 17:
        return None
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return _RESIDENT_CHECKS[total % 11]


def born(number: str) -> date | None:
    """The date of birth that a resident id of 18 characters states; None if the calendar has no such day."""
    if not _all_digits(number[6:14]):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def lei_holds(code: str) -> bool:
    """Whether the two last digits of an LEI fit (ISO 17442, ISO 7064 MOD 97-10)."""
    if len(code) != 20 or not (code.isascii() and code.isalnum()):
        return False
    return int("".join(str(int(char, 36)) for char in code)) % 97 == 1


def _all_digits(written: str) -> bool:
    return written.isascii() and written.isdigit()
