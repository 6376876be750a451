"""Buttons: primary, outlined, quiet, link; the shortcut is printed inside as a key cap."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from workstation.ui.context import UiContext
from workstation.ui.widgets.base import has_focus_by_keys, paint_focus_ring
from workstation.ui.widgets.paint.chip import key_cap_width, paint_key_cap
from workstation.ui.widgets.paint.text import paint_text, text_width

ICON_GAP = 6


class ButtonKind(StrEnum):
    PRIMARY = "primary"  # at most one per panel
    OUTLINED = "outlined"
    QUIET = "quiet"
    LINK = "link"
    DESTRUCTIVE = "destructive"  # only in its confirmation


class Button(QPushButton):
    """28 px high. `icon` stands before the text, `key` is printed as a cap, `menu` adds a chevron.

    A button without text is an icon button: 28 x 28, and its `name` is tooltip and accessible name.
    """

    writes = False  # whether it changes what is stored: held while that is only read
    _why, _tip, _wanted = "", "", True

    def __init__(
        self,
        context: UiContext,
        text: str = "",
        *,
        kind: ButtonKind = ButtonKind.OUTLINED,
        icon: str = "",
        key: str = "",
        name: str = "",
        chevron: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme = context.theme
        self.kind = kind
        self._icon = icon
        self._key = key
        self._chevron = chevron
        self.setFont(self._theme.font(weight=400))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or text)
        self.setToolTip(f"{name}  {key}".strip() if not text else name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)

    def hold(self, why: str) -> None:
        """Disabled with the reason as its tool tip; "" lets go of it, and it is again what it was or was made meanwhile."""
        self._why = why
        self.setToolTip(self._tip)
        self.setEnabled(self._wanted)

    def setEnabled(self, enabled: bool) -> None:  # noqa: FBT001 - Qt's own
        self._wanted = enabled
        super().setEnabled(enabled and not self._why)

    def setToolTip(self, text: str) -> None:
        self._tip = text
        super().setToolTip(self._why or text)

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def set_name(self, name: str) -> None:
        """Tooltip and accessible name of an icon button."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  {self._key}".strip())

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def _padding(self) -> int:
        if not self.text():
            return 6
        return 4 if self.kind is ButtonKind.LINK else (8 if self.kind is ButtonKind.QUIET else 12)

    def sizeHint(self) -> QSize:
        height = self._theme.tokens.size.button
        width = 2.0 * self._padding() + text_width(self.text(), self._theme.font())
        if self._icon:
            width += self._theme.tokens.size.icon + (ICON_GAP if self.text() else 0)
        if self._chevron:
            width += self._theme.tokens.size.icon_small + ICON_GAP
        if self._key and self.text():
            width += key_cap_width(self._key, self._theme) + 8 - 4
        return QSize(max(round(width + 1) if self.text() else round(width), height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt passes it
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_box(painter)
        self._paint_content(painter)
        if has_focus_by_keys(self):
            paint_focus_ring(painter, QRectF(self.rect()), self._theme)
        painter.end()

    def _paint_box(self, painter: QPainter) -> None:
        colours = self._theme.colours
        fill: QColor | None = None
        edge: QColor | None = None
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        if self.kind is ButtonKind.PRIMARY and self.isEnabled():
            fill = colours.accent_hover if over else colours.accent
        elif self.kind in {ButtonKind.OUTLINED, ButtonKind.PRIMARY, ButtonKind.DESTRUCTIVE}:
            fill = colours.hover if over else colours.raised
            edge = colours.line2 if self.isEnabled() else colours.line
            edge = colours.kill if self.kind is ButtonKind.DESTRUCTIVE and self.isEnabled() else edge
        elif over:
            fill = colours.hover
        if self.isChecked() and self.marks_checked():
            fill, edge = colours.select, colours.accent
        painter.setPen(QPen(edge, 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(fill or Qt.BrushStyle.NoBrush)
        inset = 0.5 if edge else 0
        radius = self._theme.tokens.radius.control
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)

    def marks_checked(self) -> bool:
        """Whether a checked button is filled with the selection colour."""
        return True

    def ink(self) -> QColor:
        colours = self._theme.colours
        if not self.isEnabled():
            return colours.disabled
        return {
            ButtonKind.PRIMARY: colours.on_accent,
            ButtonKind.OUTLINED: colours.ink,
            ButtonKind.QUIET: colours.ink if self.text() else colours.ink2,
            ButtonKind.LINK: colours.accent_ink,
            ButtonKind.DESTRUCTIVE: colours.kill,
        }[self.kind]

    def _paint_content(self, painter: QPainter) -> None:
        ink = self.ink()
        rect = QRectF(self.rect())
        left = rect.x() + self._padding()
        if self._icon:
            size = self._theme.tokens.size.icon
            left = left if self.text() else (rect.width() - size) / 2
            self._theme.paint_icon(
                painter, QRectF(round(left), round(rect.center().y() - size / 2), size, size), self._icon, ink
            )
            left += size + ICON_GAP
        right = rect.right() - self._padding()
        if self._key and self.text():
            cap = key_cap_width(self._key, self._theme)
            right += 4
            primary = self.kind is ButtonKind.PRIMARY and self.isEnabled()
            paint_key_cap(
                painter, QRectF(right - cap, 0, cap, rect.height()), self._key, self._theme, on_accent=primary
            )
            right -= cap + 8
        if self._chevron:
            small = self._theme.tokens.size.icon_small
            box = QRectF(right - small, rect.center().y() - small / 2 + 1, small, small)
            self._theme.paint_icon(painter, box, "chevron-down", ink)
            right -= small + ICON_GAP
        paint_text(painter, QRectF(left, 0, right - left + 1, rect.height()), self.text(), self.font(), ink)


def mark_writing(*buttons: Button) -> None:
    """These change what is stored."""
    for button in buttons:
        button.writes = True


class IconButton(Button):
    """A quiet button of one icon with its name as tooltip; in toolbars only (look.md 2)."""

    def __init__(
        self, context: UiContext, icon: str, name: str, *, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(context, kind=ButtonKind.QUIET, icon=icon, name=name, key=key, parent=parent)
