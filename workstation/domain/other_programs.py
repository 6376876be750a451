"""Which files of a seller another program may be given, and under which name."""

import unicodedata
from typing import Final

_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SLIDES: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_OLD_WORD: Final = "application/msword"
_OLD_SHEET: Final = "application/vnd.ms-excel"
_RTF: Final = "application/rtf"
_TEXTS: Final = frozenset({"text/plain", "text/csv"})
_PICTURES: Final = frozenset(
    {
        "image/png",
        "image/jpeg",
        "image/tiff",
        "image/gif",
        "image/webp",
        "image/heic",
        "image/bmp",
        "image/jp2",
    }
)
_OLD_SLIDES: Final = "application/vnd.ms-powerpoint"
_IWORK: Final = frozenset({"application/vnd.apple.iwork"})
_XPS: Final = frozenset({"application/vnd.ms-xpsdocument"})
# Web pages and mails are left out: they are read here, and elsewhere they fetch what they name from the network. Archives
# are left out: they are unpacked here.
_OPENED: Final = {
    "pdf": frozenset({"application/pdf"}),
    "ofd": frozenset({"application/ofd"}),
    "docx": frozenset({_WORD}),
    "doc": frozenset({_OLD_WORD, _RTF}),
    "wps": frozenset({_OLD_WORD}),
    "rtf": frozenset({_RTF}),
    "odt": frozenset({"application/vnd.oasis.opendocument.text"}),
    "xlsx": frozenset({_SHEET}),
    "xlsb": frozenset({_SHEET}),
    "xls": frozenset({_OLD_SHEET}),
    "et": frozenset({_OLD_SHEET}),
    "ods": frozenset({"application/vnd.oasis.opendocument.spreadsheet"}),
    "pptx": frozenset({_SLIDES}),
    **dict.fromkeys(("ppt", "dps"), frozenset({_OLD_SLIDES})),
    "odp": frozenset({"application/vnd.oasis.opendocument.presentation"}),
    **dict.fromkeys(("xps", "oxps"), _XPS),
    **dict.fromkeys(("pages", "numbers", "key"), _IWORK),
    "epub": frozenset({"application/epub+zip"}),
    "mp4": frozenset({"video/mp4"}),
    "mov": frozenset({"video/quicktime"}),
    "avi": frozenset({"video/x-msvideo"}),
    "mp3": frozenset({"audio/mpeg"}),
    "m4a": frozenset({"audio/mp4"}),
    "wav": frozenset({"audio/wav"}),
    **dict.fromkeys(("txt", "csv", "tsv"), _TEXTS),
    **dict.fromkeys(
        ("png", "jpg", "jpeg", "tif", "tiff", "gif", "webp", "heic", "heif", "bmp", "jp2"), _PICTURES
    ),
}
_NOT_IN_NAMES: Final = frozenset('<>:"|?*')
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
_LONGEST: Final = 200  # bytes: systems stop at 255, and other programs add to the name


def may_be_opened(name: str, media_type: str | None) -> bool:
    """Whether another program may be given a file: only where its content (`media_type`, None where nobody looked) and the
    suffix of its name are of one kind that is known to show something and not to run it."""
    return media_type is not None and media_type in _OPENED.get(_suffix(name_of_copy(name)), frozenset())


def name_of_copy(name: str) -> str:
    """A file name that every system takes and that shows as it is: the last part of a path, "_" for what is no letter or
    sign to see (controls, directions of writing) or has a meaning of its own, no blanks and dots around it."""
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join("_" if _is_hidden(sign) or sign in _NOT_IN_NAMES else sign for sign in last)
    shown = shown.strip().rstrip(". ").strip() or "file"
    if shown.partition(".")[0].rstrip().lower() in _DEVICES:
        shown = f"_{shown}"
    return _short(shown)


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


def _suffix(name: str) -> str:
    stem, _, suffix = name.rpartition(".")
    return suffix.lower() if stem else ""


def _short(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    end = f"{dot}{suffix}" if stem and len(suffix.encode()) < _LONGEST // 2 else ""
    stem = name.removesuffix(end) if end else name
    return stem.encode()[: _LONGEST - len(end.encode())].decode(errors="ignore") + end
