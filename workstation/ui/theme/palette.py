"""The QPalette of a scheme: what Fusion draws where no style sheet reaches."""

from PySide6.QtGui import QPalette

from workstation.ui.theme.tokens import Colours

Role = QPalette.ColorRole


def palette_of(colours: Colours) -> QPalette:
    palette = QPalette()
    for role, colour in {
        Role.Window: colours.canvas,
        Role.WindowText: colours.ink,
        Role.Base: colours.field,
        Role.AlternateBase: colours.sunken,
        Role.Text: colours.ink,
        Role.PlaceholderText: colours.ink3,
        Role.Button: colours.raised,
        Role.ButtonText: colours.ink,
        Role.BrightText: colours.on_accent,
        Role.Highlight: colours.accent,
        Role.HighlightedText: colours.on_accent,
        Role.Accent: colours.accent,
        Role.Link: colours.accent_ink,
        Role.LinkVisited: colours.accent_ink,
        Role.ToolTipBase: colours.tooltip,
        Role.ToolTipText: colours.on_tooltip,
        Role.Light: colours.raised,
        Role.Midlight: colours.line,
        Role.Mid: colours.line2,
        Role.Dark: colours.line2,
        Role.Shadow: colours.desk,
    }.items():
        palette.setColor(role, colour)
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours.disabled)
    palette.setColor(QPalette.ColorGroup.Disabled, Role.Highlight, colours.line)
    return palette
