"""Icons: line drawings on a 16 px grid, tinted with the colour of the text beside them."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workstation.resources import resource


class Icons:
    """Drawn once per name, colour, size and device pixel ratio. ``FileNotFoundError`` names an unknown icon."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._sources: dict[str, bytes] = {}
        self._drawn: dict[tuple[str, int, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: QColor, size: int = 16, ratio: float = 1.0) -> QPixmap:
        key = (name, colour.rgba(), size, ratio)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = self._drawn[key] = self._draw(name, colour, size, ratio)
        return drawn

    def icon(self, name: str, colour: QColor, disabled: QColor | None = None, size: int = 16) -> QIcon:
        """For menus and actions, which want a QIcon: drawn for one and two device pixels per pixel."""
        icon = QIcon()
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, colour, size, ratio))
            if disabled is not None:
                icon.addPixmap(self.pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
        return icon

    def paint(self, painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
        """Centred in `rect`, as a square of its shorter side."""
        size = int(min(rect.width(), rect.height()))
        pixmap = self.pixmap(name, colour, size, painter.device().devicePixelRatio())
        left = rect.x() + (rect.width() - size) / 2
        top = rect.y() + (rect.height() - size) / 2
        painter.drawPixmap(QRectF(left, top, size, size).topLeft(), pixmap)

    def _draw(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        tinted = self._source(name).replace(b"currentColor", colour.name().encode())
        pixels = round(size * ratio)
        image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(colour.alphaF())
        QSvgRenderer(QByteArray(tinted)).render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _source(self, name: str) -> bytes:
        if name not in self._sources:
            path = resource("icons", f"{name}.svg") if self._folder is None else self._folder / f"{name}.svg"
            self._sources[name] = path.read_bytes()
        return self._sources[name]
