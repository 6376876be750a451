"""Fonts: the system's own faces where they write Chinese, else the bundled Noto Sans CJK."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from workstation.resources import bundled_font

BUNDLED = "Noto Sans CJK SC"
WRITES_CHINESE = frozenset(
    {
        "Microsoft YaHei UI",
        "Microsoft YaHei",
        "PingFang SC",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "WenQuanYi Micro Hei",
    }
)


class Fonts:
    """Makes every font of the window. Needs a running QGuiApplication.

    A system without a proper Chinese face (a bare Debian has no face at all) gets the bundled one for Latin too,
    so that the two scripts share one line height. Registering it costs about 15 ms: Qt maps the file and reads
    outlines when they are first drawn.
    """

    def __init__(self, wanted: Sequence[str], features: Sequence[str] = ("tnum",)) -> None:
        present = set(QFontDatabase.families())
        if present.isdisjoint(WRITES_CHINESE):
            QFontDatabase.addApplicationFont(str(bundled_font()))
            self.families = [BUNDLED]
        elif BUNDLED in present and _weight_is_an_axis(BUNDLED):
            self.families = [BUNDLED]
        else:
            own = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
            self.families = [name for name in dict.fromkeys([own, *wanted]) if name in present]
        # A variable face stays at its default weight (Thin, here) until the axis is set (look.md 8)
        self._variable = any(_weight_is_an_axis(name) for name in self.families)
        self._features = tuple(features)
        self._made: dict[tuple[int, int], QFont] = {}

    def font(self, px: int, weight: int = 400) -> QFont:
        """A face of `px` logical pixels at 400, 500 or 600, with tabular figures."""
        made = self._made.get((px, weight))
        if made is None:
            made = self._made[px, weight] = self._make(px, weight)
        return made

    def _make(self, px: int, weight: int) -> QFont:
        font = QFont()  # a copy of the application's font, with its features
        font.clearFeatures()
        font.setFamilies(self.families)
        font.setPixelSize(px)
        font.setWeight(QFont.Weight(weight))
        if self._variable:
            font.setVariableAxis(QFont.Tag("wght"), weight)
        for feature in self._features:
            font.setFeature(QFont.Tag(feature), 1)
        return font


def _weight_is_an_axis(family: str) -> bool:
    axes = QFontInfo(QFont(family)).variableAxes()
    return any(axis.tag() == QFont.Tag("wght") for axis in axes)
