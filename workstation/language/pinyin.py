"""Quick filters that understand pinyin: "fz" and "fangzhi" find 纺织."""

import re
from collections.abc import Iterable
from functools import lru_cache
from types import ModuleType
from typing import Final

_HANZI: Final = re.compile("[\u3400-\u9fff]")
_LETTERS: Final = re.compile("[a-z]+")
_loaded: list[ModuleType] = []


def warm(texts: Iterable[str]) -> None:
    """Loads the dictionary and spells these texts, on a thread that nobody waits for. Before that `says` compares
    the words as they are written."""
    if not _loaded:
        import pypinyin  # noqa: PLC0415 - a tenth of a second, and only filters want it

        pypinyin.lazy_pinyin("重庆")  # its phrases are read on the first use
        _loaded.append(pypinyin)
    for text in texts:
        if _HANZI.search(text):
            _spelt(text)


def says(text: str, needle: str) -> bool:
    """Whether every word of `needle` stands in `text`, whatever the case; a word of letters also as the pinyin of
    hanzi, by initials or in full. Words of several readings are spelt as their phrase is read (重庆 is chongqing)."""
    hay = text.casefold()
    return all(word in hay or _sounds(text, word) for word in needle.casefold().split())


def _sounds(text: str, word: str) -> bool:
    if not _loaded or not _LETTERS.fullmatch(word) or not _HANZI.search(text):
        return False
    return any(word in spelling for spelling in _spelt(text))


@lru_cache(maxsize=32_768)
def _spelt(text: str) -> tuple[str, str]:
    """Initials and full pinyin; what is no hanzi stays."""
    syllables = _loaded[0].lazy_pinyin(text.casefold())
    initials = "".join(syllable[0] if _LETTERS.fullmatch(syllable) else syllable for syllable in syllables)
    return initials, "".join(syllables)
