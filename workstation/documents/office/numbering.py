"""The numbers that Word counts itself ("第一条", "3.2", "(a)"): they stand on the printed page, so they stand here (ECMA-376
part 1, 17.9)."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from workstation.documents.office.parts import attribute, child, local

_DIGITS: Final = "零一二三四五六七八九"
_CHINESE: Final = frozenset(
    {"chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting"}
)
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    is_legal: bool = False  # all numbers in it are written in figures (17.9.4 isLgl)


class Numbering:
    """Counts as the paragraphs come. `styles` are the numbers that a paragraph style brings along."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        kinds: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        for element in numbering if numbering is not None else ():
            if local(element) == "abstractNum":
                kinds[attribute(element, "abstractNumId")] = dict(map(_level, _children(element, "lvl")))
            elif local(element) == "num" and (kind := child(element, "abstractNumId")) is not None:
                name = attribute(kind, "val")
                self._lists[attribute(element, "numId")] = name, kinds.get(name, {})
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._styles = dict(_numbered_styles(styles))

    def label(self, paragraph: Element) -> str:
        """What Word prints before the paragraph; empty where it is not numbered or only has a bullet."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self._lists:
            return ""
        number, depth = found
        kind, levels = self._lists[number]
        level = levels.get(depth)
        if level is None or level.form in {"bullet", "none"}:
            return ""
        counts = self._counts[kind]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        label = level.text
        for other, known in levels.items():
            value = counts.get(other, known.start)
            form = "decimal" if level.is_legal else known.form
            label = label.replace(f"%{other + 1}", _written(value, form))
        return label

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        properties = child(paragraph, "pPr")
        if properties is None:
            return None
        own = _number_of(properties)
        if own is not None:
            return own
        style = child(properties, "pStyle")
        return self._styles.get(attribute(style, "val")) if style is not None else None


def _children(element: Element, name: str) -> list[Element]:
    return [inner for inner in element if local(inner) == name]


def _level(element: Element) -> tuple[int, _Level]:
    values = {local(inner): attribute(inner, "val") or "1" for inner in element}
    start = values.get("start", "1")
    level = _Level(
        form=values.get("numFmt", "decimal"),
        text=values.get("lvlText", ""),
        start=int(start) if start.isdigit() else 1,
        is_legal=values.get("isLgl", "0") not in {"0", "false", "off"},
    )
    depth = attribute(element, "ilvl")
    return int(depth) if depth.isdigit() else 0, level


def _number_of(properties: Element) -> tuple[str, int] | None:
    found = child(properties, "numPr")
    number = child(found, "numId") if found is not None else None
    if found is None or number is None:
        return None
    depth = child(found, "ilvl")
    shown = attribute(depth, "val") if depth is not None else "0"
    return attribute(number, "val"), int(shown) if shown.isdigit() else 0


def _numbered_styles(styles: Element | None) -> list[tuple[str, tuple[str, int]]]:
    found = []
    for style in _children(styles, "style") if styles is not None else ():
        properties = child(style, "pPr")
        number = _number_of(properties) if properties is not None else None
        if number is not None:
            found.append((attribute(style, "styleId"), number))
    return found


def _written(value: int, form: str) -> str:
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(97 + (value - 1) % 26) * ((value - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            roman = _roman(value)
            return roman.upper() if form == "upperRoman" else roman
        case _ if form in _CHINESE:
            return _hanzi(value)
        case _:
            return str(value)


def _roman(value: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        while value >= worth:
            written, value = written + letters, value - worth
    return written


def _hanzi(value: int) -> str:
    """Up to 999, as clauses are counted: 十, 十一, 二十, 一百零一."""
    if not 0 < value < 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    written = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        written += "十" if tens == 1 and not hundreds else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        written += "零"
    return written + (_DIGITS[ones] if ones else "")
