"""What encoding bytes of text are in, whatever they declare (old auction pages are GBK, some only say so)."""

import codecs
import re
from typing import Final

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_PAIR: Final = re.compile(rb"[\x80-\xff].?", re.DOTALL)
_COMMON_ROWS: Final = frozenset((*range(0xA1, 0xA4), *range(0xB0, 0xD8)))
_PEEK: Final = 4096
_SPOILT_SHARE: Final = 0.01  # of the characters beyond ASCII; a cut or patched page is still what it was


def decode(data: bytes, *, declared: str = "") -> tuple[str, str]:
    """``(text, encoding)``. Never fails: bytes that fit nothing become U+FFFD.

    UTF-8 is tried before the declaration, because text in another encoding is practically never valid UTF-8.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace"), name.removesuffix("-sig")
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    text = data.decode("utf-8", "replace")
    if _spoilt(text) <= _SPOILT_SHARE:
        return text, "utf-8"
    return _other_than_unicode(data, declared or _declaration(data))


def _other_than_unicode(data: bytes, declared: str) -> tuple[str, str]:
    if declared and declared != "utf-8":
        text = data.decode(declared, "replace")
        if _spoilt(text) <= _SPOILT_SHARE:
            return text, declared
    guessed = _guess(data)
    return data.decode(guessed, "replace"), guessed


def _declaration(data: bytes) -> str:
    """The codec that the page names, widened to its superset, or empty when it names none that exists."""
    match = _DECLARED.search(data[:_PEEK])
    if not match:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return ""
    # browsers read these names as their supersets (WHATWG Encoding Standard, section 4.2)
    return {"gbk": "gb18030", "gb2312": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _guess(data: bytes) -> str:
    if _looks_chinese(data[: 64 * 1024]):
        return "gb18030"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 30 ms, needed for odd files only

    best = from_bytes(
        data[: 64 * 1024],
        cp_isolation=["gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1252", "cp1251"],
    ).best()
    return best.encoding if best else "gb18030"


def _looks_chinese(data: bytes) -> bool:
    """Most pairs of bytes beyond ASCII are common hanzi or punctuation of GB 2312 (rows 1-3 and 16-55). Guessers take
    short Chinese for Korean; our readers have no Korean papers."""
    pairs = _PAIR.findall(data)
    common = sum(1 for pair in pairs if pair[0] in _COMMON_ROWS and pair[1:] >= b"\xa1")
    return len(pairs) > 0 and common >= 0.7 * len(pairs)


def _wide(data: bytes) -> str:
    """UTF-16 without a byte order mark: every other byte of markup is zero."""
    head = data[:_PEEK]
    if len(head) < 4:
        return ""
    even, odd = head[0::2].count(0) * 2 / len(head), head[1::2].count(0) * 2 / len(head)
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    if even > 0.4 and odd < 0.1:
        return "utf-16-be"
    return ""


def _spoilt(text: str) -> float:
    """The share of characters beyond ASCII that could not be read; the last one may be a character cut in half."""
    spoilt = text[:-1].count("\ufffd")
    return spoilt / sum(1 for character in text if character > "\x7f") if spoilt else 0.0
