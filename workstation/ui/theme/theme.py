"""One scheme, ready to draw with: colours, sizes, fonts and icons."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from workstation.domain.checklists.answers import Severity
from workstation.ui.theme.fonts import Fonts
from workstation.ui.theme.icons import Icons
from workstation.ui.theme.palette import palette_of
from workstation.ui.theme.stylesheet import stylesheet_of
from workstation.ui.theme.tokens import Colours, Tokens, load_tokens

STYLE: Final = "fusion"


@dataclass(frozen=True, slots=True)
class Tone:
    """The three colours of a state: text and shape, soft fill, line."""

    ink: QColor
    soft: QColor
    line: QColor


class Theme:
    """What painters and widgets draw with. Light and dark are two of these; `apply` puts one on the application."""

    def __init__(
        self, name: str, tokens: Tokens, fonts: Fonts, icons: Icons, *, more_contrast: bool = False
    ) -> None:
        self.name = name
        self.tokens = tokens
        self.fonts = fonts
        self.icons = icons
        self.more_contrast = more_contrast
        colours = tokens.colours
        self.severities = {
            Severity.KILL: Tone(colours.kill, colours.kill_soft, colours.kill_line),
            Severity.HIGH: Tone(colours.high, colours.high_soft, colours.high_line),
            Severity.MEDIUM: Tone(colours.medium, colours.medium_soft, colours.medium_line),
            Severity.LOW: Tone(colours.low, colours.low_soft, colours.low_line),
        }

    @classmethod
    def load(
        cls,
        name: str,
        *,
        fonts: Fonts | None = None,
        icons: Icons | None = None,
        more_contrast: bool = False,
        less_motion: bool = False,
    ) -> "Theme":
        """`name` is "light" or "dark"; needs a running QApplication. Pass the fonts and icons of the last theme
        when switching: they hold what was drawn already."""
        tokens = load_tokens(name, more_contrast=more_contrast, less_motion=less_motion)
        own = fonts or Fonts(tokens.type.families, tokens.type.features)
        return cls(name, tokens, own, icons or Icons(), more_contrast=more_contrast)

    @property
    def colours(self) -> Colours:
        return self.tokens.colours

    @property
    def dark(self) -> bool:
        return self.name == "dark"

    def font(self, px: int | None = None, weight: int = 400) -> QFont:
        """`px` is one of the type scale of the tokens; the body size when left out."""
        return self.fonts.font(px or self.tokens.type.body, weight)

    def metrics(self, px: int | None = None, weight: int = 400) -> QFontMetricsF:
        return QFontMetricsF(self.font(px, weight))

    def apply(self, app: QApplication) -> None:
        """Fusion, palette and font; a window wears `stylesheet` itself. Under a style sheet of the application Qt
        styles every part of a panel again each time it is put into another one while it is built."""
        if app.style().name() != STYLE:  # every part that is there is styled again
            app.setStyle(STYLE)
        app.setPalette(palette_of(self.colours))
        app.setFont(self.font())

    @property
    def stylesheet(self) -> str:
        return stylesheet_of(self.tokens)

    def paint_icon(self, painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
        self.icons.paint(painter, rect, name, colour)
