"""Check digits of registered ids. They live in the domain, because findings are made of them; those of VAT numbers, one rule
a country, come from python-stdnum."""

import re
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


def is_resident_id(written: str) -> bool:
    """Whether a text has the shape of a resident id: 18 characters of which 17 are digits, or the 15 digits in use
    before 1999. Credit codes of companies hold a letter among the first nine or a date that is none."""
    code = normalised(written)
    if len(code) == 15:
        return _all_digits(code)
    return len(code) == 18 and _all_digits(code[:17]) and code[-1] in "0123456789X" and born(code) is not None


def discreet(written: str) -> str:
    """A text as it may be shown anywhere: the id of a person masked, all else as it is."""
    return masked(written) if is_resident_id(written) else written


def masked(written: str) -> str:
    """A personal id as it is shown until it is asked for: the region and the last four stay."""
    if len(written) < 12:
        return "•" * len(written)
    return written[:4] + "•" * (len(written) - 8) + written[-4:]


# Structure of VAT numbers by member state (Directive 2006/112/EC art. 215; the list of the European Commission)
_VAT = {
    "AT": r"U\d{8}", "BE": r"[01]\d{9}", "BG": r"\d{9,10}", "CY": r"\d{8}[A-Z]", "CZ": r"\d{8,10}", "DE": r"\d{9}",
    "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}", "ES": r"[A-Z0-9]\d{7}[A-Z0-9]", "FI": r"\d{8}",
    "FR": r"[A-HJ-NP-Z0-9]{2}\d{9}", "HR": r"\d{11}", "HU": r"\d{8}", "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}",
    "IT": r"\d{11}", "LT": r"(\d{9}|\d{12})", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}",
    "NL": r"\d{9}B\d{2}", "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,10}", "SE": r"\d{12}", "SI": r"\d{8}",
    "SK": r"\d{10}", "XI": r"(\d{9}|\d{12}|GD\d{3}|HA\d{3})",
}  # fmt: skip


def vat_fits(written: str) -> bool | None:
    """Whether a VAT number has the structure of its member state; None for a country outside the Union."""
    code = normalised(written).replace(".", "")
    shape = _VAT.get(code[:2])
    return None if shape is None else re.fullmatch(shape, code[2:]) is not None


def vat_digits_fit(written: str) -> bool | None:
    """Whether the check digits of a VAT number of the right structure are those of its member state; None where no rule
    for them is known (Northern Ireland counts as the United Kingdom does)."""
    from stdnum import get_cc_module  # noqa: PLC0415 - off the start-up path

    code = normalised(written).replace(".", "")
    country = {"EL": "gr", "XI": "gb"}.get(code[:2], code[:2].lower())
    known = get_cc_module(country, "vat") if vat_fits(written) else None
    return None if known is None else bool(known.is_valid(code[2:]))


def _all_digits(written: str) -> bool:
    return written.isascii() and written.isdigit()
