"""Characters that do not show, made to show: a name from an archive may hold what moves a terminal's cursor, turns the order of
letters round (``invoice_fdp.exe`` shown as ``invoice_exe.pdf``), or cannot be written at all."""

import re
from typing import Final

# controls but tab and line end, what parts lines in other places, directions of writing, marks without width, half characters;
# the joiners of scripts and pictures (U+200C, U+200D) are no trick
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)


def visible(text: str) -> str:
    """``<U+202E>`` for each such character; all else as it is."""
    if text.isprintable():
        return text
    return _HIDDEN.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def escaped(json: str) -> str:
    """The same document with such characters as JSON writes them."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def visible_name(text: str) -> str:
    """Of a file: neither does a name hold a tab or a line end."""
    return visible(text).replace("\t", "<U+0009>").replace("\n", "<U+000A>")


_FORMULA: Final = re.compile("[=+@\uff1d\uff0b\uff20-]")
_NUMBER: Final = re.compile(r"[-+]?[\d.,  ]*\d%?")


def guarded_cell(text: str) -> str:
    """A text for a cell of another program: with an apostrophe where that would take it for a formula. Signed numbers are
    none."""
    return f"'{text}" if _FORMULA.match(text.lstrip()) and not _NUMBER.fullmatch(text.strip()) else text
