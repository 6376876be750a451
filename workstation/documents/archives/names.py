"""Names in old zips carry no encoding: GBK from a Chinese Windows, Shift-JIS from a Japanese one."""

from collections.abc import Sequence
from typing import Final

# the first bytes of the commonest characters: level 1 of GB 2312, of Big5, of JIS X 0208 with kana
_COMMON: Final = {
    "gb18030": (0xB0, 0xD7),
    "big5": (0xA4, 0xC6),
    "shift_jis": (0x88, 0x97),
}
_KANA: Final = range(0x3040, 0x3100)


def encoding_of(names: Sequence[bytes]) -> str:
    """One encoding for all names of an archive. UTF-8 is practically never valid by chance."""
    joined = b"\n".join(names)
    try:
        joined.decode("utf-8")
    except UnicodeDecodeError:
        return max(_COMMON, key=lambda encoding: _commonness(joined, encoding))
    return "utf-8"


def _commonness(data: bytes, encoding: str) -> float:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    wide = [character for character in text if character > "\x7f"]
    first, last = _COMMON[encoding]
    common = sum(
        ord(character) in _KANA or first <= character.encode(encoding)[0] <= last for character in wide
    )
    return common / max(1, len(wide))
