"""Tokens to colours, fonts, icons and the style sheet."""

from workstation.ui.theme.theme import Theme, Tone

__all__ = ["Theme", "Tone"]
